"""The phrases of a letter. Nothing else enters it: a slot takes words of what its sentence rests on, as they stand."""

from __future__ import annotations

import re
from collections.abc import Mapping

#: Around words of the record, and around nothing else.
OPEN, CLOSE = "\u201c", "\u201d"

PHRASES: Mapping[str, str] = {
    "line": "{value}",
    "re_patient": "Patient: {value}",
    "re_birth_date": "Date of birth: {value}",
    "re_member": "Member number: {value}",
    "re_claim": "Claim number: {value}",
    "re_account": "Account number: {value}",
    "re_dos": "Date of service: {value}",
    "re_notice": "Notice of denial: {value}",
    "opening": "We appeal the denial of the services listed, notified on {date}, and ask for its review.",
    "opening_level": "This is a request for {level}. It concerns the services listed, denied by the notice of {date}.",
    "timely_presumed": "It is in time: {document} allows {number} from receipt of the notice; receipt is presumed "
    "on {first}, and the last day is {last}.",
    "timely_receipt": "It is in time: {document} allows {number} from receipt of the notice; the notice was received "
    "on {first}, and the last day is {last}.",
    "timely": "It is in time: {document} allows {number} from receipt of the notice; counted from its date, {first}, "
    "the last day is {last}.",
    "timely_notice": "It is in time: {document} allows {number} from the date of the notice, and the last day is "
    "{last}.",
    "code": "The notice gives {code}: {label}.",
    "thesis": "The record of the service of {date} answers the denial. Each requirement in question is set out below "
    "with its clause and what the record says.",
    "clause": "Clause: {document}, version {version}. {where}.",
    "clause_unversioned": "Clause: {document}. {where}.",
    "clause_general": "Asked of every record: {where} ({document}).",
    "quote": f"{{place}}: {OPEN}{{quote}}{CLOSE}",
    "value": "The record gives {words}.",
    "met": "The requirement is met.",
    "met_bound": "The record gives {seen}; the clause asks for {asked}. The requirement is met.",
    "met_count": "Counted on the record: {seen}; the clause asks for {asked}. The requirement is met.",
    "met_seen": "The record gives {seen}. The requirement is met.",
    "met_true": "The record shows that {asked}. The requirement is met.",
    "met_false": "The record rules out {asked}. The requirement is met.",
    "on_appeal": "The policy leaves this to your review on appeal, and the record gives the reason.",
    "request": "We ask that the denial be reversed and payment be made for {lines}.",
    "contact": "Please direct questions to {contact} at {phone}.",
    "contact_phone": "Please direct questions to us at {phone}.",
    "cited": "{document}: {title}",
    "cited_at": "{document}: {title} ({url})",
    "enclosure": "{number}: {name}",
}
#: Titles of sections that are not the name of a rule.
TITLES = frozenset({"", "Services", "The denial", "Request", "Documents cited", "Enclosures"})
_SLOT = re.compile(r"\{(\w+)\}")


def filled(phrase: str, slots: Mapping[str, tuple[str, ...]]) -> str:
    """The phrase with its slots filled; several words are listed.

    Raises:
        KeyError: a slot has no words.
    """
    return _SLOT.sub(lambda found: listed(slots[found[1]]), phrase)


def slots_of(phrase: str) -> frozenset[str]:
    """Names of the slots of a phrase."""
    return frozenset(_SLOT.findall(phrase))


def listed(told: tuple[str, ...]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return told[0] if len(told) == 1 else f"{', '.join(told[:-1])} and {told[-1]}"
