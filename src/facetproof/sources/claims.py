"""A claim file of any kind → claims. Told by the content: 837, FHIR, boxes of the CMS-1500, its form as PDF."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import IO, Any

from facetproof.errors import InputError
from facetproof.model.claim import Claim
from facetproof.model.claimfile import BilledClaim, Fault
from facetproof.sources.chart_json import claim_from, parse_json
from facetproof.sources.claim_chart import claim_of
from facetproof.sources.cms1500 import read_cms1500, read_cms1500_pdf
from facetproof.sources.fhir_claim import read_fhir_claims
from facetproof.sources.x12 import opened
from facetproof.sources.x12_837 import read_837

#: Bytes looked at to tell the kind of a file.
HEAD = 4096


def read_claims(source: bytes | str | Path | IO[bytes], *, where: str = "") -> Iterator[BilledClaim | Fault]:
    """Every claim of a file, and for an 837 the faults of the file around them.

    An 837 is read in constant memory; FHIR, boxes and forms are read whole.

    Raises:
        InputError: as the reader of the kind says.
    """
    stream = opened(source)
    try:
        head = stream.read(HEAD)
        stream.seek(0)
        if is_837(head):
            yield from read_837(stream)
            return
        data = stream.read()
    finally:
        if stream is not source:
            stream.close()
    if b"%PDF-" in head[:1024]:
        yield from read_cms1500_pdf(data, where=where)
    elif head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        yield from _json_claims(data, where)
    else:
        yield from read_cms1500(data, where=where)


def is_837(head: bytes) -> bool:
    """The first bytes of a file hold an ISA segment, or begin one."""
    bare = head.lstrip(b"\xef\xbb\xbf \t\r\n\0")
    return bare[:3] == b"ISA" or b"ISA*00*" in head or not bare


def one_claim(data: bytes, *, where: str, id: str | None, dos: dt.date | None) -> tuple[Claim, list[str]]:
    """The claim that a chart is to be compared with, and what must be said about it.

    Args:
        data: our own JSON of one claim, or a claim file of any kind.
        where: its name.
        id: the chart's id, to choose among several claims.
        dos: the chart's date of service; lines of other days are left out.

    Raises:
        InputError: `claim-ambiguous` where several claims could be meant, `claim-absent` where none is.
    """
    if not is_837(data[:HEAD]) and data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        value = parse_json(data, where=where)
        if _own(value):
            return claim_from(value, where=where)
    found = [item for item in read_claims(data, where=where) if isinstance(item, BilledClaim)]
    days = [claim for claim in found if dos is None or any(line.dos == dos for line in claim.lines)]
    named = [claim for claim in days if claim.id == id]
    chosen = named if len(named) == 1 else days
    if len(chosen) != 1:
        code, what = (
            ("claim-absent", "No claim in the file has a line on the date of service of the record")
            if not chosen
            else ("claim-ambiguous", f"{len(chosen)} claims in the file could be the record's")
        )
        todo = "Give the one claim, or a chart whose id is the claim number; `facetproof scrub` checks whole batches."
        raise InputError(code, what, where=where, todo=todo)
    (claim,) = chosen
    warnings = [f"Claim file, {fault.place}: {fault.what}." for fault in claim.faults if fault.severe]
    return claim_of(claim, dos), warnings


def _own(value: Any) -> bool:
    """The contract's own shape: an object with `lines` or `claim`, or a list of lines."""
    first = next(chain(value, (None,))) if isinstance(value, list) else value
    return isinstance(first, dict) and bool({"lines", "claim", "cpt"} & set(first))


def _json_claims(data: bytes, where: str) -> list[BilledClaim]:
    text = data.decode("utf-8-sig", errors="replace")
    if '"resourceType"' not in text:
        return read_cms1500(text, where=where)
    lines = [line for line in text.splitlines() if line.strip()]
    by_line = len(lines) > 1 and all(line.lstrip()[:1] == "{" and line.rstrip()[-1:] == "}" for line in lines)
    value = [parse_json(line, where=where) for line in lines] if by_line else parse_json(text, where=where)
    return read_fhir_claims(value, where=where)
