"""Charts that are supported, of every kind of session, to take facts away from. Synthetic."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

import msgspec

DOS = dt.date(2025, 6, 2)


def days_before(days: int) -> str:
    return (DOS - dt.timedelta(days=days)).isoformat()


def block(days: int, percent: float = 85) -> dict[str, Any]:
    """An earlier positive diagnostic block of the joints below."""
    return {
        "dos": days_before(days),
        "technique": "medial_branch_block",
        "intent": "diagnostic",
        "targets": [{"side": "right", "joints": ["L4-5", "L5-S1"]}],
        "injectates": [{"agent": "bupivacaine"}],
        "relief": {"percent": percent, "hours": 6},
    }


def _base() -> dict[str, Any]:
    return {
        "payer": "medicare:ngs",
        "session": {
            "dos": DOS.isoformat(),
            "billing_entity": "professional",
            "guidance": "fluoroscopy",
            "contrast": True,
            "signed": True,
            "targets": [{"side": "right", "joints": ["L4-5", "L5-S1"]}],
            "injectates": [{"agent": "bupivacaine", "percent": 0.5, "ml": 0.5, "per": "target"}],
        },
        "assessment": {
            "date": days_before(20),
            "pain": {
                "months": 14,
                "axial": True,
                "radicular": False,
                "claudication": False,
                "generalised": False,
                "scale": "NRS",
                "score": 7,
            },
            "disability": {"scale": "ODI", "score": 44},
            "conservative_care": [{"modality": "physical_therapy", "weeks": 8, "failed": True}],
            "facet_loading": True,
            "other_cause": [],
            "fused_joints": [],
        },
        "diagnoses": ["M47.816"],
        "plan": {"rfa_intended": True},
        "history": [],
        "history_from": days_before(1500),
    }


def sound(kind: str) -> dict[str, Any]:
    """A supported chart: first_block, second_block, ablation, repeat_ablation, therapeutic or cyst."""
    chart = _base()
    session = chart["session"]
    if kind == "first_block":
        session |= {"technique": "medial_branch_block", "intent": "diagnostic"}
    elif kind == "second_block":
        session |= {"technique": "medial_branch_block", "intent": "diagnostic"}
        chart["history"] = [block(28)]
    elif kind == "ablation":
        session |= {"technique": "thermal_rfa", "ablation": {"celsius": 80, "seconds": 90}}
        del session["injectates"]
        chart["history"] = [block(60), block(30)]
    elif kind == "repeat_ablation":
        session |= {"technique": "thermal_rfa", "ablation": {"celsius": 85, "seconds": 90}}
        del session["injectates"]
        earlier = {
            "dos": days_before(400),
            "technique": "thermal_rfa",
            "targets": [{"side": "right", "joints": ["L4-5", "L5-S1"]}],
            "relief": {"percent": 70, "hours": 6000},
        }
        chart["history"] = [block(500), block(450), earlier]
    elif kind == "therapeutic":
        session |= {"technique": "intra_articular", "intent": "therapeutic"}
        chart["plan"] = {"rfa_not_possible_reason": "a pacemaker that cannot be reprogrammed"}
        chart["history"] = [block(60), block(30)]
    elif kind == "cyst":
        session |= {"technique": "cyst_rupture", "targets": [{"side": "right", "joints": ["L4-5"]}]}
        chart["assessment"]["cyst"] = {"imaging_shows_compression": True, "symptomatic": True}
        chart["assessment"]["pain"]["radicular"] = True
        chart["diagnoses"] = ["M71.38"]
    return chart


KINDS = ("first_block", "second_block", "ablation", "repeat_ablation", "therapeutic", "cyst")

#: What is taken away: a fact each.
REMOVABLE = (
    "session.technique",
    "session.intent",
    "session.guidance",
    "session.signed",
    "session.targets.0.side",
    "session.ablation",
    "session.injectates",
    "assessment.pain.months",
    "assessment.pain.axial",
    "assessment.pain.radicular",
    "assessment.pain.claudication",
    "assessment.disability",
    "assessment.conservative_care",
    "assessment.conservative_care.0.failed",
    "assessment.conservative_care.0.weeks",
    "assessment.other_cause",
    "assessment.cyst",
    "diagnoses",
    "plan.rfa_intended",
    "plan.rfa_not_possible_reason",
    "history_from",
    "history.0.relief.percent",
    "history.0.dos",
    "history.0.intent",
    "history.0.targets",
    "history.1.relief.percent",
    "history.2.relief.hours",
)


def with_holes(seed: int, most: int = 5) -> dict[str, Any]:
    """A supported chart of some kind with one to `most` facts taken away."""
    rng = random.Random(seed)
    chart: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(sound(rng.choice(KINDS))))
    for path in rng.sample(REMOVABLE, rng.randint(1, most)):
        remove(chart, path)
    return chart


def remove(chart: dict[str, Any], path: str) -> None:
    """Takes a value away, where there is one."""
    *parents, last = path.split(".")
    node: Any = chart
    for part in parents:
        if isinstance(node, list):
            if int(part) >= len(node):
                return
            node = node[int(part)]
        else:
            node = node.get(part)
        if node is None:
            return
    if isinstance(node, dict):
        node.pop(last, None)
