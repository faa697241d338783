"""What counts as right, wrong, missed, invented and a trap."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from facetproof.facts.bench.judge import Judged, judge
from facetproof.facts.bench.measure import GROUPS, group_of, measure
from facetproof.model.chart import Chart
from facetproof.sources.gold import Gold

NOTE = "Right L3-4 and L4-5 medial branch block, relief 80%, lidocaine 1%, no sedation. PT 6 weeks."
WHOLE = [{"start": 0, "end": len(NOTE), "quote": NOTE}]
KINDS = ("right", "wrong", "missed", "invented", "traps", "quotes", "without_words")


def judged(read: dict[str, Any], wanted: dict[str, Any], *, words: Any = None, **gold: Any) -> Judged:
    evidence = dict.fromkeys(read, WHOLE) if words is None else words
    chart = msgspec.convert({**read, "evidence": evidence}, Chart)
    return judge(Gold(id="1", text=NOTE, chart=wanted, **gold), chart)


def counts(result: Judged) -> tuple[int, int, int]:
    return len(result.right), len(result.wrong), len(result.missed)


def session(**fields: Any) -> dict[str, Any]:
    return {"session": fields}


def target(side: str, *joints: str) -> dict[str, Any]:
    return {"side": side, "joints": list(joints)}


RELIEF = session(relief={"percent": 80})
CARE = {"assessment": {"conservative_care": [{"modality": "physical_therapy", "weeks": 6}]}}
LOCAL = session(injectates=[{"agent": "lidocaine", "percent": 1}])


@pytest.mark.parametrize(
    ("read", "wanted", "expected"),
    [
        (RELIEF, RELIEF, (1, 0, 0)),
        (session(relief={"percent": 80.5}), RELIEF, (1, 0, 0)),
        (session(relief={"percent": 82}), RELIEF, (0, 1, 1)),
        ({}, RELIEF, (0, 0, 1)),
        (RELIEF, {}, (0, 1, 0)),
        (session(contrast=True), session(contrast=False), (0, 1, 1)),
        ({"assessment": {"pain": {"months": 8.2}}}, {"assessment": {"pain": {"months": 8}}}, (1, 0, 0)),
        ({"assessment": {"pain": {"months": 9}}}, {"assessment": {"pain": {"months": 8}}}, (0, 1, 1)),
        (session(sedation_reason="anxiety"), session(sedation_reason="she was afraid"), (1, 0, 0)),
        ({"diagnoses": ["m47.816"]}, {"diagnoses": ["M47.816"]}, (1, 0, 0)),
        # a joint on both sides is one bilateral joint, however it is told
        (
            session(targets=[target("left", "L4-5"), target("right", "L4-5")]),
            session(targets=[target("bilateral", "L4-5")]),
            (2, 0, 0),
        ),
        (
            session(targets=[target("right", "L4-5", "L3-4")]),
            session(targets=[target("right", "L3-4"), target("right", "L4-5")]),
            (3, 0, 0),
        ),
        (session(targets=[target("left", "L4-5")]), session(targets=[target("right", "L4-5")]), (0, 2, 2)),
        # lists by what their entries are
        (
            {"assessment": {"conservative_care": [{"modality": "nsaid"}, *CARE["assessment"]["conservative_care"]]}},
            CARE,
            (2, 1, 0),
        ),
        (LOCAL, session(injectates=[{"agent": "bupivacaine", "percent": 1}]), (0, 2, 2)),
        (
            {"assessment": {"other_cause": ["old fracture"]}},
            {"assessment": {"other_cause": ["fractured L1"]}},
            (1, 0, 0),
        ),
        ({"assessment": {"other_cause": []}}, {"assessment": {"other_cause": []}}, (1, 0, 0)),
        ({"assessment": {"other_cause": []}}, {}, (0, 1, 0)),
        # no facet procedure, said either way
        (session(technique="not_facet", guidance="ct"), session(technique="not_facet"), (1, 0, 0)),
        (session(technique="not_facet"), {}, (0, 0, 0)),
        ({"history": [{"technique": "not_facet"}]}, {}, (0, 0, 0)),
    ],
)
def test_values_are_compared_by_what_they_say(
    read: dict[str, Any], wanted: dict[str, Any], expected: tuple[int, int, int]
) -> None:
    assert counts(judged(read, wanted)) == expected


def test_earlier_sessions_are_paired_by_what_they_are_not_by_their_order() -> None:
    first = {"technique": "medial_branch_block", "dos": "2025-01-06", "relief": {"percent": 90}}
    second = {"technique": "thermal_rfa", "dos": "2024-02-20", "relief": {"percent": 70}}
    assert counts(judged({"history": [second, first]}, {"history": [first, second]})) == (6, 0, 0)
    assert counts(judged({"history": [second]}, {"history": [first, second]})) == (3, 0, 3)
    assert counts(judged({"history": [first, second]}, {"history": [second]})) == (3, 3, 0)


def test_optional_accepted_and_out_of_scope_values() -> None:
    optional = [{"path": "session.injectates", "value": None}]
    assert counts(judged(LOCAL, {}, optional=optional)) == (0, 0, 0)
    assert counts(judged({}, LOCAL, optional=optional)) == (0, 0, 0)
    assert counts(judged(LOCAL, {}, optional=[{"path": "session.injectates[lidocaine].percent", "value": 2}])) == (
        0,
        2,
        0,
    )
    accept = {"session.relief.percent": [75, None]}
    assert counts(judged(session(relief={"percent": 75}), RELIEF, accept=accept)) == (1, 0, 0)
    assert counts(judged({}, RELIEF, accept=accept)) == (0, 0, 0)
    assert counts(judged(session(relief={"percent": 80}, contrast=True), RELIEF, scope=["session.relief"])) == (1, 0, 0)


def test_a_procedure_that_may_stand_in_either_place_is_moved_with_its_words() -> None:
    told = {"technique": "medial_branch_block", "relief": {"percent": 80}}
    words = {"session": WHOLE}
    result = judged({"session": told}, {"history": [told]}, words=words, placement="either")
    assert counts(result) == (2, 0, 0)
    assert not result.without_words


@pytest.mark.parametrize(
    ("trap", "fell"),
    [
        ({"path": "session.relief.percent", "value": 80}, True),
        ({"path": "session.relief.percent", "value": 70}, False),
        ({"path": "session.relief", "value": "*"}, True),
        ({"path": "session.targets[*].joints[*]", "value": "l4-5"}, True),
        ({"path": "session.targets[*].joints[*]", "value": "L5-S1"}, False),
        ({"path": "session.targets[*].nerves", "value": None}, False),
        ({"path": "session.injectates[lidocaine].percent", "value": 1}, True),
        ({"path": "session.injectates[*].percent", "value": 1}, True),
        ({"path": "session.injectates[bupivacaine]", "value": None}, False),
        ({"path": "session.rel", "value": None}, False),
    ],
)
def test_traps_name_a_value_or_whatever_lies_below_a_path(trap: dict[str, Any], fell: bool) -> None:
    read = session(relief={"percent": 80}, targets=[target("right", "L4-5")], injectates=LOCAL["session"]["injectates"])
    assert bool(judged(read, read, must_not=[trap]).traps) is fell


@pytest.mark.parametrize(
    ("words", "invented", "quotes", "bare"),
    [
        ({"session.relief": WHOLE}, 0, 0, 0),
        ({"session.relief.percent": [{"start": 1, "end": 6, "quote": "Right"}]}, 1, 1, 0),
        ({}, 1, 0, 1),
    ],
)
def test_a_value_nobody_found_is_invented_unless_verbatim_words_stand_behind_it(
    words: dict[str, Any], invented: int, quotes: int, bare: int
) -> None:
    result = judged(RELIEF, {}, words=words)
    assert (len(result.invented), len(result.quotes), len(result.without_words)) == (invented, quotes, bare)


def test_every_part_of_the_chart_that_is_judged_has_a_group() -> None:
    for path in (
        "session.dos",
        "session.targets.left.joint",
        "assessment.date",
        "diagnoses",
        "plan.date",
        "history[0].dos",
    ):
        assert group_of(path) in dict(GROUPS)


def test_figures_add_up_over_notes() -> None:
    right = Gold(id="a", text="Right L4-5 facet joint injection today.", chart={}, scope=["plan"])
    missed = Gold(id="b", text="No news.", chart=RELIEF, must_not=[{"path": "plan", "value": None}])
    found = measure("two", [right, missed])
    assert (found.notes, found.wholly_right, found.traps_set, found.overall.missed) == (2, 1, 1, 1)
    assert (found.overall.precision, found.overall.recall, found.overall.f1) == (None, 0.0, 0.0)
    assert [(told.id, told.kind, told.path) for told in found.differences] == [
        ("b", "missed", "session.relief.percent")
    ]
