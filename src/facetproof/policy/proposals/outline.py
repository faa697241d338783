"""A policy text as an outline: each sentence with its heading and the lists that it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from facetproof.policy.proposals.logic import Join, join_of, joined_by_items

_BULLETS = r"[•▪◦‣·*o–—‒➢►✓\uf0b7\uf0a7-]"
_MARKER = re.compile(
    rf"(?P<indent>[ \t]*)(?P<mark>{_BULLETS}|\(?(?:\d{{1,2}}|[ivx]{{1,4}}|[IVX]{{1,4}}|[A-Za-z])[.)])[ \t]+(?=\S)"
)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z(•])|\s*;\s+(?=[A-Z(])")
_ABBREVIATION = re.compile(r"\b(?:e\.g|i\.e|vs|approx|etc|no)\.$", re.IGNORECASE)
_ROMAN = "i ii iii iv v vi vii viii ix x xi xii".split()
#: A title has no more words; a longer line without a stop is a sentence that goes on in the next line.
_LONGEST_HEADING = 8


@dataclass(frozen=True, slots=True)
class Group:
    """A list in the text: its lead-in, and how its items are joined.

    Attributes:
        lead_in: the words before the list.
        join: all, at least so many, none, or not clear.
        items: how many there are.
        marked: whether they have marks; without, lines that were wrapped may have been counted.
    """

    lead_in: str
    join: Join
    items: int
    marked: bool = True

    @property
    def asks_all(self) -> bool:
        """Whether every item must be met."""
        return self.join.kind == "all" or (
            self.join.kind == "at_least" and self.marked and self.join.need >= self.items
        )


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of the text.

    Attributes:
        text: the sentence.
        start: its first character in the text.
        end: the character after its last.
        heading: of the part that it stands in.
        groups: the lists it stands in, outermost first.
    """

    text: str
    start: int
    end: int
    heading: str
    groups: tuple[Group, ...]

    @property
    def context(self) -> str:
        """Heading, lead-ins and sentence together: what the sentence is about."""
        return " ".join((self.heading, *(group.lead_in for group in self.groups), self.text))


@dataclass(slots=True)
class _Block:
    text: str
    start: int
    end: int
    style: str
    indent: int
    apart: bool = False
    parent: int | None = None
    heading: str = ""


def outline(text: str) -> list[Statement]:
    """Every sentence of the text with its place.

    Args:
        text: of the policy; items of lists begin with a bullet, a number or a letter.
    """
    blocks = _nested(list(_blocks(text)))
    children: dict[int, list[_Block]] = {}
    for block in blocks:
        if block.parent is not None:
            children.setdefault(block.parent, []).append(block)
    groups = {n: _group(blocks[n], items) for n, items in children.items()}
    found: list[Statement] = []
    for block in blocks:
        chain: list[Group] = []
        above = block.parent
        while above is not None:
            chain.insert(0, groups[above])
            above = blocks[above].parent
        for start, end in _sentences(text, block.start, block.end):
            found.append(Statement(_flat(text[start:end]), start, end, block.heading, tuple(chain)))
    return found


def _group(lead: _Block, items: list[_Block]) -> Group:
    lead_in = _flat(lead.text)
    join = join_of(lead_in)
    if join.kind == "unclear":
        join = joined_by_items([_flat(item.text) for item in items])
    return Group(lead_in, join, len(items), all(item.style for item in items))


def _blocks(text: str) -> Iterator[_Block]:
    """Paragraphs and items, lines that were wrapped put together again; `apart` after an empty line."""
    block: _Block | None = None
    at, apart = 0, False
    for line in text.splitlines(keepends=True):
        start, at = at, at + len(line)
        if not line.strip():
            if block:
                yield block
            block, apart = None, True
            continue
        marker = _MARKER.match(line)
        if marker:
            if block:
                yield block
            indent = len(marker["indent"].expandtabs(4))
            block = _Block(line[marker.end() :], start + marker.end(), at, _style(marker["mark"]), indent, apart)
        elif block and not _ends(block.text) and (not _is_heading(block) or _goes_on(line)):
            block.text += line
            block.end = at
        else:
            if block:
                yield block
            block = _Block(line, start, at, "", len(line) - len(line.lstrip()), apart)
        apart = False
    if block:
        yield block


def _ends(text: str) -> bool:
    return text.rstrip().endswith((".", ":", ";", "?")) or text.rstrip().lower().endswith(
        ("; and", "; or", ", and", ", or")
    )


def _is_heading(block: _Block) -> bool:
    words = block.text.strip()
    return not block.style and len(words.split()) <= _LONGEST_HEADING and not _ends(words) and words[:1].isupper()


def _goes_on(line: str) -> bool:
    """Whether a line begins as no title and no sentence does."""
    return not line.lstrip()[:1].isupper()


def _style(mark: str) -> str:
    bare = mark.strip("().")
    if bare.isdigit():
        return "1"
    if bare.lower() in _ROMAN and len(bare) > 1:
        return "i" if bare.islower() else "I"
    if bare.isalpha() and len(bare) == 1 and mark != "o":
        return "a" if bare.islower() else "A"
    return "•" if not bare.isalpha() or mark == "o" else bare


def _nested(blocks: list[_Block]) -> list[_Block]:
    """Gives every item the block that leads to its list, and every block its heading."""
    heading = ""
    stack: list[tuple[str, int, int]] = []  # style, indent, the block that leads in
    last_lead: int | None = None
    unmarked: tuple[int, bool] | None = None  # a list without marks: the block that leads in, items apart or not
    for n, block in enumerate(blocks):
        if unmarked is None and last_lead is not None and not block.style:
            unmarked = (last_lead, block.apart)
        elif unmarked and (block.style or block.apart is not unmarked[1] or (block.apart and _ends(block.text))):
            unmarked = None
        if unmarked:
            block.parent = unmarked[0]
        elif _is_heading(block):
            heading, stack = _flat(block.text), []
        elif block.style:
            block.parent = _leading(stack, block, last_lead)
        else:
            stack = []
        block.heading = heading
        last_lead = n if block.text.rstrip().endswith(":") else None
        if last_lead is not None and unmarked:
            unmarked = None
    return blocks


def _leading(stack: list[tuple[str, int, int]], block: _Block, last_lead: int | None) -> int | None:
    """The block that leads to the list of an item; `stack` holds the lists that are open, and is changed."""
    known = [k for k, (style, indent, _) in enumerate(stack) if style == block.style and indent == block.indent]
    if not known and last_lead is None:
        known = [k for k, (style, _, _) in enumerate(stack) if style == block.style]
    if known:
        del stack[known[-1] + 1 :]
    elif last_lead is not None:
        stack.append((block.style, block.indent, last_lead))
    return stack[-1][2] if stack else None


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for stop in _SENTENCE_END.finditer(text, start, end):
        if not _ABBREVIATION.search(text[at : stop.start()]):
            yield from _trimmed(text, at, stop.start())
            at = stop.end()
    yield from _trimmed(text, at, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def _flat(text: str) -> str:
    return " ".join(text.split())
