"""Answers to open questions → an addendum, and the facts that its words give.

The addendum is a document of its own, dated by when it was written and marked as a late entry. Facts enter through its
words alone: read by the readers of every note, or given by the author as values beside his words. A value that the
record held already is not replaced; where the addendum says otherwise, the two stand as a contradiction.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, NamedTuple

import msgspec

from facetproof.errors import InputError
from facetproof.facts.questions import asking_for
from facetproof.facts.reading import read_document
from facetproof.facts.reads import same_path
from facetproof.model.chart import Chart
from facetproof.model.document import Document
from facetproof.model.evidence import Evidence
from facetproof.model.query import Answers, QueryForm, Question

_READER = "addendum"
_Given = tuple[str, Any, tuple[Evidence, ...]]


class Added(NamedTuple):
    """A chart with an addendum, and the ids of questions that are still open."""

    chart: Chart
    document: Document
    open: tuple[str, ...]


def add_answers(form: QueryForm, answers: Answers, *, now: dt.datetime) -> Added:
    """The chart of the form with the answers added.

    Raises:
        InputError: no author, a time of writing before the question or in the future, an answer to no question, a
            value at a place that was not asked for or that does not fit it.
    """
    _check(form, answers, now)
    asked = [question for question in form.questions if question.id in answers.answers]
    document, starts = _document(form, answers, asked)
    tree: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(form.chart))
    taken: set[str] = set()
    for question in asked:
        answer = answers.answers[question.id]
        start = starts[question.id]
        whole = Evidence(start, start + len(answer.text), answer.text, document.id, _READER)
        given: list[_Given] = [(path, value, (whole,)) for path, value in answer.values.items()]
        told = {path for path, _, _ in given}
        given += [row for row in _read(form, question, answer.text, start, document.id) if row[0] not in told]
        taken.update(path for path, _, _ in given)
        for path, value, spans in given:
            _add(tree, path, value, spans)
    open_ = [q.id for q in form.questions if not any(same_path(place, path) for place in q.paths for path in taken)]
    tree.setdefault("documents", []).append(msgspec.to_builtins(document))
    for key in ("conflicts", "vague", "evidence"):
        if not tree.get(key):
            tree.pop(key, None)
    try:
        return Added(msgspec.convert(tree, Chart), document, tuple(open_))
    except msgspec.ValidationError as error:
        at = str(error).partition(" - at ")[2].strip("`")
        raise InputError(
            "answer-invalid", "A value does not fit its place", where=at, todo="See `facetproof schema chart`."
        ) from None


def _check(form: QueryForm, answers: Answers, now: dt.datetime) -> None:
    if not answers.author.strip():
        raise InputError("author-missing", "An addendum needs its author", todo="Give `author` with credentials.")
    if answers.written.date() < form.asked:
        raise InputError(
            "addendum-backdated",
            f"The answer is dated before the question ({form.asked.isoformat()})",
            todo="Give the time of writing; an addendum is never dated back.",
        )
    written = answers.written if answers.written.tzinfo else answers.written.replace(tzinfo=now.tzinfo)
    if written > now:
        raise InputError("addendum-in-future", "The answer is dated in the future", todo="Give the time of writing.")
    known = {question.id: question for question in form.questions}
    for id, answer in answers.answers.items():
        if id not in known:
            raise InputError(
                "answer-unasked", "There is an answer to no question", where=id, todo="Use the form's ids."
            )
        if not answer.text.strip():
            raise InputError(
                "answer-empty", "An answer has no words", where=id, todo="Leave out what cannot be answered."
            )
        for path in answer.values:
            if not any(path == place or path.startswith(f"{place}.") for place in known[id].paths):
                raise InputError(
                    "answer-elsewhere",
                    "A value lies where it was not asked for",
                    where=f"{id}, {path}",
                    todo=f"This question fills {', '.join(known[id].paths)}.",
                )


def _document(form: QueryForm, answers: Answers, asked: list[Question]) -> tuple[Document, dict[str, int]]:
    """The addendum's text, and where the words of each answer begin."""
    when = answers.written.strftime("%Y-%m-%d %H:%M")
    day = _day(form.chart)
    late = day is None or answers.written.date() > day
    lines = [
        "ADDENDUM - LATE ENTRY" if late else "ADDENDUM",
        f"To the record of the {form.about}",
        f"Written {when} by {answers.author.strip()}, in answer to questions of {form.asked.isoformat()}",
        "",
    ]
    text = "\n".join(lines) + "\n"
    starts = {}
    for question in asked:
        text += f"{question.text}\n"
        starts[question.id] = len(text)
        text += f"{answers.answers[question.id].text}\n\n"
    text += f"Signed by {answers.author.strip()}, {when}\n"
    taken = {document.id for document in form.chart.documents or ()}
    number = next(n for n in range(1, len(taken) + 2) if f"addendum-{n}" not in taken)
    kind = "Addendum, late entry" if late else "Addendum"
    return Document(id=f"addendum-{number}", kind=kind, date=answers.written.date(), text=text), starts


