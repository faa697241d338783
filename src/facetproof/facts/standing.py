# ruff: noqa: E501 - one pattern a line
"""What stands in a note and says nothing of this patient: rules quoted, literature, goals, legends, struck and sample text.

It is blanked out before any reader looks, so that no number of it is taken for a finding. A sentence that also says what
the patient had or did ("insurance requires six weeks, which she completed") is left to the readers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from facetproof.facts.gates import Gated
from facetproof.facts.phrases import Lexicon, listed

Span = tuple[int, int]

_GATE = Lexicon(
    {
        "rule": listed(
            "requires, require, required, policy, policies, payer, payers, insurer, lcd, medicare, carrier, guideline, "
            "guidelines, criteria, criterion, candidate, candidates, coverage, covered, denied, denial, reminder, limit, no more than, must"
        ),
        "literature": listed(
            "et al, studies, study, literature, randomized, randomised, trials, meta-analysis, published, % of patients, "
            "% of the patients, percent of patients, % of people, of all patients, most patients, many patients, "
            "most people, many people, some people, some patients, on average patients"
        ),
        "goal": listed(
            "goal, target, acceptable, tolerable, comfort level, functional level, comfort goal, comfort-function"
        ),
        "points": listed(
            "aldrete, padss, gcs, glasgow, apgar, ramsay, rass, braden, morse, mallampati, pasero, fall risk, phq, phq-2, "
            "phq-9, gad-7, gad, opioid risk tool, soapp, satisfaction, steward, bromage, murmur, pulses, dtr, mini-cog"
        ),
        "legend": listed(
            "severe disability, moderate disability, minimal disability, crippled, mild disability, bed bound"
        ),
        "sample": listed(
            "sample text, sample only, example text, delete before signing, template text, dummy text, lorem, placeholder text, "
            "remove before signing, for example, example (, example:, how to fill"
        ),
        "unused": listed("drawn up, opened, prepared, discarded, wasted, returned unused, unused"),
        "insurance": listed("insurance, subscriber"),
        "list": listed("list, schedule, cases, am cases, pm cases"),
        "coder": listed("coder, coding, biller, billing"),
        "copied": listed(
            "copied from, copied forward, copy forward, carried forward, pulled forward, copied text, cloned from, "
            "imported from, pasted from"
        ),
        "form": listed("request for authorization, form rfa, rfa form, rfa packet, rfa attached"),
        "struck": listed("~~, [deleted, [struck, [strikethrough, [strike-through, [error, (struck"),
    }
)

_PATIENT_DID = re.compile(
    r"\b(?:she|he|patient|pt|they|who|which|claimant|veteran|mr|mrs|ms)\.? (?:has|had|did|does|have|completed|meets?|met|got|reports?|reported|"
    r"received|underwent|obtained|failed|tried|exceeds?|was|were|is|gave|states?|rates?|notes?)\b|\b(?:completed|met by|is met|was met|has been met|have been met|meets|exceeds|satisfie[sd])\b"
    r"|\b(?:response|relief|result|outcome) ?: ?[>~]?\d|\b(?:was|were) (?:performed|injected|given|placed|obtained|done|denervated|blocked|achieved|documented)\b"
)
"""The sentence speaks of the patient too."""
_BODY = r"(?:polic(?:y|ies)|payers?|insurers?|insurance(?: company| carrier)?|health plan|the plan|lcds?|medicare|medicaid|carriers?|guidelines?|criteria|criterion|coverage|(?:they|authorization|approval))"
_RULE = Gated(
    rf"\b{_BODY} (?:currently |also |now |only |generally |typically )?(?:requires?|recommends?|advises?|states?|says?|reads?|allows?|covers?|defines?|specif(?:y|ies)|mandates?|calls? for|expects?|wants?|asks? for|needs?|limits?|will (?:only )?(?:cover|pay|allow)|does not (?:cover|pay|allow))\b"
    rf"|\b(?:per|under|by|according to|as per) (?:the |this |her |his |current |payer |insurance |medicare |lcd ){{0,3}}(?:polic(?:y|ies)|lcd|guidelines?|criteria|coverage)\b[^.;\n]{{0,80}}\b(?:required?|requires|must|needed|at least|minimum|or more|or greater|no more than|limited|not covered)"
    r"|(?:\bat least\b|\bor (?:more|greater|better|higher)\b|>=|\u2265|\bminimum\b|\bno more than\b)[^.;\n]{0,90}\b(?:is|are) (?:required|needed|necessary)\b"
    r"|\b(?:is|are) (?:required|needed|necessary)\b[^.;\n]{0,60}(?:\bat least\b|\bor (?:more|greater)\b|>=|\u2265|\bminimum\b)"
    r"|\bno more than (?:\w+ )(?:joints?|levels?|sessions?|blocks?|procedures?)\b|\b(?:is|are) not covered\b|\bper rolling\b"
    r"|\b(?:is|are|was|were) (?:considered|regarded as|defined as|deemed) (?:a )?positive\b|\bcounts? as (?:a )?positive\b|\bqualif(?:y|ies) for\b[^.;\n]{0,60}\b(?:requires?|needs?|must)\b"
    r"|\b(?:an?|any|ideal|good|suitable) candidates? (?:would|should|must|needs?)\b",
)
_MUST = Gated(
    r"\bmust (?:be|have|last|persist)\b[^.;\n]{0,70}(?:\bat least\b|\bminimum\b|\bor (?:more|longer|greater)\b|>=?|\u2265|\bmore than\b)"
    r"|\bmust (?:not )?(?:be|have|show|fail)\b[^.;\n]{0,60}\b(?:for|before|to) (?:coverage|approval|authori[sz]ation|payment|qualify|be covered)\b"
)
"""What is demanded, without the one who demands it."""
_LITERATURE = Gated(
    r"\bet al\b|\b(?:studies|trials|literature|meta-analys[ie]s) (?:\w+ )?(?:shows?|finds?|found|reports?|reported|describes?|suggests?|have shown|has shown|demonstrate[sd]?|support)"
    r"|\b(?:randomi[sz]ed|published|cohort|controlled) (?:\w+ )?(?:trials?|stud(?:y|ies)|data|series)\b|\d ?(?:%|percent) of (?:all |the |our )?(?:patients|people|cases|subjects|blocks|procedures)\b"
    r"|\b(?:most|many|some) (?:patients|people)\b",
)
_GOAL = Gated(
    r"\b(?:(?:pain|functional|treatment|comfort|therapy|patient'?s?|her|his|the|stated|short[- ]term|long[- ]term) )?"
    r"(?:goals?(?! (?:was|were|has been|is) (?:met|reached|achieved))|target (?:pain|scores?)|comfort[- ](?:level|goal|function\w*)(?: goal)?|(?:acceptable|tolerable)(?: (?:pain|level|score|intensity))*)"
    r"(?:(?: (?:is|was|of|for|pain|score|level|a|to|be|at|or|less|than|by|nrs|vas|today|discussed))*[ :=(<]*\d{1,2}(?:\.\d)?(?!\d|[-/]?\d?[./-]\d)(?:\s*(?:-|to)\s*\d{1,2})?(?:\s*(?:/|out of)\s*10\b)?(?! ?(?:%|weeks|months|days|mg|ml))"
    r"|(?:[^.,;\n|]|(?<=\d)[.](?=\d)){0,60}?\b\d{1,3}(?:\.\d)?(?:\s*(?:-|to)\s*\d{1,3})?(?:\s*(?:/|out of)\s*10\b|\s*%))"
    r"|\b\d{1,2}(?:\.\d)?\s*(?:/|out of)\s*10\b[^.,;\n|]{0,12}?\b(?:is|as|=|:|-)? ?(?:acceptable|tolerable|(?:the |her |his )?(?:pain )?goal)\b"
)
_POINTS = Gated(
    r"\b(?:modified )?(?:aldrete|padss|gcs|glasgow(?: coma)?(?: scale)?|apgar|ramsay|rass|braden|morse|mallampati|pasero|fall risk|phq(?:-?[29])?|gad(?:-?7)?|opioid risk tool|soapp(?:-r)?|satisfaction|steward|bromage|murmur|pulses|dtrs?|mini-cog)\b"
    r"(?: (?:score|scale|level|was|is|of|at|on|rated|discharge|arrival|total|pain|with)){0,5}[ :=(+]*-?\d{1,2}\+?(?:\s*(?:/|out of)\s*\d{1,2})?"
)
_LEGEND = re.compile(
    r"(?:\b(?:odi|ndi|rmdq|oswestry|roland(?:-morris)?|neck disability index)\b(?: (?:score|scale|index|key|legend|disability|of))*[ :=(]*)?\b\d{1,3} ?%? ?(?:-|to) ?\d{1,3} ?%?\s*(?:[=:]|is|indicates|represents)?\s*(?:minimal|mild|moderate|severe|crippl\w*|complete|bed ?-?bound)(?: disability)?\b"
)
_SAMPLE = re.compile(
    r"(?:\bsample (?:text|only)\b|\bexample text\b|\b(?:delete|remove) before signing\b|\b(?:template|dummy|placeholder) text\b"
    r"|(?<![^\n ])example(?: \([^)\n]*\))?:|\bhow to fill (?:this )?(?:in|out)\b)[^\n]*"
)
_OTHER_RFA = re.compile(
    r"\b(?:dwc |dwc-)?(?:form )?rfas?(?= ?\(request for auth| (?:form|packet|attached)\b)|\bform rfa\b|(?<=request for authorization \()rfa\b"
)
"""A request for authorization, which shares its letters with the ablation."""
_FOR_EXAMPLE = re.compile(r"\s*(?:for example|for instance|e\.g\.)[ ,:]")
_NOT_USED = Gated(r"\b(?:not (?:used|given|needed|injected|administered)|discarded|wasted|unused)\b")
_CLOCK = re.compile(r"\b[012]?\d:[0-5]\d\b")
_LIST_OF_DAY = re.compile(
    r"[ \t]*(?:(?:to-?morrow|today|mon|tues|wednes|thurs|fri|next week|or|procedure|clinic|day)\w*(?:'s)? )?(?:am |pm )?(?:list|schedule|cases)\b"
)
_CODER = re.compile(
    r"[ \t]*(?:coder|coding|biller|billing)(?:'?s)? (?:note|query|reminder|comment|question|tip|instructions?|staff)\b"
)
_CARD = re.compile(
    r"[ \t]*(?:(?:primary|secondary) )?(?:insurance|payer|coverage|subscriber)(?: \w+)? ?[:#][^\n]*\b(?:member|group|copay|co-?pay|effective|subscriber|deductible|plan id|id)\b"
)
"""A line of an insurance card."""
_PASTED = re.compile(
    r"[ \t]*(?:coverage|medical necessity|payer|policy|lcd|insurance)(?: \w+)? (?:criteria|requirements?|rules?|polic(?:y|ies)|text)[^\n:]{0,30}:"
)
_MET = re.compile(
    r"\b(?:met|yes|satisfied|fulfilled|documented|patient|pt|she|he|her|his|has|had)\b|[\u2713\u2714\u2611]"
)
"""A list of criteria that nobody answered is the payer's."""
_STRUCK = re.compile(
    r"~~[^~\n]{1,400}~~|\[(?:deleted|struck(?: out| through)?|strike-?through|strikethrough|error)[: ][^\]\n]{0,300}\]"
    r"|\(struck (?:out|through)[: ][^)\n]{0,200}\)"
)
_COPIED = re.compile(
    r"(?:^|\n)[ \t]*[-=*\[<(# ]*(?:(?:text|note|paragraph|below|the following|is|was) |[^\n(]{0,40}\()*(?:copied|copy|carried|pulled|cloned|imported|pasted)[ -]?(?:forward|from)\b[^\n]*?"
    r"(?:[\])][ \t]*(?=\n)|(?:\n(?![ \t]*\n)[^\n]*?){0,12}?\n[ \t]*[-=*\[<(# ]*end (?:of )?(?:copied|copy|carried|pulled|cloned|import|pasted?)[^\n]*|(?=\n))"
    r"(?:(?<=:)(?:\n(?![ \t]*\n)[^\n]+){1,12})?"
)
"""A paragraph marked as copied from an earlier note, to its end mark, its bracket or, below a colon, the next blank line."""
_QUOTED = Gated(
    r"\b(?:den(?:ied|ial|ying|ies)|polic(?:y|ies)|lcd|payers?|insurer|insurance|reviewer|plan|guidelines?|criteria|template|handout|leaflet|brochure)\b[^.\"\n]{0,80}\n?[ \t]*(?P<quote>\"[^\"\n]{12,1500}\")"
)


