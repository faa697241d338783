"""The second side after the first: whether the other side was treated before, and what that gave."""

from __future__ import annotations

from facetproof.facts.case import Case
from facetproof.facts.catalogue import fact
from facetproof.facts.history import Entry
from facetproof.facts.values import Value
from facetproof.model.finding import Reason
from facetproof.model.spine import Side

_OTHER = {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT}


@fact("sides.second", "truth", "only the other side of these joints had this kind of session before")
def second(case: Case) -> Value:
    """True where an earlier session of this kind treated the other side and none treated this one."""
    found = _first_side(case)
    return Value(bool(found), tuple(entry.path for entry in found))


@fact("sides.first_relief", "number", "relief that the session on the other side gave", unit="percent")
def first_relief(case: Case) -> Value:
    """Percent relief of the last earlier session on the other side."""
    found = _first_side(case)
    if not found:
        return Value(None, (), Reason.ABSENT)
    value = found[-1].response.percent
    return value if value.paths else value._replace(paths=(f"{found[-1].path}.relief",))


def _first_side(case: Case) -> list[Entry]:
    sided = [(joint, side) for joint, sides in case.joints.known.items() for side in sides]
    same = [entry for entry in case.earlier if case.kind in entry.kinds]
    if any(entry.joints.covers(joint, side) for entry in same for joint, side in sided):
        return []
    return [entry for entry in same if any(entry.joints.covers(joint, _OTHER[side]) for joint, side in sided)]
