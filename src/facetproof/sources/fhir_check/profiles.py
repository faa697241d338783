"""Resources against the rules of their profiles, which `profiles.yaml` states."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any

import msgspec

from facetproof.sources.fhir_check.fault import Nonconformity
from facetproof.sources.fhir_values import codings

_EXTENSION = re.compile(r"ext\((?P<name>\w+)\)")


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One statement of a profile about one path; see the head of `profiles.yaml`."""

    id: str
    at: str
    count: str | None = None
    #: The fixed value; any JSON scalar.
    fixed: Any = msgspec.field(name="is", default=None)
    codes: tuple[str, ...] = ()
    system: str | None = None
    kind: str | None = None
    target: str | None = None
    of: str | None = None
    since: str | None = None
    mild: bool = False


class Profile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The rules for one kind of resource."""

    guide: str
    names: tuple[str, ...]
    rules: tuple[Rule, ...]
    type: str | None = None
    types: tuple[str, ...] = ()

    def fits(self, kind: str) -> bool:
        """Whether it is about resources of this type."""
        return kind in (self.types or (self.type,))


class Guide(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An implementation guide; `edition` is the one whose rules apply where none is said."""

    title: str
    edition: str
    url: str


class _Book(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    guides: dict[str, Guide]
    extensions: dict[str, str]
    profiles: dict[str, Profile]


@cache
def book() -> _Book:
    """All profiles known."""
    import yaml

    text = resources.files(__package__).joinpath("profiles.yaml").read_text(encoding="utf-8")
    return msgspec.convert(yaml.safe_load(text), _Book)


def claimed(resource: dict[str, Any]) -> Iterator[tuple[str, str | None]]:
    """(profile, edition) of every profile known that the resource claims; edition None where it says none."""
    meta = resource.get("meta")
    listed = meta.get("profile") if isinstance(meta, dict) else None
    for url in listed if isinstance(listed, list) else ():
        name, _, version = str(url).partition("|")
        last = name.rpartition("/")[2]
        for key, profile in book().profiles.items():
            if last in profile.names and profile.fits(str(resource.get("resourceType"))) and _is_of(name, profile):
                # the first editions of DTR name their profiles so
                yield key, version or ("1.0" if last.endswith("-r4") else None)


def _is_of(url: str, profile: Profile) -> bool:
    return f"davinci-{profile.guide}/" in url or f"uv/{profile.guide}/" in url


def check_profile(resource: dict[str, Any], key: str, edition: str | None, place: str) -> Iterator[Nonconformity]:
    """What breaks the rules of a profile; references are left to the caller.

    Args:
        resource: of a type the profile is about.
        key: of the profile in `profiles.yaml`.
        edition: of its guide, such as "1.1"; None for the guide's own.
        place: where the resource is.
    """
    profile = book().profiles[key]
    edition = edition or book().guides[profile.guide].edition
    for rule in profile.rules:
        if rule.of is not None and rule.of != resource.get("resourceType"):
            continue
        if rule.since is not None and _number(edition) < _number(rule.since):
            continue
        yield from _broken(rule, resource, place)


def targets(resource: dict[str, Any], key: str) -> Iterator[tuple[Rule, str, dict[str, Any]]]:
    """(rule, place below the resource, reference) of every reference whose profile is stated."""
    for rule in book().profiles[key].rules:
        if rule.target is not None and (rule.of is None or rule.of == resource.get("resourceType")):
            for place, found in _at(resource, rule.at.split("."), ""):
                reference = found.get("valueReference", found) if isinstance(found, dict) else None
                if isinstance(reference, dict):
                    yield rule, place, reference


def _number(edition: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", edition)[:2])


def _broken(rule: Rule, resource: dict[str, Any], place: str) -> Iterator[Nonconformity]:
    *above, last = _parts(rule.at)
    for at, parent in _at(resource, above, ""):
        if not isinstance(parent, dict):
            continue
        found = list(_below(parent, last))
        here = f"{place}{at}.{_shown(last)}"
        if rule.count is not None:
            least, _, most = rule.count.partition("..")
            if len(found) < int(least):
                yield _fault(
                    rule, here, f"At least {least} is required; there is {_number_word(len(found))}", "Add it."
                )
            if most != "*" and len(found) > int(most):
                what = "This element is not allowed here" if most == "0" else f"At most {most} is allowed"
                yield _fault(rule, here, what, "Remove it." if most == "0" else "Keep one.")
        for where, value in found:
            yield from _value(rule, value, f"{place}{at}{where}", parent, last)


def _value(rule: Rule, value: Any, here: str, parent: dict[str, Any], last: str) -> Iterator[Nonconformity]:
    if rule.fixed is not None and value != rule.fixed:
        word = str(rule.fixed).lower() if isinstance(rule.fixed, bool) else rule.fixed
        yield _fault(rule, here, f"The value is always `{word}`", f"Write `{word}`.")
    if rule.codes and value not in rule.codes:
        yield _fault(rule, here, "The code is not in the list", f"Use {', '.join(rule.codes)}.")
    if rule.kind is not None:
        kinds = _kinds(value, parent, last)
        if not kinds or any(kind != rule.kind for kind in kinds):
            yield _fault(rule, here, f"The only type allowed is {rule.kind}", f"Give a {rule.kind}.")
    if rule.system is not None:
        concept = value.get("valueCodeableConcept", value) if isinstance(value, dict) else value
        if not any(str(coding.get("system", "")).endswith(rule.system) for coding in codings(concept)):
            yield _fault(
                rule, here, f"No coding is of the X12 code list {rule.system[1:]}", "Add a coding of that list."
            )


def _kinds(value: Any, parent: dict[str, Any], last: str) -> list[str]:
    """The types given: of an extension's value, or of a choice, as lower or upper case names."""
    if _EXTENSION.fullmatch(last) or last.endswith("xtension"):
        names = [name for name in value if name.startswith("value")] if isinstance(value, dict) else []
        return [_typed(name.removeprefix("value")) for name in names]
    stem = last.removesuffix("[x]")
    return [name.removeprefix(stem) for name in parent if name.startswith(stem) and len(name) > len(stem)]


def _typed(name: str) -> str:
    lower = name[:1].lower() + name[1:]
    return lower if lower in ("boolean", "string", "date", "decimal", "integer", "code", "dateTime") else name


def _parts(path: str) -> list[str]:
    return path.split(".")


def _shown(part: str) -> str:
    match = _EXTENSION.fullmatch(part)
    return f"extension('{_url(match['name'])}')" if match else part


def _url(name: str) -> str:
    return book().extensions.get(name, name)


def _at(value: Any, parts: list[str], place: str) -> Iterator[tuple[str, Any]]:
    """Every (place, value) at a path, lists opened."""
    if not parts:
        yield place, value
        return
    if isinstance(value, dict):
        for where, item in _below(value, parts[0]):
            yield from _at(item, parts[1:], place + where)


def _below(parent: dict[str, Any], part: str) -> Iterator[tuple[str, Any]]:
    match = _EXTENSION.fullmatch(part)
    if match:
        listed = parent.get("extension")
        for n, item in enumerate(listed if isinstance(listed, list) else ()):
            if isinstance(item, dict) and item.get("url") == _url(match["name"]):
                yield f".extension[{n}]", item
        return
    names = [part]
    if part.endswith("[x]"):
        stem = part[:-3]
        names = [name for name in parent if name.startswith(stem) and name[len(stem) : len(stem) + 1].isupper()]
    for name in names:
        value = parent.get(name)
        if isinstance(value, list):
            for n, item in enumerate(value):
                yield f".{name}[{n}]", item
        elif value is not None:
            yield f".{name}", value


def _number_word(count: int) -> str:
    return "none" if count == 0 else f"{count}"


def _fault(rule: Rule, place: str, what: str, todo: str) -> Nonconformity:
    return Nonconformity(place=place, rule=rule.id, what=what, todo=todo, severe=not rule.mild)
