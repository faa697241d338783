# ruff: noqa: E501 - one pattern or list a line
"""Lesion temperature and time. All patterns are lower case."""

from __future__ import annotations

import re

from facetproof.facts.quantities import NUMBER

CELSIUS = re.compile(
    r"(?<=temp )(?P<set>[3-9]\d)\b(?!\s*(?:f\b|fahr))|(?<=temperature )(?P<set2>[3-9]\d)\b|(?<![\d./])(?P<value>[3-9]\d)(?:\.0)?\s*(?:-?\s*(?:degrees?|deg\.?|\u00b0|\u00ba|\u2103|o)(?:\s*(?:c|celsius|centigrade)\b)?|\s*(?:c|celsius)\b)"
)
SECONDS = re.compile(
    rf"(?<![\d.])(?<!\d/)(?P<value>{NUMBER}|a)\s*-?\s*(?P<unit>seconds?|secs?|s|minutes?|mins?|min)\b(?!\s*(?:later|after|of observation|time-?out))"
)
LESION = re.compile(
    r"\b(?:lesion\w*|ablat\w*|radiofreq\w*|rf\w*|coagulat\w*|burn\w*|thermal\w*|denervat\w*|treat\w*|heat\w*|temp(?:erature)?|cycles?|cryo\w*|freez\w*|probes?|cooled|pulsed)\b"
)
NOT_LESION = re.compile(
    r"\b(?:tissue|tilt\w*|oblique|rotat\w*|angle\w*|caudal|cephalad|flex\w*|extension|fever|head|foot|lateral)\b[^.;]{0,20}$"
)
