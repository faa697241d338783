"""Checks of FHIR resources: the base model of R4, and the profiles of PAS, DTR, CRD and SDC."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from facetproof.errors import InputError
from facetproof.sources.fhir_check.base import check_base
from facetproof.sources.fhir_check.bundle import check_bundle
from facetproof.sources.fhir_check.coverage_information import check_coverage_information, check_hook, is_hook
from facetproof.sources.fhir_check.fault import Nonconformity, broken
from facetproof.sources.fhir_check.forms import check_questionnaire, check_response
from facetproof.sources.fhir_check.packages import check_dependencies, check_library, check_package
from facetproof.sources.fhir_check.profiles import book, check_profile, claimed
from facetproof.sources.fhir_values import members

_BUNDLES = ("pas-request-bundle", "pas-inquiry-bundle", "pas-response-bundle", "pas-inquiry-response-bundle")


def check(
    value: Any, *, where: str, edition: str | None = None, questionnaire: dict[str, Any] | None = None
) -> list[Nonconformity]:
    """Everything that a resource, a Bundle or a hook breaks, in the order of its places, each once.

    Args:
        value: parsed JSON.
        where: the file, for the error.
        edition: of the guides whose rules apply, such as "1.1"; None for each guide's own.
        questionnaire: the form that a response answers, where it is not beside it.

    Raises:
        InputError: `not-fhir` where the JSON holds no FHIR resource, `fhir-deep` where it is nested too deep.
    """
    held = list(_resources(value, ""))
    if not held and not is_hook(value):
        todo = "Give a FHIR resource, a Bundle, or a request or response of CDS Hooks, as JSON."
        raise InputError("not-fhir", "The JSON holds no FHIR resource", where=where, todo=todo)
    found: list[Nonconformity] = list(check_hook(value)) if is_hook(value) else []
    try:
        for place, resource in held:
            found += check_base(resource, place)
            found += _profiled(resource, place, edition, questionnaire)
    except RecursionError:
        todo = "Check where the file comes from."
        raise InputError("fhir-deep", "The resource is nested too deep", where=where, todo=todo) from None
    return list(dict.fromkeys(found))


def form_in(value: Any) -> dict[str, Any] | None:
    """The Questionnaire that JSON is or holds: a form, a package, the parameters around it, an adaptive response."""
    for _, resource in _resources(value, ""):
        if resource.get("resourceType") == "Questionnaire":
            return resource
        held = [entry.get("resource") for name in ("entry", "parameter") for entry in members(resource, name)]
        held += members(resource, "contained")
        for inner in held:
            found = form_in(inner) if isinstance(inner, dict) else None
            if found is not None:
                return found
    return None


def editions() -> tuple[str, ...]:
    """Editions whose rules can be told apart."""
    since = {rule.since for profile in book().profiles.values() for rule in profile.rules if rule.since}
    return tuple(sorted({"1.0", "1.1", *since, *(guide.edition for guide in book().guides.values())}))


def _resources(value: Any, place: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The outermost resources in JSON, each with its place."""
    if isinstance(value, dict):
        if "resourceType" in value:
            kind = value["resourceType"]
            yield place or (kind if isinstance(kind, str) and kind.isalpha() else "resource"), value
            return
        for name, item in value.items():
            yield from _resources(item, f"{place}.{name}" if place else name)
    elif isinstance(value, list):
        for n, item in enumerate(value):
            yield from _resources(item, f"{place}[{n}]")


def _profiled(
    resource: dict[str, Any], place: str, edition: str | None, form: dict[str, Any] | None
) -> Iterator[Nonconformity]:
    """The profiles of a resource and of those inside it."""
    keys = dict(claimed(resource))
    kind = resource.get("resourceType")
    if kind == "Bundle":
        bundle = next((key for key in _BUNDLES if key in keys), None) or _bundle_kind(resource)
        if bundle is not None:
            said = edition or keys.get(bundle)
            yield from check_profile(resource, bundle, said, place)
            yield from check_bundle(resource, bundle, said, place)
        yield from _package(resource, place, edition)
        return
    for key, version in keys.items():
        yield from check_profile(resource, key, edition or version, place)
    yield from check_coverage_information(resource, place)
    if kind == "Questionnaire":
        yield from check_questionnaire(resource, place)
    elif kind == "QuestionnaireResponse":
        dtr, strict = "dtr-response" in keys, keys.get("dtr-response") != "1.0"
        beside = form or _contained_form(resource)
        yield from check_response(resource, beside, place, dtr=dtr, strict=strict)
    elif kind == "Library":
        yield from check_library(resource, place)
    elif kind == "Parameters":
        yield from _parameters(resource, keys, place, edition)


def _bundle_kind(bundle: dict[str, Any]) -> str | None:
    """The kind of authorization Bundle that the first entry makes it, where it claims none."""
    first = next((entry.get("resource") for entry in members(bundle, "entry")), None)
    if not isinstance(first, dict):
        return None
    keys = dict(claimed(first))
    if first.get("resourceType") == "Claim" and first.get("use") == "preauthorization":
        return "pas-inquiry-bundle" if "pas-claim-inquiry" in keys else "pas-request-bundle"
    return "pas-response-bundle" if first.get("resourceType") == "ClaimResponse" and keys else None


def _package(bundle: dict[str, Any], place: str, edition: str | None) -> Iterator[Nonconformity]:
    """The entries of a Bundle other than those of an authorization: forms, responses, orders."""
    entries = [
        (n, e["resource"]) for n, e in enumerate(members(bundle, "entry")) if isinstance(e.get("resource"), dict)
    ]
    forms = {str(r.get("url")): r for _, r in entries if r.get("resourceType") == "Questionnaire"}
    for n, resource in entries:
        at = f"{place}.entry[{n}].resource"
        if resource.get("resourceType") == "Questionnaire":
            yield from check_dependencies(resource, [r for _, r in entries], at)
        canonical = str(resource.get("questionnaire")).partition("|")[0]
        beside = forms.get(canonical) if resource.get("resourceType") == "QuestionnaireResponse" else None
        in_guide = {book().profiles[key].guide for key, _ in claimed(resource)}
        if "pas" not in in_guide:
            yield from _profiled(resource, at, edition, beside)


def _contained_form(response: dict[str, Any]) -> dict[str, Any] | None:
    """The form inside an adaptive response: what has been asked so far."""
    return next((r for r in members(response, "contained") if r.get("resourceType") == "Questionnaire"), None)


def _parameters(
    resource: dict[str, Any], keys: dict[str, str | None], place: str, edition: str | None
) -> Iterator[Nonconformity]:
    names = [str(parameter.get("name")) for parameter in members(resource, "parameter")]
    if "dtr-package-input" in keys:
        if names.count("coverage") != 1:
            what = "One coverage is given to ask for a form"
            yield broken(f"{place}.parameter", "dtr-package-coverage", what, "Add one parameter `coverage`.")
        if not {"order", "questionnaire"} & set(names):
            what = "An order or a questionnaire is given to ask for a form"
            yield broken(f"{place}.parameter", "dtr-1", what, "Add a parameter `order` or `questionnaire`.")
    for n, parameter in enumerate(members(resource, "parameter")):
        inner, at = parameter.get("resource"), f"{place}.parameter[{n}].resource"
        if parameter.get("name") in ("coverage", "order", "packagebundle") and inner is None:
            yield broken(at, "dtr-package-resource", "This parameter holds a resource", "Add it.")
        if isinstance(inner, dict):
            if parameter.get("name") == "packagebundle":
                yield from check_package(inner, at)
            yield from _profiled(inner, at, edition, None)
