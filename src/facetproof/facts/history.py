"""Earlier sessions as plain rows in order of time: what was done where, what it may count as, how it went.

An entry of the chart's history becomes one row for each session that it stands for and each technique in it. Sessions
that were not completed, lie after the date of service or on it (those belong to the session judged) make no row.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from facetproof.facts.joints import Joints, joints_of
from facetproof.facts.responses import NO_RESPONSE, Response, Silent, response
from facetproof.model.chart import Injectate, SameDay, Session, Target, Technique

INJECTION_KINDS = frozenset({"diagnostic", "therapeutic"})


class Entry(NamedTuple):
    """One earlier session of one technique.

    Attributes:
        path: its path in the chart.
        date: None where no full date is known.
        kinds: what it may count as (`diagnostic`, `therapeutic`, `ablation`, `cyst`); one where that is certain.
        technique: None where the record does not say.
        joints: joint levels with sides.
        response: relief, hours, function.
        scored: whether pain before and after stand as single scores on one named scale.
        agents: generic names of what was injected, None where not told.
        kx: whether it was billed with modifier KX, None where the claim is not known.
        guidance: how the needle was guided, None where not told.
        placebo_controlled: whether it belongs to a placebo-controlled series, None where not told.
        movements_possible: whether movements that hurt before could be made after it, None where not told.
    """

    path: str
    date: dt.date | None
    kinds: frozenset[str]
    technique: Technique | None
    joints: Joints
    response: Response
    scored: bool | None = None
    agents: frozenset[str] | None = None
    kx: bool | None = None
    guidance: str | None = None
    placebo_controlled: bool | None = None
    movements_possible: bool | None = None

    def is_a(self, kind: str) -> bool | None:
        """Whether the session counts as this kind; None where its intent is not documented."""
        return False if kind not in self.kinds else True if len(self.kinds) == 1 else None


def earlier(history: Iterable[Session], dos: dt.date | None, silent: Silent) -> tuple[Entry, ...]:
    """The rows of a history, oldest first, those without a date at the end.

    Args:
        history: entries in any order.
        dos: date of service of the session judged; None: no entry can be told to lie after it.
        silent: paths -> the value for what is not told (`Case.silent`).
    """
    rows = [row for n, session in enumerate(history) for row in _rows(session, f"history.{n}", silent)]
    kept = [row for row in rows if row.date is None or dos is None or row.date < dos]
    return tuple(sorted(kept, key=lambda row: (row.date is None, row.date or dt.date.max)))


def _rows(session: Session, path: str, silent: Silent) -> Iterator[Entry]:
    if session.completed is False:
        return
    scored = same_scale(session)
    modifiers = session.billed.modifiers if session.billed else None
    for technique, targets in _by_technique(session):
        kinds = kinds_of(technique, session.intent)
        if not kinds:
            continue
        for n in range(max(session.count or 1, 1)):
            yield Entry(
                path=path,
                date=None if n else session.dos,
                kinds=kinds,
                technique=technique,
                joints=joints_of(targets),
                response=response(session, path, silent),
                scored=scored,
                agents=_agents(session.injectates),
                kx=None if modifiers is None else "KX" in modifiers,
                guidance=session.guidance,
                placebo_controlled=session.placebo_controlled,
                movements_possible=session.relief.movements_possible if session.relief else None,
            )
    for n, other in enumerate(session.same_day or ()):
        if other.kind == "facet" and other.technique is not None:
            yield from _beside(other, session.dos, f"{path}.same_day.{n}")


def _beside(other: SameDay, date: dt.date | None, path: str) -> Iterator[Entry]:
    """Another facet procedure told under the same day; its response is not told apart."""
    kinds = kinds_of(other.technique, None)
    if kinds:
        yield Entry(path, date, kinds, other.technique, joints_of(other.targets or ()), NO_RESPONSE)


def _by_technique(session: Session) -> Iterator[tuple[Technique | None, list[Target]]]:
    targets = session.targets or ()
    techniques = dict.fromkeys(target.technique or session.technique for target in targets)
    for technique in techniques or (session.technique,):
        yield technique, [t for t in targets if (t.technique or session.technique) == technique]


def kinds_of(technique: Technique | None, intent: str | None) -> frozenset[str]:
    """What a session may count as; empty for a procedure that is no facet procedure.

    An injection of unstated intent may be either kind; it is never an ablation.
    """
    if technique is Technique.NOT_FACET:
        return frozenset()
    if technique is Technique.CYST_RUPTURE:
        return frozenset({"cyst"})
    if technique is not None and technique.is_ablation:
        return frozenset({"ablation"})
    return INJECTION_KINDS if intent is None else frozenset({str(intent)})


def same_scale(session: Session) -> bool | None:
    """Whether pain before and after are single scores on one named scale; None where a score or a name is missing."""
    before, after = session.pain_before, session.pain_after
    if before is None or after is None or not before.scale or not after.scale:
        return None
    if before.scale != after.scale:
        return False
    return True if before.score is not None and after.score is not None else None


def _agents(injectates: tuple[Injectate, ...] | None) -> frozenset[str] | None:
    if not injectates or any(item.agent is None for item in injectates):
        return None
    return frozenset(item.agent for item in injectates if item.agent)
