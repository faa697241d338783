"""What the examples beside a rule come to: they are the rule's tests and the examples on its page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from facetproof.facts.values import UNKNOWN, Range, Value
from facetproof.findings.case import JudgedCase
from facetproof.findings.evaluate import FactTable
from facetproof.findings.facts import register_all
from facetproof.findings.judge import CONVENTION
from facetproof.findings.scalar import Lookup, truth
from facetproof.policy.cases import RuleCase, read_cases
from facetproof.policy.find import CORE, version
from facetproof.policy.language import FactRef
from facetproof.policy.load import rule_files
from facetproof.policy.rule import Rule
from facetproof.sources.chart_json import chart_from

ABSENT = "absent"
_WORDS = {True: "met", False: "not_met", None: "not_documented"}


class Told(NamedTuple):
    """An example, what it says, and what it comes to."""

    case: RuleCase
    got: str

    @property
    def right(self) -> bool:
        """Whether they are the same."""
        return self.got == self.case.expect


def told(folder: Path, id: str, within: Path) -> Iterator[Told]:
    """Every example of a policy with what it comes to; those of rules inherited from elsewhere are left out.

    Args:
        folder: of the policy.
        id: of the policy.
        within: folder in which the examples lie.

    Raises:
        LibraryError: a file of examples is not well formed.
        InputError: a chart of an example does not fit the contract.
    """
    for _code, beside in _beside(folder, within):
        for case in read_cases(beside) if beside.is_file() else ():
            if case.payer in (None, id):
                in_force = version(id, case.dos)
                yield Told(case, outcome(in_force.rule(case.rule), look_up(case, id, in_force.form)))


def untested(folder: Path, within: Path) -> list[str]:
    """Codes of a policy's rules without examples of more than one answer, `met` among them."""
    missing = []
    for code, beside in _beside(folder, within):
        answers = {case.expect for case in read_cases(beside)} if beside.is_file() else set()
        if len(answers) < 2 or "met" not in answers:
            missing.append(code)
    return missing


def _beside(folder: Path, within: Path) -> Iterator[tuple[str, Path]]:
    """Code and file of examples of each rule that a policy takes from a file within a folder."""
    for code, path in sorted(rule_files(folder).items()):
        if within.resolve() in path.resolve().parents:
            yield code, path.with_name(f"{code}.cases.yaml")


def outcome(rule: Rule | None, look: Lookup) -> str:
    """`met`, `not_met`, `not_documented`, or `absent` where the rule does not bear or is not asked."""
    if rule is None or truth(rule.requirement.when, look) is not True:
        return ABSENT
    return _WORDS[truth(rule.requirement.term, look)]


def look_up(case: RuleCase, id: str, form: Mapping[str, str]) -> Lookup:
    """Where the facts of an example come from: its chart, or the values it gives itself."""
    register_all()
    if case.facts is None:
        payer = CONVENTION if id == CORE else id
        chart, _warnings = chart_from({"payer": payer, **_dated(case)}, where=f"{case.rule}, {case.name}")
        return FactTable(JudgedCase(chart, form)).get
    given = case.facts

    def look(ref: FactRef) -> Value:
        return _value(given.get(ref.key, given.get(ref.name)))

    return look


def _dated(case: RuleCase) -> dict[str, Any]:
    """The chart with its date of service in the session, or in the plan where there is no session."""
    chart: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(case.chart))
    if "session" in chart:
        chart["session"].setdefault("dos", case.dos.isoformat())
    elif "plan" in chart:
        chart["plan"].setdefault("date", case.dos.isoformat())
    return chart


def _value(given: Any) -> Value:
    """A fact written in YAML: a mapping with `low` and `high` is a range, a list a set of words, null silence."""
    if given is None:
        return UNKNOWN
    if isinstance(given, dict):
        return Value(Range(given.get("low"), given.get("high")))
    return Value(tuple(given) if isinstance(given, list) else given)
