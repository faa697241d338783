"""Who stands around the claims of an 837: billing provider, subscriber, patient and payer, and what they lack."""

from __future__ import annotations

from facetproof.model.claimfile import Fault, Payer, Person, Provider
from facetproof.sources.x12_guide import day, npi_valid
from facetproof.sources.x12_scopes import Scope

_PARENTS = {"22": "20", "23": "22"}
_SCOPES = {"20": Scope.PROVIDER, "22": Scope.SUBSCRIBER, "23": Scope.PATIENT}
#: Names whose address and numbers are looked at; those of others are passed over.
_OWN = {Scope.PROVIDER: "85", Scope.SUBSCRIBER: "IL", Scope.PATIENT: "QC"}

_Seen = dict[str, tuple[list[str], int]]


class Parties:
    """The hierarchy of one transaction set as far as it has been read.

    Args:
        number: number of the ST segment.
    """

    def __init__(self, number: int) -> None:
        self._anchor = number
        self._count = 0
        self._kinds: dict[str, str] = {}
        self._last: tuple[str, str, int] = ("", "", 0)
        self._entity = ""
        self._header: _Seen = {}
        self._provider: _Seen = {}
        self._subscriber: _Seen = {}
        self._patient: _Seen = {}
        self._now = self._header
        self._people: tuple[Person | None, Person | None, Payer | None, Provider | None] | None = None

    def hierarchy(self, parts: list[str], number: int) -> tuple[Scope, list[Fault]]:
        """Follows an HL segment; returns the scope it opens and what is wrong with it."""
        id, parent, kind, children = (parts + [""] * 5)[1:5]
        faults = self._childless(kind)
        self._count += 1
        self._anchor, self._entity, self._people = number, "", None
        if id != str(self._count):
            faults.append(Fault("hierarchy-number-wrong", f"HL01 counts from 1, here {self._count}", number, "HL", 1))
        wanted = _PARENTS.get(kind)
        if wanted is None and parent:
            faults.append(Fault("hierarchy-parent-wrong", "HL02 is empty for a billing provider", number, "HL", 2))
        elif wanted is not None and self._kinds.get(parent) != wanted:
            faults.append(
                Fault("hierarchy-parent-wrong", f"HL02 is the number of an HL with HL03 {wanted}", number, "HL", 2)
            )
        self._kinds[id] = kind
        self._last = (kind, children, number)
        seen: _Seen = {}
        if kind == "22":
            self._subscriber, self._patient = seen, {}
        elif kind == "23":
            self._patient = seen
        else:
            self._provider, self._subscriber, self._patient = seen, {}, {}
        self._now = seen
        return _SCOPES.get(kind, Scope.PROVIDER), faults

    def subscriber_of(self, parts: list[str], number: int) -> None:
        """The SBR segment of the subscriber."""
        self._subscriber["SBR"] = (parts, number)

    def take(self, tag: str, parts: list[str], number: int) -> None:
        """A segment of the header, the provider, the subscriber or the patient."""
        if tag == "NM1":
            self._entity = parts[1] if len(parts) > 1 else ""
            key = f"NM1*{self._entity}"
        elif tag == "REF":
            key = f"{self._entity} REF*{parts[1] if len(parts) > 1 else ''}"
        elif tag in ("BHT", "PRV", "PAT"):
            key = tag
        else:
            key = f"{self._entity} {tag}"
        self._now.setdefault(key, (parts, number))

    def missing(self, scope: Scope) -> list[Fault]:
        """What the part now left behind should have held; told at the segment that opened it."""
        if scope is Scope.HEADER:
            return self._header_faults()
        if scope is Scope.PROVIDER:
            return self._provider_faults()
        if scope is Scope.PATIENT:
            return self._patient_faults()
        return self._subscriber_faults()

    def people(self) -> tuple[Person | None, Person | None, Payer | None, Provider | None]:
        """Patient, subscriber, payer and billing provider of the claims that follow."""
        if self._people is None:
            subscriber = person(self._subscriber, "IL")
            patient = person(self._patient, "QC") if self._patient else subscriber if self.is_self else None
            self._people = (patient, subscriber, self._payer(), self._billing())
        return self._people

    @property
    def is_self(self) -> bool:
        """The subscriber is the patient: SBR02 says so, or no patient stands below the subscriber."""
        return not self._patient

    def birth_place(self) -> int:
        """Number of the segment with the patient's birth date, 0 where there is none."""
        seen, entity = (self._patient, "QC") if self._patient else (self._subscriber, "IL")
        found = seen.get(f"{entity} DMG")
        return found[1] if found else 0

    def _payer(self) -> Payer | None:
        name, sbr = self._subscriber.get("NM1*PR"), self._subscriber.get("SBR")
        if name is None and sbr is None:
            return None
        parts = name[0] if name else []
        return Payer(name=value(parts, 3), id=value(parts, 9), filing=value(sbr[0], 9) if sbr else None)

    def _billing(self) -> Provider | None:
        name = self._provider.get("NM1*85")
        if name is None:
            return None
        tax = self._provider.get("85 REF*EI") or self._provider.get("85 REF*SY")
        taxonomy = self._provider.get("PRV")
        city = self._provider.get("85 N4")
        return provider(
            name[0],
            tax_id=value(tax[0], 2) if tax else None,
            taxonomy=value(taxonomy[0], 3) if taxonomy else None,
            state=value(city[0], 2) if city else None,
        )

    def _childless(self, following: str) -> list[Fault]:
        """Whether the HL before kept what HL04 promised; asked when the next one comes."""
        kind, children, number = self._last
        if kind == "22" and children in ("0", "1") and (following == "23") != (children == "1"):
            what = "HL04 is 1 where an HL stands below it, else 0"
            return [Fault("hierarchy-child-wrong", what, number, "HL", 4, 0, False)]
        return []

    def _header_faults(self) -> list[Fault]:
        faults = []
        for key, what in (
            ("BHT", "A BHT segment"),
            ("NM1*41", "The submitter, NM1*41,"),
            ("NM1*40", "The receiver, NM1*40,"),
        ):
            if key not in self._header:
                faults.append(Fault("segment-missing", f"{what} comes after ST", self._anchor, "ST"))
        self._header = dict.fromkeys(("BHT", "NM1*41", "NM1*40"), ([], 0))
        return faults

    def _provider_faults(self) -> list[Fault]:
        name = self._provider.get("NM1*85")
        if name is None:
            return [self._absent("The billing provider, NM1*85,")]
        faults = npi_faults(*name)
        if value(name[0], 9) is None:
            faults.append(Fault("npi-missing", "NM109 is the billing provider's NPI", name[1], "NM1", 9))
        for key, what in (("85 N3", "an address, N3,"), ("85 N4", "a city, N4,")):
            if key not in self._provider:
                faults.append(Fault("segment-missing", f"The billing provider has {what} after it", name[1], "NM1"))
        if not any(key in self._provider for key in ("85 REF*EI", "85 REF*SY")):
            what = "The billing provider has a tax number, REF*EI or REF*SY, after it"
            faults.append(Fault("segment-missing", what, name[1], "NM1"))
        return faults

    def _subscriber_faults(self) -> list[Fault]:
        seen, faults = self._subscriber, []
        if "SBR" not in seen:
            faults.append(self._absent("An SBR segment"))
        elif value(seen["SBR"][0], 2) == "18" and self._last[1] == "1":
            what = "SBR02 18 says that the subscriber is the patient, yet HL04 promises another"
            faults.append(Fault("relationship-wrong", what, seen["SBR"][1], "SBR", 2, 0, False))
        if "NM1*IL" not in seen:
            faults.append(self._absent("The subscriber, NM1*IL,"))
        else:
            parts, number = seen["NM1*IL"]
            if value(parts, 9) is None:
                faults.append(Fault("member-id-missing", "NM109 is the member's number", number, "NM1", 9))
            elif value(parts, 8) not in ("MI", "II"):
                faults.append(Fault("code-wrong", "NM108 is MI or II for a subscriber", number, "NM1", 8))
            if value(seen.get("SBR", ([], 0))[0], 2) == "18" and "IL DMG" not in seen:
                what = "A subscriber who is the patient has birth date and sex, DMG, after the name"
                faults.append(Fault("segment-missing", what, number, "NM1"))
        if "NM1*PR" not in seen:
            faults.append(self._absent("The payer, NM1*PR,"))
        elif value(seen["NM1*PR"][0], 9) is None:
            faults.append(Fault("payer-id-missing", "NM109 is the payer's number", seen["NM1*PR"][1], "NM1", 9))
        return faults

    def _patient_faults(self) -> list[Fault]:
        seen, faults = self._patient, []
        if "PAT" not in seen:
            faults.append(self._absent("A PAT segment"))
        elif value(seen["PAT"][0], 1) is None:
            what = "PAT01 is the patient's relationship to the subscriber"
            faults.append(Fault("element-missing", what, seen["PAT"][1], "PAT", 1))
        if "NM1*QC" not in seen:
            faults.append(self._absent("The patient, NM1*QC,"))
        elif "QC DMG" not in seen:
            what = "A patient has birth date and sex, DMG, after the name"
            faults.append(Fault("segment-missing", what, seen["NM1*QC"][1], "NM1"))
        return faults

    def _absent(self, what: str) -> Fault:
        return Fault("segment-missing", f"{what} belongs after this HL", self._anchor, "HL")


