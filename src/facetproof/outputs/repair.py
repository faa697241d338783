"""The smallest repair as text."""

from __future__ import annotations

from facetproof.facts.questions import asking_for
from facetproof.findings.repair import Needed, Repair
from facetproof.outputs import words
from facetproof.outputs.console import Page, grid, text

CAUTION = (
    "This tells what the record would have to say, not what is true. Only what its author knows may be written, as an "
    "addendum in his own words; `facetproof query` asks for it without suggesting an answer."
)


def render_repair(found: Repair, *, width: int, color: bool) -> str:
    """The smallest sets, each with its facts, and how far the search went."""
    page = Page(width=width, color=color)
    page.heading("Smallest repair", f"{found.policy}, {found.version or 'no dated version'}")
    page.say(outcome_text(found))
    if found.beyond:
        page.say(f"Open whatever could still be documented: {', '.join(found.beyond)}.")
    if found.nearest:
        nearest = ", ".join(found.nearest)
        page.say(f"Each requirement could be settled, but not all together: nearest, {nearest} stayed open.")
    page.gap()
    for number, needed in enumerate(found.sets, 1):
        page.say((f"Set {number} of {len(found.sets)}", "bold"))
        table = grid()
        for one in needed:
            table.add_row(text("-"), text(needed_text(one), (f"  ({one.path})", "dim")))
        page.put(table, indent=2)
        page.gap()
    if found.sets:
        page.say(CAUTION)
    return page.text()


def needed_text(one: Needed) -> str:
    """`Duration of the pain: at least 3 months`."""
    asking = asking_for(one.path)
    label = asking.label if asking else one.path
    asked = one.asked.replace(">= ", "at least ").replace("<= ", "at most ") or "documented"
    return f"{label}: {asked}"


def outcome_text(found: Repair) -> str:
    """How far the search went, in a sentence."""
    if found.outcome == "none_needed":
        return "Nothing is open: no repair is needed."
    if found.outcome == "found":
        size = words.count(len(found.sets[0]), "fact")
        also = "" if found.complete else " There may be further sets of this size; the search was ended."
        fewer = f"No set of fewer than {size} repairs this; " if len(found.sets[0]) > 1 else ""
        return f"{fewer}{words.count(len(found.sets), 'set')} of {size} found.{also}"
    if found.outcome == "more_than":
        return f"It takes more than {words.count(found.searched, 'fact')}."
    if found.outcome == "given_up":
        return f"It takes more than {words.count(found.searched, 'fact')}; the search was ended there."
    return "Nothing that could still be documented repairs this without contradicting the record."
