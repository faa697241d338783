"""A payer's answer as text: the decision, what was granted, why not, and where the schedule differs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from facetproof.findings.authorization_fit import Difference
from facetproof.model.authorization import AnsweredLine, AnswerReason, AuthorizationAnswer, Outcome
from facetproof.outputs import words
from facetproof.outputs.console import STYLES, Page, text
from facetproof.outputs.packet_words import range_text

OUTCOMES = {
    Outcome.APPROVED: words.Sign("✓", "Approved", "met"),
    Outcome.MODIFIED: words.Sign("!", "Approved with changes", "warning"),
    Outcome.DENIED: words.Sign("✗", "Denied", "not-met"),
    Outcome.PENDED: words.Sign("?", "Pended: not decided yet", "missing"),
    Outcome.NOT_REQUIRED: words.Sign("–", "No authorization required", "none"),
    Outcome.CANCELLED: words.Sign("✗", "Cancelled", "not-met"),
    Outcome.UNKNOWN: words.Sign("?", "Not a decision we know: no approval", "missing"),
}
_WHATS = {
    "decision": "Decision",
    "code": "Code",
    "units": "Units",
    "side": "Side",
    "joint": "Joint",
    "date": "Date",
    "provider": "Provider",
    "place": "Place",
    "number": "Number on the claim",
}


def render_answer(
    answer: AuthorizationAnswer,
    found: Sequence[Difference] | None,
    *,
    number_word: str = "authorization number",
    width: int,
    color: bool,
) -> str:
    """The answer, and the differences; `found` None where nothing was given to compare."""
    page = Page(width=width, color=color)
    mark = OUTCOMES[answer.outcome]
    page.say((f"{mark.symbol} {mark.word.upper()}", STYLES[mark.key]))
    for label, value in (
        (number_word, answer.number),
        ("payer's case number, of no use on a claim", answer.review_number),
        ("our number", answer.trace),
        ("payer", answer.payer),
        ("decided", answer.decided.isoformat() if answer.decided else None),
        ("valid", _valid(answer)),
        ("provider", answer.servicing_npi),
    ):
        if value:
            page.say(f"{label[:1].upper()}{label[1:]}: {value}", indent=2)
    _reasons(page, answer.reasons, 2)
    for follow in answer.follow_up:
        page.say(f"Next: {follow}", indent=2)
    for message in answer.messages:
        page.say(f"Payer's note: {message}", indent=2)
    page.gap()
    if answer.lines:
        page.heading(f"Services ({len(answer.lines)})")
        for line in answer.lines:
            own = OUTCOMES[line.outcome]
            page.say((f"{own.symbol} {_line(line)}", STYLES[own.key]), f": {own.word}", indent=2)
            _reasons(page, line.reasons, 4)
        page.gap()
    for fault in answer.faults:
        page.say(f"File, {fault.place}: {fault.what}")
    if found is not None:
        _differences(page, found)
    return page.text()


def _valid(answer: AuthorizationAnswer) -> str | None:
    if answer.valid_from and answer.valid_to:
        return range_text(answer.valid_from, answer.valid_to)
    if answer.valid_from or answer.valid_to:
        return f"from {answer.valid_from or 'a day not told'} to {answer.valid_to or 'a day not told'}"
    return None


def _line(line: AnsweredLine) -> str:
    code = "-".join((line.code or "service without a code", *line.modifiers))
    return words.joined(
        ", ",
        code + (f" x {line.units:g}" if line.units is not None else ""),
        line.side.value if line.side else "",
        " ".join(line.joints),
        f"number {line.number_given}" if line.number_given else "",
        f"{range_text(line.valid_from, line.valid_to)}" if line.valid_from or line.valid_to else "",
    )


def _reasons(page: Page, reasons: Iterable[AnswerReason], indent: int) -> None:
    for reason in reasons:
        label = f": {reason.label}" if reason.label else ": not in our list"
        place = f" ({reason.place})" if reason.place else ""
        page.say(f"Reason {reason.code}{label}{place}", indent=indent)


def _differences(page: Page, found: Sequence[Difference]) -> None:
    if not found:
        page.say(("✓ What is scheduled is what was authorized, as far as the answer states it.", STYLES["met"]))
        return
    from rich.table import Table

    page.heading(f"Differs from what is scheduled ({len(found)})", style=STYLES["not-met"])
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for name in ("", "authorized", "scheduled", ""):
        table.add_column(name)
    for one in found:
        cells = (_WHATS[one.what], one.authorized, one.scheduled, "cannot be compared" if one.open else "differs")
        table.add_row(*map(text, cells))
    page.put(table, indent=2)
