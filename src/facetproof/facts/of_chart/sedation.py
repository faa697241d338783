"""Sedation and what the record gives as its reason."""

from __future__ import annotations

import re
from functools import cache

from facetproof.facts.case import Case
from facetproof.facts.catalogue import fact
from facetproof.facts.values import Value

_CLAUSES = re.compile(r"[,;:./&+]|\b(?:and|but|with|plus|also|as well as)\b")
_WORD = re.compile(r"[a-z]+")
#: "able to lie still" is no reason for sedation.
_ABLE = re.compile(r"(?<!not )\bable to\b|\bcan\b(?! ?not|'t)")


@fact("session.sedation", "word", "depth of sedation")
def sedation(case: Case) -> Value:
    """none, minimal, moderate, deep, general or mac."""
    found = case.session.sedation if case.session else None
    path = f"{case.root}.sedation"
    return case.silent(path) if found is None else Value(found.value, (path,))


@fact("sedation.reason", "text", "the record's reason for sedation")
def reason(case: Case) -> Value:
    """The reason in the record's words."""
    found = case.session.sedation_reason if case.session else None
    path = f"{case.root}.sedation_reason"
    return Value(found, (path,)) if found and found.strip() else case.silent(path)


@fact("sedation.reason_sufficient", "truth", "the record gives a reason for sedation of a kind that the policy accepts")
def reason_sufficient(
    case: Case, insufficient: tuple[str, ...], sufficient: tuple[str, ...], filler: tuple[str, ...]
) -> Value:
    """Whether anything but the insufficient kinds of reason is given.

    Args:
        case: the chart.
        insufficient: beginnings of words of reasons that do not count, such as anxiety.
        sufficient: beginnings of phrases that count even where they stand in one clause with an insufficient one.
        filler: words that make no reason of their own.
    """
    found = reason(case)
    if not isinstance(found.value, str):
        return found
    return Value(_sufficient(found.value, insufficient, sufficient, filler), found.paths)


@fact("sedation.reason_names", "truth", "the record's reason for sedation names a condition of the policy's list")
def reason_names(case: Case, conditions: tuple[str, ...]) -> Value:
    """Whether one of these phrases stands in the reason; unknown without a reason."""
    found = reason(case)
    if not isinstance(found.value, str):
        return found
    text = found.value.casefold()
    return Value(any(re.search(rf"\b{re.escape(phrase)}", text) for phrase in conditions), found.paths)


@cache
def _sufficient(text: str, insufficient: tuple[str, ...], sufficient: tuple[str, ...], filler: tuple[str, ...]) -> bool:
    for clause in _CLAUSES.split(text.casefold().replace("’", "'")):
        if _ABLE.search(clause):
            continue
        if any(re.search(rf"\b{re.escape(phrase)}", clause) for phrase in sufficient):
            return True
        words = [word for word in _WORD.findall(clause) if word not in filler]
        if words and not any(word.startswith(insufficient) for word in words):
            return True
    return False
