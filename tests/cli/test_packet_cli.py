"""`facetproof packet`: a request from notes and settings, or the reason why none is written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from facetproof.cli import main
from facetproof.sources.fhir_check import check
from facetproof.sources.x12_278 import read_278

ROOT = Path(__file__).parents[2]
NOTE = str(ROOT / "examples" / "first-ablation-ready" / "follow-up.txt")
SETTINGS = [
    "--practice",
    str(ROOT / "examples" / "authorization" / "practice.yaml"),
    "--request",
    str(ROOT / "examples" / "authorization" / "request.yaml"),
]
WHOLE = ["--history-from", "2023-01-01"]


def run(*args: str) -> int:
    return main(["packet", NOTE, "--payer", "medicare:ngs", *args])


def test_a_request_as_text_tells_need_prospect_fields_and_rows(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*SETTINGS, *WHOLE) == 0
    out = capsys.readouterr().out
    for words in ("AUTHORIZATION IS NEEDED", "Decision due by 2025-11-12", "64635", "Exemplar, Rosa", "RF01", "85%"):
        assert words in out
    assert run(*SETTINGS) == 1
    assert "FQ03" in capsys.readouterr().out
    assert "not given" not in out


def test_what_is_not_given_is_listed_by_name_and_nothing_is_put_in_its_place(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run("--date", "2025-11-05") == 1
    out = capsys.readouterr().out
    assert "NOT GIVEN" in out
    for name in ("patient: last name", "contact: phone", "requesting provider: NPI", "planned date of service"):
        assert name in out.replace("\n  ", " ")


def test_no_request_is_written_where_none_is_needed_unless_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "packet.txt"
    office = tmp_path / "office.yaml"
    office.write_text("setting: professional\nplace_of_service: '11'\n")
    args = ["--practice", str(office), "--date", "2025-11-05", "--out", str(out)]
    assert run(*args) == 1
    told = capsys.readouterr().out
    assert "NO AUTHORIZATION IS NEEDED" in told
    assert "42 CFR 419.83" in told
    assert not out.exists()
    assert run(*args[:4], "--format", "json") == 1
    assert json.loads(capsys.readouterr().out)["need"]["answer"] == "not_needed"
    assert run(*args, "--anyway") == 1
    assert "64635" in out.read_text()


def test_a_request_that_would_surely_be_refused_says_so_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    note = tmp_path / "visit.txt"
    failed = Path(NOTE).read_text().replace("1/10 after. 85% relief", "5/10 after. 30% relief")
    note.write_text(failed)
    request = tmp_path / "request.yaml"
    request.write_text("created: 2025-11-05\ndos: 2025-11-25\n")
    args = ["packet", str(note), "--payer", "medicare:ngs", *SETTINGS[:2], "--request", str(request), *WHOLE]
    assert main(args) == 1
    told = capsys.readouterr()
    assert "WOULD SURELY BE REFUSED" in told.out
    assert "RF01" in told.out
    assert "surely be refused" in told.err


def test_the_request_as_json_holds_every_row(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(*SETTINGS, *WHOLE, "--format", "json") == 0
    value = json.loads(capfdbinary.readouterr().out)
    assert value["need"]["answer"] == "needed"
    assert [line["code"] for line in value["request"]["lines"]] == ["64635", "64636"]
    assert value["request"]["criteria"]


def test_the_request_as_fhir_is_a_bundle(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(*SETTINGS, *WHOLE, "--format", "fhir", "--with-pdf") == 0
    value = json.loads(capfdbinary.readouterr().out)
    assert value["entry"][0]["resource"]["resourceType"] == "Claim"
    assert check(value, where="x") == []
    kinds = [entry["resource"]["resourceType"] for entry in value["entry"]]
    assert "QuestionnaireResponse" in kinds
    sent = [e["resource"]["content"][0]["attachment"] for e in value["entry"] if "content" in e["resource"]]
    assert [one["contentType"].partition(";")[0] for one in sent] == ["text/plain", "application/pdf"]


def test_the_request_as_278_reads_back(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(*SETTINGS, *WHOLE, "--format", "278") == 0
    (request,) = read_278(capfdbinary.readouterr().out).requests
    assert [line.code for line in request.lines] == ["64635", "64636"]
    assert request.patient.last_name == "Exemplar"
    assert [one.control_number for one in request.attachments] == ["PA-0001-A01"]


@pytest.mark.parametrize("form", ["278", "fhir"])
def test_a_form_that_needs_what_is_not_given_names_it(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--date", "2025-11-05", "--format", form) == 2
    assert "coverage.member_id" in capsys.readouterr().err


ANSWER = str(ROOT / "examples" / "authorization" / "answer.json")
ABLATION = str(ROOT / "examples" / "first-ablation-ready" / "ablation.txt")


def test_an_answer_is_told_with_its_number_and_what_was_granted(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["packet", "answer", ANSWER, "--payer", "medicare:ngs"]) == 1
    out = capsys.readouterr().out
    for words in ("APPROVED WITH CHANGES", "A0000000000001", "UTN", "64635", "64636: Denied"):
        assert words in out
    assert "scheduled" not in out


def test_an_answer_is_compared_with_what_is_scheduled_and_kept_in_the_chart(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = tmp_path / "chart.json"
    args = ["packet", "answer", ANSWER, "--scheduled", ABLATION, "--payer", "medicare:ngs", *SETTINGS[:2]]
    assert main([*args, "--out", str(kept)]) == 1
    out = capsys.readouterr().out
    for what in ("Code", "Side", "Joint", "Place"):
        assert what in out
    assert "Provider  1" not in out
    assert json.loads(kept.read_text())["authorization"]["decision"] == "partial"
    assert main([*args, "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out)[0]["differences"]


@pytest.mark.parametrize(
    "args",
    [
        ["answer"],
        ["answer", ANSWER, ANSWER],
        ["answer", ANSWER, "--out", "kept.json"],
        ["answer", ANSWER, "--format", "pdf"],
        ["answer", ABLATION],
        ["missing.txt", "--payer", "medicare:ngs"],
        [NOTE],
        [NOTE, "--payer", "medicare:ngs", "--practice", NOTE],
    ],
)
def test_a_wrong_command_says_what_to_do(args: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["packet", *args]) == 2
    assert "facetproof:" in capsys.readouterr().err


def test_the_packet_is_written_as_pdf(tmp_path: Path) -> None:
    out = tmp_path / "packet.pdf"
    assert run(*SETTINGS, *WHOLE, "--format", "pdf", "--out", str(out)) == 0
    assert out.read_bytes().startswith(b"%PDF-")
