"""Whether the note is signed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from facetproof.facts.note import Note, Sighting
from facetproof.facts.procedure import procedure_of
from facetproof.facts.readers.signature.phrases import NAME_OR_DATE, NOT_THE_NOTE, PENDING, SIGNED, UNSIGNED

_NAME = "signature"
_WORDS = ("sign", "e-sig", "authenticated", "/s/", "/es/", "esig", "attested", "electronically")


def _mentions(lower: str) -> Iterator[re.Match[str]]:
    """Words for a signature, looked for only in lines that can hold one."""
    at = 0
    for line in lower.splitlines(keepends=True):
        if any(word in line for word in _WORDS):
            yield from SIGNED.finditer(lower, max(0, at - 1), at + len(line))
        at += len(line)


def read(note: Note) -> Iterator[Sighting]:
    """`session.signed`: an electronic signature or "signed by"; a typed name alone is none."""
    done = procedure_of(note)
    if done is None or not done.is_facet or not any(word in note.lower for word in _WORDS):
        return
    denied = UNSIGNED.search(note.lower)
    if denied is not None:
        yield Sighting("session.signed", False, *denied.span(), _NAME)
        return
    if PENDING.search(note.lower):
        return
    for m in _mentions(note.lower):
        line_end = note.lower.find("\n", m.end())
        line_end = len(note.lower) if line_end < 0 else line_end
        line_start = note.lower.rfind("\n", 0, m.start() + 1) + 1
        before, after = note.lower[line_start : m.start()], note.lower[m.end() : min(line_end, m.end() + 90)]
        if NOT_THE_NOTE.search(before[-40:]) and not re.match(r"[-/ ,]*$", before[-3:]):
            continue
        if re.match(r"\s*(?:consent|form|informed|and witnessed|the (?:consent|form))", after):
            continue
        sure = (
            m[0]
            .lstrip("\n -,;/")
            .startswith(
                (
                    "elec",
                    "digit",
                    "e-",
                    "esig",
                    "e s",
                    "auth",
                    "status",
                    "(signed",
                    "cosig",
                    "co-s",
                    "/s/",
                    "s/",
                    "es/",
                    "att",
                )
            )
        )
        if not (sure or NAME_OR_DATE.search(after) or NAME_OR_DATE.search(before[-40:])):
            continue
        start = m.start() + len(m[0]) - len(m[0].lstrip("\n \t-,;/" if "/s/" not in m[0] else " \n\t"))
        yield Sighting("session.signed", True, start, m.end(), _NAME)
        return
