"""Payers other than Medicare: whose word counts, the hardest rules, outcomes that neither pass nor fail."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from facetproof.findings.judge import audit
from facetproof.model.finding import Determination, Finding, Verdict
from facetproof.policy.cases import cases_of
from facetproof.policy.find import folders, policy, policy_ids, using, version
from facetproof.policy.load import load_policy, rule_files
from facetproof.policy.rule import AUTHORITIES, Rule
from facetproof.sources.chart_json import chart_from

OTHERS = [id for id in policy_ids() if not id.startswith("medicare") and id != "cpt"]
HERE = [{"side": "right", "joints": ["L4-5"]}]


def judge(payer: str, session: dict[str, Any], **told: Any) -> Determination:
    chart, _warnings = chart_from({"payer": payer, "session": {"targets": HERE, **session}, **told}, where="test")
    return audit(chart)


def found(determination: Determination, code: str) -> Finding:
    return next(finding for finding in determination.findings if finding.rule == code)


def block(dos: str, percent: float | None = None, **told: Any) -> dict[str, Any]:
    relief = {} if percent is None else {"relief": {"percent": percent, "hours": 6}}
    return {"dos": dos, "technique": "medial_branch_block", "intent": "diagnostic", "targets": HERE, **relief, **told}


def test_there_are_at_least_twenty_payers_beyond_medicare() -> None:
    assert len(OTHERS) >= 20


#: The rules that are hardest to put into a language of criteria, each with where it is bound. One more, the year from
#: the first approved injection, is bound by a member's benefit below: the policy itself prints no number for it.
HARDEST = {
    "limit by laterality": ("wa-lni", "LV02"),
    "interval by side and level": ("tricare-west", "RF05"),
    "two designs of a trial": ("bcbs-nd", "RF01"),
    "longer relief from the longer drug": ("bcbs-nd", "RF07"),
    "washout between two past events": ("bcbs-nd", "DX09"),
    "joints by the result of the first block": ("interqual", "DX12"),
    "fused unless adjacent or not healed": ("evicore", "NC12"),
    "relief against the drug": ("aetna", "RF07"),
    "painful movements possible": ("bcbs-al", "DX11"),
    "three groups of care, one waived": ("centene", "NC05"),
    "visits in a span, recent, or a statement": ("healthpartners", "NC14"),
    "band of time": ("uhc", "RF04"),
    "block at the same side and level": ("uhc", "RF01"),
    "ablation considered": ("aetna", "DX05"),
    "ablation not considered": ("uhc", "TX05"),
    "one invasive treatment at a time": ("aetna", "IM08"),
    "second side after the first one's result": ("tx-wc", "LV06"),
    "letter in place of notes": ("tricare-west", "NC05"),
}


@pytest.mark.parametrize(("id", "code"), list(HARDEST.values()), ids=lambda x: str(x))
def test_the_hardest_rules_are_bound_with_examples_of_both_answers(id: str, code: str) -> None:
    expected = {case.expect for case in cases_of(folders()[id]) if case.rule == code and case.payer in (None, id)}
    assert "met" in expected
    assert expected & {"not_met", "not_documented"}


def rules_replaced() -> list[tuple[str, str, Rule, Rule]]:
    """(policy, code, its rule, the rule of the folder it extends) wherever one file replaces another."""
    pairs = []
    for id in OTHERS:
        own = rule_files(folders()[id])
        base = load_policy(folders()[id]).bindings
        for parent in OTHERS:
            if parent == id:
                continue
            theirs = rule_files(folders()[parent])
            for code in own.keys() & theirs.keys():
                mine = [rule for _, rule in base[code] if rule]
                if own[code].parent == folders()[id] and theirs[code].parent != own[code].parent:
                    others = [rule for _, rule in policy(parent).bindings[code] if rule]
                    if folders()[parent] in chain(folders()[id]):
                        pairs.append((id, code, mine[0], others[0]))
    return pairs


def chain(folder: Path) -> list[Path]:
    """Folders that a policy extends, nearest first."""
    head = (folder / "policy.yaml").read_text(encoding="utf-8")
    line = next((text for text in head.splitlines() if text.startswith("extends:")), None)
    if line is None:
        return []
    above = folder.parent / line.removeprefix("extends:").strip()
    return [above, *chain(above)]


def test_what_a_plan_writes_itself_outweighs_the_guideline_it_adopts_and_never_the_reverse() -> None:
    pairs = rules_replaced()
    assert pairs
    for id, code, mine, theirs in pairs:
        ranks = [AUTHORITIES.index(rule.citations[0].document.authority) for rule in (mine, theirs)]
        assert ranks[0] <= ranks[1], (id, code)


@pytest.mark.parametrize("id", OTHERS)
def test_every_document_that_a_payer_rule_cites_says_whose_word_it_is(id: str) -> None:
    for dated in policy(id).bindings.values():
        for _, rule in dated:
            if rule is not None and rule.citations[0].document.id not in ("CPT", "NCCI MUE", "NCCI PTP"):
                assert rule.citations[0].document.authority in AUTHORITIES, rule.code


@pytest.mark.parametrize(
    ("payer", "dos", "code", "document", "authority"),
    [
        ("cigna", "2025-10-14", "RF02", "eviCore CMM-208 as adopted by Cigna", "guideline"),
        ("horizon-nj", "2025-10-14", "RF02", "eviCore CMM-208 as adopted by Horizon 157", "guideline"),
        ("aetna", "2026-05-12", "RF02", "CPB 0016", "plan"),
    ],
)
def test_a_finding_tells_whose_word_it_rests_on(payer: str, dos: str, code: str, document: str, authority: str) -> None:
    last = {"dos": "2024-01-09", "technique": "thermal_rfa", "targets": HERE, "relief": {"percent": 70, "hours": 4000}}
    source = found(judge(payer, {"dos": dos, "technique": "thermal_rfa"}, history=[last]), code).source
    assert source is not None
    assert (source.document, source.authority) == (document, authority)


def own_plan(folder: Path, id: str, extends: str, rules: dict[str, str]) -> None:
    folder.mkdir()
    (folder / "policy.yaml").write_text(
        f"id: {id}\ntitle: A member's plan\nextends: {extends}\ndocuments:\n"
        "  benefit: {id: Benefit document, authority: benefit}\n",
        encoding="utf-8",
    )
    for code, entry in rules.items():
        (folder / f"{code}.yaml").write_text(
            f"rule: {code}\nvalues:\n  2021-09-01:\n{entry}checked: 2026-11-24\nconfidence: primary\n"
            "remedy: {not_documented: a, not_met: b}\n",
            encoding="utf-8",
        )


YEAR = """    max_sessions: 2
    window: from_first_approved
    cite: [{document: benefit, where: two a year, for: [max_sessions, window]}]
