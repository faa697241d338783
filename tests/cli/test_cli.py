"""The command line as a user meets it: exit codes, one line in one line out, errors for people."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from facetproof.cli import main

NOTE = """PROCEDURE NOTE
Patient: Testcase, Ann    Date of service: 03/10/2025
PROCEDURE: Right L3, L4 medial branch and L5 dorsal ramus block (L4-5 and L5-S1 facet joints), diagnostic.
Under fluoroscopic guidance needles were placed and 0.5 mL of 0.5% bupivacaine was injected at each nerve.
Sedation: none.
Electronically signed by Nemo Placeholder, MD 03/10/2025
"""
CHART: dict[str, Any] = {
    "id": "c1",
    "payer": "medicare:ngs",
    "session": {
        "dos": "2025-03-10",
        "billing_entity": "professional",
        "technique": "medial_branch_block",
        "intent": "diagnostic",
        "guidance": "fluoroscopy",
        "targets": [{"side": "right", "joints": ["L4-5"]}],
        "injectates": [{"agent": "bupivacaine", "percent": 0.5, "ml": 0.5, "per": "target"}],
    },
}


class Done:
    """What a run printed and how it ended."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes]) -> Any:
    def go(*args: str | Path) -> Done:
        code = main([str(arg) for arg in args])
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        return Done(code, out.decode(), err.decode())

    return go


def write(folder: Path, name: str, content: object) -> Path:
    path = folder / name
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def test_a_chart_gives_a_determination_that_fits_the_schema(run: Any, tmp_path: Path) -> None:
    done = run("audit", write(tmp_path, "chart.json", CHART), "--json")
    assert done.code == 1
    assert done.json["policy"] == "medicare:ngs"
    jsonschema.validate(done.json, run("schema", "determination").json)


def test_the_chart_schema_accepts_a_chart_and_refuses_a_wrong_one(run: Any) -> None:
    schema = run("schema", "chart").json
    jsonschema.validate(CHART, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"session": {"technique": "magic"}}, schema)


def test_a_read_chart_fits_the_chart_schema_and_quotes_verbatim(run: Any, tmp_path: Path) -> None:
    chart = run("read", write(tmp_path, "note.txt", NOTE), "--json").json
    jsonschema.validate(chart, run("schema", "chart").json)
    assert chart["session"]["technique"] == "medial_branch_block"
    for spans in chart["evidence"].values():
        for span in spans:
            assert NOTE[span["start"] : span["end"]] == span["quote"]


def test_a_note_and_its_claim_are_judged_to_a_report(run: Any, tmp_path: Path) -> None:
    claim = {"lines": [{"cpt": "64493", "modifiers": ["RT", "KX"]}, {"cpt": "64495", "modifiers": ["RT", "KX"]}]}
    note, bill = write(tmp_path, "note.txt", NOTE), write(tmp_path, "claim.json", claim)
    done = run("audit", note, "--claim", bill, "--payer", "medicare@NY")
    assert done.code == 1
    assert "NOT SUPPORTED" in done.out
    assert "64495" in done.out
    assert "medicare:ngs" in done.out


