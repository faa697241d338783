"""The smallest repair: the fewest facts whose documentation would make a chart supported.

The search adds one fact at a time. Whatever repairs a chart must touch every requirement that stands open in it, so
each step branches only on facts that one open requirement reads, and a step whose open requirements cannot all be
touched with the facts left is given up. Sets are looked for in order of size: the first that repairs is the smallest.
"""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple

import msgspec

from facetproof.facts.reads import reads_of, same_path
from facetproof.findings.case import JudgedCase
from facetproof.findings.determine import Standing, held, is_empty, rules_for, verdict
from facetproof.findings.documentations import documentations, with_documentation
from facetproof.findings.evaluate import FactTable, standings
from facetproof.findings.facts import register_all
from facetproof.findings.judge import day_of, form_of, iso, policy_for
from facetproof.findings.open_places import WORDS, Documentation
from facetproof.model.chart import Chart
from facetproof.model.finding import Status, Verdict
from facetproof.policy.rule import PolicyVersion, Rule

MOST_FACTS = 12
MOST_SETS = 8
#: Charts judged before the search is given up; about a millisecond each.
MOST_TRIES = 12_000

_HOLD = "hold"
_MOST_WORDS = 3
#: A fact that reads whatever coding reads.
_CODED = "levels.count"
_Key = tuple[str, bytes]


