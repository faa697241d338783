"""Joint levels, sides and regions of the session, as coding read them from the targets."""

from __future__ import annotations

import itertools
import re

from facetproof.coding.diagnoses import regions_of
from facetproof.facts.catalogue import fact
from facetproof.facts.of_chart.diagnoses import covered_diagnoses
from facetproof.facts.values import Value, count
from facetproof.findings.case import JudgedCase
from facetproof.model.finding import Reason
from facetproof.model.spine import VERTEBRAE, JointLevel, Region, Side

_BOTH = frozenset({Side.LEFT, Side.RIGHT})
_SPAN = re.compile(r"([CTLS])(\d{1,2})\s*(?:-|to)\s*([CTLS])?(\d{1,2})", re.IGNORECASE)


def _targets(case: JudgedCase) -> tuple[str, ...]:
    return (f"{case.root}.targets",)


def _known(case: JudgedCase) -> bool:
    return case.coded.levels.known and "joints" not in case.coded.holds


def _unknown(case: JudgedCase) -> Value:
    gaps = [gap for gap in case.coded.levels.gaps if gap.kind != "side"]
    if gaps:
        return Value(None, tuple(gap.path for gap in gaps), gaps[0].reason)
    return Value(None, _targets(case), Reason.UNMAPPED) if case.session and case.session.targets else _absent(case)


def _absent(case: JudgedCase) -> Value:
    return case.silent(*_targets(case))


@fact("levels.known", "truth", "the joints treated can be told without guessing")
def known(case: JudgedCase) -> Value:
    """True, or unknown with the reason of the first thing that cannot be told; never false."""
    return Value(True, _targets(case)) if _known(case) else _unknown(case)


@fact("levels.sided", "truth", "every target states its side")
def sided(case: JudgedCase) -> Value:
    """True, or unknown where a target has no side or there is none; never false."""
    gaps = [gap for gap in case.coded.levels.gaps if gap.kind == "side"]
    if gaps:
        return Value(None, tuple(gap.path for gap in gaps), gaps[0].reason)
    return Value(True, _targets(case)) if case.session and case.session.targets else _absent(case)


@fact("levels.count", "number", "joint levels of the session; both sides of a joint are one")
def levels_count(case: JudgedCase) -> Value:
    """Exact where the joints are known, else at least those that are."""
    joints = case.coded.levels.joints
    if _known(case):
        return Value(len(joints), _targets(case))
    missing = _unknown(case)
    return count(len(joints), None, missing.paths, missing.reason) if joints else missing


@fact("levels.bilateral", "truth", "at least one joint is treated on both sides")
def bilateral(case: JudgedCase) -> Value:
    """True where a joint has both sides; unknown while a joint or a side is not known."""
    if any(sides == _BOTH for sides in case.coded.levels.joints.values()):
        return Value(True, _targets(case))
    if not _known(case):
        return _unknown(case)
    return Value(False, _targets(case)) if sided(case).value else sided(case)


@fact("levels.contiguous", "truth", "the joint levels lie next to each other")
def contiguous(case: JudgedCase) -> Value:
    """True for one joint or an unbroken run."""
    if not _known(case):
        return _unknown(case)
    ordered = sorted(joint.order for joint in case.coded.levels.joints)
    return Value(all(b - a == 1 for a, b in itertools.pairwise(ordered)), _targets(case))


@fact("levels.most_on_one_side", "number", "joint levels on the side that has more of them")
def most_on_one_side(case: JudgedCase) -> Value:
    """Exact where joints and sides are known, else at least those that are."""
    counts = [len(_on(case, side)) for side in _BOTH]
    if _known(case) and sided(case).value:
        return Value(max(counts), _targets(case))
    missing = _unknown(case) if not _known(case) else sided(case)
    return count(max(counts), None, missing.paths, missing.reason)


@fact("levels.contiguous_by_side", "truth", "the joint levels of each side lie next to each other")
def contiguous_by_side(case: JudgedCase) -> Value:
    """True for one joint or an unbroken run on each side."""
    if not _known(case) or not sided(case).value:
        return _unknown(case) if not _known(case) else sided(case)
    runs = [sorted(joint.order for joint in _on(case, side)) for side in _BOTH]
    return Value(all(b - a == 1 for run in runs for a, b in itertools.pairwise(run)), _targets(case))


