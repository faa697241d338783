"""A chart as answers to a Questionnaire: each answer with its words, and nothing answered that does not map surely.

Link ids of our own forms are chart paths. A payer's question maps by the LOINC code or the definition it carries; where
it carries neither, where two questions carry the same, or where the type does not fit, it is left open.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from facetproof.model.authorization import AuthorizationRequest
from facetproof.model.chart import Chart
from facetproof.model.evidence import Evidence
from facetproof.model.fields import Shape, shape_of, values_at
from facetproof.model.practice import Asked
from facetproof.outputs.questionnaire_map import Json, Known, every_item, fitting, known_answers
from facetproof.sources.fhir_check.forms import ORIGIN
from facetproof.sources.fhir_values import members

#: Codes of the answers are the chart's own words.
WORDS = "urn:facetproof:chart"
#: Where the words of the record behind an answer stand: document, start, end, quote.
EVIDENCE = "urn:facetproof:evidence"
OWN_FORMS = "urn:facetproof:questionnaire:"
_DTR = "http://hl7.org/fhir/us/davinci-dtr/StructureDefinition"
_USES = "http://hl7.org/fhir/us/davinci-crd/CodeSystem/temp"
Evidences = Mapping[str, tuple[Evidence, ...]]


class Filled(NamedTuple):
    """A response, and the link ids of the questions left open."""

    response: Json
    left: tuple[str, ...]


class Context(NamedTuple):
    """What a response is about: references to the patient, and to order and coverage."""

    subject: str | None = None
    about: tuple[str, ...] = ()


def fill(
    form: Json,
    chart: Chart,
    *,
    authored: dt.date,
    context: Context = Context(),  # noqa: B008  immutable
    request: AuthorizationRequest | Asked | None = None,
) -> Filled:
    """A draft DTR response to a Questionnaire of ours or of a payer.

    Args:
        form: the Questionnaire.
        chart: what the record says.
        authored: day of filling.
        context: what the response is about.
        request: the request it goes with, or its settings, for names and numbers.
    """
    if str(form.get("url", "")).startswith(OWN_FORMS):
        paths = tuple(_paths(form, "", ""))
        values = values_at(msgspec.json.decode(msgspec.json.encode(chart)), paths)
        items = own_items(members(form, "item"), values, chart.evidence or {})
    else:
        items = list(_payer_items(members(form, "item"), known_answers(form, chart, request)))
    given = {str(item.get("linkId")) for item in every_item(items) if item.get("answer")}
    left = [
        str(q.get("linkId")) for q in every_item(members(form, "item")) if q.get("type") not in ("group", "display")
    ]
    response: Json = {
        "resourceType": "QuestionnaireResponse",
        "meta": {"profile": [f"{_DTR}/dtr-questionnaireresponse"]},
        "extension": [_extension("qr-context", valueReference={"reference": one}) for one in context.about]
        + [_extension("intendedUse", valueCodeableConcept={"coding": [{"system": _USES, "code": "withpa"}]})],
        "questionnaire": "|".join(str(form[name]) for name in ("url", "version") if form.get(name)),
        "status": "in-progress",
    }
    response |= {"subject": {"reference": context.subject}} if context.subject else {}
    response |= {"authored": authored.isoformat()} | ({"item": items} if items else {})
    return Filled(response, tuple(link for link in left if link not in given))


def own_items(items: Sequence[Json], values: Mapping[str, Any], evidence: Evidences | None) -> list[Json]:
    """The items of a form of ours, answered with values by chart path; unanswered ones are left out.

    Args:
        items: of the Questionnaire.
        values: by path with the numbers of list items.
        evidence: by the same paths; None leaves out where each answer is from.
    """
    return list(_own(items, values, evidence, "", ""))


def _own(
    items: Sequence[Json], values: Mapping[str, Any], evidence: Evidences | None, group: str, at: str
) -> Iterator[Json]:
    """`group` is the link id of the repeated group around the items, `at` the numbered path of this repetition."""
    for item in items:
        link = str(item.get("linkId"))
        path = at + link[len(group) :] if group else link
        if item.get("type") != "group":
            shape = _shape(path)
            if path in values and shape is not None:
                answers = [_answer(word, shape) | _from(path, evidence) for word in _listed(values[path], shape)]
                yield {"linkId": link, "text": item.get("text") or link, "answer": answers}
        elif item.get("repeats"):
            below = [known[len(path) + 1 :].split(".")[0] for known in values if known.startswith(f"{path}.")]
            for n in range(max((int(number) for number in below if number.isdigit()), default=-1) + 1):
                inner = list(_own(members(item, "item"), values, evidence, link, f"{path}.{n}"))
                # an empty repetition keeps the numbers of those after it
                yield {"linkId": link, "item": inner} if inner else {"linkId": link}
        else:
            inner = list(_own(members(item, "item"), values, evidence, group, at))
            if inner:
                yield {"linkId": link, "item": inner}


def _paths(form: Json, group: str, at: str) -> Iterator[str]:
    """The chart paths, with `*`, that a form of ours asks for."""
    for item in members(form, "item"):
        link = str(item.get("linkId"))
        path = at + link[len(group) :] if group else link
        if item.get("type") != "group":
            yield path
        elif item.get("repeats"):
            yield from _paths(item, link, f"{path}.*")
        else:
            yield from _paths(item, group, at)


def _shape(path: str) -> Shape | None:
    """What may stand at a numbered path; None where the chart has no such place."""
    try:
        return shape_of(".".join("*" if part.isdigit() else part for part in path.split(".")))
    except (KeyError, IndexError, TypeError):
        return None


def _listed(value: Any, shape: Shape) -> list[Any]:
    return (value or ["none"]) if shape.kind == "words" else [value]


def _answer(value: Any, shape: Shape) -> Json:
    if shape.kind in ("word", "words"):
        if value in shape.options or value == "none":
            return {"valueCoding": word_coding(value)}
        return {"valueString": value}
    name = {"truth": "Boolean", "count": "Integer", "day": "Date", "text": "String", "number": "Decimal"}[shape.kind]
    return {f"value{name}": value}


def word_coding(word: str) -> dict[str, str]:
    """A word of the chart as a Coding."""
    return {"system": WORDS, "code": word, "display": word.replace("_", " ")}


def _from(path: str, evidence: Evidences | None) -> Json:
    """Where an answer is from: filled in by the system, from these words."""
    if evidence is None:
        return {}
    return {"extension": [_AUTO, *(_words(span) for span in evidence.get(path, ()))]}


_AUTO: Json = {"url": ORIGIN, "extension": [{"url": "source", "valueCode": "auto"}]}


def _words(span: Evidence) -> Json:
    parts: list[Json] = [{"url": "document", "valueString": span.document}] if span.document else []
    parts += [{"url": "start", "valueInteger": span.start}, {"url": "end", "valueInteger": span.end}]
    return {"url": EVIDENCE, "extension": [*parts, {"url": "quote", "valueString": span.quote}]}


def _payer_items(items: Sequence[Json], known: Mapping[str, Known]) -> Iterator[Json]:
    for item in items:
        link = str(item.get("linkId"))
        shown = {"linkId": link} | ({"text": item["text"]} if item.get("text") else {})
        if item.get("type") == "group":
            inner = list(_payer_items(members(item, "item"), known))
            if inner:
                yield shown | {"item": inner}
        elif link in known and not item.get("enableWhen"):
            value = fitting(known[link].value, item)
            if value is not None:
                extension = [_AUTO, *(_words(span) for span in known[link].spans)]
                yield shown | {"answer": [{"extension": extension, **value}]}


def _extension(name: str, **value: Any) -> Json:
    return {"url": f"{_DTR}/{name}", **value}
