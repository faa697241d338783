"""The decision on one item of a FHIR `ClaimResponse`, as Da Vinci PAS tells it in extensions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from facetproof.model.authorization import AnsweredLine, AnswerReason, Outcome
from facetproof.model.spine import Side
from facetproof.sources.fhir_values import (
    Resource,
    codes_of,
    codings,
    day_of,
    members,
    object_of,
    procedure_of,
    text_of,
)
from facetproof.sources.x12_278_codes import ACTIONS, reason

_PAS = "http://hl7.org/fhir/us/davinci-pas/StructureDefinition/extension-"
_SIDES = {"RT": Side.RIGHT, "LT": Side.LEFT, "50": Side.BILATERAL}
_LIST = re.compile(r"codesystem\.x12\.org/(?:005010|external)/(901|886)$")


def read_item(item: Resource, asked: Resource, place: str, told_of: Callable[[str, str, str], None]) -> AnsweredLine:
    """The decision on one item.

    Args:
        item: of the ClaimResponse.
        asked: the item of the request it answers; empty where that is not known.
        place: where it stands.
        told_of: takes (code, what, place) of each thing that is wrong.
    """
    actions = reviews(item)
    review = actions[0] if actions else {}
    codes = [c for e in named(review, "reviewActionCode") for c in codes_of(e.get("valueCodeableConcept"))]
    told = {ACTIONS[code] for code in codes if code in ACTIONS}
    outcome = next(iter(told)) if len(told) == 1 else Outcome.UNKNOWN
    if not codes:
        told_of("action-missing", "An item has a review action with its code", place)
    elif not told:
        told_of("action-unknown", f"The action code is none of {', '.join(ACTIONS)}", place)
    if len(actions) > 1 or len(told) > 1:
        told_of("action-twice", "An item has one review action", place)
        outcome = Outcome.UNKNOWN
    sequence = item.get("itemSequence")
    detail = next(iter(named(item, "itemAuthorizedDetail")), {})
    given = {str(part.get("url")): part for part in members(detail, "extension")}
    allowed = _amount(object_of(given.get("quantity")).get("valueQuantity"))
    code = procedure_of(object_of(given.get("productOrServiceCode")).get("valueCodeableConcept"))
    wanted, units = procedure_of(asked.get("productOrService")), _amount(asked.get("quantity"))
    differs = _differ(code, wanted) or _differ(allowed, units)
    if outcome is Outcome.APPROVED and differs:
        # certified in total, yet not what was asked for
        outcome = Outcome.MODIFIED
    whole = outcome is Outcome.APPROVED and "quantity" not in given
    modifiers = [
        code
        for part in members(detail, "extension")
        if part.get("url") == "modifier"
        for code in codes_of(part.get("valueCodeableConcept"))[:1]
    ] or [code for concept in members(asked, "modifier") for code in codes_of(concept)[:1]]
    period = object_of(next(iter(named(item, "itemPreAuthPeriod")), {}).get("valuePeriod"))
    service = next(iter((*named(item, "itemRequestedServiceDate"), *named(item, "itemAuthorizedDate"))), {})
    span = object_of(service.get("valuePeriod"))
    day = day_of(service.get("valueDateTime") or service.get("valueDate"))
    parts = {str(part.get("url")): part for part in members(review, "extension")}
    return AnsweredLine(
        outcome=outcome,
        number=sequence if isinstance(sequence, int) else None,
        code=code or procedure_of(item.get("productOrService")) or wanted,
        units=allowed if allowed is not None or not whole else units,
        modifiers=tuple(modifiers),
        side=next((_SIDES[code] for code in modifiers if code in _SIDES), None),
        number_given=text_of(object_of(parts.get("number")).get("valueString")),
        valid_from=day_of(period.get("start")),
        valid_to=day_of(period.get("end")),
        dos=day_of(span.get("start")) or day,
        dos_to=day_of(span.get("end")),
        reasons=tuple(_reasons(review, place)),
        raw=tuple(f"action={code}" for code in codes),
        place=place,
    )


def named(resource: Resource, name: str) -> list[dict[str, Any]]:
    """The extensions of PAS with this name."""
    return [extension for extension in members(resource, "extension") if extension.get("url") == _PAS + name]


def reviews(item: Resource) -> list[dict[str, Any]]:
    """The review actions of an item: in its adjudications, with the first edition on the item itself."""
    within = [
        review for adjudication in members(item, "adjudication") for review in named(adjudication, "reviewAction")
    ]
    return [*named(item, "reviewAction"), *within]


def wants_opinion(item: Resource) -> bool:
    """Whether the payer asks for a second surgical opinion."""
    parts = [part for review in reviews(item) for part in members(review, "extension")]
    return any(p.get("url") == "secondSurgicalOpinionFlag" and p.get("valueBoolean") is True for p in parts)


def _reasons(review: Resource, place: str) -> Iterator[AnswerReason]:
    for part in members(review, "extension"):
        if str(part.get("url")).endswith("reasonCode"):
            for coding in codings(part.get("valueCodeableConcept")):
                yield reason_of(coding, place)


def reason_of(coding: Resource, place: str) -> AnswerReason:
    """A reason as received; of a list of X12 under the number of the list, with our label."""
    code, system = str(coding.get("code")), text_of(coding.get("system"))
    match = _LIST.search(system or "")
    return reason(code, match[1], place) if match else AnswerReason(code=code, list=system, place=place)


def _amount(quantity: Any) -> float | None:
    value = object_of(quantity).get("value")
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def _differ(given: Any, asked: Any) -> bool:
    """Both are known and not the same."""
    return given is not None and asked is not None and given != asked
