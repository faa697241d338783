"""The claim's modifiers against the record: sides (BL04, BL08), KX (BL05), and the grammar of modifiers (BL08)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from facetproof.coding.claim_lines import DISTINCT, REPEAT, BilledLine, Problem, by_code
from facetproof.coding.edits import inclusion
from facetproof.coding.engine import Coded
from facetproof.coding.form import AddonStyle, Form
from facetproof.coding.levels import Sides
from facetproof.coding.lines import bilateral_style
from facetproof.coding.tables import add_ons, codes
from facetproof.model.chart import BillingEntity, Intent
from facetproof.model.spine import Side

Problems = tuple[Problem, ...]
_SIDE_WORDS: Mapping[Side, str] = {Side.LEFT: "LT", Side.RIGHT: "RT"}
_FORMS: Mapping[AddonStyle, tuple[frozenset[str], str]] = {
    "mod50": (frozenset({"50"}), "one line with 50"),
    "twice_rt_lt": (frozenset({"LT", "RT"}), "two lines, RT and LT"),
    "line_plus_50": (frozenset({"", "50"}), "two lines, the second with 50"),
    "units2": (frozenset({""}), "two units without a side"),
}

#: Kinds of service that can be distinct from a facet procedure.
_SEPARABLE = frozenset({"block", "ablation", "facet", "service"})


class SideCount(NamedTuple):
    """Levels behind one code, and how many of them were treated on each side."""

    levels: int
    left: float
    right: float

    @property
    def both(self) -> float:
        """Levels that must have been treated on both sides."""
        return max(0, self.left + self.right - self.levels)

    @property
    def sides(self) -> Sides:
        """The sides treated."""
        return frozenset(side for side, count in ((Side.LEFT, self.left), (Side.RIGHT, self.right)) if count)


def expected_sides(
    lines: Iterable[BilledLine], coded: Coded, form: Form, entity: BillingEntity | None
) -> Mapping[str, SideCount]:
    """How each supported code should be sided.

    Which of two levels is called the first is the biller's choice: where the claim shows as many left and right levels
    within a family as the record, its own order stands.
    """
    recorded = {code: _recorded(sides) for code, sides in coded.levels_of.items() if code in codes()}
    billed = by_code(lines)
    families: dict[tuple[str, str], list[str]] = {}
    for code in recorded:
        families.setdefault((codes()[code].family, codes()[code].region), []).append(code)
    wanted = dict(recorded)
    for members in families.values():
        shown = {
            code: _shown(
                billed.get(code, ()), recorded[code].levels, bilateral_style(form, entity, add_on=_added(code))
            )
            for code in members
        }
        if _total(shown.values()) == _total(recorded[code] for code in members):
            wanted.update(shown)
    return wanted


def bilateral_form(
    lines: Iterable[BilledLine], coded: Coded, form: Form, entity: BillingEntity | None
) -> Problems | None:
    """BL04: the right sides in the payer's form; None where the record does not state the sides."""
    if not coded.levels.sided:
        return None
    lines = tuple(lines)
    wanted = expected_sides(lines, coded, form, entity)
    problems: list[Problem] = []
    for code, group in by_code(line for line in lines if line.code in wanted).items():
        if wanted[code].both:
            problems.extend(_both(group, wanted[code], bilateral_style(form, entity, add_on=_added(code))))
        else:
            problems.extend(_one(group))
    return tuple(problems)


def diagnostic_modifier(lines: Iterable[BilledLine], coded: Coded, form: Form) -> Problems | None:
    """BL05: KX on every diagnostic injection line where the payer asks for it, and nowhere else.

    None where the payer asks for it and the record does not state the intent.
    """
    problems: list[Problem] = []
    for line in lines:
        if not line.facet:
            continue
        asked = form.kx == "medicare_diag" and line.injection and coded.intent_asked
        if asked and coded.intent is None:
            return None
        due = asked and coded.intent is Intent.DIAGNOSTIC
        if due and "KX" not in line.modifiers:
            problems.append(line.fault("a diagnostic injection needs KX; without it the session counts as therapeutic"))
        elif "KX" in line.modifiers and not due:
            problems.append(line.fault("KX marks diagnostic injections only"))
    return tuple(problems)


