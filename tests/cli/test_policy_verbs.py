"""What a policy says, and what a change of it does, from the command line."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from facetproof.cli import main

CHART: dict[str, Any] = {
    "id": "c1",
    "payer": "medicare:ngs",
    "session": {
        "dos": "2023-05-10",
        "billing_entity": "professional",
        "technique": "medial_branch_block",
        "intent": "diagnostic",
        "guidance": "fluoroscopy",
        "sedation": "none",
        "targets": [{"side": "right", "joints": ["L3-4", "L4-5", "L5-S1"]}],
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


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes]) -> Any:
    def go(*args: str | Path) -> Done:
        code = main([str(arg) for arg in args])
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        return Done(code, out.decode(), err.decode())

    return go


@pytest.fixture
def chart(tmp_path: Path) -> Path:
    path = tmp_path / "chart.json"
    path.write_text(json.dumps(CHART), encoding="utf-8")
    return path


def test_audit_as_of_judges_by_another_day(run: Any, chart: Path) -> None:
    then, now = run("audit", chart, "--json"), run("audit", chart, "--json", "--as-of", "2025-03-01")
    assert then.json["version"] < now.json["version"]
    assert run("audit", chart, "--as-of", "soon").code == 2


def test_audit_for_all_payers_shows_one_chart_against_every_policy(run: Any, chart: Path) -> None:
    told = run("audit", chart, "--payer", "all", "--json").json
    assert {row["policy"] for row in told["policies"]} >= {"medicare:ngs", "medicare:cgs", "cpt"}
    text = run("audit", chart, "--payer", "all")
    assert text.code == 1
    assert "medicare:palmetto" in text.out


def test_audit_for_all_payers_takes_a_batch(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "charts.jsonl"
    path.write_text(json.dumps(CHART) + "\n[]\n", encoding="utf-8")
    done = run("audit", "--jsonl", path, "--payer", "all")
    lines = [json.loads(line) for line in done.out.splitlines()]
    assert lines[0]["id"] == "c1"
    assert len(lines[0]["policies"]) > 5
    assert lines[1]["error"]["code"] == "line-invalid"
    assert done.code == 2


def test_the_page_of_all_payers_is_refused(run: Any, chart: Path, tmp_path: Path) -> None:
    done = run("audit", chart, "--payer", "all", "--html", tmp_path / "x.html")
    assert done.code == 2
    assert "--html" in done.err


def test_diff_compares_payers_and_days(run: Any, tmp_path: Path) -> None:
    told = run("policy", "diff", "medicare:ngs@2023-01-01", "medicare@KY@2026-01-01", "--json").json
    assert (told["before"]["policy"], told["before"]["day"]) == ("medicare:ngs", "2023-01-01")
    assert (told["after"]["policy"], told["after"]["day"]) == ("medicare:cgs", "2026-01-01")
    page = tmp_path / "diff.html"
    assert run("policy", "diff", "medicare:ngs", "medicare:cgs", "--html", page).code == 0
    assert "medicare:cgs" in page.read_text(encoding="utf-8")
    assert "CHANGED" in run("policy", "diff", "medicare:ngs", "medicare:cgs").out


@pytest.mark.parametrize("side", ["medicare:ngs@2023-02-30", "medicare:nobody", "medicare@ZZ"])
def test_a_side_that_cannot_be_found_ends_with_2(run: Any, side: str) -> None:
    done = run("policy", "diff", side, "medicare:ngs")
    assert done.code == 2
    assert done.err.startswith("facetproof: ")


def test_impact_tells_whom_a_change_hits(run: Any, tmp_path: Path) -> None:
    hit = json.loads(json.dumps(CHART))
    hit["session"] |= {"sedation": "moderate", "sedation_reason": "a tremor that she cannot hold still"}
    path = tmp_path / "charts.jsonl"
    path.write_text(f"{json.dumps(CHART)}\n\n{json.dumps(hit | {'id': 'c2'})}\n", encoding="utf-8")
    done = run("policy", "impact", path, "--from", "2023-01-01", "--to", "2025-03-01")
    assert done.code == 1
    assert "c2" in done.out
    assert "IM06" in done.out
    told = run(
        "policy", "impact", path, "--from", "medicare:ngs@2025-03-01", "--to", "medicare:ngs@2025-03-02", "--json"
    )
    assert (told.code, told.json["cases"], told.json["hit"]) == (0, 2, 0)


def test_impact_tells_the_line_that_cannot_be_judged(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "charts.jsonl"
    path.write_text('{"id": "x", "session": {}}\n{broken\n', encoding="utf-8")
    done = run("policy", "impact", path, "--from", "2023-01-01", "--to", "2025-03-01", "--json")
    assert done.code == 2
    assert done.json["unusable"] == 2
    assert "charts.jsonl, line 2" in done.err
    both = run("policy", "impact", path, path, "--from", "2023-01-01", "--to", "2025-03-01", "--json")
    assert both.json["unusable"] == 4
    assert run("policy", "impact", path, "--from", "never", "--to", "2025-03-01").code == 2


def test_numbers_come_as_table_csv_json_and_totals(run: Any) -> None:
    told = run("policy", "numbers", "--payer", "medicare:cgs", "--json").json
    table = run("policy", "numbers", "--payer", "medicare:cgs", "--csv").out
    assert len(table.splitlines()) == told["totals"]["values"] + 1
    assert "NC01" in run("policy", "numbers", "--payer", "medicare:cgs").out
    assert " numbers" in run("policy", "numbers", "--totals").out


def test_check_is_fine_while_nothing_is_older_than_asked(run: Any) -> None:
    done = run("policy", "check", "--json", "--days", "36500")
    assert done.code == 0
    assert done.json["fine"]
    assert {task["confidence"] for task in done.json["tasks"]} >= {"recalled", "secondary"}
    assert run("policy", "check", "--days", "-36500").code == 1


def test_a_folder_of_ones_own_is_made_checked_and_used(run: Any, tmp_path: Path, chart: Path) -> None:
    made = run("policy", "new", "ours", "--in", tmp_path, "--extends", "medicare:ngs", "--rules", "NC01")
    assert (tmp_path / "ours" / "NC01.yaml.draft").is_file()
    assert str(tmp_path / "ours" / "policy.yaml") in made.out
    checked = run("policy", "check", "--folder", tmp_path, "--json").json
    assert checked["drafts"] == ["NC01.yaml.draft"]
    told = run(
        "--policies", tmp_path, "audit", chart, "--payer", "private:ours", "--as-of", "2030-01-01", "--json"
    ).json
    assert told["policy"] == "private:ours"
    assert run("audit", chart, "--payer", "private:ours").code == 2
    after = run("audit", chart, "--payer", "private:ours", "--policies", tmp_path, "--as-of", "2030-01-01", "--json")
    assert after.json == told
    assert "private:ours" in run("policy", "list", "--policies", tmp_path).out
    assert run("policy", "check", "--folder", tmp_path / "nowhere").code == 2


def test_a_policy_text_is_proposed_signed_and_used(run: Any, tmp_path: Path, chart: Path) -> None:
    text = tmp_path / "policy.txt"
    text.write_text(
        "Effective date: 2020-01-01\n\nNo more than two levels per session are covered.\n", encoding="utf-8"
    )
    told = run("policy", "import", text, "--json").json
    assert [(one["rule"], one["value"]) for one in told["proposals"]] == [("LV02", 2)]
    assert told["effective"] == "2020-01-01"
    made = run("policy", "import", text, "--name", "ours", "--in", tmp_path / "own")
    assert made.code == 0
    folder = tmp_path / "own" / "ours"
    assert run("policy", "sign", folder, "LV02", "--name", "Ann Testcase").code == 2
    draft = folder / "LV02.yaml.draft"
    words = draft.read_text(encoding="utf-8").replace("WHAT TO ASK FOR", "Ask.").replace("WHAT TO DO", "Wait.")
    draft.write_text(words, encoding="utf-8")
    assert run("policy", "sign", folder, "LV02", "--name", "Ann Testcase").code == 0
    done = run("--policies", tmp_path / "own", "audit", chart, "--payer", "private:ours", "--json")
    assert {one["rule"]: one["status"] for one in done.json["findings"]}["LV02"] == "not_met"


def test_a_text_without_a_day_or_a_number_is_said(run: Any, tmp_path: Path) -> None:
    text = tmp_path / "policy.txt"
    text.write_text("Facet joint procedures are reviewed.\n", encoding="utf-8")
    assert run("policy", "import", text).code == 1
    done = run("policy", "import", text, "--name", "ours", "--in", tmp_path / "own")
    assert done.code == 2
    assert "--from" in done.err
