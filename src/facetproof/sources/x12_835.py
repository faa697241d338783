"""An 835 remittance → the decision on each of its claims. Amounts and codes as sent; nothing is summed or guessed."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import msgspec

from facetproof.errors import InputError
from facetproof.model.denial import Denial, DeniedLine, Track
from facetproof.sources.x12 import Separators, segments
from facetproof.sources.x12_guide import day

#: Claim filing indicator (CLP06) → track, where it tells one.
_TRACKS: dict[str, Track] = {
    "MA": "original_medicare",
    "MB": "original_medicare",
    "16": "medicare_advantage",
    "BL": "commercial",
    "CI": "commercial",
    "HM": "commercial",
    "12": "commercial",
    "13": "commercial",
    "14": "commercial",
    "15": "commercial",
}
#: CLP02 of a claim that takes back an earlier decision.
_REVERSAL = "22"
#: Places of the reason codes in a CAS segment: up to six triples of code, amount and quantity.
_REASONS = range(2, 20, 3)
#: Places of the remark codes in MOA and MIA.
_MOA = range(3, 8)
_MIA = (5, 20, 21, 22, 23)


def remitted(data: bytes, *, where: str = "") -> list[Denial]:
    """Every claim of the file with its decision, in order; reversals are left out.

    Raises:
        InputError: `not-x12`, or `remittance-absent` where the file holds no 835.
    """
    reader = _Reader()
    for separators, segment in segments(io.BytesIO(data)):
        reader.take(separators, segment.elements)
    reader.close()
    if not reader.seen:
        raise InputError(
            "remittance-absent", "The file holds no 835 remittance", where=where, todo="A claim goes with --claim."
        )
    return reader.claims


class _Reader:
    def __init__(self) -> None:
        self.claims: list[Denial] = []
        self.seen = False
        self._open = False
        self._dates: list[dt.date] = []
        self._party = ""
        self._payer: dict[str, Any] = {}
        self._claim: dict[str, Any] | None = None
        self._line: dict[str, Any] | None = None

    def take(self, separators: Separators, parts: list[str]) -> None:
        """Follows one segment."""
        tag = parts[0]
        if tag == "ST":
            self.close()
            self._open = _get(parts, 1) == "835"
            self.seen = self.seen or self._open
            self._dates, self._party, self._payer = [], "", {}
        elif tag == "SE":
            self.close()
            self._open = False
        elif self._open:
            if tag in ("CLP", "SVC"):
                self._begin(tag, separators, parts)
            elif self._claim is None:
                self._header(tag, parts)
            else:
                self._detail(tag, parts)

    def close(self) -> None:
        """Ends the claim that is open."""
        claim, self._claim, self._line = self._claim, None, None
        if claim is None or claim.pop("reversal"):
            return
        lines = tuple(DeniedLine(**{**line, **_tuples(line)}) for line in claim.pop("lines"))
        own, days = claim.pop("own_days"), claim.pop("days")
        days = days or own
        self.claims.append(
            Denial(**{**claim, **_tuples(claim)}, lines=lines, dos=next(iter(days)) if len(days) == 1 else None)
        )

    def _header(self, tag: str, parts: list[str]) -> None:
        if tag == "BPR":
            self._dates += [found for found in (day(_get(parts, 16)),) if found]
        elif tag == "DTM" and _get(parts, 1) == "405":
            self._dates += [found for found in (day(_get(parts, 2)),) if found]
        elif tag == "N1":
            self._party = _get(parts, 1)
            if self._party == "PR" and _get(parts, 2):
                self._payer["payer"] = _get(parts, 2)
        elif tag == "N3" and self._party == "PR":
            self._payer["payer_address"] = tuple(part for part in parts[1:3] if part)
        elif tag == "N4" and self._party == "PR":
            city = " ".join(part for part in (f"{_get(parts, 1)}, {_get(parts, 2)}", _zip(_get(parts, 3))) if part)
            self._payer["payer_address"] = (*self._payer.get("payer_address", ()), city)

    def _begin(self, tag: str, separators: Separators, parts: list[str]) -> None:
        if tag == "SVC":
            if self._claim is not None:
                self._line = _line(separators, parts)
                self._claim["lines"].append(self._line)
            return
        self.close()
        if not self._dates:
            return
        # the earlier of the two dates is the safer one to count a time limit from
        self._claim = {
            "decision_date": min(self._dates),
            "account_number": _get(parts, 1) or None,
            "claim_number": _get(parts, 7) or None,
            "track": _TRACKS.get(_get(parts, 6)),
            "reversal": _get(parts, 2) == _REVERSAL,
            "lines": [],
            "own_days": {},
            "days": {},
            "groups": [],
            "carc": [],
            "rarc": [],
            **self._payer,
        }

    def _detail(self, tag: str, parts: list[str]) -> None:
        claim = self._claim
        assert claim is not None  # noqa: S101 - only called while a claim is open
        into = claim if self._line is None else self._line
        if tag == "CAS":
            into["groups"] += [part for part in parts[1:2] if part]
            into["carc"] += [parts[n] for n in _REASONS if n < len(parts) and parts[n]]
        elif tag == "LQ" and _get(parts, 1) == "HE":
            into["rarc"] += [part for part in parts[2:3] if part]
        elif tag in ("MOA", "MIA"):
            places = _MOA if tag == "MOA" else _MIA
            claim["rarc"] += [parts[n] for n in places if n < len(parts) and parts[n]]
        elif tag == "NM1":
            self._person(claim, parts)
        elif tag == "DMG" and (found := day(_get(parts, 2))):
            claim["birth_date"] = found
        elif tag == "DTM" and _get(parts, 1) in ("472", "150", "232") and (found := day(_get(parts, 2))):
            # a claim's own dates count only where its lines have none
            claim["own_days" if self._line is None else "days"][found] = True

    def _person(self, claim: dict[str, Any], parts: list[str]) -> None:
        if _get(parts, 1) == "QC":
            name = " ".join(part for part in (_get(parts, 4), _get(parts, 5), _get(parts, 3)) if part)
            claim["patient"] = name or None
        if _get(parts, 1) in ("QC", "IL", "74") and _get(parts, 9):
            claim["member_id"] = _get(parts, 9)


def _line(separators: Separators, parts: list[str]) -> dict[str, Any]:
    words = _get(parts, 1).split(separators.component)
    billed = _get(parts, 7) or _get(parts, 5)
    return {
        "cpt": words[1] if len(words) > 1 else words[0],
        "modifiers": [word for word in words[2:6] if word],
        "units": _number(billed) or 1,
        "charge": _number(_get(parts, 2)),
        "paid": _number(_get(parts, 3)),
        "groups": [],
        "carc": [],
        "rarc": [],
    }


def _tuples(found: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(dict.fromkeys(value)) for name, value in found.items() if isinstance(value, list)}


def _number(text: str) -> float | None:
    try:
        return msgspec.convert(text, float, strict=False)
    except msgspec.ValidationError:
        return None


def _zip(text: str) -> str:
    return f"{text[:5]}-{text[5:]}" if len(text) == 9 and text[5:] != "0000" else text[:5]


def _get(parts: list[str], n: int) -> str:
    return parts[n].strip() if n < len(parts) else ""