def test_the_html_page_is_written(run: Any, tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    run("audit", write(tmp_path, "note.txt", NOTE), "--payer", "medicare:ngs", "--html", page)
    assert "<html" in page.read_text(encoding="utf-8")


def test_code_prints_lines_and_only_its_own_families(run: Any, tmp_path: Path) -> None:
    done = run("code", write(tmp_path, "chart.json", CHART), "--json")
    assert done.code == 0
    assert [(line["cpt"], line["modifiers"]) for line in done.json["lines"]] == [("64493", ["RT", "KX"])]
    assert {f["rule"][:2] for f in done.json["findings"]} <= {"LV", "BL", "IM"}
    assert "determination" not in done.json


def test_jsonl_keeps_order_and_a_bad_line_stops_nothing(run: Any, tmp_path: Path) -> None:
    rows = [
        json.dumps(CHART),
        "{broken",
        json.dumps(CHART | {"id": "c2", "payer": "medicare:nobody"}),
        json.dumps({"id": "c3", "payer": "medicare:ngs", "session": {"dos": "2025-02-30"}}),
        "[]",
        json.dumps(CHART | {"id": "c4"}),
    ]
    done = run("audit", "--jsonl", write(tmp_path, "charts.jsonl", "\n".join(rows)))
    assert done.code == 2
    assert [line.get("id") for line in done.lines] == ["c1", None, "c2", "c3", None, "c4"]
    assert [line["error"]["code"] if "error" in line else "" for line in done.lines] == [
        "",
        "not-json",
        "payer-unknown",
        "chart-invalid",
        "line-invalid",
        "",
    ]


def test_jsonl_reads_standard_input(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    class Stdin:
        buffer = io.BytesIO(json.dumps({"id": "n", "text": NOTE}).encode() + b"\n")

    monkeypatch.setattr(sys, "stdin", Stdin)
    done = run("read", "--jsonl", "-")
    assert done.code == 0
    assert done.lines[0]["id"] == "n"
    assert done.lines[0]["session"]["guidance"] == "fluoroscopy"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("", "note is empty"),
        ("   \n", "note is empty"),
        ('{"session": {"dos": "2025-13-40"}, "payer": "cpt"}', "session.dos"),
        ('{"session": {}}', "names no payer"),
        ('{"payer": "medicare:nobody", "session": {}}', "medicare:nobody"),
        ('{"payer": "medicare@ZZ", "session": {}}', "ZZ"),
        ("[1, 2]", "names no payer"),
    ],
)
def test_bad_input_gets_one_clear_error_and_exit_2(run: Any, tmp_path: Path, content: str, code: str) -> None:
    done = run("audit", write(tmp_path, "input", content))
    assert done.code == 2
    assert done.out == ""
    assert done.err.count("\n") == 1
    assert code in done.err
    assert "Traceback" not in done.err


def test_binary_and_huge_files_are_refused(run: Any, tmp_path: Path) -> None:
    (tmp_path / "scan.bin").write_bytes(bytes(range(256)) * 20)
    assert run("read", tmp_path / "scan.bin").code == 2
    with (tmp_path / "big.txt").open("wb") as handle:
        handle.truncate(50_000_000)
    done = run("read", tmp_path / "big.txt")
    assert done.code == 2
    assert "50.0 MB" in done.err


def test_latin_1_is_read(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "old.txt"
    path.write_bytes(NOTE.replace("Testcase, Ann", "Prüfling, Anné").encode("latin-1"))
    assert run("read", path, "--json").json["session"]["technique"] == "medial_branch_block"


def test_an_unknown_field_is_told(run: Any, tmp_path: Path) -> None:
    chart = CHART | {"sesion": 1}
    done = run("audit", write(tmp_path, "chart.json", chart), "--json")
    assert any("`sesion`" in warning and "`session`" in warning for warning in done.json["warnings"])


def test_a_knee_note_is_not_applicable(run: Any, tmp_path: Path) -> None:
    knee = "PROCEDURE: Right knee intra-articular injection.\nDate of service: 03/10/2025\n40 mg triamcinolone given.\n"
    done = run("audit", write(tmp_path, "knee.txt", knee), "--payer", "medicare:ngs", "--json")
    assert done.code == 0
    assert done.json["determination"] == "not_applicable"
    assert done.json["findings"] == []


def test_a_knee_note_billed_as_facet_is_not_supported(run: Any, tmp_path: Path) -> None:
    knee = write(tmp_path, "knee.txt", "PROCEDURE: Right knee injection.\nDate of service: 03/10/2025\n")
    claim = write(tmp_path, "claim.json", {"lines": [{"cpt": "64493"}]})
    done = run("audit", knee, "--claim", claim, "--payer", "medicare:ngs", "--json")
    assert done.json["determination"] == "not_supported"
    assert [f["rule"] for f in done.json["findings"]] == ["BL01"]


@pytest.mark.parametrize(
    "args", [["audit"], ["audit", "nothing.txt"], ["read"], ["explain", "XX99"], ["policy", "show", "nobody"]]
)
def test_a_wrong_command_ends_with_2_and_says_what_to_do(run: Any, args: list[str]) -> None:
    done = run(*args)
    assert done.code == 2
    assert done.err.startswith("facetproof: ")


@pytest.mark.parametrize(
    "args",
    [
        ["explain", "DX02"],
        ["explain", "DX02", "--payer", "medicare:ngs", "--dos", "2025-03-10"],
        ["policy", "list"],
        ["policy", "list", "--json"],
        ["policy", "show", "medicare:ngs", "--dos", "2025-03-10"],
        ["policy", "show", "medicare@KY", "--json"],
    ],
)
def test_the_library_can_be_asked(run: Any, args: list[str]) -> None:
    done = run(*args)
    assert done.code == 0
    assert len(done.out) > 100
