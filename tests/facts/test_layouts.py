"""A note set out in another way gives the same facts or fewer, seldom another."""

from __future__ import annotations

from functools import cache

import pytest
from layouts import LAYOUTS
from mutations import changed, lost
from test_mutations import OWN_NOTES

from facetproof.facts.reading import read_document
from facetproof.facts.view import view_of
from facetproof.model.chart import Chart

MOST_LOST = 0.035
"""Of the facts; a label in a practice's own words without its colon cannot be told from a short line of prose."""
MOST_CHANGED = 0.03
"""Of the notes that say something else."""


@cache
def charts() -> list[tuple[str, str, Chart]]:
    return [(name, text, read_document(text)) for name, text in OWN_NOTES]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_layout_does_not_change_the_facts(layout: str) -> None:
    notes = gone = facts = 0
    other: list[str] = []
    for name, text, chart in charts():
        set_out = LAYOUTS[layout](text)
        if set_out == text:
            continue
        read = read_document(set_out)
        missed, total = lost(chart, read)
        notes, gone, facts = notes + 1, gone + missed, facts + total
        if list(changed(chart, read)):
            other.append(name)
    assert notes > 20
    assert gone <= facts * MOST_LOST, f"{gone} of {facts}"
    assert len(other) <= notes * MOST_CHANGED, other


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("Side - Left\nLevels = L4-5", "Side : Left\nLevels : L4-5"),
        ("[Sedation] none", " Sedation: none"),
        ('"Side","Left"\n"Levels","L4-5"\n"Sedation","none"', " Side: Left \n Levels: L4-5 \n Sedation: none "),
        ("## Guidance\nfluoroscopy\n", "   Guidance:fluoroscopy\n"),
        ("*** PROCEDURE ***\nLeft L4-5 MBB\n\nPlan: rest", "    PROCEDURE:    Left L4-5 MBB\n\nPlan: rest"),
        ("Side: left; Levels: L4-5 | Sedation: none", "Side: left; \nLevels: L4-5 | \nSedation: none"),
    ],
)
def test_labels_of_any_make_become_one(written: str, seen: str) -> None:
    text = view_of(written).text
    assert [" ".join(line.split()) for line in text.split("\n")] == [
        " ".join(line.split()) for line in seen.split("\n")
    ]


@pytest.mark.parametrize(
    "written",
    [
        "L4 - done, L5 - not done",
        "[patient] it hurts\n[doctor] where",
        "--- copied from 01/15/2024 ---\nPain 9/10",
        "Contrast was given: none of it spread",
        "He was seen.\nPlan\n\nRest",
    ],
)
def test_other_lines_stay(written: str) -> None:
    assert view_of(written).text == written


def test_a_row_of_a_table_says_nothing_of_the_next() -> None:
    text = (
        "SOURCE                  | CONTENT\n"
        "Ofc visit 10/08/2024    | LBP x 14 mo. Average VAS 6.\n"
        "                        | Exam: R lumbar paraspinals TTP. SLR neg.\n"
        "PT discharge 07/22/2024 | 12 visits over 6 wks, pain unchanged.\n"
        "MRI L-spine 08/30/2024  | R > L facet hypertrophy L4-5.\n"
        "MBB #1 08/13/2024       | Right L4-5 MBB with lidocaine 2%. 85% relief x 5 hrs.\n"
    )
    chart = read_document(text)
    assert chart.session is None
    assert chart.history is not None
    told = [(str(past.dos), past.relief.percent) for past in chart.history if past.relief]
    assert told == [("2024-08-13", 85)]


@pytest.mark.parametrize(
    "written", ["Relief > 80%", "Relief => 80%", "NRS > 5", "Pain > 6 months", "Hepatitis C two years ago"]
)
def test_a_bound_behind_a_label_stays_one(written: str) -> None:
    assert " : " not in view_of(written).text
    assert "C2" not in view_of(written).text


def test_a_bound_is_no_score_and_stays_a_bound_of_relief() -> None:
    note = "Date of service: 4/22/2025\nProcedure: left L4-5 medial branch block\n{}\n"
    scored = read_document(note.format("NRS > 5")).session
    assert scored is not None
    assert scored.pain_before is None
    assert scored.pain_after is None
    relieved = read_document(note.format("Relief > 80%")).session
    assert relieved is not None
    assert relieved.relief is not None
    assert (relieved.relief.percent, relieved.relief.bound) == (80, "at_least")
