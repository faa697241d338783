"""Other services of the same day: what is part of the facet procedure, and what must be told apart from it.

The payer's rule comes first, then the definition of the codes, then the dated pair table; each answer says which of
them decided.
"""

from __future__ import annotations

import datetime as dt

import msgspec

from facetproof.coding.draft import Draft
from facetproof.coding.edits import in_force, inclusion, pair_table
from facetproof.coding.form import Form
from facetproof.coding.regions import Regions
from facetproof.coding.tables import Inclusion, ServiceDays, codes, kind_of_service, service_days
from facetproof.facts.case import Case
from facetproof.model.chart import BillingEntity, SameDay, Session
from facetproof.model.spine import JointLevel, Region

_BLOCKS = frozenset({"epidural", "transforaminal_epidural", "sacroiliac", "trigger_point", "sympathetic"})
#: Blocks and ablations of the nerves of the sacroiliac joint, which share the L5 dorsal ramus with L5-S1. Before 2020
#: they were billed as other peripheral nerves (64640, 64450).
_SACROILIAC_NERVES = frozenset({"64450", "64451", "64625", "64640"})
#: Moderate sedation by the one who does the procedure, each age and span.
SEDATION = frozenset({"99151", "99152", "99153"})
_L5_S1 = JointLevel("L5", "S1")
_WORDS_OF_REGION = {
    Region.CERVICAL_THORACIC: ("cerv", "thora", "neck"),
    Region.LUMBAR_SACRAL: ("lumb", "sacr", "low back"),
}


def check_same_day(case: Case, session: Session, numbered: Regions, form: Form, draft: Draft) -> None:
    """Answers each service of the day: refused, told apart by a modifier, or on hold.

    Other facet work among the services of the day is coded with the session.
    """
    day = session.dos or dt.date.max
    facet_codes = list(dict.fromkeys(work.code for work in draft.works))
    treated = {slot.joint for slot in numbered.slots}
    reason = case.chart.plan.multiple_blocks_reason if case.chart.plan else None
    for n, told in enumerate(session.same_day or ()):
        other = _with_kind(told)
        path = f"{case.root}.same_day.{n}"
        if other.targets and other.kind == "facet":
            continue
        span = service_days(other.code) if other.code else None
        if span and not span.first <= day <= span.last:
            _of_another_time(other.code or "", span, draft)
            continue
        refused = _included(other, facet_codes, form, day, session.billing_entity, draft)
        if other.kind == "sacroiliac" and other.code in _SACROILIAC_NERVES and _L5_S1 in treated:
            _overlap(other, path, form, draft)
            continue
        unexplained = not (other.reason or reason) and _same_region(other.region, numbered.regions)
        if other.kind in _BLOCKS and unexplained and _held(other, path, form, draft):
            continue
        if not refused and facet_codes:
            _by_pair(other, facet_codes, day, session.billing_entity, draft)


def _with_kind(other: SameDay) -> SameDay:
    """A service of which the record tells the code alone has the kind of its code."""
    kind = kind_of_service(other.code) if other.code and other.kind is None else None
    return msgspec.structs.replace(other, kind=kind) if kind else other


def _of_another_time(code: str, span: ServiceDays, draft: Draft) -> None:
    when = f"from {span.first} on" if span.last == dt.date.max else f"until {span.last}"
    why = f"this code exists {when}; at another time {span.otherwise} ({span.source})"
    draft.warn(f"{code}: {why}.")
    draft.answer(code, "unknown", "code of another time", why)


