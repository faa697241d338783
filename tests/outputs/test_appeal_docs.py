"""The command on appeals: what it prints, its exit codes and files, and that its page and example are true."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import get_args

import pytest
import yaml

from facetproof.cli import main
from facetproof.model.denial import Track
from facetproof.outputs.letter_supports import UNITS
from facetproof.policy.appeals.levels import levels, own_levels
from facetproof.sources.denial import denial_from

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "appeals.md").read_text(encoding="utf-8")
COMMAND = shlex.split(re.findall(r"^facetproof (.+)$", PAGE, re.MULTILINE)[0])
CASE = ROOT / "examples" / "first-ablation-ready"


@pytest.fixture(autouse=True)
def at_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def test_the_example_prints_its_letter_and_tells_the_time_beside_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(COMMAND) == 0
    out, err = capsys.readouterr()
    assert "REQUEST FOR REDETERMINATION" in out
    assert "last day Sunday, 2026-05-17" in err


@pytest.mark.parametrize("form", ["pdf", "docx", "text"])
def test_each_format_is_written_to_a_file(form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / f"letter.{form}"
    assert main([*COMMAND, "--format", form, "--out", str(path)]) == 0
    assert path.stat().st_size > 2000
    assert "The record answers the denial" in capsys.readouterr().out


def test_json_gives_every_sentence_with_what_it_rests_on(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*COMMAND, "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    supports = {support["id"] for support in found["letter"]["supports"]}
    sentences = [s for section in found["letter"]["sections"] for s in section["sentences"]]
    assert len(sentences) > 40
    assert all(s["rests_on"] and set(s["rests_on"]) <= supports for s in sentences)
    assert found["appeal"]["clock"]["level"] == "original_medicare/redetermination"


def test_without_support_there_is_no_letter_and_the_answer_says_what_was_needed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    less = [word for word in COMMAND if "follow-up" not in word]
    out = tmp_path / "letter.pdf"
    assert main([*less, "--format", "pdf", "--out", str(out)]) == 1
    assert not out.exists()
    told = capsys.readouterr().out
    assert "no letter" in told
    assert "RF01 Two positive branch blocks" in told
    assert main([*less, "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out)["letter"] is None


def test_a_code_that_no_appeal_cures_gives_the_way_instead(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "denial.yaml"
    path.write_text((CASE / "denial.yaml").read_text().replace("CO-50", "CO-18").replace("rarc: [N115]", ""))
    command = [str(path) if word.endswith("denial.yaml") else word for word in COMMAND]
    assert main(command) == 1
    told = capsys.readouterr().out
    assert "ASK FOR A REOPENING" in told
    assert "42 CFR 405.980" in " ".join(told.split())


@pytest.mark.parametrize(("change", "fault"), [("carc: [CO-50]", "carc"), ("dos: 2025-11-25", "2025-11-26")])
def test_a_wrong_denial_is_an_error_for_people(
    change: str, fault: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = {"carc": "carc: [unpaid]", "2025-11-26": "dos: 2025-11-26"}[fault]
    path = tmp_path / "denial.yaml"
    path.write_text((CASE / "denial.yaml").read_text().replace(change, wrong))
    assert main([str(path) if word.endswith("denial.yaml") else word for word in COMMAND]) == 2
    err = capsys.readouterr().err
    assert err.startswith("facetproof: ")
    assert fault in err


def test_the_yaml_of_the_page_is_a_denial(tmp_path: Path) -> None:
    (shown,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    path = tmp_path / "denial.yaml"
    path.write_text(shown)
    assert denial_from(path).decided == "redetermination"
    assert set(yaml.safe_load(shown)) <= set(denial_from(CASE / "denial.yaml").__struct_fields__)


def rows() -> list[str]:
    """The table of levels, from the file that they are read from."""
    tracks = [levels(track) for track in get_args(Track)] + [own_levels(payer) for payer in ("aetna", "uhc", "cigna")]
    made = []
    for level in (level for found in tracks for level in found):
        numbers = [
            f"{number} {UNITS[level.unit]}" + (f" since {since.isoformat()}" if n else "")
            for n, (since, number) in enumerate(level.numbers)
        ]
        start = level.counted_from + (f", presumed after {level.presumed_days} days" if level.presumed_days else "")
        told = (level.key, level.name, "; ".join(numbers) or "none", start if numbers else "", level.document.id)
        made.append(f"| {' | '.join((*told, level.confidence))} |")
    return made


def test_the_table_of_the_page_is_that_of_the_library() -> None:
    table = [line for line in PAGE.splitlines() if line.startswith("| ") and "/" in line]
    assert table == rows()


def test_the_picture_of_the_page_is_small() -> None:
    assert 10_000 < (ROOT / "docs" / "images" / "appeal-letter.png").stat().st_size < 150_000
