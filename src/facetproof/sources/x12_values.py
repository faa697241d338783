"""Elements of single 837 segments → values: service lines, diagnoses, dates. Each with what is wrong with it."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from facetproof.model.claimfile import Fault
from facetproof.sources.x12 import Separators
from facetproof.sources.x12_guide import day

_CODE = re.compile(r"[A-Z0-9]{5}")
_MODIFIER = re.compile(r"[A-Z0-9]{2}")
#: Place of service codes (CMS code set).
PLACES_OF_SERVICE = frozenset(
    "01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 31 32 33 34 41 42 49 50 51 52 53 "
    "54 55 56 57 58 60 61 62 65 66 71 72 81 99".split()
)
_ICD10 = re.compile(r"[A-TV-Z]\d[0-9A-Z]{1,5}")
_ICD9 = re.compile(r"(?:\d{3}|V\d\d|E\d{3})\d{0,2}")
#: States, territories and the post offices of the forces.
STATES = frozenset(
    "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR "
    "PA RI SC SD TN TX UT VT VA WA WV WI WY AS FM GU MH MP PR PW VI AA AE AP".split()
)
_REVENUE = re.compile(r"\d{3,4}")
#: Qualifiers of the diagnoses that service lines point to, and the edition each stands for.
PRINCIPAL = {"ABK": 10, "BK": 9}
OTHER = {"ABF": 10, "BF": 9}
_OTHER_CODES = (
    "ABJ BJ APR PR ABN BN DR BBR BR BBQ BQ BP BO BG BH BI BE TC CAH AAU AAV AAW AAX"  # not pointed to by lines
)
_HI_QUALIFIERS = frozenset([*PRINCIPAL, *OTHER, *_OTHER_CODES.split()])
MOST_DIAGNOSES = 12


class Service(NamedTuple):
    """What an SV1, SV2 or SV3 segment bills."""

    tag: str
    cpt: str | None
    modifiers: tuple[str, ...]
    charge: float | None
    unit: str | None
    units: float | None
    place: str | None
    pointers: tuple[int, ...]
    revenue_code: str | None
    note: str | None


class Diagnosis(NamedTuple):
    """One entry of an HI segment that service lines may point to."""

    code: str
    edition: int
    principal: bool
    element: int


class Days(NamedTuple):
    """What a DTP segment tells: its qualifier and the first and last day, None where it cannot be read."""

    qualifier: str
    first: dt.date | None
    last: dt.date | None


def amount(text: str) -> float | None:
    """A decimal number, None where it is none."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if text and "n" not in text and "N" not in text else None


def professional_service(parts: list[str], marks: Separators) -> tuple[Service, tuple[Fault, ...]]:
    """SV1: procedure, charge, unit and count, place of service, diagnosis pointers."""
    faults: list[Fault] = []
    cpt, modifiers, note = _procedure(parts, 1, "SV1", marks, faults)
    units = amount(_get(parts, 4))
    if units is not None and units <= 0:
        faults.append(Fault("units-wrong", "SV104 is more than zero", 0, "SV1", 4))
    charge = amount(_get(parts, 2))
    if charge is not None and charge < 0:
        faults.append(Fault("amount-negative", "SV102 is not negative", 0, "SV1", 2))
    place = _get(parts, 5) or None
    if place is not None and place not in PLACES_OF_SERVICE:
        faults.append(Fault("place-of-service-wrong", "SV105 is a place of service code", 0, "SV1", 5))
    pointers = _pointers(_get(parts, 7), marks, faults)
    return Service("SV1", cpt, modifiers, charge, _get(parts, 3) or None, units, place, pointers, None, note), tuple(
        faults
    )


def institutional_service(parts: list[str], marks: Separators) -> tuple[Service, tuple[Fault, ...]]:
    """SV2: revenue code, procedure where there is one, charge, unit and count."""
    faults: list[Fault] = []
    cpt: str | None = None
    modifiers: tuple[str, ...] = ()
    note: str | None = None
    if _get(parts, 2):
        cpt, modifiers, note = _procedure(parts, 2, "SV2", marks, faults)
    revenue = _get(parts, 1) or None
    if revenue is not None and not _REVENUE.fullmatch(revenue):
        faults.append(Fault("revenue-code-wrong", "SV201 is four digits", 0, "SV2", 1))
    units = amount(_get(parts, 5))
    if units is not None and units <= 0:
        faults.append(Fault("units-wrong", "SV205 is more than zero", 0, "SV2", 5))
    return (
        Service("SV2", cpt, modifiers, amount(_get(parts, 3)), _get(parts, 4) or None, units, None, (), revenue, note),
        tuple(faults),
    )


def dental_service(parts: list[str], marks: Separators) -> tuple[Service, tuple[Fault, ...]]:
    """SV3: procedure, charge, place and count."""
    faults: list[Fault] = []
    cpt, modifiers, note = _procedure(parts, 1, "SV3", marks, faults, qualifiers=("AD", "ER"))
    units = amount(_get(parts, 6)) or 1.0
    return Service(
        "SV3", cpt, modifiers, amount(_get(parts, 2)), "UN", units, _get(parts, 3) or None, (), None, note
    ), tuple(faults)


