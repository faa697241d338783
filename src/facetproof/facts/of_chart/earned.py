"""What the last ablation, therapeutic injection or cyst rupture at these joints gave: whether a repeat is earned."""

from __future__ import annotations

from collections.abc import Callable

from facetproof.facts.case import Case
from facetproof.facts.catalogue import fact
from facetproof.facts.last import Deciding, decide, last_at, places_of
from facetproof.facts.values import Value
from facetproof.model.finding import Reason

_PARTS = {
    "percent": ("relief", "percent"),
    "hours": ("hours of relief", "hours"),
    "function": ("function gained", "percent"),
}


def _last_enough(
    case: Case,
    kind: str,
    min_relief: float,
    min_hours: float | None = None,
    min_function: float | None = None,
    above: bool = False,
) -> Deciding:
    """Whether the last session of this kind at every joint gave enough."""
    lasts = last_at(case.earlier, kind, places_of(case.joints, by_side=kind == "cyst"))
    return decide(lasts, min_relief=min_relief, min_hours=min_hours, min_function=min_function, above=above)


def _part(kind: str, part: str) -> Callable[..., Value]:
    def read(
        case: Case,
        min_relief: float,
        min_hours: float | None = None,
        min_function: float | None = None,
        above: bool = False,
    ) -> Value:
        found = _last_enough(case, kind, min_relief, min_hours, min_function, above)
        if found.entry is None:
            return Value(None, found.paths, Reason.UNMAPPED)
        value: Value = getattr(found.entry.response, part)
        return value if value.paths else value._replace(paths=(f"{found.entry.path}.relief",))

    return read


def _repeat(kind: str) -> Callable[[Case], Value]:
    def read(case: Case) -> Value:
        lasts = last_at(case.earlier, kind, places_of(case.joints, by_side=kind == "cyst"))
        return Value(bool(lasts), tuple(dict.fromkeys(path for last in lasts for path in last.paths)))

    return read


for _kind, _name in {"ablation": "ablation", "therapeutic": "therapeutic injection", "cyst": "rupture"}.items():
    fact(f"{_kind}.repeat", "truth", f"an earlier {_name} at a joint of this session")(_repeat(_kind))
    for _key, (_meaning, _unit) in _PARTS.items():
        fact(f"{_kind}.last.{_key}", "number", f"{_meaning} after the last {_name} at these joints", unit=_unit)(
            _part(_kind, _key)
        )
