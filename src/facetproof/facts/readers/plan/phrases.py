# ruff: noqa: E501 - one pattern a line
"""What is to be done, and the reasons the physician gave. All patterns are lower case."""

from __future__ import annotations

import re

from facetproof.facts.phrases import Lexicon, listed
from facetproof.facts.statements import either

ABLATION_CUES = Lexicon(
    {
        "ablation": listed(
            "rfa, rf, rfn, rftc, rfna, radiofrequency, radio-frequency, radio frequency, rhizotomy, neurotomy,"
            " ablation, ablate, denervation, neuroablation, nerve burning, burning, burn, burn procedure, burning procedure"
        )
    }
)
ABLATION = (
    r"(?:rfa|rfna|rftc|rfn|rf|radio-?\s?frequency(?: (?:ablation|neurotomy|denervation|thermocoagulation|"
    r"lesioning|rhizotomy|procedure|treatment))?|rhizotomy|neurotomy|ablations?|denervation|neuroablation|"
    r"burn(?:ing)? procedure|burn(?:ing)? (?:of )?(?:the |her |his |those |these )?(?:\w+ )?nerves|nerve[- ]burn(?:ing)?|burn(?= ?(?:[.;]|$)))"
)
_WORDS = (
    r"(?:(?:a|an|the|her|his|their|bilateral|right|left|lumbar|cervical|thoracic|facet|joint|thermal|"
    r"conventional|cooled|medial branch|repeat|subsequent|definitive|possible|lumbar facet|longer|more|lasting|"
    r"permanent|eventual|ultimate|possible|subsequent|therapeutic|with|for|to|of|doing|about|on|and|treatment) )*"
)
TO_FOLLOW = either(
    rf"(?:proceed(?:ing)?|go(?:ing)?|move|moving|advance|progress)(?: on| ahead| forward)? (?:to|with|"
    rf"for) {_WORDS}{ABLATION}",
    rf"(?:in anticipation|in preparation|as a prelude|prelude|work-?up|as a prognostic test|prognostic|"
    rf"prior) (?:of|for|to) {_WORDS}{ABLATION}",
    rf"(?:followed by|leading to|before|prior to|with a view to|with the (?:goal|aim|intent|intention) of|"
    rf"(?:goal|aim|intent|intention)s?(?: is| being| of treatment is)?(?: to)?) {_WORDS}{ABLATION}",
    rf"(?:consider(?:ed|ing|ation)?|think about|plan(?:s|ned|ning)?(?: is)?(?: on| for| to)?|schedul\w+|"
    rf"offer(?:ed)?|pursue|perform|do|recommend(?:ed)?|discuss(?:ed)?|qualif\w+|eligible|candida\w+|"
    rf"suitab\w+) {_WORDS}{ABLATION}",
    rf"(?:determine|assess|establish|confirm|evaluate) (?:\w+ ){{0,6}}?(?:candida\w+|suitab\w+|eligib\w+|"
    rf"appropriate\w*) (?:for|of) {_WORDS}{ABLATION}",
    rf"blocks? (?:and|then|followed by|with),? {_WORDS}{ABLATION}",
    rf"(?:then|next(?: step)?(?: is| would be| will be)?|thereafter|and) {_WORDS}{ABLATION}",
    rf"{ABLATION} (?:\w+ ){{0,3}}?(?:next|to follow|will follow|is planned|is intended|planned|intended|"
    rf"anticipated|thereafter|will be (?:scheduled|offered|considered|done|performed|planned)|is the (?:goal|"
    rf"plan|next step))",
    rf"{ABLATION} (?:\w+ ){{0,2}}?(?:if|once|when|provided|pending)",
)
"""An ablation named as what follows."""
TALKED_OF = re.compile(
    r"\b(?:discuss(?:ed|ing|ion)?|explain\w*|counsel\w*|options?|option of|possib\w+|talked about|educat\w+|handout|brochure|literature|reviewed|"
    r"risks?|benefits?|may|might|could|considered|declin\w+|refus\w+|defer\w*|hold(?:ing)? off|avoid\w*|instead of|rather than|offered|mentioned|not)\b[^.;\n]{0,70}$"
)
"""Before a procedure in a plan: it was talked of, not ordered."""
TOLD_OF = re.compile(
    r"\b(?:s/p|status post|after|since|following|post|prior(?! auth)|previous|last|had|underwent|from|relief|response to|results? of|doing well with|benefit\w*) (?:[\w'/-]+ ){0,3}$"
)
"""Before a procedure in a plan: it is past."""
REFUSED = re.compile(
    r"s?(?: \w+){0,3}? (?:was|were|is|has been|not)? ?(?:denied|declined|refused|deferred|cancell?ed|gave|helped|worked|did|provided|lasted|failed|not)\b"
)
NO_PLAN = re.compile(
    r"\b(?:definitions?|legend|key|template|criteria|coverage|policy|outcomes?|education|next (?:case|patient))\b"
)
"""Labels within a plan that tell none."""
NOT_HIS = re.compile(
    r"\?|\bother (?:pt|patient)\b|\bnext (?:case|patient)\b|\bdenied (?:by|for|until|unless)\b|\bno (?:further|more|plans?|need)\b"
)
ELSEWHERE = re.compile(
    r"\b(?:genicular|knee|hip|shoulder|sacroiliac|si joint|sij|lateral branch\w*|basivertebral|intracept)\b"
)
DECIDED = re.compile(
    r"\b(?:agree[sd]?|agreeable|elect(?:s|ed)?|wish(?:es|ed)? to|would like to|wants? to (?:proceed|go|have|do|move)|proceed|schedul\w+|will (?:do|perform|have|get|be)|book\w*|opts?|opted|chose|chosen|authori[sz]\w+)\b"
)
FIRM = either(
    "in anticipation|in preparation|prelude|goal|aim|intent|intention|view|followed by|leading to|planned|"
    "plan|intended|next|to follow|will follow|anticipated|candida\\w+|suitab\\w+|prognostic|work-?up"
)
"""Words of purpose: the ablation is intended even where no condition stands in the sentence."""
CONDITION = either(
    "if|should|provided|once|when|assuming|pending|depending on|positive|concordant|successful|needs|"
    "responds?|confirm\\w*|two positive|both"
)
CONDITIONAL_END = re.compile(
    rf"(?:[,;:]|\bthen\b|->|>)\s*(?:then |we (?:will|shall) |do |repeat )?{_WORDS}{ABLATION}\b\s*(?:\.|;|$)"
)
"""The ablation as the last word of a condition ("If both give 80 % relief, RFA")."""
NOT_INTENDED = either(
    rf"(?:no|not|never) (?:\w+ ){{0,5}}?(?:plan\w*|intend\w*|consider\w*|pursu\w*|interested in|wish\w*|"
    rf"want\w*|seeking) (?:to |on )?{_WORDS}{ABLATION}",
    rf"{ABLATION} (?:\w+ ){{0,2}}?(?:is|are|was|were) not (?:being )?(?:planned|intended|considered|"
    rf"contemplated|wanted|desired|the (?:goal|plan|aim))",
    rf"(?:declin\w+|refus\w+) {_WORDS}{ABLATION}",
)
SURGERY = either("bmp|levels of fusion|dis[ck]ectomy|corpectomy|laminectomy was|bone graft")
IN_GENERAL = either("patients (?:in whom|with|who)|in general|may be offered|you may|candidates are|those who")
NOT_THIS_PATIENT = either(
    "patients (?:in whom|with|who)|in general|may be offered|you may|candidates are|those who|policy|"
    "insurance|insurer|payer|medicare|guidelines?|literature"
)

