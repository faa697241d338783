"""What the pages for users show is what the program does."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

import facetproof
from facetproof import demo
from facetproof.cli import main
from facetproof.outputs.report import render

ROOT = Path(__file__).parents[2]
QUICKSTART = (ROOT / "docs" / "quickstart.md").read_text(encoding="utf-8").replace("\\\n", " ")
COMMANDS = [
    command
    for command in re.findall(r"(?:^\.venv/bin/|`)(facetproof [^`\n]+)", QUICKSTART, re.MULTILINE)
    if "note.txt" not in command and "evaluation.txt procedure.txt" not in command
]


def test_the_quickstart_has_commands_to_run() -> None:
    assert len(COMMANDS) >= 4


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_of_the_quickstart_works(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert main(shlex.split(command)[1:]) in (0, 1)


def test_the_finding_shown_in_the_report_page_is_what_the_example_prints() -> None:
    page = (ROOT / "docs" / "report.md").read_text(encoding="utf-8")
    shown = page.split("```text\n")[1].split("```")[0]
    case = next(case for case in demo.cases() if case.name == demo.SHOWN)
    chart = demo.chart_of(case)
    assert shown in render(facetproof.audit(chart), chart, width=80, color=False)
