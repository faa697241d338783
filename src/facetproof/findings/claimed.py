"""What claim lines by themselves tell about a session: the kind that was billed and the region; never the joints.

A claim is complete: where the payer wants KX on every diagnostic injection, one without KX was billed as therapeutic.
Where the payer asks for no KX the kind of an injection is not told. A thoracic code may be the joint T12-L1, which some
payers count with the lumbar ones; then the region is open unless the table tells it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from facetproof.coding.claim_lines import BilledLine, billed_lines
from facetproof.coding.tables import codes
from facetproof.facts.case import SessionKind
from facetproof.facts.history import INJECTION_KINDS, Entry
from facetproof.facts.joints import Joints, everywhere
from facetproof.facts.responses import NO_RESPONSE
from facetproof.findings.case import JudgedCase
from facetproof.model.chart import BillingEntity, Chart, Session
from facetproof.model.claim import Claim, ClaimLine
from facetproof.model.spine import Region

#: The rules that a claim by itself can be held to.
RULES = ("BL02", "BL03", "BL06", "BL07", "BL08", "BL09", "BL10", "FQ01", "FQ02", "FQ03")


@dataclass(frozen=True, slots=True)
class ClaimedJoints(Joints):
    """No joint is known; the region may be.

    Attributes:
        told: regions that the table tells.
        coded: regions of the codes whose region the table does not tell.
        several: whether those codes bill more than one thoracic level: one of them lies above T12-L1.
    """

    told: frozenset[Region]
    coded: frozenset[Region]
    several: bool

    def regions(self, *, thoracolumbar: str) -> tuple[frozenset[Region], frozenset[Region]]:
        """The session's regions that are certain, and those that are possible; see `Joints.regions`."""
        certain = self.told | self.coded
        if thoracolumbar == "by_code" or Region.CERVICAL_THORACIC not in self.coded:
            return certain, certain
        sure = self.told | (self.coded if self.several else self.coded - {Region.CERVICAL_THORACIC})
        return sure, frozenset(Region)


class Part(NamedTuple):
    """The injections or the ablations of one claim.

    Attributes:
        kind: what it is judged as; None where that is not told.
        kinds: what it may count as.
        joints: region without joints.
        kx: whether KX is on it; None where only on some of its lines.
    """

    kind: SessionKind | None
    kinds: frozenset[str]
    joints: ClaimedJoints
    kx: bool | None

    def entry(self, day: dt.date, path: str) -> Entry:
        """It as an earlier session of another claim."""
        return Entry(path, day, self.kinds, None, self.joints, NO_RESPONSE, kx=self.kx)


class ClaimCase(JudgedCase):
    """A claim without a record.

    Args:
        chart: its lines and date of service.
        form: how the payer wants claims written.
        part: the part of it that frequency limits are asked about.
        before: earlier sessions of the patient, each on its day.
    """

    def __init__(self, chart: Chart, form: Mapping[str, str], part: Part, before: Iterable[Entry] = ()) -> None:
        super().__init__(chart, form)
        self.part = part
        self._before = tuple(before)

    @cached_property
    def kind(self) -> SessionKind | None:
        """What the claim bills it as."""
        return self.part.kind

    @cached_property
    def joints(self) -> Joints:
        """No joints; the region as far as code and table tell."""
        return self.part.joints

    @cached_property
    def earlier(self) -> tuple[Entry, ...]:
        """Sessions before the day of service; those on it belong to it."""
        day = self.dos
        rows = [row for row in self._before if row.date is not None and day is not None and row.date < day]
        return tuple(sorted(rows, key=lambda row: row.date or dt.date.max))


def chart_of(
    lines: Sequence[ClaimLine], dos: dt.date, entity: BillingEntity | None, *, known_from: dt.date | None = None
) -> Chart:
    """The chart of one claim: what was billed, when and by whom."""
    return Chart(
        session=Session(dos=dos, billing_entity=entity), claim=Claim(lines=tuple(lines)), history_from=known_from
    )


def parts(lines: Sequence[ClaimLine], regions: Sequence[Region | None], *, kx_asked: bool) -> tuple[Part, ...]:
    """The injections, then the ablations that a claim bills; empty where it bills no facet code.

    Args:
        lines: of one claim.
        regions: session region of each line where the table tells it.
        kx_asked: whether the payer wants KX on diagnostic injections, and only there.
    """
    facets = [(line, regions[line.place]) for line in billed_lines(lines) if line.facet]
    injected = [pair for pair in facets if pair[0].injection]
    ablated = [pair for pair in facets if not pair[0].injection]
    found: list[Part] = []
    if injected:
        kx = _kx([line for line, _ in injected])
        kind: SessionKind | None = "diagnostic" if kx else "therapeutic" if kx is False and kx_asked else None
        found.append(Part(kind, frozenset({kind}) if kind else INJECTION_KINDS, _joints(injected), kx))
    if ablated:
        found.append(Part("ablation", frozenset({"ablation"}), _joints(ablated), _kx([line for line, _ in ablated])))
    return tuple(found)


def _kx(lines: Collection[BilledLine]) -> bool | None:
    marked = sum("KX" in line.modifiers for line in lines)
    return True if marked == len(lines) else False if not marked else None


def _joints(lines: Iterable[tuple[BilledLine, Region | None]]) -> ClaimedJoints:
    told: set[Region] = set()
    coded: set[Region] = set()
    thoracic: set[str] = set()
    for line, region in lines:
        row = codes()[line.code]
        if region is not None:
            told.add(region)
            continue
        coded.add(row.region)
        if row.region is Region.CERVICAL_THORACIC:
            thoracic.add(row.code)
    reached = told | coded
    several = any(codes()[code].role != "first" for code in thoracic)
    possible = frozenset(joint for joint in everywhere() if joint.code_region in reached)
    return ClaimedJoints({}, frozenset(), possible, frozenset(told), frozenset(coded), several)
