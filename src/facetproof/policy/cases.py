"""The examples beside a rule's binding: what a small chart, or a few facts, come to. They are its tests too."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from facetproof.policy.files import read_yaml, refuse
from facetproof.policy.load import rule_files

EXPECTED = frozenset({"met", "not_met", "not_documented", "absent"})
_KEYS = {"name", "dos", "payer", "chart", "facts", "expect"}


@dataclass(frozen=True, slots=True)
class RuleCase:
    """One example of a rule.

    Attributes:
        rule: code of the rule.
        name: what is special about it.
        dos: date of service; put into the chart's session or plan where it has none.
        payer: the policy for which it holds; None for every policy that takes this binding.
        chart: a small chart in the contract's shape, or None.
        facts: values by name of the fact, or None.
        expect: met, not_met, not_documented, or absent (no finding).
    """

    rule: str
    name: str
    dos: dt.date
    payer: str | None
    chart: Mapping[str, Any] | None
    facts: Mapping[str, Any] | None
    expect: str


def cases_of(folder: Path) -> Iterator[RuleCase]:
    """All examples of the rules that a policy folder takes, its own and inherited ones.

    Raises:
        LibraryError: a file of cases is not well formed.
    """
    for code, path in sorted(rule_files(folder).items()):
        beside = path.with_name(f"{code}.cases.yaml")
        if beside.is_file():
            yield from read_cases(beside)


def read_cases(path: Path) -> list[RuleCase]:
    """The examples of one file, named `CODE.cases.yaml`.

    Raises:
        LibraryError: naming the file, the case and the fault.
    """
    given = read_yaml(path)
    if not isinstance(given, list) or not given:
        raise refuse(path, "Not a list of examples")
    return [_case(path, one) for one in given]


def _case(path: Path, given: Any) -> RuleCase:
    name = str(given.get("name", "")) if isinstance(given, dict) else ""
    if not name or set(given) - _KEYS:
        raise refuse(path, f"A case has a name and keys out of {', '.join(sorted(_KEYS))}", name)
    if not isinstance(given.get("dos"), dt.date):
        raise refuse(path, "A case needs a date of service", name)
    if given.get("expect") not in EXPECTED:
        raise refuse(path, f"`expect` must be one of {', '.join(sorted(EXPECTED))}", name)
    if ("chart" in given) == ("facts" in given):
        raise refuse(path, "A case gives either a chart or facts", name)
    return RuleCase(
        rule=path.name.split(".")[0],
        name=name,
        dos=given["dos"],
        payer=given.get("payer"),
        chart=given.get("chart"),
        facts=given.get("facts"),
        expect=given["expect"],
    )
