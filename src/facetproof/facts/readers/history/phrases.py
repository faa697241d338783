# ruff: noqa: E501 - one pattern a line
"""How notes tell earlier facet sessions and what they did. All patterns are lower case."""

from __future__ import annotations

import re

from facetproof.facts.gates import Gated
from facetproof.facts.phrases import Lexicon, listed
from facetproof.facts.quantities import NUMBER
from facetproof.facts.statements import either

PAST_BEFORE = either(
    r"had|has had|have had|having had|underwent|undergone|received|performed|was done|were done|we did|"
    r"completed|repeated|"
    r"previous(?:ly)?|prior|last|s/p|status post|history of|hx of|h/o|after|following|since|ago|last (?:year|"
    r"month|week)|earlier|"
    r"gave|given|got|did|in the past|before|in (?:19|20)\d\d|returns after|helped|reports|reported|"
    r"relief (?:from|after|with)|responded to|follow(?:s|ing|ed)?[- ]?up (?:of|after|for|from|on)|f/u (?:of|after|for|from|on)|records? (?:\w+ )?(?:document|show|describe|indicate|confirm)\w*|documented"
)
EARLIER = either(
    "previous(?:ly)?|prior|last|earlier|initial|most recent|s/p|status post|history of|h/o|hx of|responded to|relief (?:from|after|with)|"
    "(?:had|has|have|having) (?:\\w+ ){0,4}?(?:undergone|received|had)|following (?:her|his|their)|after (?:her|his|their)|records? (?:\\w+ )?(?:document|show|describe|indicate|confirm)\\w*"
)
PAST_AFTER = either(
    r"(?:was|were|had been) (?:done|performed|given|carried out|completed)|ago|last (?:year|month|week)|"
    r"in the past|in (?:19|20)\d\d|"
    r"gave|helped|provided|produced|resulted|yielded|relief|responded|has helped|had helped|led to|worked|"
    r"failed|did not help"
)
"""Words that tell of a session as past, before or after its name; one, a date or a response must be told."""
TO_COME = re.compile(
    r"^s?\s*[:=-]+\s*(?:none|no\b|never|n/a|denied|nil)|^s?\s+(?:discussed|offered|recommended|considered|proposed|planned|not done|denied)\b|"
    r"^s?[^.;\n]{0,60}\bnot (?:done|performed|carried out)\b|"
    r"^s?[^.;,\n]{0,40}\b(?:cancell?ed|postponed|aborted|rescheduled|no-?show)\b|"
    r"^s? (?:\w+ ){0,2}?(?:requires?|needs|must)\b|"
    r"^s?(?:(?!\b(?:done|performed|gave|had|with|underwent|relief|after|as|was|were)\b)[^.;,\n]){0,40}\b(?:discussed|offered|considered|proposed|recommended|ordered|requested)\b|"
    r"^s?\s+[^.;\n]{0,40}?\b(?:tentative|tentatively|pending)\b|"
    r"^s?\s+[^.;\n]{0,40}?\b(?:was|were|is|has been) (?:\w+ )?(?:requested|denied|approved|authori[sz]ed|certified|declined|"
    r"recommended|offered|discussed|scheduled|planned|cancell?ed|postponed|rejected|submitted)\b|"
    r"^s?\s+(?:is|are|will be|to be|being|should be|can be|may be)\s+(?:\w+ )?(?:repeated|done|planned|"
    r"performed|scheduled|considered|offered|recommended|discussed)|"
    r"^s?\s*(?:#\d )?(?:authori[sz]ed|approved|certified|non-certified|requested)\b|"
    r"^s?,?\s+(?:only )?(?:discussed|offered|considered|recommended|proposed|suggested|mentioned|planned|declined|refused|cancell?ed|aborted|booked)\b|"
    r"^[^.;\n]{0,70}?\b(?:never|not) (?:been )?(?:done|performed|carried out|given|completed|undertaken|had|tried)\b|"
    r"^s?\s*[:.-]*\s*(?:none|never|no|nil|denies|denied|n/a|not done)\s*$"
)
"""Just after a mention: it is still to come."""
MADE = re.compile(
    r"\s*(?:lesions?|lesioning|ablation|denervation|neurotomy|treatment)? ?(?:was|were) (?:then |also |next )?"
    r"(?:created|made|performed|carried out|produced|applied|delivered|undertaken)\b"
)
"""Just after a mention: the account of the work itself."""
DONE = either(
    "had|has had|underwent|undergone|received|was|were|s/p|status post|previous|prior|last|gave|after|following"
)
"""In a plan: the session is told as done."""
NOT_YET = re.compile(
    r"\b(?:now|today|currently|presents?|here|returns?|scheduled?|scheduling|proceed\w*|plan\w*|plan:|"
    r"candidate|undergoing|will|would|to (?:have|undergo|perform|do|repeat)|going to|before|booked|"
    r"consider\w*|recommend\w*|next|repeat|discuss\w*|offer\w*|authori[sz]ation|request\w*|second|2nd|"
    r"confirmatory|if|when|once|should|for)\b[\w\s,'()#/-]{0,26}$"
)
"""Just before a mention: it is today's or still to come ("is now undergoing", "returns for", "plan:")."""
TO_BE = re.compile(
    r"\b(?:down|booked|set|due|scheduled?|slated|planned|listed|return(?:s|ing)?|rebook\w*|coming(?: back| in)?|be back|come back) (?:\w+ ){0,2}?(?:for|on)\b[^.;\n]{0,40}$|\b(?:will|would|going to|next|upcoming)\b[^.;\n]{0,40}$"
)
"""Before a mention: it is still to come where its day has no year."""
NOT_HIS = Gated(
    r"\b(?:another|other|different|wrong) (?:claimant|patient|person|member|pt|chart|individual)(?:'?s)?\b|\b(?:entered|listed|charted|documented|recorded) in error\b|\bper (?:payer|policy|plan|insur\w+|lcd|medicare|guidelines?)\b|\bin error\b|\berroneous|\b(?:is|was) (?:incorrect|wrong|not correct|not right|an error|a mistake|mistaken|inaccurate|untrue)\b|\bincorrectly\b"
)
"""A sentence that says what it names is of someone else, or was never so."""
OFFERED = re.compile(
    r"\b(?:offered|discuss\w*|consider\w*|declin\w*|refus\w*|recommend\w*|schedul\w*|planned|suggested|"
    r"proposed|request\w*)\b[\w\s,-]{0,24}$"
)
"""Just before a mention: it was talked of, not done, whatever the date."""
NEEDED = re.compile(
    r"\b(?:lacks|lacking|missing|awaiting|needs?|needed|requires?|required|must have|wants?) (?:\w+ ){0,2}$"
)
"""Just before a mention: it is asked of the record, not told by it."""
ASKED_FOR = re.compile(
    r"\b(?:planned|scheduled|proposed|requested|requesting|request|upcoming|arrival time|reminded|case for|"
    r"authori[sz]ation|plan|denied|denial)\b[^.;\n]*$"
)
"""Before a mention: it is asked for or to come, whatever the date beside it."""
BACK = re.compile(r"\b(?:the|this|that|these|those|both|each|such|his|her|their|either) (?:\w+ ){0,2}$")
"""Just before a mention: it may speak of a session told before."""
COUNT = re.compile(
    r"(?<![\w/.-])(?P<n>two|2|three|3|four|4|both|dual|a pair of|second|2nd)\b(?: (?:sets?|rounds?|sessions?|separate|prior|"
    r"previous|"
    r"positive|successful|consecutive|diagnostic|dx|dual|comparative|lumbar|cervical|thoracic|right|left|"
    r"bilateral|earlier|sequential|of|the|confirmatory|facet|bilateral))* $"
)
TIMES = re.compile(
    r"^s?\s*(?:\(?\s*x\s?(?P<n>[234])\b|(?P<word>twice|two times|2 times|three times|on (?:two|2) (?:separate )?occasions)\b|#\s?1\s?(?:and|&|"
    r",)\s?(?:#\s?)?2\b)"
)
ONE_MORE = re.compile(r"\b(?:another|an additional|a further|repeat\w*|prior|previous|earlier)\b")
ORDINAL = Gated(
    r"(?:#\s?|(?<![\w.])(?:block|injection|mbb) #?(?=[1-4][,:;]))(?P<n>[1-4])\b|\b(?P<word>first|1st|second|2nd|third|3rd)\b"
)
ORDINAL_AHEAD = re.compile(
    r"(?:#\s?|(?:block|injection|mbb) #?(?=[123]\b))?(?P<n>[123](?![\w/.])|first|1st|second|2nd|third|3rd)\b"
    r"(?! (?:mbb|medial|facet|rfa|radio))"
)
"""At the head of a mention: one of the sessions named before it, no session of its own ("the second gave 90 %")."""
DIAGNOSTIC = either("diagnostic|dx|diag")
THERAPEUTIC = either("therapeutic")
SAME_JOINTS = Gated(
    r"\b(?:(?:the )?same|at (?:these|those|this|that)) (?:side and |joints? and |exact )?(?:joints?|levels?|facets?|nerves?|branches|segments?|sites?)\b"
)
TELLS_ON = re.compile(
    r"\s*(?:(?:it|this|that|they|these|those|both|all)(?: (?:one|two|blocks?|procedures?|injections?))? (?:was|were) (?:all |both )?(?:done|performed|carried out|given|on|at|of|the (?:left|right))\b"
    r"|(?:the )?(?:procedure|block|mbb|rfa|injection|service)? ?(?:date|dos|levels?|joints?|nerves?|sides?|site|location|agent|drug|local|laterality)s?"
    r"(?: (?:of|for) (?:the |this )?(?:procedure|service|block|mbb|rfa|injection|blocks|treatment))?(?: (?:was|were|used)|,)?\s*[: ])"
)
"""A sentence that goes on to tell when, where or with what the session named before it was done."""
ANAPHORA = re.compile(
    r"\s*(?:(?:[a-z]+ )?(?:is |are )?(?:s/p|status post|after|following|response to|had|received|underwent|(?:pain )?relief (?:from|after|with)) )?"
    r"(?:(?:the|her|his|their|my|an?) )?(?P<which>#\s?[12]|first|1st|second|2nd|repeat(?:ed)?|subsequent|previous|prior|"
    r"last|initial|earlier|most recent|(?:(?:[a-z]{3,9}\.? )?(?:19|20)\d\d|\d{1,2}/\d{1,2}/\d{2,4})(?= (?:one|series|set|round|injections?|blocks?|procedure|treatment|session)\b))"
    r"(?: (?:one|blocks?|injections?|procedure|session|treatment|test block|set|round|series)\b|(?=,|\s?\(|\s(?:on|was|gave|"
    r"helped|had|did|produced|provided|resulted)\b))"
)
"""A sentence that begins with "the first", "her last one": a session of the kind just named."""
_GOES_ON = (
    r"(?:to date|to this day|so far|and counting|(?:and|is|are|was)? ?still (?:there|present|holding|going|works?|working|in effect|ongoing|with (?:her|him|me))|and (?:going|holding)(?: strong)?|"
    r"ongoing|continu(?:es|ing)|persists|persisting|remains?(?: so)?|(?:has been |is )?(?:maintained|sustained|holding|going on)|ever since|through (?:today|now|the present)|as of (?:today|now))"
)
STILL = Gated(rf"(?<!\w){_GOES_ON}\b")
"""In a cell for the relief."""
ONGOING = Gated(
    rf"\b(?:relief|benefit|improvement|better|helped|less pain)\b(?:(?!\bpain\b|\bsymptoms?\b|\bbut\b|\buntil\b|\bwore\b|\breturned\b)[^.;\n]){{0,44}}?\b{_GOES_ON}\b(?! (?:pain|tender|symptoms|pt|physical|therapy|exercise|medic))|"
    rf"(?:\d ?%|\bpercent\b)(?:(?!\bpain\b(?! relief)|\bsymptoms?\b|\bbut\b|\buntil\b|\bwore\b|\breturned\b)[^.;\n]){{0,44}}?(?<!\w){_GOES_ON}\b(?! (?:pain|tender|symptoms|pt|physical|therapy|exercise|medic))|"
    r"\b(?:ongoing|continued|continuing|sustained|persistent) (?:\w+ )?(?:relief|benefit|improvement)\b|"
    r"\bstill (?:has|have|having|getting|enjoying|reports|reporting|with|feels?|at|about) (?:\w+ ){0,3}?(?:relief|benefit|improvement|better|\d{2,3} ?%)|"
    r"\bcontinues to (?:have|enjoy|report|get|do well|feel) (?:\w+ ){0,3}?(?:relief|benefit|improvement|better)\b"
)
FUNCTION_TOO = re.compile(
    r"^\s*(?:pain )?(?:relief|improvement|reduction|decrease|better)?\s*(?:of|in|"
    r"for)?\s*(?:\w+ ){0,2}?pain (?:relief )?(?:and|&|as well as|with) (?:\w+ ){0,3}?function\w*"
)
FUNCTION_ONLY = re.compile(
    r"^\s*(?:improvement|increase|gain|better|improved)?\s*(?:of|in)?\s*(?:\w+ ){0,2}?(?:function\w*|adls?|"
    r"activities of daily living)\b"
)

