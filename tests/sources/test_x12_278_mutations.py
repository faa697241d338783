"""Answers damaged at random: read or clearly refused, and a denial never becomes anything that grants."""

from __future__ import annotations

import os
import random

import pytest
from sample_278 import APPROVED_LINE, DENIED, DENIED_LINE, EVENT, HEAD, PARTIAL, REJECTED, written

from facetproof.errors import InputError
from facetproof.model.authorization import AuthorizationAnswer
from facetproof.sources.x12_278 import read_278
from facetproof.sources.x12_278_answer import GRANTING

_BITS = ("*", ":", "~", "\n", "\xff", "ISA", "", "99999999999999999999", "HL*5*4*SS*0~", "HCR*~", "SE*3*0001~", "\0")
_LINES_ONLY = (*HEAD, *(text for text in EVENT if not text.startswith("HCR")), *APPROVED_LINE, *DENIED_LINE)
#: Answers and the services they refuse.
BASES = (
    (PARTIAL, {"64494"}),
    (_LINES_ONLY, {"64494"}),
    (DENIED, {"64493"}),
    (REJECTED, {"64493"}),
)
#: More for a single long run.
RUNS = int(os.environ.get("FACETPROOF_278_COUNT", "1000"))


def mutated(random_: random.Random, text: str) -> str:
    for _ in range(random_.randint(1, 6)):
        start = random_.randrange(len(text))
        kind = random_.randrange(3)
        if kind == 0:
            text = text[:start] + random_.choice(_BITS) + text[start + random_.randint(0, 3) :]
        elif kind == 1:
            text = text[:start] + text[start + random_.randint(1, 60) :]
        else:
            piece = text[start : start + random_.randint(1, 120)]
            place = random_.randrange(len(text))
            text = text[:place] + piece + text[place:]
        text = text or "~"
    return text


def granted(answer: AuthorizationAnswer) -> set[str | None]:
    return {line.code for line in answer.lines if line.outcome in GRANTING}


@pytest.mark.parametrize("base", range(len(BASES)))
def test_a_denial_stays_no_approval_whatever_happens_to_the_file(base: int) -> None:
    random_ = random.Random(base)
    body, refused = BASES[base]
    whole = written(*body)
    assert not granted(read_278(whole).answers[0]) & refused
    read, refusals = 0, set()
    for _ in range(RUNS // len(BASES)):
        text = mutated(random_, whole)
        try:
            found = read_278(text)
        except InputError as error:
            refusals.add(error.code)
            continue
        read += 1
        for answer in found.answers:
            assert not granted(answer) & refused, text
            # the event as a whole is granted only where a line is, or where its own decision was one
            if body in (DENIED, REJECTED):
                assert answer.outcome not in GRANTING, text
    assert refusals <= {"not-x12", "file-empty", "review-absent"}
    assert read > RUNS // len(BASES) // 2


@pytest.mark.parametrize("base", range(len(BASES)))
def test_each_segment_lost_or_repeated_leaves_a_denial_one(base: int) -> None:
    body, refused = BASES[base]
    segments = written(*body).splitlines(keepends=True)
    for n, segment in enumerate(segments[2:], 2):
        for text in ("".join(segments[:n] + segments[n + 1 :]), "".join([*segments[:n], segment, *segments[n:]])):
            try:
                answers = read_278(text).answers
            except InputError:
                continue
            assert not any(granted(answer) & refused for answer in answers), segment
