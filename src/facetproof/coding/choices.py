"""Ways to write the claim that neither the record nor the payer settles, ranked, each with who holds it.

The first is what the lines follow. After it come the other views of a question that the payer's form leaves open, and
the other readings of a record that says two things; those that bill less come first.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import NamedTuple

import msgspec

from facetproof.coding.engine import Coded, code_chart
from facetproof.coding.form import Form
from facetproof.model.chart import Chart, Guidance, Intent, Options, Session, Target, Technique
from facetproof.model.finding import Choice, SupportedLine
from facetproof.model.spine import JointLevel, MedialBranch, Side

_BOTH = len(Side.BILATERAL.sides)


class _View(NamedTuple):
    """One view of a disputed question."""

    key: str
    value: str
    why: str


def _both_sides(coded: Coded) -> bool:
    return any(len(sides) == _BOTH for sides in coded.levels.joints.values())


#: When a question can matter, by what was coded; and the views that somebody holds (docs/coding.md says more).
_QUESTIONS: tuple[tuple[Callable[[Coded], bool], tuple[_View, ...]], ...] = (
    (
        lambda coded: bool(coded.levels.alone),
        (
            _View("single_nerve", "hold", "Find-A-Code asks for both nerves of a joint"),
            _View("single_nerve", "52", "some coders reduce the service"),
            _View("single_nerve", "unlisted", "some payers take one nerve as an unlisted procedure"),
        ),
    ),
    (
        _both_sides,
        (
            _View("bilateral_style", "mod50_one_line", "CPT and most Medicare contractors"),
            _View("bilateral_style", "rt_lt_two_lines", "some payers want a line for each side"),
            _View("bilateral_style", "line_plus_50", "some payers want a second line with 50"),
            _View("bilateral_addon_style", "mod50", "Medicare contractors, as the unit limit of the add-on is 1"),
            _View("bilateral_addon_style", "twice_rt_lt", "CPT since 2020: add-ons are reported twice"),
            _View("bilateral_addon_style", "units2", "an examination key counts two units"),
        ),
    ),
    (
        lambda coded: JointLevel("T12", "L1") in coded.levels.joints,
        (
            _View("t12l1_rule", "cpt", "CPT numbers T12-L1 with the thoracic joints"),
            _View("t12l1_rule", "mac_one_region", "Medicare contractors take T12-L1 with L1-2 for one lumbar session"),
        ),
    ),
    (
        lambda coded: len(coded.regions) > 1,
        (
            _View("multi_region", "hold", "Medicare takes one region a session"),
            _View("multi_region", "bill_59", "CPT lets the second region pass with 59"),
        ),
    ),
    (
        lambda coded: "cyst" in coded.holds or any(line.cpt == "64999" for line in coded.lines),
        (
            _View("cyst_code", "hold", "sources disagree"),
            _View("cyst_code", "64493", "Medicare articles since the wording on 64999 was taken out"),
            _View("cyst_code", "64999", "older Medicare articles"),
        ),
    ),
    (
        lambda coded: MedialBranch("TON") in coded.levels.nerves or coded.levels.peripheral,
        (
            _View("ton", "facet", "CPT counts C2-3 by the third occipital nerve alone"),
            _View("ton", "peripheral", "some payers take it for a peripheral nerve"),
        ),
    ),
    (
        lambda coded: "overlap" in coded.holds,
        (
            _View("l5dr_overlap", "hold", "the L5 dorsal ramus must not be paid twice"),
            _View("l5dr_overlap", "allow_59", "the pair table opens the edit with a modifier"),
        ),
    ),
    (
        lambda coded: any(answer.service == "other side" for answer in coded.same_day),
        (
            _View("contralateral_modifier", "79", "practice: a procedure unrelated to the first side"),
            _View("contralateral_modifier", "58", "a second side that was planned is a staged procedure"),
        ),
    ),
)


def choices(chart: Chart, form: Form, coded: Coded, settled: Collection[str]) -> tuple[Choice, ...]:
    """The ways to write the claim, ranked; empty where there is one only.

    Args:
        chart: the chart that was coded.
        form: the form that it was coded with.
        coded: what that gave.
        settled: options that the payer's policy or the chart states; they leave no choice.
    """
    found: dict[tuple[tuple[str, ...], bool], list[tuple[str, str]]] = {}
    own = (_short(coded.lines), coded.hold)
    for by, why, other in (*_views(chart, form, coded, settled), *_readings(chart, form)):
        way = (_short(other.lines), other.hold)
        if way != own and way[0]:
            found.setdefault(way, []).append((by, why))
    if not found:
        return ()
    ranked = sorted(found, key=lambda way: (way[1], _units(way[0]), way[0]))
    first = Choice(rank=1, lines=own[0], hold=own[1], by="the lines above", why=_why_own(form, coded, settled))
    rest = (
        Choice(rank=n, lines=way[0], hold=way[1], by=_or(found[way], 0), why=_or(found[way], 1))
        for n, way in enumerate(ranked, start=2)
    )
    return (first, *rest)


def _or(told: list[tuple[str, str]], part: int) -> str:
    return "; or ".join(dict.fromkeys(each[part] for each in told))


def stated(options: Options | None) -> set[str]:
    """The options that a chart states."""
    return {key for key in options.__struct_fields__ if getattr(options, key) is not None} if options else set()


def _views(chart: Chart, form: Form, coded: Coded, settled: Collection[str]) -> Iterator[tuple[str, str, Coded]]:
    for matters, views in _QUESTIONS:
        if all(view.key in settled for view in views) or not matters(coded):
            continue
        for view in views:
            if view.key not in settled and getattr(form, view.key) != view.value:
                changed: Mapping[str, str] = {view.key: view.value}
                other = code_chart(chart, msgspec.structs.replace(form, **changed))
                yield f"{view.key}: {view.value}", view.why, other


def _readings(chart: Chart, form: Form) -> Iterator[tuple[str, str, Coded]]:
    """The chart with each value that the record gives where it says two things, and with bare names read either way."""
    session = chart.session
    if session is None:
        return
    conflicts = chart.conflicts or ()
    kinds: Mapping[str, Callable[[str], object]] = {"intent": Intent, "guidance": Guidance, "technique": Technique}
    for conflict in conflicts:
        name = conflict.path.removeprefix("session.")
        if name not in kinds:
            continue
        rest = tuple(other for other in conflicts if other is not conflict) or None
        for value in conflict.values:
            try:
                told = session.replace(**{name: kinds[name](str(value))})
            except ValueError:
                continue
            other = code_chart(chart.replace(session=told, conflicts=rest), form)
            yield f"{name}: {value}", "the record says so in one place and otherwise in another", other
    for by, why, told in _bare_names(session):
        yield by, why, code_chart(chart.replace(session=told), form)


def _bare_names(session: Session) -> Iterator[tuple[str, str, Session]]:
    """Names without the word nerve or joint ("L3, L4, L5"), read as nerves and as vertebrae."""
    targets = session.targets or ()
    names = [_labels(target) for target in targets]
    if not any(names):
        return
    nerves = tuple(
        target.replace(nerves=tuple(found)) if found else target for target, found in zip(targets, names, strict=True)
    )
    yield "read as nerves", "CPT Assistant 2010 reads such a list as nerves", session.replace(targets=nerves)
    joints = tuple(
        target.replace(joints=tuple(f"{a}-{b}" for a, b in itertools.pairwise(found))) if found else target
        for target, found in zip(targets, names, strict=True)
    )
    if all(JointLevel.parse(text) for target in joints for text in target.joints or ()):
        yield "read as vertebrae", "coding forums read such a list as vertebrae", session.replace(targets=joints)


def _labels(target: Target) -> list[str]:
    """The names of a bare list of at least two, each a nerve by its number; else none."""
    if target.joints or target.nerves or not target.text:
        return []
    found = [part.strip().upper() for part in target.text.replace(" and ", ",").split(",") if part.strip()]
    return found if len(found) > 1 and all(MedialBranch.parse(name) for name in found) else []


def _why_own(form: Form, coded: Coded, settled: Collection[str]) -> str:
    held = [
        view.why
        for matters, views in _QUESTIONS
        for view in views
        if view.key not in settled and getattr(form, view.key) == view.value and matters(coded)
    ]
    if held:
        return "; ".join(dict.fromkeys(held))
    return "the record says two things: nothing is sent before it is settled" if coded.hold else "the careful reading"


def _short(lines: tuple[SupportedLine, ...]) -> tuple[str, ...]:
    return tuple(
        line.cpt + (f"*{line.units}" if line.units > 1 else "") + "".join(f"-{m}" for m in line.modifiers)
        for line in lines
    )


def _units(lines: tuple[str, ...]) -> int:
    return sum(int(line.partition("*")[2].partition("-")[0] or 1) for line in lines)
