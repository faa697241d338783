# ruff: noqa: E501 - one pattern or list a line
"""Response to the block of this note. All patterns are lower case."""

from __future__ import annotations

import re

RELIEF = re.compile(
    r"\b(?:reliefs?|reliev\w*|improv\w*|reduc\w*|decreas\w*|better|gone|resol\w*|pain[- ]?free|alleviat\w*|abat\w*|response|concordant|diminish\w*|lessen\w*|eased|subsid\w*|benefit\w*|disappear\w*|"
    r"less (?:pain|painful|discomfort|sore)|taken away|took (?:it|the pain) away|relief-?free|without pain)\b"
)
"""What a percentage of relief stands beside."""
RELIEF_OF_PAIN = re.compile(
    r"\b(?:drop(?:ped)?|down|lower(?:ed)?|help(?:ed|ful)?|cut|less|effective|positive|success\w*)\b"
)
"""Likewise, where pain is named too."""
LOGGED = re.compile(r"\b(?:diary|log|worksheet|journal)\b[^.;\d]{0,24}$")
"""Just before a percentage: the patient wrote it down."""
TO_DO = re.compile(
    r"[ \t*-]*(?:\d[.)] ?)?(?!follow[- ]?up (?:phone |telephone )?call)(?:schedule|return|call|plan|proceed|repeat|rtc|rto|f/u|follow(?:[- ]?up)?|will|consider|refer|order|request|submit|await|patient (?:will|to|may)|she (?:will|may)|he (?:will|may)|next (?:visit|step|appointment|block|mbb|time|procedure)|discussed|please|document|record|mark|write|rate (?:the|your)|note|tell|bring|keep)\b"
)
"""A statement that opens so is about what is to be done."""
OF_PAIN = re.compile(r"\b(?:pain|axial|index|symptom\w*|ache|discomfort|block|injection|response)\b")
OTHER_BEFORE = re.compile(
    r"\b(?:spo2|o2|sats?|saturat\w*|oxygen\w*|fio2|odi|ndi|oswestry|disability(?: index)?|impairment|bmi|hct|stenosis|risk|chance|incidence|rate|loss|compression|slip|strength|marcaine|\w*caine|alcohol|phenol|\w*hexidine|betadine|strong)"
    r"(?: (?:of|is|was|at|score|index|level|about))*\s*[:=>~<]?\s*$"
)
"""Just before a percentage: it is of something else."""
OTHER_AFTER = re.compile(
    r"\s*(?:\(?(?:pf|mpf|plain|preservative[- ]free)\)?,? ?)?(?:\w*caine\b|\w*thecin\b|bupi\b|bup\b|marc\w*|lido\b|ropi\b|solution|dextrose|saline|alcohol|phenol|glycerin|chlorhex\w*|betadine|on (?:room air|ra\b|\d)|ra\b|o2\b|oxygen|sat\w*|stenosis|disability|chance|risk|"
    r"impairment|loss|coverage|slip|listhesis|compression|w/v|whole person|of (?:the )?(?:time|patients|people|volume|dose|solution|cases|all|mixture|maximum|normal)|ejection|range|strength|height)"
)
OF_FUNCTION = re.compile(
    r"\b(?:function\w*|activit\w*|adls?|mobility|range of motion|rom|walking tolerance|standing tolerance|sitting tolerance|ability)\b"
)
BEHIND_SCORES = re.compile(
    r"(?:\d\s*/\s*10\b|(?:->|>|\bto)\s*\d\b|\b(?:post|after)[ :=]*\d\b)[^.;%]{0,24}[(=,]\s*(?:so |for |a |an |i\.e\. )*[~>]?$"
)
"""Just before a percentage that says how far the scores fell: "7/10 to 2/10 (70%)"."""
FOR_HOURS = re.compile(r"\s*(?:x|for|\u00d7) ?\d{1,2}(?:\.\d)?(?:\s*-\s*\d{1,2})? ?(?:h|hrs?|hours?)\b")
"""Just after a percentage: of relief, for nothing else lasts hours."""
HOURS_TOLD = re.compile(
    r"\b(?:relief (?:hours|hrs)|(?:hours|hrs) of (?:pain )?relief|(?:relief )?duration(?: of (?:pain )?relief)? ?\(?(?:in )?(?:hours|hrs|h)\b\)?)[ :=]+(?P<value>\d{1,3}(?:\.\d)?)(?![\d/%])"
)
"""The unit before the number: "relief hours: 6"."""
TODAY = re.compile(
    r"\b(?:today|this (?:morning|afternoon)|today'?s|this (?:\w+ ){0,2}?(?:blocks?|mbbs?|injections?|procedure))\b"
)
LABEL = re.compile(
    r"\b(?:relief|response|result|outcome|diary|log|improvement|improved|benefit|better|effect|reduction|decrease)\b"
)
"""A label whose percentage is one of relief."""
COUNTED = re.compile(
    r"(?:\brelief ?\(?(?:percent(?:age)?|pct)\)?|\b(?:percent|percentage|pct)(?: of)?(?: pain)? (?:relief|improvement|reduction|better|change|decrease|drop)|\b(?:relief|improvement|reduction)(?: of pain| in pain)? ?\((?:%|percent|pct|in %|in percent)\)|% (?:of )?(?:pain )?(?:relief|improvement|reduction|better))"
    r"[ :=~]+(?:was |is |at )?(?P<value>100|\d{1,2})(?!\d|[/%]|\.\d|\s*(?:%|hours?|h\b|min))"
)
"""The unit before the number: "Percent relief: 85", "Pain relief (%): 85"."""
OF_SESSION = re.compile(
    r"\b(?:post[- ]?(?:procedur\w*|vas|nrs|pain|block|injection|op(?:erative\w*)?)|immediate(?:ly)?|concordant|recovery|pacu|discharge|upon standing|on standing|(?:next|following) (?:day|morning))\b"
)
"""Words that place relief after the procedure, beside those for time."""
WANTED_AFTER = re.compile(
    r"[^.;,\d]{0,30}\b(?:it will|we will|she will|he will|will be (?:repeated|offered|scheduled))\b|[^.;\d]{0,30}\b(?:needed|required?|threshold|cut-?off|minimum|to qualify|criteri\w+|targets?|goals?|expected)\b"
)
"""Just after a percentage: it is asked for."""
OPENS = re.compile(
    r"(?:\d{1,2}[.)] )?(?:response|result|outcome|relief|% relief)\b[^:;.\d]{0,20}:|(?:\d{1,2}[.)] )?(?:pain |immediate |estimated |percent |% |max(?:imum)? |peak )?(?:relief|improvement|pain reduction)(?: (?:was|of|is))?[ :=~-]*"
    r"(?:about |approximately |est\.? )?[>~\u2265]?=? ?\d{1,3} ?(?:%|percent|per cent)"
    r"|[>~\u2265]?=? ?\d{1,3} ?(?:%|percent|per cent) (?:pain )?(?:relief|improvement|better) (?:for|x|lasting) "
    r"|(?:percent|percentage|%)(?: of)?(?: pain)? (?:relief|improvement)[ :=]+\d{1,3}\b"
)
"""A remark that opens with the relief belongs to the block of the note."""
DURATION_LABEL = re.compile(r"^(?:(?:relief|pain relief) )?(?:duration|lasted|how long|time)(?: of (?:pain )?relief)?$")
LASTS_ON = re.compile(
    r"(?:and |but )?(?:it|this|that|(?:the |her |his |pain )?(?:pain )?(?:relief|benefit|effect|improvement|response)|lasted|(?:duration|length)(?: of (?:pain )?relief)?)\b(?:[ :=]+(?=\d)|[^.;%\d]{0,24}?\b(?:last\w*|persist\w*|held|continued|wore off (?:after|at|by)|duration[^.;\d]{0,12})\b)"
)
"""A sentence that goes on to tell how long the relief of the one before it lasted."""
LASTING = re.compile(
    r"(?:\b(?:for|last\w*|persist\w*|x|over|about|of relief for|through|duration|held|off after|held up)|\u00d7)[ :]*(?:for )?(?:about |approximately |some |nearly |almost |around |roughly |over |more than |at least |the (?:first|next|full) |a full |~ ?|> ?)*$"
)
"""Just before how long it lasted."""
LASTED_NEAR = re.compile(r"\blast\w*\b[^.;\d]{0,40}$")
BESIDE = re.compile(
    r"(?: ?(?:pain )?(?:relief|better|improvement|reduction|improved|pain relief))?[ ,;(x@/-]*(?:and )?(?:for |lasting )?(?:about |~ ?)?"
)
"""Between a percentage and how long it lasted: "90 %, 6 hours", "80 % relief x 6 h"."""
NOT_LASTING = re.compile(r"\s*(?:ago|prior|before|earlier|of (?:observation|monitoring|rest)|interval|delay)\b")
LATER_ON = re.compile(r"\s*(?:after\b|later|post|following|mark|from\b|out\b|into|in the|follow|call|on\b)")
"""Just after a time beside a percentage: when, not how long."""
STILL = re.compile(
    r"\b(?:relief|benefit|improvement)\b[^.;\n]{0,30}\b(?:still (?:present|there|ongoing|holding)|ongoing|persists|continues)\b|\b(?:ongoing|continued) relief\b|\band still (?:going|has relief|good)\b"
)
LATER = re.compile(
    r"\b(?:then|until|wore|back to|down to|next day|next morning|by (?:evening|night|bedtime)|at \d+ ?h)\b"
)
"""Between two percentages: the second is what was left of the relief."""
