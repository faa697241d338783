"""What was done, or is planned, in one line."""

from __future__ import annotations

import datetime as dt

from facetproof.model.chart import Chart, Session, Target
from facetproof.outputs.words import joined, value_text


def session_text(chart: Chart) -> str:
    """The session, or the plan, in one line; what the record does not tell is left out."""
    if chart.session is not None:
        return _session_line(chart.session) or "a session without details"
    if chart.plan is not None:
        plan = chart.plan
        technique = value_text(plan.technique)
        return joined(" · ", "planned", _day(plan.date), technique, targets_text(plan.targets))
    return "no session"


def _session_line(session: Session) -> str:
    what = joined(", ", value_text(session.technique), value_text(session.intent))
    return joined(" · ", _day(session.dos), what, targets_text(session.targets))


def targets_text(given: tuple[Target, ...] | None) -> str:
    """`right L4-5, L5-S1`: the targets as the record names them, joints before nerves."""
    return joined("; ", *(_target_text(target) for target in given or ()))


def _target_text(target: Target) -> str:
    where = ", ".join(target.joints or ())
    if not where and target.nerves:
        where = f"nerves {', '.join(target.nerves)}"
    return joined(" ", value_text(target.side), where or target.text or "")


def _day(day: dt.date | None) -> str:
    return day.isoformat() if day else ""
