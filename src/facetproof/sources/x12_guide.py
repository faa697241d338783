"""The shape of each segment of an 837: how many elements, what each holds, which must be there.

Lengths and code lists are those of the 5010 implementation guides as far as reading a claim needs them. One table makes
both the pattern that a correct segment matches and the list of what is wrong with one that does not.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import NamedTuple

from facetproof.model.claimfile import Fault


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Elements of a segment, in order. `!` required; a20 text of at most 20 characters; n9 digits; $ amount; d8 day;
#: c composite; - anything; A|B codes.
_SHAPES = {
    "ISA": "00|03! - 00|01! - 01|14|20|27|28|29|30|33|ZZ! a15! "
    "01|14|20|27|28|29|30|33|ZZ! a15! n6! n4! - - n9! 0|1! - -",
    "GS": "HC|HI|HB|HN|HP|HR|HS|FA! a15! a15! d8! n8! n9! X! a12!",
    "ST": "n3! a9! a35",
    "BHT": "0019! 00|18! a50! d8! n8! CH|RP|31!",
    "SE": "n10! a9!",
    "GE": "n6! n9!",
    "IEA": "n5! n9!",
    "HL": "n12! n12 20|22|23! 0|1",
    "PRV": "BI|PT|PE|AT|OP|AS|RF! PXC|ZZ! a50!",
    "CUR": "a3! a3! -",
    "NM1": "a3! 1|2! a60 a35 a25 a10 a10 24|34|46|EI|FI|MI|PI|SY|XV|XX|II|BS|NI a80 - - -",
    "N2": "a60! a60",
    "N3": "a55! a55",
    "N4": "a30! a2 a15 a3 - - a3",
    "PER": "IC|DM! a60 ED|EM|FX|TE|EX a256 ED|EM|FX|TE|EX a256 ED|EM|FX|TE|EX a256",
    "REF": "0B|1G|1J|1W|2U|4N|6R|87|9A|9B|9C|9D|9F|BB|BT|D9|EA|EI|EW|F4|F5|F8|FY|G1|G2|G4|IG|LU|LX|NF|P4|SY|T4|TJ|VY|"
    "X4|XZ|Y4|1B|1C|1D|1H|B3|EO|FH|FI|N5|SM|1A|0F! a50! a80 c",
    "DMG": "D8! d8! F|M|U - - - - - - - -",
    "SBR": "A|B|C|D|E|F|G|H|P|S|T|U! 18|01|04|05|07|10|15|17|19|20|21|22|23|24|29|32|33|36|39|40|41|43|53|G8 "
    "a50 a60 a3 - - - 09|10|11|12|13|14|15|16|17|AM|BL|CH|CI|DS|FI|HM|LI|LM|MA|MB|MC|MH|OF|SA|TV|TR|VA|WC|ZZ",
    "PAT": "a2 - - - D8 d8 01 $ Y",
    "CLM": "a38! $! - - c! Y|N A|B|C|P Y|N|W I|M|N|Y B|P|S|C|M|N|O c a3 - - - - - - - a2",
    "DTP": "011|050|090|091|096|102|119|150|151|286|296|297|304|314|356|360|361|431|434|435|439|444|453|454|455|461|"
    "463|471|472|484|573|607|738|739|866|938! D8|DT|RD8|TM|D6! a35!",
    "CL1": "a1 a1 a2",
    "PWK": "a2! AA|AB|AD|AF|AG|BM|EL|EM|FT|FX|NS! - - AC a80 - - -",
    "AMT": "A8|AAE|B6|C5|D|EAF|F2|F3|F4|F5|GT|KH|MA|N8|NE|T|YU! $! a1",
    "NTE": "ADD|CER|DCP|DGN|TPO|PMT|ALG|DME|MED|NTR|ODT|RHB|RLH|RNH|SET|SFM|SPT|UPI a80!",
    "HI": "c! c c c c c c c c c c c",
    "LX": "n6!",
    "SV1": "c! $! UN|MJ! $! a2 - c $ Y - Y Y - - 0 - - - - - -",
    "SV2": "a48! c $! UN|DA|F2! $! $ $ - - -",
    "SV3": "c! $! a2 c a1 $ - - - - c",
    "SVD": "a80! $! c a48 $ $",
    "CAS": "CO|CR|OA|PI|PR! a5! $! $ a5 $ $ a5 $ $ a5 $ $ a5 $ $ a5 $ $",
    "OI": "- - Y|N|W B|C|M|P|S|N|O - I|M|N|Y",
}
#: Segments that may occur and whose content is not looked at.
_PASSED = _words(
    "CN1 CR1 CR2 CR3 CR4 CR5 CR6 CR7 CR8 CRC CTP DN1 DN2 FRM HCP HSD IMM K3 LIN LQ MEA MIA MOA PS1 QTY SV4 SV5 SV6 SV7 "
    "TOO UR DSB CAS UC"
)
KNOWN = frozenset(_SHAPES) | _PASSED
_DIGITS = re.compile(r"\d+")
_DECIMAL = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")


class Element(NamedTuple):
    """What one element of a segment may hold."""

    kind: str
    size: int
    codes: tuple[str, ...]
    required: bool


def faults_of(text: str, element: str) -> tuple[Fault, ...]:
    """What is wrong with one segment taken by itself (text without line ends and terminator)."""
    if text[-1:] == element:
        bare = text.rstrip(element)
        trailing = Fault(
            "trailing-separator", "Empty elements at the end are left out", 0, _tag(bare, element), severe=False
        )
        return (*faults_of(bare, element), trailing) if bare else (trailing,)
    tag = _tag(text, element)
    pattern = _pattern(tag, element)
    if pattern is not None and pattern.fullmatch(text):
        return ()
    if tag not in KNOWN:
        return (_unknown(tag),)
    return () if pattern is None else tuple(diagnosed(_shape(tag), text.split(element)))


def correct(tag: str, element: str) -> Callable[[str], object]:
    """Tells whether a segment of this name is written as it should be; what is wrong with others is for `faults_of`."""
    pattern = _pattern(tag, element)
    return _never if pattern is None else pattern.fullmatch


def _never(_text: str) -> bool:
    return False


def _tag(text: str, element: str) -> str:
    return text[: text.find(element)] if element in text else text


def _unknown(tag: str) -> Fault:
    shown = tag if re.fullmatch(r"[A-Za-z0-9]{1,3}", tag) else ""
    return Fault("segment-unknown", "No segment of an 837 has this name", 0, shown)


def diagnosed(shape: tuple[Element, ...], elements: list[str]) -> list[Fault]:
    """What is wrong with the elements of a segment, tag first, held against its shape."""
    tag, found = elements[0], []
    for n, (rule, value) in enumerate(zip(shape, elements[1:] + [""] * len(shape), strict=False), 1):
        name = f"{tag}{n:02d}"
        if not value:
            if rule.required:
                found.append(Fault("element-missing", f"{name} must be there", 0, tag, n))
        elif rule.codes and value not in rule.codes:
            found.append(Fault("code-wrong", f"{name} is one of {', '.join(rule.codes)}", 0, tag, n))
        elif rule.kind == "$" and not _DECIMAL.fullmatch(value):
            found.append(Fault("number-wrong", f"{name} is a number", 0, tag, n))
        elif rule.kind == "n" and not _DIGITS.fullmatch(value):
            found.append(Fault("number-wrong", f"{name} is made of digits", 0, tag, n))
        elif rule.kind == "d" and day(value) is None:
            found.append(Fault("date-wrong", f"{name} is a day written as eight digits, year first", 0, tag, n))
        elif rule.size and rule.kind != "d" and len(value) > rule.size:
            found.append(Fault("element-length", f"{name} has at most {rule.size} characters", 0, tag, n, 0, False))
    if len(elements) - 1 > len(shape):
        found.append(Fault("element-surplus", f"{tag} has at most {len(shape)} elements", 0, tag, len(shape) + 1))
    return found


@cache
def _shape(tag: str) -> tuple[Element, ...]:
    return shape(_SHAPES.get(tag, ""))


def shape(words: str) -> tuple[Element, ...]:
    """The shape written in the words explained above."""
    return tuple(_element(word) for word in words.split())


def _element(word: str) -> Element:
    required, word = word.endswith("!"), word.removesuffix("!")
    if word in ("-", "c", "$"):
        return Element(word, 0, (), required)
    if word[0] in "and" and word[1:].isdigit():
        return Element(word[0], int(word[1:]), (), required)
    return Element("code", 0, tuple(word.split("|")), required)


@cache
def _pattern(tag: str, element: str) -> re.Pattern[str] | None:
    """What a correct segment looks like; None for those whose content is not looked at."""
    return pattern_of(tag, _shape(tag), element) if _shape(tag) else None


def pattern_of(tag: str, shape: tuple[Element, ...], element: str) -> re.Pattern[str]:
    """What a correct segment of this shape looks like."""
    mark = re.escape(element)
    last = max((n for n, rule in enumerate(shape) if rule.required), default=-1)
    tail = ""
    for n in range(len(shape) - 1, -1, -1):
        rule = shape[n]
        body = f"{mark}(?:{_body(rule, mark)}){'' if rule.required else '?'}"
        tail = f"(?:{body}{tail})?" if n > last else body + tail
    return re.compile(tag + tail)


def _body(rule: Element, mark: str) -> str:
    if rule.codes:
        return "|".join(re.escape(code) for code in rule.codes)
    if rule.kind == "$":
        return r"-?(?:\d+\.?\d*|\.\d+)"
    if rule.kind == "n":
        return rf"\d{{1,{rule.size}}}"
    if rule.kind == "d":
        return r"(?:18|19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|1\d|2[0-8])"
    # control characters never match, so that what matches needs no second look
    return rf"[^{mark}\x00-\x1f\x7f]{{1,{rule.size}}}" if rule.kind == "a" else rf"[^{mark}\x00-\x1f\x7f]+"


@lru_cache(maxsize=8192)
def day(text: str) -> dt.date | None:
    """The day in eight digits, None where there is no such day."""
    if len(text) != 8 or not text.isdigit():
        return None
    try:
        return dt.date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return None


@lru_cache(maxsize=4096)
def npi_valid(text: str) -> bool:
    """Ten digits whose last is the check digit of the national provider identifier."""
    if len(text) != 10 or not text.isdigit():
        return False
    digits = [int(c) for c in "80840" + text]
    doubled = sum(sum(divmod(2 * d, 10)) for d in digits[-2::-2])
    return (doubled + sum(digits[-1::-2])) % 10 == 0
