# ruff: noqa: E501 - one pattern a line
"""Findings on examination: facet loading, paraspinal tenderness, neurological deficit. All patterns are lower case."""

from __future__ import annotations

import re

from facetproof.facts.phrases import Lexicon, listed
from facetproof.facts.statements import either

LOADING_CUES = Lexicon(
    {
        "loading": listed(
            "facet load, facet loading, facet joint loading, kemp, kemp's, kemps, quadrant, facetal, "
            "facet sign, facet signs, extension, hyperextension, extending, rotation, side bending, "
            "extend, rotate, twist, arch, bend back, lean back, side-bending, sidebending, lateral bending, lateral flexion, ipsilateral bending, loading, arching"
        ),
    }
)
_MOVE = (
    r"(?:hyper-?extension|extension|extending|rotation|rotating|side[- ]?bending|lateral (?:bending|flexion|"
    r"rotation)|ipsilateral bending|twisting|arching)"
)
LOADING_TEST = either(
    r"facet(?:al)?(?: joint)?[- ]load(?:ing)?(?: (?:tests?|testing|man\w+|signs?))?|kemp'?s?(?: (?:test|sign|"
    r"man\w+))?|quadrant (?:test(?:ing)?|sign|loading)|(?:provocative )?facet(?:al|ogenic)? (?:signs?|features|"
    r"provocation)|extension[- ]rotation (?:test|man)\w*"
)
_WORSE = (
    r"(?:provok\w*|reproduc\w*|elicit\w*|caus\w*|trigger\w*|increas\w*|aggravat\w*|exacerbat\w*|worsen\w*|"
    r"painful|hurts?|brings? on|recreat\w*)"
)
LOADING_PAIN = either(
    rf"{_MOVE}(?! and flexion)[\w ,/&+-]{{0,50}}?\b{_WORSE}",
    rf"pain(?:ful)? (?:is |was |are )?(?:\w+ )?(?:(?:reproduced|provoked|elicited|increased|worse|worsened|"
    rf"exacerbated|aggravated|noted|present|produced)(?: \w+)? )?(?:with|w/|on|upon|by|during|in)"
    rf" (?:[\w/]+,? (?:and )?){{0,5}}?{_MOVE}",
    r"(?:hurts?|painful|pain|sore) (?:\w+ )?(?:when|if|to|with) (?:(?:he|she|i|they|trying to|having to) )?(?:extend|rotate|twist|arch|lean back|bend back)\w*",
    rf"(?:reproduc\w*|provok\w*|concordant|reproducible) (?:\w+ ){{0,6}}?(?:with|on|upon|"
    rf"by) (?:[\w/]+,? (?:and )?){{0,5}}?{_MOVE}",
)
LIMITED_BY_PAIN = re.compile(r"\b(?:reduction|reduced|limited|limitation|restrict\w+|decreased|range of motion|rom)\b")
OTHER_JOINT = either("hips?|knees?|shoulders?|ankles?|wrists?|elbows?|thumb|fingers?|forearm|great toe")
POSITIVE = re.compile(
    r"^[\s\w,()/':=\[\]-]{0,40}?(?:\bpositive\b|\bpos\b|\(\+\)|(?<![\w-])\+(?!\d)|\bpresent\b|\breproduc\w+|\bprovok\w+|"
    r"\bpainful\b|\byes\b|\bevident\b|\belicit\w+)"
)
NEGATIVE = re.compile(
    r"^[\s\w,()/':=\[\]-]{0,40}?(?:\bnegative\b|\(-\)|\babsent\b|\bneg\b|\bnone\b|\bno pain\b|\bpainless\b|"
    r"\bpain-free\b|\bnot (?:painful|positive)\b|[:=]\s*no\b)"
)
POSITIVE_BEFORE = re.compile(
    r"(?:\b(?:positive|pos|reproducible|painful|marked|mild)|(?<![\w\d])\+)\s*(?:for |bilateral |right |left |"
    r"lumbar |cervical |"
    r"test for )*$"
)
NEGATIVE_BEFORE = re.compile(
    r"\b(?:negative|no|without|neg|not)\s*(?:for |bilateral |right |left |lumbar |cervical |test for |any |"
    r"provocative )*$"
)

TENDER_CUES = Lexicon({"tender": ["tender", "tenderness", "nontender", "non-tender", "ttp", "palpation", "palpating"]})
TENDER = either(
    "non-?tender|tender(?:ness)?|ttp|(?:pain(?:ful)?|discomfort) (?:to|on|with|upon) (?:deep |"
    r"light )?palpation(?: (?:of|over|to|on))?|palpation [\w ,]{0,60}?(?:pain|painful|reproduc\w+|provok\w+)"
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
            "ankle jerks, myotomes, dermatomes"
        ),
    }
)
GRADE = re.compile(
    r"(?<![a-z\d./-])(?<!\b[clt] )[+-]?(?P<grade>[0-5])(?:\s?[+-]|\s(?:plus|minus))?\s*(?:/|out of)\s*5(?![\d/]| scale)"
)
_FUNCTION = (
    r"(?:sensation|sensory|light touch(?: sensation)?|pin ?prick|reflex(?:es)?|jerks?|strength|power|touch|motor)"
)
DEFICIT = either(
    rf"(?:decreased|diminished|reduced|absent|impaired|altered|loss of|lost|trace|hypoactive|"
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
    r"neurologically|neurovascularly|pin ?prick|myotomes|dermatomes)[^.;\n]{0,50}?\b(?:intact|normal|"
    "symmetric(?:al)?|good|full|non-?focal|wnl|within normal limits|preserved|unremarkable|equal)|(?:full|"
    r"normal|good|intact) (?:\w+ )?(?:motor|strength|sensation|reflexes|power|light touch)|"
    "normal (?:\\w+ )?neuro(?:logic(?:al)?)? exam\\w*|neurologically (?:intact|normal)|non-?focal|(?:no|without) (?:focal |gross |motor |sensory |"
    "neurologic(?:al)? |or |and |any |evidence of |new |lower extremity )*(?:deficits?|weakness|sensory loss|"
    r"sensory abnormalit\w+)"
)
PATIENT_SAYS = either(
    r"denie[sd]|reports?|reported|complain\w*|states?|stated|endorses?|c/o|feels?|subjective|experienc\w*|"
    "history of|she has noted|he has noted|admits|tells|fevers?|chills|drainage|incontinence|(?:bowel|bladder) \\w+"
)
NOT_LIMBS = either(
    r"cranial|visual|vision|eoms?|hearing|facial|pupils?|psych\w*|lungs?|heart|cardi\w*|mood|general weakness"
)
DURING_PROCEDURE = either(
    r"stimulat\w+|\d+ ?hz|volts?|lesion\w*|threshold|recruitment|injection|needle|anesthetic|local"
)
