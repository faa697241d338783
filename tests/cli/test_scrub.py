"""`facetproof scrub` as a biller meets it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pypdf
import pytest
from fpdf import FPDF
from sample_837 import INSTITUTIONAL, PROFESSIONAL, with_segment, written

from facetproof.cli import main
from facetproof.model.claimfile import BilledClaim
from facetproof.sources.x12_837 import read_837

CHART = {
    "id": "T-1",
    "session": {
        "dos": "2025-03-10",
        "technique": "medial_branch_block",
        "intent": "diagnostic",
        "guidance": "fluoroscopy",
        "targets": [{"side": "right", "joints": ["L4-5", "L5-S1"]}],
    },
    "diagnoses": ["M47.816"],
}


@pytest.fixture
def scrub(capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> Any:
    def go(data: bytes, *args: str) -> tuple[int, str, str]:
        file = tmp_path / "batch.837"
        file.write_bytes(data)
        code = main(["scrub", str(file), *args])
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        return code, out.decode(), err.decode()

    return go


def charts(tmp_path: Path, *values: dict[str, Any]) -> str:
    file = tmp_path / "charts.jsonl"
    file.write_text("".join(json.dumps(value) + "\n" for value in values), encoding="utf-8")
    return str(file)


def test_a_clean_batch_exits_with_0_and_counts(scrub: Any) -> None:
    code, out, _ = scrub(written(PROFESSIONAL))
    assert code == 0
    assert "2 claims read, 2 bill facet procedures" in out
    assert "T-1" not in out


def test_days_beyond_the_pair_tables_are_told_once_for_the_batch(scrub: Any) -> None:
    _, out, _ = scrub(written(PROFESSIONAL))
    assert out.count("No NCCI pair table is loaded for 2025 Q1") == 1
    in_its_quarter = re.sub(rb"D8\*2025\d{4}", b"D8*20240812", written(PROFESSIONAL))
    assert "No NCCI pair table" not in scrub(in_its_quarter)[1]


def test_all_lists_the_clean_claims_too(scrub: Any) -> None:
    _, out, _ = scrub(written(PROFESSIONAL), "--all")
    assert "T-1" in out
    assert "T-2" in out


def test_a_wrong_claim_exits_with_1_names_rule_and_money(scrub: Any) -> None:
    segments, _ = with_segment(PROFESSIONAL, "SV1*HC:99213", "SV1*HC:77003:26*175*UN*1***1")
    code, out, _ = scrub(written(segments))
    assert code == 1
    assert "BL06" in out
    assert "77003" in out
    assert "618.00 of 1,428.00 at risk" in out


def test_worst_comes_first_in_json(scrub: Any) -> None:
    segments, _ = with_segment(PROFESSIONAL, "SV1*HC:64633", "SV1*HC:64634:RT*810*UN*1***1")
    _, out, _ = scrub(written(segments), "--json", "--all")
    batch = json.loads(out)
    assert [row["claim"] for row in batch["rows"]] == ["T-2", "T-1"]
    assert batch["rules"] == [{"rule": "BL02", "name": "add-on-with-primary", "claims": 1, "charge": 810.0}]


def test_a_damaged_file_exits_with_1_and_names_the_place(scrub: Any) -> None:
    segments, number = with_segment(PROFESSIONAL, "SE", "SE*9*0001")
    code, out, _ = scrub(written(segments))
    assert code == 1
    assert "count-wrong" in out
    assert f"{number} SE01" in out


def test_another_transaction_exits_with_2(scrub: Any) -> None:
    code, _, err = scrub(written([*PROFESSIONAL[:2], "ST*835*0001", "SE*2*0001", "GE*1*1", "IEA*1*000000001"]))
    assert code == 2
    assert "835" in err


def test_the_claim_is_corrected_from_its_chart(scrub: Any, tmp_path: Path) -> None:
    out_file = tmp_path / "corrected.837"
    data = written(PROFESSIONAL)
    code, out, _ = scrub(data, "--charts", charts(tmp_path, CHART), "--out", str(out_file))
    assert code == 1
    assert "modifiers 50-KX → KX-RT" in out or "modifiers 50-KX → RT-KX" in out
    assert "1 claims corrected" in out
    claim = next(item for item in read_837(out_file) if isinstance(item, BilledClaim))
    assert claim.faults == ()
    assert [(line.cpt, set(line.modifiers), line.charge) for line in claim.lines] == [
        ("64493", {"RT", "KX"}, 206),
        ("64494", {"RT", "KX"}, 103),
        ("99213", {"25"}, 175),
    ]
    assert claim.charge == 484
    again = written(PROFESSIONAL).decode().split("HL*3")[1]
    assert out_file.read_bytes().decode().split("HL*3")[1] == again


@pytest.mark.parametrize("option", ["--out", "--fhir"])
def test_what_is_written_may_not_replace_its_source(scrub: Any, tmp_path: Path, option: str) -> None:
    code, _, err = scrub(written(PROFESSIONAL), option, str(tmp_path / "batch.837"))
    assert code == 2
    assert "replace" in err


def test_a_fee_list_lets_a_line_be_added(scrub: Any, tmp_path: Path) -> None:
    segments, _ = with_segment(PROFESSIONAL, "SV1*HC:64494", "SV1*HC:99212:25*206*UN*1***1")
    fees = tmp_path / "fees.csv"
    fees.write_text("code,charge\n64494,$103.00\n", encoding="utf-8")
    given = charts(tmp_path, CHART)
    _, out, _ = scrub(written(segments), "--charts", given)
    assert "no charge is known for 64494" in out
    _, out, _ = scrub(written(segments), "--charts", given, "--fees", str(fees))
    assert "64494-" in out
    assert "added at 103.00" in out


def test_a_fee_list_that_is_none_is_refused_by_line(scrub: Any, tmp_path: Path) -> None:
    fees = tmp_path / "fees.csv"
    fees.write_text("code,charge\n64494,dear\n", encoding="utf-8")
    code, _, err = scrub(written(PROFESSIONAL), "--fees", str(fees))
    assert code == 2
    assert "line 2" in err


def test_the_payer_given_is_used_and_an_unknown_one_refused(scrub: Any) -> None:
    _, out, _ = scrub(written(INSTITUTIONAL), "--payer", "medicare:cgs", "--json")
    assert json.loads(out)["rows"][0]["policy"] == "medicare:cgs"
    code, _, err = scrub(written(PROFESSIONAL), "--payer", "medicare:nobody")
    assert code == 2
    assert "medicare:nobody" in err


def test_claims_of_other_kinds_are_checked_but_not_rewritten(scrub: Any, tmp_path: Path) -> None:
    boxes = {"1a": "X", "21A": "M47.816", "24A_1": "03/10/2025", "24D_1": "64494 RT", "24E_1": "A", "24F_1": "100",
             "24G_1": "1", "26": "B-1", "33a": "1234567893"}  # fmt: skip
    data = json.dumps(boxes).encode()
    code, out, _ = scrub(data)
    assert code == 1
    assert "BL02" in out
    code, _, err = scrub(data, "--out", str(tmp_path / "corrected.837"))
    assert code == 2
    assert "Only an 837" in err


def test_audit_takes_an_837_as_the_claim(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    claims_file, chart = tmp_path / "batch.837", tmp_path / "chart.json"
    claims_file.write_bytes(written(PROFESSIONAL))
    chart.write_text(json.dumps(CHART), encoding="utf-8")
    code = main(["audit", str(chart), "--claim", str(claims_file), "--payer", "medicare:novitas", "--json"])
    sys.stdout.flush()
    found = {f["rule"]: f["status"] for f in json.loads(capfdbinary.readouterr().out)["findings"]}
    assert code == 1
    assert found["BL01"] == "not_met" or found["BL04"] == "not_met"


def test_a_form_as_pdf_is_checked_and_compared_with_its_record(
    scrub: Any, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    forms, chart = tmp_path / "forms", tmp_path / "chart.json"
    scrub(written(PROFESSIONAL), "--forms", str(forms))
    page = forms / "00001.pdf"
    code, out, _ = scrub(page.read_bytes(), "--charts", charts(tmp_path, CHART), "--payer", "medicare:novitas")
    assert code == 1
    assert "1 claims read, 1 bill facet procedures, 1 were judged" in out
    assert "BL04" in out
    chart.write_text(json.dumps(CHART), encoding="utf-8")
    assert main(["audit", str(chart), "--claim", str(page), "--payer", "medicare:novitas", "--json"]) == 1
    sys.stdout.flush()
    found = {f["rule"]: f["status"] for f in json.loads(capfdbinary.readouterr().out)["findings"]}
    assert found["BL04"] == "not_met"


def test_a_pdf_that_is_no_form_exits_with_2_and_says_what_to_give(scrub: Any, tmp_path: Path) -> None:
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("Helvetica", size=9)
    pdf.text(20, 20, "A letter")
    code, _, err = scrub(bytes(pdf.output()))
    assert code == 2
    assert "CMS-1500" in err
    assert "JSON or CSV" in err


@pytest.mark.skipif(sys.platform == "win32", reason="terminals of this kind are those of POSIX")
def test_progress_is_shown_on_a_terminal_alone_and_never_in_the_result(tmp_path: Path) -> None:
    import pty

    file = tmp_path / "batch.837"
    file.write_bytes(written(PROFESSIONAL))
    script = (
        "import sys; import facetproof.cli.scrub as scrub; from facetproof.cli import main; "
        "scrub.LARGE = 0; sys.exit(main(['scrub', sys.argv[1], '--json']))"
    )
    command = [sys.executable, "-c", script, str(file)]
    plain = subprocess.run(command, capture_output=True, check=True)
    assert plain.stderr == b""
    ours, theirs = pty.openpty()
    shown = subprocess.run(command, stdout=subprocess.PIPE, stderr=theirs, check=True)
    os.close(theirs)
    told = os.read(ours, 65536)
    os.close(ours)
    assert b"checking" in told
    assert shown.stdout == plain.stdout


def test_the_summary_tells_each_rule_and_the_money_at_risk(scrub: Any, tmp_path: Path) -> None:
    segments, _ = with_segment(PROFESSIONAL, "SV1*HC:64633", "SV1*HC:64634:RT*810*UN*1***1")
    _, out, _ = scrub(written(segments), "--charts", charts(tmp_path, CHART), "--payer", "cpt")
    told = out.split("BY RULE")[1]
    money = {line.split()[0]: line.split()[-1] for line in told.splitlines() if re.match(r"\s+BL\d\d ", line)}
    assert (money["BL02"], money["BL04"]) == ("810.00", "618.00")
    assert "2 must not go out as they are, 1,428.00 of 1,428.00 at risk" in told


EXAMPLE = Path(__file__).parents[2] / "examples" / "batch"


def test_the_example_batch_shows_a_fault_of_each_kind(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    out_file = tmp_path / "corrected.837"
    options = ["--charts", str(EXAMPLE / "charts.jsonl"), "--payer", "cpt", "--out", str(out_file)]
    assert main(["scrub", str(EXAMPLE / "batch.837"), *options]) == 1
    sys.stdout.flush()
    out = capfdbinary.readouterr().out.decode()
    assert [word for word in out.split() if word.startswith("BATCH-")] == ["BATCH-3", "BATCH-2", "BATCH-4"]
    assert "line 2 (64636): units 2 → 1" in out
    assert "line 3 (77003-26) taken out: already included" in out
    assert main(["scrub", str(out_file), "--charts", str(EXAMPLE / "charts.jsonl"), "--payer", "cpt"]) == 1
    sys.stdout.flush()
    again = capfdbinary.readouterr().out.decode()
    assert [word for word in again.split() if word.startswith("BATCH-")] == ["BATCH-4"]


def test_corrected_claims_are_written_as_forms_and_as_fhir(scrub: Any, tmp_path: Path) -> None:
    forms, fhir = tmp_path / "forms", tmp_path / "claims.ndjson"
    given = ["--charts", charts(tmp_path, CHART), "--forms", str(forms), "--fhir", str(fhir)]
    scrub(written(PROFESSIONAL) + written(INSTITUTIONAL), *given)
    assert [path.name for path in sorted(forms.iterdir())] == ["00001.pdf", "00002.pdf"]
    page = pypdf.PdfReader(forms / "00001.pdf").pages[0].extract_text()
    assert "64493 RT KX" in page or "64493 KX RT" in page
    assert "484.00" in page
    claims = [json.loads(line) for line in fhir.read_text(encoding="utf-8").splitlines()]
    assert [claim["identifier"][0]["value"] for claim in claims] == ["T-1", "T-2", "H-1"]
    assert claims[0]["total"]["value"] == 484


def test_a_folder_that_cannot_be_made_is_an_error_for_people(scrub: Any, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("", encoding="utf-8")
    code, _, err = scrub(written(PROFESSIONAL), "--forms", str(tmp_path / "taken"))
    assert code == 2
    assert "cannot be written" in err
