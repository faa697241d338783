"""What a reason or remark code claims, in words of our own, and where it leads: an appeal, or another way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from facetproof.policy.appeals.levels import documents_in
from facetproof.policy.files import mapping_in, refuse
from facetproof.policy.rule import Document

FILE = Path(__file__).with_name("codes.yaml")
APPEAL, NONE, UNKNOWN = "appeal", "none", "unknown"
_KEYS = {"label", "route", "rules", "otherwise", "first"}


@dataclass(frozen=True, slots=True)
class Way:
    """A way on other than an appeal: why it is the way, and what to do."""

    title: str
    why: str
    todo: str
    document: Document | None = None
    where: str = ""


@dataclass(frozen=True, slots=True)
class Code:
    """A reason code (CARC) or remark code (RARC).

    Attributes:
        label: what it claims, in words of our own.
        route: `appeal`, a way of `ways()`, `none` for no denial; empty for a remark that only narrows or informs.
        rules: families or codes of the rules that an appeal would argue.
        otherwise: the way on where those rules are not asked, or not met.
        first: what to do before the appeal.
    """

    code: str
    kind: str
    label: str
    route: str = ""
    rules: tuple[str, ...] = ()
    otherwise: str = ""
    first: str = ""

    @property
    def name(self) -> str:
        """`CARC 50`."""
        return f"{self.kind} {self.code}"

    def touches(self, rule: str) -> bool:
        """Whether an appeal of this code would argue this rule."""
        return any(rule == own or (len(own) == 2 and rule.startswith(own)) for own in self.rules)


def reason(code: str) -> Code:
    """The reason code; one that is not known leads nowhere."""
    return _read()[0].get(code) or Code(code, "CARC", "not known to this library", UNKNOWN)


def remark(code: str) -> Code:
    """The remark code; one that is not known says nothing."""
    return _read()[1].get(code) or Code(code, "RARC", "not known to this library")


def ways() -> Mapping[str, Way]:
    """The ways on other than an appeal, by id."""
    return _read()[2]


def all_codes() -> tuple[Code, ...]:
    """Every code of the file."""
    reasons, remarks, _ = _read()
    return (*reasons.values(), *remarks.values())


@cache
def _read() -> tuple[Mapping[str, Code], Mapping[str, Code], Mapping[str, Way]]:
    data = mapping_in(FILE)
    documents = documents_in(data)
    routes = {name: _way(given, documents) for name, given in data["routes"].items()}
    allowed = {*routes, APPEAL, ""}
    reasons = {code: _code(code, "CARC", given, data["clinical"], allowed) for code, given in data["carc"].items()}
    remarks = {code: _code(code, "RARC", given, data["clinical"], allowed) for code, given in data["rarc"].items()}
    return reasons, remarks, routes


def _way(given: Mapping[str, Any], documents: Mapping[str, Document]) -> Way:
    cite = given.get("cite")
    document = documents[cite["document"]] if cite else None
    return Way(given["title"], given["why"], given["todo"], document, cite["where"] if cite else "")


def _code(code: str, kind: str, given: Mapping[str, Any], clinical: Iterable[str], allowed: set[str]) -> Code:
    route, otherwise = given.get("route", ""), given.get("otherwise", "")
    if set(given) - _KEYS or not {route, otherwise} <= allowed:
        raise refuse(FILE, "Unknown key or way", f"{kind} {code}")
    rules = tuple(rule for own in given.get("rules", ()) for rule in (clinical if own == "clinical" else (own,)))
    return Code(code, kind, given["label"], route, rules, otherwise, given.get("first", ""))
