"""Many notes: precision, recall and F1 by group of fields, and notes a second."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from facetproof.facts.bench.judge import Judged, judge
from facetproof.facts.reading import read_document
from facetproof.sources.gold import Gold

#: Groups of fields by the beginning of the path; the first that fits counts.
GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("session.technique", ("session.technique",)),
    ("session.intent", ("session.intent",)),
    ("session.targets", ("session.targets",)),
    ("session.guidance", ("session.guidance", "session.contrast", "session.images_saved")),
    ("session.injectates", ("session.injectates",)),
    ("session.sedation", ("session.sedation",)),
    ("session.ablation", ("session.ablation",)),
    ("session.other", ("session.",)),
    ("assessment.pain", ("assessment.pain",)),
    ("assessment.disability", ("assessment.disability",)),
    ("assessment.conservative_care", ("assessment.conservative_care",)),
    (
        "assessment.exam",
        ("assessment.facet_loading", "assessment.paraspinal_tenderness", "assessment.neuro_deficit"),
    ),
    ("assessment.other", ("assessment.",)),
    ("diagnoses", ("diagnoses",)),
    ("plan", ("plan",)),
    ("history", ("history",)),
)


class Tally(msgspec.Struct, kw_only=True):
    """Values read right, read wrong, and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    precision: float | None = None
    recall: float | None = None
    f1: float | None = None

    def close(self) -> Tally:
        """With the ratios worked out; None where there is nothing to divide by."""
        read, there = self.right + self.wrong, self.right + self.missed
        self.precision = self.right / read if read else None
        self.recall = self.right / there if there else None
        both = read + there
        self.f1 = 2 * self.right / both if both else None
        return self


class Difference(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One value that was not read as found. `kind`: missed, wrong, invented or trap; no words of the note."""

    id: str
    kind: str
    path: str
    value: Any
    why: str = ""


class Measured(msgspec.Struct, kw_only=True):
    """Figures of one set of notes."""

    set: str
    notes: int = 0
    wholly_right: int = 0
    overall: Tally
    groups: dict[str, Tally]
    invented: int = 0
    traps: int = 0
    traps_set: int = 0
    quotes_not_verbatim: int = 0
    values_without_words: int = 0
    notes_a_second: float | None = None
    differences: list[Difference]


def measure(name: str, rows: Sequence[Gold]) -> Measured:
    """Reads every note and compares.

    Args:
        name: what the set is called in the report.
        rows: notes with their gold.
    """
    found = Measured(set=name, overall=Tally(), groups={}, differences=[])
    seconds = 0.0
    for row in rows[:1]:
        read_document(row.text)  # the phrase tables are built on first use; that is no part of reading a note
    for row in rows:
        start = time.perf_counter()
        chart = read_document(row.text)
        seconds += time.perf_counter() - start
        _add(found, row, judge(row, chart))
    found.overall.close()
    for tally in found.groups.values():
        tally.close()
    found.groups = {name: found.groups[name] for name, _ in GROUPS if name in found.groups}
    found.notes_a_second = round(found.notes / seconds, 1) if seconds else None
    return found


def group_of(path: str) -> str:
    """The group of fields that a path belongs to."""
    return next(name for name, beginnings in GROUPS if path.startswith(beginnings))


def _add(found: Measured, row: Gold, judged: Judged) -> None:
    for name in ("right", "wrong", "missed"):
        for path, _ in getattr(judged, name):
            for tally in (found.overall, found.groups.setdefault(group_of(path), Tally())):
                setattr(tally, name, getattr(tally, name) + 1)
    found.notes += 1
    found.wholly_right += not judged.wrong and not judged.missed
    found.invented += len(judged.invented)
    found.traps += len(judged.traps)
    found.traps_set += len(row.must_not)
    found.quotes_not_verbatim += len(judged.quotes)
    found.values_without_words += len(judged.without_words)
    found.differences += _differences(row.id, judged)


def _differences(id: str, judged: Judged) -> Iterator[Difference]:
    for path, value in judged.missed:
        yield Difference(id=id, kind="missed", path=path, value=value)
    for path, value in judged.wrong:
        kind = "invented" if (path, value) in judged.invented else "wrong"
        yield Difference(id=id, kind=kind, path=path, value=value)
    for path, value, why in judged.traps:
        yield Difference(id=id, kind="trap", path=path, value=value, why=why)
