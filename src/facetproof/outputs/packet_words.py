"""A request for authorization in words: fields of the cover sheet, lines, answers; the same in every form."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from facetproof.facts.questions import asking_for
from facetproof.findings.authorization import Due, Preparation
from facetproof.findings.authorization_need import Need
from facetproof.findings.authorization_request import at_facility
from facetproof.model.authorization import (
    Address,
    AuthorizationRequest,
    Criterion,
    Individual,
    Provider,
    Quote,
    RequestedLine,
    SupportingFact,
)
from facetproof.model.document import Document
from facetproof.model.evidence import Evidence
from facetproof.model.finding import Source, Status
from facetproof.outputs import words
from facetproof.outputs.console import shortened
from facetproof.outputs.view import around

NOT_GIVEN = "not given"
_SHORT_QUOTE, _REACH = 40, 48
UNNAMED = "Neither the patient's name nor the birth date is in these documents: are they this patient's?"
ANSWERS = {
    "needed": "Authorization is needed",
    "not_needed": "No authorization is needed",
    "exempt": "Exempt from authorization",
    "unknown": "Whether authorization is needed is not known",
}
PROSPECTS = {
    "ready": ("✓", "Every requirement judged is met", "met"),
    "gaps": ("?", "Something is not documented", "missing"),
    "refused": ("✗", "Would surely be refused as it stands", "not-met"),
    "not_judged": ("–", "Not judged", "none"),
}
_SETTINGS = {
    "professional": "professional",
    "asc": "ambulatory surgery centre",
    "hospital_outpatient": "hospital outpatient department",
}
_SEXES = {"F": "female", "M": "male", "U": "unknown"}
_REGIONS = {"cervical_thoracic": "cervical/thoracic", "lumbar_sacral": "lumbar/sacral"}
#: Names of fields on lists of what is missing; what is not here is named by its path.
_NAMES = {
    "requesting.shown": "requesting provider: name",
    "servicing.shown": "servicing provider: name",
    "created": "date of the request",
    "dos": "planned date of service",
    "lines": "services (codes)",
    "diagnoses": "diagnoses",
    "setting": "setting",
    "place_of_service": "place of service",
    "urgency_reason": "why the request is expedited",
    "earlier_number": "number of the earlier decision",
    "coverage.payer": "payer",
    "coverage.payer_id": "payer id",
    "coverage.member_id": "member id",
}
_PARTS = {
    "patient": "patient",
    "coverage": "coverage",
    "requesting": "requesting provider",
    "servicing": "servicing provider",
    "facility": "facility",
    "contact": "contact",
    "lines": "service",
}


class Field(NamedTuple):
    """One field of the cover sheet; `value` None where it is not given, `wanted` whether the payer's form needs it."""

    label: str
    value: str | None
    wanted: bool = True


def cover(prepared: Preparation) -> list[tuple[str, list[Field]]]:
    """The groups of fields of the cover sheet; fields that nobody wants and nobody gave are left out."""
    request = prepared.request
    coverage, contact = request.coverage, request.contact
    found = [
        ("Request", _request(prepared)),
        ("Patient", _person(request.patient)),
        (
            "Coverage",
            [
                Field("Payer", coverage.payer),
                Field("Payer id", coverage.payer_id),
                Field("Member id", coverage.member_id),
                Field("Group number", coverage.group_number, wanted=False),
                Field("Plan", coverage.plan, wanted=False),
                Field("Patient is", _relationship(coverage.relationship), wanted=False),
                Field("Subscriber", _name(coverage.subscriber), wanted=False),
            ],
        ),
        ("Requesting provider", _provider(request.requesting)),
        ("Servicing provider", _provider(request.servicing)),
        ("Facility", _provider(request.facility, wanted=at_facility(request))),
        (
            "Contact",
            [
                Field("Name", contact.name),
                Field("Phone", contact.phone),
                Field("Fax", contact.fax),
                Field("E-mail", contact.email, wanted=False),
            ],
        ),
    ]
    shown = [(title, [field for field in fields if field.wanted or field.value]) for title, fields in found]
    return [(title, fields) for title, fields in shown if fields]


