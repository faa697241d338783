"""C-CDA, FHIR and HL7 v2: what of their envelopes becomes text, what was withdrawn, what is only pointed to."""

from __future__ import annotations

import base64
import datetime as dt
import json
from typing import Any

import pytest
from note_files import NOTE, as_ccda, as_docx, as_fhir, as_pdf, hl7_of

from facetproof.errors import InputError
from facetproof.model.document import Document
from facetproof.sources.extract import STRUCK_OUT
from facetproof.sources.notes import documents_of


def one(data: bytes, name: str = "note.xml") -> Document:
    (document,) = documents_of(data, name)
    return document


def lines(document: Document) -> list[str]:
    return [line for line in (document.text or "").split("\n") if line]


def refusal(data: bytes, name: str = "note.xml") -> str:
    with pytest.raises(InputError) as caught:
        documents_of(data, name)
    return caught.value.code


def packed(data: bytes) -> str:
    return base64.b64encode(data).decode()


class TestCcda:
    HEAD = (
        '<effectiveTime value="20250312"/>'
        '<legalAuthenticator><time value="202503111015"/><signatureCode code="S"/><assignedEntity><assignedPerson>'
        "<name><given>Dan</given> <family>Doctor</family></name></assignedPerson></assignedEntity></legalAuthenticator>"
        '<documentationOf><serviceEvent classCode="{}"><effectiveTime><low value="20250310"/></effectiveTime>'
        "</serviceEvent></documentationOf>"
    )

    def test_its_header_tells_date_of_service_and_signature(self) -> None:
        document = one(as_ccda(NOTE, head=self.HEAD.format("PROC")))
        assert lines(document)[:4] == [
            "PROCEDURE NOTE",
            "Document date: 2025-03-12",
            "Date of service: 2025-03-10",
            "Signed by: Dan Doctor, 2025-03-11 10:15",
        ]
        assert (document.kind, document.date) == ("PROCEDURE NOTE", dt.date(2025, 3, 12))

    def test_the_whole_time_of_care_is_no_date_of_service(self) -> None:
        assert "Date of service" not in lines(one(as_ccda(["Summary", "x"], head=self.HEAD.format("PCPR"))))[2]

    def test_its_narrative_keeps_lists_tables_and_not_what_was_deleted(self) -> None:
        body = (
            "<list><item>one</item><item>two</item></list>Left<content revised='delete'> right</content> side<br/>next"
            "<table><thead><tr><th>Time</th><th>Pain</th></tr></thead><tbody><tr><td>9:00</td><td>8</td></tr></tbody>"
            "</table>"
        )
        document = one(as_ccda(["Note"], body=body))
        assert lines(document) == ["Note", "one", "two", "Left side", "next", "Time\tPain", "9:00\t8"]
        assert document.remarks == (STRUCK_OUT,)

    def test_problem_codes_are_kept_unless_told_or_negated(self) -> None:
        system = 'codeSystem="2.16.840.1.113883.6.90" displayName="Spondylosis"'
        entry = f'<entry><act{{}}><code code="{{}}" {system}/></act></entry>'
        entries = [("", "M47.816"), ("", "M47.812"), (' negationInd="true"', "M54.16")]
        more = "".join(entry.format(*each) for each in entries)
        data = as_ccda(["Note"], body="Known: M47.812.").replace(b"</text>", b"</text>" + more.encode())
        assert lines(one(data)) == ["Note", "Known: M47.812.", "M47.816 Spondylosis (ICD-10-CM)"]
        relatives = data.replace(b"<section>", b'<section><code code="10157-6"/>')
        assert lines(one(relatives)) == ["Note", "Known: M47.812."]

    def test_an_unstructured_body_is_read_by_its_own_format(self) -> None:
        data = (
            '<ClinicalDocument xmlns="urn:hl7-org:v3"><title>Scan</title><effectiveTime value="20250310"/><component>'
            f'<nonXMLBody><text mediaType="application/pdf" representation="B64">{packed(as_pdf(NOTE))}</text>'
            "</nonXMLBody></component></ClinicalDocument>"
        )
        document = one(data.encode())
        assert (document.text or "").split() == " ".join(NOTE).split()
        assert (document.kind, document.date) == ("Scan", dt.date(2025, 3, 10))

    @pytest.mark.parametrize(
        ("data", "code"),
        [
            (as_ccda(["Note", ""]), "ccda-empty"),
            (b"<ClinicalDocument><title>x</ClinicalDocument>", "xml-broken"),
            (b'<!DOCTYPE d [<!ENTITY a "x">]><ClinicalDocument>&a;</ClinicalDocument>', "xml-unsafe"),
            (
                b'<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/hosts">]><ClinicalDocument>&a;</ClinicalDocument>',
                "xml-unsafe",
            ),
            (b"<ClinicalDocument>" + b"<a>" * 3000 + b"</a>" * 3000 + b"</ClinicalDocument>", "xml-too-deep"),
            (
                b'<ClinicalDocument><component><nonXMLBody><text representation="B64">a*b</text></nonXMLBody>'
                b"</component></ClinicalDocument>",
                "attachment-broken",
            ),
        ],
    )
    def test_what_is_unsafe_or_empty_is_refused(self, data: bytes, code: str) -> None:
        assert refusal(data) == code


