"""Bound values of a rule in words: numbers, lists and days, the same in every output."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from facetproof.policy.load import ALWAYS
from facetproof.policy.rule import Citation

#: Longest list that is shown whole.
LONGEST = 12


def values_text(values: Mapping[str, object]) -> str:
    """`min relief 80; techniques medial branch block`; empty where nothing is bound."""
    return "; ".join(f"{word(name)} {value_text(value)}" for name, value in values.items())


def value_text(value: object) -> str:
    """One bound value; a long list by its first members and how many more there are."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None:
        return "not asked"
    if isinstance(value, (list, tuple)):
        shown = [value_text(one) for one in value]
        return ", ".join(shown) if len(shown) <= LONGEST else f"{', '.join(shown[:10])} and {len(shown) - 10} more"
    if isinstance(value, Mapping):
        return ", ".join(f"{word(str(name))} {value_text(one)}" for name, one in value.items())
    return word(str(value))


def word(name: str) -> str:
    """A name or key as words."""
    return name.replace("_", " ")


def clause_text(cite: Citation) -> str:
    """Document, version and place."""
    version = f"version {cite.version}" if cite.version else ""
    return ", ".join(part for part in (cite.document.id, version, cite.where) if part)


def since_text(day: dt.date) -> str:
    """The first day of a value; `always` where it has none."""
    return "always" if day == ALWAYS else day.isoformat()
