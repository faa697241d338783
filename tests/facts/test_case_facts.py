"""Facts read off the chart: what is silent, vague or in conflict stays so, and every value says where it stands."""

from __future__ import annotations

from typing import Any

import pytest

from facetproof.facts.case import Case
from facetproof.facts.catalogue import catalogue, look_up
from facetproof.facts.drugs import drug_class
from facetproof.facts.values import Value
from facetproof.findings.facts import register_all
from facetproof.model.finding import Reason
from facetproof.sources.chart_json import chart_from

register_all()


def fact(chart: dict[str, Any], name: str, **params: Any) -> Value:
    read, _warnings = chart_from(chart, where="test")
    return look_up(Case(read), name, tuple(sorted(params.items())))


def session(**fields: Any) -> dict[str, Any]:
    return {"session": {"dos": "2026-05-12", "technique": "medial_branch_block", **fields}}


def drugs(*given: dict[str, Any]) -> dict[str, Any]:
    return session(injectates=list(given))


@pytest.mark.parametrize(
    ("chart", "name", "value", "reason"),
    [
        (session(), "session.guidance", None, Reason.ABSENT),
        (session(guidance="none"), "session.guidance", "none", None),
        (session() | {"conflicts": [{"path": "session.guidance"}]}, "session.guidance", None, Reason.CONFLICTING),
        (session(intent_text="diagnostic and therapeutic"), "session.intent", None, Reason.VAGUE),
        (session(), "session.does", "injection", None),
        (session(technique="cryo"), "session.does", "ablation", None),
        (session(technique="not_facet"), "session.judged", None, Reason.ABSENT),
        ({"plan": {"technique": "thermal_rfa"}}, "session.performed", False, None),
        (drugs({"agent": "bupivacaine"}, {"ml": 1}), "session.agents_recognised", None, Reason.UNMAPPED),
        (drugs(), "session.agent_classes", None, Reason.ABSENT),
        (drugs({"agent": "lidocaine", "ml": 0.5, "per": "target"}), "session.ml_per_target", 0.5, None),
        (drugs({"agent": "lidocaine", "ml": 2, "per": "total"}), "session.ml_per_target", None, Reason.VAGUE),
        (drugs({"agent": "lidocaine", "mixture": {"ml_per_target": 1}}), "session.ml_per_target", 1, None),
        (session(same_day=[]), "same_day.blocks", (), None),
        (session(), "same_day.blocks", None, Reason.ABSENT),
        (session(same_day=[{"kind": "facet"}, {"kind": "imaging"}]), "same_day.blocks", (), None),
        (session(same_day=[{"kind": "sedation", "code": "01992"}]), "same_day.unexplained_sedation", ("01992",), None),
        (session(same_day=[{"kind": "sedation", "reason": "apnoea"}]), "same_day.unexplained_sedation", (), None),
        (session() | {"documents": []}, "note.given", None, Reason.ABSENT),
    ],
)
def test_a_fact_is_what_the_record_says(chart: dict[str, Any], name: str, value: object, reason: Reason | None) -> None:
    found = fact(chart, name)
    assert found.value == value
    assert found.reason is reason
    assert value is None or found.paths, "a value says where it stands"


def test_volumes_of_one_target_add_up() -> None:
    chart = drugs(
        {"agent": "bupivacaine", "ml": 0.3, "per": "target"}, {"agent": "dexamethasone", "ml": 0.2, "per": "target"}
    )
    assert fact(chart, "session.ml_per_target").value == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("agent", "expected"),
    [
        ("bupivacaine", "anaesthetic"),
        ("Bupivacaine hydrochloride 0.5 %", "anaesthetic"),
        ("methylprednisolone acetate", "corticosteroid"),
        ("iohexol", "contrast"),
        ("platelet-rich plasma", "biological"),
        ("amniotic fluid allograft with lidocaine", "biological"),
        ("phenol", "neurolytic"),
        ("house mixture", None),
    ],
)
def test_an_agent_is_told_by_its_name(agent: str, expected: str | None) -> None:
    assert drug_class(agent) == expected


CARE = {
    "assessment": {
        "conservative_care": [
            {"modality": "physical_therapy", "weeks": 6, "failed": True},
            {"modality": "physical_therapy", "weeks": 8},
            {"modality": "nsaid", "failed": False},
            {"modality": "acetaminophen", "reason_not_possible": "liver disease"},
        ]
    }
}


@pytest.mark.parametrize(
    ("name", "modalities", "value"),
    [
        ("care.failed", ("physical_therapy",), True),
        ("care.failed", ("nsaid",), False),
        ("care.failed", ("nsaid", "acetaminophen"), None),
        ("care.failed", ("acupuncture",), None),
        ("care.weeks", ("physical_therapy", "nsaid"), 8),
        ("care.weeks", ("nsaid",), None),
        ("care.not_possible", ("acetaminophen",), "liver disease"),
        ("care.not_possible", ("nsaid",), None),
    ],
)
def test_conservative_care_is_counted_by_modality(name: str, modalities: tuple[str, ...], value: object) -> None:
    assert fact(CARE, name, modalities=modalities).value == value


@pytest.mark.parametrize(
    ("pain", "value"),
    [
        ({"scale": "NRS", "score": 7}, 7),
        ({"scale": "NRS", "low": 4, "high": 6}, 4),
        ({"scale": "VAS", "score": 68}, 6.8),
        ({}, None),
    ],
)
def test_a_range_of_pain_is_read_at_its_lower_end(pain: dict[str, Any], value: float | None) -> None:
    assert fact(session() | {"assessment": {"pain": pain}}, "pain.baseline_score").value == value


def test_every_fact_has_a_meaning_and_a_kind() -> None:
    for name, entry in catalogue().items():
        if name.startswith("toy."):
            continue
        assert entry.meaning, name
        assert entry.kind in {"number", "truth", "word", "words", "text"}
