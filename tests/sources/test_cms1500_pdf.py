"""CMS-1500 forms as PDF: our own page, and a form in another layout read by its captions, or refused."""

from __future__ import annotations

import io

import pytest
from cms1500_paper import CAPTIONS, CONTENT, paper
from fpdf import FPDF
from msgspec.structs import replace
from pypdf import PdfReader, PdfWriter
from reportlab.lib.pagesizes import letter  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]
from sample_837 import PROFESSIONAL, with_segment, written

from facetproof.errors import InputError
from facetproof.model.claimfile import BilledClaim, Fault, Payer, Provider
from facetproof.outputs.claim_cms1500 import write_cms1500
from facetproof.sources.claims import read_claims
from facetproof.sources.cms1500 import read_cms1500_pdf
from facetproof.sources.x12_837 import read_837


def claims() -> list[BilledClaim]:
    return [item for item in read_837(written(PROFESSIONAL)) if isinstance(item, BilledClaim)]


def page(claim: BilledClaim) -> bytes:
    out = io.BytesIO()
    write_cms1500(claim, out)
    return out.getvalue()


def back(data: bytes) -> BilledClaim:
    (claim,) = read_cms1500_pdf(data, where="form.pdf")
    assert isinstance(claim, BilledClaim)
    return claim


def as_told(claim: BilledClaim) -> BilledClaim:
    """The claim as the form can tell it: the payer by name and kind, providers without taxonomy, each line whole."""
    npi = claim.rendering.npi if claim.rendering else None
    own = next((line.authorization_number for line in claim.lines if line.authorization_number), None)
    lines = tuple(
        replace(
            line,
            place_of_service=line.place_of_service or claim.place_of_service,
            rendering_npi=line.rendering_npi or npi,
            authorization_number=None,
            control_number=None,
            note=None,
        )
        for line in claim.lines
    )
    payer = claim.payer and Payer(name=claim.payer.name, filing=claim.payer.filing)
    return replace(
        claim,
        lines=lines,
        payer=payer,
        billing=claim.billing and replace(claim.billing, taxonomy=None),
        rendering=Provider(npi=npi) if npi else None,
        authorization_number=claim.authorization_number or own,
        span=(0, 0),
        record=1,
        faults=(),
    )


@pytest.mark.parametrize("claim", claims(), ids=lambda claim: claim.id)
def test_our_own_page_reads_back_as_the_claim(claim: BilledClaim) -> None:
    found = back(page(claim))
    # of a dependent the form tells the insured's birth only where the claim does
    assert replace(found, faults=()) == as_told(claim)
    assert not any(fault.severe for fault in found.faults)


def test_a_claim_of_eight_lines_is_one_claim_again() -> None:
    claim = claims()[0]
    lines = tuple(replace(claim.lines[0], number=n, charge=float(100 + n)) for n in range(1, 9))
    long = replace(claim, lines=lines, charge=836.0)
    assert back(page(long)) == as_told(long)


def test_replacement_referring_provider_and_facility_read_back() -> None:
    claim = replace(
        claims()[0],
        frequency="7",
        original_number="PAYER123",
        referring=Provider(name="REFERRER, RITA", npi="1245319599"),
        facility=Provider(name="TEST SURGERY CENTER", npi="1234567893", state="TX"),
        notes=("SEE REPORT",),
        diagnoses=(*claims()[0].diagnoses, "M54.50", "G89.4", "M48.061", "M41.26", "M43.16"),
    )
    assert back(page(claim)) == as_told(claim)


def test_a_number_told_on_a_line_alone_stands_in_box_23() -> None:
    segments, _ = with_segment(PROFESSIONAL, "REF*G1", None)
    place = segments.index("LX*2")
    segments.insert(place, "REF*G1*LINENUMBER1")
    claim = next(item for item in read_837(written(segments)) if isinstance(item, BilledClaim))
    assert claim.authorization_number is None
    assert back(page(claim)).authorization_number == "LINENUMBER1"


def test_pages_of_several_claims_are_several_claims() -> None:
    joined = PdfWriter()
    for claim in claims():
        joined.append(PdfReader(io.BytesIO(page(claim))))
    out = io.BytesIO()
    joined.write(out)
    found = [item.id for item in read_claims(out.getvalue()) if isinstance(item, BilledClaim)]
    assert found == ["T-1", "T-2"]


def expected() -> BilledClaim:
    claim = back(paper())
    assert claim.faults == ()
    return claim


