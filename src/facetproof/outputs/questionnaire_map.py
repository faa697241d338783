"""What a payer's question surely asks for: by the LOINC code or the definition it carries, never by its label."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from facetproof.model.authorization import AuthorizationRequest
from facetproof.model.chart import Chart
from facetproof.model.evidence import Evidence
from facetproof.model.practice import Asked
from facetproof.sources.fhir_values import members, object_of

Json = dict[str, Any]
_LOINC = "http://loinc.org"
#: LOINC code → chart path whose meaning it is, and the scale under which alone it is.
_OF_CHART = {
    "38208-5": ("assessment.pain.score", ("NRS",)),
    "72514-3": ("assessment.pain.score", ("NRS",)),
    "39156-5": ("assessment.bmi", ()),
}
#: LOINC code, or element of a definition → place in the request.
_OF_REQUEST = {
    "45394-4": "patient.last_name",
    "45392-8": "patient.first_name",
    "21112-8": "patient.birth_date",
    "Patient.name.family": "patient.last_name",
    "Patient.name.given": "patient.first_name",
    "Patient.birthDate": "patient.birth_date",
    "Patient.gender": "patient.sex",
    "Patient.telecom.value": "patient.phone",
    "Coverage.subscriberId": "coverage.member_id",
}
#: Sex as the settings have it, in the words of FHIR; one that is not known to the sender is no answer.
_SEXES = {"F": "female", "M": "male"}
_GENDERS = "http://hl7.org/fhir/administrative-gender"


class Known(NamedTuple):
    """A value and the words of the record that it is from."""

    value: Any
    spans: tuple[Evidence, ...]


def known_answers(form: Json, chart: Chart, request: AuthorizationRequest | Asked | None) -> dict[str, Known]:
    """What is surely known, by the link id of the question it answers."""
    keys = [(str(item.get("linkId")), key) for item in every_item(members(form, "item")) for key in _keys(item)]
    asked = Counter(key for _, key in keys)
    found = {}
    for link, key in keys:
        value = _of_key(key, chart, request) if asked[key] == 1 else None
        if value is not None:
            found[link] = value
    return found


def _keys(item: Json) -> Iterator[str]:
    """The LOINC codes of a question, and the element its definition names."""
    for code in members(item, "code"):
        if code.get("system") == _LOINC:
            yield str(code.get("code"))
    definition = str(item.get("definition") or "")
    if "/StructureDefinition/" in definition and "#" in definition:
        yield definition.rpartition("#")[2]


def _of_key(key: str, chart: Chart, request: AuthorizationRequest | Asked | None) -> Known | None:
    if key in _OF_CHART:
        path, scales = _OF_CHART[key]
        value = _at(chart, path)
        scale = _at(chart, f"{path.rpartition('.')[0]}.scale") if scales else None
        if value is None or (scales and scale not in scales):
            return None
        return Known(value, (chart.evidence or {}).get(path, ()))
    if key in _OF_REQUEST and request is not None:
        value = _at(request, _OF_REQUEST[key])
        return None if value is None else Known(value, ())
    return None


def _at(node: Any, path: str) -> Any:
    for part in path.split("."):
        node = getattr(node, part, None)
    return node


def fitting(value: Any, item: Json) -> Json | None:
    """The value as an answer of the question's type; None where it does not fit."""
    kind = item.get("type")
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    if kind == "integer" and is_number and float(value).is_integer():
        return {"valueInteger": int(value)}
    if kind == "decimal" and is_number:
        return {"valueDecimal": value}
    if kind == "date" and isinstance(value, dt.date):
        return {"valueDate": value.isoformat()}
    if kind in ("string", "text") and isinstance(value, str):
        return {"valueString": value}
    if kind == "choice":
        for option in members(item, "answerOption"):
            offered = object_of(option.get("valueCoding"))
            if offered.get("system") == _GENDERS and offered.get("code") == _SEXES.get(value):
                return {"valueCoding": offered}
    return None


def every_item(items: Sequence[Json]) -> Iterator[Json]:
    """The items and all below them, in order."""
    for item in items:
        yield item
        yield from every_item(members(item, "item"))