"""
HISTORY = [block("2025-02-10", 90), block("2025-06-10", 90)]


@pytest.mark.parametrize(
    ("year_from", "expect"),
    [
        ("2025-01-14", "not_met"),  # both earlier sessions lie in the year
        ("2025-02-11", "met"),  # the older one lies in the year before
        ("2024-10-14", "not_documented"),  # that year is over: where the next one began is not told
        (None, "not_documented"),
    ],
)
def test_a_member_benefit_counts_from_the_first_approved_injection(
    tmp_path: Path, year_from: str | None, expect: str
) -> None:
    own_plan(tmp_path / "plan", "private:plan", "wps_arise", {"FQ01": YEAR})
    told = {} if year_from is None else {"benefit_year_from": year_from}
    with using([str(tmp_path)]):
        got = judge("private:plan", block("2025-10-14"), history=HISTORY, history_from="2020-01-01", **told)
        assert found(got, "FQ01").status.value == expect
        assert found(got, "FQ01").source.authority == "benefit"  # type: ignore[union-attr]
        assert found(got, "PA01").source.authority == "plan"  # type: ignore[union-attr]


def test_a_plan_override_replaces_one_rule_of_the_guideline_and_keeps_the_others(tmp_path: Path) -> None:
    entry = "    min_relief: 60\n    cite: [{document: benefit, where: sixty percent, for: [min_relief]}]\n"
    own_plan(tmp_path / "plan", "private:plan", "cigna", {"DX02": entry})
    told = {"history": [block("2025-09-09", 70)], "history_from": "2020-01-01"}
    with using([str(tmp_path)]):
        mine, theirs = (judge(payer, block("2025-10-14"), **told) for payer in ("private:plan", "cigna"))
    assert found(mine, "DX02").status.value == "met"
    assert found(theirs, "DX02").status.value == "not_met"
    assert {finding.rule for finding in mine.findings} == {finding.rule for finding in theirs.findings}


@pytest.mark.parametrize(
    ("payer", "session", "code"),
    [
        ("interqual", block("2025-06-10", technique="intra_articular", intent="therapeutic"), "TX04"),
        ("interqual", block("2025-06-10", technique="intra_articular"), "DX01"),
        ("interqual", block("2025-06-10", targets=[{"side": "right", "joints": ["T6-7"]}]), "LV05"),
        ("bcbs-ms", {"dos": "2025-06-10", "technique": "thermal_rfa"}, "RF08"),
        ("carelon", block("2023-06-13", targets=[{"side": "bilateral", "joints": ["L4-5"]}]), "LV02"),
    ],
)
def test_a_second_review_neither_passes_nor_fails_and_holds_the_claim(
    payer: str, session: dict[str, Any], code: str
) -> None:
    got = judge(payer, session)
    assert found(got, code).status.value == "not_documented"
    assert got.hold
    assert got.determination is not Verdict.SUPPORTED


def test_a_guideline_that_ended_leaves_no_coverage_rule() -> None:
    assert version("carelon", dt.date(2023, 12, 31)).start is not None
    got = judge("carelon", block("2024-01-02"))
    assert got.version is None
    assert got.hold
    assert {finding.rule[:2] for finding in got.findings} <= {"LV", "NT", "DG", "BL"}
    assert version("anthem", dt.date(2024, 1, 2)).rule("FQ01") is None
    assert version("anthem", dt.date(2024, 1, 2)).rule("IM09") is not None


@pytest.mark.parametrize("id", OTHERS)
def test_a_policy_read_without_a_date_says_so(id: str) -> None:
    head = (folders()[id] / "policy.yaml").read_text(encoding="utf-8")
    if "undated:" in head:
        notes = version(id, dt.date(2026, 1, 1)).notes
        assert any("bears no date" in note for note in notes)
