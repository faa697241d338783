"""A table of many determinations as one HTML page, each row leading to the page of its chart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from facetproof.model.finding import Determination
from facetproof.outputs import words
from facetproof.outputs.html import asset, digest, template
from facetproof.outputs.view import deciding


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: a heading, the relative address of its page, and what was judged."""

    title: str
    href: str
    determination: Determination


def render_index(entries: Iterable[Entry], *, title: str) -> str:
    """One self-contained page, in the order given."""
    css = asset("page.css")
    rows = [
        {
            "title": entry.title,
            "href": entry.href,
            "verdict": words.VERDICTS[entry.determination.determination],
            "decided": ", ".join(deciding(entry.determination)),
            "policy": entry.determination.policy,
        }
        for entry in entries
    ]
    return template("index.html.j2").render(title=title, css=css, css_hash=digest(css), rows=rows)
