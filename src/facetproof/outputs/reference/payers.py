"""The page of payers: every policy with whose word it is, its documents, its dates and how sure its rules are."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator

from facetproof.outputs.bound import since_text
from facetproof.outputs.reference.markdown import link, page, plain, policy_file, table
from facetproof.policy.find import policy, policy_ids, version
from facetproof.policy.rule import AUTHORITIES, CONFIDENCES, Policy, PolicyVersion, Rule


def payers_page(day: dt.date) -> str:
    """The page as Markdown, with the rules in force on `day`, or on the last day of a policy that ended."""
    return page(
        "Payers",
        f"Generated from the library, for {day.isoformat()}. Sure: the payer's own rules by how sure their binding is. "
        "What is recalled warns and never denies. How payers are written down: docs/payers.md.",
        table(
            ("policy", "title", "whose word", "documents", "versions from", "to", "sure", "cautions"),
            (_row(id, day) for id in policy_ids()),
        ),
    )


def _row(id: str, day: dt.date) -> tuple[str, ...]:
    found = policy(id)
    last = found.end if found.end is not None and found.end < day else day
    now = version(id, last)
    return (
        link(id, policy_file(id)),
        plain(found.title),
        ", ".join(_authorities(now)),
        ", ".join(_documents(found, now)),
        ", ".join(since_text(start) for start in found.starts),
        found.end.isoformat() if found.end else "",
        ", ".join(f"{count} {word}" for word, count in _confidences(now)),
        str(len(now.notes)),
    )


def _own(now: PolicyVersion) -> list[Rule]:
    """The payer's own rules: those whose document says whose word it is, or all where none does.

    What was not read of a policy is no rule of the payer.
    """
    rules = [rule for rule in now.rules if rule.criterion.family != "CV"]
    return [rule for rule in rules if rule.citations[0].document.authority] or rules


def _authorities(now: PolicyVersion) -> list[str]:
    said = {rule.citations[0].document.authority for rule in now.rules}
    return [word for word in AUTHORITIES if word in said]


def _documents(found: Policy, now: PolicyVersion) -> Iterator[str]:
    documents = set(found.documents.values())
    for document in dict.fromkeys(cite.document for rule in _own(now) for cite in rule.citations):
        if document.authority or document in documents:
            yield link(document.id, document.url) if document.url else plain(document.id)


def _confidences(now: PolicyVersion) -> Iterator[tuple[str, int]]:
    counts = Counter(rule.confidence for rule in _own(now))
    for word in CONFIDENCES:
        if counts[word]:
            yield word, counts[word]
