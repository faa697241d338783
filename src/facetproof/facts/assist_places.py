# ruff: noqa: E501 - one pattern a line
"""What may be taken from a language model: places of the chart whose value can be checked in the quoted words.

Lists (targets, injectates, conservative care, history, diagnoses) are not taken: which item a proposal means cannot be
told from its words. Neither are targets' nerves and joints, signatures, dates and reasons. "None" is never taken from a
model: that nothing was used is read by the readers or not at all. Patterns are over lower-case text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal, NamedTuple

Measure = Literal["percent", "hours", "months", "score", "celsius", "seconds", "bare", "word", "truth"]


class Place(NamedTuple):
    """How a value of one place is checked.

    Attributes:
        path: in the chart.
        measure: how the value stands in words.
        about: what it is about, all of it within the quote.
        beside: what must stand in the sentence or its label.
        never: what must not stand there.
        words: of each value that is a word; for a truth the words that alone say `true` or `false`.
        group: fields that are told together; where one of them was read, the value is not the model's to add.
        past: whether it may be told of the past.
        only_yes: whether only `true` is taken; that nothing was used is not a model's to say.
        visit: whether it is of a visit; in the note of a procedure the same words are of the procedure.
    """

    path: str
    measure: Measure
    about: re.Pattern[str]
    beside: re.Pattern[str] | None = None
    never: re.Pattern[str] | None = None
    words: Mapping[str, re.Pattern[str]] = {}
    group: tuple[str, ...] = ()
    past: bool = False
    only_yes: bool = False
    visit: bool = False


def _p(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns))


def _words(**patterns: str) -> dict[str, re.Pattern[str]]:
    return {name: re.compile(pattern) for name, pattern in patterns.items()}


_RELIEF_WORDS = re.compile(
    r"\b(?:relief|improve\w*|reduc\w*|decreas\w*|better|gone|resol\w*|pain-?free|alleviat\w*|abat\w*|response|concordant)\b"
)

_AFTERWARDS = re.compile(
    r"\b(?:post(?=[ :]+\d)|pain after\b|(?:min(?:ute)?s?|hours?|hrs?) later|post[- ]?(?:proc|vas|nrs|pain|procedure|procedural|block|injection|op(?:erative)?)|after (?:the |this |today'?s )?(?:block|injection|procedure|needle)\w*|following (?:the |this |today'?s )?(?:block|injection|procedure)\w*|"
    r"in (?:the )?(?:recovery|pacu)|recovery (?:room|area|bay)|immediate(?:ly)?|at discharge|before discharge|prior to discharge|\d+ ?min(?:utes?)? (?:later|after|post)|upon standing|on standing|provocati\w+|report(?:ed|s)|today)\b"
)

_EARLIER = re.compile(
    r"\b(?:first|1st|previous|prior|earlier|last|blocks|both|two(?! (?:and a half |full )?(?:hours?|hrs?|days?))|\d{1,2}/\d{1,2}/\d{2,4}|second block|initial|month|months|weeks)\b"
)

_WANTED = re.compile(
    r"\b(?:if|need\w*|require\w*|at least .{0,20}(?:needed|required)|threshold|cut-?off|criteri\w+|should|goal|aim|must|qualif\w+|expect\w*|until|when|less than|or (?:better|more|greater) (?:is|will|would))\b"
)
_EARLIER_OR_WANTED = _p(_EARLIER.pattern, _WANTED.pattern)
_PAIN = _p(r"\b(?:pain|nrs|vas|vrs|ache|discomfort)\b")
_BEFORE = r"\b(?:before|pre|prior|baseline|on arrival|initial(?:ly)?|preop\w*|preprocedur\w*)\b"
_AFTER = r"\b(?:after\w*|post|following|discharge|recovery|pacu|postop\w*|postprocedur\w*|later|at \d+ min\w*)\b"
_SCORE = ("score", "low", "high", "scale")
_ABLATION = _p(
    r"\b(?:lesion\w*|ablat\w*|rf[al]?|radiofreq\w*|heat\w*|temperature|coagulat\w*|burn\w*|probe|electrode|thermo\w*)\b"
)
_SPREAD = _p(r"\b(?:injec\w*|spread|flow|confirm\w*|pattern|administ\w*|dye|instill\w*|opacif\w*|arthrogra\w*|used)\b")

_RELIEF = _p(_RELIEF_WORDS.pattern, r"\b(?:eased|lessened|diminish\w*|subsid\w*)\b")

# fmt: off
_LISTED = (
    Place("session.intent", "word", _p(r"\b(?:diagnostic|therapeutic)\w*"),
          beside=_p(r"\b(?:block\w*|inject\w*|procedure|intent\w*|purpose)\b"),
          never=_p(r"\b(?:previous\w*|prior|earlier|first|1st|initial|last|second|history|next|imaging|stud(?:y|ies)|test\w*|x-?ray\w*|mri|scan)\b"),
          words=_words(diagnostic=r"\bdiagnostic\w*", therapeutic=r"\btherapeutic\w*")),
    Place("session.guidance", "word", _p(r"\b(?:guid\w*|control|visuali\w+|under|confirm\w*|localiz\w*|with the (?:c-arm|aid|help))\b"),
          never=_p(_EARLIER.pattern, r"\b(?:show(?:s|ed|n)|reveal\w*|finding\w*|report)\b"),
          words=_words(fluoroscopy=r"\b(?:fluoro\w*|c-?arm|image intensifier)\b", ct=r"\b(?:ct|computed tomogra\w+)\b", ultrasound=r"\b(?:ultraso\w+|sonogra\w+)\b", mri=r"\b(?:mri|magnetic resonance)\b")),
    Place("session.contrast", "truth", _p(r"\b(?:contrast|omnipaque|iohexol|isovue|iopamidol|gadolinium|gadavist)\b"),
          beside=_SPREAD, never=_p(r"\b(?:mri|ct scan|allerg\w*|with(?:out)? and with\w*)\b"), only_yes=True),
    Place("session.images_saved", "truth", _p(r"\b(?:saved|stored|archived|retained|pacs|permanent\w*)\b"),
          beside=_p(r"\b(?:images?|films?|pictures?|spot|views?|fluoro\w*|radiograph\w*)\b"), only_yes=True),
    Place("session.sedation", "word", _p(r"\b(?:sedat\w*|an(?:a?)esthe\w*|anxiolysis|mac)\b"), never=_EARLIER,
          words=_words(minimal=r"\bminimal sedation\b|\banxiolysis\b", moderate=r"\b(?:moderate|conscious) sedation\b", deep=r"\bdeep sedation\b", general=r"\bgeneral an(?:a?)esthe\w*", mac=r"\bmac\b|\bmonitored an(?:a?)esthe\w* care\b")),
    Place("session.ablation.celsius", "celsius", _ABLATION, never=_EARLIER),
    Place("session.ablation.seconds", "seconds", _ABLATION, never=_EARLIER),
    Place("session.pain_before.score", "score", _PAIN, beside=_p(_BEFORE), never=_p(_AFTER, _WANTED.pattern, r"\b(?:worst|best|least|average|goal)\b"), group=_SCORE),
    Place("session.pain_after.score", "score", _PAIN, beside=_p(_AFTER), never=_p(_BEFORE, _WANTED.pattern, r"\b(?:worst|best|least|average|goal)\b"), group=_SCORE),
    Place("session.relief.percent", "percent", _RELIEF, beside=_AFTERWARDS,
          never=_p(_EARLIER_OR_WANTED.pattern, r"\b(?:function\w*|activit\w*|adls?|mobility|range of motion|strength)\b"),
          group=("percent", "bound", "low", "high")),
    Place("session.relief.hours", "hours", _p(_RELIEF.pattern, r"\blast(?:ed|ing)?\b|\bwore off\b"), beside=_RELIEF,
          never=_p(_EARLIER_OR_WANTED.pattern, r"\b(?:began|begin\w*|onset|within|started|delayed)\b"), group=("hours", "ongoing")),
    Place("assessment.pain.months", "months", _PAIN, past=True,
          never=_p(r"\b(?:relief|reliev\w*|improve\w*|last(?:ed|ing)|block\w*|inject\w*|ablat\w*|rfa|therap\w*|pt|exercis\w*|medic\w*|opioid\w*|nsaid\w*|surger\w*|fusion|until|worse\w*|free|elsewhere|another|last (?:year|month|week|summer|winter|spring|fall)|in (?:19|20)\d\d)\b", r"\b\w+ed (?:over|in|for) the (?:last|past)\b")),
    Place("assessment.pain.score", "score", _PAIN, never=_p(_AFTER, _BEFORE, _WANTED.pattern, r"\b(?:worst|best|least|average|goal|at rest|was|block\w*|inject\w*|from)\b"), group=_SCORE, visit=True),
    Place("assessment.pain.axial", "truth", _p(r"\baxial\b"), beside=_PAIN),
    Place("assessment.pain.radicular", "truth", _p(r"\bradicular (?:pain|symptoms?|complaints?|features?)\b|\bradiat(?:es|ing|ion)\b[^.;,\n]{0,20}\b(?:legs?|arms?)\b|\b(?:leg|arm) pain\b"), beside=_p(r"\b(?:radicul\w*|radiat\w*)\b"), never=_p(r"\b(?:exclud\w*|rule|mri|ct|x-?ray|stenosis|spondyl\w*|myelopathy|resolved|gone|before|after|elicit\w*|motion|movements?|tests?|rais\w+|block\w*|inject\w*)\b")),
    Place("assessment.pain.claudication", "truth", _p(r"\bclaudica\w+"), never=_p(r"\b(?:vascular|mri|ct|stenosis)\b")),
    Place("assessment.facet_loading", "truth", _p(r"\bfacet (?:joint )?(?:loading|provocation)\b|\bkemp'?s?\b|\bquadrant (?:test|loading)\b"),
          beside=_p(r"\b(?:positive|negative|reproduc\w*|provok\w*|concordant|pain\w*|hurts?|elicit\w*|unremarkable)\b"),
          words=_words(true=r"\b(?:positive|reproduc\w*|provok\w*|concordant|painful|hurts?)\b|\+", false=r"\b(?:negative|unremarkable|painless)\b")),
    Place("assessment.paraspinal_tenderness", "truth", _p(r"\btender(?:ness)?\b|\bnontender\b"),
          beside=_p(r"\b(?:paraspin\w*|paravertebral|facet\w*)\b"), words=_words(true=r"(?<!non)(?<!non-)\btender(?:ness)?\b", false=r"\bnon-?tender\b")),
    Place("assessment.neuro_deficit", "truth", _p(r"\bneuro\w* deficits?\b|\bneuro\w*(?: exam\w*)? (?:is |was )?(?:intact|non-?focal)\b"),
          never=_p(r"\b(?:except|but|apart|decreased|diminished)\b"), words=_words(true=r"\bdeficits?\b", false=r"\b(?:intact|non-?focal)\b")),
    Place("assessment.bmi", "bare", _p(r"\b(?:bmi|body mass index)\b")),
)
# fmt: on

PLACES: Mapping[str, Place] = {place.path: place for place in _LISTED}
"""By path."""
