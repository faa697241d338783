"""A 278 file → its transaction sets as trees of HL loops. Each segment knows whether something was read from it."""

from __future__ import annotations

from collections.abc import Iterator

from facetproof.model.claimfile import Fault
from facetproof.sources.x12_278_guide import GUIDES, SHAPES
from facetproof.sources.x12_sets import Segment, Source, each_set

#: Levels an HL segment may stand below.
_PARENTS = {"21": ("20",), "22": ("21",), "23": ("22",), "EV": ("23", "22"), "SS": ("EV",)}
#: Segments that go on about the name before them; all others are the loop's own, wherever they stand in it.
_OF_A_NAME = frozenset("N3 N4 PER REF DMG INS PRV AAA".split())
#: Faults of a set from which segments may have got lost, or into which strange ones may have come.
DAMAGE = frozenset(
    "count-wrong control-number-mismatch transaction-not-closed segment-not-terminated segment-unknown "
    "segment-misplaced hierarchy-number-wrong hierarchy-parent-wrong".split()
)


class Party:
    """A name and the segments that go on about it."""

    def __init__(self, name: Segment) -> None:
        self.name = name
        self.segments: list[Segment] = []

    def all(self, tag: str, *qualifiers: str) -> list[Segment]:
        """Segments of this name, of one of the qualifiers where any are given; they count as read."""
        return _taken(self.segments, tag, qualifiers)

    def one(self, tag: str, *qualifiers: str) -> Segment | None:
        """The first of them; the others stay unread."""
        return next(iter(_taken(self.segments, tag, qualifiers, 1)), None)


class Loop:
    """One HL with what stands in it; `kind` is HL03."""

    def __init__(self, hl: Segment, parent: Loop | None) -> None:
        self.hl, self.parent = hl, parent
        self.kind = hl.get(3) or ""
        self.segments: list[Segment] = []
        self.parties: list[Party] = []
        self.children: list[Loop] = []

    def add(self, segment: Segment) -> None:
        """Takes the next segment in."""
        if segment.tag == "NM1":
            self.parties.append(Party(segment))
        elif self.parties and segment.tag in _OF_A_NAME:
            self.parties[-1].segments.append(segment)
        else:
            self.segments.append(segment)

    def all(self, tag: str, *qualifiers: str) -> list[Segment]:
        """The loop's own segments of a tag, of one of the qualifiers where any are given; they count as read."""
        return _taken(self.segments, tag, qualifiers)

    def one(self, tag: str, *qualifiers: str) -> Segment | None:
        """The first of them; the others stay unread."""
        return next(iter(_taken(self.segments, tag, qualifiers, 1)), None)

    def party(self, *entities: str) -> Party | None:
        """The first name of one of these kinds (NM101); it counts as read."""
        for party in self.parties:
            if party.name.get(1) in entities:
                party.name.read = True
                return party
        return None

    def above(self, kind: str) -> Loop | None:
        """The loop of this kind that this one stands below."""
        loop: Loop | None = self
        while loop is not None and loop.kind != kind:
            loop = loop.parent
        return loop

    def everything(self) -> Iterator[Segment]:
        """All segments of the loop but HL."""
        yield from self.segments
        for party in self.parties:
            yield party.name
            yield from party.segments


class TransactionSet:
    """One ST to SE: the loops in the order of the file, and what is wrong with it."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.head: Segment | None = None
        self.loops: list[Loop] = []
        self.loose: list[Segment] = []
        self.faults: list[Fault] = []
        self._by_id: dict[str, Loop] = {}

    @property
    def purpose(self) -> str | None:
        """BHT02: 13 a request, 11 an answer."""
        return self.head.get(2) if self.head else None

    @property
    def damaged(self) -> bool:
        """Segments may have got lost or come in: what the set says is not surely what was sent."""
        return any(fault.code in DAMAGE for fault in self.faults)

    def add(self, segment: Segment) -> None:
        """Takes the next segment in."""
        self.faults += (fault.at(segment.number) for fault in SHAPES.faults_of(segment.parts, segment.marks.element))
        if segment.tag == "HL":
            self._open(segment)
        elif self.loops:
            self.loops[-1].add(segment)
        elif segment.tag == "BHT" and self.head is None:
            segment.read, self.head = True, segment
        else:
            self.loose.append(segment)

    def _open(self, hl: Segment) -> None:
        hl.read = True
        kind, wanted = hl.get(3) or "", str(len(self.loops) + 1)
        if hl.get(1) != wanted:
            what = f"HL01 counts from 1, here {wanted}"
            self.faults.append(Fault("hierarchy-number-wrong", what, hl.number, "HL", 1))
        allowed = _PARENTS.get(kind, ())
        parent = self._by_id.get(hl.get(2) or "")
        if allowed and (parent is None or parent.kind not in allowed):
            what = f"HL02 is the number of an HL with HL03 {' or '.join(allowed)}"
            # a line below the line before it still belongs to that line's event
            lenient = parent is not None and parent.kind == "SS" and kind == "SS"
            code = "hierarchy-parent-line" if lenient else "hierarchy-parent-wrong"
            self.faults.append(Fault(code, what, hl.number, "HL", 2))
            parent = next((loop for loop in reversed(self.loops) if loop.kind in allowed), None)
        loop = Loop(hl, parent if allowed else None)
        if loop.parent is not None:
            loop.parent.children.append(loop)
        self.loops.append(loop)
        self._by_id[hl.get(1) or ""] = loop


def transaction_sets(source: Source) -> tuple[list[TransactionSet], list[Fault]]:
    """The 278 sets of a file, and what is wrong with the file around them.

    Raises:
        InputError: `file-unreadable`, `file-empty`, `not-x12`.
    """
    found, faults = [], []
    for item in each_set(source, "278", GUIDES):
        if isinstance(item, Fault):
            faults.append(item)
            continue
        one = TransactionSet(item.number)
        for segment in item.segments:
            one.add(segment)
        one.faults += item.faults
        found.append(one)
    return found, faults


def _taken(segments: list[Segment], tag: str, qualifiers: tuple[str, ...], most: int = 0) -> list[Segment]:
    found = [s for s in segments if s.tag == tag and (not qualifiers or s.get(1) in qualifiers)]
    found = found[:most] if most else found
    for segment in found:
        segment.read = True
    return found
