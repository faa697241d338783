"""278 files (005010X217) → the requests and the answers in them, with what is wrong and what was not read.

found = read_278(Path("answer.278"))
found.answers[0].outcome, found.answers[0].number
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from facetproof.errors import InputError
from facetproof.model.authorization import AuthorizationAnswer, AuthorizationRequest
from facetproof.model.claimfile import Fault
from facetproof.sources.x12_278_answer import answers_of
from facetproof.sources.x12_278_loops import TransactionSet, transaction_sets
from facetproof.sources.x12_278_request import requests_of
from facetproof.sources.x12_999 import acknowledgements
from facetproof.sources.x12_sets import Segment, Source

#: BHT02 of an answer.
ANSWER = "11"


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """A segment that the model has no room for, as it stands in the file: its place, and its elements after the tag."""

    place: str
    elements: tuple[str, ...]


class Reviews(msgspec.Struct, frozen=True, kw_only=True):
    """What a 278 file holds.

    Attributes:
        faults: of the file around its answers, and of its requests; an answer keeps its own.
        kept: segments that the model has no room for, in full, in order: with these the file is read whole.
    """

    requests: tuple[AuthorizationRequest, ...] = ()
    answers: tuple[AuthorizationAnswer, ...] = ()
    faults: tuple[Fault, ...] = ()
    kept: tuple[Kept, ...] = ()

    @property
    def not_read(self) -> tuple[str, ...]:
        """The places of the segments kept, such as `24 HSD`; they hold nothing of a patient."""
        return tuple(one.place for one in self.kept)


def read_278(source: Source) -> Reviews:
    """Every request and answer of a file, in order; a 999 about a 278 is an answer that decides nothing.

    Args:
        source: the file's text or bytes, an open file, or a `Path`.

    Raises:
        InputError: `file-unreadable`, `file-empty`, `not-x12`; `review-absent` where it holds no 278.
    """
    if not isinstance(source, (bytes, str, Path)):
        source = source.read()
    sets, faults = transaction_sets(source)
    if not sets:
        told, around = acknowledgements(source)
        if told:
            return Reviews(answers=tuple(told), faults=tuple(around))
    if not sets:
        raise InputError(
            "review-absent",
            "The file holds no 278 request or answer",
            todo="Give the 278 as the payer or the clearinghouse sent it; claims and payments are read elsewhere.",
        )
    requests: list[AuthorizationRequest] = []
    answers: list[AuthorizationAnswer] = []
    unread: list[Segment] = []
    for found in sets:
        if not found.loops:
            what = "The set holds no HL segment, so that nothing in it can be read"
            faults.append(Fault("set-empty", what, found.number, "ST"))
        elif _answered(found):
            answers += answers_of(found)
        else:
            requests += requests_of(found)
        if not (found.loops and _answered(found)):
            faults += found.faults
        unread += (s for loop in found.loops for s in loop.everything() if not s.read)
        unread += found.loose
    return Reviews(
        requests=tuple(requests),
        answers=tuple(answers),
        faults=tuple(sorted(faults, key=lambda fault: fault.number)),
        kept=tuple(Kept(place=s.place(), elements=tuple(s.parts[1:])) for s in sorted(unread, key=lambda s: s.number)),
    )


def _answered(found: TransactionSet) -> bool:
    """By BHT02; where it is missing, by whether anything is decided."""
    if found.purpose is not None:
        return found.purpose == ANSWER
    return any(s.tag in ("HCR", "AAA") for loop in found.loops for s in loop.everything())
