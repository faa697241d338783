"""What a practice and its front desk give for a prior authorization, which no note tells."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

from facetproof.model.authorization import Contact, Coverage, Individual, Provider
from facetproof.model.denial import Track
from facetproof.model.letterhead import Letterhead


class _Settings(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Base of settings: a misspelt field is refused."""


class Exemption(_Settings, frozen=True, kw_only=True):
    """The facility's exemption from prior authorization, as its notice tells it; without `to` until withdrawn.

    Attributes:
        notice: document and date of the notice.
    """

    start: dt.date
    to: dt.date | None = None
    notice: str | None = None


class Exchange(_Settings, frozen=True, kw_only=True):
    """How X12 files are sent, as agreed on with the payer or the clearinghouse.

    Attributes:
        sender: the practice's number; `receiver` the receiver's, the payer's own where none is given.
        sender_kind, receiver_kind: kind of these numbers; ZZ where the two sides agreed on them.
        test: the payer is not to act on it.
        attachments: how the documents come: EL electronically, FX fax, BM mail, EM e-mail, AA when asked for.
    """

    sender: str
    receiver: str | None = None
    sender_kind: str = "ZZ"
    receiver_kind: str = "ZZ"
    test: bool = False
    attachments: Literal["EL", "FX", "BM", "EM", "AA"] = "FX"


class Practice(_Settings, frozen=True, kw_only=True):
    """What is the same for every request of a practice."""

    letterhead: Letterhead | None = None
    requesting: Provider = Provider()
    servicing: Provider = Provider()
    facility: Provider = Provider()
    contact: Contact = Contact()
    place_of_service: str | None = None
    setting: Literal["professional", "asc", "hospital_outpatient"] | None = None
    exemption: Exemption | None = None
    x12: Exchange | None = None


class Asked(_Settings, frozen=True, kw_only=True):
    """What belongs to one request; a provider given here stands for the practice's.

    Attributes:
        track: kind of plan, which sets the payer's time to decide where its policy tells none.
        received: day on which the payer received the request, from which its time runs.
    """

    patient: Individual = Individual()
    coverage: Coverage = Coverage()
    trace: str | None = None
    created: dt.date | None = None
    received: dt.date | None = None
    kind: Literal["initial", "renewal", "revised"] = "initial"
    urgency: Literal["standard", "expedited"] = "standard"
    urgency_reason: str | None = None
    earlier_number: str | None = None
    track: Track | None = None
    requesting: Provider | None = None
    servicing: Provider | None = None
    facility: Provider | None = None
    contact: Contact | None = None
    setting: Literal["professional", "asc", "hospital_outpatient"] | None = None
    place_of_service: str | None = None
    bill_type: str | None = None
    dos: dt.date | None = None
    dos_to: dt.date | None = None
    certified_from: dt.date | None = None
    certified_to: dt.date | None = None
