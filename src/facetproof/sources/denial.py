"""A denial as JSON or YAML, or one claim of an 835 remittance → typed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from facetproof.errors import InputError
from facetproof.model.denial import Denial
from facetproof.sources.claims import is_837
from facetproof.sources.settings import settings_in, typed
from facetproof.sources.text import read_bytes

_SHAPE = (
    "Write claim_number, decision_date (2025-03-10), carc ([CO-50]), rarc ([N115]), "
    "and lines ([{cpt: '64493', modifiers: [RT], units: 1}]); "
    "track (original_medicare, medicare_advantage, erisa, aca, medicaid_managed_care, commercial) where it is known."
)
_CODE = re.compile(r"(?:(?P<group>CO|PR|OA|PI|CR)[- ]?)?(?P<code>\d{1,3}|[A-Z]\d{1,2})")
_REMARK = re.compile(r"(?:M|MA|N)\d{1,4}")
_NO_CODE = "Reason codes look like CO-50 or 50, remark codes like N115."


def denial_from(path: Path, *, claim: str | None = None) -> Denial:
    """The denial.

    Args:
        path: JSON or YAML of one denial, or an 835.
        claim: number of the claim in an 835, the payer's or ours; needed where several claims could be meant.

    Raises:
        InputError: the file has not the shape, an 835 lacks the claim, or several could be meant.
    """
    data = read_bytes(path)
    if data.strip() and is_837(data[:4096]):
        from facetproof.sources.remitted import remitted

        return _chosen(remitted(data, where=str(path)), claim, str(path))
    given = settings_in(path)
    if not isinstance(given, dict):
        raise InputError("denial-invalid", "A denial is a mapping of fields", where=str(path), todo=_SHAPE)
    found = typed(_split(given, path), Denial, path, code="denial-invalid", todo=_SHAPE)
    if claim and claim not in (found.claim_number, found.account_number):
        raise InputError("denial-absent", "The denial is of another claim", where=str(path), todo="Check the number.")
    if not (found.carc or found.rarc or any(line.carc or line.rarc for line in found.lines)):
        raise InputError("denial-no-code", "The denial gives no reason code", where=str(path), todo=_SHAPE)
    if found.received and found.received < found.decision_date:
        raise InputError(
            "denial-invalid",
            "It was received before it was decided",
            where=f"{path}, received",
            todo="Check the dates.",
        )
    return found


def _split(given: dict[str, Any], path: Path) -> dict[str, Any]:
    """The mapping with `CO-50` as group and code, at the top and in each line."""
    found = _codes(given, path, "")
    if isinstance(found.get("lines"), list):
        found["lines"] = [
            _codes(line, path, f"lines.{n}.") if isinstance(line, dict) else line
            for n, line in enumerate(found["lines"])
        ]
    return found


def _codes(given: dict[str, Any], path: Path, at: str) -> dict[str, Any]:
    found = {name: value for name, value in given.items() if value not in ("", "null", "~")}
    for name, shape in (("carc", _CODE), ("rarc", _REMARK)):
        if isinstance(found.get(name), str):
            found[name] = [found[name]]
        words = found.get(name)
        if not isinstance(words, list):
            continue
        matched = [shape.fullmatch(word.strip().upper()) if isinstance(word, str) else None for word in words]
        if None in matched:
            raise InputError("denial-invalid", "This is no such code", where=f"{path}, {at}{name}", todo=_NO_CODE)
        if name == "rarc":
            found[name] = [m[0] for m in matched if m]
        else:
            found[name] = [m["code"] for m in matched if m]
            groups = [m["group"] for m in matched if m and m["group"]]
            found["groups"] = list(dict.fromkeys([*(found.get("groups") or []), *groups]))
    return found


def _chosen(claims: list[Denial], claim: str | None, where: str) -> Denial:
    if claim:
        found = [one for one in claims if claim in (one.claim_number, one.account_number)]
        if not found:
            raise InputError("denial-absent", "The remittance has no claim of this number", where=where, todo=_NUMBER)
    else:
        found = claims
    if len(found) != 1:
        what = f"{len(found)} claims of the remittance could be meant" if found else "The remittance tells of no claim"
        raise InputError("denial-ambiguous", what, where=where, todo=_NUMBER)
    return found[0]


_NUMBER = "Name the claim with --claim-number, by the payer's control number or by yours."
