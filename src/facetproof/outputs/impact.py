"""What a change of policy does, as text: by determination, by rule, then the cases it hits."""

from __future__ import annotations

from facetproof.findings.impact import CaseImpact, Flip, Impact
from facetproof.model.finding import Status, Verdict
from facetproof.outputs import words
from facetproof.outputs.bound import value_text, word
from facetproof.outputs.console import Page, grid, text

#: Cases that are listed one by one unless all are asked for.
LISTED = 30


def render_impact(impact: Impact, *, title: str, every: bool, width: int, color: bool) -> str:
    """The summary and the cases as text.

    Args:
        impact: what was found.
        title: the two laws in words.
        every: list all cases that were hit.
        width: columns, at least 40.
        color: whether to write ANSI colour codes.
    """
    page = Page(width=width, color=color)
    page.say((title, "bold"))
    unusable = f"; {words.count(impact.unusable, 'line')} could not be judged" if impact.unusable else ""
    page.say(f"{words.count(impact.cases, 'case')} judged by both, {impact.hit} with a difference{unusable}.", indent=2)
    if impact.verdicts:
        page.gap()
        page.heading("Determinations", "how many went from what to what")
        table = grid()
        for move, number in impact.verdicts.items():
            table.add_row(text(f"{number:>6}"), text(_move(move)))
        page.put(table, indent=2)
    if impact.rules:
        page.gap()
        page.heading("Rules", "cases whose answer differs")
        table = grid(3)
        for rule in impact.rules:
            moves = ", ".join(f"{_move(move)} {number}" for move, number in rule.moves.items())
            table.add_row(text(f"{rule.cases:>6}"), text(f"{rule.rule} {words.rule_title(rule.name)}"), text(moves))
        page.put(table, indent=2)
    shown = impact.changed if every else impact.changed[:LISTED]
    if shown:
        page.gap()
        page.heading("Cases", "what differs, and why")
    for case in shown:
        _case(page, case)
    if len(shown) < len(impact.changed):
        page.say(f"… and {len(impact.changed) - len(shown)} more: --all lists them, --json holds them.", indent=2)
    return page.text()


def _case(page: Page, case: CaseImpact) -> None:
    before, after = words.VERDICTS[case.before], words.VERDICTS[case.after]
    moved = f"{before.word} → {after.word}" if case.before is not case.after else f"{after.word}, as before"
    page.say((case.id or "(no id)", "bold"), f"  {moved}", indent=2)
    for flip in case.flips:
        page.say(f"{flip.rule} {_status(flip.before)} → {_status(flip.after)}: {_why(flip)}", indent=4)
    if case.lines_before or case.lines_after:
        old, new = (", ".join(map(words.line_text, lines)) or "none" for lines in (case.lines_before, case.lines_after))
        page.say(f"claim lines {old} → {new}", indent=4)


def _why(flip: Flip) -> str:
    seen = f"; the record says {words.value_text(flip.observed)}" if flip.observed is not None else ""
    source = flip.source_after or flip.source_before
    clause = f" ({words.source_text(source)})" if source else ""
    if flip.why:
        reasons = [f"{word(one.name)} {value_text(one.before)} → {value_text(one.after)}" for one in flip.why]
        return f"{'; '.join(reasons)}{seen}{clause}"
    if flip.before is None:
        return f"now asked{seen}{clause}"
    if flip.after is None:
        return f"no longer asked{clause}"
    return f"asked {flip.required_before} → {flip.required_after}{seen}{clause}"


def _status(status: Status | None) -> str:
    return "not asked" if status is None else words.SIGNS[status].word


def _move(move: str) -> str:
    verdicts = {verdict.value: words.VERDICTS[verdict].word.lower() for verdict in Verdict}
    return " → ".join(verdicts.get(part, part.replace("_", " ")) for part in move.split(" → "))
