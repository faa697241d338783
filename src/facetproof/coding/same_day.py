"""Other services of the same day: what is part of the facet procedure, and what must be told apart from it."""

from __future__ import annotations

import datetime as dt

from facetproof.coding.draft import Draft
from facetproof.coding.form import Form
from facetproof.coding.regions import Regions
from facetproof.coding.tables import codes, inclusion
from facetproof.facts.case import Case
from facetproof.model.chart import SameDay, Session
from facetproof.model.spine import JointLevel, Region

_BLOCKS = frozenset({"epidural", "transforaminal_epidural", "sacroiliac", "trigger_point", "sympathetic"})
#: Blocks and ablations of the nerves of the sacroiliac joint, which share the L5 dorsal ramus with L5-S1.
_SACROILIAC_NERVES = frozenset({"64451", "64625"})
#: Moderate sedation by the one who does the procedure, each age and span.
SEDATION = frozenset({"99151", "99152", "99153"})
_L5_S1 = JointLevel("L5", "S1")
_WORDS_OF_REGION = {
    Region.CERVICAL_THORACIC: ("cerv", "thora", "neck"),
    Region.LUMBAR_SACRAL: ("lumb", "sacr", "low back"),
}


def check_same_day(case: Case, session: Session, numbered: Regions, form: Form, draft: Draft) -> None:
    """Refuses included services, holds for blocks and sacroiliac nerves that are not told apart from the facet work.

    Other facet work among the services of the day is coded with the session.
    """
    day = session.dos or dt.date.max
    facet_codes = [work.code for work in draft.works]
    treated = {slot.joint for slot in numbered.slots}
    reason = case.chart.plan.multiple_blocks_reason if case.chart.plan else None
    for n, other in enumerate(session.same_day or ()):
        path = f"{case.root}.same_day.{n}"
        _included(other, facet_codes, form, day, draft)
        if other.kind == "sacroiliac" and other.code in _SACROILIAC_NERVES and _L5_S1 in treated:
            if form.l5dr_overlap == "hold":
                draft.hold("overlap", path, "Which nerves were treated for the facet joints, and which for the sacrum?")
            else:
                draft.warn("The L5 dorsal ramus serves L5-S1 and the sacroiliac joint: it must not be billed twice.")
        elif other.kind in _BLOCKS and not (other.reason or reason) and _same_region(other.region, numbered.regions):
            if form.multi_block == "hold":
                draft.hold("blocks", path, f"Why was the {_words(other.kind)} given on the day of the facet procedure?")
            elif form.multi_block == "warn":
                draft.warn(f"A {_words(other.kind)} in the same region on the same day, without a reason of its own.")


def _included(other: SameDay, facet_codes: list[str], form: Form, day: dt.date, draft: Draft) -> None:
    if other.code is None:
        return
    for facet in facet_codes:
        edit = inclusion(other.code, facet, day)
        if edit is not None and edit.facet_first and edit.kind in ("imaging", "sedation"):
            draft.refuse(other.code, f"{edit.kind} is part of {facet}")
            return
    injected = any(codes()[c].family.startswith("injection") for c in facet_codes if c in codes())
    if other.code in SEDATION and injected and form.sedation_rule == "deny_with_injection":
        draft.refuse(other.code, "sedation is not paid beside a facet injection")


def _same_region(told: str | None, regions: frozenset[Region]) -> bool:
    """Whether the words name a region of the session; words that name none may mean it."""
    named = {r for r, words in _WORDS_OF_REGION.items() if told and any(w in told.lower() for w in words)}
    return not named or not named.isdisjoint(regions)


def _words(kind: str | None) -> str:
    return (kind or "other block").replace("_", " ")
