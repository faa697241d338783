"""What kind of drug an agent is, by its generic or trade name."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).parent / "tables" / "agents.csv"


def drug_class(agent: str) -> str | None:
    """Class of an agent: anaesthetic, corticosteroid, anti_inflammatory, contrast, vehicle, biological …

    Salts, strengths and maker's words around the name do not matter. None for a name that the table does not know:
    it may be anything. Where two names of the table occur, what policies exclude outweighs what they allow.
    """
    name = agent.casefold()
    found = {kind for kind, known in _names() if known in name}
    return next((kind for kind in _ORDER if kind in found), None)


_ORDER = (
    "biological",
    "proliferant",
    "neurolytic",
    "other",
    "anaesthetic",
    "corticosteroid",
    "anti_inflammatory",
    "contrast",
    "vehicle",
)


@cache
def _names() -> tuple[tuple[str, str], ...]:
    with _TABLE.open(encoding="utf-8", newline="") as file:
        return tuple((row["class"], row["agent"]) for row in csv.DictReader(file))
