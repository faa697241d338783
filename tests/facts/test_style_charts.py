"""Whole charts of many styles against everything a person found in them: nothing missed, nothing beyond it.

`style_charts.txt` holds blocks of `@@ name`, the note, `--`, then one `path=value` (JSON) a line; `?path` counts
neither way.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from facetproof.facts.bench.judge import judge
from facetproof.facts.reading import read_document
from facetproof.sources.gold import Gold


def charts() -> Iterator[Gold]:
    """The notes of the file with their charts."""
    for block in Path(__file__).with_name("style_charts.txt").read_text(encoding="utf-8").split("@@ ")[1:]:
        name, _, rest = block.partition("\n")
        text, _, told = f"{rest}\n".partition("\n--\n")
        lines = [line for line in told.splitlines() if line]
        chart: dict[str, Any] = {}
        for path, value in (line.split("=", 1) for line in lines if not line.startswith("?")):
            part, _, name_within = path.partition(".")
            if name_within:
                chart.setdefault(part, {})[name_within] = json.loads(value)
            else:
                chart[part] = json.loads(value)
        optional = [{"path": line[1:]} for line in lines if line.startswith("?")]
        yield Gold(id=name, text=f"{text}\n", chart=chart, optional=optional)


@pytest.mark.parametrize("gold", [pytest.param(gold, id=gold.id) for gold in charts()])
def test_a_chart_of_any_style_is_read_as_a_person_reads_it(gold: Gold) -> None:
    judged = judge(gold, read_document(gold.text))
    assert judged.missed == []
    assert judged.wrong == []
    assert judged.quotes == []
