"""Clean-up of what a format brought along: characters, parted words, running headers, tables."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facetproof.sources.cleanup import clean, clean_text
from facetproof.sources.furniture import without_repeats
from facetproof.sources.layout import Lines, Table
from facetproof.sources.pages import Page, join_pages, page_at


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("con\ufb01rmed by \ufb02uoroscopy", "confirmed by fluoroscopy"),
        ("80\u00a0% relief\u2009x\u202f6\u00a0h", "80 % relief x 6 h"),
        ("L4\u20115", "L4-5"),
        ("8\u20131/10, \u226580 %, 8\u21921", "8\u20131/10, \u226580 %, 8\u21921"),
        ("bupi\u00advacaine", "bupivacaine"),
        ("bupi\u00ad\nvacaine 0.5 %", "bupivacaine\n0.5 %"),
        ("medi-\nal branch", "medial\nbranch"),
        ("paraspinal, later para-\nspinal tender", "paraspinal, later paraspinal\ntender"),
        ("post-\nprocedure pain", "post-procedure\npain"),
        ("the facet pain is facet-\nmediated now", "the facet pain is facet-mediated\nnow"),
        ("follow-up, then follow-\nup.", "follow-up, then follow-up.\n"),
        ("left L4-\n5 and C5-\nC6 joints", "left L4-5\nand C5-C6\njoints"),
        ("codes 64490-\n64495", "codes 64490-64495\n"),
        ("Plan -\nleft block", "Plan -\nleft block"),
        ("Findings:\n- left\n- right", "Findings:\n- left\n- right"),
        ("A-\nB", "A-\nB"),
        ("\uf0fe diagnostic \uf0a8 therapeutic", "☑ diagnostic ☐ therapeutic"),
        ("Pru\u0308fling", "Prüfling"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
    ],
)
def test_what_the_format_brought_along_goes_and_what_the_author_wrote_stays(text: str, plain: str) -> None:
    assert clean_text(text) == plain


@given(st.text(alphabet="ab-\u00ad\n \u00a0L45", max_size=40))
def test_clean_up_is_stable_and_moves_every_character_to_itself(text: str) -> None:
    cleaned = clean(text)
    assert clean_text(cleaned.text) == cleaned.text or "-\n" in cleaned.text
    for at, char in enumerate(text):
        if char in "b45":
            assert cleaned.text[cleaned.moved(at)] == char


PAGES = [
    ["Clinic of Nowhere", "MRN 1", "", "Procedure: block", "first", "Page 1 of 3"],
    ["Clinic of Nowhere", "MRN 1", "Pain 8", "second", "Page 2 of 3"],
    ["Clinic of Nowhere", "MRN 1", "Pain 8", "third", "Page 3 of 3"],
]


def kept(pages: list[list[str]]) -> list[list[str]]:
    return [[line for line in page if line] for page in without_repeats(pages)[0]]


class TestRunningHeaders:
    def test_the_first_header_and_the_last_footer_stay(self) -> None:
        assert kept(PAGES) == [
            ["Clinic of Nowhere", "MRN 1", "Procedure: block", "first"],
            ["Pain 8", "second"],
            ["Pain 8", "third", "Page 3 of 3"],
        ]
        assert without_repeats(PAGES)[1] == ("4 repeated header lines left out", "2 repeated footer lines left out")

    def test_a_letterhead_on_the_first_page_does_not_hide_them(self) -> None:
        pages = [
            ["Letterhead", "a"],
            ["Ann Testcase p. 2", "b"],
            ["Ann Testcase p. 3", "c"],
            ["Ann Testcase p. 4", "d"],
        ]
        pages = [[line.replace("p. ", "page ") for line in page] for page in pages]
        assert kept(pages) == [["Letterhead", "a"], ["Ann Testcase page 2", "b"], ["c"], ["d"]]

    def test_a_line_that_differs_from_page_to_page_stays(self) -> None:
        pages = [["Date 1/1", "x"], ["Date 1/2", "y"]]
        assert kept(pages) == pages

    def test_numbers_at_the_edge_stay_unless_they_count_the_pages(self) -> None:
        assert kept([["a", "8"], ["b", "1"]]) == [["a", "8"], ["b", "1"]]
        assert kept([["a", "1"], ["b", "2"]]) == [["a"], ["b", "2"]]

    def test_a_repeated_line_within_the_page_stays(self) -> None:
        pages = [["one", "Pain 8", "two"], ["three", "Pain 8", "four"]]
        assert kept(pages) == pages

    def test_a_single_page_is_left_alone(self) -> None:
        assert without_repeats([["Page 1 of 1"]]) == ([["Page 1 of 1"]], ())


def table(*rows: list[str | tuple[str, int, int]]) -> str:
    made = Table()
    for row in rows:
        for cell in row:
            text, columns, down = cell if isinstance(cell, tuple) else (cell, 1, 1)
            made.cell(text, columns=columns, rows=down)
        made.row_end()
    return made.text()


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        ([["Time", "Pain"], ["9:00", "8"]], "Time\tPain\n9:00\t8"),
        ([["Joint", "Left", "Right"], ["L4-5", "", "x"]], "Joint\tLeft\tRight\nL4-5\t\tx"),
        ([[("L4-5", 1, 2), "left"], ["right"], ["L5-S1", "left"]], "L4-5\tleft\n\tright\nL5-S1\tleft"),
        ([[("Pain", 2, 1), "Note"], ["before", "after", "x"]], "Pain\t\tNote\nbefore\tafter\tx"),
        ([["Findings", "one\ntwo"]], "Findings\tone\ntwo"),
        ([["left\nhalf", "right\nhalf"]], "left\nhalf\nright\nhalf"),
        ([["", ""], ["a", "b"]], "a\tb"),
    ],
)
def test_a_cell_stays_below_its_heading(rows: list[list[str | tuple[str, int, int]]], text: str) -> None:
    assert table(*rows) == text


def test_lines_collapse_white_space_and_keep_at_most_one_blank_line() -> None:
    lines = Lines()
    lines.add("  one \n two ")
    lines.block(gap=True)
    lines.block(gap=True)
    lines.add("three")
    lines.line_end()
    lines.line_end()
    lines.line_end()
    lines.add("four")
    assert lines.text() == "one two\n\nthree\n\nfour"


def test_pages_are_found_again_by_the_form_feed() -> None:
    taken = join_pages([Page("one"), Page("two"), Page("three")])
    assert [page_at(taken.text, taken.text.index(word)) for word in ("one", "two", "three")] == [1, 2, 3]
