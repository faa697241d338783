"""The second side within the ten-day global period of an ablation."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from facetproof.coding.form import Form
from facetproof.coding.levels import Levels, read_targets
from facetproof.coding.regions import number
from facetproof.model.chart import Session

#: Days after 64633 and 64635 in which another procedure needs a modifier: global indicator 010 of the Medicare
#: physician fee schedule, July 2024.
GLOBAL_DAYS = 10


def other_side_in_global_period(
    levels: Levels, history: Iterable[Session], dos: dt.date | None, form: Form
) -> Session | None:
    """The ablation of the other side in the same region that lies within ten days before; None where there is none."""
    sides = {side for found in levels.joints.values() for side in found}
    if dos is None or len(sides) != 1:
        return None
    regions = number(levels.joints, form, dos).regions
    for earlier in history:
        if earlier.dos is None or earlier.technique is None or not earlier.technique.is_ablation:
            continue
        if earlier.completed is False or not 0 < (dos - earlier.dos).days <= GLOBAL_DAYS:
            continue
        before = read_targets((("history", target) for target in earlier.targets or ()), form)
        sides_before = {side for found in before.joints.values() for side in found}
        same_region = not regions.isdisjoint(number(before.joints, form, earlier.dos).regions)
        if same_region and sides_before and sides_before.isdisjoint(sides):
            return earlier
    return None
