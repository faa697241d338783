"""What happens to notes on their way: a note and its damaged copies, which must never say something else."""

from __future__ import annotations

import random
import re
import textwrap
from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from facetproof.model.chart import Chart

Mutation = Callable[[str, random.Random], str]

_TYPOGRAPHY = str.maketrans({"-": "\u2011", "'": "\u2019", '"': "\u201d", " ": "\u00a0"})
_PLAIN = str.maketrans("\u2011\u2019\u201d\u00a0", "-'\" ")
#: Letters that text recognition takes for one another; digits are left, for a wrong digit is another number.
_LOOKALIKES = {"m": "rn", "cl": "d", "I": "l", "e": "c", "h": "b", "ll": "1l"}
_FIGURES = {"0": "Oo", "1": "lI|", "5": "S", "8": "B", "L": "1lI", "l": "1I", "S": "5", "I": "1l", "C": "G"}
_HEADING = re.compile(r"(?m)^(?=[A-Z][A-Z /&-]{3,40}:?[ \t]*(?:\n|[^\n]))")


def upper(text: str, _: random.Random) -> str:
    """Dictation in capitals."""
    return text.upper()


def wrapped(text: str, rng: random.Random) -> str:
    """Lines broken by a page of some width."""
    width = rng.choice((72, 80, 95, 110))
    lines = text.split("\n")
    return "\n".join("\n".join(textwrap.wrap(line, width, break_on_hyphens=False)) or line for line in lines)


def double_spaced(text: str, _: random.Random) -> str:
    """A blank line after every line."""
    return text.replace("\n", "\n\n")


def windows(text: str, _: random.Random) -> str:
    """Line ends of another system."""
    return text.replace("\n", "\r\n")


def typographic(text: str, _: random.Random) -> str:
    """Signs that word processors put in by themselves."""
    return text.translate(_TYPOGRAPHY)


def indented(text: str, rng: random.Random) -> str:
    """Every line moved in, and trailing space."""
    return "\n".join(" " * rng.randrange(1, 5) + line + " " * rng.randrange(3) for line in text.split("\n"))


def spaced(text: str, rng: random.Random) -> str:
    """Two spaces here and there."""
    return re.sub(r"(?<=\S) (?=\S)", lambda _: "  " if rng.random() < 0.3 else " ", text)


def noisy(text: str, rng: random.Random) -> str:
    """Letters as poor recognition reads them, about one in sixty."""

    def misread(match: re.Match[str]) -> str:
        return _LOOKALIKES[match[0]] if rng.random() < 0.06 else match[0]

    return re.sub("|".join(sorted(_LOOKALIKES, key=len, reverse=True)), misread, text)


def misread_figures(text: str, rng: random.Random) -> str:
    """Figures and vertebrae as poor recognition reads them, about one in twenty-five."""

    def misread(match: re.Match[str]) -> str:
        return rng.choice(_FIGURES[match[0]]) if rng.random() < 0.04 else match[0]

    return re.sub(r"[0158]|\b[LlSI](?=\d)|(?<=[CTL-])[015]|\bC(?=\d)", misread, text)


def reordered(text: str, rng: random.Random) -> str:
    """Sections in another order; the head of the note stays first."""
    cuts = [m.start() for m in _HEADING.finditer(text)]
    if len(cuts) < 3:
        return text
    parts = [text[a:b].rstrip("\n") + "\n" for a, b in zip(cuts, [*cuts[1:], len(text)], strict=True)]
    first, rest = parts[0], parts[1:]
    rng.shuffle(rest)
    return text[: cuts[0]] + first + "".join(rest)


def cut_short(text: str, rng: random.Random) -> str:
    """The end is missing, from some line on."""
    lines = text.split("\n")
    return "\n".join(lines[: max(len(lines) * rng.randrange(40, 90) // 100, 1)])


MUTATIONS: tuple[Mutation, ...] = (
    upper, wrapped, double_spaced, windows, typographic, indented, spaced, noisy, misread_figures, reordered, cut_short,
)  # fmt: skip


def changed(before: Chart, after: Chart) -> Iterator[str]:
    """Paths where `after` says something that `before` does not: another value, or one more.

    What is no longer said is no fault. Items of a list are compared as wholes' parts: a target by its side and joints.
    """
    known, now = dict(_facts(before)), dict(_facts(after))
    for path, value in now.items():
        if path not in known:
            yield f"{path}: new"
        elif isinstance(value, frozenset):
            if more := value - known[path]:
                yield f"{path}: {sorted(map(str, more))}"
        elif value != known[path]:
            yield f"{path}: {known[path]} became {value}"


def _facts(chart: Chart) -> Iterator[tuple[str, Any]]:
    """(path, value) of each fact; a list is one fact, the set of its items' leaves."""
    tree = msgspec.to_builtins(chart)
    for part in ("session", "assessment", "plan", "diagnoses"):
        yield from _leaves(tree.get(part), part)


def _leaves(node: Any, path: str) -> Iterator[tuple[str, Any]]:
    if isinstance(node, dict):
        for key, value in node.items():
            if not key.endswith("text"):
                # a reason in free words is given or not: its words are those of the note
                yield from _leaves(bool(value) if key.endswith("reason") else value, f"{path}.{key}")
    elif isinstance(node, (list, tuple)):
        yield path, frozenset(leaf for item in node for leaf in _flat(item))
    elif node is not None:
        yield path, _one_form(node)


def _one_form(value: Any) -> Any:
    """Quoted reasons are the same words in capitals, with other signs or spacing."""
    return " ".join(value.casefold().translate(_PLAIN).split()) if isinstance(value, str) else value


def _flat(item: Any) -> Iterator[str]:
    if isinstance(item, dict):
        for key, value in item.items():
            if not key.endswith("text"):
                for leaf in value if isinstance(value, (list, tuple)) else (value,):
                    yield f"{key}={_one_form(leaf)}"
    else:
        yield str(_one_form(item))
