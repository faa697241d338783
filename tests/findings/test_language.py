"""The language: one tree, two compilers, three truths."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facetproof.facts import catalogue
from facetproof.facts.catalogue import FactEntry
from facetproof.facts.values import UNKNOWN, Range, Value, count
from facetproof.findings.columns import expression, frame, holds
from facetproof.findings.scalar import answer, truth
from facetproof.model.finding import Reason
from facetproof.policy.language import (
    All,
    Any,
    AtLeastOf,
    Choose,
    FactRef,
    OnAppeal,
    OnlyIf,
    Term,
    Unless,
    Vouched,
    all_of,
    any_of,
    at_least_of,
    fact,
)

NUMBERS = [fact("toy.number", n=n) for n in range(3)]
TRUTHS = [fact("toy.truth", n=n) for n in range(3)]
WORD, WORDS, TEXT = fact("toy.word"), fact("toy.words"), fact("toy.text")
REFS = [*NUMBERS, *TRUTHS, WORD, WORDS, TEXT]
KINDS = {"toy.number": "number", "toy.truth": "truth", "toy.word": "word", "toy.words": "words", "toy.text": "text"}


@pytest.fixture(autouse=True)
def toy_facts(monkeypatch: pytest.MonkeyPatch) -> None:
    known = dict(catalogue._CATALOGUE)
    for name, kind in KINDS.items():
        known[name] = FactEntry(name, kind, "", "a toy", lambda case, **p: UNKNOWN)  # type: ignore[arg-type]
    monkeypatch.setattr(catalogue, "_CATALOGUE", known)


def scalar(term: Term, row: Mapping[FactRef, Value]) -> bool | None:
    return truth(term, row.__getitem__)


def column(term: Term, rows: list[Mapping[FactRef, Value]]) -> list[bool | None]:
    return frame(REFS, rows).select(expression(term).alias("x"))["x"].to_list()


numbers = st.integers(0, 4)
number_values = st.one_of(
    st.just(UNKNOWN),
    numbers.map(Value),
    st.tuples(numbers, numbers).map(lambda p: Value(Range(min(p), max(p)))),
    numbers.map(lambda n: Value(Range(n, None))),
    numbers.map(lambda n: Value(Range(None, n))),
)
truth_values = st.sampled_from([UNKNOWN, Value(True), Value(False)])
word_values = st.sampled_from([UNKNOWN, Value("a"), Value("b"), Value("c")])
words_values = st.sampled_from([UNKNOWN, Value(("a",)), Value(("a", "b")), Value(("b", "c")), Value(())])
text_values = st.sampled_from([UNKNOWN, Value("because")])


def rows() -> st.SearchStrategy[dict[FactRef, Value]]:
    return st.fixed_dictionaries(
        {
            **dict.fromkeys(NUMBERS, number_values),
            **dict.fromkeys(TRUTHS, truth_values),
            WORD: word_values,
            WORDS: words_values,
            TEXT: text_values,
        }
    )


word_sets = st.lists(st.sampled_from("abc"), min_size=1, max_size=2, unique=True)
tests = st.one_of(
    st.builds(lambda r, n: r.at_least(n), st.sampled_from(NUMBERS), numbers),
    st.builds(lambda r, n: r.at_most(n), st.sampled_from(NUMBERS), numbers),
    st.builds(lambda r, a, b: r.within(min(a, b), max(a, b)), st.sampled_from(NUMBERS), numbers, numbers),
    st.builds(lambda r: r.is_true(), st.sampled_from(TRUTHS)),
    st.builds(lambda r: r.is_false(), st.sampled_from(TRUTHS)),
    st.builds(lambda w: WORD.one_of(w), word_sets),
    st.builds(lambda w: WORD.none_of(w), word_sets),
    st.builds(lambda w: WORD.equals(w), st.sampled_from("abc")),
    st.builds(lambda w: WORDS.only(w), word_sets),
    st.builds(lambda w: WORDS.none_of(w), word_sets),
    st.sampled_from([TEXT.given(), NUMBERS[0].given(), WORD.given(), WORDS.given()]),
)


def bigger(inner: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
    several = st.lists(inner, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        st.builds(All, several),
        st.builds(Any, several),
        several.flatmap(lambda ts: st.builds(AtLeastOf, st.integers(1, len(ts)), st.just(ts))),
        st.builds(OnlyIf, inner, inner),
        st.builds(Unless, inner, inner),
        st.builds(OnAppeal, inner, inner),
        st.builds(Vouched, inner, inner),
        st.builds(Choose, inner, inner, inner),
    )


terms = st.recursive(tests, bigger, max_leaves=8)


@given(term=terms, table=st.lists(rows(), min_size=1, max_size=8))
def test_scalar_and_columns_agree_on_any_tree_and_any_facts(term: Term, table: list[Mapping[FactRef, Value]]) -> None:
    assert column(term, table) == [scalar(term, row) for row in table]


@given(term=terms, row=rows())
def test_the_short_way_and_the_explained_way_agree(term: Term, row: Mapping[FactRef, Value]) -> None:
    assert truth(term, row.__getitem__) is answer(term, row.__getitem__).truth


@given(term=terms, row=rows())
def test_what_holds_in_columns_is_what_is_true_in_scalar(term: Term, row: Mapping[FactRef, Value]) -> None:
    got = frame(REFS, [row]).select(holds(term).alias("x"))["x"].to_list()
    assert got == [scalar(term, row) is True]


def worlds(row: Mapping[FactRef, Value]) -> Iterator[dict[FactRef, Value]]:
    """Every way in which the open numbers and truths of a row could turn out."""
    choices: list[list[tuple[FactRef, Value]]] = []
    for ref, value in row.items():
        if ref in NUMBERS:
            low, high = value.bounds() or (float("-inf"), float("inf"))
            choices.append([(ref, Value(n)) for n in range(-1, 7) if low <= n <= high])
        elif ref in TRUTHS and value.value is None:
            choices.append([(ref, Value(True)), (ref, Value(False))])
        else:
            choices.append([(ref, value)])
    for picks in itertools.product(*choices):
        yield dict(picks)


simple = st.recursive(
    st.one_of(
        st.builds(lambda r, n: r.at_least(n), st.sampled_from(NUMBERS[:2]), numbers),
        st.builds(lambda r, n: r.at_most(n), st.sampled_from(NUMBERS[:2]), numbers),
        st.builds(lambda r: r.is_true(), st.sampled_from(TRUTHS[:2])),
    ),
    lambda inner: st.one_of(
        st.builds(All, st.lists(inner, min_size=1, max_size=3).map(tuple)),
        st.builds(Any, st.lists(inner, min_size=1, max_size=3).map(tuple)),
    ),
    max_leaves=4,
)


@given(term=simple, row=rows())
def test_an_answer_never_depends_on_what_nobody_wrote(term: Term, row: Mapping[FactRef, Value]) -> None:
    """Whatever the silent facts turn out to be, a definite answer stays the same: silence is never yes or no."""
    said = scalar(term, row)
    if said is None:
        return
    small = {ref: row[ref] for ref in (*NUMBERS[:2], *TRUTHS[:2])}
    assert {scalar(term, world) for world in worlds(small)} == {said}


@pytest.mark.parametrize(
    ("base", "excuse", "expected"),
    [
        (True, None, True),
        (False, None, False),
        (None, None, None),
        (False, True, True),
        (None, True, True),
        (False, False, False),
        (None, False, None),
    ],
)
def test_an_exception_nobody_wrote_down_is_none(base: bool | None, excuse: bool | None, expected: bool | None) -> None:
    row = {TRUTHS[0]: Value(base), TRUTHS[1]: Value(excuse)}
    assert scalar(TRUTHS[0].is_true().unless(TRUTHS[1].is_true()), row) is expected


@pytest.mark.parametrize(
    ("base", "reason", "expected"),
    [
        (True, None, True),
        (False, None, False),
        (False, False, False),
        (False, True, None),
        (None, True, None),
        (None, None, None),
        (True, True, True),
    ],
)
def test_a_documented_reason_leaves_what_is_broken_to_the_payer(
    base: bool | None, reason: bool | None, expected: bool | None
) -> None:
    row = {TRUTHS[0]: Value(base), TRUTHS[1]: Value(reason)}
    term = TRUTHS[0].is_true().on_appeal(TRUTHS[1].is_true())
    assert scalar(term, row) is expected
    assert (term & TRUTHS[2].is_true()).appealable()
    assert not TRUTHS[2].is_true().appealable()


@pytest.mark.parametrize(
    ("kept", "covered", "expected"),
    [
        (True, True, True),
        (True, None, None),
        (True, False, None),
        (False, None, False),
        (False, True, False),
        (None, True, None),
    ],
)
def test_a_ceiling_is_proven_only_by_a_whole_history(
    kept: bool | None, covered: bool | None, expected: bool | None
) -> None:
    row = {TRUTHS[0]: Value(kept), TRUTHS[1]: Value(covered)}
    assert scalar(TRUTHS[0].is_true().only_if(TRUTHS[1].is_true()), row) is expected


@pytest.mark.parametrize(
    ("value", "at_least_3", "at_most_3"),
    [
        (Value(3), True, True),
        (Value(2), False, True),
        (Value(4), True, False),
        (Value(Range(1, 2)), False, True),
        (Value(Range(2, 4)), None, None),
        (Value(Range(3, None)), True, None),
        (Value(Range(None, 2)), False, True),
        (Value(Range(None, None)), None, None),
        (UNKNOWN, None, None),
    ],
)
def test_a_range_decides_only_where_both_ends_agree(
    value: Value, at_least_3: bool | None, at_most_3: bool | None
) -> None:
    row = {NUMBERS[0]: value}
    assert scalar(NUMBERS[0].at_least(3), row) is at_least_3
    assert scalar(NUMBERS[0].at_most(3), row) is at_most_3


def test_given_is_never_false() -> None:
    assert scalar(TEXT.given(), {TEXT: UNKNOWN}) is None
    assert scalar(TEXT.given(), {TEXT: Value("why")}) is True


def test_two_of_three_waits_while_the_unknown_could_decide() -> None:
    term = at_least_of(2, *(t.is_true() for t in TRUTHS))
    said = [
        scalar(term, dict(zip(TRUTHS, map(Value, row), strict=True)))
        for row in itertools.product([True, False, None], repeat=3)
    ]
    for row, got in zip(itertools.product([True, False, None], repeat=3), said, strict=True):
        yes, maybe = row.count(True), row.count(True) + row.count(None)
        assert got is (True if yes >= 2 else False if maybe < 2 else None)


def test_the_deciding_tests_are_those_that_broke_it() -> None:
    row = {NUMBERS[0]: Value(1, ("a",)), NUMBERS[1]: UNKNOWN, NUMBERS[2]: Value(9, ("c",))}
    term = all_of(*(n.at_least(3) for n in NUMBERS))
    found = answer(term, row.__getitem__)
    assert found.truth is False
    assert [value.paths for _, value in found.tests] == [("a",)]


def test_the_deciding_tests_of_an_open_answer_are_the_open_ones() -> None:
    row = {NUMBERS[0]: Value(4), NUMBERS[1]: UNKNOWN, NUMBERS[2]: Value(9)}
    found = answer(all_of(*(n.at_least(3) for n in NUMBERS)), row.__getitem__)
    assert found.truth is None
    assert [test.fact for test, _ in found.tests] == [NUMBERS[1]]


def test_operators_build_the_same_trees() -> None:
    a, b = TRUTHS[0].is_true(), TRUTHS[1].is_true()
    assert a & b == all_of(a, b)
    assert a | b == any_of(a, b)
    assert all_of(a) is a


@pytest.mark.parametrize("build", [all_of, any_of])
def test_an_empty_criterion_is_a_mistake(build: object) -> None:
    with pytest.raises(ValueError, match="at least one term"):
        build()  # type: ignore[operator]


def test_more_than_all_can_never_be_asked() -> None:
    with pytest.raises(ValueError, match="never be asked"):
        at_least_of(3, TRUTHS[0].is_true())


def test_a_count_with_open_members_is_a_range_with_a_reason() -> None:
    assert count(2, 2) == Value(2)
    assert count(1, 3, ("history.0",)) == Value(Range(1, 3), ("history.0",), Reason.UNMAPPED)
    assert count(1, None).bounds() == (1, float("inf"))


def test_parameters_are_part_of_a_fact_and_lists_become_fixed() -> None:
    ref = fact("toy.number", window="rolling_12_months", kinds=["b", "a"], nothing=None)
    assert ref.key == "toy.number(kinds=b+a, window=rolling_12_months)"
    assert hash(ref) == hash(fact("toy.number", kinds=("b", "a"), window="rolling_12_months"))
