"""Joint levels with sides → claim lines in one payer's form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from facetproof.coding.form import AddonStyle, BilateralStyle, Form
from facetproof.coding.levels import Sides
from facetproof.model.chart import BillingEntity
from facetproof.model.finding import SupportedLine
from facetproof.model.spine import Side

_SIDE_MODIFIER: Mapping[Side, str] = {Side.RIGHT: "RT", Side.LEFT: "LT"}
_PRIMARY_AS_ADDON: Mapping[BilateralStyle, AddonStyle] = {
    "mod50_one_line": "mod50",
    "rt_lt_two_lines": "twice_rt_lt",
    "line_plus_50": "line_plus_50",
}


class Work(NamedTuple):
    """One level to be billed.

    Attributes:
        code: its code.
        add_on: whether the code is an add-on.
        sides: sides treated; empty where not stated.
        label: the joint level or the nerve, for the reader of the line.
        extra: modifiers besides the side.
        dx: diagnoses that the line points to.
    """

    code: str
    add_on: bool
    sides: Sides
    label: str
    extra: tuple[str, ...] = ()
    dx: tuple[str, ...] = ()


def bilateral_style(form: Form, entity: BillingEntity | None, *, add_on: bool) -> AddonStyle:
    """How both sides of one level are written on this biller's claim."""
    if entity is BillingEntity.ASC and form.asc_facility_bilateral != "as_professional":
        return _PRIMARY_AS_ADDON[form.asc_facility_bilateral]
    return form.bilateral_addon_style if add_on else _PRIMARY_AS_ADDON[form.bilateral_style]


def write(works: Iterable[Work], form: Form, entity: BillingEntity | None) -> tuple[SupportedLine, ...]:
    """The lines: levels of one code, sides and modifiers become one line with units."""
    grouped: dict[tuple[str, Sides, tuple[str, ...]], list[Work]] = {}
    for work in works:
        grouped.setdefault((work.code, work.sides, work.extra), []).append(work)
    return tuple(line for group in grouped.values() for line in _lines(group, form, entity))


def _lines(group: list[Work], form: Form, entity: BillingEntity | None) -> list[SupportedLine]:
    first, units = group[0], len(group)
    if len(first.sides) < 2:
        side = tuple(_SIDE_MODIFIER[s] for s in first.sides)
        return _split([(side, units)], group, form)
    style = bilateral_style(form, entity, add_on=first.add_on)
    written: dict[AddonStyle, list[tuple[tuple[str, ...], int]]] = {
        "mod50": [(("50",), units)],
        "twice_rt_lt": [(("RT",), units), (("LT",), units)],
        "line_plus_50": [((), units), (("50",), units)],
        "units2": [((), 2 * units)],
    }
    if style == "units2":
        return [_line(group, (), 2 * units)]
    return _split(written[style], group, form)


def _split(sides: list[tuple[tuple[str, ...], int]], group: list[Work], form: Form) -> list[SupportedLine]:
    """One line a side, or one a unit where the payer marks each further unit."""
    if form.extra_unit_modifier == "none":
        return [_line(group, side, units) for side, units in sides]
    return [
        _line([work], side if n == 0 else (*side, form.extra_unit_modifier), 1)
        for side, _ in sides
        for n, work in enumerate(group)
    ]


def _line(group: list[Work], side: tuple[str, ...], units: int) -> SupportedLine:
    first = group[0]
    return SupportedLine(
        cpt=first.code,
        units=units,
        modifiers=(*side, *first.extra),
        joint=", ".join(work.label for work in group) or None,
        dx=first.dx,
    )
