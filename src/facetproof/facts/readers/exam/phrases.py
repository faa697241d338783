# ruff: noqa: E501 - one pattern a line
"""Findings on examination: facet loading, paraspinal tenderness, neurological deficit. All patterns are lower case."""

from __future__ import annotations

import re

from facetproof.facts.phrases import Lexicon, listed
from facetproof.facts.statements import either

LOADING_CUES = Lexicon(
    {
        "loading": listed(
            "facet load, facet loading, facet joint loading, facet provocation, loading the facets, loading of the facets, loads the facets, kemp, kemp's, kemps, quadrant, stork, facetal, fl+, fl +, fl-, "
            "facet sign, facet signs, extension, hyperextension, extending, rotation, side bending, ext/rot, ext, rot, "
            "extend, rotate, twist, arch, bend back, lean back, leaning back, bending backward, backward bending, side-bending, sidebending, lateral bending, lateral flexion, ipsilateral bending, loading, arching"
        ),
    }
)
_MOVE = (
    r"(?:hyper-?extension|extension|extending|ext(?:\b|\.|/)|rotation|rotating|rot\b|side[- ]?bending|lateral (?:bending|flexion|"
    r"rotation)|ipsilateral bending|twisting|arching|bending backwards?|backward bending|leaning back(?:wards?)?|extend|rotate|twist|arch|bend back|lean back)\b"
)
MOVE = re.compile(rf"\b{_MOVE}")
LOADING_TEST = either(
    r"facet(?:al)?(?: joint)?[- ]load(?:ing)?(?: (?:tests?|testing|man\w+|signs?))?|kemp'?s?(?: (?:test|sign|"
    r"man\w+))?|quadrant (?:test(?:ing)?|sign|loading)|(?:provocative )?facet(?:al|ogenic)?(?: joint)? (?:signs?|features|"
    r"provocation)|extension[- /]rotation (?:test|man)\w*|stork(?: (?:test|sign|maneuver))?|load(?:ing|s) (?:of )?the (?:\w+ ){0,2}facets?(?: joints?)?|fl(?= ?[+-])"
)
PAIN = re.compile(
    r"\b(?:pain\w*|non-?painful|hurts?|hurting|sore|ach(?:e|es|ing)|concordant|familiar|discomfort|provok\w*|reproduc\w*|elicit\w*|trigger\w*|aggravat\w*|exacerbat\w*|worsen\w*|brings? on|brought on|"
    r"recreat\w*|worse|symptoms?)\b"
)
"""Words that say, beside a movement, that it hurts; denied or asserted."""
LIMITED = re.compile(
    r"\b(?:range of motion|rom|degrees?|limited (?:in|to)|decreased|reduction|reduced|restrict\w+|strength|power|5/5|full|nerve root tension)\b"
)
"""How far a movement goes, not whether it hurts."""
NOT_DONE = re.compile(
    r"\b(?:not (?:performed|done|tested|assessed|examined|attempted|recorded|documented|described|reported|mentioned|stated)|deferred|unable to|could not be|equivocal|limited by|n/a|not applicable|omitted|declined)\b"
)
OTHER_JOINT = either(
    "hips?|knees?|shoulders?|ankles?|wrists?|elbows?|thumb|fingers?|forearm|great toe|(?:internal|external) rotation|toe|ehl|grip"
)
_SIGN = r"(?:\(\s?{0}\s?\)|(?<![\w\d]){0}(?![\d>]))"
POSITIVE = re.compile(
    r"\b(?:positive|pos|present|reproduc\w*|provok\w*|painful|yes|y|evident|elicit\w*|concordant|familiar|pain|brings? on|aggravat\w*|exacerbat\w*|worse\w*|triggers?)\b|"
    + _SIGN.format(r"\+")
    + r"|\+/\+|(?<=fl)\s?\+"
)
NEGATIVE = re.compile(
    r"\b(?:negative|neg|absent|none|non-?painful|painless|pain-free|no|not|without|n't|nor|neither|fail(?:s|ed)? to|never|no longer|unremarkable|benign)\b|n't\b|"
    + _SIGN.format("-")
    + r"|-/-|(?<=fl)\s?-"
)

