"""A professional claim as a page with the boxes of the CMS-1500 (02/12), filled in: a plain layout of our own.

The printed red form is not ours to copy: what stands here is each box's number, a short name and its content.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple

from facetproof.errors import InputError
from facetproof.model.claimfile import BilledClaim, ClaimKind, Person, Provider, ServiceLine

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

LINES_PER_PAGE = 6
_LETTERS = "ABCDEFGHIJKL"
_MARGIN, _ROW, _LINE = 36.0, 34.0, 22.0
_FILING = {"MA": "Medicare", "MB": "Medicare", "MC": "Medicaid", "CH": "TRICARE", "WC": "FECA"}
#: Columns of box 24: letter, name, share of the width.
_COLUMNS = (
    ("A", "from - to", 0.25),
    ("B", "place", 0.06),
    ("C", "emg", 0.06),
    ("D", "procedure and modifiers", 0.24),
    ("E", "points to", 0.08),
    ("F", "charge", 0.11),
    ("G", "units", 0.06),
    ("J", "rendering NPI", 0.14),
)


class Box(NamedTuple):
    """One box of the page: its number, a short name of ours, what stands in it, its share of the width."""

    number: str
    name: str
    value: str
    width: float


def boxes(claim: BilledClaim, *, last_page: bool = True) -> list[list[Box]]:
    """The boxes above and below the service lines, row by row; what the claim does not tell stays empty.

    Raises:
        InputError: `claim-not-professional`.
    """
    if claim.kind is not ClaimKind.PROFESSIONAL:
        raise InputError(
            "claim-not-professional",
            "The CMS-1500 is the form of professional claims",
            todo="Institutional claims go out as 837I.",
        )
    patient, insured = claim.patient, claim.subscriber
    filing = claim.payer.filing if claim.payer else None
    above = [
        [
            Box("1", "coverage", _FILING.get(filing or "", "Other" if filing else ""), 0.3),
            Box("1a", "insured's number", (insured.member_id if insured else None) or "", 0.7),
        ],
        [
            Box("2", "patient", _name(patient), 0.4),
            Box("3", "birth date, sex", _birth(patient), 0.25),
            Box("4", "insured", "SAME" if claim.relationship == "self" else _name(insured), 0.35),
        ],
        [
            Box("6", "patient is insured's", "Self" if claim.relationship == "self" else "", 0.3),
            Box("11a", "insured's birth date, sex", _birth(insured), 0.3),
            Box("11c", "plan", (claim.payer.name if claim.payer else None) or "", 0.4),
        ],
        [
            Box("17", "referring provider", _provider_name(claim.referring), 0.35),
            Box("17b", "NPI", _npi(claim.referring), 0.2),
            Box("19", "further information", "; ".join(claim.notes), 0.45),
        ],
        [Box(f"21{letter}", "diagnosis", code, 1 / 6) for letter, code in _diagnoses(claim)[:6]],
        [Box(f"21{letter}", "diagnosis", code, 1 / 6) for letter, code in _diagnoses(claim)[6:]],
        [
            Box("22", "resubmission, original", _resubmission(claim), 0.5),
            Box("23", "prior authorization", _authorization(claim), 0.5),
        ],
    ]
    below = [
        [
            Box("25", "tax number", (claim.billing.tax_id if claim.billing else None) or "", 0.25),
            Box("26", "account number", claim.id, 0.35),
            Box("28", "total charge", _money(claim.charge) if last_page else "CONTINUED", 0.4),
        ],
        [
            Box("32", "where", _placed_name(claim.facility), 0.3),
            Box("32a", "NPI", _npi(claim.facility), 0.2),
            Box("33", "billing provider", _placed_name(claim.billing), 0.3),
            Box("33a", "NPI", _npi(claim.billing), 0.2),
        ],
    ]
    return above + below


def write_cms1500(claim: BilledClaim, out: str | Path | IO[bytes]) -> int:
    """Writes the claim as PDF, six service lines a page; returns the number of pages.

    Raises:
        InputError: `claim-not-professional`; `library-missing` without the `pdf` extra.
    """
    try:
        from reportlab.lib.pagesizes import letter  # type: ignore[import-untyped]
        from reportlab.pdfgen.canvas import Canvas
    except ImportError:
        raise InputError(
            "library-missing",
            "Writing a PDF needs the library reportlab",
            todo='Install it: pip install "facetproof[pdf]".',
        ) from None
    pages = [claim.lines[n : n + LINES_PER_PAGE] for n in range(0, len(claim.lines), LINES_PER_PAGE)] or [()]
    canvas = Canvas(out if not isinstance(out, Path) else str(out), pagesize=letter, invariant=1)
    canvas.setTitle("CMS-1500")
    for n, lines in enumerate(pages, 1):
        _page(canvas, claim, lines, n, len(pages), letter)
        canvas.showPage()
    canvas.save()
    return len(pages)


def _page(
    canvas: Canvas, claim: BilledClaim, lines: tuple[ServiceLine, ...], n: int, of: int, size: tuple[float, float]
) -> None:
    width, top = size[0] - 2 * _MARGIN, size[1] - _MARGIN
    canvas.setFont("Helvetica-Bold", 11)
    canvas.drawString(_MARGIN, top - 10, "CMS-1500 (02/12), content of the boxes")
    canvas.setFont("Helvetica", 8)
    canvas.drawRightString(_MARGIN + width, top - 10, f"page {n} of {of}")
    rows = boxes(claim, last_page=n == of)
    place = top - 24
    for row in rows[:-2]:
        place = _row(canvas, row, place, width)
    place = _lines(canvas, claim, lines, place - 8, width)
    place -= 8
    for row in rows[-2:]:
        place = _row(canvas, row, place, width)


def _row(canvas: Canvas, row: list[Box], top: float, width: float) -> float:
    left = _MARGIN
    for box in row:
        wide = box.width * width
        _cell(canvas, f"{box.number} {box.name}", box.value, (left, top - _ROW, wide, _ROW))
        left += wide
    return top - _ROW


def _lines(canvas: Canvas, claim: BilledClaim, lines: tuple[ServiceLine, ...], top: float, width: float) -> float:
    for n in range(LINES_PER_PAGE):
        values = list(_line_values(claim, lines[n])) if n < len(lines) else [""] * len(_COLUMNS)
        left = _MARGIN
        for (letter, name, share), value in zip(_COLUMNS, values, strict=True):
            label = f"24{letter} {name}" if n == 0 else ""
            high = _LINE + (8 if n == 0 else 0)
            _cell(canvas, label, value, (left, top - high, share * width, high))
            left += share * width
        top -= _LINE + (8 if n == 0 else 0)
    return top


def _cell(canvas: Canvas, label: str, value: str, place: tuple[float, float, float, float]) -> None:
    left, bottom, wide, high = place
    canvas.setLineWidth(0.4)
    canvas.rect(left, bottom, wide, high)
    if label:
        canvas.setFont("Helvetica", 6)
        canvas.drawString(left + 3, bottom + high - 8, label)
    for n, text in enumerate(reversed(value.split("\n"))):
        size = 10.0
        while size > 5 and canvas.stringWidth(text, "Courier", size) > wide - 6:
            size -= 0.5
        canvas.setFont("Courier", size)
        while text and canvas.stringWidth(text, "Courier", size) > wide - 6:
            text = text[:-1]
        canvas.drawString(left + 3, bottom + 6 + 10 * n, text)


def _line_values(claim: BilledClaim, line: ServiceLine) -> Iterator[str]:
    yield f"{_day(line.dos)}-{_day(line.dos_to or line.dos)}" if line.dos else ""
    yield line.place_of_service or claim.place_of_service or ""
    yield ""
    yield " ".join([line.cpt or "", *line.modifiers]).strip()
    yield "".join(_LETTERS[p - 1] for p in line.pointers if p <= len(_LETTERS))
    yield _money(line.charge)
    yield "" if line.units is None else f"{line.units:g}"
    yield line.rendering_npi or _npi(claim.rendering)


def _diagnoses(claim: BilledClaim) -> list[tuple[str, str]]:
    codes = [code.replace(".", "") for code in claim.diagnoses]
    return list(zip(_LETTERS, codes + [""] * len(_LETTERS), strict=False))


def _authorization(claim: BilledClaim) -> str:
    """The claim's number, else that of its first line with one: the form has room for one."""
    own = (line.authorization_number for line in claim.lines)
    return claim.authorization_number or next((number for number in own if number), "")


def _resubmission(claim: BilledClaim) -> str:
    if claim.frequency in (None, "1"):
        return ""
    return " ".join(part for part in (claim.frequency, claim.original_number) if part)


def _name(person: Person | None) -> str:
    parts = (person.last_name, person.first_name) if person else ()
    return ", ".join(part for part in parts if part)


def _birth(person: Person | None) -> str:
    if person is None:
        return ""
    born = person.birth_date.strftime("%m %d %Y") if person.birth_date else ""
    return f"{born}  {person.sex or ''}".strip()


def _provider_name(provider: Provider | None) -> str:
    return (provider.name if provider else None) or ""


def _placed_name(provider: Provider | None) -> str:
    """Name, and below it the state: of the address the claim tells no more."""
    state = provider.state if provider else None
    return "\n".join(part for part in (_provider_name(provider), state) if part)


def _npi(provider: Provider | None) -> str:
    return (provider.npi if provider else None) or ""


def _day(day: dt.date | None) -> str:
    return day.strftime("%m/%d/%y") if day else ""


def _money(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"
