"""A payer's answer in any format → answers: X12 278, FHIR ClaimResponse, or our own JSON."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from facetproof.errors import InputError
from facetproof.model.authorization import AuthorizationAnswer
from facetproof.model.claimfile import Fault
from facetproof.sources.chart_json import parse_json
from facetproof.sources.text import read_bytes

_TODO = "Give the 278, the ClaimResponse (or its Bundle), or JSON with `format` and `outcome`."


class Answers(NamedTuple):
    """What a file holds; `not_read` are places that the answer has no room for."""

    answers: tuple[AuthorizationAnswer, ...]
    faults: tuple[Fault, ...] = ()
    not_read: tuple[str, ...] = ()


def answers_from(path: Path) -> Answers:
    """Every answer in a file, told by its content.

    Raises:
        InputError: `not-an-answer` where it holds none, and whatever the reader of the format says.
    """
    data, where = read_bytes(path), str(path)
    bare = data.lstrip(b"\xef\xbb\xbf \t\r\n\0")
    if bare[:1] not in (b"{", b"["):
        from facetproof.sources.x12_278 import read_278

        found = read_278(data)
        if not found.answers:
            what = "The 278 holds a request and no answer" if found.requests else "The 278 holds no answer"
            raise InputError("not-an-answer", what, where=where, todo="Give the payer's answer to it.")
        return Answers(found.answers, found.faults, found.not_read)
    value: Any = parse_json(data, where=where)
    if isinstance(value, dict) and "outcome" in value and "resourceType" not in value:
        try:
            return Answers((msgspec.convert(value, AuthorizationAnswer),))
        except msgspec.ValidationError as error:
            place = str(error).partition(" - at ")[2].strip("`")
            raise InputError(
                "not-an-answer", "The answer has not the expected shape", where=f"{where} {place}".strip(), todo=_TODO
            ) from None
    from facetproof.sources.fhir_claim_response import read_claim_responses

    return Answers(tuple(read_claim_responses(value, where=where)))
