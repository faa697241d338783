"""A form as a FHIR R4 Questionnaire (SDC), and a chart as the response to it. Link ids are chart paths."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from facetproof.findings.template import Field, Template, rule_words
from facetproof.model.fields import Shape
from facetproof.outputs.questionnaire_fill import OWN_FORMS, own_items, word_coding
from facetproof.outputs.template_text import groups, policy_words, sections

_UCUM = "http://unitsofmeasure.org"
_UNIT = "http://hl7.org/fhir/StructureDefinition/questionnaire-unit"
_PROFILE = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire"
#: Which rules read a field.
RULES = "urn:facetproof:rules"
_LOINC = "http://loinc.org"
#: Only codes whose meaning is the field's own.
_CODES = {
    "assessment.pain.score": ("38208-5", "Pain severity - Reported"),
    "session.pain_before.score": ("38208-5", "Pain severity - Reported"),
    "session.pain_after.score": ("38208-5", "Pain severity - Reported"),
    "assessment.bmi": ("39156-5", "Body mass index (BMI) [Ratio]"),
}


def questionnaire(form: Template) -> dict[str, Any]:
    """The form as a Questionnaire; no item has an initial value."""
    start = form.policy.start
    name = f"{form.kind}-{form.policy.id}".replace(":", "-").replace("@", "-")
    items = []
    for n, (title, fields) in enumerate(sections(form), 1):
        inner = [item for group, members in groups(fields) for item in _items(group, members)]
        items.append({"linkId": f"section-{n}", "text": title, "type": "group", "item": inner})
    return {
        "resourceType": "Questionnaire",
        "meta": {"profile": [_PROFILE]},
        "language": "en-US",
        "url": f"{OWN_FORMS}{name}",
        "version": start.isoformat() if start else "none",
        "name": "".join(part.capitalize() for part in name.split("-")),
        "title": form.title,
        "status": "draft",
        "subjectType": ["Patient"],
        "description": f"Fields that the rules of {policy_words(form)} read. Leave open what is not known.",
        "item": items,
    }


def _items(group: str | None, members: list[Field]) -> Iterator[dict[str, Any]]:
    if group is None:
        yield from (_item(field) for field in members)
        return
    yield _group(group, members, len(group) + 3)


def _group(group: str, members: list[Field], skip: int) -> dict[str, Any]:
    inner: list[dict[str, Any]] = []
    below: dict[str, list[Field]] = {}
    for field in members:
        rest = field.path[skip:]
        if ".*." in rest:
            below.setdefault(rest.split(".*")[0], []).append(field)
        else:
            inner.append(_item(field))
    for name, fields in below.items():
        inner.append(_group(f"{group}.{name}", fields, skip + len(name) + 3))
    title = group.rsplit(".", 1)[-1].replace("_", " ")
    return {"linkId": group, "text": title.capitalize(), "type": "group", "repeats": True, "item": inner}


def _item(field: Field) -> dict[str, Any]:
    shape = field.shape
    item: dict[str, Any] = {"linkId": link(field.path), "text": field.label, "type": _type(shape)}
    extensions: list[dict[str, Any]] = [{"url": RULES, "valueString": rule_words(field.rules)}]
    if shape.ucum:
        coding = {"system": _UCUM, "code": shape.ucum, "display": shape.unit}
        extensions.insert(0, {"url": _UNIT, "valueCoding": coding})
    item["extension"] = extensions
    if field.path in _CODES:
        code, display = _CODES[field.path]
        item["code"] = [{"system": _LOINC, "code": code, "display": display}]
    if field.when is not None:
        source, words = field.when
        item["enableWhen"] = [
            {"question": link(source), "operator": "=", "answerCoding": word_coding(word)} for word in words
        ]
        item["enableBehavior"] = "any"
    if field.required and field.when is None:
        item["required"] = True
    if shape.kind == "words":
        item["repeats"] = True
    if shape.options:
        item["answerOption"] = [{"valueCoding": word_coding(word)} for word in shape.options]
    return item


def _type(shape: Shape) -> str:
    if shape.kind in ("word", "words"):
        return "open-choice" if shape.options and shape.free else "choice" if shape.options else "string"
    return {"number": "decimal", "truth": "boolean", "count": "integer", "day": "date", "text": "text"}[shape.kind]


def link(path: str) -> str:
    """The link id of a path: without the numbers of items, which repeated groups give."""
    return path.replace(".*", "")


def response(form: Template, values: Mapping[str, Any]) -> dict[str, Any]:
    """The form filled with values by chart path, as a QuestionnaireResponse; questions without one are left out."""
    asked = questionnaire(form)
    return {
        "resourceType": "QuestionnaireResponse",
        "questionnaire": f"{asked['url']}|{asked['version']}",
        "status": "in-progress",
        "item": own_items(asked["item"], values, None),
    }
