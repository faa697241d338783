"""Joint levels of one procedure → levels to bill, each with its code and modifiers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from facetproof.coding.diagnoses import pointed
from facetproof.coding.draft import Draft
from facetproof.coding.form import Form
from facetproof.coding.levels import Levels
from facetproof.coding.lines import Work
from facetproof.coding.regions import Regions, Slot, number
from facetproof.coding.tables import code_region, family
from facetproof.model.spine import MedialBranch, Region, innervation, nerves_of

_THIRD_LEVEL_MODIFIER = {"bill_ga": "GA", "bill_gz": "GZ"}


class Setting(NamedTuple):
    """What all levels of a procedure share.

    Attributes:
        family: name of the code family.
        day: date of service, or the last day of all where none is documented.
        form: how the payer wants it.
        extra: modifiers of every line, such as KX.
        diagnoses: those of the chart.
        path: chart path of the targets.
    """

    family: str
    day: dt.date
    form: Form
    extra: tuple[str, ...]
    diagnoses: tuple[str, ...]
    path: str


def bill_joints(levels: Levels, setting: Setting, draft: Draft) -> None:
    """Bills each joint level, upper joints first; what the form or the code set does not allow is refused."""
    numbered = number(levels.joints, setting.form, setting.day)
    kept = _one_region(numbered, setting, draft)
    for slot in kept:
        code = _code(setting, slot.region, slot.place)
        if code is None:
            last = _code(setting, slot.region, 2) or ""
            draft.refuse(last, "there is no code for a fourth level", slot.joint.name)
            continue
        add_on = slot.place > 0
        extra = setting.extra
        if slot.place >= 2:
            if setting.form.third_level == "block":
                draft.refuse(code, "a third level is not covered under this payer's rules", slot.joint.name)
                continue
            extra += tuple(filter(None, [_THIRD_LEVEL_MODIFIER.get(setting.form.third_level)]))
        elif slot.place == 0 and numbered.apart and slot.region is Region.LUMBAR_SACRAL:
            extra += ("59",)
        draft.bill(
            Work(
                code,
                add_on,
                levels.joints[slot.joint],
                slot.joint.name,
                extra,
                pointed(setting.diagnoses, slot.region),
            )
        )
    if setting.form.single_nerve != "hold":
        _bill_lone_nerves(levels, numbered, setting, draft)


def bill_nerves(levels: Levels, setting: Setting, draft: Draft) -> None:
    """Bills each nerve by the codes that counted nerves (before 2012)."""
    nerves = dict(levels.nerves)
    if not nerves:
        for joint, sides in levels.joints.items():
            for nerve in nerves_of([joint]):
                nerves[nerve] = nerves.get(nerve, frozenset()) | sides
        draft.hold("nerves", setting.path, "Which nerves were treated? The codes of this date count nerves.")
    placed: dict[Region, int] = {}
    for nerve in sorted(nerves, key=lambda n: n.order):
        region = _region_of(nerve, levels, setting.day)
        place = placed.get(region, 0)
        placed[region] = place + 1
        code = _code(setting, region, place)
        if code is not None:
            dx = pointed(setting.diagnoses, region)
            draft.bill(Work(code, place > 0, nerves[nerve], nerve.name, setting.extra, dx))


def refuse_all(levels: Levels, setting: Setting, why: str, draft: Draft) -> None:
    """Refuses the codes that the joints would have taken."""
    for slot in number(levels.joints, setting.form, setting.day).slots:
        code = _code(setting, slot.region, slot.place)
        if code is not None:
            draft.refuse(code, why, slot.joint.name)


def _one_region(numbered: Regions, setting: Setting, draft: Draft) -> Iterable[Slot]:
    """All slots, or those of the upper region while a second one is on hold."""
    if not numbered.certain:
        draft.hold("region")
        draft.warn("T12-L1 with other thoracic joints: the payer's rule does not tell the region of this session.")
    if len(numbered.regions) < 2:
        return numbered.slots
    if setting.form.multi_region == "bill_59":
        if numbered.apart:
            why = "two regions on one day are told apart on the primary of the lower one"
            draft.answer("second region", "with_modifier", "payer's rule", why, modifier="59")
        return numbered.slots
    draft.answer("second region", "hold", "payer's rule", "this payer takes one region a session")
    draft.hold(
        "region", setting.path, "Joints of two spinal regions are recorded for one day. Which were treated when?"
    )
    first = numbered.slots[0].region
    for slot in numbered.slots:
        if slot.region is not first:
            code = _code(setting, slot.region, slot.place)
            draft.refuse(code or "", "a second region on the same day is on hold", slot.joint.name)
    return [slot for slot in numbered.slots if slot.region is first]


def _code(setting: Setting, region: Region, place: int) -> str | None:
    """The code for the level of that place; None where the family has none."""
    codes = family(setting.family, region, setting.day)
    if codes is None:
        return None
    if "additional" in codes.codes:
        return codes.codes["first" if place == 0 else "additional"]
    roles = ("first", "second", "third")
    return codes.codes[roles[place]] if place < len(roles) else None


def _bill_lone_nerves(levels: Levels, numbered: Regions, setting: Setting, draft: Draft) -> None:
    """A nerve without its partner, where this payer takes it as a reduced or an unlisted service."""
    for n, (nerve, sides) in enumerate(levels.alone.items()):
        if setting.form.single_nerve == "unlisted":
            draft.unlisted.append(nerve.name)
            continue
        region = _region_of(nerve, levels, setting.day)
        place = n + sum(slot.region is region for slot in numbered.slots)
        code = _code(setting, region, place)
        if code is not None:
            dx = pointed(setting.diagnoses, region)
            draft.bill(Work(code, place > 0, sides, nerve.name, ("52", *setting.extra), dx))


def _region_of(nerve: MedialBranch, levels: Levels, day: dt.date) -> Region:
    """The region of the joints treated that a nerve serves, upper one first; else of any joint that it serves."""
    served = [row.joint for row in innervation().values() if nerve in row.nerves]
    treated = [joint for joint in served if joint in levels.joints] or served
    return code_region(treated[0], day)
