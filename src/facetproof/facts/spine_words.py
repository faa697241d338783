# ruff: noqa: E501 - one pattern a line reads better than a wrapped one
"""Joint levels, medial branches, sides and bony landmarks as notes write them.

"L4-5", "L4/L5", "L45", "5-S1" after a letter, "L3, L4, L5 medial branches", "TON", "L3-S1". A label counts as what the
words beside it say: `nerve` with "medial branch", "dorsal ramus"; `joint` where it names a pair of neighbours; `landmark`
with a bone. A label without such words is `bare`, a pair that skips vertebrae a `span`: neither is turned into another.
"""

from __future__ import annotations

import itertools
import re
from typing import Literal, NamedTuple

from facetproof.facts.gates import Anchored
from facetproof.facts.side_words import SideWord, side_words
from facetproof.model.spine import NERVES, JointLevel, MedialBranch, Side

Sort = Literal["joint", "nerve", "landmark", "bare", "span", "elsewhere"]


class Named(NamedTuple):
    """Labels that stand together at `lower[start:end]`.

    Attributes:
        sort: what they name; `elsewhere` = another structure (disc, root, foramen).
        names: joints ("L4-5") or nerves ("L4", "TON"); labels as written for the others.
        side: the side told with them; None where none is told nearby.
        side_at: (start, end) of the word for the side.
        words: (start, end) from the first label to the end of the noun.
    """

    sort: Sort
    names: tuple[str, ...]
    side: Side | None
    side_at: tuple[int, int] | None
    start: int
    end: int
    words: tuple[int, int]


