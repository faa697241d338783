"""The 999 that comes before any decision: was the 278 taken in, and if not, which segment stopped it.

It decides nothing about the service, so its outcome is always unknown; what matters is whether to send again.
"""

from __future__ import annotations

from collections.abc import Iterator

from facetproof.model.authorization import AnswerReason, AuthorizationAnswer, Outcome
from facetproof.model.claimfile import Fault
from facetproof.sources.x12_sets import RawSet, Segment, Source, each_set

GUIDES = frozenset({"005010X231", "005010X231A1"})
#: IK501 and AK901: taken in, in whole or with errors; all others turn it back.
_TAKEN = {"A": "the file was taken in; the decision comes in a 278", "E": "the file was taken in with errors"}
TURNED_BACK = "the file was turned back unread: correct it and send it again"
#: IK304 (code list 620): what is wrong with a segment.
_SEGMENTS = {
    "1": "segment not known",
    "2": "segment not expected here",
    "3": "segment missing",
    "4": "loop too often",
    "5": "segment too often",
    "6": "segment not of this set",
    "7": "segment out of order",
    "8": "element wrong",
    "I4": "segment not used in the guide",
    "I6": "segment needed for what else is sent",
    "I7": "loop too seldom",
    "I8": "segment too seldom",
    "I9": "segment not to be used with what else is sent",
}
#: IK403 (code list 621): what is wrong with an element.
_ELEMENTS = {
    "1": "element missing",
    "2": "element needed for what else is sent",
    "3": "too many elements",
    "4": "element too short",
    "5": "element too long",
    "6": "character not allowed",
    "7": "code not allowed",
    "8": "no day",
    "9": "no hour",
    "10": "element not to be used with what else is sent",
    "12": "repeated too often",
    "13": "too many components",
    "I10": "element not used in the guide",
    "I11": "too few repetitions",
    "I12": "not the form the guide asks for",
    "I13": "value against the guide",
}


def acknowledgements(source: Source) -> tuple[list[AuthorizationAnswer], list[Fault]]:
    """What each 999 of a file says about a 278, and what is wrong with the file around them.

    Raises:
        InputError: `file-unreadable`, `file-empty`, `not-x12`.
    """
    found: list[AuthorizationAnswer] = []
    faults: list[Fault] = []
    for item in each_set(source, "999", GUIDES):
        if isinstance(item, Fault):
            faults.append(item)
        else:
            found += _of_set(item)
    return found, faults


def _of_set(found: RawSet) -> Iterator[AuthorizationAnswer]:
    """One for each 278 named, or one for the group where it is turned back without naming a set."""
    group = next((s for s in found.segments if s.tag == "AK1"), None)
    if group is None or group.get(1) != "HI":
        return
    own: list[list[Segment]] = []
    for segment in found.segments:
        if segment.tag == "AK2":
            own.append([])
        if own and segment.tag in ("AK2", "IK3", "IK4", "IK5"):
            own[-1].append(segment)
    verdict = next((s for s in found.segments if s.tag == "AK9"), None)
    for part in own or ([[verdict]] if verdict is not None else []):
        yield _answer(found, part)


def _answer(found: RawSet, part: list[Segment]) -> AuthorizationAnswer:
    verdict = next((s for s in part if s.tag in ("IK5", "AK9")), None)
    code = (verdict.get(1) if verdict is not None else None) or ""
    taken = None if found.faults or verdict is None else _TAKEN.get(code, TURNED_BACK)
    return AuthorizationAnswer(
        format="x12-999",
        outcome=Outcome.UNKNOWN,
        follow_up=(taken,) if taken else (),
        reasons=tuple(_reasons(part)),
        raw=(f"{verdict.tag}01={code}",) if verdict is not None else (),
        faults=tuple(found.faults),
    )


def _reasons(part: list[Segment]) -> Iterator[AnswerReason]:
    """Each error with the place in the request: name and number of the segment from ST, element and component."""
    name = ""
    for segment in part:
        if segment.tag == "IK3":
            name = f"{segment.get(1)} (segment {segment.get(2)} from ST)"
            code = segment.get(4) or ""
            # 8 only announces the elements that follow
            if code != "8":
                yield _reason(segment, 4, code, _SEGMENTS, name)
        elif segment.tag == "IK4":
            place = "-".join(part for part in segment.composite(1)[:2] if part)
            yield _reason(segment, 3, segment.get(3) or "", _ELEMENTS, f"{name}, element {place}")


def _reason(segment: Segment, n: int, code: str, labels: dict[str, str], where: str) -> AnswerReason:
    label = labels.get(code)
    told = f"{label}: {where}" if label else where
    return AnswerReason(code=code, list=f"X12 {segment.tag}{n:02d}", label=told, place=segment.place(n))
