"""Readers, one folder for each thing read from prose.

A reader is a function `read(note) -> Iterable[Sighting]`. It looks for one thing, keeps the place of what it saw, and
gives nothing where the note says nothing. Two readers never write the same path.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable
from functools import cache

from facetproof.facts.note import Note, Sighting

Reader = Callable[[Note], Iterable[Sighting]]

READERS: tuple[str, ...] = (
    # the procedure
    "technique",
    "targets",
    "intent",
    "guidance",
    "sedation",
    "injectates",
    "pain_scores",
    "relief",
    "ablation",
    "dates",
    "signature",
    # the evaluation
    "visit",
    "pain",
    "disability",
    "conservative_care",
    "exam",
    "other_cause",
    "diagnoses",
    "history",
    "plan",
)
"""Folders under this one; each has `reader.py` with `read`, `phrases.py` and `examples.txt`."""


@cache
def readers() -> tuple[Reader, ...]:
    """All readers, in the order of `READERS`."""
    return tuple(importlib.import_module(f"{__name__}.{name}.reader").read for name in READERS)
