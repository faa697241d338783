"""What readers see of a text: one form of dash, quote and space, lost line breaks put back, every place known.

`original` leads back, so that a quote is always cut from the text as it was given.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from facetproof.facts.form_marks import plain_marks
from facetproof.facts.labels import line_breaks, one_shape
from facetproof.facts.misread import repaired
from facetproof.facts.tables.bars import without_bars
from facetproof.facts.tables.inserts import Insert, blanked
from facetproof.facts.tables.kinds import Entry
from facetproof.facts.tables.layout import Table
from facetproof.facts.tables.lines import Spared, labelled
from facetproof.facts.usual import usual_words
from facetproof.facts.wrapping import joined_lines

MAX_CHARACTERS = 500_000
"""Readers see this much of a text: a whole copied-forward record has some hundred thousand characters."""

_SAME_LENGTH = str.maketrans(
    {
        **dict.fromkeys(
            "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " "
        ),
        **dict.fromkeys("\u200b\u200c\u200d\ufeff\u00ad\x00\x0b", " "),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043", "-"),
        **dict.fromkeys("\u2018\u2019\u201b\u2032\u00b4`", "'"),
        **dict.fromkeys("\u201c\u201d\u201f\u2033", '"'),
        **dict.fromkeys("\u0085\u2028\u2029\x0c", "\n"),
        "\u00d7": "x",
        "\u2192": ">",
        "\uff1a": ":",
        "\uff05": "%",
        "\u2044": "/",
    }
)
_LABEL_JOIN = re.compile(
    r"(?:(?<=[a-z\d%)\].])|(?<=[A-Z]{3})(?=[A-Z][a-z]))(?<!\bMc)(?<!\bMac)"
    r"(?=[A-Z][A-Za-z-]{2,24}(?:[ /][A-Za-z-]{1,16}){0,4}(?:\(s\))?:)"
)
_GLUED = re.compile(r"[A-Z](?:(?<=[a-z\d%)\].][A-Z])(?=[A-Za-z-])|(?<=[A-Z]{4})(?=[a-z]))")
"""Begins with the capital, the rarer of the two, so that the search is short."""
_WORD_JOIN = re.compile(r"(?<=[a-z]{3})(?=[A-Z][a-z]{3,})|(?<=[a-z]{3}[.:;])(?=[A-Z][a-z]{2,})")
_DOUBLED = re.compile(r"  (?<=\S  )(?=\S)")
_BEFORE_LABEL = re.compile(r"[A-Z][A-Za-z /()-]{0,30} ?:|\[")
"""Two spaces where one would do; more of them part columns, and so do two before a label or a box."""
_QUESTION = re.compile(r"^([ \t]*(?:\d{1,2}[.)]|[-*\u2022])[ \t]*[^\n?:.]{2,90})\?(?=[ \t]*[^\s\n])", re.MULTILINE)
"""A numbered question with its answer on the line: a field of a form."""
_ASKED = re.compile(r"^([ \t]*[A-Z][^\n?:.]{2,90})\?([ \t]*)(-{1,2}>?|=>?|:)(?=[ \t]*[^\s\n])", re.MULTILINE)
"""A question with its answer behind a dash: likewise."""
_LEADERS = re.compile(r"\.+(?=[ \t]*:)|(?<=\w)\.{4,}(?=[ \t]*\w)")
"""Dots between a label and its value."""
_MEMBER = re.compile(r'"(?P<key>[A-Za-z][A-Za-z_ ]{1,40})"(?P<colon>\s*:)')
"""A member of a JSON object: a field by its name."""
_JSON_MARKS = re.compile(r'[{}"]|[\[\]](?![ xX]\])|,(?=\s*\n)')
_LEADERS_ALONE = re.compile(r"^([ \t]*[A-Za-z][\w /()&-]{1,34}?) ?\.{2,}[ \t]+(?=\S)", re.MULTILINE)
"""A label and its value with nothing but dots between."""
_PAGE_LINE = re.compile(r"\n[ \t]*[Pp](?:age|AGE) \d{1,3}(?: of | ?/ ?)\d{1,3}\b[^\n]*\n(?=[ \t]*[a-z])")
"""The head of a page within a sentence."""
_DECIMAL_COMMA = re.compile(r",(?<=\b\d,)(?=\d{1,2} ?(?:%|per ?cent|[mM][lLgG]\b|milli|cc\b))")
_TAG = re.compile(r"</?[A-Za-z][^<>\n]{0,200}>")
_ELEMENT = re.compile(
    r"<(?!(?:span|strong|small|font|table|title|body|head|html|abbr|code|pre)>)(?P<label>[A-Za-z][A-Za-z_]{2,30})>"
    r"(?=[^<\n]{1,300}</(?P=label)>)"
)
"""`<side>Left</side>`: a field by its element."""
_DELETED = re.compile(r"<(?P<tag>s|del|strike)\b[^<>\n]{0,80}>[^<]{0,2000}</(?P=tag)>", re.IGNORECASE)
"""Crossed out."""
_STROKE = re.compile("(?:[^\n\u0336]\u0336)+")
"""Characters with a stroke laid over them."""
_BOLD = re.compile(r"(?<!\*)\*\*(?!\*)")
_BRACKETED = re.compile(r"^([ \t]*)\[([A-Z][A-Z /&-]{2,30})\](?=[ \t]*[^\s\]])", re.MULTILINE)
"""`[RESPONSE] 90 %`: a heading in brackets."""
_BLOCK = re.compile(r"</?(?:p|div|br|tr|li|h[1-6]|table|ul|ol)\b", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:nbsp|#160|#xa0);", re.IGNORECASE)
_MEANT = {
    "\u00e2\u20ac\u201c": " - ",
    "\u00e2\u20ac\u201d": " - ",
    "\u00e2\u20ac\u0153": '"  ',
    "\u00e2\u20ac\u02dc": "'  ",
    "\u00e2\u20ac\u2122": "'  ",
    "\u00c2 ": "  ",
    "\u00c2\u00b0": " \u00b0",
    "\u00c2\u00bd": " \u00bd",
    "\u00c2\u00b1": " \u00b1",
}
"""UTF-8 that was read as Windows-1252, and what it meant, at the same length."""
_MISREAD = re.compile("|".join(map(re.escape, _MEANT)))
_MANY = 3
"""So many labels glued to the word before them mean that the text lost its line breaks."""


class View(NamedTuple):
    """The text that readers see.

    Attributes:
        text: one form of dash, quote and space, with line breaks that were lost and without doubled spaces.
        lower: `text` in lower case, character by character.
        places: where in `text` the distance to the original changes, ascending, from 0.
        shifts: what to add from there on to come to the original.
        usual: (start, end, start and end in the original) of usual words that stand for others.
        tables: the tables, at places in the original.
        logged: the sessions told in logs of procedures by date, each with its cells, likewise.
        past: the lines of logs that tell of earlier procedures, likewise.
        spared: places that a table of what was done says were not treated.
    """

    text: str
    lower: str
    places: tuple[int, ...] = (0,)
    shifts: tuple[int, ...] = (0,)
    usual: tuple[tuple[int, int, int, int], ...] = ()
    tables: tuple[Table, ...] = ()
    logged: tuple[tuple[Entry, ...], ...] = ()
    past: tuple[tuple[int, int], ...] = ()
    spared: tuple[Spared, ...] = ()

    def quoted(self, start: int, end: int) -> tuple[int, int]:
        """The span in the original; words that others stand for are quoted whole."""
        first, stop = self.original(start), self.original(end)
        for begins, ends, first_of_all, last_of_all in self.usual[max(bisect_right(self.usual, (start,)) - 1, 0) :]:
            if begins >= end:
                break
            if begins < start < ends:
                first = first_of_all
            if begins < end < ends:
                stop = last_of_all
        while stop <= first and end > start:
            # words of a heading put in behind the value lead back before it: the value alone is quoted
            stop = self.original(end - 1) + 1
            end -= 1
        return first, stop

    def original(self, place: int) -> int:
        """The place in the original text."""
        return place + self.shifts[bisect_right(self.places, place) - 1]

    def seen(self, original: int) -> int:
        """The place in `text` of a place in the original text."""
        known: list[tuple[int, int]] = []
        for place, shift in zip(self.places, self.shifts, strict=True):
            # the words of a heading put in lead back to it, out of order: no way leads to them
            if not known or place + shift >= sum(known[-1]):
                known.append((place, shift))
        at = bisect_right(known, original, key=sum) - 1
        return original - known[at][1]


def view_of(text: str) -> View:
    """The view of a text, at most `MAX_CHARACTERS` of it."""
    seen = text[:MAX_CHARACTERS]
    if "\u00e2\u20ac" in seen or "\u00c2" in seen:
        seen = _MISREAD.sub(lambda m: _MEANT[m[0]], seen)
    seen = seen.translate(_SAME_LENGTH).replace("\r\n", " \n").replace("\r", "\n")
    repair = repaired(plain_marks(_DECIMAL_COMMA.sub(".", _without_struck(seen))))
    seen = repair.text
    table = labelled(seen)
    seen = joined_lines(one_shape(_without_marks(blanked(seen, table.blanks))))
    glued = [m.start() for m in _GLUED.finditer(seen)]
    joins = {at for at in glued if _LABEL_JOIN.match(seen, at)}
    if len(joins) >= _MANY:
        joins |= {m.start() for m in _WORD_JOIN.finditer(seen)}
    joins |= set(line_breaks(seen))
    # (place, order, words or break to put in or nothing where a second space goes, where the words are written)
    changes: list[tuple[int, int, str, Insert | None]] = [(at, 0, new, None) for at, new in repair.changes]
    changes += [(one.at, n, f"{one.before}{one.words}{one.after}", one) for n, one in enumerate(table.inserts, 1)]
    changes += [*((at, 0, "\n", None) for at in joins), *((at, 0, "", None) for at in _doubled(seen))]
    parts: list[str] = []
    places, shifts, last, length = [0], [0], 0, 0
    for at, _, new, source in sorted(changes, key=lambda change: change[:3]):
        parts += (seen[last:at], new)
        length += at - last
        places.extend(range(length, length + len(new)))
        shifts.extend((_written(source, n) if source else at) - length - n for n in range(len(new)))
        length += len(new)
        last = at if new else at + 1
        places.append(length)
        shifts.append(last - length)
    parts.append(seen[last:])
    joined = "".join(parts)
    return _usual(View(joined, _lower(joined), tuple(places), tuple(shifts)))._replace(
        tables=table.tables, logged=table.logged, past=table.past, spared=table.spared
    )


def _written(put: Insert, n: int) -> int:
    """Where character `n` of words put in is written: in the words, or at the end of them."""
    within = max(n - len(put.before), 0)
    return put.end if within >= len(put.words) else min(put.start + within, max(put.end - 1, put.start))


def _usual(view: View) -> View:
    """The view with the usual words of the field, each leading back to the words in whose place it stands."""
    changes = usual_words(view.text, view.lower)
    if not changes:
        return view
    parts: list[str] = []
    places: list[int] = []
    shifts: list[int] = []
    usual: list[tuple[int, int, int, int]] = []
    moved = last = at = 0  # how far the text so far has moved; its end; breakpoints of the view taken over
    for start, end, words in [*changes, (len(view.text), len(view.text), "")]:
        parts += (view.text[last:start], words)
        while at < len(view.places) and view.places[at] < start:
            if view.places[at] >= last:
                places.append(view.places[at] + moved)
                shifts.append(view.shifts[at] - moved)
            at += 1
        first, stop = view.original(start), view.original(end)
        if words:
            usual.append((start + moved, start + moved + len(words), first, stop))
        for n in range(len(words)):
            places.append(start + moved + n)
            shifts.append(min(first + n, max(first, stop - 1)) - (start + moved + n))
        moved += len(words) - (end - start)
        places.append(end + moved)
        shifts.append(stop - (end + moved))
        last = end
    text = "".join(parts)
    return View(text, _lower(text), tuple(places), tuple(shifts), tuple(usual))


def _without_struck(text: str) -> str:
    """The text with spaces for what is crossed out; every character keeps its place."""
    if "\u0336" in text:
        text = _STROKE.sub(lambda m: " " * len(m[0]), text)
    if "</" in text:
        text = _DELETED.sub(lambda m: " " * len(m[0]), text)
    return text


def _doubled(text: str) -> list[int]:
    """Places of second spaces that part nothing."""
    found = [m.end() - 1 for m in _DOUBLED.finditer(text)]
    if len(found) > text.count(" ") // 4:
        return found
    # two spaces after a full stop are a typist's habit
    return [at for at in found if text[at - 2] in ".,;:!?" or not _BEFORE_LABEL.match(text, at + 1)]


def _without_marks(text: str) -> str:
    """The text with the marks of tables and HTML blanked out; every character keeps its place."""
    if "**" in text:
        text = _BOLD.sub("  ", text)
    if "[" in text:
        text = _BRACKETED.sub(r"\1 \2:", text)
    if "?" in text:
        text = _QUESTION.sub(lambda m: f"{m[1]}:", text)
        text = _ASKED.sub(lambda m: f"{m[1]}:{m[2]}{' ' * len(m[3])}", text)
    if '":' in text and len(_MEMBER.findall(text)) >= _MANY:
        text = _MEMBER.sub(lambda m: "\n" + m["key"].replace("_", " ") + " " + m["colon"], text)
        text = _JSON_MARKS.sub(" ", text)
    if "..." in text or ".:" in text:
        text = _LEADERS_ALONE.sub(lambda m: m[1] + ":" + " " * (len(m[0]) - len(m[1]) - 1), text)
        text = _LEADERS.sub(lambda m: " " * len(m[0]), text)
    if "age " in text or "AGE " in text:
        text = _PAGE_LINE.sub(lambda m: " " * len(m[0]), text)
    if "|" in text:
        text = without_bars(text)
    if "</" in text:
        text = _ELEMENT.sub(lambda m: f"\n{m['label'].replace('_', ' ')}:", text)
    if "</" in text or "<br" in text.lower():
        text = _TAG.sub(lambda m: ("\n" if _BLOCK.match(m[0]) else " ") + " " * (len(m[0]) - 1), text)
        text = _ENTITY.sub(lambda m: " " * len(m[0]), text)
    return text


def _lower(text: str) -> str:
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    # a few letters have two characters in lower case; they keep their place here
    return "".join(low if len(low := c.lower()) == 1 else c for c in text)
