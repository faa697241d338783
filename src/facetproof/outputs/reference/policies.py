"""The page of a policy: its documents, a timeline of its versions, and the rules in force."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from facetproof.outputs import words
from facetproof.outputs.bound import clause_text, since_text, value_text, values_text, word
from facetproof.outputs.reference.markdown import link, page, plain, rule_file, table
from facetproof.policy.compare import PolicyDiff, compare
from facetproof.policy.find import CORE, policy
from facetproof.policy.rule import Policy, PolicyVersion, in_force

_SAID = (("added", "added"), ("removed", "no longer asked"), ("changed", "changed"), ("source", "other clause"))


def policy_page(id: str, day: dt.date) -> str:
    """The page of one policy as Markdown, for the folder `policies`; `day` is the one whose rules are listed."""
    found = policy(id)
    now = found.on(day)
    return page(
        f"{id}: {found.title}",
        "## Documents",
        table(("document", "title"), _documents(found)),
        "## Versions",
        table(("in force from", "to", "what changed"), _versions(found)),
        f"## Rules on {day.isoformat()}",
        table(("rule", "asks", "then", "clause", "sure", "checked"), _rules(now))
        if now
        else "No version is in force on this day.",
        "" if id == CORE else f"The {link('rules that hold whoever pays', 'core.md')} run as well.",
        *_form(now),
        *_notes(found),
    )


def _documents(found: Policy) -> Iterator[tuple[str, str]]:
    for document in found.documents.values():
        yield link(document.id, document.url) if document.url else plain(document.id), plain(document.title)


def _versions(found: Policy) -> Iterator[tuple[str, str, str]]:
    """Every version, oldest first, each with the rules that differ from the one before."""
    for n, start in enumerate(found.starts):
        last = found.starts[n + 1] - dt.timedelta(days=1) if n + 1 < len(found.starts) else found.end
        if n == 0:
            said = f"first version known, {words.count(len(_asked(found, start)), 'rule')}"
        else:
            said = _changed(compare((found.id, found.starts[n - 1]), (found.id, start))) if found.id != CORE else ""
        yield since_text(start), last.isoformat() if last else "", said


def _asked(found: Policy, day: dt.date) -> list[str]:
    return [code for code, dated in found.bindings.items() if in_force(dated, day) is not None]


def _changed(diff: PolicyDiff) -> str:
    parts = []
    for kind, label in _SAID:
        codes = [change.rule for change in diff.rules if change.kind == kind]
        if codes:
            parts.append(f"{label}: {' '.join(link(code, f'../{rule_file(code)}') for code in codes)}")
    if diff.form:
        parts.append(f"claims: {', '.join(plain(word(change.name)) for change in diff.form)}")
    return "; ".join(parts) or "a caution"


def _rules(now: PolicyVersion) -> Iterator[tuple[str, ...]]:
    for rule in now.rules:
        yield (
            link(f"{rule.code} {words.rule_title(rule.name)}", f"../{rule_file(rule.code)}"),
            plain(values_text(rule.values) or "asked"),
            "decides" if rule.consequence == "denial" else "warns",
            "; ".join(plain(clause_text(cite)) for cite in rule.citations),
            rule.confidence,
            rule.checked.isoformat(),
        )


def _form(now: PolicyVersion | None) -> Iterator[str]:
    if now and now.form:
        yield "## How claims are written"
        yield table(("option", "value"), ((plain(word(name)), plain(value_text(v))) for name, v in now.form.items()))


def _notes(found: Policy) -> Iterator[str]:
    if found.notes:
        yield "## Cautions"
        yield table(
            ("from", "to", "caution"),
            ((since_text(first), last.isoformat() if last else "", plain(told)) for first, last, told in found.notes),
        )
