"""CMS-1500 forms, as JSON, CSV or PDF of their boxes, → claims. A box that cannot be read is a fault on its claim."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from facetproof.errors import InputError
from facetproof.model.claimfile import BilledClaim, ClaimKind, Fault, Payer, Person, Provider, ServiceLine
from facetproof.sources.cms1500_boxes import LETTERS, Box, read_forms, value_of
from facetproof.sources.x12_guide import npi_valid
from facetproof.sources.x12_values import PLACES_OF_SERVICE, STATES, amount, dotted

_FILING = {"medicare": "MB", "medicaid": "MC", "tricare": "CH", "champva": "CH", "feca": "OF", "other": "CI"}
_DATE_FORMS = ("%Y-%m-%d", "%m/%d/%Y", "%m/%d/%y", "%m%d%Y", "%m%d%y", "%m %d %Y", "%m %d %y", "%m-%d-%Y", "%m-%d-%y")
_DIAGNOSES = {10: re.compile(r"[A-TV-Z]\d[0-9A-Z]{1,5}"), 9: re.compile(r"\d{3,5}|V\d{2,4}|E\d{3,4}")}
_STATE = re.compile(r"(?:\b|^)([A-Z]{2})(?:\s+\d{5}(?:[- ]?\d{4})?)?\s*$")
#: Before the name in box 17: referring, ordering, supervising.
_QUALIFIER = re.compile(r"^(?:DN|DK|DQ)\s+(?=\S)")
_CODE = re.compile(r"[A-Z0-9]{5}")


def read_cms1500(data: bytes | str, *, where: str) -> list[BilledClaim]:
    """The claims of a file of boxes: JSON (one form, a list, one a line) or CSV (one form a row).

    Raises:
        InputError: `cms1500-invalid` where no box is recognised, `not-json`.
    """
    text = data.decode("utf-8-sig", errors="replace") if isinstance(data, bytes) else data
    forms = read_forms(text, where)
    if not any(forms):
        raise InputError(
            "cms1500-invalid",
            "No box of a CMS-1500 form was recognised",
            where=where,
            todo="Name the columns or keys by their boxes: 1a, 2, 3, 21A, 24A_1, 24D_1, 26, 33a.",
        )
    return [_Form(number, boxes).claim() for number, boxes in enumerate(forms, 1) if boxes]


def read_cms1500_pdf(data: bytes, *, where: str) -> list[BilledClaim | Fault]:
    """The claims of forms as PDF with text, and the pages that are none.

    Raises:
        InputError: `cms1500-layout` where no form is found, and as `sources.pdf`.
    """
    from facetproof.sources.cms1500_pdf import read_pdf_forms

    forms, faults = read_pdf_forms(data, where=where)
    return [*faults, *(_Form(number, boxes).claim() for number, boxes in enumerate(forms, 1))]


class _Form:
    def __init__(self, number: int, boxes: Mapping[Box, str]) -> None:
        self._number, self._boxes = number, boxes
        self._faults: list[Fault] = []

    def claim(self) -> BilledClaim:
        """The claim with what is wrong with its boxes."""
        diagnoses = self._diagnoses()
        codes = tuple(code for _, code in diagnoses)
        numbers = sorted({box.line for box in self._boxes if box.number == 24 and box.line})
        lines = tuple(self._line(n, place, diagnoses) for place, n in enumerate(numbers, 1))
        insured, patient = self._insured(), self._patient()
        is_self = self._is_self()
        if is_self and patient is not None:
            insured = insured or patient
            patient = Person(
                last_name=patient.last_name,
                first_name=patient.first_name,
                member_id=self._get(1, "A"),
                birth_date=patient.birth_date,
                sex=patient.sex,
            )
        note = self._get(19)
        code, original = self._resubmission()
        account, charge = self._get(26), self._money(28)
        if account is None:
            self._fault("account-number-missing", "Box 26 is the patient's account number", "box 26", severe=False)
        if not lines:
            self._fault("line-missing", "A claim has at least one service line", "box 24")
        charges = [line.charge for line in lines if line.charge is not None]
        if charge is not None and len(charges) == len(lines) > 0 and abs(sum(charges) - charge) > 0.005:
            self._fault("charge-mismatch", "Box 28 is the sum of the charges of the lines", "box 28")
        days = [line.dos for line in lines if line.dos is not None]
        ends = [line.dos_to for line in lines if line.dos_to is not None]
        rendering = next((line.rendering_npi for line in lines if line.rendering_npi), None)
        return BilledClaim(
            id=account or f"form {self._number}",
            kind=ClaimKind.PROFESSIONAL,
            frequency=code or "1",
            charge=charge,
            place_of_service=next((line.place_of_service for line in lines if line.place_of_service), None),
            diagnoses=codes,
            dos=min(days, default=None),
            dos_to=max(ends, default=None),
            patient=patient,
            subscriber=insured,
            relationship="self" if is_self else None,
            payer=self._payer(),
            billing=self._provider(33, tax_id=self._get(25)),
            rendering=Provider(npi=rendering) if rendering else None,
            referring=self._provider(17, npi_letter="B"),
            facility=self._provider(32),
            authorization_number=self._get(23),
            original_number=original,
            notes=(note,) if note else (),
            lines=lines,
            record=self._number,
            faults=tuple(self._faults),
        )

    def _get(self, number: int, letter: str = "") -> str | None:
        return value_of(self._boxes, number, letter)

    def _fault(self, code: str, what: str, tag: str, *, severe: bool = True) -> None:
        self._faults.append(Fault(code, what, self._number, tag, severe=severe))

    def _line(self, n: int, place: int, diagnoses: list[tuple[str, str]]) -> ServiceLine:
        cells = {
            (box.letter, box.rest): value for box, value in self._boxes.items() if box.number == 24 and box.line == n
        }

        def cell(letter: str, *rests: str) -> str | None:
            return next((cells[letter, rest] for rest in rests or ("",) if (letter, rest) in cells), None)

        tag = f"box 24{{}} line {n}"
        first, last = self._days(cell("A", "", "from", "begin", "start"), cell("A", "to", "through", "thru", "end"), n)
        cpt, modifiers = self._procedure(cell("D", "", "cpt", "code", "hcpcs"), cells, n)
        units = amount(cell("G", "", "units", "days") or "")
        if units is None or units <= 0:
            self._fault("units-wrong", "Box 24G is a number above zero", tag.format("G"))
            units = None
        charge = amount((cell("F", "", "charge", "charges") or "").replace("$", "").replace(",", ""))
        if charge is None:
            self._fault("number-wrong", "Box 24F is an amount", tag.format("F"))
        pointers = self._pointers(cell("E", "", "pointer", "pointers") or "", n, diagnoses)
        npi = cell("J", "", "npi")
        if npi is not None and not npi_valid(npi):
            self._fault("npi-wrong", "Box 24J is an NPI: ten digits with a correct check digit", tag.format("J"))
        pos = cell("B", "", "pos", "place")
        if pos is not None and pos not in PLACES_OF_SERVICE:
            self._fault("place-of-service-wrong", "Box 24B is a place of service code", tag.format("B"))
        return ServiceLine(
            number=place,
            cpt=cpt,
            modifiers=modifiers,
            units=units,
            unit="UN",
            charge=charge,
            dos=first,
            dos_to=last,
            place_of_service=pos,
            pointers=pointers,
            dx=tuple(diagnoses[p - 1][1] for p in pointers if p <= len(diagnoses)),
            rendering_npi=npi,
        )

    def _days(self, begin: str | None, end: str | None, n: int) -> tuple[dt.date | None, dt.date | None]:
        if begin and not end:
            halves = re.split(r"\s*(?:-{1,2}|–|to|through)\s+|\s+-\s*", begin)
            if len(halves) == 2:
                begin, end = halves
        first = read_day(begin) if begin else None
        last = read_day(end) if end else first
        if first is None or last is None:
            self._fault("date-wrong", "Box 24A is a day: month, day, year", f"box 24A line {n}")
        elif last < first:
            self._fault("date-span-reversed", "Box 24A ends before it begins", f"box 24A line {n}")
        return first, last or first

    def _procedure(
        self, text: str | None, cells: Mapping[tuple[str, str], str], n: int
    ) -> tuple[str | None, tuple[str, ...]]:
        words = re.split(r"[\s,;:/-]+", (text or "").upper().strip())
        more = [cells[key] for key in sorted(cells) if key[0] in ("D", "") and key[1].startswith("mod")]
        modifiers = words[1:] + [part for value in more for part in re.split(r"[\s,;:/-]+", value.upper().strip())]
        modifiers = [modifier for modifier in modifiers if modifier]
        if not _CODE.fullmatch(words[0]):
            what = "Box 24D begins with a code of five capitals and digits"
            self._fault("procedure-code-wrong", what, f"box 24D line {n}")
        if len(modifiers) > 4 or any(not re.fullmatch(r"[A-Z0-9]{2}", modifier) for modifier in modifiers):
            what = "Box 24D has room for four modifiers of two characters"
            self._fault("modifier-wrong", what, f"box 24D line {n}")
        return words[0] or None, tuple(modifiers)

    def _pointers(self, text: str, n: int, diagnoses: list[tuple[str, str]]) -> tuple[int, ...]:
        known = [letter for letter, _ in diagnoses]
        found = []
        marks = re.findall(r"[A-La-l]|\d+", text)
        if len(marks) == 1 and marks[0].isdigit() and int(marks[0]) > len(known):
            # earlier forms point by digits without a separator: 12 is 1 and 2
            marks = list(marks[0])
        for mark in marks:
            letter = LETTERS[int(mark) - 1] if mark.isdigit() and 1 <= int(mark) <= len(LETTERS) else mark.upper()
            if letter in known:
                found.append(known.index(letter) + 1)
            else:
                what = "Box 24E points to a diagnosis that box 21 does not have"
                self._fault("pointer-dangling", what, f"box 24E line {n}")
        if not text.strip():
            self._fault("pointer-missing", "Box 24E points to at least one diagnosis", f"box 24E line {n}")
        return tuple(found)

    def _diagnoses(self) -> list[tuple[str, str]]:
        """Letter and code of each diagnosis; box 21 may hold one a letter, or all in one text."""
        found, edition = [], 10
        for box, value in sorted(self._boxes.items()):
            if box.number != 21:
                continue
            if box.rest.startswith(("ind", "icd")):
                edition = 9 if value.strip() == "9" else 10
                continue
            letter = box.letter or (LETTERS[box.line - 1] if 1 <= box.line <= len(LETTERS) else "")
            if letter:
                found.append((letter, value))
            else:
                found += list(zip(LETTERS, re.split(r"[\s,;]+", value), strict=False))
        out = []
        for letter, code in found:
            bare = code.replace(".", "").upper()
            if not _DIAGNOSES[edition].fullmatch(bare):
                self._fault("diagnosis-code-wrong", f"Box 21{letter} is no ICD-{edition} code", f"box 21{letter}")
            out.append((letter, dotted(bare, edition)))
        if not out:
            self._fault("diagnosis-missing", "Box 21 has at least one diagnosis", "box 21")
        return out

    def _patient(self) -> Person | None:
        last, first = _split_name(self._get(2))
        born, sex = self._birth(3)
        return Person(last_name=last, first_name=first, birth_date=born, sex=sex) if last or born else None

    def _insured(self) -> Person | None:
        last, first = _split_name(self._get(4))
        member = self._get(1, "A")
        if member is None:
            self._fault("member-id-missing", "Box 1a is the insured's number", "box 1a")
        born, sex = self._birth(11, "A")
        if last is None and member is None:
            return None
        if last is None or last.lower() == "same":
            last, first = _split_name(self._get(2))
            born, sex = (born, sex) if born else self._birth(3)
        return Person(last_name=last, first_name=first, member_id=member, birth_date=born, sex=sex)

    def _birth(self, number: int, letter: str = "") -> tuple[dt.date | None, str | None]:
        """Birth date and sex of one box; a year of two digits is not guessed."""
        text = sex = None
        for box, value in self._boxes.items():
            if box.number == number and box.letter in (letter, "M", "F"):
                if box.rest.startswith(("sex", "gender")) or value.upper() in ("M", "F"):
                    sex = value[:1].upper()
                else:
                    text = text or value
        if text is not None and (found := re.search(r"\b([MF])\b", text.upper())):
            sex, text = sex or found[1], text[: found.start()].strip()
        born = read_day(text, full_year=True) if text else None
        if text and born is None:
            self._fault("date-wrong", f"Box {number} is a birth date with a year of four digits", f"box {number}")
        return born, sex

    def _payer(self) -> Payer | None:
        kind = (self._get(1) or "").lower()
        filing = next((code for word, code in _FILING.items() if word in kind), None)
        name = self._get(11, "C")
        return Payer(name=name, filing=filing) if name or filing else None

    def _is_self(self) -> bool:
        """Box 6, and where it is empty box 4: patients who are the insured leave it empty, or it says so."""
        told, insured, patient = self._get(6), self._get(4), self._get(2)
        if told is not None:
            return told.strip().lower() in ("self", "18", "1")
        return insured is None or insured.strip().lower() in ("same", (patient or "").strip().lower())

    def _provider(self, number: int, *, npi_letter: str = "A", tax_id: str | None = None) -> Provider | None:
        name, npi = self._get(number), self._get(number, npi_letter)
        if npi is not None and not npi_valid(npi):
            where = f"box {number}{npi_letter.lower()}"
            self._fault("npi-wrong", f"{where.capitalize()} is an NPI: ten digits with a correct check digit", where)
        if number == 33 and npi is None:
            self._fault("npi-missing", "Box 33a is the billing provider's NPI", "box 33a")
        if not (name or npi or tax_id):
            return None
        state = _STATE.search(name or "")
        known = state[1] if state and state[1] in STATES else None
        return Provider(name=_provider_name(name), npi=npi, tax_id=tax_id, state=known)

    def _resubmission(self) -> tuple[str | None, str | None]:
        """Frequency and the payer's number of the claim before, of box 22."""
        code = original = None
        for box, value in self._boxes.items():
            if box.number != 22:
                continue
            if box.letter == "B" or box.rest.startswith(("orig", "ref")):
                original = value
            elif re.fullmatch(r"[178]", value):
                code = value
            elif found := re.fullmatch(r"([178])[\s|/]+(\S+)", value):
                code, original = found[1], found[2]
        if code in ("7", "8") and original is None:
            what = "A replacement or void names the payer's number of the claim before"
            self._fault("original-number-missing", what, "box 22")
        return code, original

    def _money(self, number: int) -> float | None:
        text = self._get(number)
        value = amount(text.replace("$", "").replace(",", "")) if text else None
        if text and value is None:
            self._fault("number-wrong", f"Box {number} is an amount", f"box {number}")
        return value


def read_day(text: str, *, full_year: bool = False) -> dt.date | None:
    """A day as forms write it, None where it cannot be told; with `full_year` a year of two digits is refused."""
    bare = " ".join(text.split())
    for form in _DATE_FORMS:
        if full_year and "%y" in form:
            continue
        try:
            day = dt.datetime.strptime(bare, form).date()
        except ValueError:
            continue
        if day.year >= 1900:
            return day
    return None


def _provider_name(text: str | None) -> str | None:
    """The first line with a word in it; on a line of its own the address begins at the first comma."""
    named = [line for line in (text or "").splitlines() if re.search(r"[A-Za-z]", line)]
    if not named:
        return None
    first = _QUALIFIER.sub("", named[0])
    return (first.split(",")[0] if len(named) == 1 and re.search(r"\d", first) else first).strip() or None


def _split_name(text: str | None) -> tuple[str | None, str | None]:
    """Last and first name of `LAST, FIRST, MIDDLE`."""
    if not text:
        return None, None
    parts = [part.strip() for part in text.split(",")]
    return parts[0] or None, (parts[1] or None) if len(parts) > 1 else None
