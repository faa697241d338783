"""Overlapping spans become flat segments that lose nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facetproof.model.evidence import Evidence
from facetproof.outputs.marks import fits, segments

TEXT = "First block gave 85% relief for 6 hours."


def span(start: int, end: int, text: str = TEXT) -> Evidence:
    return Evidence(start, end, text[start:end])


def test_text_without_spans_is_one_plain_segment() -> None:
    (only,) = segments(TEXT, {})
    assert (only.text, only.spans) == (TEXT, ())


def test_an_overlap_belongs_to_both_spans() -> None:
    found = segments(TEXT, {1: span(0, 20), 2: span(17, 27)})
    assert [(s.text, s.spans) for s in found] == [
        ("First block gave ", (1,)),
        ("85%", (1, 2)),
        (" relief", (2,)),
        (" for 6 hours.", ()),
    ]
    assert [s.starts for s in found] == [(1,), (2,), (), ()]
    assert [s.ends for s in found] == [(), (1,), (2,), ()]


def test_two_spans_of_one_place_are_kept_apart_by_number() -> None:
    found = segments(TEXT, {1: span(0, 5), 2: span(0, 5)})
    assert found[0].spans == (1, 2)
    assert found[0].starts == found[0].ends == (1, 2)


@pytest.mark.parametrize(
    "wrong",
    [
        Evidence(0, 5, "Last "),
        Evidence(-3, 2, "Fi"),
        Evidence(5, 5, ""),
        Evidence(30, 90, TEXT[30:]),
        Evidence(9, 4, ""),
    ],
)
def test_a_span_that_does_not_fit_the_text_is_not_shown(wrong: Evidence) -> None:
    assert not fits(wrong, TEXT)
    assert [s.spans for s in segments(TEXT, {1: wrong})] == [()]


@given(st.lists(st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))), max_size=8))
def test_joined_segments_are_the_text_and_each_span_is_covered_exactly(pairs: list[tuple[int, int]]) -> None:
    spans = {n: span(a, b) for n, (a, b) in enumerate(pairs, 1) if a < b}
    found = segments(TEXT, spans)
    assert "".join(s.text for s in found) == TEXT
    for n, item in spans.items():
        assert "".join(s.text for s in found if n in s.spans) == item.quote
        assert sum(n in s.starts for s in found) == sum(n in s.ends for s in found) == 1
