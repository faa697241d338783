"""Values proposed from a policy text: nothing lost, nothing turned round, nothing active before it is signed."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from pathlib import Path

import pytest

from facetproof.errors import LibraryError, PolicyError
from facetproof.policy.find import using, version
from facetproof.policy.proposals.drafts import draft_files, sign
from facetproof.policy.proposals.logic import join_of, joined_by_items
from facetproof.policy.proposals.outline import outline
from facetproof.policy.proposals.propose import Proposal, effective_day, proposals
from facetproof.policy.proposals.quantities import quantities
from facetproof.policy.scaffold import DOCUMENT, scaffold
from facetproof.sources.policy_text import policy_text

DAY = dt.date(2026, 3, 1)
TEXT = """\
Facet joint policy of a made-up payer
Effective Date: January 1, 2026

Diagnostic blocks
A diagnostic medial branch block is covered when {lead}:
1. Pain for at least three (3) months{end}
2. At least six weeks of conservative care such as physical therapy or NSAIDs{end}
3. Pain of at least 6/10{end}
4. Fluoroscopic or CT guidance{end}
5. A plan for ablation

A second diagnostic block is covered after at least 80% relief from the first. The blocks are at least two weeks apart.
Up to four (4) diagnostic sessions per region are covered in a rolling 12 month period.

Radiofrequency ablation
An initial ablation is covered after two positive medial branch blocks with ≥ 80% relief.
A repeat ablation is covered after at least 50% relief for six months. Ablations are at least six months apart.
No more than two levels per session are covered.
"""


def read(lead: str = "all of the following are met", end: str = "") -> list[Proposal]:
    return proposals(TEXT.format(lead=lead, end=end))


def values(found: list[Proposal]) -> dict[tuple[str, str], object]:
    """Only what is proposed without a doubt."""
    return {(one.rule, one.parameter): one.value for one in found if not one.doubts}


LISTED = {
    ("NC01", "min_months"): 3,
    ("NC05", "legs"): [{"modalities": ["physical_therapy", "nsaid"], "weeks": 6}],
    ("NC09", "min_score"): 6,
    ("IM01", "allowed"): ["fluoroscopy", "ct"],
}
REST = {
    ("DX02", "min_relief"): 80,
    ("DX03", "min_days"): 14,
    ("FQ01", "max_sessions"): 4,
    ("FQ01", "window"): "rolling_12_months",
    ("RF01", "count"): 2,
    ("RF01", "min_relief"): 80,
    ("RF02", "min_relief"): 50,
    ("RF02", "min_hours"): 4380,
    ("RF05", "min_months"): 6,
    ("LV02", "max_levels"): 2,
}


def test_every_number_of_a_plain_text_is_proposed() -> None:
    assert values(read()) == LISTED | REST


def test_every_proposal_quotes_its_sentence_at_its_place() -> None:
    text = TEXT.format(lead="all of the following are met", end="; and")
    for one in proposals(text):
        assert " ".join(text[one.start : one.end].split()) == one.quote


@pytest.mark.parametrize(
    "lead",
    [
        "all of the following are met",
        "ALL of the following criteria are met",
        "each of the following is documented",
        "all five of the following are met",
        "at least five of the following are met",
    ],
)
def test_items_of_a_list_that_asks_for_all_are_rules_of_their_own(lead: str) -> None:
    assert values(read(lead)) == LISTED | REST


@pytest.mark.parametrize(
    "lead",
    [
        "at least two of the following five are met",
        "two or more of the following are met",
        "any two of the following are met",
        "at least four of the following are met",
        "any of the following is met",
        "any one of the following is met",
        "one or more of the following are met",
        "either of the following is met",
        "none of the following applies",
        "a minimum of three (3) of the following criteria are met",
        "the following are considered",
        "all or any of the following apply",
    ],
)
def test_items_of_any_other_list_are_doubtful_each(lead: str) -> None:
    found = read(lead)
    assert values(found) == REST
    listed = {(one.rule, one.parameter) for one in found if one.logic}
    assert listed == set(LISTED)
    assert all(one.doubts for one in found if one.logic)


def test_a_list_without_a_word_before_it_is_joined_by_the_ends_of_its_items() -> None:
    assert values(read("the following are met", "; and")) == LISTED | REST
    assert values(read("the following are met", "; or")) == REST


@pytest.mark.parametrize(
    ("lead", "kind", "need"),
    [
        ("at least two of the following five", "at_least", 2),
        ("all five of the following", "all", 0),
        ("2 or more of the following", "at_least", 2),
        ("two (2) of the following criteria", "at_least", 2),
        ("both of the following", "all", 0),
        ("one of the following", "at_least", 1),
        ("any of the following", "at_least", 1),
        ("none of the following", "none", 0),
        ("not covered for any of the following", "none", 0),
        ("the following", "unclear", 0),
    ],
)
def test_the_words_before_a_list_join_it(lead: str, kind: str, need: int) -> None:
    assert join_of(lead) == (kind, need)


@pytest.mark.parametrize(
    ("items", "kind"),
    [
        (["a; and", "b; and", "c"], "all"),
        (["a, or", "b"], "at_least"),
        (["a; and", "b; or", "c"], "unclear"),
        (["a", "b"], "unclear"),
    ],
)
def test_the_ends_of_items_join_a_list(items: list[str], kind: str) -> None:
    assert joined_by_items(items).kind == kind


def test_a_list_within_a_list_keeps_both_joins() -> None:
    text = (
        "Covered when all are met:\n1. One:\n2. At least two of the following:\n   a. Pain of at least 6/10\n   b. x\n"
        "3. Pain for at least 3 months\n"
    )
    found = {one.rule: one for one in proposals(text)}
    assert found["NC09"].logic == ("all 3 of the list", "at least 2 of the 2 of the list")
    assert found["NC09"].doubts == ()
    assert found["NC01"].logic == ("all 3 of the list",)


WRAPPED = """\
Policy
A repeat ablation is covered after at least 50% relief
for six months. Ablations of the same joints are at least
six months apart.

