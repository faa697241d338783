"""What a payer asserts about an order (CRD): the coverage-information extension, and the hooks that carry it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from facetproof.sources.fhir_check.fault import Nonconformity, broken
from facetproof.sources.fhir_values import members, object_of

URL = "http://hl7.org/fhir/us/davinci-crd/StructureDefinition/ext-coverage-information"
_ONCE = ("coverage", "covered", "date", "coverage-assertion-id")
_AT_MOST_ONCE = (*_ONCE, "pa-needed", "satisfied-pa-id")
_CODES = {
    "covered": ("covered", "not-covered", "conditional", "indeterminate"),
    "pa-needed": ("no-auth", "auth-needed", "satisfied", "performpa", "conditional", "indeterminate"),
    "doc-needed": ("no-doc", "clinical", "admin", "both", "patient", "conditional", "indeterminate"),
    "info-needed": ("performer", "location", "timeframe", "contract-window", "detail-code", "OTH"),
}
_TYPES = {
    "coverage": "valueReference",
    "date": "valueDate",
    "coverage-assertion-id": "valueString",
    "satisfied-pa-id": "valueString",
    "questionnaire": "valueCanonical",
    "billingCode": "valueCoding",
}
_WHO: dict[str, type] = {"userId": str, "patientId": str}
#: The context that each hook requires: fields and their JSON types; the status of the resources in a Bundle.
_HOOKS: dict[str, dict[str, type]] = {
    "appointment-book": _WHO | {"appointments": dict},
    "encounter-start": _WHO | {"encounterId": str},
    "encounter-discharge": _WHO | {"encounterId": str},
    "order-dispatch": {"patientId": str, "performer": str},
    "order-select": _WHO | {"selections": list, "draftOrders": dict},
    "order-sign": _WHO | {"draftOrders": dict},
}
_STATUSES = {"appointments": "proposed", "draftOrders": "draft"}
_USERS = ("Practitioner", "PractitionerRole")
_BOOKERS = (*_USERS, "Patient", "RelatedPerson")
_INDICATORS = ("info", "warning", "critical")
_JSON: dict[type, str] = {str: "a string", dict: "an object", list: "a list"}
_SUMMARY = 140
_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def check_coverage_information(resource: dict[str, Any], place: str) -> Iterator[Nonconformity]:
    """What breaks the rules of the coverage-information extensions of an order or a response."""
    for n, extension in enumerate(members(resource, "extension")):
        if extension.get("url") == URL:
            yield from _extension(extension, f"{place}.extension[{n}]")


def _extension(extension: dict[str, Any], at: str) -> Iterator[Nonconformity]:
    parts: dict[str, list[dict[str, Any]]] = {}
    for part in members(extension, "extension"):
        parts.setdefault(str(part.get("url")), []).append(part)
    for name in _ONCE:
        if name not in parts:
            yield broken(f"{at}.extension('{name}')", "crd-required", f"`{name}` is required", "Add it.")
    for name in _AT_MOST_ONCE:
        if len(parts.get(name, ())) > 1:
            yield broken(f"{at}.extension('{name}')", "crd-once", f"`{name}` is given more than once", "Keep one.")
    for name, codes in _CODES.items():
        if any(part.get("valueCode") not in codes for part in parts.get(name, ())):
            what = f"The code of `{name}` is not in the required list"
            yield broken(f"{at}.extension('{name}')", "crd-code", what, f"Use {', '.join(codes)}.")
    for name, kind in _TYPES.items():
        if any(kind not in part for part in parts.get(name, ())):
            yield broken(f"{at}.extension('{name}')", "crd-type", f"`{name}` has no {kind}", f"Give {kind}.")
    values = {name: {str(part.get("valueCode")) for part in found} for name, found in parts.items()}
    needed = values.get("doc-needed", set())
    if ("questionnaire" in parts or "response" in parts) and needed <= {"no-doc"}:
        what = "A questionnaire is given where no documentation is needed"
        yield broken(f"{at}.extension('questionnaire')", "crd-ci-q1", what, "Say what doc-needed is, or leave it out.")
    if "not-covered" in values.get("covered", ()) and "pa-needed" in parts:
        what = "What is not covered needs no authorization"
        yield broken(f"{at}.extension('pa-needed')", "crd-ci-q2", what, "Leave pa-needed out.")
    conditional = any("conditional" in values.get(name, ()) for name in ("covered", "pa-needed", "doc-needed"))
    if "info-needed" in parts and not conditional:
        what = "info-needed is given, but nothing is conditional"
        yield broken(f"{at}.extension('info-needed')", "crd-ci-q3", what, "Leave it out, or say what is conditional.")
    satisfied = "satisfied" in values.get("pa-needed", ())
    if satisfied and values.get("doc-purpose", set()) & {"PA", "withpa"}:
        what = "Authorization is satisfied: no documentation goes with its request"
        yield broken(f"{at}.extension('doc-purpose')", "crd-ci-q4", what, "Leave the purpose out.")
    if satisfied != ("satisfied-pa-id" in parts):
        what = "satisfied-pa-id is given where, and only where, pa-needed is satisfied"
        yield broken(f"{at}.extension('satisfied-pa-id')", "crd-ci-q5", what, "Add the number, or leave it out.")


def is_hook(value: Any) -> bool:
    """Whether JSON is a request, a response, a card or the list of services of CDS Hooks."""
    if not isinstance(value, dict) or "resourceType" in value:
        return False
    return "hookInstance" in value or "cards" in value or "services" in value or {"summary", "source"} <= set(value)


def check_hook(value: dict[str, Any]) -> Iterator[Nonconformity]:
    """What breaks the rules of CDS Hooks in `is_hook`; the resources in it are left to the caller."""
    if "hookInstance" in value:
        yield from _request(value)
    for n, card in enumerate(members(value, "cards")):
        yield from _card(card, f"cards[{n}].")
    if "summary" in value:
        yield from _card(value, "")
    for n, service in enumerate(members(value, "services")):
        for name in ("hook", "id", "description"):
            if not isinstance(service.get(name), str):
                yield broken(f"services[{n}].{name}", "cds-service", f"A service has {name}", "Add it.")


def _request(value: dict[str, Any]) -> Iterator[Nonconformity]:
    context = value.get("context")
    if not isinstance(value.get("hook"), str):
        yield broken("hook", "cds-hook", "A request names its hook", "Add it.")
    if not (isinstance(value.get("hookInstance"), str) and _UUID.fullmatch(value["hookInstance"])):
        yield broken("hookInstance", "cds-instance", "hookInstance is a UUID", "Make one for each call.")
    if not isinstance(context, dict):
        yield broken("context", "cds-context", "A request has a context", "Add it.")
        return
    hook = str(value.get("hook"))
    for name, kind in _HOOKS.get(hook, {}).items():
        given = context.get(name)
        if not given or not isinstance(given, kind):
            what = f"This hook's context has {name}, in JSON {_JSON[kind]}"
            yield broken(f"context.{name}", "cds-context", what, "Add it.")
    if hook == "order-dispatch" and not (context.get("dispatchedOrders") or context.get("order")):
        # the first edition of the hook names one order
        yield broken("context.dispatchedOrders", "cds-context", "This hook names the orders", "Add dispatchedOrders.")
    users = _BOOKERS if hook == "appointment-book" else _USERS
    user = context.get("userId")
    if isinstance(user, str) and user.partition("/")[0] not in users:
        yield broken("context.userId", "cds-user", "The user is not of a type allowed", f"Use {', '.join(users)}.")
    for name, status in _STATUSES.items():
        for n, entry in enumerate(members(object_of(context.get(name)), "entry")):
            if object_of(entry.get("resource")).get("status") != status:
                at = f"context.{name}.entry[{n}].resource.status"
                yield broken(at, "cds-status", f"What is given here is still `{status}`", f"Write `{status}`.")
    if value.get("fhirAuthorization") is not None and not value.get("fhirServer"):
        yield broken("fhirServer", "cds-server", "An authorization is given for no server", "Add fhirServer.")


def _card(card: dict[str, Any], at: str) -> Iterator[Nonconformity]:
    summary = card.get("summary")
    if not isinstance(summary, str) or not summary:
        yield broken(f"{at}summary", "cds-summary", "A card has a summary", "Add one.")
    elif len(summary) >= _SUMMARY:
        yield broken(f"{at}summary", "cds-summary", f"A summary is shorter than {_SUMMARY} characters", "Shorten it.")
    if card.get("indicator") not in _INDICATORS:
        what = "The indicator is not one of those allowed"
        yield broken(f"{at}indicator", "cds-indicator", what, f"Use {', '.join(_INDICATORS)}.")
    if not object_of(card.get("source")).get("label"):
        yield broken(f"{at}source.label", "cds-source", "A card names its source", "Add source.label.")
    if card.get("suggestions") and card.get("selectionBehavior") not in ("at-most-one", "any"):
        what = "Suggestions need selectionBehavior"
        yield broken(f"{at}selectionBehavior", "cds-selection", what, "Say at-most-one or any.")