def kinds_standing(lower: str) -> frozenset[str]:
    """Kinds of standing text of which a word occurs; without any there is nothing to blank out."""
    return frozenset(hit.meaning for hit in _GATE.find(lower))


def without_standing(lower: str, kinds: frozenset[str], sentences: Iterable[Span]) -> str:
    """`lower` with spaces for what says nothing of this patient; every character keeps its place.

    Args:
        lower: a text in lower case.
        kinds: of standing text that it may have.
        sentences: where its sentences begin and end.
    """
    return _blanked(lower, _spans(lower, kinds, sentences))


def _spans(lower: str, kinds: frozenset[str], sentences: Iterable[Span]) -> Iterator[Span]:
    for kind, pattern in _BY_PATTERN:
        if kind in kinds:
            yield from (m.span() for m in pattern.finditer(lower))
    if "copied" in kinds:
        for m in _COPIED.finditer(lower):
            yield from _undated(lower, *m.span())
    if "rule" in kinds and '"' in lower:
        yield from (m.span("quote") for m in _QUOTED.finditer(lower))
    if kinds & {"list", "coder", "insurance", "rule"}:
        yield from (m.span() for m in _LINE.finditer(lower) if _is_list(lower, *m.span()))
    if kinds & {"rule", "literature", "unused", "sample"}:
        general = tuple(pattern.within(lower) for pattern in (_RULE, _MUST, _LITERATURE))
        not_used = _NOT_USED.within(lower)
        for start, end in sentences:
            if _is_example_or_unused(lower, start, end, not_used) or _is_general(lower, start, end, general):
                yield start, end


