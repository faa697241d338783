"""What the pages on questions and forms show is what the program does."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from facetproof.cli import main
from facetproof.findings.template import KINDS

ROOT = Path(__file__).parents[2]
QUERIES = (ROOT / "docs" / "queries.md").read_text(encoding="utf-8")
TEMPLATES = (ROOT / "docs" / "templates.md").read_text(encoding="utf-8")
COMMANDS = [
    line
    for line in re.findall(r"^facetproof .+$", QUERIES + TEMPLATES, re.MULTILINE)
    if "…" not in line and "our-form" not in line and ".json" not in line
]


def test_the_pages_have_commands_to_run() -> None:
    assert len(COMMANDS) >= 3


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_works(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert main(shlex.split(command)[1:]) in (0, 1)


def test_the_repair_shown_is_what_the_example_prints(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "60")
    command, shown = re.findall(r"```text\n(.*?)```", QUERIES, re.DOTALL)[:2]
    main(shlex.split(command)[1:])
    assert capsys.readouterr().out.startswith(shown)


def test_the_answer_of_the_page_closes_the_case(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    notes = [f"examples/vague-outcome/{name}.txt" for name in ("evaluation", "second-block")]
    form, answers, chart = (str(tmp_path / name) for name in ("query.json", "answers.json", "chart.json"))
    options = ["--payer", "medicare:palmetto", "--history-from", "2024-01-01"]
    assert main(["query", *notes, *options, "--as", "json", "--out", form, "--asked", "2025-06-01"]) == 1
    (example,) = re.findall(r"```json\n(.*?)```", QUERIES, re.DOTALL)
    Path(answers).write_text(example, encoding="utf-8")
    main(["answer", form, answers, "--out", chart])
    assert "ADDENDUM - LATE ENTRY" in capsys.readouterr().out
    assert main(["audit", chart]) == 0


def test_every_kind_of_form_is_told() -> None:
    assert [kind for kind in KINDS if f"`{kind}`" not in TEMPLATES] == []