TENDER_CUES = Lexicon(
    {"tender": ["tender", "tenderness", "nontender", "non-tender", "ttp", "palpation", "palpating", "sore"]}
)
TENDER = either(
    "non-?tender|tender(?:ness)?|ttp|(?:pain(?:ful)?|discomfort) (?:to|on|with|upon) (?:deep |"
    r"light )?palpation(?: (?:of|over|to|on))?|sore (?:to (?:the )?touch|on palpation|to palpation)|palpation [\w ,]{0,60}?(?:pain|painful|reproduc\w+|provok\w+)"
)
TENDER_PLACE = either(
    r"para-?spin\w+|para-?vertebral\w*|para-?(?:lumbar|cervical|thoracic)|facets?(?: joints?)?|zygapophys\w+|"
    "articular pillars?|(?:lumbar|cervical|thoracic) spine|erector spinae|multifidus|(?:lumbar|cervical|"
    r"thoracic) (?:\w+ )?(?:musc\w+|musculature|levels?|region)|lateral to (?:the )?midline|"
    r"bony process and (?:on the )?muscle|[clt]\d{1,2}\s?[-/]\s?[clts]?\d{1,2} (?:facets?|paraspin\w+|levels?|"
    "joints?)"
)
OTHER_PLACE = either(
    r"si joints?|sacroiliac|psis|buttocks?|trochanter\w*|gluteal|piriformis|sciatic notch|abdom\w+|calf|chest|"
    "costochondral|joint line|knees?|shoulders?|hips?|bursa|wrist|ankle"
)

NEURO_CUES = Lexicon(
    {
        "neuro": listed(
            "strength, motor, power, neurology, sensation, sensory, reflex, reflexes, dtr, dtrs, neurologic, neurological, "
            "neurologically, neuro, light touch, pinprick, pin prick, weakness, weak, foot drop, hypoesthesia, "
            "hypesthesia, hypoaesthesia, nonfocal, non-focal, /5, out of 5, jerk, deficit, deficits, "
            "ankle jerks, myotomes, dermatomes, silt"
        ),
    }
)
GRADE = re.compile(
    r"(?<!waddell )(?<!signs )(?<![a-z\d./-])(?<!\b[clt] )[+-]?(?P<grade>[0-5])(?:\s?[+-]|\s(?:plus|minus))?\s*(?:/|out of)\s*5(?![\d/]| scale)"
)
_FUNCTION = (
    r"(?:sensation|sensory|light touch(?: sensation)?|pin ?prick|reflex(?:es)?|jerks?|strength|power|touch|motor)"
)
DEFICIT = either(
    rf"(?:dec\.?|decreased|diminished|reduced|absent|impaired|altered|loss of|lost|trace|hypoactive|"
    rf"depressed) (?:[\w/-]+ ){{0,4}}?{_FUNCTION}",
    rf"{_FUNCTION} (?:[\w/-]+ ){{0,5}}?(?:decreased|diminished|reduced|absent|impaired|lost|unobtainable|"
    rf"hypoactive|depressed)",
    r"(?:sensory|motor|neuro(?:logic(?:al)?)?|focal) (?:loss|deficits?)",
    "foot drop",
    r"hyp(?:o)?a?esthesia",
    r"(?:\w+ )?weakness",
    r"weak (?:\w+ )?(?:dorsi\w+|plantar\w+|grip|ehl|extens\w+|flex\w+)",
    r"muscle wasting",
    r"degree of sensory loss",
)
INTACT = either(
    "(?:motor|strength|power|sensation|sensory|reflex(?:es)?|dtrs?|neurology|light touch|neurologic(?:al)?|neuro|"
    r"neurologically|neurovascularly|pin ?prick|myotomes|dermatomes)[^.;\n]{0,80}?\b(?:intact|normal|"
    "symmetric(?:al)?|good|full|non-?focal|wnl|within normal limits|preserved|unremarkable|equal)|(?:full|"
    r"normal|good|intact) (?:\w+ )?(?:motor|strength|sensation|reflexes|power|light touch)|"
    "silt|normal (?:\\w+ )?neuro(?:logic(?:al)?)? exam\\w*|neurologically (?:intact|normal)|non-?focal|(?:no|without) (?:(?:focal|gross|motor|sensory|reflex|strength|"
    "neurologic(?:al)?|or|and|any|evidence of|new|lower extremity),? )*(?:deficits?|weakness|sensory loss|"
    r"sensory abnormalit\w+)"
)
PATIENT_SAYS = either(
    r"denie[sd]|reports?|reported|complain(?:s|ed|ing)?|states?|stated|endorses?|c/o|feels?|subjective|experienc\w*|"
    "history of|she has noted|he has noted|admits|tells|fevers?|chills|drainage|incontinence|(?:bowel|bladder) \\w+"
)
NOT_LIMBS = either(
    r"cranial|visual|vision|eoms?|hearing|facial|pupils?|psych\w*|lungs?|heart|cardi\w*|mood|general weakness"
)
DURING_PROCEDURE = either(
    r"stimulat\w+|\d+ ?hz|volts?|lesion\w*|threshold|recruitment|injection|needle|anesthetic|local"
)
