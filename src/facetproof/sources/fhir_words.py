"""Parts of FHIR resources in words: codes, answers of questionnaires, one line for a coded record."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from facetproof.sources.moment import said

_SYSTEMS = {
    "http://hl7.org/fhir/sid/icd-10-cm": "ICD-10-CM",
    "urn:oid:2.16.840.1.113883.6.90": "ICD-10-CM",
    "http://www.ama-assn.org/go/cpt": "CPT",
}
_UNTRUE = ("entered-in-error", "refuted", "cancelled", "not-done")
_MAX_DEPTH = 30


def at(value: Any, *path: str) -> Any:
    """What lies down a path of names; None where something is missing or of another kind."""
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def items(value: Any) -> list[dict[str, Any]]:
    """The objects of a list; empty for anything else."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def words(value: Any) -> str:
    """Text on one line; empty for anything else."""
    return " ".join(value.split()) if isinstance(value, str) else ""


def concept(value: Any) -> str:
    """A CodeableConcept or Coding in its own words, with the codes that claims use."""
    if not isinstance(value, dict):
        return ""
    codings = items(value.get("coding")) or ([value] if "code" in value or "display" in value else [])
    text = words(value.get("text")) or next((words(c.get("display")) for c in codings if c.get("display")), "")
    text = text or next((words(c.get("code")) for c in codings if c.get("system") not in _SYSTEMS), "")
    codes = [
        f"{words(c.get('code'))} ({_SYSTEMS[c['system']]})"
        for c in codings
        if c.get("system") in _SYSTEMS and words(c.get("code")) and words(c.get("code")) not in text
    ]
    return ", ".join([part for part in (text, *codes) if part])


def answers(value: Any, depth: int = 0) -> Iterator[str]:
    """Questions with their answers, a line each. A question nobody answered says nothing and is left out."""
    if depth > _MAX_DEPTH:
        return
    for item in items(value):
        question = words(item.get("text")) or words(item.get("linkId"))
        given = items(item.get("answer"))
        told = [text for answer in given if (text := _value(answer))]
        inner = list(answers(item.get("item"), depth + 1))
        inner += [line for answer in given for line in answers(answer.get("item"), depth + 1)]
        if told:
            yield (
                f"{question.removesuffix(':')}: {', '.join(told)}"
                if not question.endswith("?")
                else f"{question} {', '.join(told)}"
            )
        elif inner and question:
            yield question
        yield from inner


def record_line(resource: dict[str, Any]) -> str:
    """A condition, procedure, observation or medication on one line; empty for what was refuted or not done."""
    states = [concept(resource.get(name)) or words(resource.get(name)) for name in ("clinicalStatus", "status")]
    codes = [
        words(c.get("code"))
        for name in ("clinicalStatus", "verificationStatus")
        for c in items(at(resource, name, "coding"))
    ]
    if any(state in _UNTRUE for state in (*codes, words(resource.get("status")))):
        return ""
    name = concept(resource.get("code")) or concept(resource.get("medicationCodeableConcept"))
    if not name:
        return ""
    when = next((moment for key in _WHEN if (moment := said(at(resource, *key)))), "")
    sites = [concept(site) for site in items(resource.get("bodySite"))] or [concept(resource.get("bodySite"))]
    notes = [words(note.get("text")) for note in items(resource.get("note"))]
    value = _value(resource)
    parts = [f"{name}: {value}" if value else name, *sites, next((s for s in states if s), ""), when, *notes]
    return f"{resource.get('resourceType')}: " + ", ".join(part for part in parts if part)


_WHEN = (
    ("performedDateTime",),
    ("performedPeriod", "start"),
    ("effectiveDateTime",),
    ("effectivePeriod", "start"),
    ("onsetDateTime",),
    ("recordedDate",),
)


def _value(answer: dict[str, Any]) -> str:
    """The value[x] of an answer or observation."""
    key = next((key for key in answer if key.startswith("value")), None)
    value = answer.get(key) if key else None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return said(value) if key in ("valueDate", "valueDateTime", "valueInstant") else words(value)
    if isinstance(value, (int, float)):
        return str(value)
    if isinstance(value, dict) and "value" in value:
        bound, unit = words(value.get("comparator")), words(value.get("unit")) or words(value.get("code"))
        return f"{bound}{value['value']}{'' if unit.startswith(('/', '%')) else ' '}{unit}".strip()
    return concept(value)
