"""The second side within the global period of an ablation (ten days since 2012)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from facetproof.coding.edits import global_days
from facetproof.coding.form import Form
from facetproof.coding.levels import Levels, read_targets
from facetproof.coding.regions import Regions, number
from facetproof.coding.tables import family
from facetproof.model.chart import Session

_USUAL_DAYS = 10


def other_side_in_global_period(
    levels: Levels, history: Iterable[Session], dos: dt.date | None, form: Form
) -> Session | None:
    """The ablation of the other side in the same region within its global period before; None where there is none."""
    sides = {side for found in levels.joints.values() for side in found}
    if dos is None or len(sides) != 1:
        return None
    regions = number(levels.joints, form, dos).regions
    for earlier in history:
        if earlier.dos is None or earlier.technique is None or not earlier.technique.is_ablation:
            continue
        if earlier.completed is False or earlier.dos >= dos:
            continue
        before = read_targets((("history", target) for target in earlier.targets or ()), form)
        sides_before = {side for found in before.joints.values() for side in found}
        numbered = number(before.joints, form, earlier.dos)
        within = (dos - earlier.dos).days <= _days(numbered, earlier.dos)
        if within and not regions.isdisjoint(numbered.regions) and sides_before and sides_before.isdisjoint(sides):
            return earlier
    return None


def _days(earlier: Regions, day: dt.date) -> int:
    """The global period of an ablation; the usual one where the schedule does not know the code of its time."""
    codes = [family("ablation", slot.region, day) for slot in earlier.slots]
    told = [global_days(found.codes["first"], day) for found in codes if found]
    return max((days for days in told if days is not None), default=_USUAL_DAYS)
