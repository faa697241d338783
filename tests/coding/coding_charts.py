"""Small charts for the coding tests, and their result written short: `64493-50-KX`, `64634*2-RT`."""

from __future__ import annotations

import datetime as dt
from typing import Any

from facetproof.coding.engine import Coded, code_chart
from facetproof.coding.form import CPT, Form
from facetproof.model.chart import Chart, Options
from facetproof.sources.chart_json import chart_from

#: A right-sided block of L4-5 under fluoroscopy, all that coding asks for.
SESSION: dict[str, Any] = {
    "dos": "2025-03-10",
    "billing_entity": "professional",
    "technique": "medial_branch_block",
    "intent": "diagnostic",
    "guidance": "fluoroscopy",
    "targets": [{"side": "right", "joints": ["L4-5"]}],
}


def chart(*, rest: dict[str, Any] | None = None, **session: Any) -> Chart:
    """The session above with changes; None takes a field away; `rest` are other parts of the chart."""
    made = {key: value for key, value in {**SESSION, **session}.items() if value is not None}
    found, unknown = chart_from({"session": made, **(rest or {})}, where="test")
    assert not unknown
    return found


def joints(side: str | None, *names: str) -> list[dict[str, Any]]:
    """One target of joints."""
    return [{"joints": list(names), **({"side": side} if side else {})}]


def nerves(side: str | None, *names: str) -> list[dict[str, Any]]:
    """One target of nerves."""
    return [{"nerves": list(names), **({"side": side} if side else {})}]


def coded(form: Form | None = None, /, *, rest: dict[str, Any] | None = None, **session: Any) -> Coded:
    """The changed session, coded; by the coding convention unless a form is given."""
    return code_chart(chart(rest=rest, **session), form or Form.of(CPT))


def option(base: dict[str, str] | None = None, **options: Any) -> Form:
    """The coding convention, or another base, with options over it."""
    return Form.of(base or CPT, Options(**options))


def short(result: Coded) -> str:
    """The lines in one text."""
    return " ".join(
        line.cpt + (f"*{line.units}" if line.units > 1 else "") + "".join(f"-{m}" for m in line.modifiers)
        for line in result.lines
    )


def refused(result: Coded) -> set[str]:
    """Codes that must not be billed."""
    return {item.code for item in result.not_billable}


DAY = dt.date(2025, 3, 10)
