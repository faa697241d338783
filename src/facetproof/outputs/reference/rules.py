"""The page of a rule: what it checks, who asks it with which values and clauses, and its examples."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from facetproof.outputs import words
from facetproof.outputs.bound import clause_text, since_text, values_text, word
from facetproof.outputs.explain import LABELS
from facetproof.outputs.reference.markdown import link, page, plain, policy_file, table
from facetproof.policy.cases import read_cases
from facetproof.policy.criterion import Criterion
from facetproof.policy.find import CORE, folders, policy, policy_ids
from facetproof.policy.load import rule_files
from facetproof.policy.rule import Rule

OUTCOMES = {"absent": "no finding", "met": "met", "not_met": "not met", "not_documented": "not documented"}


def every_policy() -> list[str]:
    """Ids of the policies that have a page: the rules that hold whoever pays, then every payer."""
    return [CORE, *policy_ids()]


def rule_page(criterion: Criterion) -> str:
    """The page of one criterion as Markdown, for the folder `rules`."""
    return page(
        f"{criterion.code} {words.rule_title(criterion.name)}",
        _text(criterion.page),
        f"Unless a policy says otherwise, a record that does not meet it {_consequence(criterion.consequence)}.",
        "## Who asks it",
        table(("policy", "from", "to", "asks", "then", "clause", "sure"), _bindings(criterion.code))
        or "No policy of the library asks it.",
        "## Examples",
        *_examples(criterion.code),
    )


def _text(docstring: str) -> str:
    """The docstring's paragraphs; a labelled line starts one of its own, its label in bold."""
    out: list[str] = []
    for line in docstring.splitlines():
        label, colon, rest = line.partition(":")
        if colon and label in LABELS:
            out.append(f"\n**{label}.** {plain(rest)}")
        else:
            out.append(plain(line))
    return "\n".join(out)


def _consequence(word: str) -> str:
    return "is not supported" if word == "denial" else "gets a warning that decides nothing"


def _bindings(code: str) -> Iterator[tuple[str, ...]]:
    for id in every_policy():
        found = policy(id)
        dated = found.bindings.get(code, ())
        for n, (day, rule) in enumerate(dated):
            last = dated[n + 1][0] - dt.timedelta(days=1) if n + 1 < len(dated) else found.end
            if last is not None and last < found.starts[0]:
                continue
            name = link(id, f"../{policy_file(id)}")
            span = (since_text(max(day, found.starts[0])), last.isoformat() if last else "")
            if rule is None:
                yield name, *span, "not asked", "", "", ""
            else:
                yield name, *span, _asks(rule), _then(rule), _clauses(rule), rule.confidence


def _asks(rule: Rule) -> str:
    """Values, and to what it is limited."""
    limits = [f"only {', '.join(map(word, one))}" for one in (rule.kinds, rule.settings) if one]
    return plain("; ".join((values_text(rule.values) or "asked", *limits)))


def _then(rule: Rule) -> str:
    return "decides" if rule.consequence == "denial" else "warns"


def _clauses(rule: Rule) -> str:
    return "; ".join(plain(clause_text(cite)) for cite in rule.citations)


@cache
def _homes(folder: Path) -> Mapping[str, Path]:
    return rule_files(folder)


def _examples(code: str) -> Iterator[str]:
    """A table for each binding's own file of examples."""
    known = folders()
    files: dict[Path, list[str]] = {}
    for id in every_policy():
        home = _homes(known[id]).get(code)
        if home is not None:
            files.setdefault(home.with_name(f"{code}.cases.yaml"), []).append(id)
    for path, ids in files.items():
        if path.is_file():
            yield f"Under {', '.join(link(id, f'../{policy_file(id)}') for id in ids)}:"
            yield table(
                ("date of service", "example", "comes to"),
                (
                    (case.dos.isoformat(), plain(_named(case.name, case.payer)), OUTCOMES[case.expect])
                    for case in read_cases(path)
                ),
            )


def _named(name: str, payer: str | None) -> str:
    return f"{name} ({payer} only)" if payer else name
