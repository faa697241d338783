# ruff: noqa: E501 - one pattern a line
"""Pain scores around a procedure. All patterns are lower case."""

from __future__ import annotations

import re

_WORDS = r"(?:zero|nought|nil|one|two|three|four|five|six|seven|eight|nine|ten)\b"
_N = rf"(?:\d{{1,3}}(?:\.\d)?(?!\d)|{_WORDS})"
NUMBER = re.compile(
    rf"(?<![\w.#/])(?<![a-z]-)(?<![a-z]\d-)(?P<n>{_N})"
    r"(?P<of>[\s-]*(?:/|out[ -]of(?: a possible)?|of|over)[\s-]*(?P<top>100|10|ten)\b(?!\s*/\s*\d)|\s*(?P<mm>mm)\b)?"
)
"""A number that may be a score; `of` makes it one."""
JOINED = re.compile(r"\s*(?:-|to|or)\s*(?:an? )?")
"""Between the ends of a range."""
PAIN = re.compile(
    r"\b(?:pain(?!\w)(?! (?:medic\w*|management|clinic|physician|doctor|cent(?:er|re)|meds?|pills?|relievers?|free|goal))|lbp|nrs|nprs|vnrs|vas|vrs|scores?|scored|scoring|numeric(?:al)?|rat(?:es?|ed|ing)|hurts?|ache|discomfort|symptoms?|"
    r"call(?:s|ed) it|puts? (?:it|this|that) at|(?:gave|gives|giving) it|report(?:s|ed|ing)?|states?|stated)\b"
)
PROVOKED = re.compile(r"\b(?:tenderness|provocat\w+|facet loading|loading|extension|rotation)\b")
"""Movements whose pain is told out of ten; a bare number beside them may be degrees."""
SCORED = re.compile(
    r"\b(?:nrs|nprs|vnrs|vas|vrs|pain (?:scores?|levels?|scales?|ratings?|intensity)|pain(?= ?[:=])|scores?)\b"
)
"""Names scores, so that lines below it may hold them without a word for pain."""
FROM = re.compile(r"\bfrom (?:an? )?(?:initial |baseline |pre\w* )?$")
"""Just before a score alone: it is the earlier one."""
SCALED = re.compile(r"\b(?:nrs|nprs|vnrs|vas|vrs|pain|scores?)\b")
NOT_AFTER = re.compile(
    r"(?:\s{0,2}(?:%|percent\b|per cent|pct\b|/\s*(?!10\b|100\b)\d|:\d|[.,]\d{3}|-?(?:min(?:ute)?s?|hours?|hrs?|h|days?|d|weeks?|wks?|w|months?|mos?|years?|yrs?|y|ml|cc|mls|mg|mcg|g|ga|gauge|mm|cm|inch\w*|v|volts?|hz|sec\w*|degrees?|c|levels?|joints?|needles?|nerves?|sites?|blocks?|"
    r"injections?|lesions?|times?|tabs?|tablets?|pills?|patients|steps|feet|lbs?|kg|units?|visits?|sessions?|branches|separate|more|other|of (?:the|these|those|her|his|them|which|its))\b|\u00b0)|[a-z]|-[a-z]|[.]\d)"
)
"""Just after a number: it counts something else."""
BARE_LEAD = re.compile(r"[:=~>)(\]\"'|_,;/<-][\s\"'_:=~-]*$")
"""A mark alone before a bare number: a word for pain or for when stands a little further before it."""
NAMED = re.compile(
    r"\b(?:nrs|nprs|vnrs|vas|vrs|eva|pain|scores?|rating|rates?|rated|discomfort|pre|post|before|after|baseline|arrival|discharge|recovery|in|out|min(?:ute)?s?|hours?|h|hr|initial|final)\b|\d ?m(?:in)?\b|\d\s*(?:/\s*10)?\s*(?:-{1,3}>|=?>|/|,|and)\s*$"
)
LEAD = re.compile(
    r"(?:\b(?:nrs|nprs|vnrs|vas|vrs|nrs-11|pain|scores?|scored|scoring|levels?|ratings?|rated|rates?|intensity|scale|was|is|were|are|be|been|being|(?<!out )of|at|to|from|a|an|about|around|approximately|only|just|as|pre|post|pre-?\w+|post-?\w+|before|beforehand|after|afterwards|in|out|arrival|"
    r"discharge|d/c|dc|recovery|pacu|room|today|now|currently|current|baseline|initial\w*|initially|final\w*|later|then|holding|area|table|leaving|immediate\w*|immediately|mins?|minutes?|hours?|hrs?|hr|h|m|reads?|reported|reports|recorded|improved|dropped|fell|decreased|reduced|went|down|with|procedure|"
    r"block|injection|needles?|it|like|maybe|prior|start|end|and|but|says?|said|called it|call it|put it at|puts it at|remained|remains|still|unchanged|unchanged at|steady|gives?|gave|self-?report\w*|admission|exit|intake|entry|presenting|presentation|standing|sitting|extension|rotation|loading|steady)"
    r"|[:=~>)(\]\"'|_,;/<-]|\u2265)[\s\"'_:=~-]*$"
)
"""Just before a bare number that is a score."""
FOLLOW = re.compile(
    r" {3,}|[\"'_ ]*(?:$|[.,;:)(|\]+!/@]|\n|-{1,3}>|=?>|-|\b(?:pre|post|before|beforehand|after|afterwards|at|in|to|from|on|down|within|while|when|today|now|with|without|and|but|then|prior|initially|immediately|following|upon|once|out|by|"
    r"this|which|for|until|or|nrs|vas|vrs|nprs|pain|at rest|compared|versus|vs|directly|right|walking|coming|leaving|going|under|per|or (?:so|less)|leading|as|he|she|pt|patient|over|w|w/|versus|is|was|twenty|thirty|fifteen|ten|half|subsequent\w*|recovery|discharge|arrival|baseline|\d+ ?min\w*)\b)"
)
"""Just after a bare number that is a score."""
IMPOSSIBLE_AFTER = re.compile(
    r"\s{0,2}(?:%|percent\b|/\s*\d|mg\b|ml\b|years?\b|months?\b|weeks?\b|days?\b|visits?\b)|\d"
)
"""Just after "n/10": no score."""
OTHER_SCALE = re.compile(
    r"\b(?:strength|motor|power|reflex\w*|muscle|satisfaction|satisfied|aldrete|ramsay|anxiety|stress|sleep|mood|nausea|sedation|sting\w*|burning|needle|skin|wheal|iv|pressure|soreness|stiffness|numbness|weakness|function\w*|disability|odi|ndi|phq|gad|fall|grade|murmur|"
    r"apgar|mallampati|asa|visit|appointment|appt|f/u|follow-?up|rtc|rto|dated?|dos|ext|page|dob|pulses?|sensation|sensory|intact|images?|step|knee|shoulder|arm|hand|foot|time|ebl)\b[^.;,]{0,18}$|\b(?:leg|arm|radicular|buttock)(?: pain)?\b[^.;,]{0,12}$|\b(?:stim\w*|\d?\.\d+ ?v|\d hz)\b[^.;]{0,40}$|\b(?:procedural|procedure|injection|lesion\w*) (?:discomfort|sting\w*|soreness)\b[^.;,]{0,18}$|\b(?:needle|skin|iv|wheal) (?:\w+ ){0,2}(?:discomfort|pain|sting\w*|soreness)\b[^.;,]{0,18}$"
)
"""Just before a number: of something else."""
OF_PAIN = re.compile(r"\b(?:pain|lbp|nrs|nprs|vnrs|vas|vrs|back|neck)\b")
VITALS = re.compile(r"\b(?:vitals?|vs|bp|hr|rr|spo2|sats?)\b")
OTHER_SCALE_AFTER = re.compile(
    r"[ ,]*(?:\(?(?:strength|motor|power|satisfaction|sting\w*|sedation|bilaterally|throughout|in all|(?:pain |discomfort )?(?:during|with|from) (?:the )?(?:local|iv|lesion\w*|injection|needle|placement|procedure|stimulation|skin)|(?:pain )?at \d?\.\d+ ?v\b|images?|effort|exertion|energy|with meds|on meds|without meds|on medication\w*))\b"
)
NOT_TODAY = re.compile(
    r"\b(?:worst|least|lowest|highest|max(?:imum)?|minimum|at (?:its|her|his|their) (?:worst|best|peak)|best|low(?= \d)|high(?= \d)|averag\w+|avg|typical(?:ly)?|usually|up to|as high as|flares?|with flare\w*|peaks?|ranges?|ranging|varies|varying|fluctuat\w+|last visit|goal|target|acceptable|tolerable|ago|with meds|no pain|with rest)\b[^.;,]{0,24}$"
)
BOUND = re.compile(r"(?:[<\u2264\u2265]|>=|(?:^|[a-z)])\s*>)\s*=?\s*$")
"""Just before a number that is a bound and no score; "8 > 2" and "pain -> 2" are changes."""
RETURNED = re.compile(
    r"\b(?:(?:came|come|went|gone|was|is) back|(?<!diary )(?<!log )returned|recurred|wore off|back (?:to|at|up to))\b[^.;]{0,30}$"
)
"""Just before a number: what pain came back to, unless it is that of today."""
OF_NOW = re.compile(r"[ ,(]*(?:today|now|currently|this (?:morning|afternoon))\b")
NOT_TODAY_AFTER = re.compile(
    r"[ ,(]*(?:at (?:its |her |his |the )?(?:worst|best|least|peak)|on average|average|worst|least|with flare\w*|(?:is |= ?)?(?:no pain|worst pain|the worst|being)|= ?(?:no|worst)|is (?:acceptable|tolerable)|with (?:meds|medication\w*)|or (?:more|greater|higher|above|worse)|at (?:the |her |his )?last visit|\(?(?:worst|least|best|average|goal)\b)"
)
ENDS = re.compile(
    r"(?<![\w/.])(?:0|1|zero|one)\s*(?:-|to|and)\s*(?:10|ten|100)\b(?! ?(?:%|min|hours?))|\bout of (?:10|ten)(?= (?:scale|numeric|vas|nrs))"
)
"""The ends of a scale, no scores."""
FORWARD = re.compile(
    r"(?:-{1,3}>|=?>|\bdown to|\b(?:fell|dropped|decreased|reduced|declined|improved|improving|went|came|down|subsided|diminished|lessened|eased|going|dropping|falling|decreasing|got|moved|lowered|brought|fallen|diminished|lessened|eased|settled)\b[^.;\d]{0,30}\b(?:to|at)\b|\bto (?:an? |only |just |about )?(?:nrs |vas |pain )?$|\b(?:becom\w+|becoming|became|now)\b)"
)
"""Between two scores: the first was before."""
FALL = re.compile(
    r"\b(?:from|went|fell|dropped|dropping|decreased|reduced|declined|improved|improving|improvement|came down|down|fallen|falling|reduction|decrease|drop|diminish\w*|lessen\w*|eased|subsid\w*|going|change[ds]?|brought|moved|lowered)\b"
)
BACKWARD = re.compile(
    r"(?:(?:^|[(,;])\s*(?:it |which |this |that )?(?:was|were|had been|has been|used to be)|\bfrom\b(?: [a-z-]+){0,5}|\b(?:which had been|compared (?:to|with)|versus|vs\.?|as opposed to|instead of|previously|initially|originally|relative to|against))\s*(?:an? |about |the |her |his |baseline |initial |pre\w* )*$"
)
"""Just before the second score: it was the earlier one."""
THAN = re.compile(r"\b(?:from|than|vs|versus|compared)\b")
"""Between a score and a word for when: the word is of the next score."""
OPENS_CHANGE = re.compile(r"\s*(?:/\s*10\s*)?(?:-{1,3}>|=?>)\s*\d")
"""Just after a bare number that opens a statement: "8->1 @30min"."""
ENDS_CHANGE = re.compile(
    r"(?:\bpain|nrs|vas|vrs|nprs|scores?)\b[^.;]{0,30}?\b(?:10|\d)\s*(?:/\s*10\s*)?(?:-{1,3}>|=?>) ?$"
)
"""Just before the number that ends it."""
TODAY = re.compile(r"\b(?:today|current(?:ly)?|now|this morning)\b")
PRESENT = re.compile(r"\b(?:is|are|rates?|reports?|describes?|has|remains?)\b[^.;]{0,40}$")
SHORT_LINE = re.compile(
    r"[ \t*-]*(?:pain |nrs |vas |score )?(?:pre|post|before|after|baseline|(?:at )?\d+ ?(?:min\w*|h(?:rs?|ours?)?))[a-z -]{0,14}?[ \t]*[:=-]?[ \t]*(?:10|\d(?:\.\d)?)(?:\s*/\s*10)?[ \t]*$"
)
"""A line with a time around the procedure and a score, and nothing else."""
PAIRED = re.compile(
    rf"(?<![\d/.])(?P<a>{_N})(?:\s*/\s*10)?\s*(?:/|,|;|-{{1,2}}>|>|to|and|\||then)\s*(?P<b>{_N})(?:\s*/\s*10)?(?![\w/%]|\.\d|\s*(?:min|hours?|%))"
)
"""Two scores behind two words for before and after: "NRS before/after: 7/2"."""
