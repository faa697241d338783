"""The chart's own conflicts, as far as claim lines depend on them."""

from __future__ import annotations

from dataclasses import replace

from facetproof.coding.form import Form
from facetproof.coding.levels import Gap, GapKind, Levels
from facetproof.facts.case import Case
from facetproof.model.finding import Reason

_QUESTIONS: dict[GapKind, str] = {
    "side": "The record names more than one side for the same target. On which side was it treated?",
    "joints": "The record names different joints or nerves for the same target. Which were treated?",
}


def with_conflicts(levels: Levels, case: Case) -> Levels:
    """Levels with the chart's own conflicts about targets as gaps."""
    if not case.chart.conflicts:
        return levels
    gaps = {(gap.path, gap.kind): gap for gap in levels.gaps}
    for conflict in case.chart.conflicts or ():
        if conflict.path.startswith(f"{case.root}.targets"):
            kind: GapKind = "side" if conflict.path.endswith(".side") else "joints"
            gaps[conflict.path, kind] = Gap(kind, Reason.CONFLICTING, conflict.path, _QUESTIONS[kind])
    return replace(levels, gaps=tuple(gaps.values()))


def told_twice(case: Case, form: Form) -> list[str]:
    """Facts besides the targets that the record tells twice, differently, and on which the lines depend."""
    names = ["technique", "guidance", *(["intent"] if form.kx == "medicare_diag" else [])]
    paths = {conflict.path for conflict in case.chart.conflicts or ()}
    return [name for name in names if f"{case.root}.{name}" in paths]