def provider(
    parts: list[str], *, tax_id: str | None = None, taxonomy: str | None = None, state: str | None = None
) -> Provider:
    """The provider that an NM1 segment names."""
    npi = value(parts, 9) if value(parts, 8) == "XX" else None
    if tax_id is None and value(parts, 8) == "24":
        tax_id = value(parts, 9)
    return Provider(name=full_name(parts), npi=npi, tax_id=tax_id, taxonomy=taxonomy, state=state)


def full_name(parts: list[str]) -> str | None:
    """Last name or organisation, with the first name where there is one."""
    last, first = value(parts, 3), value(parts, 4)
    return f"{last}, {first}" if last and first else last


def npi_faults(parts: list[str], number: int) -> list[Fault]:
    """A number that cannot be an NPI."""
    npi = value(parts, 9)
    if value(parts, 8) == "XX" and npi is not None and not npi_valid(npi):
        return [Fault("npi-wrong", "NM109 is an NPI: ten digits with a correct check digit", number, "NM1", 9)]
    return []


def person(seen: _Seen, entity: str) -> Person | None:
    """The person that an NM1 segment and its DMG describe."""
    found, birth = seen.get(f"NM1*{entity}"), seen.get(f"{entity} DMG")
    if found is None:
        return None
    parts = found[0]
    born = value(birth[0], 2) if birth else None
    return Person(
        last_name=value(parts, 3),
        first_name=value(parts, 4),
        member_id=value(parts, 9),
        birth_date=day(born) if born else None,
        sex=value(birth[0], 3) if birth else None,
    )


def value(parts: list[str], n: int) -> str | None:
    """An element's text, None where it is empty; Latin-1 bytes that are UTF-8 are read as such."""
    if n >= len(parts) or not parts[n]:
        return None
    text = parts[n]
    if text.isascii():
        return text
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return text
