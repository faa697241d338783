"""The scale that a form names once, for all its scores: its evidence is the words that name it."""

from __future__ import annotations

import pytest

from facetproof.facts.reading import read_document

FORM = "DOS 04/22/2025\nProcedure: Right L4-5 medial branch block, diagnostic\n{}pain_pre=6\npain_post=2\n"


def test_the_scale_of_a_form_shows_the_words_that_name_it() -> None:
    chart = read_document(FORM.format("pain_scale=NRS\n"))
    assert chart.session is not None
    assert chart.session.pain_before is not None
    assert (chart.session.pain_before.scale, chart.session.pain_before.score) == ("NRS", 6)
    assert chart.evidence is not None
    for when in ("pain_before", "pain_after"):
        assert [span.quote for span in chart.evidence[f"session.{when}.scale"]] == ["NRS"]


@pytest.mark.parametrize("lines", ["", "pain_scale=NRS\nscale_used=VAS\n"], ids=["none", "two"])
def test_no_scale_is_read_where_none_or_several_are_named(lines: str) -> None:
    session = read_document(FORM.format(lines)).session
    assert session is not None
    assert session.pain_before is None or session.pain_before.scale is None
