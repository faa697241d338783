"""Many charts: the tree of a criterion → one nullable Boolean Polars expression.

Knows no rule. A number fact has two columns, its lowest and highest possible value, infinite where unbounded; every
other fact has one. True is met, false is not met, null is not documented (Kleene logic, as Polars has it for & and |).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import reduce
from operator import and_, or_
from typing import Any as AnyValue

import polars as pl

from facetproof.facts.catalogue import Kind, catalogue
from facetproof.facts.values import Range, Value
from facetproof.policy.language import (
    All,
    Any,
    AtLeastOf,
    Choose,
    FactRef,
    OnAppeal,
    OnlyIf,
    Term,
    Test,
    Unless,
    Vouched,
)

_UNKNOWN = pl.lit(None, dtype=pl.Boolean)
_TYPES: Mapping[Kind, AnyValue] = {
    "truth": pl.Boolean(),
    "word": pl.String(),
    "text": pl.String(),
    "words": pl.List(pl.String),
}


def expression(term: Term) -> pl.Expr:
    """The term as an expression over the columns of `frame`."""
    if isinstance(term, Test):
        return _test(term)
    if isinstance(term, All):
        return reduce(and_, map(expression, term.terms))
    if isinstance(term, Any):
        return reduce(or_, map(expression, term.terms))
    if isinstance(term, AtLeastOf):
        return _at_least(term)
    if isinstance(term, OnlyIf):
        return expression(term.term) & (expression(term.proof) | _UNKNOWN)
    if isinstance(term, Unless):
        return expression(term.term) | holds(term.excuse)
    if isinstance(term, OnAppeal):
        return expression(term.term) | (holds(term.reason) & _UNKNOWN)
    if isinstance(term, Vouched):
        base = expression(term.term)
        return base | (base.is_null() & holds(term.letter))
    if isinstance(term, Choose):
        test, then, other = expression(term.test), expression(term.then), expression(term.other)
        return (test & then) | (~test & other) | (then & other)
    raise TypeError(f"no such term: {type(term).__name__}")


def holds(term: Term) -> pl.Expr:
    """Two-valued: true only where the term is met. For exceptions and for whether a rule bears on the chart."""
    return expression(term).eq_missing(pl.lit(True))


def frame(facts: Iterable[FactRef], looked_up: list[Mapping[FactRef, Value]]) -> pl.DataFrame:
    """A frame with one row a chart and the columns of these facts."""
    columns: dict[str, pl.Series] = {}
    for ref in facts:
        values = [row[ref] for row in looked_up]
        if catalogue()[ref.name].kind == "number":
            bounds = [v.bounds() for v in values]
            for n, name in enumerate(_number_columns(ref)):
                columns[name] = pl.Series(name, [b[n] if b else None for b in bounds], dtype=pl.Float64)
        else:
            kind = _TYPES[catalogue()[ref.name].kind]
            columns[ref.key] = pl.Series(ref.key, [_cell(v) for v in values], dtype=kind)
    return pl.DataFrame(columns)


def _cell(value: Value) -> AnyValue:
    found = value.value
    return list(found) if isinstance(found, tuple) and not isinstance(found, Range) else found


def _number_columns(ref: FactRef) -> tuple[str, str]:
    return f"{ref.key}|low", f"{ref.key}|high"


def _test(test: Test) -> pl.Expr:
    kind = catalogue()[test.fact.name].kind
    if test.op in ("at_least", "more_than", "at_most"):
        low, high = (pl.col(name) for name in _number_columns(test.fact))
        bound = pl.lit(test.bound, dtype=pl.Float64)
        # proven by the near end | (not excluded by the far end & unknown): one Kleene line instead of a branch
        if test.op == "more_than":
            return (low > bound) | ((high > bound) & _UNKNOWN)
        if test.op == "at_least":
            return (low >= bound) | ((high >= bound) & _UNKNOWN)
        return (high <= bound) | ((low <= bound) & _UNKNOWN)
    if test.op == "given":
        name = _number_columns(test.fact)[0] if kind == "number" else test.fact.key
        return pl.col(name).is_not_null() | _UNKNOWN
    column = pl.col(test.fact.key)
    if test.op in ("is_true", "is_false"):
        return column == pl.lit(test.bound)
    words = list(test.bound) if isinstance(test.bound, tuple) else [str(test.bound)]
    if kind == "words":
        wanted = pl.lit(pl.Series([words], dtype=pl.List(pl.String)))
        left = column.list.set_difference(wanted) if test.op != "none_of" else column.list.set_intersection(wanted)
        return left.list.len() == 0
    inside = column.is_in(words)
    return ~inside if test.op == "none_of" else inside


def _at_least(term: AtLeastOf) -> pl.Expr:
    parts = [expression(t) for t in term.terms]
    known = pl.sum_horizontal([p.eq_missing(pl.lit(True)).cast(pl.Int32) for p in parts])
    possible = pl.sum_horizontal([p.ne_missing(pl.lit(False)).cast(pl.Int32) for p in parts])
    return (known >= term.count) | ((possible >= term.count) & _UNKNOWN)