IMPOSSIBLE = either(
    rf"{ABLATION} [\w ,()-]{{0,50}}?(?:ruled out|contra-?indicated|not (?:possible|feasible|an option|safe|"
    rf"advis\w+|appropriate|suitable|recommended|indicated)|excluded|impossible|precluded|cannot be (?:done|"
    rf"performed|offered)|rejected|aborted|abandoned|could not be (?:done|performed|offered)|too risky|"
    rf"declined by (?:cardiology|"
    rf"her cardiologist|his cardiologist))",
    rf"not (?:a |an )?{_WORDS}{ABLATION} candidate",
    rf"(?:not (?:a |an )?(?:\w+ )?candidate for|cannot (?:have|undergo|receive|be offered|get|tolerate)|"
    rf"can't have|unable to (?:have|undergo|tolerate)|ineligible for|unsuitable for|not (?:suitable|eligible|"
    rf"appropriate|safe) for|contra-?indications? (?:to|for)|contra-?indicates?|precludes?|rules? out|"
    rf"prevents?|advised against|advises against|recommended against|unsafe for) {_WORDS}{ABLATION}",
)
BECAUSE = re.compile(
    r"(?<=contraindicated )by\b\s*|(?<=rejected )on\b\s*|\b(?:because(?: of)?|due to|owing to|"
    r"given(?: that)?|since|on account of|secondary to|in view of|"
    r"in light of|as a result of|as (?=she|he|the patient|they|there)|for (?:the )?reasons? (?:of|that)|"
    r"reason(?: is|:| being)?)\s*|\((?=[a-z])|: | - "
)
DEVICE = either(
    "pacemaker(?:-dependent)?|icd|defibrillator|aicd|stimulator|anticoagula\\w+|pregnan\\w+|hardware|"
    "coagulopathy|infection|cardiologist|allerg\\w+|lead"
)
"""A reason by itself where it stands in the sentence that calls the ablation impossible."""
PREFERENCE = either("prefers?|preference|convenien\\w+|afraid|scared|does not (?:want|wish)")

