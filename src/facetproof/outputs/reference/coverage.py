"""The coverage matrix: criterion by policy, family by family."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from facetproof.outputs.numbers import totals_text
from facetproof.outputs.reference.markdown import link, page, policy_file, rule_file, table
from facetproof.outputs.reference.rules import every_policy
from facetproof.policy.criterion import criteria
from facetproof.policy.find import CORE, version
from facetproof.policy.numbers import bound_values, totals

UNKNOWN = "?"
NOT_ASKED = "–"


def coverage_page(day: dt.date) -> str:
    """The matrix as Markdown, one table for each family of rules, as in force on a day."""
    families: dict[str, list[str]] = {}
    for code, criterion in criteria().items():
        families.setdefault(criterion.family, []).append(code)
    parts: list[str] = []
    for family, codes in families.items():
        parts += [
            f"## {family}",
            table(("policy", *(link(code, rule_file(code)) for code in codes)), _rows(codes, day)),
        ]
    return page(
        f"Coverage on {day.isoformat()}",
        f"asked: decides. warns: asked, but decides nothing. {NOT_ASKED}: not asked. "
        f"{UNKNOWN}: no version of the policy is known to be in force on this day.",
        totals_text(totals(bound_values(every_policy()))),
        *parts,
    )


def _rows(codes: list[str], day: dt.date) -> Iterator[tuple[str, ...]]:
    for id in every_policy():
        yield link(id, policy_file(id)), *(cell(id, code, day) for code in codes)


def cell(id: str, code: str, day: dt.date) -> str:
    """`asked`, `warns`, not asked or unknown."""
    found = version(id, day)
    rule = found.rule(code)
    if rule is not None:
        return "asked" if rule.consequence == "denial" else "warns"
    return UNKNOWN if found.start is None and id != CORE else NOT_ASKED