@fact("levels.injections", "number", "joint levels, both sides of a joint counted apart")
def injections(case: JudgedCase) -> Value:
    """Exact where joints and sides are known, else at least those that are."""
    known_sides = sum(max(len(sides), 1) for sides in case.coded.levels.joints.values())
    if _known(case) and sided(case).value:
        return Value(known_sides, _targets(case))
    missing = _unknown(case) if not _known(case) else sided(case)
    return count(known_sides, None, missing.paths, missing.reason)


def _on(case: JudgedCase, side: Side) -> list[JointLevel]:
    return [joint for joint, sides in case.coded.levels.joints.items() if side in sides]


@fact("levels.one_region", "truth", "all joints lie in one session region")
def one_region(case: JudgedCase) -> Value:
    """By the payer's own rule for T12-L1; unknown where that rule does not tell, or a joint is not known."""
    coded = case.coded
    if not coded.regions_certain:
        return Value(None, _targets(case), Reason.UNMAPPED)
    if len(coded.regions) > 1:
        return Value(False, _targets(case))
    return Value(True, _targets(case)) if _known(case) else _unknown(case)


@fact("levels.out_of_scope", "words", "joints of the session outside the policy's scope")
def out_of_scope(case: JudgedCase, scope: tuple[str, ...]) -> Value:
    """Joints not in `scope`, named as `L4-5`; unknown while a joint is not known and none is outside."""
    outside = tuple(joint.name for joint in case.coded.levels.joints if joint.name not in scope)
    if outside or _known(case):
        return Value(outside, _targets(case))
    return _unknown(case)


@fact("levels.fused", "words", "joints of the session in a fused segment")
def fused(case: JudgedCase) -> Value:
    """Joints that are among the fused ones; unknown where fusions are not told or cannot be placed."""
    path = "assessment.fused_joints"
    told = case.chart.assessment.fused_joints if case.chart.assessment else None
    if told is None:
        return case.silent(path)
    segments = [_segment(text) for text in told]
    stiff = {joint for segment in segments if segment for joint in segment}
    both = tuple(joint.name for joint in case.coded.levels.joints if joint in stiff)
    if both or not told:
        return Value(both, (path, *_targets(case)))
    if None in segments:
        return Value(None, (path,), Reason.UNMAPPED)
    return Value((), (path, *_targets(case))) if _known(case) else _unknown(case)


def _segment(text: str) -> tuple[JointLevel, ...] | None:
    """The joints of a fusion written as a joint or as a span of vertebrae (`L4-S1`)."""
    joint = JointLevel.parse(text)
    if joint is not None:
        return (joint,)
    found = _SPAN.search(text)
    if found is None:
        return None
    upper, lower = found[1].upper() + found[2], (found[3] or found[1]).upper() + found[4]
    if upper not in VERTEBRAE or lower not in VERTEBRAE:
        return None
    bones = VERTEBRAE[VERTEBRAE.index(upper) : VERTEBRAE.index(lower) + 1]
    return tuple(JointLevel(a, b) for a, b in itertools.pairwise(bones)) or None


@fact("diagnoses.fit_region", "truth", "a covered diagnosis lies in the region treated")
def fit_region(case: JudgedCase, codes: tuple[str, ...], cyst_codes: tuple[str, ...] = ()) -> Value:
    """Unknown where no diagnosis is covered, or a joint is not known and could lie where the diagnosis does."""
    found = covered_diagnoses(case, codes, cyst_codes)
    if not found:
        return _absent(case)
    named: frozenset[Region] = frozenset().union(*(regions_of(code) for _, code in found))
    treated = case.coded.regions | {joint.code_region for joint in case.coded.levels.joints}
    paths = tuple(path for path, _ in found)
    if named & treated:
        return Value(True, paths)
    return Value(False, (*paths, *_targets(case))) if _known(case) else _unknown(case)


@fact("diagnoses.any_covered", "truth", "at least one diagnosis is on the policy's list")
def any_covered(case: JudgedCase, codes: tuple[str, ...], cyst_codes: tuple[str, ...] = ()) -> Value:
    """True with a covered diagnosis; unknown otherwise."""
    found = covered_diagnoses(case, codes, cyst_codes)
    return Value(True, tuple(path for path, _ in found)) if found else _absent(case)
