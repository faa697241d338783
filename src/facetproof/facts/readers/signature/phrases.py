# ruff: noqa: E501 - one pattern or list a line
"""How notes are signed. All patterns are lower case."""

from __future__ import annotations

import re

from facetproof.facts.gates import Gated

SIGNED = Gated(
    r"\b(?:electronically|digitally|e-?)[ -]?(?:signed|authenticated|approved|verified|finalized)\b|\bstatus[ :]+signed\b|\be-?sign(?:ed|ature)?\b|\be-?sig\b|/e?s/|\bauthenticated (?:by|on)\b|\bcosigned\b|\bco-signed\b"
    r"|\bsigned (?:by|off by|on|electronically)\b|\bsigned\s*:|(?:^|\n|-- ?|, |; |/ ?|\. )[ \t]*signed\b(?=[ ,:/.-]|$)|\(signed\)|\bsignature on file\b|\battested (?:by|electronically)\b"
)
NAME_OR_DATE = re.compile(
    r"\b(?:m\.?d\.?|d\.?o\.?|pa-?c?|np|crna|dr\.?|arnp|fnp|aprn|mbbs|frca|yes)\b|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d\d-\d\d|\d{1,2}:\d\d"
)
NOT_THE_NOTE = re.compile(
    r"\b(?:consent\w*|form|waiver|agreement|contract|patient|abn|release|he|she|they|witness\w*)\b"
)
UNSIGNED = Gated(r"\b(?:unsigned|not (?:yet )?signed|draft,? not signed|not (?:yet )?authenticated|unauthenticated)\b")
PENDING = Gated(r"\b(?:awaiting|pending) signature\b|\bsignature (?:is )?pending\b")
"""Neither signed nor said not to be: it may have been since."""
