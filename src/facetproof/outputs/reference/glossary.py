"""The glossary: statuses, confidences, the words criteria are written in, and every fact they may name."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

from facetproof.facts.catalogue import catalogue
from facetproof.findings.facts import register_all
from facetproof.outputs import words
from facetproof.outputs.reference.markdown import page, plain, table
from facetproof.policy import language
from facetproof.policy.language import FactRef, Term


def glossary_page() -> str:
    """The glossary as Markdown."""
    register_all()
    return page(
        "Glossary",
        "## Answers",
        table(("answer", "of"), [*((s.word, "a requirement") for s in words.SIGNS.values()), *_verdicts()]),
        "## Why something is not documented",
        table(("reason", "meaning"), ((reason.value, plain(told)) for reason, told in words.REASONS.items())),
        "## How sure a value is",
        table(("word", "meaning"), (_split(told) for told in words.CONFIDENCES.values())),
        "## Words that criteria are written in",
        table(("word", "meaning"), _language()),
        "## Facts",
        table(
            ("fact", "kind", "unit", "meaning"),
            (
                (f"`{entry.name}`", entry.kind, plain(entry.unit), plain(entry.meaning))
                for entry in sorted(catalogue().values(), key=lambda entry: entry.name)
            ),
        ),
    )


def _verdicts() -> Iterator[tuple[str, str]]:
    for sign in words.VERDICTS.values():
        yield sign.word.lower(), "a whole chart"


def _split(told: str) -> tuple[str, str]:
    word, _, meaning = told.partition(": ")
    return plain(word), plain(meaning)


def _language() -> Iterator[tuple[str, str]]:
    """Public words of the language with the first line of their docstrings."""
    homes = ((FactRef, "a fact"), (Term, "a term"), (language, ""))
    hidden = {"children", "tests", "appealable", "fact"}
    for home, of in homes:
        for name, member in vars(home).items():
            own = getattr(member, "__module__", None) == language.__name__
            if inspect.isfunction(member) and own and not name.startswith("_") and name not in hidden:
                about = (inspect.getdoc(member) or "").splitlines()[0]
                yield f"`{name}`" + (f" of {of}" if of else ""), plain(about)
