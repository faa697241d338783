"""One rule explained: what it asks, since when, where that is written, how sure it is, and what to do."""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Iterator

from facetproof.errors import PolicyError
from facetproof.outputs import words
from facetproof.outputs.bound import clause_text, since_text, values_text, word
from facetproof.outputs.console import Page, grid, text
from facetproof.policy.cases import cases_of
from facetproof.policy.criterion import Criterion, criteria
from facetproof.policy.find import CORE, folders, policy, policy_ids, resolve, version
from facetproof.policy.rule import Rule, in_force

_CONSEQUENCES = {"denial": "decides: not met means not supported", "warning": "warns only, never decides"}
_OUTCOMES = {"absent": "not asked"}
Dated = tuple[tuple[dt.date, Rule | None], ...]


def render_rule(code: str, *, payer: str | None, dos: dt.date, width: int, color: bool) -> str:
    """The page of one rule as text.

    Args:
        code: of the criterion, such as `DX02`.
        payer: policy whose numbers are shown; without one, the policies that bind the rule on that day.
        dos: date of service on which the numbers are read.
        width: columns, at least 40.
        color: whether to write ANSI colour codes.

    Raises:
        PolicyError: `rule-unknown` or `payer-unknown`.
    """
    found = _criterion(code)
    page = Page(width=width, color=color)
    page.say((f"{found.code} {words.rule_title(found.name)}", "bold"))
    for paragraph in _paragraphs(found.page):
        page.say(paragraph, indent=2)
    page.gap()
    if payer is None:
        _everywhere(page, found, dos)
    else:
        _bound(page, found, resolve(payer, dos), dos)
    return page.text()


def _criterion(code: str) -> Criterion:
    known = criteria()
    found = known.get(code.strip().upper())
    if found is None:
        near = difflib.get_close_matches(code.strip().upper(), known, n=3, cutoff=0.5)
        hint = f"Did you mean {', '.join(near)}? " if near else ""
        raise PolicyError(
            "rule-unknown",
            f"There is no rule {code}",
            todo=f"{hint}`facetproof policy show medicare:ngs` lists the rules of a policy.",
        )
    return found


def _paragraphs(page: str) -> Iterator[str]:
    """The docstring's paragraphs; a line that starts a labelled part begins one of its own."""
    gathered: list[str] = []
    for line in page.splitlines():
        stripped = line.strip()
        labelled = stripped.partition(":")[0] in LABELS
        if (not stripped or labelled) and gathered:
            yield " ".join(gathered)
            gathered = []
        if stripped:
            gathered.append(stripped)
    if gathered:
        yield " ".join(gathered)


#: What starts a part of its own in the docstring of a criterion.
LABELS = ("What it checks", "Why payers ask", "Shows as", "Documents as", "Known limits", "References", "Example")


def _everywhere(page: Page, found: Criterion, dos: dt.date) -> None:
    """Which policies ask this on the day, with their numbers."""
    page.heading("Asked by", f"on dates of service such as {dos.isoformat()}")
    table = grid()
    for id in policy_ids():
        rule = version(id, dos).rule(found.code)
        if rule is not None:
            table.add_row(id, text(values_text(rule.values) or "asked", (f" [{rule.confidence}]", "dim")))
    if table.row_count:
        page.put(table, indent=2)
        page.say(f"More: facetproof explain {found.code} --payer ID --dos {dos.isoformat()}")
    else:
        page.say("No policy asks this on that day.", indent=2)


def _bound(page: Page, found: Criterion, id: str, dos: dt.date) -> None:
    """The numbers of one policy over time, those of the day first."""
    own = policy(id).bindings.get(found.code)
    dated: Dated = own if own is not None else policy(CORE).bindings.get(found.code, ())
    rule = version(id, dos).rule(found.code)
    if rule is None:
        page.say(f"{id} does not ask {found.code} on {dos.isoformat()}.")
    else:
        page.say((f"{id} on {dos.isoformat()}", "bold"))
        table = grid()
        for label, cell in _rule_rows(rule):
            table.add_row(text((label, "dim")), text(cell))
        page.put(table, indent=2)
    _examples(page, found, id)
    now = in_force(dated, dos)
    others = [(day, entry) for day, entry in dated if entry is not now]
    if others:
        page.gap()
        page.heading("At other times")
        table = grid()
        for day, entry in others:
            table.add_row(since_text(day), text(values_text(entry.values) or "asked" if entry else "no longer asked"))
        page.put(table, indent=2)


def _examples(page: Page, found: Criterion, id: str) -> None:
    """What small cases come to under this policy; they are the rule's tests, too."""
    table = grid()
    for case in cases_of(folders()[id]):
        if case.rule == found.code and case.payer in (None, id):
            table.add_row(case.dos.isoformat(), text(f"{case.name}: {_OUTCOMES.get(case.expect, word(case.expect))}"))
    if table.row_count:
        page.gap()
        page.heading("Examples", "by date of service")
        page.put(table, indent=2)


def _rule_rows(rule: Rule) -> Iterator[tuple[str, str]]:
    yield "asks", values_text(rule.values) or "what the rule says, without a number"
    yield "since", since_text(rule.since)
    yield "then", _CONSEQUENCES[rule.consequence]
    for cite in rule.citations:
        covers = f" (for {', '.join(map(word, cite.covers))})" if len(rule.citations) > 1 and cite.covers else ""
        yield "clause", clause_text(cite) + covers
        if cite.document.url:
            yield "", cite.document.url
    yield "sure", f"{words.CONFIDENCES[rule.confidence]}; last checked {rule.checked.isoformat()}"
    yield "missing", rule.remedy["not_documented"].strip()
    yield "not met", rule.remedy["not_met"].strip()
    if rule.note:
        yield "caution", rule.note