def _request(prepared: Preparation) -> list[Field]:
    request = prepared.request
    kind = {"initial": "first request", "renewal": "renewal", "revised": "revised request"}[request.kind]
    expedited = request.urgency == "expedited"
    return [
        Field("Kind", f"{kind}, {request.urgency}"),
        Field("Reason for haste", request.urgency_reason, wanted=expedited),
        Field("Earlier number", request.earlier_number, wanted=request.kind != "initial"),
        Field("Our number", request.trace, wanted=False),
        Field("Date of request", day_text(request.created)),
        Field("Planned service", range_text(request.dos, request.dos_to)),
        Field("Valid for", range_text(request.certified_from, request.certified_to), wanted=False),
        Field("Setting", _SETTINGS.get(request.setting or "")),
        Field("Place of service", request.place_of_service),
        Field("Type of bill", request.bill_type, wanted=False),
        Field("Diagnoses", ", ".join(request.diagnoses) or None),
    ]


def _person(person: Individual) -> list[Field]:
    return [
        Field("Name", _name(person)),
        Field("Born", day_text(person.birth_date)),
        Field("Sex", _SEXES.get(person.sex or "")),
        Field("Record number", person.medical_record, wanted=False),
        Field("Address", _address(person.address), wanted=False),
        Field("Phone", person.phone, wanted=False),
    ]


def _provider(provider: Provider, *, wanted: bool = True) -> list[Field]:
    return [
        Field("Name", provider.shown, wanted=wanted),
        Field("NPI", provider.npi, wanted=wanted),
        Field("Tax id", provider.tax_id, wanted=False),
        Field("Taxonomy", provider.taxonomy, wanted=False),
        Field("Medicare number", provider.medicare_number, wanted=False),
        Field("Address", _address(provider.address), wanted=False),
        Field("Phone", provider.phone, wanted=False),
        Field("Fax", provider.fax, wanted=False),
    ]


def _name(person: Individual | None) -> str | None:
    if person is None:
        return None
    given = words.joined(" ", person.first_name or "", person.middle_name or "")
    return words.joined(", ", person.last_name or "", given) or None


def _relationship(relationship: str | None) -> str | None:
    return (
        None if relationship is None else {"self": "the subscriber"}.get(relationship, f"{relationship} of subscriber")
    )


def _address(address: Address | None) -> str | None:
    if address is None:
        return None
    place = words.joined(" ", address.state or "", address.zip or "")
    return words.joined(", ", *address.lines, address.city or "", place) or None


def identifiers(request: AuthorizationRequest) -> tuple[str, ...]:
    """The patient's identifiers for every page: name, birth date, member number, as far as given."""
    person = request.patient
    born, member = day_text(person.birth_date), request.coverage.member_id
    return tuple(
        part
        for part in (_name(person), f"born {born}" if born else None, f"member {member}" if member else None)
        if part is not None
    )


def day_text(day: dt.date | None) -> str | None:
    """A day as year-month-day."""
    return day.isoformat() if day else None


def range_text(first: dt.date | None, last: dt.date | None) -> str | None:
    """A day or a range of days."""
    if first is None or last is None or first == last:
        return day_text(first or last)
    return f"{first.isoformat()} to {last.isoformat()}"


def service(line: RequestedLine) -> tuple[str, ...]:
    """Cells of a line: number, code, modifiers, units, side, joints, region, dates, diagnoses."""
    return (
        str(line.number),
        line.code,
        " ".join(line.modifiers) or "none",
        f"{line.units:g}",
        line.side.value if line.side else NOT_GIVEN,
        ", ".join(line.joints) or NOT_GIVEN,
        _REGIONS.get(line.region or "", NOT_GIVEN),
        range_text(line.dos, line.dos_to) or NOT_GIVEN,
        ", ".join(line.diagnoses) or NOT_GIVEN,
    )


SERVICE_HEADS = ("Line", "Code", "Modifiers", "Units", "Side", "Joints", "Region", "Date", "Diagnoses")


def missing_names(paths: Iterable[str]) -> tuple[str, ...]:
    """Names of fields not given, for a person to look up."""
    return tuple(_named(path) for path in paths)


