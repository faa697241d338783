"""The policies as lists: all of them, or the rules of one on a date of service."""

from __future__ import annotations

import datetime as dt
import textwrap
from typing import Any

from facetproof.outputs.bound import values_text
from facetproof.policy.find import policy, policy_ids, resolve, version
from facetproof.policy.load import ALWAYS
from facetproof.policy.rule import Rule


def listing() -> list[dict[str, Any]]:
    """Each policy with its documents and the first day of each version."""
    rows = []
    for id in policy_ids():
        found = policy(id)
        rows.append(
            {
                "id": id,
                "title": found.title,
                "documents": [document.id for document in found.documents.values()],
                "versions": [_iso(start) for start in found.starts],
                "rules": sorted(found.bindings),
            }
        )
    return rows


def render_listing(*, width: int, color: bool) -> str:
    """The listing as text."""
    lines = []
    for row in listing():
        lines.append(_strong(f"{row['id']:<22}", color) + f" {row['title']}")
        versions = ", ".join(v or "always" for v in row["versions"])
        lines += _wrapped(f"documents {', '.join(row['documents'])}; versions from {versions}", width)
    lines.append("")
    lines += _wrapped(
        "Medicare is also found by state: medicare@TX. Rules: `facetproof policy show ID --dos DATE`.", width, ""
    )
    return "\n".join(lines) + "\n"


def shown(payer: str, dos: dt.date) -> dict[str, Any]:
    """The rules of one policy on a date of service, with values, clauses and how sure they are."""
    found = version(resolve(payer, dos), dos)
    return {
        "id": found.id,
        "title": found.title,
        "version": _iso(found.start) if found.start else None,
        "form": dict(found.form),
        "notes": list(found.notes),
        "rules": [_rule(rule) for rule in found.rules],
    }


def render_policy(payer: str, dos: dt.date, *, width: int, color: bool) -> str:
    """The rules of one policy as text."""
    found = shown(payer, dos)
    since = f"version in force from {found['version']}" if found["version"] else "no version in force"
    lines = [_strong(f"{found['id']}  {found['title']}", color), f"on {dos.isoformat()}: {since}", ""]
    for rule in found["rules"]:
        mark = "" if rule["consequence"] == "denial" else "  (warns)"
        lines.append(_strong(f"{rule['rule']} {rule['name']}", color) + mark)
        values = values_text(rule["values"])
        source = rule["citations"][0]
        where = ", ".join(part for part in (source["document"], source["version"], source["where"]) if part)
        lines += _wrapped(f"{values + ' — ' if values else ''}{where} [{rule['confidence']}]", width)
    for note in found["notes"]:
        lines += ["", *_wrapped(f"Note: {note}", width, "")]
    return "\n".join(lines) + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "rule": rule.code,
        "name": rule.name,
        "consequence": rule.consequence,
        "since": _iso(rule.since),
        "values": dict(rule.values),
        "citations": [
            {"document": c.document.id, "version": c.version, "where": c.where, "for": list(c.covers)}
            for c in rule.citations
        ],
        "confidence": rule.confidence,
        "checked": rule.checked.isoformat(),
        "note": rule.note,
    }


def _iso(day: dt.date) -> str | None:
    return None if day == ALWAYS else day.isoformat()


def _strong(text: str, color: bool) -> str:
    return f"\033[1m{text}\033[0m" if color else text


def _wrapped(text: str, width: int, indent: str = "    ") -> list[str]:
    return textwrap.wrap(text, width, initial_indent=indent, subsequent_indent=indent) or [indent]