_BY_PATTERN = (
    ("struck", _STRUCK),
    ("goal", _GOAL),
    ("points", _POINTS),
    ("legend", _LEGEND),
    ("sample", _SAMPLE),
    ("form", _OTHER_RFA),
)
_LINE = re.compile(r"[^\n]+")


def _undated(lower: str, start: int, end: int) -> Iterator[Span]:
    """Parts of a copied paragraph without a date of their own: they tell of the day it was written for."""
    marker = _MARKER.match(lower, start, end)
    at = marker.end() if marker else start
    if marker is not None:
        yield start, at
    for m in _PART.finditer(lower, at, end):
        if not _DATE.search(lower, m.start(), m.end()):
            yield m.span()


_MARKER = re.compile(r"\n?[^\n\]):]{0,60}[\]):\n]")
_PART = re.compile(r"[^\n]+?(?:\.(?=\s|$)|(?=\n)|$)")
_DATE = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d\d-\d\d|\b[a-z]{3,9} \d{1,2},? \d{4}")


def _is_list(lower: str, start: int, end: int) -> bool:
    if _CODER.match(lower, start, end) or _CARD.match(lower, start, end):
        return True
    if _PASTED.match(lower, start, end) and not _MET.search(lower, start, end):
        return True
    return _LIST_OF_DAY.match(lower, start, end) is not None and len(_CLOCK.findall(lower, start, end)) > 1


def _is_example_or_unused(lower: str, start: int, end: int, not_used: Gated) -> bool:
    if _FOR_EXAMPLE.match(lower, start, end):
        return True
    if not_used.search(lower, start, end) is None or _PUT_IN.search(lower, start, end) is not None:
        return False
    return _DRAWN_UP.search(lower[start:end]) is not None


_PUT_IN = re.compile(
    r"(?<!not )\b(?:injected|given|instilled|deposited|placed|used) (?:in|to|at|into|on|onto|per|each|around)\b"
)
_DRAWN_UP = re.compile(r"\b(?:drawn up|opened|prepared)\b")


def _is_general(lower: str, start: int, end: int, general: tuple[Gated, ...]) -> bool:
    """Whether a sentence tells a rule or what is published, and nothing of the patient."""
    told = any(pattern.search(lower, start, end) is not None for pattern in general)
    return told and _PATIENT_DID.search(lower, start, end) is None


def _blanked(lower: str, spans: Iterable[Span]) -> str:
    pieces: list[str] = []
    at = 0
    for start, end in sorted(spans):
        start = max(start, at)
        if end > start:
            pieces += (lower[at:start], " " * (end - start))
            at = end
    pieces.append(lower[at:])
    return "".join(pieces)
