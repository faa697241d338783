# ruff: noqa: E501 - one pattern a line reads better than a wrapped one
"""Words for the side of a target: "left", "rt", "B/L", "L" before a vertebra; "right arm" is none."""

from __future__ import annotations

import re
from typing import NamedTuple

from facetproof.facts.gates import Anchored
from facetproof.model.spine import Side


class SideWord(NamedTuple):
    """A word for a side."""

    side: Side
    start: int
    end: int


_SIDE = re.compile(
    r"\b(?P<bilateral>bi-?lateral(?:ly)?|bilat\b\.?|b/l|b/lat|both sides|on both sides|both|left and right|right and left|"
    r"(?:left|right),? then (?:the )?(?:right|left)|each side|either side)(?!\w)"
    r"|\b(?P<left>left(?:-sided)?|lt|l\.)(?![\w/])|\b(?P<right>right(?:-sided)?|rt|r\.)(?![\w/])"
    r"|(?<![\w.&])(?P<b1>b(?= (?:[ctl]\d|facet|mbb|lumbar|cervical|thoracic)))"
    r"|(?<![\w.&])(?P<l1>\(l\)|l(?= (?:side\b|[ctl]\d|facet|mbb|lumbar|cervical|thoracic|medial|dorsal|rfa?\b(?= [ctl]\d)|nerves?\b|joints?\b|ton\b)))"
    r"|(?<![\w.&])(?P<r1>\(r\)|r(?= (?:side\b|[ctl]\d|facet|mbb|lumbar|cervical|thoracic|medial|dorsal|rfa?\b|radiofreq|nerves?\b|joints?\b|ton\b)))"
    r"|(?<=[ctl]\d )(?P<l2>l)(?= mb)|(?<=\d )(?P<r2>r)(?= mb)"
    r"|(?:(?<=mbb )|(?<=rfa ))(?:(?P<l3>l)|(?P<r3>r))(?=,|;|\.?\s*$|\n|  )"
)
_SIDES = Anchored(
    _SIDE,
    r"[bloer(](?<!\w.)(?:(?<=b)(?=i|oth|/l|\W|$)|(?<=l)(?=eft|t|\W|$)|(?<=r)(?=ight|t|\W|$)|(?<=o)(?=n both)"
    r"|(?<=e)(?=ach side|ither side)|(?<=\()(?=[lr]\)))",
)
_NOT_SIDE = re.compile(
    r"(?:left|right) (?:alone|lateral decub|side down|arm|leg|hand|foot|knee|hip|shoulder|lower ext|upper ext|thigh|buttock|away|anterior oblique|oblique)|left (?:the|in place|ventric)"
    r"|(?:left|right)(?: side)?,? (?:was |were )?(?:done |treated |injected )?first(?! (?:diagnostic|block|mbb|of|session|rfa|time|injection|medial|facet|set|series|and))"
)
_FIRST_OF_TWO = re.compile(r"\b(?:beginning|starting|began|started) (?:on|with|at|from) (?:the |her |his )?$")
"""Before a side that is only the first of two."""


def side_words(lower: str, start: int, end: int) -> list[SideWord]:
    """Words for a side in `lower[start:end]`, left to right; "right arm" and "left lateral decubitus" are none."""
    found = []
    for m in _SIDES.finditer(lower, start, end):
        if _NOT_SIDE.match(lower, m.start()) or _FIRST_OF_TWO.search(lower, max(start, m.start() - 30), m.start()):
            continue
        group = m.lastgroup or ""
        side = Side.BILATERAL if group in ("bilateral", "b1") else Side.LEFT if group[0] == "l" else Side.RIGHT
        if m[0] == "both" and re.match(
            r"\s*(?:of\b|>|\d|with\b|w\b|w/|gave|times|done|hands|arms|legs|feet|were|give|upper|lower|positive|diagnostic)",
            lower[m.end() : m.end() + 12],
        ):
            continue
        found.append(SideWord(side, m.start(), m.end()))
    return found
