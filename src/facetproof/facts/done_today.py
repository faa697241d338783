# ruff: noqa: E501 - one pattern a line reads better than a wrapped one
"""Parts of a plan that tell what was done today, so that they are no plan."""

from __future__ import annotations

import re
from collections.abc import Iterator

from facetproof.facts.section_kinds import Kind, Section


def done_within(text: str, section: Section) -> Iterator[Section]:
    """A plan of several lines with what was "done today" on a line of its own: that line and those below it, to the next step."""
    may = section.kind in _MAY_TELL_WORK and "today" in text[section.body : section.end].lower()
    m = _DONE_LINE.search(text, section.body, section.end) if may else None
    if m is None or _STILL_TO_COME.search(m[0]):
        yield section
        return
    later = _LATER_LINE.search(text, m.end(), section.end)
    stop = later.start() if later else section.end
    if m.start() > section.start:
        yield section._replace(end=m.start(), body=min(section.body, m.start()))
    yield Section(Kind.DESCRIPTION, "done today", m.start(), m.start(), stop)
    if stop < section.end:
        yield section._replace(start=stop, body=stop)


_DONE_LINE = re.compile(
    r"(?:^|(?<=[.;:] ))[^\n.;]*\b(?:procedure|blocks?|mbbs?|injections?|rfa|ablation|denervation)\b[^\n.;]{0,40}?"
    r"\b(?:done|performed|given|carried out|completed) (?:here )?today\b(?= |:|\n)(?!\W*(?:$|\n\n))"
    r"|(?:^|(?<=[.;:] ))(?:today )?(?:i |we )?(?:then )?(?:proceeded(?: today)? with|performed|went ahead with|did|carried out|injected|blocked) "
    r"[^\n.;]*\b(?:blocks?|mbbs?|injections?|rfa|ablation|denervation)\b[^\n.;]{0,40}?\btoday\b(?!')(?=[^\n]*\w)",
    re.IGNORECASE | re.MULTILINE,
)
_MAY_TELL_WORK = frozenset({Kind.PLAN, Kind.ASSESSMENT})
_LATER_LINE = re.compile(
    r"(?:^|(?<=[.;] ))[ \t]*(?:[-*\u2022][ \t]*|\d[.)][ \t]*)?(?:rtc|rto|f/?u|follow|return|plan|if|will|next|schedule|continue|refer)\b",
    re.IGNORECASE | re.MULTILINE,
)


def told_as_done(text: str, section: Section, before_work: bool) -> Section:
    """A plan of one line that says what was done today ("P: MBB L3-5 done today under fluoro").

    "Proceed today with MBB" counts where the account of a procedure follows.
    """
    if section.kind is not Kind.PLAN or "today" not in text[section.body : section.end].lower():
        return section
    m = _DONE_TODAY.match(text, section.body, section.end)
    if m is None and before_work:
        m = _GOES_ON_TODAY.match(text, section.body, section.end)
    if m is None or text[m.end() : section.end].strip() or _STILL_TO_COME.search(m[0]):
        return section
    return section._replace(kind=Kind.DESCRIPTION)


_DONE_TODAY = re.compile(
    r"[^\n.]*\b(?:block|blocks|mbbs?|injections?|rfa|ablation|denervation)\b[^\n.]{0,40}?"
    r"\b(?:done|performed|given|carried out|completed) (?:here )?today\b[^\n]*",
    re.IGNORECASE,
)
_GOES_ON_TODAY = re.compile(
    r"[^\n.]*\b(?:proceed(?:ed|ing)? (?:today )?with|go(?:ing)? ahead (?:today )?with)\b[^\n]*"
    r"\b(?:blocks?|mbbs?|injections?|rfa|ablation|denervation)\b[^\n]*",
    re.IGNORECASE,
)
_STILL_TO_COME = re.compile(r"\b(?:will|if|schedule|plan|return|rtc|f/u|follow)\b", re.IGNORECASE)
