"""Statements of a policy text → proposed values of criteria, each with its sentence and what is doubtful about it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from facetproof.policy.proposals.logic import EXCEPTED, NEGATED, join_of
from facetproof.policy.proposals.outline import Group, Statement, outline
from facetproof.policy.proposals.quantities import Quantity, quantities


@dataclass(frozen=True, slots=True)
class Proposal:
    """A value that a sentence seems to ask for. Nothing of it counts before a person has read and signed it.

    Attributes:
        rule: code of the criterion.
        parameter: of the criterion.
        value: as read.
        quote: the sentence.
        start: first character of the sentence in the text.
        end: the character after its last.
        heading: of the part it stands in.
        logic: how the lists it stands in are joined, outermost first, in words.
        doubts: why it may not be what it seems; a doubtful one is never put into a draft as a value.
    """

    rule: str
    parameter: str
    value: object
    quote: str
    start: int
    end: int
    heading: str
    logic: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Pattern:
    """Where a quantity of a unit is a value of a criterion.

    `cues` must be found in the sentence, `about` in sentence, lead-ins and heading, `never` not in the sentence.
    `way` is the direction in which the criterion bounds.
    """

    rule: str
    parameter: str
    units: tuple[str, ...]
    way: str
    cues: str
    about: str = ""
    never: str = ""
    convert: Callable[[Quantity], float] = lambda quantity: quantity.value


AT_LEAST = "at_least"
AT_MOST = "at_most"
_ABLATION = r"radiofrequency|ablation|neurotomy|denervation|rhizotomy|\bRFA\b"
_BLOCK = r"\bblocks?\b|\bMBBs?\b|diagnostic (?:facet )?(?:joint )?(?:injection|procedure)"
_THERAPEUTIC = r"therapeutic"
_AGAIN = r"repeat|subsequent|additional|previous|prior|last"
_RELIEF = r"relief|reduction|improve|decrease|pain control"
_HOURS = {"hours": 1.0, "days": 24.0, "weeks": 168.0, "months": 730.0, "years": 8760.0}
_YEARLY = r"(?:12|twelve)\s*(?:\(12\)\s*)?-?\s*months?|calendar year|\byear\b|annual"


def _in_hours(quantity: Quantity) -> float:
    return round(quantity.value * _HOURS[quantity.unit])


def _in_months(quantity: Quantity) -> float:
    return {"months": 1.0, "years": 12.0, "weeks": 12 / 52}[quantity.unit] * quantity.value


def _in_days(quantity: Quantity) -> float:
    return {"days": 1.0, "weeks": 7.0, "months": 30.0}[quantity.unit] * quantity.value


_AGAIN_ABLATED = rf"(?:{_AGAIN})\W+(?:\w+\W+){{0,3}}(?:{_ABLATION})"
_AGAIN_TREATED = rf"(?:{_AGAIN})\W+(?:\w+\W+){{0,3}}(?:{_THERAPEUTIC})"
_SECOND_BLOCK = rf"(?:second|confirmatory|repeat|first|initial)\b.*(?:{_BLOCK})"
_BLOCK_BEFORE_ABLATION = rf"(?=.*(?:{_ABLATION}))(?=.*(?:{_BLOCK}))"
_NO_DURATION = rf"conservative|{_RELIEF}|apart|interval|repeat|sessions?|procedures?|therapy"
_APART = r"apart|interval|between|elapsed|since"
_NEXT = r"apart|interval|between|after the (?:first|initial)"
_LIMIT = r"\b(?:more|fewer|less|max\w*|limit\w*|up to|exceed\w*|only|at most|per session|covered)\b|≤|<"
_PATTERNS = (
    _Pattern("NC01", "min_months", ("months", "years"), AT_LEAST, r"\bpain\b|symptom", "", _NO_DURATION, _in_months),
    _Pattern("NC09", "min_score", ("of ten",), AT_LEAST, r"\bpain\b|NRS|VAS|score|severity"),
    _Pattern("DX02", "min_relief", ("percent",), AT_LEAST, _RELIEF, _SECOND_BLOCK, _ABLATION),
    _Pattern(
        "RF01", "min_relief", ("percent",), AT_LEAST, _RELIEF, _BLOCK_BEFORE_ABLATION, f"{_AGAIN_ABLATED}|function"
    ),
    _Pattern("RF01", "count", ("blocks",), AT_LEAST, _BLOCK, _ABLATION, _YEARLY),
    _Pattern("RF02", "min_relief", ("percent",), AT_LEAST, _RELIEF, _AGAIN_ABLATED, _BLOCK),
    _Pattern("RF02", "min_hours", ("weeks", "months"), AT_LEAST, _RELIEF, _AGAIN_ABLATED, _BLOCK, _in_hours),
    _Pattern("RF03", "min_celsius", ("celsius",), AT_LEAST, r"°|degrees?", _ABLATION),
    _Pattern("RF04", "min_seconds", ("seconds",), AT_LEAST, r"seconds?", _ABLATION),
    _Pattern("RF05", "min_months", ("months",), AT_LEAST, _APART, _ABLATION, "", _in_months),
    _Pattern("TX03", "min_relief", ("percent",), AT_LEAST, _RELIEF, _AGAIN_TREATED),
    _Pattern("TX03", "min_hours", ("weeks", "months"), AT_LEAST, _RELIEF, _AGAIN_TREATED, "", _in_hours),
    _Pattern("DX03", "min_days", ("days", "weeks"), AT_LEAST, _NEXT, _BLOCK, _ABLATION, _in_days),
    _Pattern("LV02", "max_levels", ("levels",), AT_MOST, _LIMIT),
    _Pattern("IM04", "max_ml", ("ml",), AT_MOST, r"volume|inject|per (?:level|nerve|joint|site)"),
    _Pattern("FQ01", "max_sessions", ("sessions", "blocks"), AT_MOST, _YEARLY, r"diagnostic"),
    _Pattern("FQ02", "max_sessions", ("sessions",), AT_MOST, _YEARLY, _THERAPEUTIC),
    _Pattern("FQ03", "max_sessions", ("sessions",), AT_MOST, _YEARLY, _ABLATION),
)
#: Rules whose bound may leave out the number itself, with the parameter for which `above` says so.
_ABOVE = {
    ("NC01", "min_months"),
    ("NC09", "min_score"),
    ("RF01", "min_relief"),
    ("RF02", "min_relief"),
    ("TX03", "min_relief"),
}

_MODALITIES = {
    "physical_therapy": r"physical therapy|physiotherapy",
    "home_exercise": r"home exercise|exercise program|exercises?",
    "nsaid": r"NSAIDs?|anti-inflammator\w+",
    "acetaminophen": r"acetaminophen",
    "other_medication": r"medications?|analgesics?|muscle relaxants?",
    "manipulation": r"chiropractic|manipulat\w+|osteopathic",
    "acupuncture": r"acupuncture",
    "cognitive": r"cognitive|behaviou?ral",
    "activity_modification": r"activity modification",
}
_EFFECTIVE = re.compile(
    r"effective(?:\s+date)?\s*[:\-]?\s*(?:(?P<iso>\d{4}-\d\d-\d\d)|(?P<m>\d{1,2})/(?P<d>\d{1,2})/(?P<y>\d{4})"
    r"|(?P<name>[A-Z][a-z]+)\s+(?P<day>\d{1,2}),?\s+(?P<year>\d{4}))",
    re.IGNORECASE,
)


def proposals(text: str) -> list[Proposal]:
    """Every value that the text seems to ask for, in the order of the text."""
    found: dict[tuple[str, str, str, int], Proposal] = {}
    for statement in outline(text):
        for one in (*_by_pattern(statement), *_care(statement), *_guidance(statement)):
            found.setdefault((one.rule, one.parameter, str(one.value), one.start), one)
    return _with_conflicts(list(found.values()))


def effective_day(text: str) -> dt.date | None:
    """The day on which the text says that it takes effect; None where it does not say so or says several."""
    days = {day for found in _EFFECTIVE.finditer(text) if (day := _day(found))}
    return days.pop() if len(days) == 1 else None


def _day(found: re.Match[str]) -> dt.date | None:
    try:
        if found["iso"]:
            return dt.date.fromisoformat(found["iso"])
        if found["m"]:
            return dt.date(int(found["y"]), int(found["m"]), int(found["d"]))
        return dt.datetime.strptime(f"{found['name']} {found['day']} {found['year']}", "%B %d %Y").date()
    except ValueError:
        return None


def _by_pattern(statement: Statement) -> Iterator[Proposal]:
    for quantity in quantities(statement.text):
        for pattern in _PATTERNS:
            if quantity.unit in pattern.units and _fits(pattern, statement):
                value = pattern.convert(quantity)
                doubts = (*_doubts(statement), *_direction(pattern, quantity))
                yield _proposal(statement, pattern.rule, pattern.parameter, _plain(value), doubts)
                if pattern.rule in ("FQ01", "FQ02", "FQ03"):
                    window = "calendar_year" if re.search("calendar", statement.text, re.I) else "rolling_12_months"
                    told = () if re.search("calendar|rolling", statement.text, re.I) else ("rolling or calendar year?",)
                    yield _proposal(statement, pattern.rule, "window", window, (*doubts, *told))
                if pattern.rule == "RF04" and quantity.high is not None:
                    yield _proposal(statement, "RF04", "max_seconds", _plain(quantity.high), _doubts(statement))
                if quantity.bound == "more_than" and (pattern.rule, pattern.parameter) in _ABOVE:
                    yield _proposal(statement, pattern.rule, "above", True, doubts)


def _fits(pattern: _Pattern, statement: Statement) -> bool:
    text, context = statement.text, statement.context
    if not re.search(pattern.cues, text, re.IGNORECASE):
        return False
    if pattern.never and re.search(pattern.never, text, re.IGNORECASE):
        return False
    return not pattern.about or bool(re.search(pattern.about, context, re.IGNORECASE | re.DOTALL))


def _care(statement: Statement) -> Iterator[Proposal]:
    """Weeks of conservative care, with the treatments that the sentence names."""
    if not re.search(r"conservative|non-?surgical|non-?operative", statement.context, re.IGNORECASE):
        return
    for quantity in quantities(statement.text):
        if quantity.unit in ("weeks", "months") and not re.search(_RELIEF, statement.text, re.IGNORECASE):
            named = [name for name, words in _MODALITIES.items() if re.search(words, statement.text, re.IGNORECASE)]
            weeks = quantity.value if quantity.unit == "weeks" else round(quantity.value * 13 / 3)
            doubts = list(_doubts(statement))
            if not named:
                doubts.append("which treatments count is not in the sentence")
            if quantity.unit == "months":
                doubts.append("months are read as weeks, three as thirteen")
            if quantity.bound in ("at_most", "less_than"):
                doubts.append("the number seems to bound the other way")
            yield _proposal(statement, "NC05", "legs", [{"modalities": named, "weeks": _plain(weeks)}], tuple(doubts))


def _guidance(statement: Statement) -> Iterator[Proposal]:
    if not re.search(r"guid(?:ance|ed)", statement.text, re.IGNORECASE):
        return
    known = {"fluoroscopy": r"fluoroscop\w+", "ct": r"\bCT\b|computed tomograph\w+", "ultrasound": r"ultraso\w+"}
    named = [name for name, words in known.items() if re.search(words, statement.text, re.IGNORECASE)]
    if named:
        doubts = list(_doubts(statement))
        if re.search(r"\bnot\b|investigational|unproven", statement.text, re.IGNORECASE):
            doubts.append("the sentence may exclude some of these")
        yield _proposal(statement, "IM01", "allowed", named, tuple(dict.fromkeys(doubts)))


def _proposal(statement: Statement, rule: str, parameter: str, value: object, doubts: tuple[str, ...]) -> Proposal:
    logic = tuple(join_text(group) for group in statement.groups)
    return Proposal(
        rule, parameter, value, statement.text, statement.start, statement.end, statement.heading, logic, doubts
    )


def join_text(group: Group) -> str:
    """How a list is joined, in words."""
    if group.join.kind == "all":
        return f"all {group.items} of the list"
    if group.join.kind == "at_least":
        return f"at least {group.join.need} of the {group.items} of the list"
    return (
        f"none of the {group.items} of the list" if group.join.kind == "none" else "a list that is not clearly joined"
    )


def _doubts(statement: Statement) -> tuple[str, ...]:
    """What stands between the sentence and a requirement of its own."""
    found = [
        f"it is one item of {join_text(group)}: a rule of its own would ask more than the text"
        for group in statement.groups
        if not group.asks_all
    ]
    before, colon, inside = statement.text.partition(":")
    if (colon and inside.strip()) or "following" in before.lower():
        join = join_of(before)
        if join.kind in ("at_least", "none"):
            found.append("the sentence lists things of which fewer than all, or none, are enough")
    own = re.sub(r"\b\w+(?:\s*\(\d+\))?\s+or\s+(?:more|greater|longer|higher|fewer|less)\b", "", statement.text)
    if re.search(r"\bor\b", own, re.IGNORECASE) and len(list(quantities(statement.text))) > 1:
        found.append("alternatives are joined by `or` in the sentence")
    if NEGATED.search(statement.text):
        found.append("the sentence says that it is not required")
    if EXCEPTED.search(statement.text):
        found.append("the sentence has an exception")
    return tuple(found)


def _direction(pattern: _Pattern, quantity: Quantity) -> Iterator[str]:
    if quantity.bound == "exactly":
        # relief "for six months" lasted that long at least; a number of blocks or degrees is what must be reached
        if quantity.high is None and quantity.unit not in ("blocks", "celsius") and pattern.parameter != "min_hours":
            yield "no word tells whether the number is a least or a most"
    elif (pattern.way == "at_least") is (quantity.bound in ("at_most", "less_than")):
        yield "the number seems to bound the other way"
    elif quantity.bound == "less_than":
        yield "fewer than the number: one less may be meant"
    elif quantity.bound == "more_than" and (pattern.rule, pattern.parameter) not in _ABOVE:
        yield "more than the number: one more may be meant"


def _with_conflicts(found: list[Proposal]) -> list[Proposal]:
    """Two values of one parameter, neither doubtful for itself, are doubtful both."""
    values: dict[tuple[str, str], set[str]] = {}
    for one in found:
        if not one.doubts:
            values.setdefault((one.rule, one.parameter), set()).add(str(one.value))
    several = {key for key, told in values.items() if len(told) > 1}
    return [
        replace(one, doubts=(*one.doubts, "the text gives another value elsewhere"))
        if (one.rule, one.parameter) in several
        else one
        for one in found
    ]


def _plain(value: float) -> float | int:
    return int(value) if float(value).is_integer() else round(value, 2)
