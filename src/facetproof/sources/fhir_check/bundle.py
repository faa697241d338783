"""Bundles of prior authorization: order, addresses and references of the entries, numbers inside the claim."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from facetproof.sources.fhir_check.fault import Nonconformity, broken
from facetproof.sources.fhir_check.profiles import book, check_profile, claimed, targets
from facetproof.sources.fhir_values import members, numbers_of

_UUID = re.compile(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_REQUESTS = {"pas-request-bundle": "pas-claim", "pas-inquiry-bundle": "pas-claim-inquiry"}
_ANSWERS = ("pas-response-bundle", "pas-inquiry-response-bundle")
#: Elements of an answer that lead back into the request, which the sender of the request has.
_BACK = ("request",)
_POINTERS = {
    "careTeamSequence": "careTeam",
    "diagnosisSequence": "diagnosis",
    "informationSequence": "supportingInfo",
    "procedureSequence": "procedure",
}
_SUPPORTING = (
    "DocumentReference",
    "Observation",
    "QuestionnaireResponse",
    "Condition",
    "Procedure",
    "DiagnosticReport",
)


class Entries:
    """The entries of a Bundle, found by how they are referred to."""

    def __init__(self, bundle: dict[str, Any], place: str) -> None:
        self.listed: list[tuple[str, str, dict[str, Any]]] = []
        self._known: dict[str, tuple[str, dict[str, Any]]] = {}
        for n, entry in enumerate(members(bundle, "entry")):
            resource = entry.get("resource")
            if isinstance(resource, dict):
                at, url = f"{place}.entry[{n}].resource", str(entry.get("fullUrl") or "")
                self.listed.append((at, url, resource))
                own = f"{resource.get('resourceType')}/{resource.get('id')}"
                # by its address, by the end of it, and by type and id
                for name in (url, "/".join(url.split("/")[-2:]), own):
                    self._known.setdefault(name, (at, resource))

    def find(self, reference: Any) -> tuple[str, dict[str, Any]] | None:
        """(place, resource) that a reference names; None where no entry answers to it."""
        target = str(reference or "").partition("|")[0]
        return self._known.get(target) if target else None


def check_bundle(bundle: dict[str, Any], key: str, edition: str | None, place: str) -> Iterator[Nonconformity]:
    """What breaks the rules of an authorization Bundle and the profiles of the resources it holds.

    Args:
        bundle: the Bundle.
        key: its profile in `profiles.yaml`.
        edition: of the guide; None for the guide's own.
        place: where the Bundle is.
    """
    entries = Entries(bundle, place)
    yield from _first(entries, key, place)
    yield from _addresses(bundle, place)
    answer = key in _ANSWERS
    known = "pas-claim-response" if answer else _REQUESTS[key]
    kind = "ClaimResponse" if answer else "Claim"
    reached: set[tuple[str, str]] = set()
    for at, _, resource in entries.listed:
        if resource.get("resourceType") == kind:
            yield from _walk(resource, known, edition, at, entries, reached)
            if "pas-claim-update" in dict(claimed(resource)):
                yield from check_profile(resource, "pas-claim-update", edition, at)
            yield from _dangling(resource, at, entries, set(), answer)
            if not answer:
                yield from _pointers(resource, at)
                yield from _supporting(resource, entries)
    for at, _, resource in entries.listed:
        for profile, version in claimed(resource):
            if (
                (at, profile) not in reached
                and profile != "pas-claim-update"
                and book().profiles[profile].guide == "pas"
            ):
                yield from _walk(resource, profile, edition or version, at, entries, reached)


def _first(entries: Entries, key: str, place: str) -> Iterator[Nonconformity]:
    if key == "pas-inquiry-response-bundle" and not entries.listed:
        return
    wanted = "ClaimResponse" if key in _ANSWERS else "Claim"
    kinds = [str(resource.get("resourceType")) for _, _, resource in entries.listed]
    if not kinds or kinds[0] != wanted:
        at = f"{place}.entry[0].resource"
        if key == "pas-response-bundle" and kinds and set(kinds) == {"OperationOutcome"}:
            return
        yield broken(at, "pas-first-entry", f"The first entry is the {wanted}", f"Put the {wanted} first.")
    if key != "pas-inquiry-response-bundle" and kinds.count(wanted) > 1 and "pas-request" in key:
        yield broken(f"{place}.entry", "pas-one-claim", "A request holds one Claim", "Send the others on their own.")


def _addresses(bundle: dict[str, Any], place: str) -> Iterator[Nonconformity]:
    urls: dict[str, int] = {}
    contents: dict[str, str] = {}
    for n, entry in enumerate(members(bundle, "entry")):
        at, url = f"{place}.entry[{n}]", entry.get("fullUrl")
        if isinstance(url, str) and url:
            if not (_UUID.fullmatch(url) or re.match(r"https?://[^/]+/.+", url)):
                todo = "Use the address of the resource, or urn:uuid: and a UUID."
                yield broken(f"{at}.fullUrl", "pas-full-url", "fullUrl is neither a web address nor a urn:uuid", todo)
            if url in urls:
                yield broken(f"{at}.fullUrl", "pas-full-url-once", "Two entries have one fullUrl", "Keep one entry.")
            urls.setdefault(url, n)
        resource = entry.get("resource")
        if isinstance(resource, dict):
            content = json.dumps({k: v for k, v in resource.items() if k not in ("id", "meta", "text")}, sort_keys=True)
            own = f"{resource.get('resourceType')}/{resource.get('id')}"
            if content in contents:
                what, todo = "The same resource is here twice", "Keep one, and refer to it."
                same = contents[content] == own
                yield broken(f"{at}.resource", "pas-resource-once", what, todo, severe=same)
            contents.setdefault(content, own)


def _walk(
    resource: dict[str, Any],
    key: str,
    edition: str | None,
    place: str,
    entries: Entries,
    reached: set[tuple[str, str]],
) -> Iterator[Nonconformity]:
    """The rules of the profile, and of those of every resource referred to that has one."""
    if (place, key) in reached or not book().profiles[key].fits(str(resource.get("resourceType"))):
        return
    reached.add((place, key))
    yield from check_profile(resource, key, edition, place)
    for rule, below, reference in targets(resource, key):
        found = entries.find(reference.get("reference"))
        if found is None or rule.target is None:
            continue
        at, target = found
        if not book().profiles[rule.target].fits(str(target.get("resourceType"))):
            what = f"The reference is to a {_kind(target)}"
            yield broken(f"{place}{below}", rule.id, what, "Refer to a resource of a type that the profile allows.")
            continue
        yield from _walk(target, rule.target, edition, at, entries, reached)


def _dangling(
    resource: dict[str, Any], place: str, entries: Entries, seen: set[str], answer: bool
) -> Iterator[Nonconformity]:
    """References that no entry answers to, from this resource and from those it leads to."""
    seen.add(place)
    contained = {f"#{item.get('id')}" for item in members(resource, "contained")} | {"#"}
    for at, target in _references(resource, place, _BACK if answer else ()):
        if target in contained:
            continue
        found = entries.find(target)
        if found is None:
            what = "The resource referred to is not in the Bundle"
            yield broken(at, "pas-reference", what, "Add it as an entry, with the fullUrl that is referred to.")
        elif found[0] not in seen:
            yield from _dangling(found[1], found[0], entries, seen, answer)


def _references(value: Any, place: str, skipped: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        target = value.get("reference")
        if isinstance(target, str):
            yield f"{place}.reference", target
        for name, item in value.items():
            if name not in skipped:
                yield from _references(item, f"{place}.{name}", ())
    elif isinstance(value, list):
        for n, item in enumerate(value):
            yield from _references(item, f"{place}[{n}]", ())


def _pointers(claim: dict[str, Any], place: str) -> Iterator[Nonconformity]:
    """Sequence numbers are unique, and those an item points to exist."""
    known: dict[str, set[int]] = {}
    for name in ("careTeam", "diagnosis", "supportingInfo", "procedure", "insurance", "item"):
        known[name] = set()
        for n, entry in enumerate(members(claim, name)):
            number = entry.get("sequence")
            if not isinstance(number, int):
                continue
            if number in known[name]:
                at = f"{place}.{name}[{n}].sequence"
                what, todo = "The sequence number is given twice", "Number them anew."
                yield broken(at, "pas-sequence-once", what, todo, severe=name == "supportingInfo")
            known[name].add(number)
    for n, item in enumerate(members(claim, "item")):
        for name, target in _POINTERS.items():
            for m, number in enumerate(numbers_of(item.get(name))):
                if number not in known[target]:
                    at = f"{place}.item[{n}].{name}[{m}]"
                    yield broken(
                        at, "pas-pointer", f"No {target} has this sequence number", "Point to one that is there."
                    )


def _supporting(claim: dict[str, Any], entries: Entries) -> Iterator[Nonconformity]:
    """Every supporting resource in the Bundle is pointed to by the Claim, or by what the Claim points to."""
    pointed = {at for at, _ in filter(None, (entries.find(t) for _, t in _all_references(claim, entries)))}
    for at, _, resource in entries.listed:
        if resource.get("resourceType") in _SUPPORTING and at not in pointed:
            what = "Claim.supportingInfo does not point to this supporting resource"
            yield broken(at, "pas-supporting", what, "Add a supportingInfo with valueReference.")
        if resource.get("resourceType") == "DocumentReference":
            yield from check_profile(resource, "pas-document", None, at)


def _all_references(resource: dict[str, Any], entries: Entries) -> Iterator[tuple[str, str]]:
    todo, seen = [("", resource)], {""}
    while todo:
        place, item = todo.pop()
        for at, target in _references(item, place, ()):
            yield at, target
            found = entries.find(target)
            if found is not None and found[0] not in seen:
                seen.add(found[0])
                todo.append(found)


def _kind(resource: dict[str, Any]) -> str:
    kind = str(resource.get("resourceType"))
    return kind if kind.isalpha() else "resource"