def test_a_form_of_another_layout_is_read_by_its_captions() -> None:
    claim = expected()
    assert (claim.id, claim.charge, claim.authorization_number) == ("T-1", 618.0, "AH12345678901A")
    assert [(x.cpt, x.modifiers, x.units, x.charge, x.dx, x.place_of_service) for x in claim.lines] == [
        ("64493", ("50", "KX"), 1.0, 412.0, ("M47.816", "M47.817"), "11"),
        ("64494", ("50", "KX"), 1.0, 206.0, ("M47.816",), "11"),
    ]
    assert {line.dos.isoformat() for line in claim.lines if line.dos} == {"2025-03-10"}
    assert claim.relationship == "self"
    assert claim.patient is not None
    assert (claim.patient.last_name, claim.patient.sex, claim.patient.member_id) == ("TESTCASE", "F", "1TEST0000001")
    assert claim.payer == Payer(name="TEST PAYER", filing="MB")
    assert claim.billing == Provider(name="TEST PAIN GROUP", npi="1234567893", tax_id="000000001", state="TX")
    assert claim.referring == Provider(name="DOCTOR, DORA", npi="1245319599")


def test_content_in_the_type_of_the_captions_is_told_by_its_size_or_refused() -> None:
    assert back(paper(font="Helvetica", size=9)) == expected()
    with pytest.raises(InputError, match="told from them"):
        read_cms1500_pdf(paper(font="Helvetica", size=5.5), where="form.pdf")


@pytest.mark.parametrize("number", ["2.", "21.", "24.", "26.", "33."])
def test_a_form_without_a_caption_that_every_form_has_is_refused(number: str) -> None:
    fewer = tuple(caption for caption in CAPTIONS if not caption[2].startswith(number))
    with pytest.raises(InputError, match="captions"):
        read_cms1500_pdf(paper(fewer), where="form.pdf")


def test_content_without_a_form_and_a_blank_form_are_refused() -> None:
    for data in (paper(captions=()), paper(content=())):
        with pytest.raises(InputError, match="captions"):
            read_cms1500_pdf(data, where="form.pdf")


def test_a_page_that_is_no_form_is_named_beside_the_claim() -> None:
    pdf = FPDF(unit="pt", format="letter")
    pdf.add_page()
    pdf.set_font("Helvetica", size=9)
    pdf.text(20, 100, "Instructions for the form")
    joined = PdfWriter()
    for data in (bytes(pdf.output()), paper()):
        joined.append(PdfReader(io.BytesIO(data)))
    out = io.BytesIO()
    joined.write(out)
    fault, claim = read_cms1500_pdf(out.getvalue(), where="form.pdf")
    assert isinstance(fault, Fault)
    assert (fault.code, fault.place) == ("page-without-form", "1 page")
    assert isinstance(claim, BilledClaim)


def without(*texts: str) -> bytes:
    return paper(content=tuple(piece for piece in CONTENT if piece[2] not in texts))


def test_what_the_form_does_not_say_is_absent_or_a_fault() -> None:
    assert back(without("AH12345678901A")).authorization_number is None
    assert [fault.code for fault in back(without("1TEST0000001")).faults] == ["member-id-missing"]
    assert [fault.code for fault in back(without("64494")).faults] == ["procedure-code-wrong"]


def test_a_dependent_is_not_the_insured() -> None:
    moved = tuple((297, y, text) if (x, y) == (236, 626) else (x, y, text) for x, y, text in CONTENT)
    moved = tuple((x, y, "TESTCASE, BOB" if text == "SAME" else text) for x, y, text in moved)
    moved = tuple((312, y, text) if (x, y) == (297, 626) else (x, y, text) for x, y, text in moved)
    claim = back(paper(content=moved))
    assert claim.relationship is None
    assert claim.subscriber is not None
    assert claim.subscriber.first_name == "BOB"


def test_text_in_the_shaded_part_of_a_row_is_no_line() -> None:
    shaded = (*CONTENT, (25, 364, "ZZ BILATERAL PROCEDURE"))
    assert back(paper(content=shaded)).lines == expected().lines


def test_texts_of_one_text_object_keep_their_own_places() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=letter)
    for texts, font, size in ((CAPTIONS, "Helvetica", 5.5), (CONTENT, "Courier", 9)):
        object_ = canvas.beginText()
        object_.setFont(font, size)
        for x, y, text in texts:
            object_.setTextOrigin(x, y)
            object_.textOut(text)
        canvas.drawText(object_)
    canvas.save()
    assert back(out.getvalue()) == expected()


def test_form_fields_are_content() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=letter)
    canvas.setFont("Helvetica", 5.5)
    for x, y, text in CAPTIONS:
        canvas.drawString(x, y, text)
    for n, (x, y, text) in enumerate(CONTENT):
        if text == "X":
            canvas.acroForm.checkbox(name=f"c{n}", x=x, y=y - 2, size=6, checked=True)
        else:
            canvas.acroForm.textfield(name=f"f{n}", x=x, y=y - 2, width=60, height=10, value=text, fontSize=8)
    canvas.save()
    assert back(out.getvalue()) == expected()
