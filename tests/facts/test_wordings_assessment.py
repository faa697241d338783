"""One fact in many wordings, each within notes of several kinds, and wordings that give none.

`wordings_assessment.txt` holds groups (`## name`) of lines `slot :: expected :: words`. The words take the place of the
slot in each of its notes; what the note says without them does not count. Nothing expected means that nothing is read.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pytest

from facetproof.facts.reading import read_document

_VISIT = "PAIN CLINIC FOLLOW-UP\nPatient: Testcase, Ann   DOB 03/04/1961\nDate of visit: 06/12/2025\n\n"
_HPI = "HPI: Mrs. Testcase is a 64 year old woman seen for her low back."
_PLAN = "\n\nPlan: Return in 6 weeks.\n"
_SOAP = "06/12/2025  Spine clinic progress note\nS: 64F w/ chronic LBP. "
_LETTER = (
    "June 12, 2025\n\nDear Dr. Referrer,\n\nThank you for asking me to see Mrs. Testcase about her back. "
    "I saw her in clinic on June 12, 2025. "
)
_CLOSE = "\n\nSincerely,\nJ. Writer, MD\n"
NOTES: dict[str, tuple[str, ...]] = {
    "hpi": (
        f"{_VISIT}{_HPI} {{}}{_PLAN}",
        f"{_SOAP}{{}}\nO: Well appearing, gait normal.\nP: rtc 6 wks\n",
        f"{_LETTER}{{}}{_CLOSE}",
    ),
    "line": (
        f"{_VISIT}Reason for visit: low back pain\n\n{{}}{_PLAN}",
        "Interventional Pain Associates\nVisit Date: 06/12/2025\n\nHistory of Present Illness\n"
        "64 y/o F, lumbar pain.\n{}\n\nAssessment/Plan\nFollow up in six weeks.\n",
    ),
    "exam": (
        f"{_VISIT}{_HPI}\n\nPHYSICAL EXAM:\nGeneral: no distress.\n{{}}{_PLAN}",
        f"{_SOAP}\nO: {{}}\nP: rtc 6 wks\n",
        f"{_LETTER}On examination she walked normally. {{}}{_CLOSE}",
    ),
    "img": (
        f"{_VISIT}{_HPI}\n\nIMAGING: {{}}{_PLAN}",
        f"{_SOAP}{{}}\nO: gait normal\nP: rtc 6 wks\n",
    ),
    "dx": (
        f"{_VISIT}{_HPI}\n\nASSESSMENT:\n{{}}{_PLAN}",
        f"{_SOAP}\nO: gait normal\nA: {{}}\nP: rtc 6 wks\n",
    ),
    "whole": ("{}",),
}
NOT_ASKED = frozenset({"words", "scale"})
"""Counts only where it is expected."""


class Wording(NamedTuple):
    """Words, the slot they stand in, and what is read of them."""

    group: str
    slot: str
    expected: dict[str, Any]
    words: str


def wordings() -> Iterator[Wording]:
    """The lines of the file."""
    group = ""
    for line in Path(__file__).with_name("wordings_assessment.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            group = line[3:]
        elif line:
            slot, expected, words = (part.strip() for part in line.split("::", 2))
            yield Wording(group, slot, dict(map(_told, expected.split())), words.replace("\\n", "\n"))


def _told(token: str) -> tuple[str, Any]:
    key, _, value = token.partition("=")
    if key == "dis":
        scale, _, score = value.partition(":")
        return key, (scale, float(score) if score else None)
    if key.startswith("cc."):
        parts = value.split(",")
        weeks = next((float(part) for part in parts if part[:1].isdigit()), None)
        return key, (weeks, True if "F" in parts else False if "H" in parts else None, "R" in parts)
    if value in "+-":
        return key, value == "+"
    try:
        return key, float(value)
    except ValueError:
        return key, value


@cache
def facts(text: str) -> dict[str, Any]:
    """What the area's readers give, flat and short."""
    chart = json.loads(msgspec.json.encode(read_document(text)))
    told = chart.get("assessment") or {}
    found: dict[str, Any] = {k: v for k, v in (told.get("pain") or {}).items() if v is not None}
    found["date"] = told.get("date")
    disability = told.get("disability") or {}
    if disability.get("scale"):
        found["dis"] = (disability["scale"], disability.get("score"))
    for item in told.get("conservative_care") or ():
        found[f"cc.{item['modality']}"] = (item.get("weeks"), item.get("failed"), bool(item.get("reason_not_possible")))
    found["loading"], found["tender"] = told.get("facet_loading"), told.get("paraspinal_tenderness")
    found["neuro"] = told.get("neuro_deficit")
    if told.get("other_cause") is not None:
        found["cause"] = bool(told["other_cause"])
    found["fused"] = ",".join(told.get("fused_joints") or ())
    found |= {f"cyst.{key}": value for key, value in (told.get("cyst") or {}).items()}
    found["codes"], found["words"] = (
        ",".join(chart.get("diagnoses") or ()),
        "; ".join(chart.get("diagnosis_text") or ()),
    )
    return {key: value for key, value in found.items() if value not in (None, "")}


def near(value: Any, expected: Any) -> bool:
    """Whether a value is the expected one; spans of time may differ by a twentieth."""
    if isinstance(value, list | tuple) and isinstance(expected, tuple):
        return len(value) == len(expected) and all(map(near, value, expected))
    if isinstance(expected, float) and isinstance(value, int | float):
        return abs(value - expected) <= 0.05 * expected + 0.06
    return bool(value == expected)


def wrong(wording: Wording) -> Iterator[tuple[int, str, Any]]:
    """(note, fact, value) that is not as expected."""
    for n, note in enumerate(NOTES[wording.slot]):
        without = facts(note.format("")) if wording.slot != "whole" else {}
        found = facts(note.format(wording.words))
        for key in {*wording.expected, *(k for k, v in found.items() if without.get(k) != v and k not in NOT_ASKED)}:
            if (key == "date") != (wording.slot == "whole") and key not in wording.expected:
                # the slot's own notes have a date; in a whole note the date is what is asked
                continue
            if not (key in wording.expected and near(found.get(key), wording.expected[key])):
                yield n, key, found.get(key)


@pytest.mark.parametrize("group", dict.fromkeys(wording.group for wording in wordings()))
def test_a_fact_of_the_evaluation_is_read_in_whatever_words_it_is_told(group: str) -> None:
    found = {w.words: bad for w in wordings() if w.group == group and (bad := list(wrong(w)))}
    assert found == {}
