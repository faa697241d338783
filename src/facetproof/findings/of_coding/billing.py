"""The claim against the lines that the record supports: the problems of each rule of the BL family."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from facetproof.facts.catalogue import fact
from facetproof.facts.values import UNKNOWN, Value
from facetproof.findings.case import JudgedCase

_PROBLEMS: Mapping[str, str] = {
    "unsupported_codes": "bl01",
    "orphan_add_ons": "bl02",
    "excess_units": "bl03",
    "wrong_sides": "bl04",
    "wrong_diagnostic_modifier": "bl05",
    "bundled": "bl06",
    "never_covered": "bl07",
    "unfit_modifiers": "bl08",
    "invalid_codes": "bl09",
    "repeated": "bl10",
    "not_billed": "bl11",
}


def _problems(rule: str) -> Callable[[JudgedCase], Value]:
    def read(case: JudgedCase) -> Value:
        found = None if case.billed is None else getattr(case.billed, rule)
        if found is None:
            return UNKNOWN
        paths = [f"claim.lines.{p.line}" if p.line is not None else "claim.lines" for p in found]
        return Value(tuple(f"{p.code}: {p.why}" for p in found), tuple(dict.fromkeys(paths)) or ("claim.lines",))

    return read


for _name, _rule in _PROBLEMS.items():
    fact(f"billing.{_name}", "words", f"faults of the claim under rule {_rule.upper()}; unknown where none can tell")(
        _problems(_rule)
    )
