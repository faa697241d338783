"""Who stands around the claims of an 837: billing provider, subscriber, patient and payer, and what they lack."""

from __future__ import annotations

import re

import msgspec

from facetproof.model.claimfile import Fault, Payer, Person, Provider
from facetproof.sources.x12 import Separators
from facetproof.sources.x12_people import Birth, Coverage, Name
from facetproof.sources.x12_scopes import Scope
from facetproof.sources.x12_values import STATES

_PARENTS = {"22": "20", "23": "22"}
_SCOPES = {"20": Scope.PROVIDER, "22": Scope.SUBSCRIBER, "23": Scope.PATIENT}
_HEADER = {
    "BHT": "A BHT segment",
    "41": "The submitter, NM1*41,",
    "PER": "The submitter's contact, PER,",
    "40": "The receiver, NM1*40,",
}
_ZIP = re.compile(r"\d{5}(?:\d{4})?")


class Parties:
    """The hierarchy of one transaction set as far as it has been read."""

    def __init__(self) -> None:
        self.begin(0)

    def begin(self, number: int) -> None:
        """A transaction set begins with segment `number`."""
        self._anchor = number
        self._count = 0
        self._kinds: dict[str, str] = {}
        self._last = ("", "", 0)
        self._claims = True
        self._header: set[str] = set()
        self._forget_provider()

    def _forget_provider(self) -> None:
        self._billing: tuple[Name, int] | None = None
        self._entity = ""
        self._tax: str | None = None
        self._taxonomy: str | None = None
        self._state: str | None = None
        self._address: set[str] = set()
        self._provider: Provider | None = None
        self._forget_subscriber()

    def _forget_subscriber(self) -> None:
        self._coverage: tuple[Coverage, int] | None = None
        self._insured: tuple[Name, int] | None = None
        self._insured_birth: tuple[Birth, int] | None = None
        self._payer: tuple[Name, int] | None = None
        self._residence: set[tuple[str, str]] = set()
        self._forget_patient()

    def _forget_patient(self) -> None:
        self.is_self = True
        self._pat: tuple[list[str], int] | None = None
        self._patient: tuple[Name, int] | None = None
        self._patient_birth: tuple[Birth, int] | None = None
        self._people: tuple[Person | None, Person | None, Payer | None, Provider | None] | None = None

    def hierarchy(self, parts: list[str], number: int) -> tuple[Scope, list[Fault]]:
        """Follows an HL segment; returns the scope it opens and what is wrong with it."""
        id, parent, kind, children = (parts + [""] * 5)[1:5]
        faults = self._childless(kind) + self.claimless()
        self._claims = kind == "20"
        self._count += 1
        self._anchor, self._entity = number, ""
        if id != str(self._count):
            faults.append(Fault("hierarchy-number-wrong", f"HL01 counts from 1, here {self._count}", number, "HL", 1))
        wanted = _PARENTS.get(kind)
        if wanted is None and parent:
            faults.append(Fault("hierarchy-parent-wrong", "HL02 is empty for a billing provider", number, "HL", 2))
        elif wanted is not None and self._kinds.get(parent) != wanted:
            what = f"HL02 is the number of an HL with HL03 {wanted}"
            faults.append(Fault("hierarchy-parent-wrong", what, number, "HL", 2))
        self._kinds[id] = kind
        self._last = (kind, children, number)
        if kind == "22":
            self._forget_subscriber()
        elif kind == "23":
            self._forget_patient()
            self.is_self = False
        else:
            self._forget_provider()
        return _SCOPES.get(kind, Scope.PROVIDER), faults

    # one method a segment; each takes what the segment holds, its number and its place in the file

    def header_segment(self, parts: list[str], _number: int, _start: int) -> None:
        """BHT or PER."""
        self._header.add(parts[0])

    def header_name(self, name: Name, _number: int) -> None:
        """Submitter or receiver."""
        self._header.add(name.entity)

    def provider_name(self, name: Name, number: int) -> None:
        """Billing provider, or one to be passed over."""
        self._entity = name.entity
        if name.entity == "85" and self._billing is None:
            self._billing = name, number

    def provider_taxonomy(self, parts: list[str], _number: int, _start: int) -> None:
        """PRV."""
        self._taxonomy = self._taxonomy or element(parts, 3)

    def provider_address(self, parts: list[str], _number: int, _start: int) -> None:
        """N3 or N4."""
        if self._entity == "85":
            self._address.add(parts[0])
            if parts[0] == "N4":
                self._state = element(parts, 2)

    def provider_reference(self, parts: list[str], _number: int, _start: int) -> None:
        """REF: the tax number."""
        if self._entity == "85" and element(parts, 1) in ("EI", "SY"):
            self._tax = self._tax or element(parts, 2)
            self._address.add("REF")

    def subscriber_coverage(self, coverage: Coverage, number: int, _start: int) -> None:
        """SBR."""
        self._coverage = self._coverage or (coverage, number)

    def subscriber_name(self, name: Name, number: int) -> None:
        """Subscriber or payer."""
        self._entity = name.entity
        if name.entity == "IL":
            self._insured = self._insured or (name, number)
        elif name.entity == "PR":
            self._payer = self._payer or (name, number)

    def subscriber_birth(self, birth: Birth, number: int, _start: int) -> None:
        """DMG."""
        if self._entity == "IL":
            self._insured_birth = self._insured_birth or (birth, number)

    def residence(self, parts: list[str], _number: int, _start: int) -> None:
        """N3 or N4 of the subscriber or the patient."""
        self._residence.add((self._entity, parts[0]))

    def claimed(self) -> None:
        """A claim stands below the HL last read."""
        self._claims = True

    def claimless(self) -> list[Fault]:
        """Whether the HL last read has a claim, where nothing stands below it; asked when it is left."""
        kind, children, number = self._last
        if self._claims or children == "1" or kind not in ("22", "23"):
            return []
        return [Fault("hierarchy-empty", "No claim stands below this HL", number, "HL", 0, 0, False)]

    def patient_relation(self, parts: list[str], number: int, _start: int) -> None:
        """PAT."""
        self._pat = self._pat or (parts, number)

    def patient_name(self, name: Name, number: int) -> None:
        """Patient."""
        self._entity = name.entity
        if name.entity == "QC":
            self._patient = self._patient or (name, number)

    def patient_birth(self, birth: Birth, number: int, _start: int) -> None:
        """DMG."""
        if self._entity == "QC":
            self._patient_birth = self._patient_birth or (birth, number)

    def missing(self, scope: Scope) -> list[Fault]:
        """What the part now left behind should have held; told at the segment that opened it."""
        if scope is Scope.HEADER:
            return self._header_faults()
        if scope is Scope.PROVIDER:
            return self._provider_faults()
        return self._subscriber_faults() if scope is Scope.SUBSCRIBER else self._patient_faults()

    def people(self) -> tuple[Person | None, Person | None, Payer | None, Provider | None]:
        """Patient, subscriber, payer and billing provider of the claims that follow."""
        if self._people is None:
            subscriber = _person(self._insured, self._insured_birth)
            patient = subscriber if self.is_self else _person(self._patient, self._patient_birth)
            payer = None
            if self._payer is not None or self._coverage is not None:
                name = self._payer[0] if self._payer else None
                payer = Payer(
                    name=name.last if name else None,
                    id=name.id if name else None,
                    filing=self._coverage[0].filing if self._coverage else None,
                )
            if self._provider is None and self._billing is not None:
                found = self._billing[0].provider
                self._provider = msgspec.structs.replace(
                    found, tax_id=self._tax or found.tax_id, taxonomy=self._taxonomy, state=self._state
                )
            self._people = patient, subscriber, payer, self._provider
        return self._people

    def birth_place(self) -> int:
        """Number of the segment with the patient's birth date, 0 where there is none."""
        found = self._insured_birth if self.is_self else self._patient_birth
        return found[1] if found else 0

    def _childless(self, following: str) -> list[Fault]:
        """Whether the HL before kept what HL04 promised; asked when the next one comes."""
        kind, children, number = self._last
        if kind == "22" and children in ("0", "1") and (following == "23") != (children == "1"):
            what = "HL04 is 1 where an HL stands below it, else 0"
            return [Fault("hierarchy-child-wrong", what, number, "HL", 4, 0, False)]
        return []

    def _header_faults(self) -> list[Fault]:
        faults = [
            Fault("segment-missing", f"{what} comes after ST", self._anchor, "ST")
            for key, what in _HEADER.items()
            if key not in self._header
        ]
        self._header = set(_HEADER)
        return faults

    def _provider_faults(self) -> list[Fault]:
        if self._billing is None:
            return [self._absent("The billing provider, NM1*85,")]
        name, number = self._billing
        faults = []
        if name.id is None:
            faults.append(Fault("npi-missing", "NM109 is the billing provider's NPI", number, "NM1", 9))
        for tag, what in (("N3", "an address, N3,"), ("N4", "a city, N4,"), ("REF", "a tax number, REF*EI or REF*SY,")):
            if tag not in self._address:
                faults.append(Fault("segment-missing", f"The billing provider has {what} after it", number, "NM1"))
        return faults

    def _subscriber_faults(self) -> list[Fault]:
        faults = []
        relationship = self._coverage[0].relationship if self._coverage else None
        if self._coverage is None:
            faults.append(self._absent("An SBR segment"))
        elif relationship == "18" and self._last[1] == "1":
            what = "SBR02 18 says that the subscriber is the patient, yet HL04 promises another"
            faults.append(Fault("relationship-wrong", what, self._coverage[1], "SBR", 2, 0, False))
        if self._insured is None:
            faults.append(self._absent("The subscriber, NM1*IL,"))
        else:
            name, number = self._insured
            if name.id is None:
                faults.append(Fault("member-id-missing", "NM109 is the member's number", number, "NM1", 9))
            elif name.id_kind not in ("MI", "II"):
                faults.append(Fault("code-wrong", "NM108 is MI or II for a subscriber", number, "NM1", 8))
            if relationship == "18" and self._insured_birth is None:
                what = "A subscriber who is the patient has birth date and sex, DMG, after the name"
                faults.append(Fault("segment-missing", what, number, "NM1"))
            if relationship == "18":
                faults += self._homeless("IL", number)
        if self._payer is None:
            faults.append(self._absent("The payer, NM1*PR,"))
        elif self._payer[0].id is None:
            faults.append(Fault("payer-id-missing", "NM109 is the payer's number", self._payer[1], "NM1", 9))
        return faults

    def _patient_faults(self) -> list[Fault]:
        faults = []
        if self._pat is None:
            faults.append(self._absent("A PAT segment"))
        elif element(self._pat[0], 1) is None:
            what = "PAT01 is the patient's relationship to the subscriber"
            faults.append(Fault("element-missing", what, self._pat[1], "PAT", 1))
        if self._patient is None:
            faults.append(self._absent("The patient, NM1*QC,"))
        elif self._patient_birth is None:
            what = "A patient has birth date and sex, DMG, after the name"
            faults.append(Fault("segment-missing", what, self._patient[1], "NM1"))
        if self._patient is not None:
            faults += self._homeless("QC", self._patient[1])
        return faults

    def _homeless(self, entity: str, number: int) -> list[Fault]:
        """What a patient's address lacks."""
        return [
            Fault("segment-missing", f"A patient has {what} after the name", number, "NM1", 0, 0, False)
            for tag, what in (("N3", "an address, N3,"), ("N4", "a city, N4,"))
            if (entity, tag) not in self._residence
        ]

    def _absent(self, what: str) -> Fault:
        return Fault("segment-missing", f"{what} belongs after this HL", self._anchor, "HL")


def city(parts: list[str], _marks: Separators) -> tuple[list[str], tuple[Fault, ...]]:
    """N4: state and ZIP code of an address in this country."""
    state, zip_code = element(parts, 2), element(parts, 3)
    faults = []
    if element(parts, 4) in (None, "US"):
        if state is not None and len(state) == 2 and state not in STATES:
            faults.append(Fault("state-wrong", "N402 is the two letters of a state", 0, "N4", 2, 0, False))
        if zip_code is not None and not _ZIP.fullmatch(zip_code):
            faults.append(Fault("zip-wrong", "N403 is a ZIP code of five or nine digits", 0, "N4", 3, 0, False))
    return parts, tuple(faults)


def _person(found: tuple[Name, int] | None, birth: tuple[Birth, int] | None) -> Person | None:
    if found is None:
        return None
    name = found[0]
    born, sex = birth[0] if birth else (None, None)
    return Person(last_name=name.last, first_name=name.first, member_id=name.id, birth_date=born, sex=sex)


def element(parts: list[str], n: int) -> str | None:
    """An element's text, None where it is empty."""
    return (parts[n] or None) if n < len(parts) else None