def _named(path: str) -> str:
    if path in _NAMES:
        return _NAMES[path]
    part, *rest = path.split(".")
    number = f" {int(rest[0]) + 1}" if rest and rest[0].isdigit() else ""
    names = [name for name in rest if not name.isdigit()]
    return f"{_PARTS.get(part, part)}{number}: {' '.join(names).replace('_', ' ')}".replace("npi", "NPI")


def need_text(need: Need) -> str:
    """The answer and its reason in one paragraph."""
    return words.joined(" ", f"{ANSWERS[need.answer]}.", need.why, need.asks)


def dues(prepared: Preparation) -> tuple[Due, ...]:
    """When the decision is due, where one is to be made."""
    return prepared.dues if prepared.need.answer in ("needed", "unknown") else ()


def due_text(due: Due) -> str:
    """When the decision is due, and why then."""
    start = f"{due.counted_from.isoformat()}{', the day of the request (receipt not told)' if due.presumed else ''}"
    warn = "; recalled only, check it" if due.source.confidence == "recalled" else ""
    warn += "; holidays are not left out" if "business" in due.words else ""
    return f"Decision due by {due.due.isoformat()}: {due.words} from {start}{warn}."


def clause_text(source: Source | None) -> str:
    """The clause with how sure it is."""
    if source is None:
        return ""
    return words.joined("; ", words.source_text(source), words.confidence_text(source).partition(":")[0])


def facts_below(row: Criterion, facts: Mapping[str, SupportingFact]) -> list[SupportingFact]:
    """The supporting facts of a row: those at and below its paths."""
    return [fact for path, fact in facts.items() if any(f"{path}.".startswith(f"{at}.") for at in row.facts)]


def shown_quotes(row: Criterion, documents: tuple[Document, ...] | None, longest: int) -> list[tuple[Quote, str]]:
    """The quotes of a row as they are shown; two that show the same words of a page once."""
    found: dict[tuple[str, str, int], tuple[Quote, str]] = {}
    for quote in row.quotes:
        told = quote_text(quote, documents, longest)
        found.setdefault((told, quote.document, quote.page), (quote, told))
    return list(found.values())


def more_text(count: int) -> str:
    """That further places are marked but not quoted; empty for none."""
    return f"and {words.count(count, 'more place')} marked in the documents" if count > 0 else ""


def silence(row: Criterion, told: bool) -> str:
    """What to say of a row that shows neither a fact nor a quote; empty where it shows one."""
    if told:
        return ""
    if row.status is Status.MET:
        return "Nothing in the record stands against it."
    if row.status is Status.NOT_DOCUMENTED:
        return "The record does not tell it."
    return f"The record as a whole: {words.value_text(row.observed) or 'see what is asked'}."


def fact_text(fact: SupportingFact, facts: Mapping[str, SupportingFact]) -> str:
    """`Duration of the pain: 14 months`; of an earlier session with its date."""
    asking = asking_for(fact.path)
    label = asking.label if asking else fact.path.rsplit(".", 1)[-1].replace("_", " ")
    parts = fact.path.split(".")
    day = facts.get(f"history.{parts[1]}.dos") if parts[0] == "history" and len(parts) > 2 else None
    when = f" of {day.value}" if day is not None and day is not fact else ""
    return words.joined(" ", f"{label}{when}: {words.value_text(fact.value)}", fact.unit)


def quote_text(quote: Quote, documents: tuple[Document, ...] | None, longest: int) -> str:
    """The quoted words in one line; a short quote with the words around it on its line."""
    span = Evidence(quote.start, quote.end, quote.text, quote.document)
    whole = around(span, documents, _REACH) if len(quote.text) < _SHORT_QUOTE else ""
    return shortened(whole or " ".join(quote.text.split()), longest)


def asked_text(row: Criterion) -> str:
    """What is asked, bounds in words; empty where that nothing is found is asked, which title and clause tell."""
    if row.required == "none":
        return ""
    return row.required.replace(">= ", "at least ").replace("<= ", "at most ").replace("_", " ")


def row_status(row: Criterion) -> words.Sign:
    """The sign of a row; a warning that is not met is marked as one."""
    own = words.SIGNS[row.status]
    if row.consequence == "warning" and row.status is not Status.MET:
        return words.Sign(words.WARNING.symbol, f"{words.WARNING.word}, {own.word}", words.WARNING.key)
    return own
