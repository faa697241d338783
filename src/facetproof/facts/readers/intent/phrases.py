# ruff: noqa: E501 - one pattern or list a line
"""Words for why an injection is given. All patterns are lower case."""

from __future__ import annotations

import re

from facetproof.facts.phrases import Lexicon

INTENT = Lexicon(
    {
        "diagnostic": ("diagnostic", "diagnostically", "dx"),
        "therapeutic": ("therapeutic", "therapeutically"),
    }
)
BLOCK = re.compile(
    r"\b(?:blocks?|mbbs?|injections?|inj|facets?|medial|procedure|purpose|intent|goal|aim|therapeutic|test|intra-?articular|today|[ctl]\d)\b"
)
"""Words near the intent that show it is said of the procedure."""
BOTH = re.compile(
    r"diagnostic(?:ally)?(?: medial branch block)?\s*(?:/|,|and|&|\+|as well as|and/or)\s*(?!not |rather |never |no )(?:\w+ ){0,2}?(?:also )?therapeutic|therapeutic\w*\s*(?:/|and|&|\+|and/or)\s*(?:\w+ )?diagnostic"
)
"""Not one intent: diagnostic and potentially therapeutic."""
OTHER_USE = re.compile(
    r"(?:diagnostic|therapeutic)\w*[ ]+(?:imaging|studies|study|images?|x-?ray|mri|ct\b|radiolog\w*|ultrasound|fluoroscop\w*|work-?up|tests?|testing|arthroscop\w*|data|criteria|considerations?|range|"
    r"exercise\w*|massage|alliance|options?|alternatives?|possibilit\w*|modalit\w*|effect|dose|level|impression|codes?|benefit|relief|plan)|(?<!pre)(?<!post)\bdx\s*:|(?<!mbb )(?<!#1 )(?<!#2 )(?<!block )(?<!mbb, )\bdx\b(?! (?:mbb|block|medial|facet|inj|[rl]\b|[ctl]\d|left|right|bilat|b/l|lumbar|cervical|thoracic|intra|ia\b|#|\d))(?!(?<=, dx)(?:$|[.\n;,]))"
)
DENIED = re.compile(r"\b(?:not|non|no|rather than)[ -](?:an? )?$")
SEVERAL = re.compile(
    r"\b(?:two|2|three|3|both|multiple|several|prior|previous|earlier|series of|each|separate|successful|positive)\b[^.;]{0,40}$"
)
"""Words before the intent that speak of earlier blocks."""
ONE_OF_SEVERAL = re.compile(
    r"\b(?:first|second|1st|2nd|one|two|#1|#2|[12]) of (?:a (?:planned )?(?:series|pair) of )?(?:the )?(?:two|2|three|3)?\b[^.;]{0,30}$"
)
"""Words before the intent that speak of this block as one of several."""
ALONE = re.compile(
    r"[\s:*\[(-]*(?:x[\])])?\s*(?:diagnostic|therapeutic|dx)(?: (?:only|today|block|purpose))?[\s.;,\])]*"
)
"""A remark of one word."""
PURPOSE = re.compile(
    r"diagnostic (?:evaluation|purposes?|work-?up|confirmation|clarification|(?:medial branch |facet )?blocks?|mbbs?)\b"
)
"""What the procedure is for, where an indication is told."""
NOW = re.compile(
    r"\b(?:undergoing|undergo|presents? for|here for|here today|today|this (?:is|an?|was|will be|block|injection|procedure)|returns for|scheduled for|proceed with|will undergo|for (?:a|his|her|the))\b"
)
"""Words that tie a sentence to this encounter."""
