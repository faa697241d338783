"""The review page: inert until a person decides, complete, and closed to the network."""

from __future__ import annotations

import json
import re
from itertools import pairwise

import pytest

from facetproof.errors import InputError
from facetproof.facts.reading import read_document
from facetproof.model.chart import Conflict, Vague
from facetproof.model.evidence import Evidence
from facetproof.outputs.facts import facts_of
from facetproof.outputs.html import TEMPLATES
from facetproof.outputs.review import render_review
from facetproof.outputs.review_fields import Field, fields, pattern

NOTE = """PROCEDURE NOTE
Patient: Testcase, Ann    Date of service: 03/10/2025
PROCEDURE: Right L4-5 and L5-S1 facet joint injection, therapeutic. </script><img src=x onerror="alert(1)">
0.5 mL of 0.5% bupivacaine was injected into each joint under fluoroscopy. She had significant relief.
"""


def page_of(note: str = NOTE) -> str:
    return render_review(read_document(note, "Testcase, Ann.txt"))


def data_of(page: str) -> dict[str, object]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert found
    data: dict[str, object] = json.loads(found[1])
    return data


def test_each_fact_has_its_value_its_words_and_three_answers_none_of_them_given() -> None:
    chart, page = read_document(NOTE), page_of()
    facts = [path for path, _ in facts_of(chart) if pattern(path) in fields()]
    assert len(facts) > 5
    assert [path for path in facts if f"<code>{path}</code>" not in page] == []
    for answer in ("right", "absent", "other"):
        assert len(re.findall(rf'<input type="radio" name="d\d+" value="{answer}">', page)) == len(facts)
    assert " checked" not in page


def test_the_note_in_the_data_is_the_exact_text_and_its_places_cut_it_whole() -> None:
    page = page_of(NOTE.replace("\n", "\r\n"))
    assert data_of(page)["text"] == NOTE.replace("\n", "\r\n")
    places = [(int(a), int(b)) for a, b in re.findall(r'data-s="(\d+)" data-e="(\d+)"', page)]
    assert places[0][0] == 0
    assert places[-1][1] == len(NOTE.replace("\n", "\r\n"))
    assert all(first[1] == second[0] for first, second in pairwise(places))


def test_markup_of_a_note_stays_text() -> None:
    page = page_of()
    assert "<img" not in page
    assert page.count("<script") == page.count("</script>") == 2


def test_the_page_can_reach_nothing_and_names_nobody_in_the_row() -> None:
    page = page_of()
    assert "default-src 'none'" in page
    assert not re.findall(r"(?:https?:)?//[a-z]+\.", page)
    assert "Testcase" not in str(data_of(page)["id"])


def test_the_script_sends_nothing_and_keeps_nothing_in_the_browser() -> None:
    script = (TEMPLATES / "review.js").read_text(encoding="utf-8")
    for word in ("fetch", "XMLHttpRequest", "WebSocket", "sendBeacon", "localStorage", "innerHTML", "eval("):
        assert word not in script


def test_what_was_left_without_a_value_is_told() -> None:
    start = NOTE.index("significant relief")
    words = (Evidence(start, start + 18, "significant relief", "note-1"),)
    chart = read_document(NOTE).replace(
        vague=(Vague(path="session.relief.percent", evidence=words),),
        conflicts=(Conflict(path="session.dos", values=("2025-03-10", "2025-03-11")),),
    )
    page = render_review(chart)
    assert "<code>session.relief.percent</code>: told without a value <q>significant relief</q>" in page
    assert "<code>session.dos</code>: statements that exclude each other: 2025-03-10 / 2025-03-11" in page


def test_one_note_a_page() -> None:
    chart = read_document(NOTE)
    documents = chart.documents or ()
    for several in ((), (*documents, *documents)):
        with pytest.raises(InputError, match="one note"):
            render_review(chart.replace(documents=several))


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("session.contrast", Field("yes_no")),
        ("session.targets.*.joints", Field("list")),
        ("session.targets.*.side", Field("choice", ("left", "right", "bilateral"))),
        ("session.dos", Field("date")),
        ("history.*.relief.percent", Field("number")),
        ("history.*.count", Field("whole")),
        ("session.injectates.*.per", Field("choice", ("target", "total"))),
        ("diagnoses", Field("list")),
    ],
)
def test_fields_take_the_kind_of_value_of_the_chart(path: str, field: Field) -> None:
    assert fields()[path]._replace(choices=tuple(sorted(fields()[path].choices))) == field._replace(
        choices=tuple(sorted(field.choices))
    )
