"""Questionnaires (the invariants of FHIR R4 and what DTR asks), and responses with or without their Questionnaire."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from facetproof.sources.fhir_check.fault import Nonconformity, broken
from facetproof.sources.fhir_values import members

ORIGIN = "http://hl7.org/fhir/us/davinci-dtr/StructureDefinition/information-origin"
_AUTHOR = "http://hl7.org/fhir/StructureDefinition/questionnaireresponse-author"
_INITIAL = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-initialExpression"
_HIDDEN = "http://hl7.org/fhir/StructureDefinition/questionnaire-hidden"
_BY_SYSTEM = ("auto", "auto-client", "auto-server")
_SOURCES = (*_BY_SYSTEM, "override", "manual")
_WITH_OPTIONS = ("choice", "open-choice", "decimal", "integer", "date", "dateTime", "string", "time", "text")
_WITH_LENGTH = ("boolean", "decimal", "integer", "string", "text", "url", "open-choice")
_VALUES = {
    "boolean": ("valueBoolean",),
    "decimal": ("valueDecimal", "valueInteger"),
    "integer": ("valueInteger",),
    "date": ("valueDate",),
    "dateTime": ("valueDateTime", "valueDate"),
    "time": ("valueTime",),
    "string": ("valueString",),
    "text": ("valueString",),
    "url": ("valueUri",),
    "choice": ("valueCoding",),
    "open-choice": ("valueCoding", "valueString"),
    "attachment": ("valueAttachment",),
    "reference": ("valueReference",),
    "quantity": ("valueQuantity",),
}

Item = Mapping[str, Any]


def check_questionnaire(form: dict[str, Any], place: str) -> Iterator[Nonconformity]:
    """What breaks the invariants of a Questionnaire."""
    items = dict(_placed(form, place))
    links = [str(item.get("linkId")) for item in items.values()]
    for n, (at, item) in enumerate(items.items()):
        if links[n] in links[:n]:
            yield broken(f"{at}.linkId", "que-2", "The link id is used twice", "Give each item its own.")
        yield from _question(item, at, set(links))


def _question(item: Item, at: str, links: set[str]) -> Iterator[Nonconformity]:
    kind, options = item.get("type"), members(item, "answerOption")
    nested, conditions = members(item, "item"), members(item, "enableWhen")
    if kind == "group" and not nested:
        yield broken(f"{at}.item", "que-1", "A group holds at least one item", "Add its items, or remove the group.")
    if kind == "display" and nested:
        yield broken(f"{at}.item", "que-1", "Text that is only shown holds no items", "Make it a group.")
    if kind == "display" and (item.get("code") or "required" in item or "repeats" in item or "readOnly" in item):
        yield broken(at, "que-3", "Text that is only shown has no code, required, repeats or readOnly", "Remove them.")
    if options and item.get("answerValueSet"):
        yield broken(at, "que-4", "There are answerOption and answerValueSet", "Keep one of them.")
    if (options or item.get("answerValueSet")) and kind not in _WITH_OPTIONS:
        yield broken(at, "que-5", "Options do not go with this type", "Make it a choice.")
    if item.get("initial") and kind in ("group", "display"):
        yield broken(f"{at}.initial", "que-8", "A group and shown text have no initial value", "Remove it.")
    if item.get("maxLength") and kind not in _WITH_LENGTH:
        yield broken(f"{at}.maxLength", "que-10", "This type has no length", "Remove maxLength.")
    if options and item.get("initial"):
        yield broken(f"{at}.initial", "que-11", "With options, the first one is marked initialSelected", "Mark it so.")
    if len(conditions) > 1 and not item.get("enableBehavior"):
        yield broken(f"{at}.enableBehavior", "que-12", "Several conditions need enableBehavior", "Say all or any.")
    if len(members(item, "initial")) > 1 and not item.get("repeats"):
        yield broken(f"{at}.initial", "que-13", "Only a repeating item has several initial values", "Keep one.")
    hidden = any(part.get("url") == _HIDDEN and part.get("valueBoolean") is True for part in members(item, "extension"))
    filled = any(part.get("url") == _INITIAL for part in members(item, "extension"))
    if filled and (hidden or item.get("readOnly") is True):
        what = "What is filled in from the record is shown, and may be changed"
        # examples of later editions do so: told, but not refused
        yield broken(at, "dtr-hidden", what, "Neither hide the question nor make it read-only.", severe=False)
    for n, condition in enumerate(conditions):
        where = f"{at}.enableWhen[{n}]"
        if str(condition.get("question")) not in links:
            yield broken(f"{where}.question", "que-enable", "No item has this link id", "Name one that is there.")
        if condition.get("operator") == "exists" and "answerBoolean" not in condition:
            yield broken(where, "que-7", "`exists` is compared with true or false", "Give answerBoolean.")


def check_response(
    response: dict[str, Any], form: dict[str, Any] | None, place: str, *, dtr: bool, strict: bool = True
) -> Iterator[Nonconformity]:
    """What breaks the rules of a response.

    Args:
        response: the QuestionnaireResponse.
        form: its Questionnaire, where it is known.
        place: where the response is.
        dtr: whether the rules of DTR apply: each answer says where it is from.
        strict: whether an answer of a person names them (since the second edition of DTR).
    """
    questions = {str(item.get("linkId")): item for item in dict(_placed(form, "")).values()} if form else {}
    for at, item in _placed(response, place):
        link, answers = str(item.get("linkId")), members(item, "answer")
        if answers and item.get("item"):
            yield broken(at, "qrs-1", "An item has answers or items, not both", "Put the items below the answer.")
        question = questions.get(link)
        if form and question is None:
            yield broken(f"{at}.linkId", "qr-link", "The Questionnaire has no such link id", "Use its link ids.")
        if question is not None:
            yield from _fitting(question, answers, at)
        if dtr and answers:
            yield from _origins(answers, at, strict=strict)
        if dtr and not answers and _is_open(item, question):
            what = "A question is put without an answer"
            filled = question is None or any(part.get("url") == _INITIAL for part in members(question, "extension"))
            # a question for a person may stand open in a draft; one that the system fills in may not
            yield broken(f"{at}.answer", "dtr-answer", what, "Answer it, or leave the item out.", severe=filled)
    if form and response.get("status") in ("completed", "amended"):
        yield from _unanswered(form, response, place)


def _is_open(item: Item, question: Item | None) -> bool:
    """Whether an item without answers is a question: by its form, or by what hangs on it."""
    if question is not None:
        return question.get("type") not in ("group", "display") and not members(item, "item")
    shown = any(extension.get("url") == _AUTHOR for extension in members(item, "extension"))
    return not members(item, "item") and (shown or "text" in item)


def _fitting(question: Item, answers: list[dict[str, Any]], at: str) -> Iterator[Nonconformity]:
    kind = str(question.get("type"))
    if answers and kind in ("group", "display"):
        yield broken(f"{at}.answer", "qr-type", "A group and shown text have no answers", "Answer its questions.")
        return
    if len(answers) > 1 and not question.get("repeats"):
        yield broken(f"{at}.answer", "qr-repeats", "The question has one answer", "Keep one.")
    codes = {_coding(option.get("valueCoding")) for option in members(question, "answerOption")}
    for n, answer in enumerate(answers):
        names = [name for name in answer if name.startswith("value")]
        if any(name not in _VALUES.get(kind, (name,)) for name in names):
            yield broken(f"{at}.answer[{n}]", "qr-type", "The answer is not of the question's type", f"Give a {kind}.")
        elif kind == "choice" and codes and _coding(answer.get("valueCoding")) not in codes:
            yield broken(f"{at}.answer[{n}]", "qr-option", "The answer is not among the options", "Choose one of them.")


def _origins(answers: list[dict[str, Any]], at: str, *, strict: bool) -> Iterator[Nonconformity]:
    """Each answer says whether it was filled in by the system, changed, or given by a person, and by whom."""
    found = [_origin(answer) for answer in answers]
    for n, origin in enumerate(found):
        where = f"{at}.answer[{n}]"
        if origin is None:
            # one marked answer shows where the item is from; each should
            what, todo = "The answer does not say where it is from", "Add the information-origin extension."
            yield broken(where, "dtr-origin", what, todo, severe=not any(found))
            continue
        source = next((part.get("valueCode") for part in origin if part.get("url") == "source"), None)
        if source not in _SOURCES:
            yield broken(where, "dtr-origin-source", "The source is not known", f"Use {', '.join(_SOURCES)}.")
        elif source not in _BY_SYSTEM and not any(part.get("url") == "author" for part in origin):
            what = "An answer that a person gave or changed names the person"
            yield broken(where, "dtr-origin-author", what, "Add the author.", severe=strict)


def _origin(answer: Item) -> list[dict[str, Any]] | None:
    for extension in members(answer, "extension"):
        if extension.get("url") == ORIGIN:
            return members(extension, "extension")
    return None


def _unanswered(form: dict[str, Any], response: dict[str, Any], place: str) -> Iterator[Nonconformity]:
    given: dict[str, list[dict[str, Any]]] = {}
    for _, item in _placed(response, place):
        given.setdefault(str(item.get("linkId")), []).extend(members(item, "answer"))
    for _ in _open_questions(form, given):
        what = "A required question is not answered in a completed response"
        yield broken(f"{place}.item", "qr-required", what, "Answer it, or set the status to in-progress.")


def _open_questions(form: Item, given: Mapping[str, list[dict[str, Any]]]) -> Iterator[Item]:
    """Required questions without an answer; those of a group count where it is required or begun."""
    for item in members(form, "item"):
        if not _enabled(item, given):
            continue
        if item.get("type") == "group":
            begun = any(given.get(str(below.get("linkId"))) for _, below in _placed(item, ""))
            if begun or item.get("required") is True:
                yield from _open_questions(item, given)
        elif item.get("required") is True and item.get("type") != "display" and not given.get(str(item.get("linkId"))):
            yield item


def _enabled(item: Item, given: Mapping[str, list[dict[str, Any]]]) -> bool:
    """Whether the conditions of a question hold; only those of equality and existence are worked out."""
    truths = []
    for condition in members(item, "enableWhen"):
        answers = given.get(str(condition.get("question")), [])
        if condition.get("operator") == "exists":
            truths.append(bool(answers) == condition.get("answerBoolean"))
        elif condition.get("operator") == "=":
            wanted = next((v for k, v in condition.items() if k.startswith("answer")), None)
            values = [v for answer in answers for k, v in answer.items() if k.startswith("value")]
            truths.append(any(_same(value, wanted) for value in values))
        else:
            return False
    if not truths:
        return True
    return any(truths) if item.get("enableBehavior") == "any" else all(truths)


def _same(value: Any, wanted: Any) -> bool:
    if isinstance(value, dict) and isinstance(wanted, dict) and "code" in wanted:
        return _coding(value) == _coding(wanted)
    return bool(value == wanted)


def _coding(value: Any) -> tuple[str, str]:
    return (str(value.get("system")), str(value.get("code"))) if isinstance(value, dict) else ("", "")


def _placed(form: dict[str, Any] | Item, place: str) -> Iterator[tuple[str, Item]]:
    """Every item with its place, those below answers too."""
    for n, item in enumerate(members(form, "item")):
        at = f"{place}.item[{n}]"
        yield at, item
        yield from _placed(item, at)
        for m, answer in enumerate(members(item, "answer")):
            yield from _placed(answer, f"{at}.answer[{m}]")
