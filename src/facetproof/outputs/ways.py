"""Other services of the day and ways to write the claim, in words."""

from __future__ import annotations

from collections.abc import Mapping

from facetproof.model.finding import Choice, SameDayAnswer

_ANSWERS: Mapping[str, str] = {
    "part_of": "is part of the facet procedure",
    "with_modifier": "may stand beside it with modifier {modifier}",
    "apart": "may stand beside it",
    "not_together": "cannot be paid with it",
    "hold": "holds the claim",
    "unknown": "cannot be told",
}


def same_day_text(told: SameDayAnswer) -> str:
    """One sentence on a service of the day, with what decided."""
    answer = _ANSWERS[told.answer].format(modifier=told.modifier)
    on = f" on {told.on}" if told.on else ""
    decided = "" if told.decided_by == "nothing" else f" ({told.decided_by})"
    return f"{told.service} {answer}{on}{decided}: {told.why}."


def choice_text(choice: Choice) -> str:
    """One way to write the claim, with who holds it."""
    lines = ", ".join(choice.lines) or "no line"
    return f"{choice.rank}. {lines}{' (on hold)' if choice.hold else ''}, {choice.by}: {choice.why}."
