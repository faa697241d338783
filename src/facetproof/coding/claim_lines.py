"""Claim lines as the comparison sees them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from facetproof.coding.tables import codes
from facetproof.model.claim import ClaimLine
from facetproof.model.finding import SupportedLine
from facetproof.model.spine import Side

UNLISTED = "64999"
BOTH = frozenset({Side.LEFT, Side.RIGHT})
DISTINCT = frozenset({"59", "XE", "XP", "XS", "XU"})
REPEAT = frozenset({"76", "77"})


class Problem(NamedTuple):
    """One fault of a claim: the line (counted from 0; None for the claim as a whole), its code, and why."""

    line: int | None
    code: str
    why: str


@dataclass(frozen=True, slots=True)
class BilledLine:
    """One line of the claim with its place in it.

    Attributes:
        marked: sides that LT, RT or 50 claim; empty where the line has none of them.
    """

    place: int
    code: str
    units: float
    modifiers: tuple[str, ...]

    @property
    def marked(self) -> frozenset[Side]:
        """Sides that the modifiers claim."""
        if "50" in self.modifiers:
            return BOTH
        return frozenset(side for side, name in ((Side.LEFT, "LT"), (Side.RIGHT, "RT")) if name in self.modifiers)

    @property
    def facet(self) -> bool:
        """Whether it bills a facet code, of today or of its time."""
        return self.code in codes()

    @property
    def injection(self) -> bool:
        """Whether it bills a facet injection."""
        return self.facet and codes()[self.code].family.startswith("injection")

    @property
    def add_on(self) -> bool:
        """Whether it bills an add-on."""
        return self.facet and codes()[self.code].role != "first"

    def fault(self, why: str) -> Problem:
        """A problem of this line."""
        return Problem(self.place, self.code, why)


def billed_lines(lines: Iterable[ClaimLine]) -> tuple[BilledLine, ...]:
    """The claim's lines, codes and modifiers in capitals."""
    return tuple(
        BilledLine(n, line.cpt.strip().upper(), line.units, tuple(m.strip().upper() for m in line.modifiers))
        for n, line in enumerate(lines)
    )


def without_repeats(
    lines: Iterable[BilledLine], supported: Iterable[SupportedLine]
) -> tuple[tuple[BilledLine, ...], tuple[Problem, ...]]:
    """The lines without those that repeat an earlier one, and the repeats as problems (rule BL10).

    Where the payer's form itself asks for like lines, as many of them stand.
    """
    asked = Counter((line.cpt, frozenset(line.modifiers)) for line in supported)
    seen: dict[tuple[str, frozenset[str]], list[BilledLine]] = {}
    kept: list[BilledLine] = []
    repeats: list[Problem] = []
    for line in lines:
        key = (line.code, frozenset(line.modifiers))
        earlier = seen.setdefault(key, [])
        if len(earlier) >= max(1, asked[key]) and (line.facet or line.units == earlier[0].units):
            repeats.append(line.fault(f"repeats line {earlier[0].place + 1}: units belong on one line"))
        else:
            earlier.append(line)
            kept.append(line)
    return tuple(kept), tuple(repeats)


def levels_billed(lines: Iterable[BilledLine], *, units_count_sides: bool) -> float:
    """The fewest levels that the lines of one code can mean; left and right units may be the sides of one level.

    Args:
        lines: lines of one code.
        units_count_sides: the payer wants both sides of an add-on as two units without a side.
    """
    left = right = plain = 0.0
    for line in lines:
        left += line.units if Side.LEFT in line.marked else 0
        right += line.units if Side.RIGHT in line.marked else 0
        plain += 0 if line.marked else line.units
    return max(left, right, plain / 2 if units_count_sides else plain)


def by_code(lines: Iterable[BilledLine]) -> Mapping[str, tuple[BilledLine, ...]]:
    """The lines of each code, in the claim's order."""
    found: dict[str, tuple[BilledLine, ...]] = {}
    for line in lines:
        found[line.code] = (*found.get(line.code, ()), line)
    return found