class Needed(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One fact of a repair.

    Attributes:
        path: chart path; a new item of a list is numbered `+`.
        asked: what the rules ask of it; empty where any value will do. Where several values do, the first few.
        value: the one that would do; left out where others would too, or only the author can tell it.
    """

    path: str
    asked: str = ""
    value: Any = None


class Repair(msgspec.Struct, frozen=True, kw_only=True):
    """What would have to be documented.

    Attributes:
        determination: of the chart as it stands.
        outcome: `none_needed`; `found`; `more_than`: no set of at most `searched` facts repairs the chart; `none`:
            nothing that could still be documented does; `given_up`: the search was ended at `searched` facts.
        searched: every set of at most so many facts was looked at.
        sets: the smallest sets; `complete` tells whether these are all of that size.
        beyond: where no set was found, open requirements that stayed open whatever was tried.
        nearest: where each can be settled but not all together, those open in the attempt that came nearest.
    """

    policy: str
    version: str | None
    determination: Verdict
    outcome: Literal["none_needed", "found", "more_than", "none", "given_up"]
    searched: int
    sets: tuple[tuple[Needed, ...], ...] = ()
    complete: bool = True
    beyond: tuple[str, ...] = ()
    nearest: tuple[str, ...] = ()
    rule: str | None = None


class _State(NamedTuple):
    """How a chart stands: its verdict, and what is open by rule code."""

    verdict: Verdict
    open: tuple[str, ...]


class _SpentError(Exception):
    """The bound on tries was reached."""


def repair(
    chart: Chart,
    *,
    rule: str | None = None,
    most_facts: int = MOST_FACTS,
    most_sets: int = MOST_SETS,
    most_tries: int = MOST_TRIES,
    as_of: dt.date | None = None,
) -> Repair:
    """The smallest sets of facts whose documentation would make the chart supported, or settle one rule.

    A value that the chart holds is never changed. The sets say what would have to be true, not that it is.

    Args:
        chart: the chart.
        rule: settle this rule only.
        most_facts: largest set looked for.
        most_sets: sets listed.
        most_tries: charts judged before the search is given up.
        as_of: judge by the policy of this day.
    """
    register_all()
    search = _Search(chart, rule, as_of, most_tries)
    start = search.state(())
    found: dict[frozenset[str], list[tuple[Documentation, ...]]] = {}

    def done(
        outcome: Literal["none_needed", "found", "more_than", "none", "given_up"], size: int, whole: bool
    ) -> Repair:
        beyond = () if found or not start.open else search.beyond(start)
        return Repair(
            policy=search.policy.id,
            version=iso(search.policy.start),
            determination=start.verdict,
            outcome=outcome,
            searched=size,
            sets=tuple(map(_needed, found.values())),
            complete=whole,
            beyond=beyond,
            nearest=search.nearest() if outcome == "none" and not beyond else (),
            rule=rule,
        )

    if not start.open:
        return done("none_needed", 0, True)
    if search.untouched(start) or search.stuck(start):
        return done("none", len(search.pool), True)
    for size in range(1, most_facts + 1):
        try:
            for one in search.sets_of(size):
                places = frozenset(d.path for d in one)
                if len(found) >= most_sets and places not in found:
                    return done("found", size, False)
                found.setdefault(places, []).append(one)
        except _SpentError:
            return done("found" if found else "given_up", size if found else size - 1, False)
        if found:
            return done("found", size, True)
        if not search.cut:
            return done("none", size, True)
    return done("more_than", most_facts, True)


class _Search:
    def __init__(self, chart: Chart, rule: str | None, as_of: dt.date | None, most_tries: int) -> None:
        day = as_of or day_of(chart)
        self.policy: PolicyVersion = policy_for(chart, day)
        self._form = form_of(self.policy, day or dt.date.today())
        self._tree: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(chart))
        self._only = rule
        self._root = JudgedCase(chart, self._form).root
        self._rules = {r.code: r for r in self.policy.rules}
        self._tries, self._most = 0, most_tries
        self._known: dict[frozenset[_Key], _State] = {}
        self.pool = documentations(chart, self.policy.rules, self._root)
        self._touching: dict[str, tuple[Documentation, ...]] = {
            code: tuple(d for d in self.pool if touches(r, d, self._root)) for code, r in self._rules.items()
        }
        coded = frozenset(reads_of(_CODED, self._root).every)
        self._touching[_HOLD] = tuple(d for d in self.pool if _matches(coded, d))
        self._keys = {id(d): _key(d) for d in self.pool}
        self.cut = False
        self._stuck: tuple[str, ...] = ()

    def state(self, chosen: Sequence[Documentation]) -> _State:
        """How the chart stands with these facts documented."""
        key = frozenset(self._keys[id(d)] for d in chosen)
        if key not in self._known:
            self._tries += 1
            if self._tries > self._most:
                raise _SpentError
            self._known[key] = self._judge(chosen)
        return self._known[key]

    def _judge(self, chosen: Sequence[Documentation]) -> _State:
        chart = msgspec.convert(with_documentation(self._tree, chosen), Chart)
        case = JudgedCase(chart, self._form)
        rules = rules_for(case, self.policy)
        stands = [Standing(r.code, status, r.consequence) for r, status in standings(FactTable(case), rules)]
        hold = held(case, self.policy, rules, stands)
        kept = [_HOLD] if case.coded.hold or self.policy.start is None else []
        if hold and not kept:
            # left to the payer: open with the rule that says so, a warning too
            kept = [s.rule for s in stands if s.status is Status.NOT_DOCUMENTED and s.consequence == "warning"]
            kept = [code for code in kept if self._rules[code].requirement.term.appealable()]
        if is_empty(case) and not stands:
            return _State(Verdict.NOT_APPLICABLE, ())
        if self._only:
            bad = [s.rule for s in stands if s.rule == self._only and s.status is not Status.MET]
            return _State(verdict(stands, hold=hold), tuple(bad))
        bad = [s.rule for s in stands if s.consequence == "denial" and s.status is not Status.MET]
        return _State(verdict(stands, hold=hold), (*bad, *kept))

    def untouched(self, state: _State) -> tuple[str, ...]:
        """Open requirements that no documentation touches."""
        return tuple(code for code in state.open if not self._touching.get(code))

    def beyond(self, start: _State) -> tuple[str, ...]:
        """Open requirements that stayed open whatever was tried."""
        always = tuple(code for code in start.open if not [s for s in self._known.values() if code not in s.open])
        return self._stuck or self.untouched(start) or always

    def nearest(self) -> tuple[str, ...]:
        """What stayed open in the attempt that came nearest."""
        return min((s.open for s in self._known.values() if s.open), key=len, default=())

    def stuck(self, start: _State) -> bool:
        """Whether one of the open requirements is shown to stay open whatever is documented.

        Only facts that it reads can change how it stands, so that each is looked at alone, the narrowest first. The
        proof is left out where it would take most of the tries.
        """
        for code in sorted(start.open, key=self._combinations):
            if self._tries + self._combinations(code) > self._most // 2:
                return False
            if next(self._deeper((), len(self.pool), frozenset(), code), None) is None:
                self._stuck = (code,)
                return True
        return False

    def _combinations(self, code: str) -> int:
        """So many different charts can be made with the facts that a requirement reads."""
        values = Counter(d.path for d in self._touching[code])
        return math.prod(count + 1 for count in values.values())

    def sets_of(self, size: int) -> Iterator[tuple[Documentation, ...]]:
        """Every smallest set of exactly this size, each once."""
        self.cut = False
        yield from self._deeper((), size, frozenset())

    def _deeper(
        self, chosen: tuple[Documentation, ...], left: int, barred: frozenset[_Key], only: str | None = None
    ) -> Iterator[tuple[Documentation, ...]]:
        """Sets that hold these facts, so many more, and none of the barred: sets with those were looked at before.

        With `only`, sets of any size up to that which settle one requirement, whatever becomes of the others.
        """
        state = self.state(chosen)
        open_now = state.open if only is None else tuple(code for code in state.open if code == only)
        if not open_now:
            if not left or only:
                yield chosen
            return
        taken = {d.path for d in chosen}
        choices = {
            code: [d for d in self._touching[code] if d.path not in taken and self._keys[id(d)] not in barred]
            for code in open_now
        }
        if [] in choices.values():
            return
        if _fewest(choices.values()) > left:
            self.cut = True
            return
        code = min(open_now, key=lambda c: (len(choices[c]), c))
        for choice in self._widest_first(choices, code):
            if left > 1 or all(choice in items for items in choices.values()):
                yield from self._deeper((*chosen, choice), left - 1, barred, only)
            else:
                self.cut = True
            barred |= {self._keys[id(choice)]}

    def _widest_first(self, choices: Mapping[str, Sequence[Documentation]], code: str) -> list[Documentation]:
        """Choices for one requirement, those that many others read first: without them the others fall apart."""
        shared = Counter(path for items in choices.values() for path in {d.path for d in items})
        return sorted(choices[code], key=lambda d: -shared[d.path])


def _fewest(choices: Iterable[Sequence[Documentation]]) -> int:
    """At least so many more facts are needed: open requirements of which no two share a fact."""
    used: set[str] = set()
    count = 0
    for paths in sorted(({d.path for d in items} for items in choices), key=len):
        if not paths & used:
            used |= paths
            count += 1
    return count


def touches(rule: Rule, item: Documentation, root: str) -> bool:
    """Whether a documentation can change how a chart stands to a rule.

    A further session in the history is looked for to meet a rule, never to make it no longer asked.
    """
    term, when = rule.requirement.term, rule.requirement.when
    tests = (*term.tests(), *(() if item.path.startswith("history.+") else when.tests()))
    patterns = {p for test in tests for p in reads_of(test.fact.name, root).every}
    return _matches(frozenset(patterns), item)


def _matches(patterns: frozenset[str], item: Documentation) -> bool:
    return any(same_path(p, item.path) or (item.settles and p == "conflicts") for p in patterns)


def _key(item: Documentation) -> _Key:
    return (item.path, msgspec.json.encode(item.value))


def _needed(choices: list[tuple[Documentation, ...]]) -> tuple[Needed, ...]:
    """One set of places, with what may be documented at each."""
    needed = []
    for item in choices[0]:
        here = _weakest([d for one in choices for d in one if d.path == item.path])
        asked = list(dict.fromkeys(d.asked for d in here if d.asked))
        words = " or ".join([*asked[:_MOST_WORDS], *(["another"] if len(asked) > _MOST_WORDS else [])])
        own = len(here) > 1 or here[0].value == WORDS or not here[0].asked
        needed.append(Needed(path=item.path, asked=words, value=None if own else here[0].value))
    return tuple(needed)


def _weakest(choices: list[Documentation]) -> list[Documentation]:
    """Each value once; of numbers that must reach a bound, the lowest alone: it asks the least."""
    once = list({_key(d): d for d in choices}.values())
    bounds = [d for d in once if d.asked.startswith(">=") and isinstance(d.value, (int, float))]
    return [min(bounds, key=lambda d: d.value)] if len(bounds) == len(once) else once
