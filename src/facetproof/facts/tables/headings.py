# ruff: noqa: E501 - one pattern a line
"""What the headings of a table mean: of a log of procedures, of what was done at each place, of what was tried, of scores."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_WIDEST = 40
_HEADING = re.compile(r"[A-Za-z%#\u00b0][\w #%./()?&,*\u00b0+-]*")
_MINUTES = re.compile(r"\d{1,3} ?(?:m|min\w*|h|hrs?|hours?)\b[\w .]*")
_PLACE = re.compile(r"\b[ctls] ?-?\d{1,2}\b", re.IGNORECASE)
_FIGURES = re.compile(
    r"\b(?:sp|sa|et)?c?o2\b|\b[01] ?- ?10{1,2}\b|/\s?10{1,2}\b|\b\d{1,3} ?(?:m\b|min\w*|h\b|hrs?\b|hours?)|(?<=[#a-z] )\d\b|#\d\b|\b[ctls] ?-?\d{1,2}\b(?:-[ls]?\d{1,2})?",
    re.IGNORECASE,
)
"""Figures that a heading may have: of a scale, of minutes after, of a place, of a number in a series."""
_LOG = (
    ("hours", r"\b(?:duration|lasted|lasting|how long|hours?|hrs?|length)\b"),
    ("percent", r"%|\b(?:relief|percent\w*|pct|improvement|improved|benefit|results?|responses?|outcomes?)\b"),
    ("date", r"\b(?:dates?|dos|when)\b"),
    ("before", r"\b(?:pre|before|baseline|prior to|start)\b"),
    ("after", r"\b(?:post|after|best|lowest)\b"),
    ("side", r"\b(?:side|laterality|lat|l r|r l)\b"),
    ("levels", r"\b(?:levels?|joints?|nerves?|targets?|sites?|locations?|segments?)\b"),
    ("agent", r"\b(?:agents?|drugs?|medications?|meds?|local|la|injectates?|anesthetic)\b"),
    ("procedure", r"^what\b"),
    ("status", r"\b(?:status|done)\b"),
    (
        "procedure",
        r"\b(?:procedures?|proc|events?|injections?|interventions?|types?|blocks?|treatments?|technique|description|service)\b",
    ),
)
_FORM = (
    ("other", r"\b(?:contrast|dye|skin|sedation|anesthesia|consent)\b"),
    ("strength", r"\b(?:strengths?|conc\w*|%)(?!\w)|^%"),
    ("celsius", r"\b(?:temp\w*|celsius)\b"),
    ("seconds", r"\b(?:secs?|seconds)\b|\btime ?\(s\)|\b(?:lesion|burn) time\b"),
    ("before", r"\b(?:pre|before|baseline)(?![a-z])"),
    ("after", r"\b(?:post|after)(?![a-z])|^\d{1,3} ?(?:m|min\w*|h|hrs?|hours?)\b"),
    ("left", r"^(?:left|l|lt)(?: side)?(?: \(.*\))?$"),
    ("right", r"^(?:right|r|rt)(?: side)?(?: \(.*\))?$"),
    ("side", r"\b(?:sides?|laterality|lat)\b"),
    ("levels", r"\b(?:levels?|joints?|nerves?|branch(?:es)?|targets?|facets?)(?!\w)"),
    ("amount", r"\b(?:volumes?|vol|ml|cc|dose|dosage|amount|qty|quantity|mg)(?!\w)"),
    (
        "agent",
        r"\b(?:agents?|drugs?|medications?|meds?|injectates?|anesthetic|anaesthetic|local|steroid|solution)(?!\w)",
    ),
    ("route", r"\b(?:routes?|where|sites?|given at|location|placed)(?!\w)"),
    ("status", r"\b(?:status|done|performed|completed|treated|comments?|notes?|remarks?)(?!\w)"),
    ("scale", r"\b(?:nrs|vas|nprs|vrs|pain)\b"),
    ("date", r"\b(?:dates?|dos)\b"),
    ("habit", r"\b(?:frequency|freq|sig|refills?|last taken|prescriber|start\w*|stop\w*)\b"),
    ("procedure", r"\b(?:procedures?|technique|intent|purpose|guidance)\b"),
    ("stimulus", r"\b(?:sens\w*|motor|impedance|ohms?|needles?|lesions?|cannula\w*|duration)\b"),
)
_TRIED = (
    (
        "modality",
        r"\b(?:treatments?|modalit\w*|therap\w*|interventions?|conservative|measures?|medications?|drugs?|types?)\b",
    ),
    ("status", r"^(?:tried|done|completed|used|attempted)(?: ?\?)?$"),
    ("start", r"^(?:start\w*|from|began|begun)(?: date)?$"),
    ("end", r"^(?:end\w*|to|until|stop\w*|completed|finished)(?: date)?$"),
    ("weeks", r"\b(?:weeks?|wks?|duration|how long|length|months?)(?!\w)"),
    (
        "outcome",
        r"\b(?:outcomes?|results?|responses?|helped|helpful|effective\w*|benefit|relief|improve\w*|effects?|help)(?!\w)",
    ),
    ("reason", r"\b(?:comments?|notes?|reasons?|remarks?|why)(?!\w)"),
    ("dates", r"\b(?:dates?|when|year)\b"),
)
_SERIES = re.compile(
    r"(?:(?:block|procedure|injection|session|mbb|rfa|visit)s? ?)?#? ?\d|(?:first|second|third|1st|2nd|3rd)(?: (?:block|mbb|injection|session))?"
)
_LIST = re.compile(r"(?:\w+ )?(?:treatments?|therap\w+|measures|modalities)(?: tried| to date| so far)?:")
_NAME = re.compile(r"(?:parameters?|items?|fields?|names?|variables?|settings?|elements?|details?)")
_VALUE = re.compile(r"(?:values?|settings?|results?|details?|entry|entries|recorded|documented)")
_FEW = 2
_UNIT = re.compile(
    r"\b(?P<unit>ml|mg|cc)\b(?: ?(?:/|per) ?(?P<per>joint|nerve|site|level|target))?|(?P<each>\beach\b|\bper (?:site|nerve|joint|level|branch|target)\b|/ ?(?:joint|nerve|site|level)\b)|(?P<strength>%|\bpct\b)"
)

_LOG_WORDS, _FORM_WORDS, _TRIED_WORDS = (
    tuple((name, re.compile(pattern)) for name, pattern in names) for names in (_LOG, _FORM, _TRIED)
)
_ANY = re.compile("|".join(pattern for names in (_LOG, _FORM, _TRIED) for _, pattern in names))
_OF_PROCEDURE = re.compile(r"\b(?:proc\w*|dos|service|inj\w*|block|done|treat\w*)\b")


def clean(words: str) -> str:
    """The words of a heading in lower case, with spaces for what stands for them in names of columns."""
    return " ".join(words.replace("_", " ").replace("*", " ").lower().split())


def is_heading(words: str) -> bool:
    """Whether words may stand at the head of a column: few, without figures but those of scales, minutes and places."""
    if not words:
        return True
    if (
        len(words) > _WIDEST
        or not (_HEADING.fullmatch(words) or _MINUTES.fullmatch(words))
        or ". " in words
        or words.endswith((":", ","))
    ):
        return False
    return not any(c.isdigit() for c in _FIGURES.sub("", words))


def is_place(words: str) -> bool:
    """Whether a heading is a joint or a nerve, so that each column tells of one."""
    return _PLACE.match(words) is not None


def can_head(headings: Sequence[str]) -> bool:
    """Whether words stand at the head of a table: some are known, or they are places or numbers in a series."""
    if any(not words for words in headings[1:]):
        return False
    if known(headings) or is_list_of_values(headings):
        return True
    return len(headings) > _FEW and all(is_place(w) or is_one_of_series(w) for w in headings[1:])


def opens_list(words: str) -> bool:
    """Whether a heading with a colon is that of a list of treatments: `treatments tried:`."""
    return _LIST.fullmatch(words) is not None


def is_list_of_values(headings: Sequence[str]) -> bool:
    """Whether two headings only say that names and their values follow."""
    return len(headings) == 2 and _NAME.fullmatch(headings[0]) is not None and _VALUE.fullmatch(headings[1]) is not None


def is_one_of_series(words: str) -> bool:
    """Whether a heading is the number of a session: `block 1`, `#2`, `first`."""
    return _SERIES.fullmatch(words) is not None


def known(headings: Iterable[str]) -> int:
    """How many headings mean something here."""
    return sum(_ANY.search(words) is not None for words in headings)


def may_head(line: str) -> bool:
    """Whether a line in lower case holds a word of a heading."""
    return _ANY.search(line) is not None


def of_log(headings: Iterable[str]) -> tuple[str, ...]:
    """What each column of a log of procedures is; of several dates that of the procedure is one."""
    words = tuple(headings)
    names = [_first(_LOG_WORDS, heading) for heading in words]
    if names.count("date") > 1:
        own = next((n for n, w in enumerate(words) if names[n] == "date" and _OF_PROCEDURE.search(w)), None)
        own = names.index("date") if own is None else own
        names = [name if name != "date" or n == own else "" for n, name in enumerate(names)]
    return tuple(names)


def of_form(headings: Iterable[str]) -> tuple[str, ...]:
    """What each column of a table of what was done is."""
    return tuple(_first(_FORM_WORDS, heading) for heading in headings)


def of_tried(headings: Iterable[str]) -> tuple[str, ...]:
    """What each column of a table of treatments tried is."""
    return tuple(_first(_TRIED_WORDS, heading) for heading in headings)


def unit_in(text: str, start: int, end: int, *, bare: bool) -> tuple[int, int] | None:
    """Where the unit of a column stands in its heading: `mL`, `mg/joint`, `each`, `%`, from the first to the last of them.

    Args:
        text: the text.
        start: of the heading.
        end: one past the heading.
        bare: whether the cell has no unit of its own; else only `each` and `per joint` are meant.
    """
    found = [m for m in _UNIT.finditer(text[start:end].lower().replace("_", " ")) if bare or m["each"]]
    return (start + found[0].start(), start + found[-1].end()) if found else None


def _first(names: tuple[tuple[str, re.Pattern[str]], ...], heading: str) -> str:
    return next((name for name, pattern in names if pattern.search(heading)), "")
