"""The review of a practice's own form as text."""

from __future__ import annotations

from collections.abc import Sequence

from facetproof.findings.template_review import Kind, Remark
from facetproof.outputs.console import Page, grid, text

_TITLES: tuple[tuple[Kind, str, str], ...] = (
    ("words_put_in", "Puts words into the record", "said of every patient before anybody was asked"),
    ("wrong_code", "Wrong codes", ""),
    ("vague", "Asks vaguely", "an answer that no figure stands behind"),
    ("never_asked", "Never asks", "a rule of the policy reads it, the form has no place for it"),
)


def render_review(remarks: Sequence[Remark], title: str, *, width: int, color: bool) -> str:
    """All remarks, the gravest first."""
    page = Page(width=width, color=color)
    page.heading("Review of a form", title)
    if not remarks:
        page.say("Nothing found: it asks for everything the rules read, and says nothing by itself.")
    page.gap()
    for kind, head, meaning in _TITLES:
        own = [remark for remark in remarks if remark.kind == kind]
        if not own:
            continue
        page.heading(f"{head} ({len(own)})", meaning)
        table = grid()
        for remark in own:
            place = f"line {remark.line}" if remark.line else " ".join(remark.rules[:5])
            quote = f'"{remark.quote}": ' if remark.quote else ""
            path = f"  ({remark.path})" if remark.path else ""
            table.add_row(text((place, "dim")), text(f"{quote}{remark.what}", (path, "dim")))
        page.put(table, indent=2)
        page.gap()
    return page.text()
