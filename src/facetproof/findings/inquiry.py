"""Findings → open questions to the author of the record: one for each gap, whatever the rules behind it.

The question never depends on what a policy asks, only on what the record does not say.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from facetproof.facts.catalogue import look_up
from facetproof.facts.questions import Asking, asking_for
from facetproof.facts.reads import reads_of, same_path
from facetproof.findings.case import JudgedCase
from facetproof.findings.determine import rules_for
from facetproof.findings.evaluate import FactTable, standings
from facetproof.findings.explain import evidence_for
from facetproof.findings.facts import register_all
from facetproof.findings.judge import day_of, form_of, policy_for
from facetproof.findings.scalar import answer, truth
from facetproof.model.chart import Chart, Session
from facetproof.model.finding import Status
from facetproof.model.query import QueryForm, Question, Quote
from facetproof.policy.language import OnAppeal, Term, Test, Unless
from facetproof.policy.rule import Rule

_MOST_QUOTES = 4
_ITEM = ("dos", "technique", "intent", "targets.*", "relief.percent")


def inquire(chart: Chart, *, asked: dt.date, as_of: dt.date | None = None) -> QueryForm:
    """One form with all open questions on a chart.

    Args:
        chart: the chart, with its payer.
        asked: the day of asking; answers written before it are refused.
        as_of: judge by the policy of this day.
    """
    register_all()
    law = as_of or day_of(chart)
    policy = policy_for(chart, law)
    case = JudgedCase(chart, form_of(policy, law or dt.date.today()))
    facts = FactTable(case)
    rules = rules_for(case, policy)
    open_rules = [rule for rule, status in standings(facts, rules) if status is not Status.MET]
    paths: dict[str, None] = {conflict.path: None for conflict in chart.conflicts or ()}
    for rule in open_rules:
        paths |= dict.fromkeys(path for test in _unknown(rule, facts) for path in _places(case, test))
    paths |= dict.fromkeys(query.path for query in case.coded.queries if query.path)
    questions: dict[str, Question] = {}
    for path in paths:
        asking = asking_for(path)
        if asking is None:
            continue
        places = tuple(_numbered(place, path) for place in asking.places)
        if places[0] not in questions:
            questions[places[0]] = _question(f"q{len(questions) + 1}", case, asking, path, places)
    return QueryForm(questions=tuple(questions.values()), asked=asked, about=_about(case), chart=chart)


def _unknown(rule: Rule, facts: FactTable) -> Iterator[Test]:
    """Tests that the record leaves open and that could change the answer, reasons nobody wrote down included."""
    found = answer(rule.requirement.term, facts.get)
    if found.truth is None:
        yield from (test for test, _ in found.tests if truth(test, facts.get) is None)
    for excuse in _excuses(rule.requirement.term):
        yield from (test for test in excuse.tests() if truth(test, facts.get) is None)


def _excuses(term: Term) -> Iterator[Term]:
    if isinstance(term, Unless):
        yield term.excuse
    if isinstance(term, OnAppeal):
        yield term.reason
    for child in term.children():
        yield from _excuses(child)


def _places(case: JudgedCase, test: Test) -> Iterator[str]:
    """Places to ask about: those that the fact names as open, else those that it is read from."""
    value = look_up(case, test.fact.name, test.fact.params)
    sessions = sorted({path.split(".")[1] for path in value.paths if path.startswith("history.")}, key=int)
    for pattern in reads_of(test.fact.name, case.root).asks:
        if pattern == "history" and sessions:
            yield from (
                f"history.{n}.{part}" for n in sessions for part in _ITEM if _silent(case, f"history.{n}.{part}")
            )
        elif pattern == "conflicts":
            yield from (conflict.path for conflict in case.chart.conflicts or ())
        elif pattern not in ("documents", "history.*.relief"):
            numbers = sessions if pattern.startswith("history.*") and sessions else None
            yield from (path for path in _concrete(case, pattern, numbers) if _silent(case, path))


def _concrete(case: JudgedCase, pattern: str, numbers: list[str] | None = None) -> Iterator[str]:
    """The pattern for the items that the chart has; where it has none, the list itself."""
    head, star, rest = pattern.partition(".*")
    if not star:
        yield pattern
        return
    held = _at(case.chart, head)
    if not held:
        yield head
    for n in numbers or range(len(held or ())):
        yield from _concrete(case, f"{head}.{n}{rest}")


def _silent(case: JudgedCase, path: str) -> bool:
    """Whether the record leaves a place open; a number told as a bound or range is open."""
    value = _at(case.chart, path.removesuffix(".*"))
    if path.endswith(".relief.percent") and value is not None:
        relief = _at(case.chart, path.removesuffix(".percent"))
        return bool(relief.bound or relief.high)
    if path.endswith(".score") and value is not None:
        return _at(case.chart, path.removesuffix("score") + "scale") is None
    if path in ("history", "diagnoses", f"{case.root}.targets") or path == "history_from":
        return True
    return value is None or value == ()


def _at(chart: Chart, path: str) -> Any:
    node: Any = chart
    for part in path.split("."):
        if isinstance(node, tuple):
            node = node[int(part)] if part.isdigit() and int(part) < len(node) else None
        else:
            node = getattr(node, part, None)
    return node


def _numbered(pattern: str, path: str) -> str:
    """The pattern with the numbers of a path."""
    numbers = [part for part in path.split(".") if part.isdigit()]
    parts = []
    for part in pattern.split("."):
        if part == "*":
            if not numbers:
                break
            part = numbers.pop(0)
        parts.append(part)
    return ".".join(parts)


def _question(id: str, case: JudgedCase, asking: Asking, path: str, places: tuple[str, ...]) -> Question:
    chart = case.chart
    conflict = next((c for c in chart.conflicts or () if any(same_path(c.path, place) for place in places)), None)
    words = asking.ask
    if "{session}" in words:
        words = words.replace("{session}", _session_words(chart, int(path.split(".")[1])))
    if "{treatment}" in words:
        care = _at(chart, ".".join(path.split(".")[:3]))
        words = words.replace("{treatment}", str(getattr(care, "modality", "this treatment")).replace("_", " "))
    if conflict is not None:
        words = f"The record makes different statements on this. {words}"
        places = tuple(dict.fromkeys((conflict.path, *places)))
    near = [*places, *(_numbered(place, path) for place in asking.near)]
    return Question(
        id=id,
        text=words,
        label=asking.label,
        paths=places,
        context=tuple(_quotes(chart, near)),
        office=asking.office,
    )


def _quotes(chart: Chart, near: Iterable[str]) -> Iterator[Quote]:
    days = {document.id: document.date for document in chart.documents or ()}
    only = next(iter(days), "") if len(days) == 1 else ""
    named = [e for v in chart.vague or () if any(same_path(v.path, p) for p in near) for e in v.evidence]
    seen: set[str] = set()
    for span in (*named, *evidence_for(chart, near)):
        words = _line(chart, span.document or only, span.start, span.end) or " ".join(span.quote.split())
        if words in seen or len(seen) >= _MOST_QUOTES:
            continue
        seen.add(words)
        name = span.document or only
        yield Quote(quote=words, document=name, date=days.get(name) or _day_of(chart))


def _line(chart: Chart, document: str, start: int, end: int) -> str:
    """The sentence or line around a span, at most about two hundred characters."""
    text = next((d.text for d in chart.documents or () if d.id == document and d.text), None)
    if text is None:
        return ""
    first = max(
        text.rfind("\n", 0, start) + 1, text.rfind(". ", 0, start) + 2 if ". " in text[:start] else 0, start - 100
    )
    stops = [stop for stop in (text.find("\n", end), text.find(". ", end) + 1, end + 100) if stop > 0]
    return " ".join(text[first : min(stops)].split())


def _session_words(chart: Chart, n: int) -> str:
    session = (chart.history or ())[n]
    what = _name(session)
    if session.dos is not None:
        return f"the {what} of {session.dos.isoformat()}"
    return f"the earlier {what} ({session.dos_text})" if session.dos_text else f"the earlier {what} without a date"


def _name(session: Session) -> str:
    return str(session.technique.value).replace("_", " ") if session.technique else "session"


def _day_of(chart: Chart) -> dt.date | None:
    return chart.session.dos if chart.session else None


def _about(case: JudgedCase) -> str:
    day = case.dos.isoformat() if case.dos else "an unknown day"
    what = _name(case.session) if case.session else "visit"
    return f"{what} {'planned for' if case.planned else 'of'} {day}"
