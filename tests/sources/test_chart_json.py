"""Charts and claims as JSON: what fits, what is told, what is refused."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from facetproof.errors import InputError
from facetproof.sources.chart_json import chart_from, claim_from, parse_json

SECRET = "JONATHAN-DOE"


def refused(value: Any) -> InputError:
    with pytest.raises(InputError) as caught:
        chart_from(value, where="chart.json")
    return caught.value


def test_a_chart_keeps_what_is_given_and_null_is_absent() -> None:
    chart, warnings = chart_from(
        {"payer": "cpt", "session": {"dos": "2025-03-10", "contrast": None, "targets": []}}, where="x"
    )
    assert warnings == []
    assert chart.session is not None
    assert chart.session.dos == dt.date(2025, 3, 10)
    assert chart.session.contrast is None
    assert chart.session.targets == ()
    assert chart.session.signed is None


@pytest.mark.parametrize(
    ("value", "path"),
    [
        ({"session": {"dos": "2025-02-30"}}, "$.session.dos"),
        ({"session": {"dos": SECRET}}, "$.session.dos"),
        ({"session": {"technique": SECRET}}, "$.session.technique"),
        ({"session": {"targets": [{"side": SECRET}]}}, "$.session.targets[0].side"),
        ({"session": {"relief": {"percent": SECRET}}}, "$.session.relief.percent"),
        ({"history": [{"signed": SECRET}]}, "$.history[0].signed"),
        ({"assessment": {"pain": SECRET}}, "$.assessment.pain"),
        ({"claim": {"lines": [{"units": 1}]}}, "$.claim.lines[0]"),
        ({"options": {"kx": SECRET}}, "$.options.kx"),
    ],
)
def test_a_wrong_value_is_named_by_its_path_and_never_quoted(value: Any, path: str) -> None:
    error = refused(value)
    assert error.code == "chart-invalid"
    assert path in error.message
    assert SECRET not in error.message
    assert SECRET not in repr(error)


@pytest.mark.parametrize("value", [[], "text", 3, None, True])
def test_a_chart_is_an_object(value: Any) -> None:
    assert "JSON object" in refused(value).message


def test_an_unknown_field_is_told_with_the_nearest_name_and_does_not_stop() -> None:
    chart, warnings = chart_from(
        {"sesion": {}, "session": {"technque": "x", "targets": [{"sides": "left", "side": "left"}]}}, where="x"
    )
    assert chart.session is not None
    assert [w.split("`")[1] for w in warnings] == ["sesion", "session.technque", "session.targets.0.sides"]
    assert "Did you mean `technique`?" in warnings[1]


@pytest.mark.parametrize(
    "value",
    [
        {"lines": [{"cpt": "64493"}]},
        [{"cpt": "64493"}],
        {"id": "x", "claim": {"lines": [{"cpt": "64493"}]}},
    ],
)
def test_a_claim_is_read_alone_as_a_list_or_from_a_chart(value: Any) -> None:
    claim, warnings = claim_from(value, where="x")
    assert claim.lines[0].cpt == "64493"
    assert claim.lines[0].units == 1
    assert warnings == []


@pytest.mark.parametrize("value", [{}, {"line": []}, "x", {"lines": [{}]}, {"lines": 3}])
def test_what_is_no_claim_is_refused(value: Any) -> None:
    with pytest.raises(InputError) as caught:
        claim_from(value, where="claim.json")
    assert caught.value.code == "claim-invalid"


@pytest.mark.parametrize("data", [b"", b"{", b'{"a": }', b"\xff\xfe", f'{{"name": "{SECRET}'.encode()])
def test_broken_json_is_told_without_its_content(data: bytes) -> None:
    with pytest.raises(InputError) as caught:
        parse_json(data, where="chart.json, line 3")
    assert caught.value.code == "not-json"
    assert "line 3" in caught.value.message
    assert SECRET not in caught.value.message