def modifiers_fit(
    lines: Iterable[BilledLine], coded: Coded, form: Form, dos: dt.date | None, entity: BillingEntity | None
) -> Problems:
    """BL08: the grammar of modifiers, and no side that the record excludes; a missing or wrong 50 is BL04.

    A modifier for distinct services stands where an edit pairs the line with another service of the claim.
    """
    lines = tuple(lines)
    wanted = expected_sides(lines, coded, form, entity)
    session = frozenset(side for sides in coded.levels.joints.values() for side in sides)
    own = {(line.cpt, modifier) for line in coded.lines for modifier in line.modifiers}
    problems: list[Problem] = []
    for line in lines:
        if not line.facet:
            continue
        edits = (inclusion(other.code, line.code, dos, entity) for other in lines) if dos else ()
        paired = any(edit is not None and edit.kind in _SEPARABLE for edit in edits)
        problems.extend(line.fault(why) for why in _grammar(line, own, paired=paired))
        sides = wanted[line.code].sides if line.code in wanted else session
        if coded.levels.sided and sides and "50" not in line.modifiers and not line.marked <= sides:
            excess = ", ".join(sorted(_SIDE_WORDS[side] for side in line.marked - sides))
            problems.append(line.fault(f"{excess} is billed, the record has the other side"))
    return tuple(problems)


def _added(code: str) -> bool:
    return code in add_ons()


def _recorded(treated: tuple[Sides, ...]) -> SideCount:
    return SideCount(
        len(treated), sum(Side.LEFT in sides for sides in treated), sum(Side.RIGHT in sides for sides in treated)
    )


def _shown(group: tuple[BilledLine, ...], levels: int, style: AddonStyle) -> SideCount:
    """The sides that the lines of one code claim; two plain units are both sides where the payer writes them so."""
    plain = sum(line.units for line in group if not line.marked) / 2 if style == "units2" else 0
    left = sum(line.units for line in group if Side.LEFT in line.marked)
    right = sum(line.units for line in group if Side.RIGHT in line.marked)
    return SideCount(levels, left + plain, right + plain)


def _total(counts: Iterable[SideCount]) -> tuple[float, float]:
    found = tuple(counts)
    return sum(c.left for c in found), sum(c.right for c in found)


def _one(group: tuple[BilledLine, ...]) -> Problems:
    problems: list[Problem] = []
    for line in group:
        if "50" in line.modifiers:
            problems.append(line.fault("50 means both sides of a level, the record has one"))
        elif not line.marked:
            problems.append(line.fault("LT or RT is missing"))
    return tuple(problems)


def _both(group: tuple[BilledLine, ...], wanted: SideCount, style: AddonStyle) -> Problems:
    """At least one level on both sides: the claim must show the payer's marks, and LT or RT for levels of one side."""
    marks, words = _FORMS[style]
    single = {
        name for name, count in (("LT", wanted.left - wanted.both), ("RT", wanted.right - wanted.both)) if count > 0
    }
    shown = {name for line in group for name in ("50", "LT", "RT") if name in line.modifiers} | {
        "" for line in group if not line.marked
    }
    if shown == marks | single:
        return ()
    return (group[0].fault(f"both sides were treated: this payer wants {words}"),)


def _grammar(line: BilledLine, own: set[tuple[str, str]], *, paired: bool) -> Iterable[str]:
    names = set(line.modifiers)
    if line.add_on and "51" in names:
        yield "51 never goes on an add-on"
    for name in sorted((REPEAT if paired else DISTINCT | REPEAT) & names):
        if (line.code, name) not in own:
            yield f"{name} does not split levels or sides"
    if "50" in names and names & {"LT", "RT"}:
        yield "50 already says both sides: no LT or RT beside it"
    if {"LT", "RT"} <= names:
        yield "LT and RT exclude each other on one line"
    if "25" in names:
        yield "25 belongs on the visit, not on the procedure"