_LETTER = r"[ctls]"
_PAIR = (
    r"(?:(?P<a>[ctl])\s?-?(?P<n>\d{1,2})\s?(?:[-/]|to|through|thru)\s?(?P<b>[ctls])?\s?(?P<m>\d{1,2})(?:(?:\s?[-/]\s?[ctls]?\d{1,2})+)?"
    r"|(?P<c>[ctl])(?P<x>\d)(?P<y>\d)(?!\d)|(?P<d>[ctl])(?P<p>\d{1,2})(?P<e>[tls])(?P<q>\d))"
)
_DIGITS = {
    word: n for n, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)
}
_SPOKEN = rf"(?:{'|'.join(_DIGITS)})"
_TOKEN = Anchored(
    rf"(?<![\w.]){_PAIR}(?![\d%])(?!\.\d)"
    r"|(?<![\w.])(?P<region>lumbar|cervical|thoracic) (?P<wn>\d{1,2})\s?[-/]\s?(?P<wb>s)?(?P<wm>\d{1,2})(?![\d%])"
    rf"|(?<![\w.])(?:(?P<area>lumbar|cervical|thoracic|[ctl])[ -]|(?<=and )|(?<=, ))(?P<sn>{_SPOKEN})[ -](?P<sb>s)?(?:(?<=s)[ -])?(?P<sm>{_SPOKEN})\b"
    rf"|(?<![\w.])(?P<sl>[ctl])[ -](?P<so>{_SPOKEN})\b"
    r"|(?<![\w.])(?P<one>(?:[ctl]\d{1,2}|s[1-4]|ton\b|third occipital nerves?))(?![\d%])(?!\.\d)"
    r"|(?<=[\d ,&/])(?P<bn>\d{1,2})\s?[-/]\s?(?P<bs>[stl])?(?P<bm>\d{1,2})(?![\d%/-])(?!\.\d)(?!\s?(?:mg|ml|cc|weeks?|days?|months?|hours?|mm|cm|ga?\b|out of|x\b))"
    r"|(?<=[ctl]\d,)(?P<tight>\d{1,2})(?![\d.%/-]|,\d| ?(?:ml|cc|mg|mm|cm|x\b))|(?<=[ctl]\d,)(?P<tight1>\d)(?=,\d\b)|(?<=[ctl]\d,\d,)(?P<tight2>\d{1,2})(?![\d.%/-]| ?(?:ml|cc|mg|mm|cm|x\b))"
    r"|(?<=, )(?P<more>\d{1,2})(?=\s?(?:,|&|and\b|medial|mb\b|mbb\b))|(?:(?<=and )|(?<=& ))(?P<last>\d{1,2})(?=\s?(?:medial|mb\b|mbb\b|dorsal|joint|facet|$))"
)
_HALVES = re.compile(
    r"([ctl]\d{1,2}-[ctls]?\d{1,2})\s?/\s?([ctls]\d{1,2}-[ctls]?\d{1,2})|([ctl]\d{1,2}/[ctls]?\d{1,2})\s?-\s?([ctls]\d{1,2}/[ctls]?\d{1,2})"
)
"""Two pairs written as one: "L4-5/L5-S1"."""
_JOINING = re.compile(
    r"(?:\s|,|;|&|\+|/|\band\b|\bor\b|\bthe\b|\bat\b|\bplus\b|\bas well as\b|\(|\)|\bthen\b|\blevels?\b|-|\bof\b|\bon\b)*"
)
_NERVE = (
    r"(?:lumbar |cervical |thoracic |facet |posterior |primary |dorsal )*(?:(?:medial|median)[- ]branch(?:es)?(?: nerves?)?|mbs?\b|mbbs?\b|mbnb|branch(?:es)?\b|dorsal rami|dorsal ramus|"
    r"primary ram(?:us|i)|ram(?:us|i)\b|posterior ram(?:us|i)|dr\b|mbn|facet(?: joint)? nerves?|nerves?\b(?! roots?)|mbrf\w*|mb-?rfa?)"
)
_BONE = (
    r"(?:lumbar |cervical |thoracic |superior |inferior |articular |transverse |left |right |lateral |posterior |the )*(?:transverse process(?:es)?|tps?\b|articular (?:process(?:es)?|pillars?|masses)|saps?\b|pillars?|lateral mass(?:es)?|"
    r"vertebra\w*|lamina\w*|pedicles?|spinous|body|bodies|sacral ala|waists?|endplates?)"
)
_OTHER = r"(?:\w+ )?(?:dis[ck]s?|disc space|nerve roots?|roots?\b|foramen|foramina\w*|neural|epidural|interspace|interlaminar|inter-?space|dermatom\w*|myotom\w*|distribution|radicul\w+|fusion|laminectomy|spondylolisthesis|transforaminal|tfesi|esi)"
_JOINT_NOUN = r"(?:lumbar |cervical |thoracic |bilateral |intra-?articular )*(?:facets?\b|facet joints?|joints?\b|zygapophys\w+|z-?joints?|apophyseal)"
_AFTER = re.compile(
    rf"\s*[,)]?\s*(?:levels?\s*)?(?:(?P<nerve>{_NERVE})|(?P<bone>{_BONE})|(?P<other>{_OTHER})|(?P<joint>{_JOINT_NOUN}))"
)
_BEFORE_NERVE = re.compile(
    rf"(?:{_NERVE})(?: (?:nerves?|blocks?|branches|injections?|block nerves?|rf\w*|ablation|radiofrequency(?: \w+)?))?\s*(?:[:(-]|\b(?:of|at|on|for|to|supplying|innervating|corresponding to|are|were|is|was|including|namely)\b|\s)*(?:the |right |left |bilateral |both |rt\.? |lt\.? |b/l |r |l )*$"
)
_BEFORE_BONE = re.compile(
    r"(?:transverse process(?:es)?|articular process(?:es)?|pillars?|vertebra\w*|junction|lamina|levels? of the bone)\s*(?:of|at|,)?\s*(?:the |right |left )*$"
)
_BEFORE_OTHER = re.compile(
    r"(?:roots?|dis[ck]s?|dermatomes?|epidural\w*|foramen|transforaminal)\s*(?:of|at|,|:)?\s*(?:the |right |left )*$"
)
NERVE_LABEL = re.compile(r"\b(?:nerves?|branch(?:es)?|rami|mbs?)\b")
"""Labels of a form line whose values are nerves."""


class _Token(NamedTuple):
    kind: Literal["joint", "span", "one"]
    names: tuple[str, ...]
    start: int
    end: int


