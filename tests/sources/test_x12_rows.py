"""Rows of 837 files are the lines that the full reader reads."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sample_837 import INSTITUTIONAL, PROFESSIONAL, with_segment, written
from test_x12_faults import DAMAGES, Damage, damaged

from facetproof.model.claimfile import BilledClaim, ClaimKind
from facetproof.sources.x12_837 import read_837
from facetproof.sources.x12_rows import LineRow, read_rows

#: Damages after which the full reader mends or counts what a row cannot know of.
MENDED = {
    "service missing",
    "LX missing",
    "facility qualifier of the other bill",
    "facility qualifier of the other bill, institutional",
    "institutional service in a professional claim",
    "line outside a claim",
}


def expected(data: bytes) -> Iterator[LineRow]:
    for claim in read_837(data):
        if not isinstance(claim, BilledClaim):
            continue
        patient, subscriber = claim.patient, claim.subscriber
        for line in claim.lines:
            institutional = claim.kind is ClaimKind.INSTITUTIONAL
            yield LineRow(
                claim=claim.id,
                line=line.number,
                cpt=line.cpt,
                modifiers=line.modifiers,
                units=line.units,
                charge=line.charge,
                dos=line.dos,
                dos_to=line.dos_to,
                dx=line.dx or (claim.diagnoses if institutional else ()),
                place_of_service=line.place_of_service or claim.place_of_service,
                bill_type=claim.bill_type,
                member=subscriber.member_id if subscriber else None,
                last_name=patient.last_name if patient else None,
                first_name=patient.first_name if patient else None,
                payer=claim.payer.id if claim.payer else None,
                billing_npi=claim.billing.npi if claim.billing else None,
                rendering_npi=line.rendering_npi or (claim.rendering.npi if claim.rendering else None),
                authorization=line.authorization_number or claim.authorization_number,
                revenue_code=line.revenue_code,
            )


@pytest.mark.parametrize("form", [("*", ":", "~\n"), ("|", ">", "'\r\n"), ("*", ":", "\n")])
def test_rows_are_the_lines_of_the_claims(form: tuple[str, str, str]) -> None:
    element, component, end = form
    data = b"".join(
        written(base, element=element, component=component, end=end) for base in (PROFESSIONAL, INSTITUTIONAL)
    )
    rows = list(read_rows(data))
    assert len(rows) == 5
    assert rows == list(expected(data))


@pytest.mark.parametrize("chunk", [1, 50, 333])
def test_the_size_of_a_read_changes_no_row(chunk: int) -> None:
    data = written(PROFESSIONAL) + written(INSTITUTIONAL)
    assert list(read_rows(data, chunk)) == list(read_rows(data))


@pytest.mark.parametrize("damage", [d for d in DAMAGES if d.name not in MENDED], ids=lambda damage: damage.name)
def test_codes_days_and_units_agree_in_damaged_files_too(damage: Damage) -> None:
    data, _ = damaged(damage)

    def key(row: LineRow) -> tuple[object, ...]:
        return row.claim, row.line, row.cpt, row.modifiers, row.units, row.charge, row.dos, row.dx

    assert [key(row) for row in read_rows(data)] == [key(row) for row in expected(data)]


def test_what_another_payer_answered_is_not_the_line() -> None:
    answer = "SVD*99999*50*HC:64494**1~DTP*573*D8*20250401~REF*G1*OTHER"
    segments, _ = with_segment(PROFESSIONAL, "REF*6R", answer)
    rows = list(read_rows(written(segments)))
    assert (rows[0].cpt, rows[0].authorization) == ("64493", "AH12345678901A")


def test_other_transactions_give_no_rows() -> None:
    segments = ["ST*835*0002" if segment.startswith("ST*") else segment for segment in PROFESSIONAL]
    assert list(read_rows(written(segments))) == []