The plan covers a diagnostic block when {lead}
following are documented:
{mark}Pain for at least 3
months
{mark}Pain of at least 5/10
{mark}Imaging

Ablation requires two diagnostic medial branch blocks, each with at least
80% pain relief.
"""
APART = {("RF02", "min_relief"): 50, ("RF02", "min_hours"): 4380, ("RF05", "min_months"): 6,
         ("RF01", "count"): 2, ("RF01", "min_relief"): 80}  # fmt: skip
WITHIN = {("NC01", "min_months"): 3, ("NC09", "min_score"): 5}


@pytest.mark.parametrize("mark", ["", "- ", "\N{BULLET} ", "\uf0b7 ", "(a) "])
def test_wrapped_lines_and_lists_with_and_without_marks_are_read(mark: str) -> None:
    assert values(proposals(WRAPPED.format(lead="all of the", mark=mark))) == APART | WITHIN
    assert values(proposals(WRAPPED.format(lead="any two of the", mark=mark))) == APART
    assert values(proposals(WRAPPED.format(lead="the", mark=mark))) == APART


def test_lines_without_marks_may_be_wrapped_so_that_their_number_proves_nothing() -> None:
    assert values(proposals(WRAPPED.format(lead="at least four of the", mark=""))) == APART
    assert values(proposals(WRAPPED.format(lead="at least three of the", mark="- "))) == APART | WITHIN


@pytest.mark.parametrize(
    "sentence",
    [
        "Covered when any two of the following are met: pain for at least 3 months, tenderness, imaging.",
        "Covered when at least one of the following is met: pain for at least 3 months; tenderness.",
        "Not covered for any of the following: pain for at least 3 months, tenderness.",
    ],
)
def test_a_list_within_a_sentence_is_doubtful(sentence: str) -> None:
    found = proposals(sentence)
    assert [one.rule for one in found] == ["NC01"]
    assert found[0].doubts


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("at least 80% relief", (80, "percent", "at_least", None)),
        ("≥80 % relief", (80, "percent", "at_least", None)),
        ("more than three (3) months", (3, "months", "more_than", None)),
        ("no more than 2 levels", (2, "levels", "at_most", None)),
        ("not more than two joint levels", (2, "levels", "at_most", None)),
        ("up to four diagnostic sessions", (4, "sessions", "at_most", None)),
        ("fewer than 3 sessions", (3, "sessions", "less_than", None)),
        ("no less than 6 weeks", (6, "weeks", "at_least", None)),
        ("six months or longer", (6, "months", "at_least", None)),
        ("two levels or fewer", (2, "levels", "at_most", None)),
        ("60 to 90 seconds", (60, "seconds", "exactly", 90)),
        ("0.5 mL", (0.5, "ml", "exactly", None)),
        ("a score of 6/10", (6, "of ten", "exactly", None)),
        ("80 degrees C", (80, "celsius", "exactly", None)),
    ],
)
def test_a_number_is_read_with_its_unit_and_direction(sentence: str, told: tuple[object, ...]) -> None:
    found = [(q.value, q.unit, q.bound, q.high) for q in quantities(sentence)]
    assert found == [told]


@pytest.mark.parametrize(
    ("sentence", "doubt"),
    [
        ("Pain for at least three months is not required.", "not required"),
        ("No more than two levels per session unless an exception is granted.", "exception"),
        ("Pain for less than three months.", "other way"),
        ("Pain for three months.", "least or a most"),
        ("Fewer than 3 levels per session.", "one less"),
        ("A repeat ablation after at least 50% relief for 6 months, or 40% better function.", "`or`"),
    ],
)
def test_a_sentence_that_may_mean_otherwise_is_doubtful(sentence: str, doubt: str) -> None:
    found = proposals(sentence)
    assert found
    assert all(any(doubt in told for told in one.doubts) for one in found)


def test_two_values_of_one_parameter_are_doubtful_both() -> None:
    found = proposals("Pain for at least three months. Pain for at least six months.")
    assert [one.value for one in found] == [3, 6]
    assert all(one.doubts == ("the text gives another value elsewhere",) for one in found)


def test_more_than_leaves_out_the_number_itself() -> None:
    assert values(proposals("Pain for more than three months.")) == {("NC01", "min_months"): 3, ("NC01", "above"): True}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Effective date: 2026-01-02", dt.date(2026, 1, 2)),
        ("Effective 01/02/2026", dt.date(2026, 1, 2)),
        ("EFFECTIVE DATE: January 2, 2026", dt.date(2026, 1, 2)),
        ("Effective date: 02/31/2026", None),
        ("Effective 01/02/2026. Effective 01/03/2026.", None),
        ("Reviewed 01/02/2026", None),
    ],
)
def test_the_day_is_taken_only_where_the_text_names_one(text: str, day: dt.date | None) -> None:
    assert effective_day(text) == day


def test_lists_of_html_keep_their_marks(tmp_path: Path) -> None:
    path = tmp_path / "policy.html"
    path.write_text(
        "<html><body><h2>Blocks</h2><p>Covered when at least two of the following are met:</p><ul><li>Pain for at least"
        " 3 months</li><li>All of these:<ul><li>Pain of at least 6/10</li><li>x</li></ul></li><li>y</li></ul>"
        "<p>No more than two levels per session.</p></body></html>",
        encoding="utf-8",
    )
    found = {one.rule: one for one in proposals(policy_text(path))}
    assert found["NC01"].logic == ("at least 2 of the 3 of the list",)
    assert found["NC09"].logic == ("at least 2 of the 3 of the list", "all 2 of the list")
    assert found["LV02"].logic == ()
    assert {rule for rule, one in found.items() if not one.doubts} == {"LV02"}


def made(folder: Path) -> Path:
    files = draft_files(read(), source="policy.txt", since=DAY, today=DAY, document=DOCUMENT)
    scaffold("plan", folder, base="cpt", rules=(), today=DAY, document="policy.txt", files=files)
    return folder / "plan"


def filled_in(folder: Path, code: str) -> Path:
    path = folder / f"{code}.yaml.draft"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("WHAT TO ASK FOR", "Ask.").replace("WHAT TO DO", "Wait."), encoding="utf-8")
    return path


def test_nothing_proposed_is_active_before_it_is_signed(tmp_path: Path) -> None:
    folder = made(tmp_path)
    with using([str(tmp_path)]):
        before = {rule.code for rule in version("private:plan", DAY).rules}
    assert not before & {"NC01", "RF01", "LV02"}
    assert (folder / "NC01.yaml.draft").is_file()


def test_a_signed_draft_is_a_binding_with_name_date_and_sentence(tmp_path: Path) -> None:
    folder = made(tmp_path)
    filled_in(folder, "NC01")
    path = sign(folder, "nc01", name="Ann Testcase", today=DAY)
    assert "signed: {name: Ann Testcase, date: 2026-03-01}" in path.read_text(encoding="utf-8")
    assert not (folder / "NC01.yaml.draft").exists()
    with using([str(tmp_path)]):
        rule = version("private:plan", DAY).rule("NC01")
    assert rule is not None
    assert rule.values == {"min_months": 3}
    assert rule.citations[0].where.endswith("Pain for at least three (3) months")


def test_a_draft_that_was_only_renamed_is_refused(tmp_path: Path) -> None:
    folder = made(tmp_path)
    filled_in(folder, "NC01").rename(folder / "NC01.yaml")
    with using([str(tmp_path)]), pytest.raises(LibraryError, match="nobody has signed"):
        version("private:plan", DAY)


@pytest.mark.parametrize(
    ("code", "name", "fill", "error"),
    [
        ("NC01", " ", True, "name-missing"),
        ("NC01", "Ann Testcase", False, "draft-open"),
        ("TX01", "Ann Testcase", False, "draft-missing"),
        ("RF01", "Ann Testcase", True, "policy-refused"),  # the techniques are not in the text
    ],
)
def test_what_cannot_be_signed_is_said_and_stays_a_draft(
    tmp_path: Path, code: str, name: str, fill: bool, error: str
) -> None:
    folder = made(tmp_path)
    if fill:
        filled_in(folder, code)
    with pytest.raises((PolicyError, LibraryError)) as caught:
        sign(folder, code, name=name, today=DAY)
    assert caught.value.code == error
    assert not (folder / f"{code}.yaml").exists()


def test_a_doubtful_value_is_a_comment_only() -> None:
    files = draft_files(
        read("at least two of the following are met"), source="p", since=DAY, today=DAY, document=DOCUMENT
    )
    lines = files["NC01.yaml.draft"].splitlines()
    assert not [line for line in lines if line.startswith("    min_months")]
    assert any(line.startswith("    # min_months: 3") for line in lines)
    assert any("DOUBT: it is one item of at least 2" in line for line in lines)


def test_every_sentence_is_in_the_outline_once() -> None:
    text = TEXT.format(lead="all of the following are met", end="; and")
    spans = [(one.start, one.end) for one in outline(text)]
    assert spans == sorted(spans)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    covered = "".join(text[start:end] for start, end in spans)
    assert set("".join(covered.split())) >= {"3", "6", "8", "4", "2"}
