"""What the physician means to do, and the reasons given."""

from __future__ import annotations

from collections.abc import Callable

from facetproof.facts.case import Case
from facetproof.facts.catalogue import fact
from facetproof.facts.values import Value
from facetproof.model.chart import Plan


@fact("plan.rfa_intended", "truth", "ablation is meant to follow a positive block")
def rfa_intended(case: Case) -> Value:
    """Whether ablation is the goal."""
    found = (case.chart.plan or Plan()).rfa_intended
    path = "plan.rfa_intended"
    return case.silent(path) if found is None else Value(found, (path,))


_REASONS = {
    "rfa_not_possible_reason": "why the joints are not ablated",
    "early_repeat_reason": "why the block was repeated early",
    "intraarticular_reason": "why the joint itself is injected instead of its nerves",
    "source_question_reason": "why the source of the pain is in question again",
}


def _reason(name: str) -> Callable[[Case], Value]:
    path = f"plan.{name}"

    def read(case: Case) -> Value:
        found: str | None = getattr(case.chart.plan or Plan(), name)
        return Value(found, (path,)) if found else case.silent(path)

    return read


for _name, _meaning in _REASONS.items():
    fact(f"plan.{_name}", "text", _meaning)(_reason(_name))


@fact("plan.source_in_question", "truth", "the source of the pain is said to be in question again")
def source_in_question(case: Case) -> Value:
    """A question that nobody raised is none."""
    raised = bool((case.chart.plan or Plan()).source_question_reason)
    return Value(raised, ("plan.source_question_reason",) if raised else ())
