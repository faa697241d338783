"""Two policies side by side, as text, JSON and a page."""

from __future__ import annotations

import datetime as dt
import json
import re

from facetproof.outputs.policy_diff import diff_json, render_diff, render_diff_page
from facetproof.policy.compare import compare

TODAY = dt.date(2026, 11, 24)
DIFF = compare(("medicare:ngs", dt.date(2022, 1, 1)), ("medicare:cgs", TODAY))


def test_the_text_tells_numbers_words_and_clauses_of_both_sides() -> None:
    text = " ".join(render_diff(DIFF, width=100, color=False).split())
    for part in (
        "medicare:ngs on 2022-01-01 → medicare:cgs on 2026-11-24",
        "LV02 Levels per session on appeal yes → no",
        "clause before L35936, version 2021-04-25",
        "clause after L38773, version 2024-08-15",
        "ADDED",
        "PA02 Authorization fits",
        "valid days 120",
        "t12l1 rule: cpt → mac one region",
    ):
        assert part in text


def test_lines_fit_the_width() -> None:
    assert max(map(len, render_diff(DIFF, width=80, color=False).splitlines())) <= 80


def test_no_difference_is_said_so() -> None:
    same = compare(("medicare:ngs", TODAY), ("medicare:ngs", TODAY))
    assert "the same." in render_diff(same, width=80, color=False)


def test_the_json_holds_every_difference() -> None:
    told = json.loads(json.dumps(diff_json(DIFF)))
    assert told["before"] == {
        "policy": "medicare:ngs",
        "title": DIFF.before.title,
        "day": "2022-01-01",
        "version": "2021-04-25",
    }
    assert [rule["rule"] for rule in told["rules"]] == [rule.rule for rule in DIFF.rules]
    assert told["rules"][0]["clauses_after"][0]["document"]["id"]


def test_the_page_stands_alone_and_names_every_changed_rule() -> None:
    page = render_diff_page(DIFF)
    assert not re.search(r"(src|href)=\"(?!#)", page)
    for rule in DIFF.rules:
        assert rule.rule in page
    assert page.count("<h1>") == 1
    assert "Content-Security-Policy" in page
