"""The spine: three types, and which nerves serve which joint."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facetproof.model.spine import (
    NERVES,
    JointLevel,
    MedialBranch,
    Region,
    Side,
    Vertebra,
    all_joints,
    innervation,
    joints_served,
    nerves_of,
)


def joint(text: str) -> JointLevel:
    found = JointLevel.parse(text)
    assert found is not None
    return found


def served(nerves: str) -> list[str]:
    return [str(j) for j in joints_served(MedialBranch(n) for n in nerves.split()).joints]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("L4-5", "L4-5"),
        ("L4/5", "L4-5"),
        ("L4-L5", "L4-5"),
        ("L45", "L4-5"),
        ("l4–5", "L4-5"),
        ("C7-T1", "C7-T1"),
        ("C7T1", "C7-T1"),
        ("T12-L1", "T12-L1"),
        ("L5-S1", "L5-S1"),
        ("L5S1", "L5-S1"),
        ("T10-11", "T10-11"),
        ("C0-1", "C0-1"),
        ("AO", "C0-1"),
    ],
)
def test_a_joint_level_is_two_neighbouring_vertebrae(written: str, name: str) -> None:
    assert str(joint(written)) == name


@pytest.mark.parametrize(
    "written", ["L3-S1", "L4", "L6-7", "L5-1", "L3-5", "T12-S1", "S1-2", "", "knee", "L5-4", "T1112"]
)
def test_a_span_or_a_bone_is_no_joint_level(written: str) -> None:
    assert JointLevel.parse(written) is None


@pytest.mark.parametrize(
    ("nerves", "joints"),
    [
        ("L3 L4 L5", ["L4-5", "L5-S1"]),
        ("L2 L3 L4 L5", ["L3-4", "L4-5", "L5-S1"]),
        ("L4 L5", ["L5-S1"]),
        ("TON", ["C2-3"]),
        ("TON C3 C4", ["C2-3", "C3-4"]),
        ("C4 C5 C6", ["C4-5", "C5-6"]),
        ("C7 C8", ["C7-T1"]),
        ("C8 T1", ["T1-2"]),
        ("T11 T12 L1", ["T12-L1", "L1-2"]),
        ("L2 L3 L5", ["L3-4"]),
        ("L1 L2 L4 L5", ["L2-3", "L5-S1"]),
        ("L3", []),
        ("S1 S2 S3", []),
        ("L3 L4 L5 S1", ["L4-5", "L5-S1"]),
    ],
)
def test_runs_of_nerves_serve_joints(nerves: str, joints: list[str]) -> None:
    assert served(nerves) == joints


def test_a_nerve_that_completes_no_joint_is_told() -> None:
    found = joints_served(MedialBranch(n) for n in ("L2", "L3", "L5", "S1"))
    assert [str(n) for n in found.alone] == ["L5"]
    assert [str(n) for n in found.sacral] == ["S1"]


@given(start=st.integers(0, len(NERVES) - 4), length=st.integers(2, 8))
def test_n_contiguous_nerves_serve_one_joint_less(start: int, length: int) -> None:
    """From the C3 branch down; the third occipital nerve and the sacral branches are the stated exceptions."""
    run = NERVES[1:-3][start : start + length]
    if len(run) < 2:
        return
    assert len(joints_served(map(MedialBranch, run)).joints) == len(run) - 1


def test_every_joint_below_c1_2_has_its_nerves_source_and_confidence() -> None:
    rows = innervation()
    assert [str(j) for j in all_joints()][2:] == [str(j) for j in rows]
    for row in rows.values():
        assert row.source
        assert row.confidence in {"primary", "secondary", "recalled"}
        assert len(row.nerves) == (1 if str(row.joint) == "C2-3" else 2)


def test_neighbouring_joints_share_exactly_one_nerve() -> None:
    rows = list(innervation().values())[1:]
    for upper, lower in itertools.pairwise(rows):
        assert len(set(upper.nerves) & set(lower.nerves)) == 1, (upper.joint, lower.joint)


@given(st.sets(st.sampled_from([str(j) for j in innervation()]), min_size=1))
def test_nerves_of_joints_serve_at_least_those_joints(names: set[str]) -> None:
    joints = {joint(name) for name in names}
    assert joints <= set(joints_served(nerves_of(joints)).joints)


@pytest.mark.parametrize(
    ("name", "region"),
    [
        ("C2-3", Region.CERVICAL_THORACIC),
        ("C7-T1", Region.CERVICAL_THORACIC),
        ("T11-12", Region.CERVICAL_THORACIC),
        ("T12-L1", Region.CERVICAL_THORACIC),
        ("L1-2", Region.LUMBAR_SACRAL),
        ("L5-S1", Region.LUMBAR_SACRAL),
    ],
)
def test_code_family_follows_the_joint(name: str, region: Region) -> None:
    assert joint(name).code_region is region


def test_the_same_letters_make_three_different_things() -> None:
    bone, nerve = Vertebra.parse("L4"), MedialBranch.parse("L4")
    assert bone is not None
    assert nerve is not None
    assert {type(bone), type(nerve)} == {Vertebra, MedialBranch}
    assert JointLevel.parse("L4") is None
    assert Vertebra.parse("C8") is None
    assert MedialBranch.parse("C8") is not None
    assert MedialBranch.parse("C1") is None
    assert bone.order > joint("L3-4").order - 1
    assert str(bone) == "L4"


def test_bilateral_covers_both_sides() -> None:
    assert Side.BILATERAL.sides == {Side.LEFT, Side.RIGHT}
    assert Side.LEFT.sides == {Side.LEFT}
