"""Names of pain scales as notes write them → their short names."""

from __future__ import annotations

import re

from facetproof.facts.note import Note
from facetproof.facts.statements import either

SCALES = (
    (
        "NRS",
        either(
            "nrs|nprs|vnrs|numeric(?:al)? (?:pain )?(?:rating )?(?:scale|score)|numerical rating|numeric pain rating|"
            r"numeric \(?0\s?-\s?10\)?|(?:on |"
            "using )?(?:a |"
            r"the )?(?:0|1|zero|one)\s*(?:-|to)\s*(?:10|ten)(?: (?:pain|numeric|point|rating))* scale|scale (?:of|"
            r"from) (?:0|1|zero|one)\s*(?:-|to)\s*(?:10|ten)"
        ),
    ),
    ("VAS", either("vas", r"visual analogu?e?(?: pain)?(?: scale| score)?")),
    ("VRS", either("vrs", r"verbal (?:pain )?(?:rating )?(?:scale|score)")),
)
"""Short names of the scales, each with the ways to write it, lower case."""
_SCALE_LABEL = re.compile(r"(?:pain )?(?:scale|score type)(?: used| name)?|scale of pain")


def scale_name(written: str | None) -> str | None:
    """`NRS`, `VAS`, `VRS`; None where no scale is named."""
    if not written:
        return None
    words = written.lower()
    for short in ("vas", "vrs"):
        if short in words:
            return short.upper()
    if "visual" in words:
        return "VAS"
    return "NRS" if "nrs" in words or "nprs" in words or "numeric" in words else None


def scale_of_form(note: Note) -> tuple[str, int, int] | None:
    """The scale that a form names in a line of its own ("Pain scale: NRS"), with its place; for `Note.memo`.

    None where no line names one, or several name different ones.
    """
    found = [
        (name, m.start(), m.end())
        for sentence in note.sentences
        if sentence.body > sentence.start and _SCALE_LABEL.fullmatch(sentence.label)
        for name, pattern in SCALES
        for m in [pattern.search(note.lower, sentence.body, sentence.end)]
        if m is not None
    ]
    return found[0] if len({name for name, _, _ in found}) == 1 else None
