"""YAML → Policy, refusing whatever would make the library untrustworthy.

A policy is a folder: `policy.yaml` (id, documents, milestones, claim form) and one `CODE.yaml` a rule. It may extend
another folder: rules are inherited, documents and milestones are its own, and a rule of the same code replaces the
inherited one. Dates are the keys of `values`: a day, or the name of a milestone that each policy dates for itself;
a milestone dated `never` leaves out what hangs on it. A document may be dated too: citations follow its successor.
`at_best` says how sure any binding of the policy can be, one word or by date. A parameter `{list: NAME}` stands for a
list under `lists` in `policy.yaml`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from facetproof.policy.criterion import Criterion, Requirement, criteria
from facetproof.policy.entry import parts, requirement, shown
from facetproof.policy.files import mapping_in, refuse
from facetproof.policy.rule import AUTHORITIES, CONFIDENCES, Citation, Confidence, Document, Policy, Rule, in_force

LIBRARY = Path(__file__).parent / "library"
ALWAYS = dt.date.min
#: A binding over time: a rule asks from its day on, None ends the asking.
Dated = tuple[tuple[dt.date, Rule | None], ...]

_POLICY_KEYS = {
    "id",
    "title",
    "extends",
    "documents",
    "milestones",
    "versions",
    "form",
    "end",
    "notes",
    "drop",
    "at_best",
    "lists",
}
_RULE_KEYS = {"rule", "values", "checked", "confidence", "remedy", "consequence", "note", "proposed", "signed"}


def load_policy(folder: Path) -> Policy:
    """Reads one policy folder with what it extends.

    Raises:
        LibraryError: naming the file, the rule and the fault, for anything that is not cited, dated and well formed.
    """
    return _Loader(folder).policy()


def rule_files(folder: Path) -> dict[str, Path]:
    """File of each binding that a policy folder takes, by code: the nearest wins, what is dropped is gone."""
    return {path.stem: path for path in _Loader(folder).rule_files()}


def bound_by(folder: Path, path: Path, data: Mapping[str, Any]) -> Dated:
    """The dated rules that a policy would have if the file of a rule held this, for tests of what a change would do.

    Raises:
        LibraryError: the content would be refused.
    """
    return _Loader(folder).binding(path, data)[1]


class _Bound(NamedTuple):
    """Names of all parameters of an entry, their values, and what they come to."""

    names: frozenset[str]
    values: dict[str, Any]
    requirement: Requirement


class _Loader:
    """One policy folder being read; kept apart so that every complaint can name its file."""

    def __init__(self, folder: Path) -> None:
        self.chain = list(_chain(folder))
        self.top = self.chain[0][1]
        self.id = str(self.top.get("id", ""))
        if not self.id:
            raise refuse(folder / "policy.yaml", "The policy has no `id`")
        merged: dict[str, dict[str, Any]] = {"documents": {}, "milestones": {}, "lists": {}}
        for path, head in reversed(self.chain):
            unknown = set(head) - _POLICY_KEYS
            if unknown:
                raise refuse(path / "policy.yaml", f"Unknown keys: {', '.join(sorted(unknown))}")
            for part, values in merged.items():
                values.update(head.get(part) or {})
        try:
            self.documents = {name: _document(name, given) for name, given in merged["documents"].items()}
        except ValueError as error:
            raise refuse(folder / "policy.yaml", str(error)) from error
        self.milestones = merged["milestones"]
        self.lists = merged["lists"]
        self.at_best = tuple(self._at_best(folder))

    def policy(self) -> Policy:
        bindings: dict[str, Dated] = {}
        for path in self.rule_files():
            code, dated = self.binding(path, mapping_in(path))
            bindings[code] = dated
        head = self.top
        folder = self.chain[0][0]
        form: dict[object, Any] = next((h["form"] for _, h in self.chain if h.get("form")), {})
        forms = tuple(self._forms(form, folder))
        given: list[object] = next((h["versions"] for _, h in self.chain if h.get("versions")), [])
        versions = [day for v in given if (day := self._day(v, folder)) is not None]
        dates = {day for dated in bindings.values() for day, _ in dated} | {day for day, _ in forms} | set(versions)
        starts = sorted(dates - {ALWAYS}) or [ALWAYS]
        if versions:
            starts = [day for day in starts if day >= min(versions)]
        return Policy(
            id=self.id,
            title=str(head.get("title", self.id)),
            documents={name: dated[-1][1] for name, dated in self.documents.items()},
            bindings=dict(sorted(bindings.items())),
            forms=forms,
            starts=tuple(starts),
            end=_date(head["end"], folder / "policy.yaml") if head.get("end") else None,
            notes=tuple(self._notes(folder)),
        )

    def _at_best(self, folder: Path) -> Iterator[tuple[dt.date, Confidence]]:
        given = next((head["at_best"] for _, head in self.chain if head.get("at_best")), CONFIDENCES[0])
        dated = given if isinstance(given, dict) else {"always": given}
        for day, word in sorted((day, word) for key, word in dated.items() if (day := self._day(key, folder))):
            if word not in CONFIDENCES:
                raise refuse(folder / "policy.yaml", f"`at_best` must be one of {', '.join(CONFIDENCES)}")
            yield day, word

    def rule_files(self) -> Iterator[Path]:
        """The rule files that count: the nearest folder wins, what a nearer folder drops is gone."""
        seen: set[str] = set()
        dropped: set[str] = set()
        for folder, head in self.chain:
            for path in sorted(folder.glob("[A-Z][A-Z][0-9][0-9].yaml")):
                if path.stem not in seen and path.stem not in dropped:
                    seen.add(path.stem)
                    yield path
            dropped |= set(head.get("drop") or ())

    def _forms(self, given: Mapping[object, Any], folder: Path) -> Iterator[tuple[dt.date, dict[str, str]]]:
        """The claim form by first day; a later entry changes only what it names."""
        form: dict[str, str] = {}
        for day, values in sorted((day, values) for key, values in given.items() if (day := self._day(key, folder))):
            form = {**form, **values}
            yield day, form

    def _notes(self, folder: Path) -> Iterator[tuple[dt.date, dt.date | None, str]]:
        for entry in [entry for _, head in reversed(self.chain) for entry in head.get("notes") or ()]:
            first = self._day(entry["from"], folder) if entry.get("from") else ALWAYS
            last = self._day(entry["to"], folder) if entry.get("to") else None
            if first is not None:
                yield first, last, str(entry["text"])

    def binding(self, path: Path, data: Mapping[str, Any]) -> tuple[str, Dated]:
        """Code and dated rules of one file."""
        unknown = set(data) - _RULE_KEYS
        if unknown:
            raise refuse(path, f"Unknown keys: {', '.join(sorted(unknown))}")
        code = data.get("rule")
        known = criteria()
        if code != path.stem or code not in known:
            raise refuse(path, f"`rule` must be the code of a criterion and the file's name, it is {code}")
        checked = data.get("checked")
        if not isinstance(checked, dt.date):
            raise refuse(path, "`checked` must be the day on which somebody last confirmed the values")
        remedy = data.get("remedy") or {}
        if set(remedy) != {"not_documented", "not_met"}:
            raise refuse(path, "`remedy` must say what to do when not_documented and when not_met")
        if data.get("proposed") and not _is_signed(data.get("signed")):
            raise refuse(path, "It was proposed from a text and nobody has signed it: `signed` needs a name and a date")
        values = data.get("values")
        if not isinstance(values, dict) or not values:
            raise refuse(path, "`values` must have at least one dated entry")
        entries: list[tuple[dt.date, object, dict[str, Any]]] = []
        for key, entry in values.items():
            day = self._day(key, path)
            if day is not None:
                entries.append((day, key, entry or {}))
        entries.sort(key=lambda found: found[0])
        if len({day for day, _, _ in entries}) != len(entries):
            raise refuse(path, "Two entries of `values` start on one day")
        dated: list[tuple[dt.date, Rule | None]] = []
        for n, (day, key, entry) in enumerate(entries):
            if not entry.get("asked", True):
                dated.append((day, None))
                continue
            bound = self._bound(path, known[code], str(key), entry)
            dated += [
                (since, self._rule(path, known[code], data, since, str(key), entry, bound))
                for since in self._spans(day, entries[n + 1][0] if n + 1 < len(entries) else dt.date.max, entry)
            ]
        return code, tuple(dated)

    def _spans(self, first: dt.date, end: dt.date, entry: Mapping[str, Any]) -> list[dt.date]:
        """First days of this entry: its own, and those on which a cited document or the confidence changes."""
        names = [str(cite.get("document")) for cite in entry.get("cite") or () if isinstance(cite, dict)]
        cited = [self.documents.get(name, ()) for name in names]
        changes = {day for dated in cited for day, _ in dated} | {day for day, _ in self.at_best}
        return [first, *sorted(day for day in changes if first < day < end)]

    def _bound(self, path: Path, criterion: Criterion, where: str, entry: Mapping[str, Any]) -> _Bound:
        """What an entry binds: the same on all the days on which it holds."""
        try:
            split = [
                (kinds, {name: self._listed(path, value) for name, value in values.items()})
                for kinds, values in parts(entry)
            ]
        except ValueError as error:
            raise refuse(path, str(error), where) from error
        names = [set(values) for _, values in split]
        unknown = set().union(*names) - criterion.parameters
        missing = set().union(*(criterion.required - own for own in names))
        if unknown:
            raise refuse(path, f"{criterion.code} has no parameter {', '.join(sorted(unknown))}", where)
        if missing:
            raise refuse(path, f"{criterion.code} needs {', '.join(sorted(missing))}", where)
        requirement = _requirement(path, criterion, entry, [values for _, values in split], where)
        return _Bound(frozenset[str]().union(*names), shown(split), requirement)

    def _rule(
        self,
        path: Path,
        criterion: Criterion,
        data: Mapping[str, Any],
        day: dt.date,
        where: str,
        entry: Mapping[str, Any],
        bound: _Bound,
    ) -> Rule:
        citations = tuple(self._citation(path, where, cite, day) for cite in entry.get("cite") or ())
        if not citations:
            raise refuse(path, "A dated value without a citation", where)
        uncited = bound.names - {name for cite in citations for name in cite.covers}
        if uncited:
            raise refuse(path, f"No citation covers {', '.join(sorted(uncited))} (list them under `for`)", where)
        confidence = entry.get("confidence") or data.get("confidence")
        if confidence not in CONFIDENCES:
            raise refuse(path, f"`confidence` must be one of {', '.join(CONFIDENCES)}", where)
        confidence = max(confidence, in_force(self.at_best, day) or CONFIDENCES[0], key=CONFIDENCES.index)
        consequence = entry.get("consequence") or data.get("consequence") or criterion.consequence
        if consequence not in ("denial", "warning"):
            raise refuse(path, "`consequence` must be denial or warning", where)
        note = str(entry.get("note") or data.get("note") or "")
        if confidence == "recalled":
            consequence = "warning"
            note = f"{note} Recalled only, not read in a document: warns, never denies.".strip()
        return Rule(
            criterion=criterion,
            since=day,
            values=bound.values,
            requirement=bound.requirement,
            consequence=consequence,
            confidence=confidence,
            citations=citations,
            checked=data["checked"],
            remedy=data["remedy"],
            note=note,
            kinds=tuple(entry.get("for") or ()),
            settings=tuple(entry.get("settings") or ()),
            home=f"{path.parent.name}/{path.name}",
        )

    def _listed(self, path: Path, value: Any) -> Any:
        """The value itself, or the list of this policy that it names."""
        if not (isinstance(value, dict) and set(value) == {"list"}):
            return value
        if value["list"] not in self.lists:
            raise refuse(path, f"There is no list `{value['list']}` under `lists` of {self.id}")
        return self.lists[value["list"]]

    def _citation(self, path: Path, where: str, cite: Any, day: dt.date) -> Citation:
        name = cite.get("document") if isinstance(cite, dict) else None
        if name not in self.documents:
            raise refuse(path, f"The citation names no document of this policy: {name}", where)
        document = in_force(self.documents[name], day) or self.documents[name][0][1]
        version = cite.get("version") or ("" if day == ALWAYS else day)
        if version in self.milestones:
            version = self._day(version, path) or ""
        return Citation(document, str(version), str(cite.get("where", "")), tuple(cite.get("for") or ()))

    def _day(self, key: object, path: Path) -> dt.date | None:
        """The day meant by a key; None for a milestone that this policy never reached."""
        if isinstance(key, dt.date):
            return key
        if key == "always":
            return ALWAYS
        entry = self.milestones.get(str(key))
        day = entry.get("date") if isinstance(entry, dict) else entry
        if isinstance(day, dt.date):
            return day
        if day == "never":
            return None
        raise refuse(path, f"`{key}` is neither a date nor a milestone of {self.id}")


def _requirement(
    path: Path, criterion: Criterion, entry: Mapping[str, Any], bound: list[dict[str, Any]], where: str
) -> Requirement:
    try:
        return requirement(criterion, entry, bound)
    except (TypeError, ValueError) as error:
        raise refuse(path, f"{criterion.code} cannot be built: {error}", where) from error


def _chain(folder: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The folder, then what it extends, nearest first."""
    seen: set[Path] = set()
    here: Path | None = folder
    while here is not None:
        if here in seen:
            raise refuse(here / "policy.yaml", "The policy extends itself")
        seen.add(here)
        head = mapping_in(here / "policy.yaml")
        yield here, head
        base = head.get("extends")
        here = _folder(base, here) if base else None


