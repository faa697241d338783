# ruff: noqa: E501 - one pattern a line
"""Amounts of drugs in a sentence, and which drug each of them is of."""

from __future__ import annotations

import re
from typing import NamedTuple

from facetproof.facts.note import Note, Sentence
from facetproof.facts.phrases import Hit
from facetproof.facts.quantities import number
from facetproof.facts.readers.injectates.phrases import (
    AMOUNT,
    BETWEEN,
    EACH_OF_LABEL,
    INTO_ONE,
    PER_TARGET,
    REPEATED,
    TOTAL,
)
from facetproof.facts.sections import Kind

Span = tuple[int, int]


class Amount(NamedTuple):
    """A number with its unit: ml, mg, percent, strength (mg/mL)."""

    unit: str
    value: float
    start: int
    end: int


class Given(NamedTuple):
    """One drug with the amounts told of it, each with its place."""

    agent: str
    start: int
    end: int
    amounts: dict[str, tuple[float, Span]]
    per: tuple[str, Span] | None
    each_ml: tuple[float, Span] | None


def amounts_in(lower: str, start: int, end: int) -> list[Amount]:
    """Amounts in `lower[start:end]`, left to right."""
    found = []
    for m in AMOUNT.finditer(lower, start, end):
        unit = m.lastgroup or ""
        value = value_of(m["value"])
        if value is None or unit == "g":
            continue
        found.append(Amount(unit, value, m.start(), m.end()))
    return found


def value_of(written: str) -> float | None:
    """The number of an amount in digits or words: "half a", "point five", "three tenths"."""
    if "/" in written:
        over, under = written.split("/")
        return int(over) / int(under)
    if "tenth" in written or "point " in written:
        tenths = number(re.split(r"[ -]tenth", written)[0].rpartition("point ")[2])
        return None if tenths is None else round(tenths / 10, 1)
    if written.startswith("one and"):
        return 1.5
    if written.startswith("three") and "quarter" in written:
        return 0.75
    if "half" in written or written == "\u00bd":
        return 0.5
    if "quarter" in written or written == "\u00bc":
        return 0.25
    if written == "a":
        return 1.0
    return number(written)


def owners_of(lower: str, hits: list[Hit], amounts: list[Amount]) -> list[Hit | None]:
    """Which drug each amount belongs to: the one right after it ("1 mL of …"), else the one right before it."""
    owners: list[Hit | None] = []
    for amount in amounts:
        after = next((hit for hit in hits if hit.start >= amount.end), None)
        before = next((hit for hit in reversed(hits) if hit.end <= amount.start), None)
        if (
            after is not None
            and _plain(lower, amount.end, after.start, amounts)
            and not _parted(lower, amount.end, after.start)
        ):
            # "lidocaine 2%, bupivacaine": a strength stands on the side without a comma
            if (
                before is not None
                and _plain(lower, before.end, amount.start, amounts)
                and "," in lower[amount.end : after.start]
                and "," not in lower[before.end : amount.start]
            ):
                owners.append(before)
            else:
                owners.append(after)
        elif before is not None and _plain(lower, before.end, amount.start, amounts):
            owners.append(before)
        elif (
            before is not None
            and len(" ".join(lower[before.end : amount.start].split())) < _NEAR
            and len(hits) == 1
            and amount.unit in ("ml", "mg")
        ):
            owners.append(before if _loose(lower, before.end, amount.start, amount.end) else None)
        else:
            owners.append(None)
    return owners


def _parted(lower: str, start: int, end: int) -> bool:
    """Whether a new line or a bracket parts an amount from the drug after it: "1 mL (20 mg of one and …)"."""
    between = lower[start:end]
    return "\n" in between or ("(" in between.rstrip(" (") and ")" not in between)


_NEAR = 90


def _loose(lower: str, start: int, end: int, after: int) -> bool:
    """Words that may stand between a drug and its amount where the sentence names one drug only."""
    return _ANOTHER.search(lower, start, end) is None and OF_ANOTHER.match(lower, after) is None


_OTHERS = r"(?:contrast|omnipaque|isovue|iohexol|omni|dye|midazolam|versed|fentanyl|propofol|saline|air|blood|water|bicarb\w*|epi\w*|dilution|solution)"
_ANOTHER = re.compile(rf"\b{_OTHERS}\b|\.(?!\d)|; (?=\w+ (?:was|were)\b)")
OF_ANOTHER = re.compile(rf" (?:of )?(?:\w+ )?{_OTHERS}\b")
"""What an amount after the drug is of."""


def _plain(lower: str, start: int, end: int, amounts: list[Amount]) -> bool:
    """Whether nothing but other amounts and filling words stands between."""
    text, at = "", start
    for amount in amounts:
        if start <= amount.start and amount.end <= end:
            text += lower[at : amount.start] + " "
            at = amount.end
    text += lower[at:end]
    return BETWEEN.fullmatch(text) is not None


def per_of(note: Note, sentence: Sentence) -> tuple[str, Span] | None:
    """Whether the amounts of a sentence are for each target or in all, with the words that say so."""
    lower = note.lower
    if sentence.kind is Kind.FIELD and EACH_OF_LABEL.search(sentence.label):
        return "target", (sentence.start, sentence.end)
    total = TOTAL.search(lower, sentence.start, sentence.end)
    each = PER_TARGET.search(lower, sentence.start, sentence.end)
    if each is not None and (total is None or each.start() < total.start()):
        return "target", each.span()
    if total is not None:
        return "total", total.span()
    at = note.sentences.index(sentence)
    for following in note.sentences[at + 1 : at + 4]:
        m = REPEATED.search(lower, following.start, following.end)
        if m is not None:
            return "target", m.span()
    one = INTO_ONE.search(lower, sentence.start, sentence.end)
    return None if one is None else ("target", one.span())
