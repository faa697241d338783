# ruff: noqa: E501 - one pattern or list a line
"""Labels and turns of phrase around the places that were treated. All patterns are lower case."""

from __future__ import annotations

import re

from facetproof.facts.gates import Anchored, Gated
from facetproof.facts.options import TICK

ANY_PLACE = Anchored(
    r"\b(?:[ctls] ?-?\d|(?:lumbar|cervical|thoracic) (?:\d|\w+[- ]\w+)|left|right|bilat|both|b/l|lt\b|rt\b|l\b|r\b|b\b|bl\b|third|ton\b|each side|either side|bi-lat)",
    r"[bceltrs](?<!\w.)(?:(?<=[ctls])(?=[\d -])|(?<=[bltr])\b|(?<=b)(?=[ilo/])|(?<=c)(?=e)|(?<=e)(?=[ai])|(?<=l)(?=[eut])|(?<=r)(?=[it])|(?<=t)(?=[ho]))",
)
"""What every sentence about a place has; the others are passed over."""
PLACES_LABEL = re.compile(
    r"\b(?:levels?|lvls?|structures?|joints?|facets?|nerves?|branch(?:es)?|rami|targets?|target|sites?|region|side|sides|laterality|location|area|where)\b"
)
"""Labels of form lines that name places or sides."""

WORK = re.compile(
    r"\b(?:needles?|cannula\w*|probes?|electrodes?|inject\w*|enter\w*|advanc\w*|approach\w*|block\w*|lesion\w*|ablat\w*|deposit\w*|instill\w*|target\w*|treat\w*|"
    r"denervat\w*|arthrogram|placed|each|cannulat\w*|performed|done|underwent|received|undertaken|carried out|coagulat\w*|burned|guid\w*|identified|selected|localized|localised|anesthetized|anaesthetised|placement|per (?:joint|site|level|nerve)|intra-?articular|therapeutic|steroid|did|\d\dg|ml|cc)\b"
)
"""Words for work with a needle: a place named beside them was treated."""

OTHER_SIDE_TOO = Gated(
    r"\bsame,? (?:on |at )?(?:the )?(?P<too>left|right)\b|\b(?:same|repeat\w*|identical|similar\w*|likewise|then)\b[^.;]{0,90}?\b(?:on|at|to|for|of|in) (?:the )?(?P<side>left|right|other|opposite|contralateral)(?: side)?\b"
    r"|\b(?:other|opposite|contralateral) side (?:was|were) (?:done|treated|injected|blocked) (?:in )?(?:the same|likewise|similarly|identical)"
)
"""The second side told by reference to the first."""

PLACE_AFTER_SIDE = re.compile(
    r"[- ]*(?:sided )?(?:c\d|t\d|l\d|s1|sacral ala|facet|joint|nerve|medial|articular|transverse|lumbar|cervical|thoracic|pillar|superior|side\b|sided\b|needle|site|target|branch|dorsal ram|neck|back)"
)
"""What follows a side that is said of a target (not of the table, the beam or a limb)."""
NOT_TREATED = Gated(
    r"\b(?:(?:could|can) ?not be (?:\w+ )?(?:entered|accessed|reached|cannulated|injected|treated|blocked|done)|unsuccessful|not (?:targeted|treated|done|injected|blocked|entered)|left alone|spared|avoided|skipped|deferred|aborted|abandoned|neither|excluded|declined)\b"
)
LIST_LINE = re.compile(
    r"\s*(?:and |plus |& |\d+[.)] ?)?(?:procedure|levels?|joints?|nerves?|sides?|the|at|on|of|right|left|bilateral|b/l|rt|lt|third occipital|ton\b|medial branch|[ctls]\d)"
)
"""How a line that only lists places begins."""
GENERAL = re.compile(r"for (?:an? |the )?[ctl]\d|at (?:the )?[ctl]\d{1,2} the needles? (?:is|are)\b")
"""How an instruction begins: "For a C7 block the needle is placed higher"."""
SIDE_IN_LABEL = re.compile(
    r"\b(?:left|right|both|bilateral|rt|lt|bilat|b l|[lr](?= (?:lumbar|cervical|thoracic|mbb|rfa|facets?)\b))\b"
)
SIDE_LABEL = re.compile(r"\b(?:sides?|laterality)\b")
SIDE_LETTER = re.compile(rf"(?:[\s:]|{TICK}|\[)*(?P<side>l|r|b|bl|b/l)(?![\w/])")
LAST_PLACE = re.compile(r"[^\n]*\d")
"""Up to the last number of a span, without the noun after it."""