def _day(chart: Chart) -> dt.date | None:
    """The day of the record: of the session, else of the evaluation, else of the latest note."""
    told = (chart.session.dos if chart.session else None) or (chart.assessment.date if chart.assessment else None)
    return told or max((document.date for document in chart.documents or () if document.date), default=None)


def _read(form: QueryForm, question: Question, words: str, start: int, document: str) -> Iterator[_Given]:
    """What the readers find in an answer at the places that the form asks for."""
    asked = (*question.paths, *(path for other in form.questions for path in other.paths))
    found: set[str] = set()
    for head in _heads(form, question):
        chart = read_document(head + words, document)
        tree: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(chart))
        for place in asked:
            if place in found or place.split(".")[:2] != question.paths[0].split(".")[:2]:
                continue
            for path in _readings(place):
                spans = tuple(_spans(chart, path, len(head), start, document))
                if spans and _at(tree, path) not in (None, {}):
                    found.add(place)
                    yield place, _at(tree, path), spans
                    break


def _heads(form: QueryForm, question: Question) -> Iterator[str]:
    """Words under which an answer is read; an answer about a session stands in the note of its procedure."""
    yield f"{question.label}: "
    root, *rest = question.paths[0].split(".")
    session, label = form.chart.session, question.label
    if root == "history" and rest and rest[0].isdigit():
        session = (form.chart.history or ())[int(rest[0])]
        twin = asking_for(".".join(["session", *rest[1:]]))
        label = twin.label if twin else label
    technique = session.technique if session else None
    if root in ("session", "history") and technique is not None:
        yield f"PROCEDURE NOTE\nProcedure: Facet {technique.value.replace('_', ' ')}\n{label}: "
    elif root == "assessment":
        yield f"ASSESSMENT\nFacet joint pain of the back.\n{question.label}: "


def _spans(chart: Chart, path: str, skip: int, start: int, document: str) -> Iterator[Evidence]:
    """The words of the answer behind a path, placed in the addendum; what the head alone says is none."""
    for key, found in (chart.evidence or {}).items():
        if key == path or path.startswith(f"{key}.") or key.startswith(f"{path}."):
            for e in found:
                if e.start >= skip:
                    yield Evidence(e.start - skip + start, e.end - skip + start, e.quote, document, e.reader)


def _readings(place: str) -> Iterator[str]:
    """Where readers put what belongs to a place: an earlier session told alone is read as the session."""
    yield place
    parts = place.split(".")
    if parts[0] == "history" and len(parts) > 2:
        yield ".".join(["history", "0", *parts[2:]])
        yield ".".join(["session", *parts[2:]])
    if parts[0] == "plan":
        yield ".".join(["session", *parts[1:]])
    if len(parts) > 2 and parts[2].isdigit() and parts[2] != "0":
        yield ".".join([*parts[:2], "0", *parts[3:]])


def _add(tree: dict[str, Any], path: str, value: Any, spans: tuple[Evidence, ...]) -> None:
    held = _at(tree, path)
    told = [msgspec.to_builtins(span) for span in spans]
    evidence = tree.setdefault("evidence", {}) or {}
    tree["evidence"] = evidence
    if isinstance(held, list) and isinstance(value, list):
        _extend(held, value)
    elif held is not None and held != value:
        before = [span for key, found in evidence.items() if same_path(key, path) for span in found]
        values = [_plain(held), _plain(value)]
        tree.setdefault("conflicts", []).append({"path": path, "values": values, "evidence": [*before, *told]})
        _remove(tree, path)
        for key in [key for key in evidence if key == path or key.startswith(f"{path}.")]:
            del evidence[key]
        return
    elif held is None:
        _put(tree, path.split("."), value)
    evidence[path] = [*evidence.get(path, []), *told]
    for key in ("conflicts", "vague"):
        tree[key] = [item for item in tree.get(key) or [] if not same_path(item["path"], path)]


def _extend(held: list[Any], value: list[Any]) -> None:
    held.extend(item for item in value if item not in held)


def _plain(value: Any) -> Any:
    return value if isinstance(value, (str, int, float, bool)) else msgspec.json.encode(value).decode()


def _at(tree: Any, path: str) -> Any:
    node = tree
    for part in path.split("."):
        if isinstance(node, list):
            node = node[int(part)] if part.isdigit() and int(part) < len(node) else None
        else:
            node = node.get(part) if isinstance(node, dict) else None
    return node


def _put(node: Any, parts: list[str], value: Any) -> None:
    for n, part in enumerate(parts[:-1]):
        below: Any = [] if parts[n + 1].isdigit() else {}
        if isinstance(node, list):
            while len(node) <= int(part):
                node.append({})
            node = node[int(part)]
            continue
        if node.get(part) is None:
            node[part] = below
        node = node[part]
    if isinstance(node, list):
        node.append(value)
    else:
        node[parts[-1]] = value


def _remove(tree: Any, path: str) -> None:
    *above, last = path.split(".")
    holder = _at(tree, ".".join(above)) if above else tree
    if isinstance(holder, dict):
        holder.pop(last, None)