EARLY = either(
    r"early|earlier(?! (?:\w+ )?(?:blocks?|mbbs?|injections?|rfas?|ablations?|sessions?|sets?|procedures?|medial)\b)|"
    r"(?<!no )sooner|ahead of|short(?:er|ened)? interval|before (?:the )?(?:two|2)[- ]weeks?|"
    r"less than (?:two|2) weeks|"
    r"less than 14 days|(?:only|after only|at|interval of|within) (?:\w+ )?(?:[3-9]|1[0-3]|eight|nine|ten|"
    r"eleven|twelve|six|five|seven) days|"
    r"only (?:a|one) week|within (?:two|2) weeks|two weeks [\w ,]{0,40}?not (?:been )?waited"
)
REPEAT = either(
    r"repeat\w*|second (?:diagnostic )?(?:block|mbb|injection|session|medial branch block)|blocks?|mbbs?|"
    r"interval|confirmatory|2nd"
)
JOINT_ROUTE = either(
    r"intra-?\s?articular\w*|facet joint (?:injection|block|approach)|into the joints?|ia (?:injection|block|"
    r"approach|route)|"
    r"joints? (?:was|were) (?:entered|injected|chosen|used)"
)
CHOSEN = either(
    r"(?:chosen|chose|selected|preferred|used|done|performed|approach|route|required|"
    r"necessary)(?: [\w-]+){0,6}? (?:because|due to|as the|since|owing to|given)"
)
BRANCHES_OUT_OF_REACH = either(
    r"(?:instead of|rather than|in place of|in lieu of|as) (?:a |the )?(?:medial branch(?:es)?(?: blocks?)?|"
    r"mbbs?|branch blocks?)",
    r"(?:medial branch(?:es)?(?: blocks?| approach)?|mbbs?|branches|"
    r"branch blocks?) [\w ,-]{0,40}?(?:not (?:possible|feasible|accessible|reachable|safe|visuali[sz]ed|"
    r"an option)|"
    r"impossible|contra-?indicated|could not|cannot|can not|obscured|precluded|inaccessible|obstructed|"
    r"prevented|unreachable|destroyed)",
)
"""Why the joint was entered: its nerves could not be reached."""
SOURCE = either(
    r"(?:source|generator|origin|cause) of (?:the |her |his |"
    r"their )?(?:\w+ ){0,2}pain [\w ,]{0,40}?(?:question|unclear|uncertain|doubt|unsure|not clear|"
    r"reassess\w*|re-?establish\w*|re-?confirm\w*|changed)",
    r"(?:question\w*|doubt|unclear|uncertain|reassess|re-?establish|re-?confirm|confirm again|"
    r"whether)[\w ,]{0,40}? (?:source|generator|origin|cause) of (?:the |her |his |their )?(?:\w+ ){0,2}pain",
    r"pain (?:source|generator) [\w ,]{0,30}?(?:question|unclear|uncertain|changed|reassess\w*|not clear)",
)
SAME_DAY = either(
    r"same[- ](?:day|visit|session|sitting|encounter) [\w ,()-]{0,80}?(?:blocks?|injections?|procedures?|esi|"
    r"epidural)",
    r"both [\w ,()-]{0,80}?(?:blocks?|injections?|epidural|esi)[\w ,()-]{0,30}? (?:were|are) (?:done|"
    r"performed|given|needed) (?:today|together)",
    r"(?:blocks?|injections?|procedures?|esi|epidural|both) [\w ,()-]{0,60}?(?:same (?:day|visit|session|"
    r"sitting|encounter)|in one (?:session|visit|sitting)|together)",
)
THIRD = either(
    "third (?:facet )?(?:joint )?level|3rd (?:facet )?(?:joint )?level|three (?:facet )?(?:joint )?levels|"
    "3 (?:facet )?(?:joint )?levels|third (?:facet )?joint|additional level"
)
REASON_CUES = Lexicon(
    {
        "reason": listed(
            "because, due to, owing to, given, since, on account of, secondary to, in view of, in light of, as,"
            " reason, contraindicated, pacemaker, cannot, not a candidate, defibrillator, ruled out, precludes,"
            " rules out, advised against, source of, generator, origin of, as a result, could not, not feasible,"
            " not possible, instead of, rather than, aborted, rejected, days, interval, sooner, earlier, waited,"
            " contraindicated"
        )
    }
)
APPROVED = re.compile(
    r"^s?,? (?:\w+ ){0,2}?(?:(?:is|was|has been|have been) )?(?:approved|authori[sz]ed|denied|pending|requested)\b"
)
"""Just after a mention: it was asked for."""
PLAN_LABEL = re.compile(
    r"^(?:(?:procedures?|services?|treatment) (?:requested|planned|proposed)|request\w*|planned|proposed|scheduled|upcoming|authori[sz]ation)\b|^a p$|^assessment (?:and )?plan$"
)
"""Labels of lines that tell what is to be done."""
PLANNED = either(
    "plan(?:ned|ning)?|schedul\\w*|proceed|will (?:have|undergo|perform|do|return|be)|recommend\\w*|request\\w*|"
    "order\\w*|set (?:her|him) up|arrange\\w*|book\\w*|refer\\w*|propose\\w*|authori[sz]ation|"
    "(?:have |has |had )?(?:listed|put) (?:her|him|them|this (?:lady|gentleman|patient)) (?:\\w+ ){0,3}?(?:for|list for)|"
    "waiting list for|arrival time|reminded|upcoming|pre-?op(?:erative)? (?:call|instructions)"
)
