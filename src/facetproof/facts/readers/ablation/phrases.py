# ruff: noqa: E501 - one pattern or list a line
"""Lesion temperature and time. All patterns are lower case."""

from __future__ import annotations

import re

from facetproof.facts.gates import Gated
from facetproof.facts.quantities import NUMBER

_HEAT = r"(?:[3-9]\d|forty(?:[ -]two)?|fifty(?:[ -]five)?|sixty(?:[ -]five)?|seventy(?:[ -]five)?|eighty(?:[ -]five)?|ninety)"
CELSIUS = Gated(
    r"\btemp(?:erature)?(?: ?\((?:deg\w* )?c\w*\))?[ :=]{1,3}(?P<set>[3-9]\d)\b(?!\s*(?:f\b|fahr|s\b|secs?\b|seconds|\d|%)|[./]\d)|(?<![\d./])(?P<set3>[4-9]\d)(?= ?(?:/|x|@|for) ?\d{2,3} ?s(?:ec(?:onds?)?)?\b)"
    rf"|(?<![\w./])(?<![^\d\s]-)(?<!\s-)(?P<value>{_HEAT})(?:\.0)?\s*(?:-?\s*(?:degrees?|grades?|deg\.?|\u00b0|\u00ba|\u2103|o)(?:\s*(?:c|celsius|centigrade)\b)?|\s*(?:c|celsius)\b)"
)
SECONDS = re.compile(
    rf"(?<![\d.:])(?<!\d/)(?<!wait )(?<!waited )(?<!waiting )(?<!waiting for )(?<!waited for )(?<!ramp )(?<!ramp of )(?<!ramp time )(?<!ramp: )(?P<value>one and a half|{NUMBER}|a)\s*-?\s*(?P<unit>seconds?|secs?|s|minutes?|mins?|min)\b(?: (?:and )?(?P<more>\d{{1,2}}) ?s(?:ec(?:onds?)?)?\b)?(?!\s*(?:later|of observation|time-?out|ramp|wait))(?!\s*after\b(?! \d))"
    r"|\b(?:time|duration|dwell) ?\(s\w*\)[ :=]{1,3}(?P<bare>\d{2,3})\b"
    r"|(?<![\d:])(?P<min>\d):(?P<sec>[0-5]\d) ?(?:min\w*|m)\b"
)
LESION = re.compile(
    r"\b(?:lesion\w*|ablat\w*|radiofreq\w*|rf\w*|neurotom\w*|rhizotom\w*|generator|coagulat\w*|burn\w*|thermal\w*|denervat\w*|treat\w*|heat\w*|temp(?:erature)?|cycles?|cryo\w*|freez\w*|probes?|cooled|pulsed)\b"
)
HEAT_FOR_TIME = Gated(
    r"(?<![\d./])[3-9]\d\s*(?:degrees?|deg\.?|\u00b0|\u00ba|\u2103)?\s*(?:c|celsius)?\s*(?:x|for|/|,)?\s*(?:\d{2,3}\s*(?:s|secs?|seconds?)|\d(?:\.\d)? ?min(?:ute)?s?)\b"
)
"""A temperature and a time next to each other ("80 C x 90 sec"): a lesion, without the word."""
TIME_AT_HEAT = re.compile(r"(?<![\d./])[4-9]\d ?(?:/|x|@|for) ?(?P<value>\d{2,3}) ?s(?:ec(?:onds?)?)?\b")
"""The time just after a bare temperature: "80/90s"."""
TIME = re.compile(r"time[ :=]+\d{2,3} ?s(?:ec(?:onds?)?)?\b")
"""A remark that tells the lesion time only."""
HEAT_LABEL = re.compile(r"^(?:\w+ )?(?:temp|temperature|celsius)\b")
TIME_LABEL = re.compile(
    r"^(?:(?:lesion|rf|ablation|burn|treatment|dwell|hold) )?(?:time|duration|dwell)(?: s| sec| seconds| per lesion)?$|^secs?$|^seconds$"
)
"""Labels of forms and tables whose values are those of the lesion."""
PLAIN_HEAT = re.compile(r"[\s:]*(?P<value>[3-9]\d)(?:\.0)?\s*(?:c\b|\u00b0 ?c?|deg\w*)?\s*$")
PLAIN_TIME = re.compile(r"[\s:]*(?P<value>\d{2,3})\s*$")
NOT_LESION = re.compile(
    r"\b(?:tissue|tilt\w*|oblique|rotat\w*|angle\w*|caudal|cephalad|flex\w*|extension|fever|oral|body|skin|tympanic|afebrile|head|foot|lateral)\b[^.;]{0,20}$|\btissue\b[^.;)]{0,40}$"
)
