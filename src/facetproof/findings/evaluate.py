"""Facts x policy → findings: for one chart through `scalar`, for many through `columns`, from the same rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from facetproof.facts.catalogue import look_up
from facetproof.facts.values import Value
from facetproof.findings.case import JudgedCase
from facetproof.findings.explain import STATUS, finding
from facetproof.findings.scalar import answer, truth
from facetproof.model.finding import Finding, Status
from facetproof.policy.language import FactRef
from facetproof.policy.rule import Rule

if TYPE_CHECKING:
    import polars as pl


class FactTable:
    """The facts of one case, each looked up once."""

    def __init__(self, case: JudgedCase) -> None:
        self._case = case
        self._known: dict[FactRef, Value] = {}

    def get(self, ref: FactRef) -> Value:
        """The fact's value for this case."""
        value = self._known.get(ref)
        if value is None:
            value = self._known[ref] = look_up(self._case, ref.name, ref.params)
        return value


def evaluate(case: JudgedCase, rules: Iterable[Rule]) -> tuple[Finding, ...]:
    """One finding for each rule that bears on the chart, in the order of the rules."""
    facts = FactTable(case)
    return tuple(
        finding(case.chart, rule, answer(rule.requirement.term, facts.get))
        for rule in rules
        if truth(rule.requirement.when, facts.get) is True
    )


def statuses(case: JudgedCase, rules: Iterable[Rule]) -> dict[str, Status]:
    """Status by rule code of the rules that bear on the chart, without the findings: for what-ifs by the thousand."""
    return {rule.code: status for rule, status in standings(FactTable(case), rules)}


def standings(facts: FactTable, rules: Iterable[Rule]) -> Iterator[tuple[Rule, Status]]:
    """Each rule that bears on the case with its status; several policies may be asked of one table of facts."""
    for rule in rules:
        if truth(rule.requirement.when, facts.get) is True:
            yield rule, STATUS[truth(rule.requirement.term, facts.get)]


def facts_read(rules: Iterable[Rule]) -> tuple[FactRef, ...]:
    """Every fact that these rules read, each once, in a fixed order."""
    terms = [term for rule in rules for term in (rule.requirement.when, rule.requirement.term)]
    return tuple(sorted({test.fact for term in terms for test in term.tests()}, key=lambda ref: ref.key))


def evaluate_columns(cases: Sequence[JudgedCase], rules: Sequence[Rule]) -> pl.DataFrame:
    """Status of every rule for every case: one row a case, one column a rule code, null where the rule does not bear.

    The rules must have different codes: they are those of one policy version.
    """
    import polars as pl

    from facetproof.findings.columns import frame

    if not rules:
        return pl.DataFrame()
    refs = facts_read(rules)
    tables = [FactTable(case) for case in cases]
    return evaluate_table(frame(refs, [{ref: facts.get(ref) for ref in refs} for facts in tables]), rules)


def evaluate_table(table: pl.DataFrame, rules: Sequence[Rule]) -> pl.DataFrame:
    """The same for facts that stand in columns already, named and typed as `columns.frame` does."""
    import polars as pl

    from facetproof.findings.columns import expression, holds

    words = {True: Status.MET.value, False: Status.NOT_MET.value}
    return table.select(
        pl.when(holds(rule.requirement.when))
        .then(
            expression(rule.requirement.term).replace_strict(
                words, default=Status.NOT_DOCUMENTED.value, return_dtype=pl.String
            )
        )
        .alias(rule.code)
        for rule in rules
    )