def _folder(name: str, near: Path) -> Path:
    for parent in (near.parent, LIBRARY):
        if (parent / name / "policy.yaml").is_file():
            return parent / name
    raise refuse(near / "policy.yaml", f"It extends `{name}`, which is no policy folder here or in the library")


def _document(name: str, given: Any) -> tuple[tuple[dt.date, Document], ...]:
    """The document by the day from which it is the one to cite: one entry, or one for each that succeeded another."""
    if isinstance(given, str):
        return ((ALWAYS, Document(given)),)
    if given and all(isinstance(day, dt.date) for day in given):
        return tuple((day, _document(name, given[day])[0][1]) for day in sorted(given))
    authority = given.get("authority", "")
    if authority and authority not in AUTHORITIES:
        raise ValueError(f"`authority` of {name} must be one of {', '.join(AUTHORITIES)}")
    known = {key: str(given.get(key, "")) for key in ("title", "url")}
    return ((ALWAYS, Document(str(given.get("id", name)), **known, authority=authority)),)


def _is_signed(given: Any) -> bool:
    return isinstance(given, dict) and bool(given.get("name")) and isinstance(given.get("date"), dt.date)


def _date(value: object, path: Path) -> dt.date:
    if isinstance(value, dt.date):
        return value
    raise refuse(path, "A date was expected")