def spine_words(lower: str, start: int, end: int, *, label: str = "") -> list[Named]:
    """Groups of labels in `lower[start:end]` (a sentence or a line), left to right.

    Args:
        lower: the text in lower case.
        start: first character to look at.
        end: one past the last.
        label: the label of the form line ("nerves"), which names what its values are.
    """
    tokens = _tokens(lower, start, end)
    if not tokens:
        return []
    sides = side_words(lower, start, end)
    groups: list[list[_Token]] = []
    for token in tokens:
        if groups and _joined(lower, groups[-1][-1], token, sides):
            groups[-1].append(token)
        else:
            groups.append([token])
    result = []
    for n, group in enumerate(groups):
        stop = groups[n + 1][0].start if n + 1 < len(groups) else end
        floor = groups[n - 1][-1].end if n else start
        side, at = _side_of(lower, group, sides, floor, stop)
        result += _sorted_out(lower, group, side, at, start, stop, label)
    return _carried_back(lower, _both_nerves(lower, result))


def _tokens(lower: str, start: int, end: int) -> list[_Token]:
    found: list[_Token] = []
    letter = ""
    for m in _TOKEN.finditer(lower, start, end):
        halves = _HALVES.fullmatch(m[0])
        if halves:
            letter = m[0][0].upper()
            for half in (1, 2) if halves[1] else (3, 4):
                joint = JointLevel.parse(halves[half])
                if joint is not None:
                    found.append(
                        _Token("joint", (joint.name,), m.start() + halves.start(half), m.start() + halves.end(half))
                    )
        elif m["one"]:
            written = m["one"]
            name = "TON" if written[0] == "t" and not written[1].isdigit() else written.upper()
            if name != "TON" and MedialBranch.parse(name) is None and name not in ("C1", "C2", "S4"):
                continue
            letter = name[0] if name != "TON" else letter
            found.append(_Token("one", (name,), m.start(), m.end()))
        elif m["region"]:
            letter = m["region"][0].upper()
            joint = JointLevel.parse(f"{letter}{m['wn']}-{(m['wb'] or '').upper()}{m['wm']}")
            if joint is not None:
                found.append(_Token("joint", (joint.name,), m.start(), m.end()))
        elif m["so"]:
            letter = m["sl"].upper()
            name = f"{letter}{_DIGITS[m['so']]}"
            if MedialBranch.parse(name):
                found.append(_Token("one", (name,), m.start(), m.end()))
        elif m["sn"]:
            letter = m["area"][0].upper() if m["area"] else letter
            joint = (
                JointLevel.parse(f"{letter}{_DIGITS[m['sn']]}-{(m['sb'] or '').upper()}{_DIGITS[m['sm']]}")
                if letter
                else None
            )
            if joint is not None:
                found.append(_Token("joint", (joint.name,), m.start(), m.end()))
        elif m["more"] or m["last"] or m["tight"] or m["tight1"] or m["tight2"]:
            if found and found[-1].kind == "one" and letter and m.start() - found[-1].end <= 6:
                name = letter + (m["more"] or m["last"] or m["tight"] or m["tight1"] or m["tight2"])
                if MedialBranch.parse(name):
                    found.append(_Token("one", (name,), m.start(), m.end()))
        elif m["bn"]:
            if found and letter and m.start() - found[-1].end <= 12 and found[-1].kind != "one":
                name = f"{letter}{m['bn']}-{(m['bs'] or '').upper()}{m['bm']}"
                if JointLevel.parse(name):
                    found.append(_Token("joint", (str(JointLevel.parse(name)),), m.start(), m.end()))
        else:
            token = _pair(m)
            if token is None and m["c"] and MedialBranch.parse(m[0]):
                letter = m[0][0].upper()
                found.append(_Token("one", (m[0].upper(),), m.start(), m.end()))
            if token is not None:
                letter = (m["a"] or m["c"] or m["d"]).upper()
                found.append(token)
    return found


