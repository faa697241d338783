# ruff: noqa: E501 - one pattern or list a line
"""Pain scores around a procedure. All patterns are lower case."""

from __future__ import annotations

import re

from facetproof.facts.gates import Gated

_N = r"(?:\d{1,3}(?=\s*(?:/|out of)\s*100\b|\s*mm\b)|10|\d(?:\.\d)?|zero|nought|nil|one|two|three|four|five|six|seven|eight|nine|ten)"
_OF = r"(?:\s*(?:/|out of)\s*(?:100|10|ten)\b|\s*mm\b)?"
SCALE = r"(?:nrs|vas|vrs|nprs|numeric(?:al)?(?: pain)?(?: rating)?(?: scale)?|visual analog(?:ue)?(?: scale)?)"
SCALE_NAME = Gated(rf"\b{SCALE}\b")
_PAIN = rf"(?:pain(?: scores?| levels?| rating)?|{SCALE}|scores?)"
CHANGE = re.compile(
    rf"\b(?P<scale>{SCALE})?(?: pain)?(?: score)?s?\s*(?:\([^)\n]{{0,20}}\))?\s*[:=]?\s*(?P<a>{_N}){_OF}\s*(?:-{{1,3}}>|>|to|=>|down to)\s*(?:{SCALE} )?(?P<b>{_N}){_OF}(?P<scale2>\s*\(?(?:on (?:the |a )?)?{SCALE}\)?)?"
)
"""One score to another: "NRS 5 -> 3", "from 8 to 2 out of 10"."""
CHANGE_CUE = re.compile(r"\b(?:pain|nrs|vas|vrs|nprs|score|scores|discomfort|numeric)\b|-{1,3}>|=>|>")
FELL = Gated(
    rf"(?<![\d/.])(?P<a>{_N})(?P<of>\s*(?:/|out of)\s*(?:100|10|ten)\b|\s*mm\b)[^.;\n]{{0,90}}?\b(?:fell|fallen|falling|dropped|dropping|decreased|decreasing|reduced|declined|improved|improving|went|came|down|subsided)\b(?: \w+)?? (?:to|at),? (?:(?:uh|um|er),? )?(?:only |just |about |an? )?(?P<b>{_N}){_OF}(?!\s*(?:%|percent|h\b|hrs?\b|hours?|min|ml|cc|mg|days?|weeks?|months?))"
    rf"|\b(?:she|he|they|patient|pt|pain|scores?|scale\)?|nrs|vas|vrs|with) (?:(?:score|pain) )?(?:went|came|fell|dropped|improved|moved|falling|dropping|going|decreased|decreasing) (?:down )?from (?:an? )?(?P<c>{_N}){_OF}(?: [^.;\d\n]{{1,40}})? to,? (?:an? )?(?P<d>{_N}){_OF}(?!\s*(?:%|percent|h\b|hrs?\b|hours?|min|ml|cc|mg|days?|weeks?|months?))"
)
"""A score that fell to another: "65/100 … had fallen to 5/100", "she went from 7 to 1"."""
CLOCK = re.compile(r"(?:[012]?\d:?[0-5]\d)(?:\s*(?:hrs|h|[ap]\.?m\.?))?[ \t]*[|,:;-]*[ \t]")
"""How a line of a log of the room begins."""
AFTER_SCORES = re.compile(
    rf"(?<![\d/.-])(?P<a>{_N}){_OF} (?:before(?:hand)?|pre|walking in|coming in|on arrival|on the way in)\b[^\n.;]{{0,24}}?(?<![\d/.])(?P<b>{_N}){_OF}[^\n.;]{{0,24}}? (?:after|post|walking out|leaving|going home|on discharge|on the way out|at \d+ ?(?:min|h\b|hr|hours?))"
)
"""Both, each with its word after it: "8/10 before, 2/10 after"."""
_EARLY = r"(?:before|pre|pre-?(?:procedure|procedural|op|operative|block|injection|rfa)|(?:on )?arrival|(?:on |at )?admission|(?:at )?baseline|initial(?:ly)?|prior)"
_LATE = r"(?:after|afterwards|post|post-?(?:procedure|procedural|op|operative|block|injection|rfa)|(?:on |at |before )?discharge|(?:in )?(?:recovery|pacu)|(?:on |before )?leaving)"
_FILLING = r"(?:\([^()\n]{1,20}\)|was |is |at |of |procedure |block |injection |nrs:? |vas:? |score:? |pain:? |[:= ])*"
BEFORE_AFTER = Gated(
    rf"\b{_EARLY}\b[:\s]*{_FILLING}(?P<a>{_N})\b{_OF}[^\n.]{{0,30}}?\b{_LATE}\b[:\s]*(?:\d+ ?(?:min\w*|hours?|hrs?|h)[: ] ?)?{_FILLING}(?P<b>{_N})\b{_OF}(?!\s*(?:%|h\b|hrs?\b|hours?|min|ml|cc|mg|days?|weeks?))"
)
"""Both on one line: "before 6, after 1", "Pre 7/10 Post 2/10"."""
SCORE = Gated(
    rf"\b(?P<scale>{SCALE})\s*(?:score|scale|pain)?\s*(?:was|is|of|at|:|=|-)?\s*(?:today )?(?P<a>{_N})(?:\s*(?:-|to)\s*(?P<high>{_N}))?{_OF}(?![\d%]|\s*(?:/|mm|mg|ml|cc|weeks|months|hours|days|years|minutes))"
    rf"|(?<![\d/.])(?P<b>{_N})(?:\s*-\s*(?P<high2>{_N}))?\s*(?:/|out of)\s*(?:100|10|ten)\b(?!\s*/)(?:\s*(?:on (?:the |a )?)?\(?(?P<scale2>{SCALE})\b\)?)?"
)
"""One score."""
ON_SCALE = Gated(
    rf"\b(?:pain|score)(?: score| level| rating)? (?:was|is|of|at) (?:an? )?(?P<a>{_N}) on (?:the |an? )?(?P<scale>{SCALE})\b(?P<scale2>)"
)
"""A score whose scale is named after it: "your pain was 7 on the NRS"."""
FORM = re.compile(rf"[\s*]*[:=-]?\s*(?P<a>{_N}){_OF}\s*(?P<tail>\([^()\n]{{2,30}}\))?\s*\.?\s*$")
"""A line of a form that holds no more than its score."""
PRE = re.compile(
    r"\b(?:pre|before|beforehand|baseline|prior|pre-?(?:procedure|procedural|op|operative|block|injection)|today|current(?:ly)?|on arrival|arriving|presenting|initial|starting|now|down from|arrived with|presented with|came (?:in )?with)\b"
)
POST = re.compile(
    r"\b(?:\d+ ?min(?:ute)?s?(?= ?[:=-])|post|after|afterwards?|following|post-?(?:procedure|procedural|op|operative|block|injection)|recovery|discharge|leaving|at \d+ min\w*|(?:minutes?|hours?) (?:later|after)|then fell to|subsequent\w*|pacu)\b"
)
LEAVING = re.compile(r"[ ,]*(?:on|at|upon|before|prior to) (?:discharge|leaving|departure)\b")
"""Just after a score: it is that after the procedure."""
NOT_TODAY = re.compile(
    r"\b(?:worst|least|best|at its|average|usual|last visit|ago|strength|motor|reflex\w*|muscle|goal|target|5/5)\b"
)
RIGHT_AFTER = re.compile(r"[, ]*\(?(?:at \d+ ?min|\d+ ?min(?:ute)?s? (?:later|after|post))")
"""What follows a score after the needle, whatever stands before it: "8/10 before, 1/10 at 20 min"."""
PAIR = re.compile(rf"[\s*]*[:=-]?\s*(?P<a>{_N}){_OF}\s*(?:/|,|;|-{{1,2}}>|>|to|and|\|)\s*(?P<b>{_N}){_OF}\s*\.?\s*$")
"""Both scores on a form line whose label names both: "NRS before/after: 7/2"."""
LABEL = re.compile(r"\b(?:pain|nrs|vas|vrs|score|scale)\b")