def _included(
    other: SameDay,
    facet_codes: list[str],
    form: Form,
    day: dt.date,
    entity: BillingEntity | None,
    draft: Draft,
) -> bool:
    if other.code is None:
        return False
    for facet in facet_codes:
        edit = inclusion(other.code, facet, day, entity)
        if edit is not None and edit.facet_first and edit.kind in ("imaging", "sedation"):
            draft.refuse(other.code, f"{edit.kind} is part of {facet}")
            decided = "definition of the code" if edit.kind == "imaging" else "pair table"
            draft.answer(
                other.code, "part_of", decided, f"{edit.kind} is part of {facet} ({edit.source})", beside=facet
            )
            return True
    injected = next((c for c in facet_codes if c in codes() and codes()[c].family.startswith("injection")), None)
    if other.code in SEDATION and injected and form.sedation_rule == "deny_with_injection":
        why = "sedation is not paid beside a facet injection"
        draft.refuse(other.code, why)
        draft.answer(other.code, "part_of", "payer's rule", why, beside=injected)
        return True
    return False


def _overlap(other: SameDay, path: str, form: Form, draft: Draft) -> None:
    shared = "the L5 dorsal ramus serves L5-S1 and the sacroiliac joint"
    if form.l5dr_overlap == "hold":
        draft.hold("overlap", path, "Which nerves were treated for the facet joints, and which for the sacrum?")
        draft.answer(_name(other), "hold", "payer's rule", shared)
    else:
        draft.warn("The L5 dorsal ramus serves L5-S1 and the sacroiliac joint: it must not be billed twice.")
        draft.answer(_name(other), "with_modifier", "payer's rule", shared, modifier="59")


def _held(other: SameDay, path: str, form: Form, draft: Draft) -> bool:
    """Whether this payer holds for another kind of block in the region that has no reason of its own."""
    words = (other.kind or "other block").replace("_", " ")
    if form.multi_block == "hold":
        draft.hold("blocks", path, f"Why was the {words} given on the day of the facet procedure?")
        why = f"another block ({words}) in the same region, without a reason of its own in the record"
        draft.answer(_name(other), "hold", "payer's rule", why)
        return True
    if form.multi_block == "warn":
        draft.warn(f"A {words} in the same region on the same day, without a reason of its own.")
    return False


def _by_pair(other: SameDay, facet_codes: list[str], day: dt.date, entity: BillingEntity | None, draft: Draft) -> None:
    """The dated pair table, where nothing else decided."""
    if other.code is None:
        draft.answer(_name(other), "unknown", "nothing", "the record gives no code to look up")
        return
    found = [(facet, edit) for facet in facet_codes if (edit := inclusion(other.code, facet, day, entity))]
    if not found:
        edition = in_force(pair_table(entity), day)
        if edition is None:
            why = "no pair is known, and no pair table of that day is loaded"
            draft.answer(other.code, "unknown", "nothing", why, beside=facet_codes[0])
        else:
            draft.answer(other.code, "apart", "pair table", f"no pair joins them ({edition.source})")
        return
    facet, edit = min(found, key=lambda pair: pair[1].modifier_allowed)
    first, second = (facet, other.code) if edit.facet_first else (other.code, facet)
    joined = f"{second} is not paid beside {first}"
    if not edit.modifier_allowed:
        why = f"{joined}, and no modifier opens the edit ({edit.source})"
        draft.answer(other.code, "not_together", "pair table", why, beside=facet)
        draft.warn(f"{why[0].upper()}{why[1:]}: bill one of the two.")
        return
    modifier, when = _modifier(edit)
    why = f"{joined} unless {when} ({edit.source})"
    draft.answer(other.code, "with_modifier", "pair table", why, modifier=modifier, on=second, beside=facet)


def _modifier(edit: Inclusion) -> tuple[str, str]:
    if edit.kind == "evaluation":
        return "25", "the visit is significant and separate from the procedure, which the record must show"
    return "59", "it was done at another site, which the record must show (XS says the same)"


def _same_region(told: str | None, regions: frozenset[Region]) -> bool:
    """Whether the words name a region of the session; words that name none may mean it."""
    named = {r for r, words in _WORDS_OF_REGION.items() if told and any(w in told.lower() for w in words)}
    return not named or not named.isdisjoint(regions)


def _name(other: SameDay) -> str:
    return other.code or (other.kind or "other service").replace("_", " ")
