"""What targets say of the joints treated, without guessing."""

from __future__ import annotations

import pytest

from facetproof.facts.joints import everywhere, joints_of
from facetproof.model.chart import Target
from facetproof.model.spine import JointLevel, Region, Side

ARMS = (Region.CERVICAL_THORACIC,)
BACK = (Region.LUMBAR_SACRAL,)
BOTH = (Region.CERVICAL_THORACIC, Region.LUMBAR_SACRAL)


def target(*joints: str, side: Side | None = Side.LEFT, nerves: tuple[str, ...] = (), **told: object) -> Target:
    return Target(side=side, joints=joints or None, nerves=nerves or None, **told)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("targets", "known", "possible"),
    [
        ([target("L4-5", "L5-S1")], ["L4-5", "L5-S1"], []),
        ([target(nerves=("L3", "L4", "L5"))], ["L4-5", "L5-S1"], []),
        ([target(nerves=("L3",)), target(nerves=("L4",))], ["L4-5"], []),
        ([target(nerves=("L3",)), target(nerves=("L4",), side=Side.RIGHT)], [], ["L3-4", "L4-5", "L5-S1"]),
        ([target(nerves=("L4",))], [], ["L4-5", "L5-S1"]),
        ([target("L4-5"), target(nerves=("L4",))], ["L4-5"], []),
        ([target("L4-5", nerves=("L3", "L4"))], ["L4-5"], []),
        ([target(nerves=("TON", "C3"))], ["C2-3"], []),
        ([target(nerves=("S1", "S2"))], [], []),
        ([target(text="L3-S1")], [], ["L2-3", "L3-4", "L4-5", "L5-S1"]),
        ([target(landmarks=("L4 transverse process",))], [], ["L3-4", "L4-5"]),
        ([target("L3-S1")], [], ["L2-3", "L3-4", "L4-5", "L5-S1"]),
    ],
)
def test_joints_named_and_joints_served_are_known_the_rest_is_possible(
    targets: list[Target], known: list[str], possible: list[str]
) -> None:
    found = joints_of(targets)
    assert [joint.name for joint in found.known] == known
    assert sorted(joint.name for joint in found.possible) == possible
    assert found.complete is (bool(known) and not possible)


@pytest.mark.parametrize("targets", [[], [target()], [target(text="the painful joints")]])
def test_where_nothing_is_named_any_joint_is_possible(targets: list[Target]) -> None:
    assert joints_of(targets).possible == everywhere()


@pytest.mark.parametrize(
    ("side", "asked", "covers"),
    [
        (Side.LEFT, Side.LEFT, True),
        (Side.LEFT, Side.RIGHT, False),
        (Side.BILATERAL, Side.RIGHT, True),
        (None, Side.RIGHT, None),
        (None, None, True),
    ],
)
def test_bilateral_covers_both_sides_and_no_side_may_be_either(
    side: Side | None, asked: Side | None, covers: bool | None
) -> None:
    assert joints_of([target("L4-5", side=side)]).covers(JointLevel("L4", "L5"), asked) is covers


@pytest.mark.parametrize(
    ("joints", "rule", "certain", "possible"),
    [
        (("L4-5",), "one_lumbar_session", BACK, BACK),
        (("C7-T1", "T1-2"), "one_lumbar_session", ARMS, ARMS),
        (("C5-6", "L4-5"), "one_lumbar_session", BOTH, BOTH),
        (("T12-L1",), "one_lumbar_session", BACK, BACK),
        (("T12-L1", "L1-2"), "one_lumbar_session", BACK, BACK),
        (("T11-12", "T12-L1"), "one_lumbar_session", ARMS, BOTH),
        (("T12-L1",), "by_code", ARMS, ARMS),
        (("T12-L1", "L1-2"), "by_code", BOTH, BOTH),
        ((), "one_lumbar_session", (), BOTH),
    ],
)
def test_the_region_of_a_session_follows_the_rule_for_the_thoracolumbar_joint(
    joints: tuple[str, ...], rule: str, certain: tuple[Region, ...], possible: tuple[Region, ...]
) -> None:
    found = joints_of([target(*joints)]).regions(thoracolumbar=rule)
    assert found == (frozenset(certain), frozenset(possible))
