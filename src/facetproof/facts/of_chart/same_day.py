"""Other services of the same day."""

from __future__ import annotations

import re

from facetproof.facts.case import Case
from facetproof.facts.catalogue import fact
from facetproof.facts.values import UNKNOWN, Value
from facetproof.model.chart import SameDay

_BLOCKS = frozenset({"epidural", "transforaminal_epidural", "sacroiliac", "trigger_point", "sympathetic"})
_NO_BLOCKS = frozenset({"evaluation", "imaging", "sedation", "facet"})
#: Codes of nerve blocks, epidurals, joint and trigger point injections, where the record gives a code without a kind.
_BLOCK_CODE = re.compile(r"2055[0-3]|27096|6232[0-7]|64(4[0-4]\d|45[0-5]|46[1-3]|4[78]\d|5[0-3]\d)")


def _is_block(other: SameDay) -> bool:
    if other.kind in _BLOCKS:
        return True
    return other.kind not in _NO_BLOCKS and bool(other.code and _BLOCK_CODE.fullmatch(other.code))


def _blocks(case: Case) -> list[tuple[int, SameDay]]:
    told = (case.session.same_day if case.session else None) or ()
    return [(n, other) for n, other in enumerate(told) if _is_block(other)]


def _told(case: Case) -> bool:
    return case.session is not None and case.session.same_day is not None


@fact("same_day.told", "truth", "the record tells what else was done that day")
def told(case: Case) -> Value:
    """True where other services are told, an empty list included; unknown otherwise."""
    return Value(True, (f"{case.root}.same_day",)) if _told(case) else UNKNOWN


@fact("same_day.blocks", "words", "other kinds of block done that day")
def blocks(case: Case) -> Value:
    """Kinds of the other blocks."""
    if not _told(case):
        return UNKNOWN
    return Value(tuple(_name(other) for _, other in _blocks(case)), (f"{case.root}.same_day",))


@fact("same_day.unexplained_blocks", "words", "other kinds of block done that day without a reason of their own")
def unexplained_blocks(case: Case) -> Value:
    """Kinds of the other blocks for which neither the block nor the plan gives a reason."""
    if not _told(case):
        return UNKNOWN
    plan = case.chart.plan
    if plan is not None and plan.multiple_blocks_reason and _blocks(case):
        return Value((), (f"{case.root}.same_day", "plan.multiple_blocks_reason"))
    bare = [(n, other) for n, other in _blocks(case) if not (other.reason and other.reason.strip())]
    paths = tuple(f"{case.root}.same_day.{n}" for n, _ in bare) or (f"{case.root}.same_day",)
    return Value(tuple(_name(other) for _, other in bare), paths)


@fact("same_day.unexplained_sedation", "words", "sedation by a professional of its own without a reason")
def unexplained_sedation(case: Case) -> Value:
    """Codes of anaesthesia services of that day that give no reason."""
    if not _told(case):
        return UNKNOWN
    told = (case.session.same_day if case.session else None) or ()
    found = [(n, other) for n, other in enumerate(told) if other.kind == "sedation"]
    bare = [(n, other) for n, other in found if not (other.reason and other.reason.strip())]
    own = case.session.sedation_reason if case.session else None
    if own and own.strip():
        bare = []
    paths = tuple(f"{case.root}.same_day.{n}" for n, _ in bare) or (f"{case.root}.same_day",)
    return Value(tuple(other.code or "sedation" for _, other in bare), paths)


def _name(other: SameDay) -> str:
    return other.kind if other.kind and other.kind != "other" else other.code or "other"
