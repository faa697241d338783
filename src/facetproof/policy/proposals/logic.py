"""The words that join requirements: all of, any of, at least two of; and those that turn a sentence round."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from facetproof.policy.proposals.quantities import NUMBER_WORDS, number_of


class Join(NamedTuple):
    """How the items of a list are joined: `all`, `at_least` so many (`need`), `none`, or `unclear`."""

    kind: Literal["all", "at_least", "none", "unclear"]
    need: int = 0


UNCLEAR = Join("unclear")
_N = rf"(?P<n>\d{{1,2}}|{'|'.join(NUMBER_WORDS)})(?:\s*\(\d{{1,2}}\))?"
_OF = r"\s+(?:or\s+more\s+)?(?:of\s+)?(?:the\s+)?(?:\w+\s+)?(?:following|below|criteria|conditions)"
_NONE = re.compile(
    r"\b(?:none|neither|no\s+(?:one\s+)?of)\b|\bnot\b[^.:]*\bany\s+of\b|\bany\s+of\b[^.:]*\bnot\s+(?:covered|met)"
)
_AT_LEAST = re.compile(rf"\b(?:at\s+least|a\s+minimum\s+of|minimum\s+of|any|≥)\s*{_N}{_OF}")
_N_OR_MORE = re.compile(rf"\b{_N}\s+(?:\(\d+\)\s+)?or\s+more\b{_OF}")
_N_OF = re.compile(rf"\b{_N}{_OF}")
_ALL = re.compile(r"\b(?:all|each|every\s+one|both)\b")
_ANY = re.compile(r"\b(?:any|either|one\s+or\s+more|at\s+least\s+one)\b")
_COUNTED_ALL = re.compile(rf"\ball\s+{_N}\b")

#: Words that turn a requirement into its opposite, or into none.
NEGATED = re.compile(
    r"\b(?:not\s+(?:be\s+)?(?:required|necessary|needed|mandatory)|no\s+(?:requirement|need)|need\s+not"
    r"|(?:does|do)\s+not\s+(?:require|need|have\s+to)|without\s+(?:the\s+)?need)\b",
    re.IGNORECASE,
)
#: Words that make room for a case in which the sentence does not hold.
EXCEPTED = re.compile(
    r"\b(?:unless|except(?:ion|ions)?|other\s+than|contraindicat\w+|not\s+tolerated|when\s+possible)\b", re.IGNORECASE
)


def join_of(lead_in: str) -> Join:
    """How a list is joined by the words before it.

    The count decides before `all` and `any`: "at least two of the following" is neither.
    """
    words = lead_in.lower()
    if _NONE.search(words):
        return Join("none")
    if _COUNTED_ALL.search(words):
        return Join("all")
    for pattern in (_AT_LEAST, _N_OR_MORE, _N_OF):
        found = pattern.search(words)
        if found:
            return Join("at_least", int(number_of(found["n"])))
    every, some = _ALL.search(words), _ANY.search(words)
    if every and some:
        return UNCLEAR
    if every:
        return Join("all")
    return Join("at_least", 1) if some else UNCLEAR


def joined_by_items(items: list[str]) -> Join:
    """How a list is joined by what its items end with: `; and`, `; or`; unclear where they differ or say nothing."""
    ends = {found[1].lower() for item in items if (found := re.search(r"[;,]?\s*\b(and|or)\s*$", item, re.IGNORECASE))}
    if ends == {"and"}:
        return Join("all")
    return Join("at_least", 1) if ends == {"or"} else UNCLEAR
