"""The way on as text."""

from __future__ import annotations

import datetime as dt

from facetproof.findings.pathway import Pathway, Step
from facetproof.model.finding import Finding, Status
from facetproof.outputs import words
from facetproof.outputs.console import Page

PROCEDURES = {
    "diagnostic": "Diagnostic medial branch block",
    "therapeutic": "Therapeutic intra-articular injection",
    "ablation": "Thermal ablation",
}
REGIONS = {"cervical_thoracic": "Cervical and thoracic", "lumbar_sacral": "Lumbar and sacral"}
_OUTCOMES = {
    "open": ("✓", "open", "green"),
    "needs_documentation": ("?", "open once documented", "bold yellow"),
    "not_open": ("✗", "not open", "bold red"),
}
_REPEAT = {
    "earned": "A repeat is earned.",
    "not_earned": "A repeat is not earned.",
    "not_documented": "Whether a repeat is earned is not documented.",
}
NOTHING = "The record names no joint that was treated or is to be, so no next procedure can be judged."


def render_pathway(found: Pathway, *, width: int, color: bool) -> str:
    """Each place with its three procedures: from which day, why not before, what must be documented."""
    page = Page(width=width, color=color)
    page.heading("The way on", f"{found.policy}, from {found.start.isoformat()} to {found.end.isoformat()}")
    if not found.steps:
        page.say(NOTHING)
    place = ""
    for step in found.steps:
        if place_text(step) != place:
            place = place_text(step)
            page.gap()
            page.say((place, "bold"))
        _step(page, step)
    return page.text()


def _step(page: Page, step: Step) -> None:
    symbol, word, style = _OUTCOMES[step.outcome]
    page.say((f"{symbol} {PROCEDURES[step.procedure]}: {word}", style), f"  {when_text(step)}", indent=2)
    for wait in step.waits:
        page.say(f"not before {wait.until.isoformat()}: {why_text(wait.finding)}", indent=6)
    for found in step.against:
        page.say(f"against it: {why_text(found)}", indent=6)
    if step.repeat:
        page.say(repeat_text(step), indent=6)
    for found in step.closing:
        page.say(f"closes after {_iso(step.latest)}: {why_text(found)}", indent=6)
    for found in step.to_document:
        also = "" if found.consequence == "denial" else " (warning only)"
        page.say(f"to document: {found.rule} {found.remedy or found.required}{also}", indent=6)


def place_text(step: Step) -> str:
    """`Lumbar and sacral, right, L4-5, L5-S1`."""
    side = step.side.value if step.side else "side not documented"
    return f"{REGIONS[step.region.value]}, {side}, {', '.join(step.joints)}"


def when_text(step: Step) -> str:
    """`from 2025-06-16`, the window, or over which further blocks."""
    if step.over:
        days = " and ".join(day.isoformat() for day in step.over)
        blocks = f"after {'a further block' if len(step.over) == 1 else 'further blocks'} (earliest {days})"
        return f"{blocks}, if positive: from {_iso(step.earliest)}"
    if step.earliest is None:
        return "on no day looked at"
    if step.latest:
        return f"from {_iso(step.earliest)} to {_iso(step.latest)}"
    return f"from {_iso(step.earliest)}"


def repeat_text(step: Step) -> str:
    """Whether a repeat is earned, and from which day it can be."""
    also = ""
    if step.repeat_from and step.earliest and step.repeat_from > step.earliest:
        also = f" By duration of relief it can be earned from {step.repeat_from.isoformat()}."
    return _REPEAT[step.repeat or "not_documented"] + also


def why_text(found: Finding) -> str:
    """`DX03 Block interval: asked at least 14 days, on record 13 (L38803, ...)`."""
    asked = words.asked_text(found)
    seen = words.observed_text(found) if found.status is Status.NOT_MET else "relief cannot have lasted long enough yet"
    clause = f" ({words.source_text(found.source)})" if found.source else ""
    told = words.joined(", ", f"asked {asked}" if asked else "", f"on that day {seen}")
    return f"{found.rule} {words.rule_title(found.name)}: {told}{clause}"


def _iso(day: dt.date | None) -> str:
    return day.isoformat() if day else ""
