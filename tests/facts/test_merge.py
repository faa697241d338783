"""Several notes of one patient become one chart."""

from __future__ import annotations

import datetime as dt

from facetproof.facts.merge import merge_charts
from facetproof.facts.reading import read_document
from facetproof.model.chart import Chart
from facetproof.model.spine import Side

FIRST = """PROCEDURE NOTE
Patient: Testcase, Ann
Date of service: 01/06/2025
Procedure: Left L4-5 and L5-S1 diagnostic medial branch block
Guidance: fluoroscopy
Sedation: none
Description: Prone, sterile prep. 0.5 mL of 0.5% bupivacaine at each nerve.
Electronically signed by A. Person, MD 01/06/2025
"""
SECOND = """PROCEDURE NOTE
Patient: Testcase, Ann
Date of service: 02/03/2025
Procedure: Left L4-5 and L5-S1 diagnostic medial branch block, second
Guidance: fluoroscopy
Sedation: none
Description: Prone, sterile prep. 0.4 mL of 2% lidocaine at each nerve.
Electronically signed by A. Person, MD 02/03/2025
"""


def merged(*notes: str) -> Chart:
    return merge_charts([read_document(text, f"note-{n}") for n, text in enumerate(notes, 1)])


def test_the_latest_procedure_is_the_session_and_the_earlier_one_is_history() -> None:
    chart = merged(SECOND, FIRST)
    assert chart.session is not None
    assert chart.session.dos == dt.date(2025, 2, 3)
    assert chart.history is not None
    assert [item.dos for item in chart.history] == [dt.date(2025, 1, 6)]
    assert chart.history[0].targets is not None
    assert chart.history[0].targets[0].side is Side.LEFT


def test_the_order_of_the_notes_does_not_matter() -> None:
    one, other = merged(FIRST, SECOND), merged(SECOND, FIRST)
    assert one.session == other.session
    assert one.history == other.history


def test_every_quote_is_cut_from_the_note_it_names() -> None:
    chart = merged(FIRST, SECOND)
    texts = {document.id: document.text or "" for document in chart.documents or ()}
    assert len(texts) == 2
    spans = [span for listed in (chart.evidence or {}).values() for span in listed]
    assert spans
    assert all(texts[span.document][span.start : span.end] == span.quote for span in spans)
    assert {
        span.document
        for path, listed in (chart.evidence or {}).items()
        if path.startswith("history")
        for span in listed
    } == {"note-1"}


def test_one_chart_is_left_as_it_is_and_none_is_empty() -> None:
    chart = read_document(FIRST)
    assert merge_charts([chart]) is chart
    assert merge_charts([]) == Chart()


def test_two_notes_of_one_procedure_complete_each_other() -> None:
    nurse = """NURSING PROCEDURE RECORD
Date of service: 02/03/2025
Procedure: Left L4-5 and L5-S1 medial branch block
Pre-procedure pain: NRS 7/10
Post-procedure pain: NRS 1/10
Needle placed, tolerated well.
"""
    chart = merged(SECOND, nurse)
    assert chart.session is not None
    assert chart.history is None
    assert chart.session.pain_before is not None
    assert chart.session.pain_before.score == 7
    assert chart.session.injectates is not None


def test_notes_that_exclude_each_other_give_a_conflict_and_no_value() -> None:
    other = SECOND.replace("Guidance: fluoroscopy", "Guidance: CT")
    chart = merged(SECOND, other)
    assert chart.session is not None
    assert chart.session.guidance is None
    assert chart.conflicts is not None
    assert [conflict.path for conflict in chart.conflicts] == ["session.guidance"]
    assert {span.document for span in chart.conflicts[0].evidence} == {"note-1", "note-2"}


def test_an_account_that_names_fewer_places_of_the_same_side_agrees() -> None:
    call = """TELEPHONE ENCOUNTER 02/05/2025
Re: diagnostic MBB, L L4-5 and L5-S1, 2/3/25
Pain was 7 before and 1 that afternoon. She says ninety percent relief.
"""
    with_nerves = SECOND.replace("second", "second (L3, L4 medial branches and L5 dorsal ramus)")
    chart = merged(with_nerves, call)
    assert chart.session is not None
    assert chart.session.targets is not None
    assert chart.session.targets[0].nerves == ("L3", "L4", "L5")
    assert not chart.conflicts


def test_accounts_that_name_other_sides_conflict() -> None:
    chart = merged(SECOND, SECOND.replace("Left", "Right"))
    assert chart.session is not None
    assert chart.session.targets is None
    assert [conflict.path for conflict in chart.conflicts or ()] == ["session.targets"]
