"""Authorization requests at random, complete as far as a 278 needs them, and what of each a 278 can carry."""

from __future__ import annotations

import datetime as dt

import msgspec
from hypothesis import strategies as st

from facetproof.model.authorization import (
    Address,
    Attachment,
    AuthorizationRequest,
    Contact,
    Coverage,
    Individual,
    Provider,
    RequestedLine,
)
from facetproof.model.spine import Side
from facetproof.outputs.request_278 import with_control_numbers

NPIS = ("1234567893", "1245319599", "1999999984")
_NAMES = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg'-. ", min_size=1, max_size=30).map(
    lambda text: " ".join(f"X{text}".split())
)
_NUMBERS = st.text("ABCDEFGHJK0123456789-", min_size=2, max_size=20).filter(lambda text: text.strip("-") != "")
_DAYS = st.dates(dt.date(2024, 1, 1), dt.date(2027, 12, 31))
_DIAGNOSES = st.lists(
    st.sampled_from(("M47.816", "M47.817", "M47.812", "M47.26", "G89.29", "M54.50", "M96.1")), unique=True, min_size=1
)
_PHONES = st.from_regex(r"[2-9][0-9]{9}", fullmatch=True)

_ADDRESSES = st.builds(
    Address,
    lines=st.lists(_NAMES, min_size=1, max_size=2).map(tuple),
    city=st.sampled_from(("TESTVILLE", "Sample Town")),
    state=st.sampled_from(("TX", "NY")),
    zip=st.sampled_from(("75001", "750010000")),
)
_PEOPLE = st.builds(
    Individual,
    last_name=_NAMES,
    first_name=_NAMES.map(lambda text: text[:20].strip()),
    middle_name=st.none() | st.sampled_from(("Q", "Lee")),
    birth_date=st.dates(dt.date(1930, 1, 1), dt.date(2005, 12, 31)),
    sex=st.none() | st.sampled_from(("F", "M", "U")),
    medical_record=st.none() | _NUMBERS,
    address=st.none() | _ADDRESSES,
)
_CONTACTS = st.builds(
    Contact,
    name=st.none() | _NAMES,
    phone=st.none() | _PHONES | _PHONES.map(lambda text: f"{text} ext 12"),
    fax=st.none() | _PHONES,
)


@st.composite
def _providers(draw: st.DrawFn, *, role: str) -> Provider:
    person = role != "facility" and draw(st.booleans())
    calls = role != "requesting"
    return Provider(
        name=None if person else draw(_NAMES),
        last_name=draw(_NAMES) if person else None,
        first_name=draw(st.none() | st.just("Dora")) if person else None,
        npi=draw(st.sampled_from(NPIS)),
        tax_id=draw(st.none() | st.from_regex(r"[1-9][0-9]{8}", fullmatch=True)),
        taxonomy="208VP0014X" if role == "servicing" and draw(st.booleans()) else None,
        address=draw(st.none() | _ADDRESSES),
        phone=draw(st.none() | _PHONES) if calls else None,
        fax=draw(st.none() | _PHONES) if calls else None,
    )


def _range(draw: st.DrawFn) -> tuple[dt.date, dt.date | None]:
    first = draw(_DAYS)
    return first, draw(st.none() | st.integers(1, 120).map(lambda days: first + dt.timedelta(days)))


@st.composite
def _lines(draw: st.DrawFn, diagnoses: tuple[str, ...]) -> tuple[RequestedLine, ...]:
    lines = []
    for number in range(1, draw(st.integers(1, 6)) + 1):
        dos, dos_to = _range(draw)
        joints = draw(st.lists(st.sampled_from(("L3-4", "L4-5", "L5-S1", "C2-3", "T12-L1")), unique=True, max_size=3))
        pointed = draw(st.lists(st.sampled_from(diagnoses), unique=True, max_size=4))
        lines.append(
            RequestedLine(
                number=number,
                code=draw(st.sampled_from(("64493", "64494", "64495", "64635", "64490", "77003"))),
                units=draw(st.sampled_from((1, 2, 3, 1.5))),
                modifiers=tuple(
                    draw(st.lists(st.sampled_from(("50", "LT", "RT", "KX", "59")), unique=True, max_size=4))
                ),
                side=draw(st.none() | st.sampled_from(Side)),
                joints=tuple(joints),
                dos=dos,
                dos_to=dos_to,
                diagnoses=tuple(pointed),
            )
        )
    return tuple(lines)


@st.composite
def requests(draw: st.DrawFn) -> AuthorizationRequest:
    """Requests that can be sent, in every shape of patient, provider, place and line."""
    diagnoses = tuple(draw(_DIAGNOSES))
    dependent = draw(st.booleans())
    relation = draw(st.sampled_from(("spouse", "child", "other") if dependent else (None, "self")))
    institutional = draw(st.booleans())
    dos, dos_to = _range(draw)
    patient = draw(_PEOPLE)
    return AuthorizationRequest(
        policy="",
        trace=draw(_NUMBERS),
        created=draw(_DAYS),
        kind=draw(st.sampled_from(("initial", "renewal", "revised"))),
        urgency=draw(st.sampled_from(("standard", "expedited"))),
        earlier_number=draw(st.none() | _NUMBERS),
        patient=patient,
        coverage=Coverage(
            payer=draw(_NAMES),
            payer_id=draw(_NUMBERS.map(lambda text: text[:15])),
            member_id=draw(_NUMBERS),
            group_number=draw(st.none() | _NUMBERS),
            relationship=relation,  # type: ignore[arg-type]
            subscriber=draw(_PEOPLE) if dependent else None,
        ),
        requesting=draw(_providers(role="requesting")),
        servicing=draw(st.just(Provider()) | _providers(role="servicing")),
        facility=draw(st.just(Provider()) | _providers(role="facility")),
        contact=draw(_CONTACTS),
        bill_type="13" if institutional else None,
        place_of_service=None if institutional else draw(st.sampled_from(("11", "22", "24"))),
        dos=dos,
        dos_to=dos_to,
        diagnoses=diagnoses,
        lines=draw(_lines(diagnoses)),
        attachments=tuple(
            Attachment(id="", title=draw(_NAMES), kind=draw(st.sampled_from(("M1", "OB", "PN"))))
            for _ in range(draw(st.integers(0, 3)))
        ),
    )


def carried(request: AuthorizationRequest) -> AuthorizationRequest:
    """The request as a reader of its 278 must see it."""
    request = with_control_numbers(request)
    lines = request.lines
    if request.bill_type:
        # an institutional line does not point to diagnoses
        lines = tuple(msgspec.structs.replace(line, diagnoses=()) for line in lines)
    return msgspec.structs.replace(
        request,
        lines=lines,
        attachments=tuple(msgspec.structs.replace(a, id=a.control_number or "") for a in request.attachments),
    )
