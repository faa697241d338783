"""Gold rows for the reader: notes with the charts a person found in them, one JSON object a line."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import msgspec

from facetproof.errors import InputError
from facetproof.sources.chart_json import chart_from, parse_json
from facetproof.sources.text import decode, read_bytes

_MAX_BYTES = 500_000_000


class Gold(msgspec.Struct, frozen=True, kw_only=True):
    """One note and what a careful reader finds in it.

    Attributes:
        id: of the row.
        chart: the facts, in the chart's shape.
        text: the note; filled from `file` where the row names one.
        file: name of the note in the notes' folder; `file.jsonl#id` for one line of a file of notes.
        sha256: of the text that was read, where the row tells it.
        evidence: words by dotted path, as `{start, end, quote}`.
        must_not: traps, `{path, value, why}`; value None or `*` is any value at or below the path.
        optional: `{path, value}` that count neither way; value None is any.
        accept: other values that count as right, by path; None = may be left out.
        scope: only these paths are judged; None = all.
        placement: `either` = the procedure told may stand as session or as history.
    """

    id: str
    chart: dict[str, Any]
    text: str = ""
    file: str = ""
    sha256: str = ""
    evidence: dict[str, list[dict[str, Any]]] = {}
    must_not: list[dict[str, Any]] = []
    optional: list[dict[str, Any]] = []
    accept: dict[str, list[Any]] = {}
    scope: list[str] | None = None
    placement: str = ""


def gold_rows(path: Path, notes: Path | None = None) -> list[Gold]:
    """The rows of a file, each with its text.

    Args:
        path: one JSON object a line.
        notes: folder of the notes that rows name by `file`; default the folder of `path`.

    Raises:
        InputError: `gold-invalid`, or a note that is missing or differs from the one that was read.
    """
    lines: dict[Path, dict[Any, str]] = {}
    found = []
    for number, line in enumerate(read_bytes(path, limit=_MAX_BYTES).split(b"\n"), 1):
        if line.strip():
            where = f"{path}, line {number}"
            row = gold_row(parse_json(line, where=where), where=where)
            text = row.text or _text(row, notes or path.parent, lines, where)
            _check(row, text, where)
            found.append(msgspec.structs.replace(row, text=text))
    if not found:
        raise InputError("gold-invalid", "The file has no rows", where=str(path), todo="See docs/reading.md.")
    return found


def gold_row(value: Any, *, where: str) -> Gold:
    """A decoded line as a row; its chart must be one.

    Raises:
        InputError: `gold-invalid` or `chart-invalid`.
    """
    try:
        row = msgspec.convert(value, Gold)
    except msgspec.ValidationError as error:
        place = str(error).rsplit(" - ", 1)[-1] if "`" in str(error) else "the line"
        raise InputError(
            "gold-invalid",
            f"A gold row is {{id, text or file, chart}}; not so at {place}",
            where=where,
            todo="See docs/reading.md.",
        ) from None
    if not row.text and not row.file:
        raise InputError("gold-invalid", "The row has neither text nor file", where=where, todo="See docs/reading.md.")
    chart_from(row.chart, where=where)
    return row


def _text(row: Gold, notes: Path, lines: dict[Path, dict[Any, str]], where: str) -> str:
    name, _, id = row.file.partition("#")
    path = notes / name
    if not id:
        data = read_bytes(path)
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            return decode(data, where=str(path))
    if path not in lines:
        listed = [parse_json(line, where=str(path)) for line in read_bytes(path).split(b"\n") if line.strip()]
        lines[path] = {entry.get("id"): entry.get("text", "") for entry in listed if isinstance(entry, dict)}
    if id not in lines[path]:
        raise InputError("note-missing", f"{path.name} has no such note", where=where, todo="Check --notes.")
    return lines[path][id]


def _check(row: Gold, text: str, where: str) -> None:
    if row.sha256 and hashlib.sha256(text.encode()).hexdigest() != row.sha256:
        raise InputError("gold-invalid", "The note differs from the one that was read", where=where, todo="Read again.")
    for path, spans in row.evidence.items():
        for span in spans:
            start, end, quote = (span.get(key) for key in ("start", "end", "quote"))
            if not isinstance(start, int) or not isinstance(end, int) or text[start:end] != quote:
                raise InputError("gold-invalid", f"The words of {path} are not at that place", where=where)


def keep(rows: list[Gold], folder: Path) -> tuple[Path, int, int]:
    """Keeps rows in `corrections.jsonl` of a folder, readable by its owner only; the same text again replaces its row.

    Returns:
        The file, how many notes were added, how many renewed.

    Raises:
        InputError: `file-unwritable`.
    """
    path = folder / "corrections.jsonl"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        held = {row.text: row for row in (gold_rows(path) if path.exists() else ())}
        before = len(held)
        given = {row.text: row for row in rows}
        held |= given
        part = path.with_suffix(".part")
        part.touch(mode=0o600)
        part.write_bytes(b"".join(msgspec.json.encode(_told(row)) + b"\n" for row in held.values()))
        part.replace(path)
    except OSError as error:
        raise InputError(
            "file-unwritable", f"It cannot be written ({error.strerror})", where=str(path), todo="Check the folder."
        ) from None
    added = len(held) - before
    return path, added, len(given) - added


def _told(row: Gold) -> dict[str, Any]:
    """A row with its text in it and without what it does not tell."""
    value = msgspec.to_builtins(row) | {"file": "", "sha256": ""}
    return {name: part for name, part in value.items() if part or name == "chart" or (name == "scope" and part == [])}
