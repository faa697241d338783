"""One dated entry of a binding: numbers by kind of session, billers, letters in place of notes."""

from __future__ import annotations

from pathlib import Path

import pytest

from facetproof.errors import LibraryError
from facetproof.facts.values import UNKNOWN, Value
from facetproof.findings.facts import register_all
from facetproof.findings.scalar import truth
from facetproof.policy.criterion import criteria
from facetproof.policy.entry import parts, requirement, shown
from facetproof.policy.language import FactRef
from facetproof.policy.load import load_policy

register_all()

BY_KIND = {
    "every_session": True,
    "by_kind": [{"for": ["diagnostic"], "min_months": 3}, {"for": ["ablation"], "min_months": 6}],
}
OTHERWISE = {"every_session": True, "by_kind": [{"for": ["ablation"], "min_months": 6}, {"min_months": 3}]}
LETTER = {"every_session": True, "min_months": 3, "attestation": ["letter_of_attestation"]}


def judge(entry: dict[str, object], kind: str | None, months: float | None, attested: bool | None = None) -> str:
    found = requirement(criteria()["NC01"], entry, [values for _, values in parts(entry)])
    told: dict[str, Value] = {
        "session.kind": Value(kind) if kind else UNKNOWN,
        "session.judged": Value(True),
        "assessment.pain.months": UNKNOWN if months is None else Value(months),
        "record.attested": UNKNOWN if attested is None else Value(attested),
    }

    def look(ref: FactRef) -> Value:
        return told[ref.name]

    if truth(found.when, look) is not True:
        return "absent"
    return {True: "met", False: "not_met", None: "not_documented"}[truth(found.term, look)]


@pytest.mark.parametrize(
    ("entry", "kind", "months", "expect"),
    [
        (BY_KIND, "diagnostic", 3, "met"),
        (BY_KIND, "diagnostic", 2, "not_met"),
        (BY_KIND, "ablation", 5, "not_met"),
        (BY_KIND, "ablation", 6, "met"),
        (BY_KIND, "therapeutic", 1, "absent"),
        (BY_KIND, None, 1, "absent"),
        (OTHERWISE, "ablation", 5, "not_met"),
        (OTHERWISE, "therapeutic", 3, "met"),
        (OTHERWISE, "therapeutic", 2, "not_met"),
        # which number is asked is not known: only what both agree on
        (OTHERWISE, None, 2, "not_met"),
        (OTHERWISE, None, 5, "not_documented"),
        (OTHERWISE, None, 6, "met"),
    ],
)
def test_numbers_depend_on_the_kind_of_session(
    entry: dict[str, object], kind: str | None, months: float, expect: str
) -> None:
    assert judge(entry, kind, months) == expect


@pytest.mark.parametrize(
    ("months", "attested", "expect"),
    [
        (None, True, "met"),
        (None, False, "not_documented"),
        (None, None, "not_documented"),
        (2, True, "not_met"),
        (3, None, "met"),
    ],
)
def test_a_letter_makes_good_silence_and_never_a_contradiction(
    months: float | None, attested: bool | None, expect: str
) -> None:
    assert judge(LETTER, "ablation", months, attested) == expect


def test_the_values_of_a_kind_are_shown_under_its_name() -> None:
    assert shown(parts(BY_KIND)) == {"every_session": True, "diagnostic: min_months": 3, "ablation: min_months": 6}
    assert shown(parts(OTHERWISE))["otherwise: min_months"] == 3
    assert shown(parts({"min_months": 3, "for": ["ablation"], "note": "x"})) == {"min_months": 3}


HEAD = "id: test\ntitle: Test\nversions: [2020-01-01]\ndocuments:\n  doc: {id: Doc, authority: AUTHORITY}\n"
RULE = """rule: NC01
values:
  2020-01-01:
    ENTRY
    cite: [{document: doc, where: here, for: [min_months]}]
checked: 2026-11-24
confidence: primary
remedy: {not_documented: a, not_met: b}
"""


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ("by_kind: [{for: [dental], min_months: 3}]", "kinds of session"),
        ("by_kind: []", "`by_kind` lists parts"),
        ("by_kind: [{min_months: 3}, {for: [ablation], min_months: 6}]", "only the last part"),
        ("by_kind: [{for: [ablation], min_months: 3}, {for: [diagnostic]}]", "NC01 needs min_months"),
        ("by_kind: [{for: [ablation], min_months: 3, max_months: 4}]", "no parameter max_months"),
        ("min_months: 3\n    attestation: [fax]", "kinds of letter"),
    ],
)
def test_an_entry_that_cannot_be_meant_is_refused(tmp_path: Path, entry: str, fault: str) -> None:
    (tmp_path / "policy.yaml").write_text(HEAD.replace("AUTHORITY", "plan"), encoding="utf-8")
    (tmp_path / "NC01.yaml").write_text(RULE.replace("ENTRY", entry), encoding="utf-8")
    with pytest.raises(LibraryError, match=fault):
        load_policy(tmp_path)


def test_a_document_of_an_authority_that_nobody_ranks_is_refused(tmp_path: Path) -> None:
    (tmp_path / "policy.yaml").write_text(HEAD.replace("AUTHORITY", "blog"), encoding="utf-8")
    with pytest.raises(LibraryError, match="`authority` of doc"):
        load_policy(tmp_path)
