"""One chart as the rules see it: the session or plan being judged, the earlier sessions, and what derives from them."""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import Literal

from facetproof.facts.course import Course, course_of
from facetproof.facts.history import Entry, earlier
from facetproof.facts.joints import Joints, joints_of
from facetproof.facts.values import UNKNOWN, Value
from facetproof.model.chart import Chart, Intent, Session, Technique
from facetproof.model.finding import Reason

SessionKind = Literal["diagnostic", "therapeutic", "ablation", "cyst"]


class Case:
    """A chart with its derived parts worked out once each.

    Attributes:
        chart: the chart as given.
        session_unit: `date`, a session is a day; `date_side`, the sides of a day are sessions of their own.
        planned: whether a plan is judged because the chart has no session.
    """

    def __init__(self, chart: Chart) -> None:
        self.chart = chart
        self.session_unit = (chart.options.session_unit if chart.options else None) or "date"
        self.planned = chart.session is None and chart.plan is not None and chart.plan.technique is not None

    @cached_property
    def session(self) -> Session | None:
        """The session judged: the one performed, else the plan seen as a session; None where there is neither."""
        if not self.planned:
            return self.chart.session
        plan = self.chart.plan
        assert plan is not None  # noqa: S101  - `planned` says so
        return Session(dos=plan.date, technique=plan.technique, targets=plan.targets, intent=plan.intent)

    @property
    def root(self) -> str:
        """Chart path of the session judged: `session` or `plan`."""
        return "plan" if self.planned else "session"

    @property
    def dos(self) -> dt.date | None:
        """Date of service of the session, or the planned date."""
        return self.session.dos if self.session else None

    @property
    def technique(self) -> Technique | None:
        """Technique of the session judged."""
        return self.session.technique if self.session else None

    def silent(self, *paths: str) -> Value:
        """No value: conflicting where the record contradicts itself at or below these paths, else vague or absent."""
        here = [c.path for c in self.chart.conflicts or () for p in paths if f"{c.path}.".startswith(f"{p}.")]
        if here:
            return Value(None, tuple(here), Reason.CONFLICTING)
        named = [v.path for v in self.chart.vague or () if v.path in paths]
        return Value(None, tuple(named), Reason.VAGUE) if named else UNKNOWN

    @cached_property
    def joints(self) -> Joints:
        """Joint levels of the session judged, as far as the record tells; targets of another technique left out."""
        targets = (self.session.targets if self.session else None) or ()
        return joints_of([target for target in targets if target.technique in (None, self.technique)])

    @cached_property
    def earlier(self) -> tuple[Entry, ...]:
        """Sessions before the one judged, oldest first, those without a date at the end."""
        return earlier(self.chart.history or (), self.dos, self.silent)

    @cached_property
    def course(self) -> Course:
        """The earlier diagnostic blocks that a diagnostic session here goes on with."""
        return course_of(self.joints, self.earlier)

    @cached_property
    def kind(self) -> SessionKind | None:
        """What a policy counts the session as; None while the intent of an injection is not documented."""
        return kind_of(self.session) if self.session else None


def kind_of(session: Session) -> SessionKind | None:
    """Diagnostic, therapeutic, ablation or cyst; None where the record does not tell.

    What is said to be diagnostic is a block even where the technique is not told: no other technique has that intent.
    """
    technique = session.technique
    if technique is None:
        return "diagnostic" if session.intent is Intent.DIAGNOSTIC else None
    if technique is Technique.NOT_FACET:
        return None
    if technique is Technique.CYST_RUPTURE:
        return "cyst"
    if technique.is_ablation:
        return "ablation"
    return None if session.intent is None else Intent(session.intent).value
