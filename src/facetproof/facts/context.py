"""What around a span changes what it says: negation, conditions, plans, the past, other persons, standing text.

A cue reaches forward or backward within its sentence, up to a word that ends its reach ("but", a semicolon).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from facetproof.facts.phrases import Hit


class Context(NamedTuple):
    """What is true of a span. `asserted` is what most readers ask: stated of this patient, as a fact."""

    negated: bool = False
    hypothetical: bool = False
    planned: bool = False
    historical: bool = False
    family: bool = False
    consent: bool = False
    teaching: bool = False

    @property
    def asserted(self) -> bool:
        """Not negated, hypothetical, of another person, from a consent form or from standing text."""
        return not (self.negated or self.hypothetical or self.family or self.consent or self.teaching)


def context_in(cues: list[Hit], lower: str, start: int, end: int) -> Context:
    """The context of `lower[start:end]`.

    Args:
        cues: the hits of `CUES` in the sentence.
        lower: the whole text in lower case.
        start: first character of the span.
        end: one past its last character.
    """
    seen = set()
    for cue in cues:
        if start <= cue.start and cue.end <= end:
            continue
        meaning = cue.meaning
        if meaning == "<negated>":
            if cue.end <= start:
                meaning = "negated>"
            else:
                meaning = "<negated"
        if meaning.endswith(">"):
            if cue.end <= start and not (
                _stopped(cues, lower, cue.end, start, meaning) or _new_clause(lower, cue.end, start, end)
            ):
                seen.add(meaning[:-1])
        elif meaning.startswith("<"):
            if cue.start >= end and not _stopped(cues, lower, end, cue.start, meaning):
                seen.add(meaning[1:])
        elif meaning != "end":
            seen.add(meaning)
    return Context(
        negated="negated" in seen,
        hypothetical="hypothetical" in seen,
        planned="planned" in seen,
        historical="historical" in seen,
        family="family" in seen,
        consent="consent" in seen,
        teaching="teaching" in seen,
    )


_DENIES = ("denies", "denied", "denying", "deny")
_SAYS_NO = re.compile(
    r"\b(?:reports?|reported|reporting|has|had|states?|stated|endorses?|endorsed|describes?|notes|admits) no ?$"
)
"""Likewise: "reports no numbness, weakness and claudication"."""
_REACH = {"negated>": 90, "<negated": 50, "family>": 1000}


_DONE = re.compile(r"\s+(?:was|were|is|are)\s+(?!not\b|absent|denied|seen|noted|present|elicited|reported)\w+")


_OPENS = re.compile(
    r"(?:^|[.\n:;] ?)\s*(?:after|following|once|upon) (?:\w+ ){0,2}?"
    r"(?:no|negative|without|negative for|absence of|not)$"
)
"""A clause before the main one: "After no blood on aspiration, 0.5 mL was given"."""
_GIVEN = re.compile(r"\band (?:then )?(?:a total of )?\d*\.?\d+ ?(?:ml|cc|mg|mcg)\b")
"""An amount after "and" was given: "no vascular uptake was seen and 0.5 ml of bupivacaine was injected"."""


def _new_clause(lower: str, cue_end: int, start: int, end: int) -> bool:
    """Whether the span opens a clause of its own: "no sedation, fluoroscopy was used"."""
    return lower.endswith(", ", cue_end, start) and _DONE.match(lower, end) is not None


def _denies(lower: str, cue_end: int) -> bool:
    return lower.endswith(_DENIES, 0, cue_end) or _SAYS_NO.search(lower, max(cue_end - 16, 0), cue_end) is not None


def _stopped(cues: list[Hit], lower: str, start: int, end: int, meaning: str) -> bool:
    """Whether something between cue and span ends the reach of the cue."""
    if end - start > _REACH[meaning]:
        return True
    between = lower[start:end]
    if (
        ";" in between
        or ": " in (between.lstrip(" :") if meaning == "family>" else between)
        or "\n\n" in between
        or ". " in between
    ):
        return True
    if meaning == "negated>" and (" - " in between or _GIVEN.search(between)):
        return True
    if meaning == "negated>" and ", " in between and _OPENS.search(lower, max(0, start - 40), start):
        return True
    if meaning == "<negated" and (":" in between or "," in between or "(" in between):
        return True
    if meaning == "negated>" and ", " in between:
        # "no fracture, mass or infection" reaches on; "no sedation, fluoroscopy was used" does not
        tail = between[between.rindex(", ") + 2 :]
        if (
            any(
                word in tail.split()
                for word in ("was", "were", "is", "are", "has", "had", "and", "with", "he", "she", "using")
                # the objects of "denies" may end with "and": "denies numbness, weakness and claudication"
                if word != "and" or not _denies(lower, start)
            )
            and " or " not in tail
        ):
            return True
    return meaning != "family>" and any(c.meaning == "end" and start <= c.start and c.end <= end for c in cues)