def _pair(m: re.Match[str]) -> _Token | None:
    written = m[0]
    labels = re.findall(r"[ctls]?\d{1,2}", written) if m["a"] else []
    if m["a"] and len(labels) > 2:
        full, letter = [], ""
        for label in labels:
            letter = label[0] if label[0].isalpha() else letter
            full.append((letter + label.lstrip("ctls")).upper())
        if full[-1][0] == "L" and full[-1] in ("L1",) and full[-2] == "L5":
            full[-1] = "S1"
        if all(MedialBranch.parse(name) for name in full):
            return _Token("span", tuple(full), m.start(), m.end())
        return None
    if m["a"]:
        joint = JointLevel.parse(f"{m['a']}{m['n']}-{m['b'] or ''}{m['m']}")
        first, second = f"{m['a']}{m['n']}".upper(), f"{m['b'] or m['a']}{m['m']}".upper()
        if joint is None and re.search(r"to|thr", written) is None and first == "L5" and second == "L1":
            joint = JointLevel.parse("L5-S1")
    elif m["c"]:
        # "T12" is the vertebra or its nerve, never T1-2 run together
        joint = None if written in ("t10", "t11", "t12") else JointLevel.parse(written)
        first = second = ""
        if joint is None:
            return None
    else:
        joint = JointLevel.parse(written)
        first, second = f"{m['d']}{m['p']}".upper(), f"{m['e']}{m['q']}".upper()
    if joint is not None:
        if re.search(r"\bto\b|thr", written):
            return _Token("span", (first, second), m.start(), m.end())
        return _Token("joint", (joint.name,), m.start(), m.end())
    if (MedialBranch.parse(first) or first == "C2") and MedialBranch.parse(second):
        return _Token("span", (first, second), m.start(), m.end())
    return None


def _joined(lower: str, before: _Token, token: _Token, sides: list[SideWord]) -> bool:
    between = lower[before.end : token.start]
    if len(between) > 30 or "\n\n" in between:
        return False
    if any(before.end <= word.start < token.start for word in sides):
        return False
    if (before.kind == "one") != (token.kind == "one"):
        return False
    return _JOINING.fullmatch(between) is not None


def _side_of(
    lower: str, group: list[_Token], sides: list[SideWord], floor: int, stop: int
) -> tuple[Side | None, tuple[int, int] | None]:
    """The nearest word for a side before the group; else the first after it, before the next group."""
    first, last = group[0].start, group[-1].end
    before = [word for word in sides if word.end <= first]
    after = [word for word in sides if last <= word.start < stop]
    close_before = [word for word in before if word.start >= floor]
    if after and not close_before and after[0].start - last <= 40 and not _followed_by_label(lower, after[0], stop):
        return after[0].side, (after[0].start, after[0].end)
    if before:
        return before[-1].side, (before[-1].start, before[-1].end)
    if after and after[0].start - last <= 60:
        return after[0].side, (after[0].start, after[0].end)
    return None, None


def _followed_by_label(lower: str, word: SideWord, stop: int) -> bool:
    """Whether the side belongs to the labels after it ("… and right C4-5")."""
    return (
        stop - word.end <= 12
        and re.fullmatch(r"[\s,:()]*(?:at |the |facet |lumbar |cervical )*", lower[word.end : stop]) is not None
    )