def bundle(*resources: dict[str, Any]) -> bytes:
    entries = [{"resource": resource} for resource in resources]
    return json.dumps({"resourceType": "Bundle", "type": "collection", "entry": entries}).encode()


def reference(*attachments: dict[str, Any], **more: Any) -> dict[str, Any]:
    content = [{"attachment": attachment} for attachment in attachments]
    return {"resourceType": "DocumentReference", "id": "d1", "content": content} | more


TEXT = {"contentType": "text/plain", "data": packed(b"Left L4-5 block")}
ICD = {"coding": [{"system": "http://hl7.org/fhir/sid/icd-10-cm", "code": "M47.816", "display": "Spondylosis"}]}


class TestFhir:
    def test_a_document_has_the_kind_and_date_of_its_reference(self) -> None:
        context = {"period": {"start": "2025-03-10T09:00:00Z"}}
        document = one(
            bundle(reference(TEXT, type={"text": "Procedure note"}, date="2025-03-12", context=context)), "b.json"
        )
        assert (document.id, document.kind, document.date) == ("b.json", "Procedure note", dt.date(2025, 3, 10))
        assert document.text == "Left L4-5 block"

    @pytest.mark.parametrize("data", [as_docx(NOTE), as_pdf(NOTE), as_ccda(NOTE), as_fhir(NOTE)])
    def test_attachments_of_any_format_are_read(self, data: bytes) -> None:
        document = one(bundle(reference({"contentType": "application/x", "data": packed(data)})), "b.json")
        assert (document.text or "").split() == " ".join(NOTE).split()

    def test_of_several_formats_of_one_note_one_is_read(self) -> None:
        other = {"contentType": "application/pdf", "data": packed(as_pdf(["other"]))}
        assert one(bundle(reference(other, TEXT)), "b.json").text == "Left L4-5 block"

    def test_a_binary_in_the_same_file_is_found(self) -> None:
        binary = {"resourceType": "Binary", "id": "7", "contentType": "text/plain", "data": TEXT["data"]}
        pointing = reference({"contentType": "text/plain", "url": "https://ehr.example/r4/Binary/7"})
        assert one(bundle(pointing, binary), "b.json").text == "Left L4-5 block"

    def test_several_documents_are_numbered(self) -> None:
        found = documents_of(bundle(reference(TEXT), reference(TEXT)), "b.json")
        assert [document.id for document in found] == ["b.json#1", "b.json#2"]

    @pytest.mark.parametrize("status", ["entered-in-error", "superseded"])
    def test_what_was_withdrawn_is_not_read(self, status: str) -> None:
        assert refusal(bundle(reference(TEXT, status=status)), "b.json") == "fhir-no-note"

    def test_questionnaires_keep_answered_questions_only(self) -> None:
        after = {"valueQuantity": {"value": 1, "unit": "/10"}}
        items = [
            {"linkId": "1", "text": "Relief (%):", "answer": [{"valueInteger": 80}]},
            {"linkId": "2", "text": "Was there relief?", "answer": [{"valueBoolean": False}]},
            {"linkId": "3", "text": "How long?"},
            {"linkId": "4", "text": "Pain", "item": [{"text": "After", "answer": [after]}]},
            {"linkId": "5", "text": "Side", "answer": [{"valueCoding": {"display": "left"}}]},
            {"linkId": "6", "text": "On", "answer": [{"valueDate": "2025-03-10"}]},
        ]
        response = {"resourceType": "QuestionnaireResponse", "status": "completed", "item": items}
        assert lines(one(json.dumps(response).encode(), "q.json")) == [
            "Relief (%): 80",
            "Was there relief? no",
            "Pain",
            "After: 1/10",
            "Side: left",
            "On: 2025-03-10",
        ]

    def test_a_report_gives_narrative_and_conclusion(self) -> None:
        report = {
            "resourceType": "DiagnosticReport",
            "code": {"text": "MRI lumbar spine"},
            "effectiveDateTime": "2025-02-01",
            "text": {"div": "<div><p>Facet arthropathy L4-5</p></div>"},
            "conclusion": "No fracture",
            "conclusionCode": [ICD],
        }
        document = one(json.dumps(report).encode(), "r.json")
        assert lines(document) == [
            "Facet arthropathy L4-5",
            "Conclusion: No fracture",
            "Spondylosis, M47.816 (ICD-10-CM)",
        ]
        assert (document.kind, document.date) == ("MRI lumbar spine", dt.date(2025, 2, 1))

    def test_a_composition_gives_title_signature_and_sections(self) -> None:
        inner = {"title": "Next", "text": {"div": "<div>Repeat</div>"}}
        composition = {
            "resourceType": "Composition",
            "title": "Procedure note",
            "attester": [{"mode": "legal", "time": "2025-03-10", "party": {"display": "Dan Doctor"}}],
            "section": [{"title": "Plan", "section": [inner]}, {"title": "Empty"}],
        }
        assert lines(one(json.dumps(composition).encode(), "c.json")) == [
            "Procedure note",
            "Signed by: Dan Doctor, 2025-03-10",
            "Plan",
            "Next",
            "Repeat",
        ]

    def test_coded_records_become_lines_and_refuted_ones_do_not(self) -> None:
        def verified(code: str) -> dict[str, Any]:
            return {"coding": [{"code": code}]}

        records: list[dict[str, Any]] = [
            {
                "resourceType": "Condition",
                "code": ICD,
                "clinicalStatus": verified("active"),
                "onsetDateTime": "2024-01",
            },
            {"resourceType": "Condition", "code": {"text": "Fracture"}, "verificationStatus": verified("refuted")},
            {"resourceType": "Procedure", "code": {"text": "Facet injection"}, "status": "not-done"},
            {
                "resourceType": "Observation",
                "code": {"text": "Pain"},
                "valueInteger": 8,
                "effectiveDateTime": "2025-03-10",
            },
        ]
        assert lines(one(bundle(*records), "b.json")) == [
            "Condition: Spondylosis, M47.816 (ICD-10-CM), active, 2024-01",
            "Observation: Pain: 8, 2025-03-10",
        ]

    def test_one_resource_a_line_is_read(self) -> None:
        data = b"\n".join(json.dumps(reference(TEXT)).encode() for _ in range(2))
        assert len(documents_of(data, "export.ndjson")) == 2

    @pytest.mark.parametrize(
        ("data", "code"),
        [
            (bundle(reference({"contentType": "application/pdf", "url": "Binary/9"})), "attachment-elsewhere"),
            (bundle(reference({"contentType": "text/plain", "data": "a*b"})), "attachment-broken"),
            (bundle({"resourceType": "Patient", "name": [{"text": "Testcase, Ann"}]}), "fhir-no-note"),
            (b'{"resourceType": "Bundle", "entry": 5}', "fhir-no-note"),
            (b'{"resourceType": ' + b"[" * 100_000, "not-json"),
            (b'{"resourceType": "Bundle", "entry": [', "not-json"),
        ],
    )
    def test_what_holds_no_note_is_refused(self, data: bytes, code: str) -> None:
        assert refusal(data, "b.json") == code

    def test_files_within_files_end_somewhere(self) -> None:
        data = as_fhir(NOTE)
        for _ in range(5):
            data = bundle(reference({"contentType": "application/fhir+json", "data": packed(data)}))
        assert refusal(data, "b.json") == "nested-too-deep"


