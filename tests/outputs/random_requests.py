"""Random requests for authorization, complete or with holes."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

import msgspec

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
from facetproof.model.document import Document
from facetproof.model.spine import Side

DAY = dt.date(2025, 6, 2)
_CODES = ("64490", "64491", "64493", "64494", "64495", "64633", "64635", "64636", "G0260", "0213T")


def _address(rng: random.Random) -> Address | None:
    full = Address(lines=("1 Test Street",), city="Testville", state="TX", zip="75001")
    return rng.choice((None, Address(state="TX"), full))


def _provider(rng: random.Random, number: int, *, person: bool) -> Provider:
    name: dict[str, Any] = {"name": f"Test Pain Group {number}"}
    if person:
        name = {"last_name": "Example", "first_name": rng.choice((None, "Pat"))}
    return Provider(
        npi=f"{1234567890 + number}", tax_id=rng.choice((None, "12-3456789")),
        taxonomy=rng.choice((None, "208VP0014X")),
        address=_address(rng), phone=rng.choice((None, "555-0100")), fax=rng.choice((None, "555-0101")), **name,
    )  # fmt: skip


def full_request(seed: int) -> AuthorizationRequest:
    """A request that lacks nothing."""
    rng = random.Random(seed)
    relation: Any = rng.choice(("self", "self", "spouse", "child", "other"))
    holder = Individual(last_name="Testcase", first_name="Bo", sex="M", birth_date=dt.date(1950, 1, 1))
    requesting = _provider(rng, 1, person=rng.random() < 0.3)
    servicing = rng.choice((requesting, _provider(rng, 2, person=True), _provider(rng, 3, person=False)))
    diagnoses = tuple(rng.sample(("M47.816", "M47.817", "M47.812", "M54.50"), rng.randint(1, 3)))
    lines = tuple(
        RequestedLine(
            number=n, code=rng.choice(_CODES), units=rng.choice((1, 2)),
            modifiers=rng.choice(((), ("RT",), ("50", "KX"), ("LT", "59"))),
            side=rng.choice((None, Side.LEFT, Side.RIGHT, Side.BILATERAL)),
            joints=rng.choice(((), ("L4-5",), ("L4-5", "L5-S1"))),
            dos=rng.choice((None, DAY + dt.timedelta(20))), dos_to=None,
            diagnoses=tuple(rng.sample(diagnoses, rng.randint(0, len(diagnoses)))),
        )
        for n in range(1, rng.randint(2, 5))
    )  # fmt: skip
    return AuthorizationRequest(
        policy=rng.choice(("medicare:ngs", "commercial:uhc")), version="2025-01-01", trace=f"R-{seed}",
        created=rng.choice((None, DAY)), kind=rng.choice(("initial", "renewal")), earlier_number=f"E-{seed}",
        urgency=rng.choice(("standard", "expedited")), urgency_reason=rng.choice((None, "Function would be lost")),
        patient=Individual(
            last_name="Testcase", first_name="Ann", middle_name=rng.choice((None, "B")),
            birth_date=dt.date(1960, 2, 29),
            sex=rng.choice(("F", "M", "U")), medical_record=rng.choice((None, "MR-7")), address=_address(rng),
            phone=rng.choice((None, "555-0102")),
        ),
        coverage=Coverage(
            payer="Test Health Plan", payer_id="TEST1", member_id=f"M-{seed}", relationship=relation,
            group_number=rng.choice((None, "G-1")), plan=rng.choice((None, "Plan A")),
            subscriber=None if relation == "self" else holder,
        ),
        requesting=requesting, servicing=servicing,
        facility=rng.choice((Provider(), requesting, servicing, _provider(rng, 4, person=False))),
        contact=rng.choice((Contact(), Contact(name="Cy Testcase", phone="555-0103", email="x@example.org"))),
        setting=rng.choice((None, "professional", "asc", "hospital_outpatient")), place_of_service="11",
        dos=DAY + dt.timedelta(18), dos_to=rng.choice((None, DAY + dt.timedelta(30))),
        certified_from=rng.choice((None, DAY)), certified_to=rng.choice((None, DAY + dt.timedelta(90))),
        diagnoses=diagnoses, lines=lines,
        attachments=tuple(Attachment(id=name, title=name) for name in rng.choice(((), ("note",), ("note", "block")))),
    )  # fmt: skip


def notes() -> list[Document]:
    """Documents of which a request may list some."""
    return [
        Document(id="note", kind="Procedure note", date=DAY, text="Facet joint block. Ä."),
        Document(id="block", kind="Letter", text="Relief of 80 %."),
        Document(id="private", kind="Letter", text="Not part of the request."),
    ]


def with_holes(seed: int) -> AuthorizationRequest:
    """A request of which some fields are not given."""
    rng = random.Random(seed)
    tree = msgspec.to_builtins(full_request(seed))
    for name in ("patient", "coverage", "requesting", "servicing"):
        for key in list(tree.get(name, {})):
            if rng.random() < 0.1:
                del tree[name][key]
    for key in ("trace", "place_of_service", "diagnoses", "lines", "dos", "earlier_number"):
        if rng.random() < 0.1:
            tree.pop(key, None)
    return msgspec.convert(tree, AuthorizationRequest)