def _sorted_out(
    lower: str, group: list[_Token], side: Side | None, at: tuple[int, int] | None, start: int, stop: int, label: str
) -> list[Named]:
    first, last = group[0].start, group[-1].end
    after = _AFTER.match(lower, last, min(stop, last + 70))
    end = after.end() if after else last
    before = lower[max(start, first - 60) : first]
    noun: Sort | None = None
    if after:
        noun = (
            "nerve" if after["nerve"] else "landmark" if after["bone"] else "elsewhere" if after["other"] else "joint"
        )
    elif _BEFORE_BONE.search(before):
        noun = "landmark"
    elif _BEFORE_OTHER.search(before):
        noun = "elsewhere"
    elif _BEFORE_NERVE.search(before) or NERVE_LABEL.search(label):
        noun = "nerve"
    words = (first, end)

    def named(sort: Sort, names: tuple[str, ...]) -> Named:
        return Named(sort, names, side, at, first, last, words)

    result = []
    joints = tuple(name for token in group if token.kind == "joint" for name in token.names)
    nerve_noun = (after["nerve"] or "") if after else ""
    spans = [token for token in group if token.kind == "span"]
    ones = tuple(name for token in group if token.kind == "one" for name in token.names)
    if joints:
        sort: Sort = noun if noun in ("landmark", "elsewhere") else "joint"
        result.append(named(sort, joints))
    for token in spans:
        written_nerve = re.search(r"branches|rami|nerves|mbs\b", nerve_noun)
        if noun in ("landmark", "elsewhere"):
            result.append(named(noun, token.names))
        elif written_nerve and len(token.names) == 2 and not re.search(r"mbb|mbnb", nerve_noun):
            result.append(named("nerve", _between(*token.names)))
        elif noun == "nerve" and len(token.names) > 2:
            result.append(named("nerve", token.names))
        else:
            result.append(named("span", (lower[token.start : token.end].upper().replace(" ", ""),)))
    pairs = _in_pairs(ones)
    if pairs and noun in (None, "joint"):
        result.append(named("joint", pairs))
    elif ones:
        if "TON" in ones and noun in (None, "joint"):
            rest = tuple(name for name in ones if name != "TON")
            if noun is None and all(MedialBranch.parse(name) for name in rest):
                # "TON and C3": what stands beside a nerve in a list is one
                result.append(named("nerve", ones))
                rest = ()
            else:
                result.append(named("nerve", ("TON",)))
            if rest:
                result.append(named("bare", rest))
        elif noun == "nerve":
            result.append(named("nerve", tuple(name for name in ones if MedialBranch.parse(name))))
        elif noun in ("landmark", "elsewhere"):
            result.append(named(noun, ones))
        else:
            result.append(named("bare", ones))
    return [item for item in result if item.names]


def _in_pairs(ones: tuple[str, ...]) -> tuple[str, ...]:
    """Joints dictated without their strokes, where a vertebra is told twice: "L4 L5 and L5 S1"."""
    if len(ones) < 4 or len(ones) % 2 or len(set(ones)) == len(ones):
        return ()
    joints = [JointLevel.parse(f"{first}-{second}") for first, second in zip(ones[::2], ones[1::2], strict=True)]
    return tuple(joint.name for joint in joints if joint) if all(joints) else ()


def _between(first: str, last: str) -> tuple[str, ...]:
    """All nerves from the first to the last, both named: "L2 to L4 medial branches"."""
    a, b = MedialBranch.parse(first), MedialBranch.parse(last)
    if a is None or b is None or b.order < a.order or b.order - a.order > 6:
        return ()
    return tuple(name for name in NERVES if a.order <= MedialBranch(name).order <= b.order and name != "TON")


def _both_nerves(lower: str, named: list[Named]) -> list[Named]:
    """Two nerves written as a pair, where a third goes on from them: "L3/L4 MB + L5 DR"."""
    result = list(named)
    for n, (item, following) in enumerate(itertools.pairwise(named)):
        pair = re.fullmatch(r"([ctl])(\d{1,2}) ?/ ?\1(\d{1,2})", lower[item.start : item.end])
        if item.sort != "joint" or pair is None or following.sort != "nerve" or following.start - item.words[1] > 8:
            continue
        if following.names[0] == f"{pair[1]}{int(pair[3]) + 1}".upper() and re.search(
            r"\b(?:mbs?|medial branch(?:es)?)$", lower[item.start : item.words[1]]
        ):
            result[n] = item._replace(
                sort="nerve", names=(f"{pair[1]}{pair[2]}".upper(), f"{pair[1]}{pair[3]}".upper())
            )
    return result


def _carried_back(lower: str, named: list[Named]) -> list[Named]:
    """A noun told once for two groups: "L3, L4 and right L5 medial branches", "L4 and the L5 dorsal ramus"."""
    result = list(named)
    for n in range(len(result) - 2, -1, -1):
        item, following = result[n], result[n + 1]
        if item.sort == "bare" and following.sort == "nerve":
            between = lower[item.end : following.start]
            if len(between) < 24 and re.fullmatch(
                r"[\s,&+]*(?:and|or|plus)?\s*(?:the )?(?:left |right |bilateral |s1 )?(?:the )?", between
            ):
                names = tuple(name for name in item.names if MedialBranch.parse(name))
                result[n] = item._replace(sort="nerve", names=names)
    return [item for item in result if item.names]
