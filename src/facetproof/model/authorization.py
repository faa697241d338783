"""A prior authorization: what every form of the request is written from, and the payer's answer in one shape.

What is not given is None, an empty tuple where it is a list. `not_given` tells by name what a form needs and lacks;
nothing is ever filled in for it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Literal

import msgspec

from facetproof.model.claimfile import Fault
from facetproof.model.finding import Json, Source, Status
from facetproof.model.spine import Side


class _Part(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Base of the parts; absent fields are left out when written."""


class _Setting(_Part, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of what a person writes into settings: a misspelt field is refused."""


class Address(_Setting, frozen=True, kw_only=True):
    """A postal address; `state` two letters, `zip` five digits or nine."""

    lines: tuple[str, ...] = ()
    city: str | None = None
    state: str | None = None
    zip: str | None = None


class Individual(_Setting, frozen=True, kw_only=True):
    """The patient or the subscriber.

    Attributes:
        sex: as the payer keeps it; U where it is unknown to the sender.
        medical_record: the practice's number of the record.
    """

    last_name: str | None = None
    first_name: str | None = None
    middle_name: str | None = None
    birth_date: dt.date | None = None
    sex: Literal["F", "M", "U"] | None = None
    medical_record: str | None = None
    address: Address | None = None
    phone: str | None = None


class Coverage(_Setting, frozen=True, kw_only=True):
    """Who is asked, and under which membership.

    Attributes:
        payer: name of the payer or of the review agent that decides.
        payer_id: the number under which it receives requests.
        member_id: the member's number on the card.
        subscriber: the person who holds the cover, where it is not the patient.
        relationship: of the patient to the subscriber.
    """

    payer: str | None = None
    payer_id: str | None = None
    member_id: str | None = None
    group_number: str | None = None
    plan: str | None = None
    relationship: Literal["self", "spouse", "child", "other"] | None = None
    subscriber: Individual | None = None


class Provider(_Setting, frozen=True, kw_only=True):
    """A person (last and first name) or an organization (`name`)."""

    name: str | None = None
    last_name: str | None = None
    first_name: str | None = None
    npi: str | None = None
    tax_id: str | None = None
    taxonomy: str | None = None
    medicare_number: str | None = None
    address: Address | None = None
    phone: str | None = None
    fax: str | None = None

    @property
    def shown(self) -> str | None:
        """The name as written on a form."""
        person = ", ".join(part for part in (self.last_name, self.first_name) if part)
        return person or self.name


class Contact(_Setting, frozen=True, kw_only=True):
    """Whom the payer may call about the request."""

    name: str | None = None
    phone: str | None = None
    fax: str | None = None
    email: str | None = None


class RequestedLine(_Part, frozen=True, kw_only=True):
    """One service asked for.

    Attributes:
        number: from 1.
        joints: joint levels as names such as `L4-5`.
        region: `cervical_thoracic` or `lumbar_sacral`.
        dos: planned day, or the first day of the range.
        dos_to: last day of the range.
    """

    number: int
    code: str
    units: float = 1
    modifiers: tuple[str, ...] = ()
    side: Side | None = None
    joints: tuple[str, ...] = ()
    region: str | None = None
    dos: dt.date | None = None
    dos_to: dt.date | None = None
    diagnoses: tuple[str, ...] = ()


class Quote(_Part, frozen=True, kw_only=True):
    """Words of the record: `text` is verbatim, from character `start` to `end` of the document; `page` is its page."""

    document: str
    text: str
    start: int
    end: int
    page: int = 1


class SupportingFact(_Part, frozen=True, kw_only=True):
    """What the record says at one place of the chart.

    Attributes:
        path: in the chart, such as `assessment.pain.months`.
        value: as the chart holds it.
        unit: in words; empty for none.
        quotes: where it is said; empty where the chart itself was given.
        rules: codes of the criteria it answers.
    """

    path: str
    value: Json
    unit: str = ""
    quotes: tuple[Quote, ...] = ()
    rules: tuple[str, ...] = ()


class Criterion(_Part, frozen=True, kw_only=True):
    """One requirement of the payer as the audit found it; `facts` are paths of supporting facts."""

    rule: str
    name: str
    status: Status
    consequence: Literal["denial", "warning"] = "denial"
    observed: Json = None
    required: str = ""
    source: Source | None = None
    facts: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()
    remedy: str = ""


class Attachment(_Part, frozen=True, kw_only=True):
    """A document sent along; `pages` counts those sent, `control_number` ties it to an electronic request."""

    id: str
    title: str
    kind: str | None = None
    date: dt.date | None = None
    pages: int | None = None
    control_number: str | None = None


class AuthorizationRequest(_Part, frozen=True, kw_only=True):
    """A request for prior authorization.

    Attributes:
        policy: id of the policy it was built under; `version` its first day.
        trace: the practice's own number of the request.
        created: day of the request.
        kind: a first request, one for more of what was granted, or a changed one.
        urgency: `expedited` where waiting would endanger life, health or function.
        earlier_number: number of the decision that is renewed or revised; UTN with Medicare.
        requesting: who asks and receives the answer.
        servicing: who will do it.
        setting: `professional`, `asc` or `hospital_outpatient`; `place_of_service` the two-digit code of CMS.
        bill_type: type of bill of an institutional claim, such as `131`.
        dos, dos_to: planned day or range of days.
        certified_from, certified_to: days for which authorization is asked.
    """

    policy: str
    version: str | None = None
    trace: str | None = None
    created: dt.date | None = None
    kind: Literal["initial", "renewal", "revised"] = "initial"
    urgency: Literal["standard", "expedited"] = "standard"
    urgency_reason: str | None = None
    earlier_number: str | None = None
    patient: Individual = Individual()
    coverage: Coverage = Coverage()
    requesting: Provider = Provider()
    servicing: Provider = Provider()
    facility: Provider = Provider()
    contact: Contact = Contact()
    setting: Literal["professional", "asc", "hospital_outpatient"] | None = None
    place_of_service: str | None = None
    bill_type: str | None = None
    dos: dt.date | None = None
    dos_to: dt.date | None = None
    certified_from: dt.date | None = None
    certified_to: dt.date | None = None
    diagnoses: tuple[str, ...] = ()
    lines: tuple[RequestedLine, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    facts: tuple[SupportingFact, ...] = ()
    attachments: tuple[Attachment, ...] = ()


def not_given(request: AuthorizationRequest, paths: Iterable[str]) -> tuple[str, ...]:
    """Those of the paths, such as `patient.last_name` or `lines.*.side`, that the request leaves open, numbered."""
    return tuple(open_path for path in paths for open_path in _open(request, path.split("."), ""))


def _open(node: object, parts: list[str], at: str) -> Iterator[str]:
    if not parts:
        if node is None or node == () or (isinstance(node, str) and not node.strip()):
            yield at
        return
    name, rest = parts[0], parts[1:]
    if name == "*":
        items = node if isinstance(node, tuple) else ()
        for number, item in enumerate(items):
            yield from _open(item, rest, f"{at}.{number}")
        return
    yield from _open(getattr(node, name) if node is not None else None, rest, f"{at}.{name}" if at else name)


class Outcome(StrEnum):
    """What the payer decided; `UNKNOWN` where the answer does not tell it in a way we know: never an approval."""

    APPROVED = "approved"
    MODIFIED = "modified"
    DENIED = "denied"
    PENDED = "pended"
    NOT_REQUIRED = "not_required"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"


class AnswerReason(_Part, frozen=True, kw_only=True):
    """A reason code as received, the name of its list, a short label of our own, and where it stands."""

    code: str
    list: str | None = None
    label: str | None = None
    place: str | None = None


class AnsweredLine(_Part, frozen=True, kw_only=True):
    """The decision on one service.

    Attributes:
        number: of the line of the request, where the answer tells it.
        number_given: the authorization number of this line alone.
        units: as answered; of an approval the units approved.
        raw: codes as received, such as `HCR01=A1`.
        place: where in the file the decision stands.
    """

    outcome: Outcome
    number: int | None = None
    code: str | None = None
    units: float | None = None
    modifiers: tuple[str, ...] = ()
    side: Side | None = None
    joints: tuple[str, ...] = ()
    number_given: str | None = None
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    dos: dt.date | None = None
    dos_to: dt.date | None = None
    reasons: tuple[AnswerReason, ...] = ()
    raw: tuple[str, ...] = ()
    place: str | None = None


class AuthorizationAnswer(_Part, frozen=True, kw_only=True):
    """A payer's answer to one request.

    Attributes:
        format: `x12-278`, `fhir` or `json`.
        number: the payer's authorization number; UTN with Medicare.
        review_number: the payer's own number of the case, of no use on a claim.
        trace: the practice's number, given back.
        decided: day of the decision.
        servicing_npi: the provider authorized; `place_of_service` the place.
        follow_up: what the payer asks to do next, in short words of our own.
        messages: free text of the payer.
        faults: what is wrong with the file.
    """

    format: str
    outcome: Outcome
    number: str | None = None
    review_number: str | None = None
    trace: str | None = None
    payer: str | None = None
    patient: Individual | None = None
    member_id: str | None = None
    decided: dt.date | None = None
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    servicing_npi: str | None = None
    facility_npi: str | None = None
    place_of_service: str | None = None
    lines: tuple[AnsweredLine, ...] = ()
    reasons: tuple[AnswerReason, ...] = ()
    follow_up: tuple[str, ...] = ()
    messages: tuple[str, ...] = ()
    raw: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
