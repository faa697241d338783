"""A second, slower way to work out claim lines, written from the coding rules as plain tables and loops.

It shares nothing with the product: joints, nerves and codes are typed out here, and every level is numbered by hand.
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

#: Each facet joint from C2-3 down with the nerves that serve it.
NERVES_OF = {
    "C2-3": "TON",
    "C3-4": "C3 C4",
    "C4-5": "C4 C5",
    "C5-6": "C5 C6",
    "C6-7": "C6 C7",
    "C7-T1": "C7 C8",
    "T1-2": "C8 T1",
    "T2-3": "T1 T2",
    "T3-4": "T2 T3",
    "T4-5": "T3 T4",
    "T5-6": "T4 T5",
    "T6-7": "T5 T6",
    "T7-8": "T6 T7",
    "T8-9": "T7 T8",
    "T9-10": "T8 T9",
    "T10-11": "T9 T10",
    "T11-12": "T10 T11",
    "T12-L1": "T11 T12",
    "L1-2": "T12 L1",
    "L2-3": "L1 L2",
    "L3-4": "L2 L3",
    "L4-5": "L3 L4",
    "L5-S1": "L4 L5",
}
JOINTS = tuple(NERVES_OF)

Line = tuple[str, int, frozenset[str]]


class Style(NamedTuple):
    """What a payer wants, as far as the grid needs it."""

    primary: str  # "50", "RT+LT", "line+50"
    add_on: str  # the same, or "two units"
    surgery_centre_lines: bool
    kx: bool
    two_levels: bool
    thoracolumbar_pair: bool
    second_region_held: bool


class Cell(NamedTuple):
    """One square of the grid: joints with their sides ("l", "r", "b"), and what was done."""

    joints: tuple[str, ...]
    sides: tuple[str, ...]
    ablation: bool
    diagnostic: bool
    surgery_centre: bool


def lines(cell: Cell, style: Style) -> tuple[Counter[Line], bool]:
    """The lines as a bag, and whether the claim is on hold."""
    treated = list(zip(cell.joints, cell.sides, strict=True))
    thoracic = [(j, s) for j, s in treated if not j.startswith("L")]
    lumbar = [(j, s) for j, s in treated if j.startswith("L")]
    hold = False
    if style.thoracolumbar_pair and [j for j, _ in thoracic] == ["T12-L1"] and lumbar[:1] and lumbar[0][0] == "L1-2":
        levels = [("upper", 1, thoracic[0][1])] + [("lower", n, s) for n, (_, s) in enumerate(lumbar, start=2)]
    else:
        levels = [("upper", n, s) for n, (_, s) in enumerate(thoracic, start=1)]
        numbered_lumbar = [("lower", n, s) for n, (_, s) in enumerate(lumbar, start=1)]
        two_regions = bool(thoracic and lumbar)
        if style.second_region_held and two_regions:
            hold = True
        else:
            levels += numbered_lumbar
        if style.thoracolumbar_pair and len(thoracic) > 1 and thoracic[-1][0] == "T12-L1":
            hold = True
    bag: Counter[Line] = Counter()
    more: Counter[tuple[str, str]] = Counter()
    for region, place, side in levels:
        if place >= 3 and style.two_levels:
            continue
        if cell.ablation:
            code = {"upper": ("64633", "64634"), "lower": ("64635", "64636")}[region][min(place, 2) - 1]
            more[code, side] += 1
        elif place <= 3:
            code = {"upper": ("64490", "64491", "64492"), "lower": ("64493", "64494", "64495")}[region][place - 1]
            more[code, side] += 1
    kx = {"KX"} if style.kx and cell.diagnostic and not cell.ablation else set()
    for (code, side), units in more.items():
        for marks, factor in _marks(code, side, cell, style):
            bag[code, units * factor, frozenset(marks | kx)] += 1
    return bag, hold


def _marks(code: str, side: str, cell: Cell, style: Style) -> list[tuple[set[str], int]]:
    if side == "l":
        return [({"LT"}, 1)]
    if side == "r":
        return [({"RT"}, 1)]
    wanted = style.primary if code in {"64490", "64493", "64633", "64635"} else style.add_on
    if cell.surgery_centre and style.surgery_centre_lines:
        wanted = "RT+LT"
    marks: dict[str, list[tuple[set[str], int]]] = {
        "50": [({"50"}, 1)],
        "RT+LT": [({"RT"}, 1), ({"LT"}, 1)],
        "line+50": [(set(), 1), ({"50"}, 1)],
        "two units": [(set(), 2)],
    }
    return marks[wanted]
