"""What a FHIR resource breaks, as a page in the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from facetproof.outputs.console import STYLES, Page
from facetproof.sources.fhir_check.fault import Nonconformity


def render_check(file: str, found: Sequence[Nonconformity], *, width: int, color: bool) -> str:
    """One paragraph for each place, those that bind first.

    Args:
        file: name of the file.
        found: what it breaks.
        width: columns, at least 40.
        color: whether to write ANSI colour codes.
    """
    page = Page(width=width, color=color)
    binding = sum(fault.severe for fault in found)
    if not found:
        page.say((file, "bold"), ": nothing is wrong by the rules checked")
        return page.text()
    page.say((file, "bold"), f": {binding} to correct, {len(found) - binding} to look at")
    for fault in sorted(found, key=lambda fault: not fault.severe):
        mark, style = ("✗", STYLES["not-met"]) if fault.severe else ("!", STYLES["warning"])
        page.say((mark, style), " ", (fault.place, "bold"), f"  {fault.rule}", indent=2)
        page.say(f"{fault.what}. {fault.todo}", indent=4)
    return page.text()
