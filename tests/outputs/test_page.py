"""The HTML page: inert, self-contained, linked both ways, usable by keyboard and without colour or scripts."""

from __future__ import annotations

import html.parser
import re

import msgspec
import pytest

from facetproof.model.chart import Chart, Document
from facetproof.model.evidence import Evidence
from facetproof.model.finding import Determination
from facetproof.outputs.index import Entry, render_index
from facetproof.outputs.page import render_page

VOID = {"meta", "br", "link", "img", "hr", "input"}


class Reader(html.parser.HTMLParser):
    """Elements in order as (tag, attributes), the text inside the note's container, and unbalanced tags."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.stack: list[str] = []
        self.notes: list[str] = []
        self._depth: int | None = None
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.elements.append((tag, given))
        if tag in VOID:
            return
        self.stack.append(tag)
        if (given.get("class") or "").split()[:1] == ["text"]:
            self._depth = len(self.stack)
            self.notes.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop() == tag
        if self._depth is not None and len(self.stack) < self._depth:
            self._depth = None

    def handle_data(self, data: str) -> None:
        if self._depth is not None and self.stack[-1] != "a":
            self.notes[-1] += data

    def ids(self) -> list[str]:
        return [given["id"] or "" for _, given in self.elements if "id" in given]

    def of(self, tag: str, **wanted: str) -> list[dict[str, str | None]]:
        return [
            given
            for name, given in self.elements
            if name == tag and all(value in (given.get(key) or "").split() for key, value in wanted.items())
        ]


@pytest.fixture
def page(determination: Determination, chart: Chart) -> str:
    return render_page(determination, chart)


def test_a_script_in_a_note_is_inert_text(page: str, chart: Chart) -> None:
    assert "<script>alert" not in page
    assert len(Reader(page).of("script")) == 1
    assert "script-src 'sha256-" in page


@pytest.mark.parametrize("place", ["id", "quote", "query", "title", "document", "remedy"])
def test_nothing_of_a_chart_or_determination_is_ever_markup(
    determination: Determination, chart: Chart, place: str
) -> None:
    bad = "\"><img src=x onerror=alert(1)>'<script>x</script>"
    title = bad if place == "title" else None
    if place == "id":
        determination = msgspec.structs.replace(determination, id=bad)
    if place == "query":
        determination = msgspec.structs.replace(determination, queries=(bad,))
    if place == "remedy":
        determination = msgspec.structs.replace(
            determination, findings=tuple(msgspec.structs.replace(f, remedy=bad) for f in determination.findings)
        )
    if place in ("quote", "document"):
        chart = msgspec.structs.replace(chart, documents=(Document(id=bad, kind=bad, text=bad),))
        found = Evidence(0, len(bad), bad, bad)
        determination = msgspec.structs.replace(
            determination, findings=tuple(msgspec.structs.replace(f, evidence=(found,)) for f in determination.findings)
        )
    read = Reader(render_page(determination, chart, title=title))
    assert not read.of("img")
    assert len(read.of("script")) == 1
    assert not [given for _, given in read.elements if any(name.startswith("on") for name in given)]


def test_the_page_asks_the_network_for_nothing(page: str) -> None:
    read = Reader(page)
    assert not read.of("link")
    assert not re.search(r"https?://|//cdn|@import|url\(", page)
    for _, given in read.elements:
        assert "src" not in given
        assert (given.get("href") or "#").startswith("#")


def test_tags_are_balanced_and_ids_are_unique(page: str) -> None:
    read = Reader(page)
    assert not read.stack
    assert len(read.ids()) == len(set(read.ids()))


def test_every_link_leads_somewhere_on_the_page(page: str) -> None:
    read = Reader(page)
    ids = set(read.ids())
    links = [given["href"] for given in read.of("a")]
    assert len(links) > 10
    assert all(link and link[1:] in ids for link in links)


def test_findings_lead_to_their_words_and_words_to_the_findings_that_use_them(page: str) -> None:
    read = Reader(page)
    finding = next(given for given in read.of("article") if given.get("id") == "f-DX03")
    numbers = (finding["data-n"] or "").split()
    assert len(numbers) == 2
    quotes = {given["href"] for given in read.of("a", **{"class": "quote"})}
    for n in numbers:
        assert f"#e{n}" in quotes
        entry = page[page.index(f'id="w{n}"') :]
        assert 'href="#f-DX03"' in entry[: entry.index("</ul>")]
        assert any(n in (mark["data-n"] or "").split() for mark in read.of("mark"))


def test_the_note_stands_on_the_page_word_for_word(page: str, chart: Chart) -> None:
    assert Reader(page).notes == [document.text for document in chart.documents or ()]


def test_overlapping_words_are_marked_for_both_spans(page: str, determination: Determination) -> None:
    course = next(f for f in determination.findings if f.rule == "DX02").evidence[1]
    shared = [mark for mark in Reader(page).of("mark") if len((mark["data-n"] or "").split()) > 1]
    assert shared, f"{course.start}-{course.end} overlaps two other spans"
    assert not re.search(r"<mark[^>]*>[^<]*<mark", page)


def test_keyboard_users_reach_findings_notes_and_words(page: str) -> None:
    read = Reader(page)
    assert all(given.get("tabindex") == "0" for given in read.of("article", **{"class": "finding"}))
    assert [given.get("tabindex") for given in read.of("section", id="notes")] == ["0"]
    assert [given.get("tabindex") for given in read.of("section", id="findings")] == ["-1"]
    first = next(given for tag, given in read.elements if tag == "a")
    assert first["href"] == "#findings", "the skip link is the first stop"
    assert all(given.get("aria-label") for given in read.of("a", **{"class": "ref"}))
    assert ":focus-visible" in page
    assert 'event.key === "Enter"' in page


def test_statuses_are_words_and_symbols_not_colours_only(page: str) -> None:
    text = re.sub(r"<[^>]+>", " ", page)
    for words in ("✗ Not supported", "✗ not met", "? not documented", "! warning, not documented", "✓ met"):
        assert words in re.sub(r"\s+", " ", text)


def test_the_page_prints_and_fits_a_telephone(page: str) -> None:
    assert "@media print" in page
    assert "width=device-width" in page
    assert "prefers-color-scheme: dark" in page


def test_a_finding_shows_clause_version_and_confidence(page: str) -> None:
    assert "DOC-1, version 2024-05-01, Indications, blocks" in page
    assert "primary: the document itself was read" in page


def test_words_that_are_not_in_the_text_are_shown_but_not_marked(determination: Determination, chart: Chart) -> None:
    lost = Evidence(5, 9, "lost words", "consult.txt")
    findings = tuple(msgspec.structs.replace(f, evidence=(lost,)) for f in determination.findings)
    page = render_page(msgspec.structs.replace(determination, findings=findings), chart)
    assert "lost words" in page
    assert not Reader(page).of("mark")


def test_words_without_a_document_belong_to_the_only_one(determination: Determination, chart: Chart) -> None:
    text = "pain for 14 months"
    found = Evidence(9, 18, "14 months")
    findings = (msgspec.structs.replace(determination.findings[0], evidence=(found,)),)
    one = msgspec.structs.replace(chart, documents=(Document(id="a.txt", text=text),))
    page = render_page(msgspec.structs.replace(determination, findings=findings), one)
    assert len(Reader(page).of("mark")) == 1


def test_a_chart_without_notes_gives_findings_alone(determination: Determination, chart: Chart) -> None:
    page = render_page(determination, msgspec.structs.replace(chart, documents=None))
    assert 'id="notes"' not in page
    assert "f-DX03" in page


def test_the_same_determination_gives_the_same_page(determination: Determination, chart: Chart) -> None:
    assert render_page(determination, chart) == render_page(determination, chart)


def test_the_index_leads_to_each_page_with_its_verdict_and_what_decided(determination: Determination) -> None:
    index = render_index([Entry("A <b>case</b>", "a.html", determination)], title="Cases")
    read = Reader(index)
    assert [given["href"] for given in read.of("a")] == ["a.html"]
    assert "A &lt;b&gt;case" in index
    assert "Not supported" in index
    assert "DX03" in index


def test_page_breaks_and_control_characters_are_signs_and_what_was_not_read_is_told(
    determination: Determination,
) -> None:
    documents = (Document(id="scan", text="one\fpage\x00two", remarks=("Page 3 could not be read.",)),)
    page = render_page(determination, Chart(documents=documents))
    assert "one\u240cpage\u2400two" in page
    assert "Page 3 could not be read." in page
