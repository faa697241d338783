"""What could still be documented in a chart: for each open place the values that decide something.

Values come from the bounds that the rules themselves test, from the words that they name and from the members of the
model. A value that the chart holds is never changed; statements that exclude each other may be settled as one of them,
a bound or range may be told exactly within itself.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from facetproof.facts.reads import reads_of, same_path
from facetproof.findings.open_places import WORDS, Asked, Documentation, Places, target_words
from facetproof.model.chart import Chart
from facetproof.model.dates import months_before
from facetproof.model.spine import Side
from facetproof.policy.rule import Rule

_PLANNED = frozenset(
    "technique targets date setting intent rfa_intended rfa_not_possible_reason early_repeat_reason "
    "intraarticular_reason source_question_reason multiple_blocks_reason third_level_reason".split()
)


def documentations(chart: Chart, rules: Iterable[Rule], root: str) -> tuple[Documentation, ...]:
    """All that could be documented in this chart and bears on these rules, each once.

    Args:
        chart: the chart.
        rules: rules of one policy version.
        root: `session`, or `plan` for what is planned.
    """
    asked: dict[str, list[Asked]] = {}
    for rule in rules:
        for term in (rule.requirement.term, rule.requirement.when):
            for test in term.tests():
                for pattern in reads_of(test.fact.name, root).asks:
                    asked.setdefault(pattern, []).append(Asked(test, dict(test.fact.params)))
    maker = _Maker(chart, root, asked)
    found = {(d.path, msgspec.json.encode(d.value)): d for d in (*maker.settled(), *maker.open())}
    return tuple(found.values())


def with_documentation(tree: dict[str, Any], chosen: Iterable[Documentation]) -> dict[str, Any]:
    """The chart as JSON values with these facts documented."""
    new: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(tree))
    for item in sorted(chosen, key=lambda d: ("+" in d.path, d.path)):
        for key in ("conflicts", "vague"):
            if new.get(key):
                new[key] = [c for c in new[key] if not same_path(c["path"], item.path) or "+" in item.path]
        _put(new, item.path.split("."), item.value)
    return new


def _put(node: Any, parts: list[str], value: Any) -> None:
    for n, part in enumerate(parts[:-1]):
        below: Any = [] if parts[n + 1].isdigit() or parts[n + 1].startswith("+") else {}
        if isinstance(node, list):
            node = node[int(part)]
            continue
        if node.get(part) is None:
            node[part] = below
        node = node[part]
    last = parts[-1]
    if last.startswith("+"):
        node.append(value)
    elif isinstance(value, dict) and last in ("score", "relief_exact"):
        node |= value
    else:
        node[last] = value


_CARE = "assessment.conservative_care"


class _Maker(Places):
    """All that could be documented, list by list and place by place."""

    def settled(self) -> Iterator[Documentation]:
        """Each conflict settled as one of the statements that the record makes."""
        for conflict in self.chart.conflicts or ():
            if self.at(conflict.path) is not None:
                continue
            for value in conflict.values:
                item = Documentation(conflict.path, value, "one of the statements that the record makes", settles=True)
                if _fits(self.tree, item):
                    yield item

    def open(self) -> Iterator[Documentation]:
        """Each place that is silent or told by a bound only."""
        settled = {conflict.path for conflict in self.chart.conflicts or ()}
        for pattern in self.asked:
            for item in self._for(pattern):
                if not any(same_path(path, item.path) for path in settled) and _fits(self.tree, item):
                    yield item

    def _for(self, pattern: str) -> Iterator[Documentation]:
        if pattern in ("history", "history_from", "diagnoses", "authorization"):
            yield from getattr(self, f"_{pattern}")(self.asked[pattern])
            return
        if pattern.startswith(_CARE):
            yield from self._new_care(self.asked[pattern])
        elif pattern == f"{self.root}.targets":
            yield from self._targets(pattern)
            return
        elif pattern.startswith("session.injectates"):
            yield from self._new_injectate(pattern)
        elif pattern.startswith("history.*"):
            yield from self._history_items(pattern, self.asked[pattern])
            return
        for path in self._concrete(pattern):
            yield from self.leaf(path, self.asked[pattern])

    def _history_items(self, pattern: str, asked: list[Asked]) -> Iterator[Documentation]:
        for path in self._concrete(pattern):
            yield from self.leaf(path, asked)

    def _targets(self, pattern: str) -> Iterator[Documentation]:
        held = self.at(pattern)
        if not held:
            yield from (Documentation(f"{pattern}.+", t, target_words(t)) for t in self.session_targets())
            return
        for n, target in enumerate(held):
            if target.get("side") is None:
                yield from (Documentation(f"{pattern}.{n}.side", side.value, side.value) for side in Side)
            if target.get("joints") is None:
                for joints in self.joints():
                    yield Documentation(f"{pattern}.{n}.joints", list(joints), ", ".join(joints))

    def _new_care(self, asked: list[Asked]) -> Iterator[Documentation]:
        """One more treatment for each kind of treatments that a rule counts, with what the rules ask of it together."""
        listed = {care["modality"] for care in (self.tree.get("assessment") or {}).get("conservative_care") or []}
        every = [a for key, found in self.asked.items() if key.startswith(_CARE) for a in found]
        for modalities in dict.fromkeys(a.params["modalities"] for a in asked if "modalities" in a.params):
            tests = [a.test for a in every if a.params.get("modalities") == modalities]
            free = [m for m in modalities if m not in listed]
            for modality in free[:1]:
                care: dict[str, Any] = {"modality": modality, "failed": True}
                asks = ["tried and failed"]
                for name in ("weeks", "visits"):
                    bounds = [
                        t.bound for t in tests if t.fact.name == f"care.{name}" and isinstance(t.bound, (int, float))
                    ]
                    if bounds:
                        care[name] = int(max(bounds)) if name == "visits" else max(bounds)
                        asks.append(f"at least {max(bounds):g} {name}")
                if self.dos:
                    care["until"] = self.dos.isoformat()
                yield Documentation(f"{_CARE}.+{modality}", care, ", ".join(asks))

    def _new_injectate(self, pattern: str) -> Iterator[Documentation]:
        base = pattern.split(".*")[0]
        if self.at(base):
            return
        bounds = [
            t.bound
            for key, tests in self.asked.items()
            if key.startswith(base)
            for t, _ in tests
            if t.fact.name == "session.ml_per_target" and isinstance(t.bound, (int, float))
        ]
        drug = {"agent": "bupivacaine", "percent": 0.5, "ml": min(bounds, default=0.5), "per": "target"}
        yield Documentation(f"{base}.+", drug, "agent, strength and volume")

    def _diagnoses(self, asked: list[Asked]) -> Iterator[Documentation]:
        held = {code.upper() for code in self.chart.diagnoses or ()}
        listed = [
            code
            for t, p in asked
            for code in (*p.get("codes", ()), *p.get("cyst_codes", ()))
            if code not in held and t.op
        ]
        for code in dict.fromkeys(listed):
            yield Documentation(
                f"diagnoses.+{code.replace('.', '')}", code, "a diagnosis of the policy's list that fits the region"
            )

    def _history_from(self, asked: list[Asked]) -> Iterator[Documentation]:
        if self.dos is None:
            return
        spans = {12, *(n for _, p in asked if isinstance(n := p.get("look_back_months"), int))}
        spans |= {int(found[0]) for _, p in asked if (found := re.search(r"\d+", str(p.get("window", ""))))}
        held = self.chart.history_from
        for months in sorted(spans):
            day = months_before(self.dos, months)
            if held is None or day < held:
                yield Documentation("history_from", day.isoformat(), f"complete since {day.isoformat()} or earlier")

    def _history(self, asked: list[Asked]) -> Iterator[Documentation]:
        """Earlier positive diagnostic blocks at the joints of the session, before the time that is known in full."""
        reliefs = {p["min_relief"] for t, p in asked if t.fact.name.endswith("positive_blocks") and "min_relief" in p}
        if not reliefs or self.dos is None:
            return
        session = self.tree.get(self.root) or {}
        targets = [{k: t[k] for k in ("side", "joints", "nerves") if t.get(k)} for t in session.get("targets") or []]
        first = self.chart.history_from or self.dos
        for n, days in enumerate((28, 56), 1):
            day = first - dt.timedelta(days=days)
            block = {
                "dos": day.isoformat(),
                "technique": "medial_branch_block",
                "intent": "diagnostic",
                "targets": targets,
                "relief": {"percent": max(reliefs)},
            }
            yield Documentation(
                f"history.+{n}",
                block,
                f"an earlier diagnostic block of these joints, >= {max(reliefs):g} percent relief",
            )

    def _authorization(self, _: list[Asked]) -> Iterator[Documentation]:
        claim, held = self.chart.claim, self.chart.authorization
        number = claim.authorization_number if claim else None
        if held is None:
            if claim is None or number:
                value = {"decision": "affirmed", "number": number or WORDS}
                yield Documentation("authorization", value, "affirmed, with its number")
            return
        if held.decision is None:
            yield Documentation("authorization.decision", "affirmed", "affirmed")
        if held.number is None and number:
            yield Documentation("authorization.number", number, "the number on the claim")

    def _concrete(self, pattern: str) -> Iterator[str]:
        """The pattern with numbers for `*`, for the items that the chart has."""
        path = pattern.replace("plan.dos", "plan.date") if self.root == "plan" else pattern
        head, star, rest = path.partition(".*")
        if not star:
            if not (self.root == "plan" and path.startswith("plan.") and path.split(".")[1] not in _PLANNED):
                yield path
            return
        for n, _ in enumerate(self.at(head) or []):
            yield from self._concrete(f"{head}.{n}{rest}")


def _fits(tree: dict[str, Any], item: Documentation) -> bool:
    try:
        msgspec.convert(with_documentation(tree, [item]), Chart)
    except (msgspec.ValidationError, IndexError, TypeError, KeyError, AttributeError):
        return False
    return True