FUNCTION_BEFORE = re.compile(r"\b(?:function\w*|adls?|mobility) (?:\w+ ){0,2}?(?:by |of )?$")
THRESHOLD = re.compile(
    r"\b(?:needed|required?s?|requirement|threshold|cut-?off|criteri(?:on|a)|to qualify|must|at least the|"
    r"we use|goal|considered positive|counts as|insurance|policy|medicare|expected(?! duration)|aim)\b"
)
RESPONSE = Lexicon(
    {
        "response": listed(
            "relief, nrs, vas, percent, per cent, improvement, improved, better, reduction, reduced, helped, benefit,"
            " pain-free, pain free, response, lasted, lasting, duration, before and, %, falling, fell, dropped, decreased, "
            "from, brought, lowered, resolved, gone, returned, diary, /10, out of ten, /100, pre-injection, pre-procedure, pre-block, before, after, afterwards, beforehand, out of 10, wore off, to date, ongoing, so far, "
            "came in, before was, before it was, when i left, i left, came down, went down, down to, baseline"
        )
    }
)
LASTS = re.compile(
    r"(?:\b(?:last\w*|until|til|till)\b[^.;()]{0,40}[,(]|\bfor\s*[>~\u2265]=?)\s*$|"
    r"(?:\bfor|\blast(?:ed|ing|s)?(?: for)?|\bx|\bover|\bof relief|\brelief|\bduration(?: of (?:the )?(?:relief|benefit|response|effect|improvement))?(?: of| was| is|:)?|"
    r"\bthen|\band|\bwith|"
    r"\bthrough|\bof|\bup to|\babout|\bapproximately|\bnearly|\balmost|\bmore than|\bat least|\bgreater than|\bsome|"
    r"\baround|\broughly|(?:%|percent|relief|improvement|better|reduction)\s*(?:[,;(/~@>-]|\bx)|%\s|~|"
    r"\b(?:wore|worn|wearing|wears) off (?:after|by|at|in)(?: (?:about|around|roughly|some))?|\b(?:pain|it) (?:had )?(?:returned|came back|recurred) (?:after|by)|"
    r"\b(?:good|held|holding|stayed|persisted|endured|continued|enjoyed) (?:for )?|=)\s*"
    r"(?:[>~\u2265]=? ?)?(?:(?:the|those|these|a good|about|some) )?(?:first|initial|full|next|whole|entire)?\s*$"
)
NOT_LASTS = re.compile(
    r"^\s*(?:ago|later|after|prior|earlier|before|apart|post|follow|interval|from now|old|history|"
    r"back\b(?! to))|^\s*(?:of|physical|pt\b)(?! relief| pain relief| benefit)"
)
AGO = Gated(
    rf"\b(?:about |approximately |approx\.? |around |roughly |over |more than |less than |nearly |almost |"
    rf"some )?(?:(?:{NUMBER}|an?|several|a few|a couple of)(?:\s?-\s?(?:{NUMBER}))?(?: (?:to|"
    rf"or) {NUMBER})?[ -](?:days?|weeks?|wks?|months?|mos?|years?|yrs?) ago)"
    r"|\blast (?:year|month|week|spring|summer|fall|autumn|winter|january|february|march|april|may|june|july|"
    r"august|september|october|november|december)\b|\bin the past\b|\ba while ago\b|\byears ago\b|"
    r"\bearlier this year\b"
)
FROM_TO = Gated(
    rf"\b(?:from|of|was|at|pain|nrs|vas|score|falling from|went from)\s*(?:an? )?\(?(?:nrs|vas|"
    rf"vrs)?\)?\s*(?:was |of )?(?P<before>{NUMBER})(?:\s*/\s*10| out of 10)?\s*(?:\w+ )?(?:to|->|>|down to|"
    rf"before(?: the (?:block|procedure|injection))? and|and)\s*(?:an? )?(?P<after>{NUMBER})(?:\s*/\s*10|"
    rf" out of 10)?(?![\w%-]|\s*(?:%|percent|hours?|hrs?|h\b|weeks?|months?|days?|minutes?))",
    together=None,
)
TEN_TO_TEN = Gated(
    rf"(?<![\w/.-])(?P<before>{NUMBER})\s*(?:/|out of)\s*10 (?:to|down to|and then|then) (?:an? )?(?P<after>{NUMBER})\s*(?:/|out of)\s*10\b"
)
BEFORE_AFTER = Gated(
    rf"(?P<before>{NUMBER})(?:\s*/\s*10)? before[,;]?(?: and)? (?P<after>{NUMBER})(?:\s*/\s*10)?(?: \w+){{0,3}}? after"
)
BEFORE_THEN = Gated(
    rf"\bbefore (?:the )?(?:block|injection|procedure|it)?:? ?(?:was |at |of )?(?P<before>{NUMBER})\s*/\s*10[,;. ]+"
    rf"(?:then |and |at |after )*(?:\d+|one|half an?|an?) ?(?:mins?|minutes?|hrs?|hours?|h)[: ]+(?:later )?(?:was )?"
    rf"(?P<after>{NUMBER})\s*/\s*10"
)
"""The score before, and the first one after it: "before injection 8/10, at 1 hr 2/10"."""
ARROW = re.compile(
    r"(?<![\w/.-])(?P<before>10|\d)(?:\s*/\s*10)?\s*(?:-{1,2}>|=?>)\s*(?P<after>10|\d)(?:\s*/\s*10)?(?![\w%./-]|\s*(?:%|ml|mg|mm|hours?|hrs?|h\b))"
)
"""The scores alone with an arrow between them."""
WAS_AND_NOW = Gated(
    rf"\bbefore,? (?:it |the pain )?was (?:like )?(?:an? )?(?P<before>{NUMBER})(?:\s*/\s*10)?,? (?:and |but )?(?:right )?now (?:it'?s |it is |i'?m at |is )?(?:like )?(?:an? )?(?P<after>{NUMBER})(?![\w%])"
)
BEFORE_AT = re.compile(
    rf"(?<![\w/.])(?P<before>{NUMBER})(?:\s*/\s*10)? before(?: the (?:block|injection|procedure))?[,;]? (?:and |then )?(?P<after>{NUMBER})(?:\s*/\s*10)? (?:at|after|by) (?:\d+|one|two|an|half an|thirty|fifteen) ?(?:min\w*|hours?|hrs?|h)\b"
)
"""Before, and at a time after: "6 before, 0 at one hour"."""
CAME_AND_LEFT = Gated(
    rf"\b(?:was|were|at)(?: at)? an? (?P<before>{NUMBER})(?:\s*/\s*10)? (?:when|before|coming|going|walking) [^.;\n\d]{{0,60}}?"
    rf"\b(?:was|were|at|to)(?: (?:down|at|about))?(?: to)? (?:an? )?(?P<after>{NUMBER})(?:\s*/\s*10)?(?![\w%-]|\s*(?:%|percent|hours?|hrs?|min))"
)
"""A patient's words: "I was at a 7 when I came in and when I left I was a 1"."""
PRE_POST = Gated(
    rf"\b(?:pre|before)[: ]+(?:\w+ )?(?P<before>{NUMBER})(?:\s*/\s*10)?[ ,;/]+(?:post|"
    rf"after)[: ]+(?:\w+ )?(?P<after>{NUMBER})(?:\s*/\s*10)?"
)
_TOP = r"(?:\s*(?:/|out of)\s*(?P<top>100|10|ten)\b|\s*(?P<mm>mm)\b)?"
_NO_SCORE = r"(?![\w%]|[./]\d|-\d|\s*(?:%|percent|pct|hours?|hrs?\b|h\b|weeks?|wks?|months?|mos?\b|days?|minutes?|mins?|ml|cc|mg|levels?|joints?))"
_SCALE = r"(?:nrs|vas|vrs|nprs|vnrs|numeric(?: pain)?(?: rating)?(?: scale)?)"
_PAIN = rf"(?:(?:his|her|their|my|the|usual|worst|average|arrival) )?(?:pain(?: scores?| levels?| ratings?)?|{_SCALE}(?: pain)?(?: scores?)?|scores?)"
_IS = r"(?:\s*(?:was|were|is|of|at|an?|about|around|a steady|rated|recorded(?: at| as)?|:|=|-|,))*\s*"
_INTERVENTION = r"(?:injections?|procedures?|procedural|blocks?|mbbs?|needles?|op|operative|treatment|it)"
SCORE_BEFORE = Gated(
    rf"\b(?:(?:pre-?\s?{_INTERVENTION}?|before(?: (?:the |his |her |my |your )?{_INTERVENTION})?|baseline|prior to (?:the |his |her )?{_INTERVENTION}|on arrival)"
    rf"(?: (?:the )?{_PAIN})?|{_PAIN}[ (]*(?:\bpre(?:-?{_INTERVENTION})?|before(?: (?:the |his |her )?{_INTERVENTION})?|at baseline|on arrival|beforehand))"
    rf"(?:,? {_SCALE})?{_IS}(?P<score>{NUMBER}){_TOP}{_NO_SCORE}"
)
SCORE_AFTER = Gated(
    rf"\b(?:(?:post-?\s?{_INTERVENTION}?|after(?: (?:the |his |her |my |your )?{_INTERVENTION})?|afterwards?|following (?:the |his |her )?{_INTERVENTION})"
    rf"(?: (?:the )?{_PAIN})?|{_PAIN}[ (]*(?:\bpost(?:-?{_INTERVENTION})?|after(?:wards?)?(?: (?:the |his |her )?{_INTERVENTION})?)|"
    rf"(?:came|come|went|fell|dropped?|dropping|was|brought|got|reduced|decreased|improved)(?: (?:all the way|right|it|me|him|her))? (?:back )?down to|(?:fell|dropped|decreased|reduced|improved|went) to)"
    rf"(?: (?:by )?(?:\d+|half an?|an?|one|thirty|fifteen|twenty) ?(?:min\w*|hours?|hrs?|h)(?: later)?)?(?:,? {_SCALE})?{_IS}(?P<score>{NUMBER}){_TOP}{_NO_SCORE}"
)
"""One score, before or after the block: "VAS before 65/100", "it came down to 1/10"."""
SCALE = (
    ("NRS", either(r"nrs|nprs|vnrs|numeric(?:al)? (?:pain )?(?:rating )?scale|numeric scale")),
    ("VAS", either(r"vas|visual analogu?e?(?: scale)?")),
    ("VRS", either(r"vrs|verbal rating scale")),
)
VAGUE = either(
    r"(?:good|great|excellent|significant|substantial|marked|dramatic|considerable|moderate|some|"
    r"near complete|complete|partial|tremendous|nice|adequate|positive) (?:pain )?(?:relief|improvement|"
    r"response|benefit|reduction)|"
    r"helped (?:her |him |them |the patient )?(?:significantly|a lot|some|somewhat|greatly|dramatically|"
    r"tremendously|well)|(?:significantly|much|greatly|dramatically) (?:better|improved|reduced)|felt better|"
    r"responded well|without (?:benefit|relief)|no (?:relief|benefit|improvement)|did well"
)


def place_of(ordinal: str) -> int:
    """`first`, `2nd` or `3` as a number counted from 1."""
    return int(ordinal[0]) if ordinal[0].isdigit() else {"f": 1, "s": 2}.get(ordinal[0], 3)
