# ruff: noqa: E501 - one pattern or list a line
"""Response to the block of this note. All patterns are lower case."""

from __future__ import annotations

import re

RELIEF = re.compile(
    r"\b(?:relief|improve\w*|reduc\w*|decreas\w*|better|gone|resol\w*|pain-?free|alleviat\w*|abat\w*|response|concordant)\b"
)
AFTERWARDS = re.compile(
    r"\b(?:post(?=[ :]+\d)|pain after\b|(?:min(?:ute)?s?|hours?|hrs?) later|post[- ]?(?:proc|vas|nrs|pain|procedure|procedural|block|injection|op(?:erative)?)|after (?:the |this |today'?s )?(?:block|injection|procedure|needle)\w*|following (?:the |this |today'?s )?(?:block|injection|procedure)\w*|"
    r"in (?:the )?(?:recovery|pacu)|recovery (?:room|area|bay)|immediate(?:ly)?|at discharge|before discharge|prior to discharge|\d+ ?min(?:utes?)? (?:later|after|post)|upon standing|on standing|provocati\w+|report(?:ed|s)|today)\b"
)
OPENS = re.compile(
    r"(?:pain |immediate |estimated |percent |% |max(?:imum)? |peak )?(?:relief|improvement|pain reduction)(?: (?:was|of|is))?[ :=~-]*"
    r"(?:about |approximately |est\.? )?[>~\u2265]?=? ?\d{1,3} ?(?:%|percent|per cent)"
    r"|[>~\u2265]?=? ?\d{1,3} ?(?:%|percent|per cent) (?:pain )?(?:relief|improvement|better) (?:for|x|lasting) "
    r"|(?:percent|percentage|%)(?: of)?(?: pain)? (?:relief|improvement)[ :=]+\d{1,3}\b"
)
"""A remark that opens with the relief belongs to the block of the note."""
COUNTED = re.compile(r"\b(?:percent|percentage)(?: of)?(?: pain)? (?:relief|improvement)[ :=]+(?P<value>100|\d{1,2})\b")
"""The unit before the number: "Percent relief: 85"."""
LABEL = re.compile(r"\b(?:relief|response|result|outcome)\b")
DURATION_LABEL = re.compile(r"^(?:(?:relief|pain relief) )?(?:duration|lasted|how long|time)(?: of (?:pain )?relief)?$")
FUNCTION = re.compile(r"\b(?:function\w*|activit\w*|adls?|mobility|range of motion)\b")
EARLIER = re.compile(
    r"\b(?:first|1st|previous|prior|earlier|last|blocks|both|two(?! (?:and a half |full )?(?:hours?|hrs?|days?))|\d{1,2}/\d{1,2}/\d{2,4}|second block|initial|month|months|weeks)\b"
)
WANTED = re.compile(
    r"\b(?:if|need\w*|require\w*|at least .{0,20}(?:needed|required)|threshold|cut-?off|criteri\w+|should|goal|aim|must|qualif\w+|expect\w*|until|when|less than|or (?:better|more|greater) (?:is|will|would))\b"
)
