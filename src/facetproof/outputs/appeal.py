"""What can be done about a denial, as text: until when, with which lines, and what stands in the way."""

from __future__ import annotations

from facetproof.findings.appeal_answer import Appeal, Clock, LineState
from facetproof.outputs import words
from facetproof.outputs.console import Page
from facetproof.outputs.letter_supports import UNITS, line_words
from facetproof.outputs.repair import CAUTION, needed_text, outcome_text
from facetproof.policy.appeals.codes import all_codes

_OUTCOMES = {
    "letter": ("✓", "The record answers the denial", "green"),
    "letter_in_part": ("!", "The record answers a part of the denial", "bold yellow"),
    "not_supported": ("✗", "The record does not support the claim: no letter", "bold red"),
    "other_way": ("–", "No letter of appeal cures this denial", "cyan"),
    "no_clause": ("–", "The policy asks nothing of the kind that the denial claims: no letter", "cyan"),
}
_STATES = {
    "appealed": "stands on the record",
    "not_supported": "does not stand on the record",
    "other_way": "no appeal cures it",
    "not_denied": "not denied",
    "not_ours": "no facet joint service, not judged",
}


def render_appeal(appeal: Appeal, *, width: int, color: bool) -> str:
    """The answer in order of use: outcome, time, lines, other ways, what stands against it, cautions."""
    page = Page(width=width, color=color)
    symbol, meaning, style = _OUTCOMES[appeal.outcome]
    page.say((f"{symbol} {meaning}", style), f"  {appeal.policy}, {_version(appeal)}")
    page.gap()
    page.heading("Time")
    for clock in (appeal.clock, *appeal.others):
        if clock is not None:
            _clock(page, clock)
    if appeal.clock is None and not appeal.others:
        page.say("No time limit is known; read the notice.", indent=2)
    page.gap()
    page.heading("Lines")
    labels = {code.name: code.label for code in all_codes()}
    for state in appeal.lines:
        _line(page, state, labels)
    if appeal.points:
        page.gap()
        page.heading("Argued", "rules that the denial touches, by our reading of its codes, met on the record")
        for point in appeal.points:
            found = point.finding
            clause = f" ({words.source_text(found.source)})" if found.source else ""
            page.say(f"{found.rule} {words.rule_title(found.name)}{clause}", indent=2)
    for step in appeal.steps:
        page.gap()
        page.heading(step.title, ", ".join(step.codes))
        page.say(step.why + (f" ({step.document})" if step.document else ""), indent=2)
        page.say(step.todo, indent=2)
    _against(page, appeal)
    if appeal.cautions:
        page.gap()
        page.heading("Before you send it" if appeal.points else "Note")
        for caution in appeal.cautions:
            page.say(caution, indent=2)
    return page.text()


def _against(page: Page, appeal: Appeal) -> None:
    if appeal.against or appeal.questions:
        page.gap()
        page.heading("In the way", "requirements that the record does not carry")
    for found in appeal.against:
        sign = words.sign(found)
        asked = words.asked_text(found)
        page.say((f"{sign.symbol} {found.rule} {words.rule_title(found.name)}: {sign.word}", "bold"), indent=2)
        page.say(words.joined("; ", f"asked: {asked}" if asked else "", words.observed_text(found)), indent=6)
        if found.remedy:
            page.say(found.remedy, indent=6)
    for question in appeal.questions:
        page.say(question, indent=2)
    if appeal.needed is not None:
        page.gap()
        page.heading("What would have been needed")
        page.say(outcome_text(appeal.needed), indent=2)
        for n, needs in enumerate(appeal.needed.sets, 1):
            page.say(f"{n}. {'; '.join(map(needed_text, needs))}", indent=2)
        if appeal.needed.sets:
            page.say(CAUTION, indent=2)


def _clock(page: Page, clock: Clock) -> None:
    if clock.last_day is None:
        page.say((clock.name, "bold"), f": {clock.note or 'read the notice'}", indent=2)
        return
    start = "the date of the notice" if clock.counted_from == "notice" else "receipt"
    presumed = ", receipt presumed" if clock.presumed else ""
    left = clock.days_left or 0
    days = f"{words.count(left, 'day')} left" if left >= 0 else f"passed {words.count(-left, 'day')} ago"
    page.say(
        (f"{clock.name}: last day {clock.last_day:%A}, {clock.last_day.isoformat()}", "bold"), f" ({days})", indent=2
    )
    counted = f"{clock.number} {UNITS[clock.unit]} from {start}, {clock.first_day.isoformat()}{presumed}"
    page.say(f"To {clock.to}. {counted}; {clock.document}, {words.CONFIDENCES[clock.confidence]}.", indent=4)
    if clock.filed:
        page.say(f"{clock.filed[:1].upper()}{clock.filed[1:]}.", indent=4)
    if clock.decides_days:
        page.say(f"Decided within {clock.decides_days} days.", indent=4)
    if clock.least_amount is not None:
        reached = {True: "reached", False: "not reached", None: "the denied amount is not told"}[clock.amount_enough]
        page.say(f"Least amount ${clock.least_amount:,.0f}: {reached} ({clock.amount_document}).", indent=4)
    if clock.note:
        page.say(clock.note, indent=4)


def _line(page: Page, state: LineState, labels: dict[str, str]) -> None:
    page.say((line_words(state), "bold"), f": {_STATES[state.state]}", indent=2)
    for name in state.codes:
        page.say(f"{name}: {labels.get(name, 'not known to this library')}", indent=6)


def _version(appeal: Appeal) -> str:
    return f"version in force from {appeal.version}" if appeal.version else "no version in force on the date of service"