class TestHl7v2:
    TXA = "TXA|1|PN^Procedure note|TX|20250310093000|||||||||||||{}||AV|||9^Doctor^Dan^^^^MD^^^^^^^^202503111015"

    def test_mdm_gives_kind_date_status_and_signature(self) -> None:
        document = one(hl7_of(self.TXA.format("LA"), "OBX|1|TX|||Left L4-5 block||||||F"), "m.hl7")
        assert (document.kind, document.date) == ("Procedure note", dt.date(2025, 3, 10))
        assert lines(document) == [
            "Document status: legally authenticated",
            "Signed by: Dan Doctor MD, 2025-03-11 10:15",
            "Left L4-5 block",
        ]

    def test_a_dictation_is_not_signed(self) -> None:
        told = lines(one(hl7_of(self.TXA.format("DI"), "OBX|1|TX|||Block||||||F"), "m.hl7"))
        assert told == ["Document status: dictated", "Block"]

    @pytest.mark.parametrize(
        ("value", "text"),
        [
            ("one\\.br\\two\\.sp\\three", ["one", "two", "three"]),
            ("\\.in+4\\in \\H\\bold\\N\\ \\X41\\", ["in bold A"]),
            ("a \\T\\ b \\F\\ c \\S\\ d \\R\\ e \\E\\ f", ["a & b | c ^ d ~ e \\ f"]),
            ("one~two", ["one", "two"]),
            ("L4^5 left & right", ["L4^5 left & right"]),
            ("80 \\unknown\\ kept", ["80 \\unknown\\ kept"]),
        ],
    )
    def test_escapes_and_repeats_of_formatted_text(self, value: str, text: list[str]) -> None:
        assert lines(one(hl7_of("TXA|1|PN|TX", f"OBX|1|FT|||{value}||||||F"), "m.hl7")) == text

    def test_oru_gives_a_document_an_order_and_values_with_units(self) -> None:
        data = hl7_of(
            "OBR|1|||MRI^MRI lumbar|||20250201",
            "OBX|1|TX|1^Findings||Facet arthropathy||||||F",
            "OBX|2|TX|1^Findings||at L4-5||||||F",
            "OBR|2|||PAIN^Pain diary|||20250310",
            "OBX|1|NM|2^Pain after||1|/10|||||F",
            "OBX|2|NM|3^Relief duration||6|h|||||F",
            "OBX|3|SN|4^Relief||>^80|%|||||F",
            "OBX|4|CE|5^Side||L^left^X||||||F",
            "OBX|5|NM|6^Never measured||||||||F",
            "NTE|1||Patient called",
        )
        first, second = documents_of(data, "o.hl7")
        assert (first.kind, first.date) == ("MRI lumbar", dt.date(2025, 2, 1))
        assert lines(first) == ["Findings", "Facet arthropathy", "at L4-5"]
        assert lines(second) == [
            "Pain after: 1/10",
            "Relief duration: 6 h",
            "Relief: >80%",
            "Side: L left",
            "Patient called",
        ]

    def test_deleted_and_wrong_results_are_not_read(self) -> None:
        data = hl7_of("OBR|1", "OBX|1|TX|||right||||||W", "OBX|2|TX|||left||||||C", "OBX|3|TX|||none||||||D")
        assert lines(one(data, "o.hl7")) == ["left"]

    def test_a_cancelled_document_is_not_read(self) -> None:
        assert (
            refusal(hl7_of("TXA|1|PN|TX|20250310|||||||||||||AU||CA", "OBX|1|TX|||x||||||F"), "m.hl7") == "hl7-no-note"
        )

    def test_a_file_within_is_read_and_diagnoses_are_kept(self) -> None:
        held = f"OBX|1|ED|PDF||EHR^application^pdf^Base64^{packed(as_pdf(NOTE))}||||||F"
        text = "OBX|2|TX|||Block||||||F"
        first, second = documents_of(hl7_of("TXA|1|PN|TX", held, text, "DG1|1||M47.816^Spondylosis^I10"), "m.hl7")
        assert lines(first) == ["Block", "Diagnosis: M47.816 Spondylosis"]
        assert (second.text or "").split() == " ".join(NOTE).split()

    def test_frames_and_lines_of_careless_senders_are_read(self) -> None:
        data = b"\x0b" + hl7_of("TXA|1|PN|TX", "OBX|1|TX|||first\nsecond line\nthird||||||F") + b"\x1c\r"
        assert lines(one(data, "m.hl7")) == ["first", "second line", "third"]

    def test_a_pointer_to_a_file_is_told(self) -> None:
        document = one(hl7_of("OBR|1", "OBX|1|TX|||Block||||||F", "OBX|2|RP|||//server/x.pdf||||||F"), "o.hl7")
        assert document.remarks == ("a file that the message only points to was not read",)

    def test_several_messages_in_a_batch_are_several_documents(self) -> None:
        message = hl7_of("TXA|1|PN|TX", "OBX|1|TX|||Block||||||F")
        assert len(documents_of(b"FHS|^~\\&\rBHS|^~\\&\r" + message + message + b"BTS|2\rFTS|1\r", "batch.hl7")) == 2

    @pytest.mark.parametrize(
        ("data", "code"),
        [
            (b"MSH|^~\\&|A|B|||2025||ADT^A01|1|P|2.5\rPID|1||7||Testcase^Ann\r", "hl7-no-note"),
            (hl7_of("OBR|1", "OBX|1|ED|||x^application^pdf^Base64^a*b||||||F"), "attachment-broken"),
            (hl7_of("OBR|1", "OBX|1|ED|||x^application^pdf^Hex^0g||||||F"), "attachment-broken"),
        ],
    )
    def test_what_holds_no_note_is_refused(self, data: bytes, code: str) -> None:
        assert refusal(data, "m.hl7") == code