def _procedure(
    parts: list[str],
    n: int,
    tag: str,
    marks: Separators,
    faults: list[Fault],
    qualifiers: tuple[str, ...] = ("HC", "ER", "IV", "WK", "HP"),
) -> tuple[str | None, tuple[str, ...], str | None]:
    """Code, modifiers and description of a composite procedure; the code is None where it cannot be read."""
    text = _get(parts, n)
    if not text:
        return None, (), None
    composite = text.split(marks.component)
    name = f"{tag}{n:02d}"
    if len(composite) == 1:
        faults.append(Fault("composite-wrong", f"{name} is a qualifier and a code with ISA16 between them", 0, tag, n))
        return None, (), None
    if composite[0] not in qualifiers:
        faults.append(Fault("code-wrong", f"{name}-1 is one of {', '.join(qualifiers)}", 0, tag, n, 1))
    code = composite[1]
    if composite[0] == "HC" and not _CODE.fullmatch(code):
        fault = "element-missing" if not code else "procedure-code-wrong"
        faults.append(Fault(fault, f"{name}-2 is a code of five capitals and digits", 0, tag, n, 2))
    modifiers = []
    for place, modifier in enumerate(composite[2:6], 3):
        if not modifier:
            continue
        if not _MODIFIER.fullmatch(modifier):
            faults.append(
                Fault("modifier-wrong", f"{name}-{place} is a modifier of two capitals or digits", 0, tag, n, place)
            )
        elif modifier in modifiers:
            faults.append(Fault("modifier-repeated", f"{name}-{place} repeats a modifier", 0, tag, n, place))
        modifiers.append(modifier)
    if len(composite) > 8:
        faults.append(Fault("component-surplus", f"{name} has at most 8 components", 0, tag, n, 9))
    note = composite[6] if len(composite) > 6 and composite[6] else None
    if note is not None and _MODIFIER.fullmatch(note):
        faults.append(
            Fault("modifier-surplus", f"{name} has room for four modifiers; -7 is a description", 0, tag, n, 7)
        )
    return code or None, tuple(modifiers), note


def _pointers(text: str, marks: Separators, faults: list[Fault]) -> tuple[int, ...]:
    found = []
    if not text:
        faults.append(Fault("pointer-missing", "SV107 points to at least one diagnosis", 0, "SV1", 7))
        return ()
    parts = text.split(marks.component)
    for n, part in enumerate(parts, 1):
        if part.isdigit() and 1 <= int(part) <= MOST_DIAGNOSES:
            if int(part) in found:
                faults.append(Fault("pointer-repeated", f"SV107-{n} repeats a pointer", 0, "SV1", 7, n, False))
            found.append(int(part))
        else:
            faults.append(Fault("pointer-wrong", f"SV107-{n} is the number of a diagnosis, 1 to 12", 0, "SV1", 7, n))
    if len(parts) > 4:
        faults.append(Fault("pointer-surplus", "SV107 has at most four pointers", 0, "SV1", 7, 5))
    return tuple(found)


def diagnoses(parts: list[str], marks: Separators) -> tuple[tuple[Diagnosis, ...], tuple[Fault, ...]]:
    """HI: the diagnoses that lines may point to; other entries (value codes, procedures) are passed over."""
    found, faults = [], []
    for n, text in enumerate(parts[1:], 1):
        if not text:
            continue
        composite = text.split(marks.component)
        qualifier = composite[0]
        if len(composite) == 1 or not composite[1]:
            faults.append(
                Fault("composite-wrong", f"HI{n:02d} is a qualifier and a code with ISA16 between them", 0, "HI", n)
            )
            continue
        if qualifier not in _HI_QUALIFIERS:
            faults.append(Fault("code-wrong", f"HI{n:02d}-1 is no qualifier of this segment", 0, "HI", n, 1))
            continue
        edition = PRINCIPAL.get(qualifier) or OTHER.get(qualifier)
        if edition is None:
            continue
        code = composite[1]
        if "." in code:
            faults.append(Fault("diagnosis-dotted", f"HI{n:02d}-2 is written without a dot", 0, "HI", n, 2))
        bare = code.replace(".", "").upper()
        if not (_ICD10 if edition == 10 else _ICD9).fullmatch(bare):
            faults.append(Fault("diagnosis-code-wrong", f"HI{n:02d}-2 is no ICD-{edition} code", 0, "HI", n, 2))
        found.append(Diagnosis(dotted(bare, edition), edition, qualifier in PRINCIPAL, n))
    return tuple(found), tuple(faults)


def dotted(code: str, edition: int = 10) -> str:
    """A diagnosis code with its dot: M47816 → M47.816."""
    head = 4 if edition == 9 and code.startswith("E") else 3
    return code if len(code) <= head else f"{code[:head]}.{code[head:]}"


def days(parts: list[str], _marks: Separators) -> tuple[Days, tuple[Fault, ...]]:
    """DTP: one day (D8), or the first and last of a span (RD8)."""
    qualifier, form, text = _get(parts, 1), _get(parts, 2), _get(parts, 3)
    if form in ("DT", "TM", "D6"):
        first = day(text[:8])
        return Days(qualifier, first, first), ()
    span = text.split("-") if form == "RD8" or (form != "D8" and "-" in text) else [text]
    first, last = day(span[0]), day(span[-1])
    if form in ("D8", "RD8") and (first is None or last is None or len(span) != (2 if form == "RD8" else 1)):
        what = "two days with a hyphen between them" if form == "RD8" else "a day written as eight digits, year first"
        return Days(qualifier, first, last), (Fault("date-wrong", f"DTP03 is {what}", 0, "DTP", 3),)
    if first and last and last < first:
        return Days(qualifier, first, last), (Fault("date-span-reversed", "DTP03 ends before it begins", 0, "DTP", 3),)
    return Days(qualifier, first, last), ()


def _get(parts: list[str], n: int) -> str:
    return parts[n] if n < len(parts) else ""
