"""Writes all generated pages into a folder."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from facetproof.outputs import words
from facetproof.outputs.reference.coverage import coverage_page
from facetproof.outputs.reference.glossary import glossary_page
from facetproof.outputs.reference.markdown import link, page, plain, policy_file, rule_file, table
from facetproof.outputs.reference.payers import payers_page
from facetproof.outputs.reference.policies import policy_page
from facetproof.outputs.reference.rules import every_policy, rule_page
from facetproof.policy.criterion import criteria
from facetproof.policy.find import policy


def build(folder: Path, *, day: dt.date) -> list[Path]:
    """Writes every page.

    Args:
        folder: where to; made if it is not there. Pages of rules and policies that are gone are removed.
        day: the day whose rules the pages of policies and the coverage matrix show.

    Returns:
        The files written.
    """
    written = []
    for name, content in pages(day):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
        written.append(path)
    for part in ("rules", "policies"):
        for path in sorted((folder / part).glob("*.md")):
            if path not in written:
                path.unlink()
    return written


def pages(day: dt.date) -> Iterator[tuple[str, str]]:
    """Every page: its file, seen from the folder, and its Markdown."""
    yield "index.md", _index(day)
    yield "coverage.md", coverage_page(day)
    yield "payers.md", payers_page(day)
    yield "glossary.md", glossary_page()
    for code, criterion in criteria().items():
        yield rule_file(code), rule_page(criterion)
    for id in every_policy():
        yield policy_file(id), policy_page(id, day)


def _index(day: dt.date) -> str:
    return page(
        "The library",
        f"Generated from the library as it stands, for {day.isoformat()}. Do not edit: change the bindings.",
        f"{link('Coverage', 'coverage.md')}: which policy asks what.",
        f"{link('Payers', 'payers.md')}: documents, dates and how sure they are.",
        f"{link('Glossary', 'glossary.md')}: words and facts.",
        "## Rules",
        table(
            ("rule", "what it checks"),
            (
                (link(f"{code} {words.rule_title(one.name)}", rule_file(code)), plain(one.page.split("\n\n")[0]))
                for code, one in criteria().items()
            ),
        ),
        "## Policies",
        table(
            ("policy", "title", "versions"),
            (
                (link(id, policy_file(id)), plain(policy(id).title), str(len(policy(id).starts)))
                for id in every_policy()
            ),
        ),
    )
