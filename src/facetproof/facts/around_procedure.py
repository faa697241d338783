# ruff: noqa: E501 - one pattern a line
"""Words that say whether something was before the procedure of the note or after it, and what tells of another event."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from facetproof.facts.calendar import written_dates
from facetproof.facts.note import Note
from facetproof.facts.quantities import NUMBER
from facetproof.facts.visit import names_earlier_day, visit_date

When = Literal["before", "after", "now"]

_DONE = r"(?:procedur\w*|blocks?|blockade|mbbs?|injections?|inj|needles?|needling|rfa|rf|rhizotomy|ablation|lesion\w*|treatments?|op(?:erat\w+)?|intervention|anesthetic|local|shots?|numbing|freezing|surgery)"
_THE = r"(?:(?:the|her|his|their|this|today'?s|my|your|any|block|facet|medial|branch|nerve|diagnostic|joint|first|all|left|right|bilateral|lumbar|cervical|thoracic|[ctl]\d{1,2}(?:-[ctls]?\d{1,2})?) ){0,6}"
_LEAVING = (
    r"(?:discharged?|d/c(?:'?d)?|dc|leaving|departure|departing|dismissal|going home|exit(?:ing)?|walking out|release)"
)
_TIME = rf"(?:{NUMBER}[ -]?|(?:half an|half|an|a)[ -])(?:min(?:ute)?s?\b\.?|m\b|hours?\b|hrs?\b\.?|h\b)"
_CUE = re.compile(
    rf"\b(?P<after>(?:just |immediately |right )?(?:prior to|before|on|at|upon|until|by|for|at time of|time of) (?:the time of )?{_LEAVING}"
    rf"|{_LEAVING}|(?:when|as|before|until) (?:she|he|they|pt|patient|i|you) (?:left|went home|walked out)|left (?:with|at|the)|went home|walked out|out the door|way out|sent home|(?:coming|came|comes|limping|strolling) out|by the time|off the table)\b"
    rf"|\b(?P<before>(?:{_TIME} )?(?:just |immediately |right )?(?:prior to|before|preceding|ahead of) {_THE}{_DONE}\b"
    r"|pre[- ]?(?:procedur\w*|op\w*|block|blockade|injection|mbb|rfa|rf|ablation|treatment|sedation|lesion\w*|needle|inj|intervention|anesthetic|test)?\b(?!-)"
    r"|before(?:hand)?|prior(?! (?:\w+ )?(?:mbbs?|blocks?|injections?|rfas?|ablation|esis?|procedures?|visits?|treatments?))|baseline|initial(?:ly)?|at first|to begin with|starting|start(?:ed)?(?= (?:at|with|out|of))|originally|"
    r"(?:on |upon |at |she |he )?(?:arriv\w+|admission|intake|check-?in|presentation|triage)|presenting|presents?(?! (?:on|in))|presented|(?:came|come|comes|coming|walked|walking|going|went|goes|limping|hobbling|shuffling|rolling) in(?!to)|(?:as|when|before) we (?:started|began|start|begin)|at the start|in holding|holding(?: area| room| bay)?|"
    r"(?:had been|used to be)(?= (?:an? |about |at |around )?(?:\d|zero|one|two|three|four|five|six|seven|eight|nine|ten))|down from|from an? initial|in (?:the )?pre-?op(?: area)?|on the table|this (?:morning|am\b|a\.m)|when (?:i|she|he|they|you) (?:got here|arrived|came in|got there)|in the waiting room|waiting room|way in)\b"
    rf"|\b(?P<after2>post[- ]?(?:procedur\w*|op\w*|block|blockade|injection|mbb|rfa|rf|ablation|treatment|sedation|lesion\w*|needle|inj|intervention|anesthetic|anesthesia|test|care)?\b(?!-)"
    rf"|(?:soon |shortly |immediately |right |directly |just )?(?:after|following) {_THE}{_DONE}\b|after(?:wards?|ward)|thereafter|after(?! (?:\w+ ?){{0,3}}(?:accident|mva|mvc|fall|surgery|fusion|work|shift|therapy|pt\b|walk|walking|sitting|standing|lifting|driving|activity|exercise|sleep\w*|meds|medication|taking|physical))|"
    r"following(?= ?[:,=-]|$)|subsequent(?:ly)?|"
    r"(?:in |the )?(?:recovery(?: room| area| bay)?|pacu|phase (?:ii|2|two))|post anesthesia|(?:on |upon |at )?re-?(?:exam\w*|assess\w*|evaluat\w*|check\w*|test\w*|peat(?:ed)?(?: exam\w*| vas| nrs| pain| score| testing| assessment)?)|"
    r"immediate(?:ly)?|final(?:ly)?|at (?:the )?end|upon completion|on completion|once (?:it was |the \w+ )?(?:numb|done|finished|over|up)|then(?= (?:fell|dropped|\w+ to))|later)\b"
    r"|\b(?P<now>now|today|current(?:ly)?|at present|at this time|presently|right now)\b"
)
"""Left to right; the longest wording that fits a place stands first."""
_AT_TIME = re.compile(
    rf"(?<![\w.])(?:(?:at|by|within|after|in) )?(?:about |approximately |roughly )?{_TIME}(?! (?:prior|before|ago|earlier|drive))(?: (?:later|after(?:wards)?|post(?:-?\w+)?|s/p|on|out|mark|following))?|@ ?\d+ ?(?:m(?:in\w*)?|h(?:rs?)?)\b|\bat[ \w]{{1,4}}? ?(?:min\w*|hours?|hrs?)\b"
)
"""A time after it: "at twenty minutes", "30 min"; or one that cannot be read."""
_NO_CUE = re.compile(
    r"\b(?:for|lasting|lasted|lasts|x|over|past|every|each|of|sits?|stands?|walks?|able to \w+)(?: the)?(?: (?:past|last|about|up to|approximately))? $"
)
"""Just before a time: how long, not when."""
_WHEN: dict[str, When] = {"before": "before", "after": "after", "after2": "after", "now": "now"}
_IN_OUT = re.compile(r"(?<![\w-])(?P<word>in|out)[ :=]{1,3}(?=(?:10|\d)(?:\s*/\s*10)?\s*(?:[;,.]|$|(?:in|out)\b))")
"""The shortest words of a nurse: "pain in 6; out 2"."""
_IN_SLASH_OUT = re.compile(r"\b(?P<before>in) ?/ ?(?P<after>out)\b")
_OTHER_TREATMENT = (
    r"(?:tylenol|acetaminophen|nsaids?|ibuprofen|naproxen|celebrex|meloxicam|gabapentin|lyrica|pregabalin|tramadol|norco|percocet|hydrocodone|oxycodone|opioids?|narcotics?|"
    r"pt(?= (?:x|gave|helped|has helped|did|for \d|and (?:nsaids?|hep|chiro|meds|home))|[:=] (?![\"']))|physical therapy|therapy|massage|heat|ice|tens|chiropract\w+|acupuncture|medications?|meds|epidurals?|esis?|lesi|tfesi|trigger points?|tpis?|si (?:joint )?injections?|sij|surgery|fusion|brace|medrol|steroid pack|yoga|home exercises?|hep)"
)
OF_ANOTHER = re.compile(
    rf"\b{_OTHER_TREATMENT}\b(?! (?:held|resumed|stopped|to|was resumed|instructions))[^.;]{{0,60}}?\b(?:gave|gives?|brings?|brought|helps?|helped|provid\w+|takes?|took|with|resulted|yields?|yielded|reduc\w+|improv\w+|for)\b"
    rf"|\b{_OTHER_TREATMENT} ?[:=-]"
    rf"|\b(?:with|from|after|on|by|following|using|takes?|taking) (?:\w+ ){{0,2}}?{_OTHER_TREATMENT}\b"
)
"""Relief that something else gave."""
_EVENT = r"(?:blocks?|mbbs?|injections?|inj|procedures?|sets?|rfas?|rfn|rf|ablations?|denervations?|rhizotom(?:y|ies)|sessions?|treatments?|time|round|test|ones?)"
EARLIER = re.compile(
    rf"(?<!this )(?<!today's )(?<!\bthis is the )\b(?:first|1st|initial|previous|prior(?! to)|earlier|last|most recent|old)(?<!minutes after the last)(?<!min after the last)(?<!hour after the last) (?:[a-z/]+ ){{0,3}}?(?:{_EVENT}|visit|week|month|year|appointment|note)\b"
    rf"|(?:\b(?:block|mbb|injection|set|procedure) ?#? ?(?:1|one)|#1)(?= ?(?:was|gave|on|done|dated|[:=(@]|\d|had|with))|\b(?:second|2nd) (?:\w+ )?{_EVENT}\b(?= on\b)|\b(?:both|two|each of|prior|previous|earlier|three|several|multiple) (?:[a-z/]+ ){{0,3}}?(?:blocks|mbbs|injections|rfas|ablations|procedures|sets)\b"
    rf"|\b(?:weeks?|months?|years?|days?|wks?|mos?|yrs?) (?:ago|prior|earlier|back)\b|(?<!min )(?<!mins )(?<!minutes )(?<!hr )(?<!hours )\bs/p\b|\bstatus post\b|\bhistory of\b|\bhx of\b|\bin (?:19|20)\d\d\b|\b(?:rfas?|blocks?|mbbs?|ablation|rhizotomy|injections?|esi) (?:in|from|of|done) (?:\w+ )?(?:19|20)\d\d\b"
    rf"|\b(?:was|were) (?:done|performed) (?:on|in)\b|\bprevious(?:ly)?\b(?! (?:marked|described|placed|noted|mentioned|scheduled|planned|identified|painful|provocative))|\bin the past\b|\blast (?:fall|spring|summer|winter|jan\w*|feb\w*|mar\w*|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*)\b"
    r"|\bmonths?\b(?! (?:follow|post|visit|appointment|recheck))|\bx ?\d+ ?(?:mos?|months|wks?|weeks)\b|\bweeks\b(?! (?:follow|post|visit|appointment|recheck|if|for))"
)
"""What tells of an earlier session; relief for weeks or months is none of the day."""
WANTED = re.compile(
    r"\b(?:[il]f|unless|needs?|needed|required?|requires|requirement|threshold|cut-?off|criteri\w+|should|goals?|aim\w*|targets?|must|qualif\w+|expect\w*|anticipat\w*|hop(?:e|es|ed|ing)|until|when(?= (?:[>\d][\d%-]* ?)?(?:\w+ )?(?:relief|improvement|pain (?:relief|returns)))|would (?:need|be)|in case|provided|assuming|"
    r"depending|candidates?|defined|considered|minimum|(?:is|are|was|were) told (?:to|that)|asked to (?:rate|record|keep|call|document|return|track|note|bring)|instruct\w*|record(?= )|rate (?:the|your)|mark (?:the|your|each)|risks?|chance|likel\w*|(?:usual|typical|general)ly|on average|patients|people|literature|studies|success rate|example|e\.g|eligib\w*)\b"
)
"""A number wanted, feared or told of others, not one that came."""


OF_THIS = re.compile(
    r"\b(?:today'?s|this|the (?:above|present|current)) (?:[a-z]+ ){0,3}?(?:blocks?|mbbs?|injections?|procedure|anesthetic|ablation|rfa)\b"
)
"""The session of the note, named as such."""


class Cue(NamedTuple):
    """A word for a time around the procedure at `lower[start:end]`."""

    when: When
    start: int
    end: int


def cues(lower: str, start: int, end: int) -> list[Cue]:
    """Words for before, after and now in `lower[start:end]`, left to right; those side by side are one."""
    found = [Cue(_WHEN[m.lastgroup or ""], *m.span()) for m in _CUE.finditer(lower, start, end)]
    found += [
        Cue("after", *m.span())
        for m in _AT_TIME.finditer(lower, start, end)
        if _NO_CUE.search(lower, max(start, m.start() - 30), m.start()) is None
    ]
    found += [
        Cue("before" if m["word"] == "in" else "after", *m.span("word")) for m in _IN_OUT.finditer(lower, start, end)
    ]
    for m in _IN_SLASH_OUT.finditer(lower, start, end):
        found += [Cue("before", *m.span("before")), Cue("after", *m.span("after"))]
    found.sort(key=lambda cue: cue.start)
    joined: list[Cue] = []
    for cue in found:
        last = joined[-1] if joined else None
        if last is not None and cue.start < last.end and last.when == "before":
            # "10 minutes before the block" is no time after it
            continue
        if last is not None and cue.when == last.when and not lower[last.end : cue.start].strip():
            joined[-1] = Cue(cue.when, last.start, max(last.end, cue.end))
        else:
            joined.append(cue)
    return joined


def is_timed(lower: str, start: int, end: int) -> bool:
    """Whether a time after the procedure stands in `lower[start:end]`."""
    return _AT_TIME.search(lower, start, end) is not None


def tells_of_earlier(note: Note, start: int, end: int) -> bool:
    """Whether a stretch speaks of an earlier session, by its words or by a date before that of the note."""
    if EARLIER.search(note.lower, start, end) is not None:
        return True
    if _CALL.search(note.lower, start, end):
        # the day of a call has no year, as it is soon after
        day = visit_date(note)
        dates = [written.date for written in written_dates(note.lower, start, end) if written.date is not None]
        return day is not None and any(when < day for when in dates)
    return names_earlier_day(note, start, end) and (
        _OUT_OF_TEN.search(note.lower, start, end) is None or _names_earlier_day_besides(note, start, end)
    )


_CALL = re.compile(r"\b(?:calls?|called|phoned?|telephone\w*|spoke)\b")
_OUT_OF_TEN = re.compile(r"(?<![\d/])\d{1,2}/10(?![\d/])")
"""A score, which may be read as a day of October."""


def _names_earlier_day_besides(note: Note, start: int, end: int) -> bool:
    """Whether a day before that of the note stands beside the scores of a stretch."""
    at = start
    for m in (*_OUT_OF_TEN.finditer(note.lower, start, end), None):
        if names_earlier_day(note, at, m.start() if m else end):
            return True
        at = m.end() if m else end
    return False
