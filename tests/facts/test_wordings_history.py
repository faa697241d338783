# ruff: noqa: E501 - notes as they are
"""Earlier sessions and the plan in many wordings, each in a note of its kind, and sentences that tell of none.

`wordings_history.txt` holds lines `K words => what is read`. K is the kind of note: F a follow-up, L a letter, P the
indication of a block at left L4-5 and L5-S1, A the plan of a visit, R the whole note (`⏎` ends a line). Sessions are
parted by `|`; of each, all that is read is told: a date or `txt=` its words, the technique, `i=` intent, `side=`, `j=`
joints, `n=` nerves, `g=` guidance, `sed=` sedation, `drug=agent:percent:mg:ml`, `pb=` and `pa=` pain before and after,
`%=` relief, `hi=` upper end, `bound=al` at least, `h=` hours, `f=` function, `on` ongoing. Of a plan also `date=`, `rfa`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from facetproof.facts.reading import read_document

NOTES = {
    "F": "FOLLOW-UP VISIT\nDate of visit: 09/15/2025\nPatient: Testcase, Ann\n\nHPI: {}\n\n"
    "Exam: Paraspinal tenderness. Strength 5/5.\nAssessment: Spondylosis without myelopathy.\n",
    "L": "September 15, 2025\n\nRe: Ann Testcase\n\nDear Dr. Sample,\n\nI saw Mrs. Testcase in clinic today for "
    "follow-up of her back pain. {}\n\nOn examination she is tender over the facets.\n\nYours sincerely,\nPat Sample, MD\n",
    "P": "PROCEDURE NOTE\nDate of Service: 09/15/2025\nPatient: Testcase, Ann\nProcedure: Left L4-5, L5-S1 medial branch "
    "block\nIndication: {}\nDescription: Under fluoroscopy 25 g needles were advanced to the junction of the transverse "
    "process and superior articular process. 0.5 mL of 0.5% bupivacaine was injected at each site.\n",
    "A": "FOLLOW-UP VISIT\nDate of visit: 09/15/2025\nPatient: Testcase, Ann\n\nHPI: Axial low back and neck pain for 12 "
    "months, 7/10.\n\nExam: Positive facet loading.\n\nAssessment: Spondylosis without myelopathy.\n\nPlan: {}\n",
    "R": "{}\n",
}
_TECHNIQUES = {
    "medial_branch_block": "mbb",
    "intra_articular": "ia",
    "thermal_rfa": "rfa",
    "cooled_rfa": "cooled",
    "pulsed_rfa": "pulsed",
}
_INTENTS = {"diagnostic": "dx", "therapeutic": "tx"}


def rows() -> Iterator[tuple[str, str]]:
    """Each note with what is read of it."""
    for line in Path(__file__).with_name("wordings_history.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            told, _, expected = line.rpartition("=>")
            yield NOTES[told[0]].format(told[2:].strip().replace("⏎", "\n")), f"{told[0]}{expected}"


def _places(session: dict[str, Any]) -> Iterator[str]:
    targets = session.get("targets", [])
    for kind, letter in (("joints", "j"), ("nerves", "n")):
        names = dict.fromkeys(name for target in targets for name in target.get(kind, []))
        if names:
            yield f"{letter}={','.join(names)}"
    sides = sorted({target["side"] for target in targets if "side" in target})
    if sides:
        yield f"side={'+'.join(sides)}"


def _drugs(session: dict[str, Any]) -> Iterator[str]:
    for drug in session.get("injectates", []):
        amounts = (("percent", ""), ("mg", "mg"), ("ml", "ml"))
        yield ":".join(["drug=" + drug["agent"], *(f"{drug[unit]:g}{mark}" for unit, mark in amounts if unit in drug)])


def _response(session: dict[str, Any]) -> Iterator[str]:
    for name, key in (("pain_before", "pb"), ("pain_after", "pa")):
        if (pain := session.get(name)) is not None:
            yield f"{key}={pain['score']:g}" + (f":{pain['scale']}" if "scale" in pain else "")
    relief = session.get("relief", {})
    percent = relief.get("percent", relief.get("low"))
    if percent is not None:
        yield f"%={percent:g}"
    for name, key in (("high", "hi"), ("hours", "h"), ("function_percent", "f")):
        if name in relief:
            yield f"{key}={relief[name]:g}"
    if "bound" in relief:
        yield "bound=" + {"at_least": "al", "at_most": "am"}[relief["bound"]]
    if relief.get("ongoing"):
        yield "on"


def told_of(session: dict[str, Any]) -> set[str]:
    """All that is read of one session, or of the plan, in short."""
    found = {*_places(session), *_drugs(session), *_response(session)}
    for name, key in (("dos_text", "txt="), ("guidance", "g="), ("sedation", "sed="), ("dos", ""), ("date", "date=")):
        if name in session:
            found.add(key + str(session[name]).replace(" ", "_"))
    if "technique" in session:
        found.add(_TECHNIQUES.get(session["technique"], session["technique"]))
    if "intent" in session:
        found.add(f"i={_INTENTS[session['intent']]}")
    if session.get("rfa_intended"):
        found.add("rfa")
    return found


@pytest.mark.parametrize(("note", "expected"), list(rows()))
def test_sessions_and_plans_are_read_in_any_wording(note: str, expected: str) -> None:
    chart = msgspec.to_builtins(read_document(note))
    if expected[0] == "A":
        assert told_of(chart.get("plan", {})) == set(expected[1:].split())
        return
    wanted = [set(part.split()) for part in expected[1:].split("|")] if expected[1:].strip() else []
    read = [told_of(session) for session in chart.get("history", [])]
    assert sorted(map(sorted, read)) == sorted(map(sorted, wanted))
