"""Values proposed from a policy text: each with its sentence, how its list is joined, and what is doubtful."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from facetproof.outputs.bound import value_text, word
from facetproof.outputs.console import Page
from facetproof.policy.criterion import criteria
from facetproof.policy.proposals.propose import Proposal


def proposals_json(found: Sequence[Proposal], since: dt.date | None, written: Sequence[Path]) -> Any:
    """The proposals as plain values for JSON."""
    return msgspec.to_builtins(
        {"effective": since, "proposals": list(found), "written": [str(path) for path in written]}, str_keys=True
    )


def render_proposals(
    found: Sequence[Proposal], since: dt.date | None, written: Sequence[Path], *, width: int, color: bool
) -> str:
    """The proposals as text, by rule."""
    page = Page(width=width, color=color)
    certain = sum(not one.doubts for one in found)
    page.say((f"{len(found)} values proposed, {certain} without a doubt. None is active before it is signed.", "bold"))
    page.say(f"Takes effect: {since.isoformat() if since else 'not told'}", indent=2)
    for code in sorted({one.rule for one in found}):
        page.gap()
        page.say((f"{code} {criteria()[code].name}", "bold"))
        for one in found:
            if one.rule == code:
                page.say(f"{word(one.parameter)} {value_text(one.value)}", indent=2)
                page.say(f'"{one.quote}"', indent=4)
                place = ", ".join(part for part in (one.heading, *one.logic) if part)
                if place:
                    page.say(place, indent=4)
                for doubt in one.doubts:
                    page.say(("doubt: ", "bold yellow"), doubt, indent=4)
    if written:
        page.gap()
        page.heading("Written")
        for path in written:
            page.say(str(path), indent=2)
        page.say('Read each draft against the text, complete it, then: facetproof policy sign FOLDER CODE --name "…"')
    return page.text()
