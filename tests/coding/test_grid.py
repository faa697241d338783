"""Every run of one to four joints, side pattern, technique, wording, form and biller, against the oracle."""

from __future__ import annotations

import datetime as dt
import functools
import itertools
from collections import Counter
from collections.abc import Iterator, Mapping

import pytest
from coding_oracle import JOINTS, NERVES_OF, Cell, Line, Style, lines

from facetproof.coding.engine import Coded, code_chart
from facetproof.coding.form import CPT, MEDICARE, Form
from facetproof.model.chart import BillingEntity, Chart, Guidance, Intent, Session, Target, Technique
from facetproof.model.spine import Side

_FORMS: Mapping[str, tuple[Mapping[str, str], Style]] = {
    "coding convention": (CPT, Style("50", "RT+LT", True, False, False, False, False)),
    "medicare since 2025": (MEDICARE, Style("50", "50", True, True, True, True, True)),
    "medicare before 2025": (
        {**MEDICARE, "t12l1_rule": "cpt"},
        Style("50", "50", True, True, True, False, True),
    ),
    "two lines": (
        {**CPT, "bilateral_style": "rt_lt_two_lines"},
        Style("RT+LT", "RT+LT", True, False, False, False, False),
    ),
    "line and line with 50": (
        {"bilateral_style": "line_plus_50", "asc_facility_bilateral": "as_professional", "multi_region": "bill_59"},
        Style("line+50", "line+50", False, False, False, False, False),
    ),
    "add-on as two units": (
        {**CPT, "bilateral_addon_style": "units2", "kx": "medicare_diag"},
        Style("50", "two units", True, True, False, False, False),
    ),
}
_SIDES = {"l": Side.LEFT, "r": Side.RIGHT, "b": Side.BILATERAL}
_WORK = (
    (Technique.INTRA_ARTICULAR, Intent.THERAPEUTIC),
    (Technique.INTRA_ARTICULAR, Intent.DIAGNOSTIC),
    (Technique.MEDIAL_BRANCH_BLOCK, Intent.DIAGNOSTIC),
    (Technique.MEDIAL_BRANCH_BLOCK, Intent.THERAPEUTIC),
    (Technique.THERMAL_RFA, None),
    (Technique.COOLED_RFA, None),
)
_ABLATIONS = {Technique.THERMAL_RFA, Technique.COOLED_RFA}


def _runs() -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Runs of joints with their side patterns: all patterns for up to three joints, nine of 81 for four."""
    for length in (1, 2, 3, 4):
        patterns = list(itertools.product("lrb", repeat=length))
        if length > 3:
            patterns = patterns[:: len(patterns) // 8]
        for start in range(len(JOINTS) - length + 1):
            for sides in patterns:
                yield JOINTS[start : start + length], sides


def _targets(joints: tuple[str, ...], sides: tuple[str, ...], *, nerves: bool) -> tuple[Target, ...] | None:
    """Targets by joint, or by the nerves of each side; None where nerves would tell other joints too."""
    if not nerves:
        return tuple(Target(side=_SIDES[s], joints=(j,)) for j, s in zip(joints, sides, strict=True))
    targets = []
    for letter in "lr":
        places = [n for n, s in enumerate(sides) if s in (letter, "b")]
        if places and places[-1] - places[0] != len(places) - 1:
            return None
        named = {nerve for n in places for nerve in NERVES_OF[joints[n]].split()}
        if named:
            targets.append(Target(side=_SIDES[letter], nerves=tuple(sorted(named))))
    return tuple(targets)


def _bag(coded: Coded) -> Counter[Line]:
    return Counter((line.cpt, line.units, frozenset(line.modifiers)) for line in coded.lines)


@functools.cache
def _cells() -> tuple[tuple[Cell, Chart], ...]:
    """Every square of the grid with its chart; built once, as the charts do not depend on the form."""
    return tuple(_every_cell())


def _every_cell() -> Iterator[tuple[Cell, Chart]]:
    for joints, sides in _runs():
        for wording in (False, True):
            targets = _targets(joints, sides, nerves=wording)
            for (technique, intent), entity in itertools.product(_WORK, BillingEntity):
                if targets is None or (wording and technique is Technique.INTRA_ARTICULAR):
                    continue
                session = Session(
                    dos=dt.date(2025, 3, 10),
                    billing_entity=entity,
                    technique=technique,
                    intent=intent,
                    guidance=Guidance.FLUOROSCOPY,
                    targets=targets,
                )
                cell = Cell(
                    joints,
                    sides,
                    ablation=technique in _ABLATIONS,
                    diagnostic=intent is Intent.DIAGNOSTIC,
                    surgery_centre=entity is BillingEntity.ASC,
                )
                yield cell, Chart(session=session)


@pytest.mark.parametrize("name", _FORMS)
def test_every_cell_agrees_with_the_oracle(name: str) -> None:
    given, style = _FORMS[name]
    form = Form.of(given)
    for cell, chart in _cells():
        coded = code_chart(chart, form)
        expected, hold = lines(cell, style)
        assert _bag(coded) == expected, cell
        assert coded.hold is hold, cell
        assert [j.name for j in coded.levels.joints] == list(cell.joints), cell


def test_the_grid_has_a_hundred_thousand_cells_of_every_kind() -> None:
    cells = [cell for cell, _ in _cells()]
    assert len(cells) * len(_FORMS) >= 100_000
    assert {len(cell.joints) for cell in cells} == {1, 2, 3, 4}
    assert {joint for cell in cells for joint in cell.joints} == set(JOINTS)
    assert {side for cell in cells for side in cell.sides} == {"l", "r", "b"}
