"""Values that decide at one open place of a chart: bounds that rules test, words they name, members of the model."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, NamedTuple

import msgspec

from facetproof.findings.words import required_text
from facetproof.model.chart import BillingEntity, Chart, Guidance, Intent, Sedation, Technique
from facetproof.model.dates import months_before
from facetproof.model.spine import Side
from facetproof.policy.language import Test

#: Stands for words that only the physician can give.
WORDS = "as the author states"
_NUMBERS = {
    "percent": ("min_relief",),
    "hours": ("min_hours", "expected_hours"),
    "function_percent": ("min_function",),
}
_MEMBERS: dict[str, tuple[str, ...]] = {
    "technique": tuple(t.value for t in Technique if t is not Technique.NOT_FACET),
    "intent": tuple(Intent),
    "guidance": tuple(Guidance),
    "sedation": tuple(Sedation),
    "billing_entity": tuple(BillingEntity),
    "setting": tuple(BillingEntity),
    "side": tuple(Side),
}
_FLAGS = (
    "axial radicular claudication generalised facet_loading paraspinal_tenderness neuro_deficit "
    "pseudarthrosis_suspected imaging_shows_compression symptomatic contrast images_saved signed rfa_intended failed "
    "movements_possible "
    "placebo_controlled"
).split()
_SCORES = ("pain", "disability", "pain_before", "pain_after")


class Documentation(NamedTuple):
    """One fact that could be documented.

    Attributes:
        path: where; a new item of a list is numbered `+`.
        value: one that decides, as JSON; for words and unbounded numbers a stand-in.
        asked: what the rules ask of it, in short; empty where any value will do.
        settles: whether it settles statements that exclude each other.
    """

    path: str
    value: Any
    asked: str = ""
    settles: bool = False

    @property
    def place(self) -> str:
        """What two documentations of one set may not share."""
        return self.path


class Asked(NamedTuple):
    """A test of a fact that asks for a path."""

    test: Test
    params: dict[str, Any]


class Places:
    """The open places of one chart, and values for them.

    Args:
        chart: the chart.
        root: `session`, or `plan` for what is planned.
        asked: tests of the rules by the path that they ask for.
    """

    def __init__(self, chart: Chart, root: str, asked: dict[str, list[Asked]]) -> None:
        self.chart, self.root, self.asked = chart, root, asked
        self.tree: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(chart))
        self.dos = (chart.session.dos if chart.session else None) or (chart.plan.date if chart.plan else None)

    def leaf(self, path: str, asked: list[Asked]) -> Iterator[Documentation]:
        """Values for one place; none where it is told."""
        *above, name = path.split(".")
        holder = self.at(".".join(above)) or {}
        told = holder.get(name) if isinstance(holder, dict) else None
        if name in ("score", "scale") and above[-1] in _SCORES:
            yield from self._score(".".join(above), holder, asked)
        elif name == "percent" and above[-1] == "relief":
            yield from self._percent(path, holder, asked)
        elif told is not None:
            return
        elif name in _FLAGS:
            for truth in (True, False):
                yield Documentation(path, truth, _said(asked, truth))
        elif name in _MEMBERS:
            for word in _MEMBERS[name]:
                yield Documentation(path, word, word.replace("_", " "))
        elif name in ("other_cause", "fused_joints"):
            yield Documentation(path, [], "stated, and none")
        elif name in ("dos", "until", "date"):
            yield from self._dates(path, asked)
        elif name == "targets":
            yield from (Documentation(path, [t], target_words(t)) for t in self.session_targets())
        elif name == "injectates":
            agents = {agent for a in asked for agent, _ in a.params.get("expected_hours", ())} or {"bupivacaine"}
            yield from (Documentation(path, [{"agent": agent}], "agent") for agent in sorted(agents))
        elif name == "agent":
            yield Documentation(path, "bupivacaine", "an agent that the policy accepts")
        elif name in ("percent", "mg", "ml"):
            yield from self._volume(path, holder, asked)
        elif name.endswith("reason") or name.startswith("reason"):
            words = [p["conditions"][0] for _, p in asked if p.get("conditions")]
            words += [p["sufficient"][0] for _, p in asked if p.get("sufficient")]
            for word in words or [WORDS]:
                yield Documentation(path, word)
        else:
            for value, text in self._numbers(name, asked):
                yield Documentation(path, value, text)

    def _numbers(self, name: str, asked: list[Asked]) -> Iterator[tuple[float, str]]:
        """Bounds that decide: of the tests of the fact, and of parameters that bear on this field."""
        for test, params in asked:
            if name not in _NUMBERS and isinstance(test.bound, (int, float)) and not isinstance(test.bound, bool):
                value = test.bound + (1 if test.op == "more_than" else 0)
                yield value, required_text(test)
            for key in _NUMBERS.get(name, ()):
                for bound in _bounds(params.get(key)):
                    yield bound + (1 if params.get("above") else 0), f">= {bound:g}"
            if name == "percent" and test.op in ("at_least", "more_than") and isinstance(test.bound, (int, float)):
                yield test.bound + (test.op == "more_than"), required_text(test)
            if name in ("hours", "function_percent") and test.fact.name.endswith((".hours", ".function")):
                bound = float(test.bound) if isinstance(test.bound, (int, float)) else 0.0
                yield bound + (test.op == "more_than"), required_text(test)
            if name == "hours" and test.fact.name.endswith(("fits_agent", "outlast_agents")):
                yield max(_bounds(params.get("expected_hours")), default=1.0), "documented"

    def _percent(self, path: str, relief: dict[str, Any], asked: list[Asked]) -> Iterator[Documentation]:
        """A percentage where there is none, or the exact one within a bound or a range, never against the scores."""
        session = self.at(path.removesuffix(".relief.percent")) or {}
        bound, low, high = relief.get("bound"), relief.get("low"), relief.get("high")
        told = relief.get("percent")
        if told is not None and bound is None and high is None:
            return
        least = told if bound != "at_most" and told is not None else low if low is not None else 0
        most = told if bound == "at_most" and told is not None else high if high is not None else 100
        derived = _derived(session)
        for value, text in self._numbers("percent", asked):
            if least <= value <= most and (derived is None or abs(derived - value) <= 5):
                exact = {key: None for key in ("bound", "low", "high") if relief.get(key) is not None}
                below = {**{k: v for k, v in relief.items() if k not in exact}, "percent": value}
                if exact:
                    yield Documentation(path.removesuffix(".percent"), below, f"{text} percent, told exactly")
                else:
                    yield Documentation(path, value, text)

    def _score(self, path: str, held: Any, asked: list[Asked]) -> Iterator[Documentation]:
        """Scale and score are one statement."""
        held = held or {}
        if held.get("score") is not None and held.get("scale"):
            return
        scale = held.get("scale") or self._scale(path)
        if held.get("score") is not None:
            yield Documentation(f"{path}.score", {"scale": scale, "score": held["score"]}, "with the name of its scale")
            return
        low, high = held.get("low"), held.get("high")
        bounds = [
            (t.bound, required_text(t)) for t, _ in asked if t.op == "at_least" and t.fact.name == "pain.baseline_score"
        ]
        for value, text in bounds or [(self._plain_score(path), "")]:
            if (low is None or low <= value) and (high is None or value <= high):
                yield Documentation(f"{path}.score", {"scale": scale, "score": value}, text)
            elif low is not None:
                yield Documentation(f"{path}.score", {"scale": scale, "score": high if high is not None else low}, text)

    def _scale(self, path: str) -> str:
        other = {"pain_before": "pain_after", "pain_after": "pain_before"}.get(path.rsplit(".", 1)[-1])
        beside = self.at(f"{path.rsplit('.', 1)[0]}.{other}") if other else None
        return (beside or {}).get("scale") or ("ODI" if path.endswith("disability") else "NRS")

    def _plain_score(self, path: str) -> float:
        """A score of the size that the record itself implies."""
        session = self.at(path.rsplit(".", 1)[0]) or {}
        before = (session.get("pain_before") or {}).get("score")
        percent = (session.get("relief") or {}).get("percent")
        if path.endswith("pain_after") and before is not None:
            share = float(percent if percent is not None else 80) / 100
            return round(float(before) * (1 - share), 1)
        return 40 if path.endswith("disability") else 6

    def _dates(self, path: str, asked: list[Asked]) -> Iterator[Documentation]:
        if self.dos is None:
            known = [str(s.get("dos")) for s in self.tree.get("history") or [] if s.get("dos")]
            last = max((dt.date.fromisoformat(day) for day in known), default=dt.date.today() - dt.timedelta(days=400))
            for days in (1, 15, 31, 200, 400):
                yield Documentation(path, (last + dt.timedelta(days=days)).isoformat())
            return
        offsets = {
            t.bound for t, _ in asked if isinstance(t.bound, (int, float)) and t.fact.name.endswith("days_since")
        }
        spans = {
            t.bound for t, _ in asked if isinstance(t.bound, (int, float)) and t.fact.name.endswith("months_since")
        }
        early = [self.dos - dt.timedelta(days=int(n)) for n in sorted(offsets)]
        early += [months_before(self.dos, int(n)) for n in sorted(spans)] + [
            months_before(self.dos, n) for n in (1, 14)
        ]
        if path.endswith("until"):
            early = [self.dos]
        for day in dict.fromkeys(early):
            yield Documentation(path, day.isoformat(), f"such as {day.isoformat()}")

    def _volume(self, path: str, drug: dict[str, Any], asked: list[Asked]) -> Iterator[Documentation]:
        if path.endswith(".ml"):
            bounds = [t.bound for t, _ in asked if isinstance(t.bound, (int, float)) and t.op == "at_most"] or [0.5]
            yield Documentation(path, min(bounds), f"<= {min(bounds):g} ml" if asked else "")
        elif drug.get("mg") is None:
            yield Documentation(path, 0.5)

    def session_targets(self) -> list[dict[str, Any]]:
        return [{"side": side.value, "joints": list(joints)} for joints in self.joints() for side in Side]

    def joints(self) -> list[tuple[str, ...]]:
        sessions = [*(self.tree.get("history") or []), self.tree.get("session") or {}, self.tree.get("plan") or {}]
        named = {tuple(t["joints"]) for s in sessions for t in s.get("targets") or [] if t.get("joints")}
        return sorted(named) or [("L4-5",), ("C4-5",), ("T5-6",)]

    def at(self, path: str) -> Any:
        node: Any = self.tree
        for part in path.split("."):
            if isinstance(node, list):
                node = node[int(part)] if part.isdigit() and int(part) < len(node) else None
            else:
                node = node.get(part) if isinstance(node, dict) else None
        return node


def target_words(target: dict[str, Any]) -> str:
    """Side and joints of a target, such as `right L4-5`."""
    return f"{target['side']} {', '.join(target['joints'])}"


def _said(asked: list[Asked], value: bool) -> str:
    told = [required_text(t) for t, _ in asked if t.op in ("is_true", "is_false") and t.bound is value]
    return told[0] if told else "yes" if value else "no"


def _bounds(found: Any) -> list[float]:
    if isinstance(found, (int, float)):
        return [float(found)]
    return [float(pair[1]) for pair in found or ()]


def _derived(session: dict[str, Any]) -> float | None:
    before, after = session.get("pain_before") or {}, session.get("pain_after") or {}
    if not before.get("scale") or before.get("scale") != after.get("scale"):
        return None
    if not before.get("score") or after.get("score") is None:
        return None
    return float(100 * (before["score"] - after["score"]) / before["score"])
