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
#: Words that say the same to anyone in the field, whatever stands around them.
_SYNONYMS = (
    "medial branch block|MBB|medial branch nerve block",
    "medial branch blocks|MBBs|medial branch nerve blocks",
    "radiofrequency ablation|RFA|radiofrequency neurotomy|RF ablation|radiofrequency denervation",
    "fluoroscopic guidance|fluoroscopy guidance|fluoro guidance",
    "under fluoroscopy|with fluoroscopy|under fluoro|under fluoroscopic guidance",
    "intra-articular|intraarticular",
    "facet joint|zygapophyseal joint|z-joint|zygapophysial joint",
    "facet joints|zygapophyseal joints|z-joints|zygapophysial joints",
    "physical therapy|physiotherapy",
    "home exercise program|HEP|home exercises",
    "reports|states|describes|endorses",
    "reported|stated|described|endorsed",
    "relief|improvement|pain reduction",
    "pain relief|reduction in pain|improvement in pain|reduction of pain",
    "approximately|about|roughly|around|approx.",
    "lasting|which lasted|that lasted",
    "previous|prior|earlier",
    "denies|reports no|has no",
    "tenderness to palpation|TTP",
    "milligrams|mg",
    "milliliters|mL|cc",
    "bupivacaine|Marcaine",
    "lidocaine|Xylocaine",
    "methylprednisolone|Depo-Medrol",
    "triamcinolone|Kenalog",
    "midazolam|Versed",
    "degrees celsius|degrees C|\u00b0C",
    "seconds|sec",
    "months|mos",
    "weeks|wks|wk",
    "hours|hrs",
    "ibuprofen|Motrin",
    "naproxen|Aleve",
    "NSAIDs|anti-inflammatories|anti-inflammatory medication",
    "gabapentin|Neurontin",
    "low back pain|lower back pain|LBP",
    "extension and rotation|rotation and extension",
    "was performed|was done|was carried out|was completed",
    "injected|instilled|deposited",
    "electronically signed by|e-signed by|digitally signed by|signed electronically by",
    "without sedation|no sedation was given|with no sedation",
    "numeric rating scale|NRS|numerical rating scale",
    "visual analog scale|VAS|visual analogue scale",
    "left|lt",
    "right|rt",
    "bilateral|B/L",
    "percent|per cent|%",
)
_WAYS = {way.lower(): listed for words in _SYNONYMS for listed in [words.split("|")] for way in listed}
_SAID = re.compile(
    rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(_WAYS, key=len, reverse=True)))})(?![\w-]| auth)", re.IGNORECASE
)
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


def reworded(text: str, rng: random.Random) -> str:
    """Every other word that has a synonym in the field's language said in another way."""

    def other(match: re.Match[str]) -> str:
        said = match[0]
        line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
        if rng.random() < 0.5 or line.count("{") > line.count("}"):
            return said
        ways = _WAYS[said.lower()]
        way = rng.choice([way for way in ways if way != said.lower()])
        return (
            way.upper() if said.isupper() and len(said) > 3 else way[0].upper() + way[1:] if said[0].isupper() else way
        )

    return _SAID.sub(other, text)


MUTATIONS: tuple[Mutation, ...] = (
    upper, wrapped, double_spaced, windows, typographic, indented, spaced, noisy, misread_figures, reordered, reworded,
    cut_short,
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


def lost(before: Chart, after: Chart) -> tuple[int, int]:
    """(facts of `before` that `after` does not have, facts of `before`); each leaf of a list is one."""
    now = dict(_facts(after))
    gone = total = 0
    for path, value in _facts(before):
        if isinstance(value, frozenset):
            total += len(value)
            gone += len(value - now.get(path, frozenset()))
        else:
            total += 1
            gone += path not in now
    return gone, total


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
                value = bool(value) if "reason" in key else value  # a reason is told in words of the note
                for leaf in value if isinstance(value, (list, tuple)) else (value,):
                    yield f"{key}={_one_form(leaf)}"
    else:
        yield str(_one_form(item))
