"""Two policies, or two days of one, side by side: text, JSON and a page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from facetproof.outputs import words
from facetproof.outputs.bound import clause_text, value_text, word
from facetproof.outputs.console import Page, grid, text
from facetproof.outputs.html import asset, digest, template
from facetproof.policy.compare import Change, PolicyDiff, RuleChange, Side

_GROUPS = (
    ("changed", "Changed", "asked by both, not in the same way"),
    ("added", "Added", "asked only by the second"),
    ("removed", "No longer asked", "asked only by the first"),
)


def diff_json(diff: PolicyDiff) -> Any:
    """The differences as plain values for JSON."""
    return msgspec.to_builtins(diff, str_keys=True)


def render_diff(diff: PolicyDiff, *, width: int, color: bool) -> str:
    """The differences as text."""
    page = Page(width=width, color=color)
    page.say((f"{_side(diff.before)}  →  {_side(diff.after)}", "bold"))
    page.say(_tally(diff), indent=2)
    for kind, title, meaning in _GROUPS:
        found = [change for change in diff.rules if change.kind == kind]
        if not found:
            continue
        page.gap()
        page.heading(f"{title} ({len(found)})", meaning)
        for change in found:
            page.say((f"{change.rule} {words.rule_title(change.name)}", "bold"), indent=2)
            table = grid()
            for label, told in _rows(change):
                table.add_row(text((label, "dim")), text(told))
            page.put(table, indent=4)
    sources = [change.rule for change in diff.rules if change.kind == "source"]
    if sources:
        page.gap()
        page.heading("Same requirement", "out of another clause, or known with another confidence")
        page.say(" ".join(sources), indent=2)
    if diff.form:
        page.gap()
        page.heading("Claims", "how they are written")
        for option in diff.form:
            page.say(f"{word(option.name)}: {_from_to(option)}", indent=2)
    for title, notes in (("Cautions of the first only", diff.notes_before), ("of the second only", diff.notes_after)):
        if notes:
            page.gap()
            page.heading(title)
            for note in notes:
                page.say(note, indent=2)
    return page.text()


def render_diff_page(diff: PolicyDiff) -> str:
    """The differences as one self-contained HTML page."""
    css = asset("page.css")
    return template("policy_diff.html.j2").render(
        title=f"{_side(diff.before)} → {_side(diff.after)}",
        css=css,
        css_hash=digest(css),
        sides=(diff.before, diff.after),
        tally=_tally(diff),
        groups=[
            {
                "title": title,
                "meaning": meaning,
                "key": kind,
                "rules": [_shown(c) for c in diff.rules if c.kind == kind],
            }
            for kind, title, meaning in _GROUPS
        ],
        sources=[change.rule for change in diff.rules if change.kind == "source"],
        same=diff.same,
        form=[{"name": word(change.name), "told": _from_to(change)} for change in diff.form],
        notes=(("Cautions of the first only", diff.notes_before), ("Cautions of the second only", diff.notes_after)),
    )


def _shown(change: RuleChange) -> dict[str, Any]:
    return {"rule": change.rule, "title": words.rule_title(change.name), "rows": list(_rows(change))}


def _rows(change: RuleChange) -> Iterator[tuple[str, str]]:
    """Label and text of each line of a rule's entry."""
    for one in change.values:
        yield word(one.name), _from_to(one) if change.kind == "changed" else value_text(_only(one))
    for one in change.words:
        if one.name != "clauses":
            yield one.name, _from_to(one)
    for label, clauses in (("clause before", change.clauses_before), ("clause after", change.clauses_after)):
        if clauses:
            yield label, "; ".join(clause_text(cite) for cite in clauses)


def _from_to(change: Change) -> str:
    if not (change.added or change.removed):
        return f"{value_text(change.before) or 'none'} → {value_text(change.after) or 'none'}"
    parts = [f"added {value_text(change.added)}"] if change.added else []
    parts += [f"removed {value_text(change.removed)}"] if change.removed else []
    return "; ".join(parts)


def _only(change: Change) -> object:
    return change.after if change.before is None else change.before


def _side(side: Side) -> str:
    return f"{side.policy} on {side.day.isoformat()}"


def _tally(diff: PolicyDiff) -> str:
    counts = [
        f"{number} {label}"
        for label, number in (
            *((title.lower(), sum(c.kind == kind for c in diff.rules)) for kind, title, _ in _GROUPS),
            ("the same out of another clause", sum(c.kind == "source" for c in diff.rules)),
            ("the same", len(diff.same)),
        )
        if number
    ]
    return f"Rules: {', '.join(counts)}." if counts else "Neither asks anything on its day."
