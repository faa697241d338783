"""The page on reading tells what is read, and figures that are not better than those of today."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from facetproof.cli import main
from facetproof.facts.bench.measure import measure
from facetproof.facts.reading import read_document
from facetproof.outputs.facts import facts_of
from facetproof.outputs.review_fields import fields, pattern
from facetproof.sources.gold import gold_rows

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "reading.md").read_text(encoding="utf-8")
GOLD = gold_rows(ROOT / "examples" / "reading" / "gold.jsonl")
TOLD = re.findall(r"^\| `([^`]+)` \|", PAGE, re.MULTILINE)
FIGURES = re.findall(r"^\| ([a-z._]+) \| ([\d.–]+) \| ([\d.–]+) \| ([\d.–]+) \|$", PAGE, re.MULTILINE)


def covers(told: str, path: str) -> bool:
    return path == told or path.startswith(f"{told}.")


def test_every_path_of_the_table_is_one_of_the_chart() -> None:
    assert [told for told in TOLD if not [path for path in fields() if covers(told, path)]] == []


def test_every_path_read_in_the_examples_is_in_the_table() -> None:
    read = {pattern(path) for row in GOLD for path, _ in facts_of(read_document(row.text))} & set(fields())
    assert len(read) > 40
    assert [path for path in sorted(read) if not [told for told in TOLD if covers(told, path)]] == []


def test_the_set_has_notes_of_many_styles_and_every_note_is_used() -> None:
    notes = {path.name for path in (ROOT / "examples" / "reading").glob("*.txt")}
    assert notes == {row.file for row in GOLD}
    assert len(notes) >= 12


def test_the_figures_are_no_better_than_what_is_measured_today() -> None:
    found = measure("examples", GOLD)
    today = {**found.groups, "overall": found.overall}
    assert {name for name, *_ in FIGURES} == set(today)
    for name, *ratios in FIGURES:
        for told, now in zip(ratios, (today[name].precision, today[name].recall, today[name].f1), strict=True):
            if told != "–":
                assert now is not None
                assert now >= float(told) - 0.001, name
    (fell,) = re.findall(r"(\d+) of \d+ traps", PAGE)
    assert (found.traps, found.invented, found.quotes_not_verbatim) == (int(fell), 0, 0)


@pytest.mark.parametrize("command", re.findall(r"^facetproof (.+)$", PAGE, re.MULTILINE))
def test_each_command_of_the_page_works(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert main(command.split()) == 0
