"""FHIR R4 `ClaimResponse`, alone, in a Bundle of Da Vinci PAS or in a notification → answers to requests."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from facetproof.errors import InputError
from facetproof.model.authorization import (
    AnsweredLine,
    AnswerReason,
    AuthorizationAnswer,
    Individual,
    Outcome,
)
from facetproof.model.claimfile import Fault
from facetproof.sources.fhir_review import named, read_item, reason_of, wants_opinion
from facetproof.sources.fhir_values import (
    Resource,
    codes_of,
    codings,
    day_of,
    identifier_of,
    members,
    object_of,
    person_of,
    provider_of,
    text_of,
)
from facetproof.sources.x12_278_answer import combined
from facetproof.sources.x12_278_codes import CALL_PAYER, FOLLOW_UPS, SECOND_OPINION

_GRANTS = (Outcome.APPROVED, Outcome.MODIFIED)

Placed = tuple[str, Resource]


def is_claim_response(value: Any) -> bool:
    """Whether JSON is or holds a ClaimResponse."""
    return any(resource.get("resourceType") == "ClaimResponse" for _, _, resource in _resources(value, "", ""))


def read_claim_responses(value: Any, *, where: str) -> list[AuthorizationAnswer]:
    """Every ClaimResponse in a resource, a Bundle or a list of them, as an answer.

    Args:
        value: parsed JSON.
        where: the file, for the error.

    Raises:
        InputError: `not-an-answer` where there is none; a Bundle of errors alone says so.
    """
    held = list(_resources(value, "", ""))
    found = [(place, resource) for place, _, resource in held if resource.get("resourceType") == "ClaimResponse"]
    if not found:
        failed = any(resource.get("resourceType") == "OperationOutcome" for _, _, resource in held)
        what = "The payer's system refused the message; it holds no decision" if failed else "No ClaimResponse is here"
        todo = "Correct what its OperationOutcome names, and send it again." if failed else "Give the payer's answer."
        raise InputError("not-an-answer", what, where=where, todo=todo)
    index = {}
    for _, url, resource in held:
        index[f"{resource.get('resourceType')}/{resource.get('id')}"] = resource
        if url:
            index[url] = resource
    return [_Reader(place, resource, number, index).answer() for number, (place, resource) in enumerate(found, 1)]


def _resources(value: Any, place: str, url: str) -> Iterator[tuple[str, str, Resource]]:
    """(place, fullUrl, resource) of every resource; a Bundle is opened."""
    if isinstance(value, list):
        for n, item in enumerate(value):
            yield from _resources(item, f"{place}[{n}]", "")
    elif isinstance(value, dict) and value.get("resourceType") == "Bundle":
        listed = value.get("entry")
        for n, entry in enumerate(listed if isinstance(listed, list) else ()):
            if isinstance(entry, dict):
                at = f"{place or 'Bundle'}.entry[{n}].resource"
                yield from _resources(entry.get("resource"), at, str(entry.get("fullUrl") or ""))
    elif isinstance(value, dict) and "resourceType" in value:
        yield place or str(value["resourceType"]), url, value


class _Reader:
    def __init__(self, place: str, resource: Resource, number: int, index: Mapping[str, Resource]) -> None:
        self._at, self._resource, self._number, self._index = place, resource, number, index
        self._contained = {f"#{r.get('id')}": r for r in members(resource, "contained")}
        self._faults: list[Fault] = []
        claim = self._resolved(resource.get("request"))
        if claim.get("resourceType") != "Claim":
            claims = [r for r in index.values() if r.get("resourceType") == "Claim"]
            claim = claims[0] if claims else {}
        self._asked = {n: item for item in members(claim, "item") if isinstance(n := item.get("sequence"), int)}

    def answer(self) -> AuthorizationAnswer:
        resource = self._resource
        lines = tuple(self._lines())
        for number in sorted(set(self._asked) - {line.number for line in lines}):
            self._fault("item-unanswered", f"Item {number} of the request is not answered", f"{self._at}.item")
        outcome = self._outcome(lines)
        void = {fault.code for fault in self._faults} & {"not-an-authorization", "not-active"}
        granted = [line for line in lines if line.outcome in _GRANTS and not void]
        numbers = dict.fromkeys(line.number_given for line in granted if line.number_given)
        reviews = dict.fromkeys(
            text_of(extension.get("valueString"))
            for item in members(resource, "item")
            for extension in named(item, "administrationReferenceNumber")
        )
        numbers_refused = [line.number_given for line in lines if line.outcome not in _GRANTS and line.number_given]
        reference = text_of(resource.get("preAuthRef"))
        # where nothing is granted, the payer's number is one of the case
        spare = [reference] if reference and not granted else []
        period = object_of(resource.get("preAuthPeriod"))
        patient = self._resolved(resource.get("patient"))
        insurer = self._resolved(resource.get("insurer"))
        reasons, follow_up = self._errors(lines)
        servicing = dict.fromkeys(npi for item in members(resource, "item") for npi in self._providers(item))
        return AuthorizationAnswer(
            format="fhir",
            outcome=outcome,
            number=(reference or (next(iter(numbers)) if len(numbers) == 1 else None)) if granted else None,
            review_number=next(iter([*filter(None, reviews), *numbers_refused, *spare]), None),
            trace=identifier_of(resource),
            payer=text_of(insurer.get("name")) or text_of(insurer.get("display")),
            patient=_individual(patient),
            member_id=identifier_of(patient),
            decided=self._decided(outcome),
            valid_from=day_of(period.get("start")) or _same([line.valid_from for line in granted]),
            valid_to=day_of(period.get("end")) or _same([line.valid_to for line in granted]),
            servicing_npi=next(iter(servicing)) if len(servicing) == 1 else None,
            lines=lines,
            reasons=reasons,
            follow_up=follow_up,
            messages=tuple(self._messages()),
            raw=tuple(f"outcome={word}" for word in [text_of(resource.get("outcome"))] if word),
            faults=tuple(self._faults),
        )

    def _fault(self, code: str, what: str, tag: str) -> None:
        self._faults.append(Fault(code, what, self._number, tag))

    def _resolved(self, reference: Any) -> Resource:
        if not isinstance(reference, dict):
            return {}
        target = str(reference.get("reference") or "")
        found = self._contained.get(target) or self._index.get(target)
        return found or self._index.get("/".join(target.split("/")[-2:])) or reference

    def _outcome(self, lines: tuple[AnsweredLine, ...]) -> Outcome:
        resource = self._resource
        stated, use = resource.get("outcome"), resource.get("use", "preauthorization")
        if use != "preauthorization":
            self._fault(
                "not-an-authorization", "use is preauthorization; anything else grants nothing", f"{self._at}.use"
            )
            return Outcome.UNKNOWN
        if resource.get("status", "active") != "active":
            what = "status is active; an answer withdrawn, entered in error or in draft decides nothing"
            self._fault("not-active", what, f"{self._at}.status")
            return Outcome.CANCELLED if resource["status"] == "cancelled" else Outcome.UNKNOWN
        # a status of processing never makes an approval
        if stated == "queued":
            return Outcome.PENDED
        if stated == "error" or not lines:
            return Outcome.UNKNOWN
        answered = {line.number for line in lines}
        tags = codes_of({"coding": members(object_of(self._resource.get("meta")), "security")})
        # what is not answered is not decided
        left = [Outcome.UNKNOWN] if "SUBSETTED" in tags or set(self._asked) - answered else []
        decided = combined([*(line.outcome for line in lines), *left])
        return Outcome.PENDED if stated == "partial" and decided in _GRANTS else decided

    def _decided(self, outcome: Outcome) -> dt.date | None:
        issued = [
            day_of(extension.get("valueDate"))
            for item in members(self._resource, "item")
            for extension in named(item, "itemPreAuthIssueDate")
        ]
        told = max((day for day in issued if day), default=None)
        # what is not decided has no day of decision but one that is told
        open_still = outcome in (Outcome.PENDED, Outcome.UNKNOWN)
        return told if told or open_still else day_of(self._resource.get("created"))

    def _lines(self) -> Iterator[AnsweredLine]:
        for name in ("item", "addItem"):
            for n, item in enumerate(members(self._resource, name)):
                number = item.get("itemSequence")
                asked = self._asked.get(number, {}) if isinstance(number, int) else {}
                yield read_item(item, asked, f"{self._at}.{name}[{n}]", self._fault)

    def _providers(self, item: Resource) -> Iterator[str]:
        for extension in named(item, "itemAuthorizedProvider"):
            for part in members(extension, "extension"):
                found = provider_of(self._resolved(part.get("valueReference")))
                if found is not None and found.npi:
                    yield found.npi

    def _errors(self, lines: tuple[AnsweredLine, ...]) -> tuple[tuple[AnswerReason, ...], tuple[str, ...]]:
        reasons, follow = [], []
        for n, error in enumerate(members(self._resource, "error")):
            place = f"{self._at}.error[{n}]"
            path = text_of(next(iter(named(error, "errorPath")), {}).get("valueString"))
            reasons += [reason_of(coding, path or place) for coding in codings(error.get("code"))]
            for extension in named(error, "errorFollowupAction"):
                codes = codes_of(extension.get("valueCodeableConcept"))
                follow += [FOLLOW_UPS.get(code) or f"follow-up code {code}" for code in codes]
        if any("action=CT" in line.raw for line in lines):
            follow.append(CALL_PAYER)
        if any(wants_opinion(item) for item in members(self._resource, "item")):
            follow.append(SECOND_OPINION)
        if members(self._resource, "communicationRequest"):
            follow.append("send what the payer asks for")
        return tuple(reasons), tuple(dict.fromkeys(follow))

    def _messages(self) -> Iterator[str]:
        for text in (
            self._resource.get("disposition"),
            *(n.get("text") for n in members(self._resource, "processNote")),
        ):
            if text_of(text):
                yield str(text)


def _individual(patient: Resource) -> Individual | None:
    found = person_of(patient, None)
    if found is None:
        return None
    sex: Any = found.sex
    return Individual(last_name=found.last_name, first_name=found.first_name, birth_date=found.birth_date, sex=sex)


def _same(days: list[Any]) -> Any:
    """The day where all are one and known, else None."""
    return days[0] if days and len(set(days)) == 1 else None
