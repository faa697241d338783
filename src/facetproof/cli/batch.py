"""`--jsonl`: one line in, one line out, in order; a bad line is told in its place and stops nothing."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, Any

import msgspec

from facetproof.errors import FacetproofError, InputError
from facetproof.model.chart import Chart
from facetproof.sources.chart_json import chart_from, parse_json

#: Turns one decoded line into the object to print and whether it is all right.
Work = Callable[[dict[str, Any], str], tuple[Any, bool]]


def run(path: str, work: Work) -> int:
    """Runs `work` over every line of a file (`-`: standard input); returns the exit code of the contract."""
    worst = 0
    encode = msgspec.json.Encoder().encode
    with lines_of(path) as lines:
        # the model makes millions of small objects and no cycles: the collector only costs time here
        gc.freeze()
        gc.disable()
        try:
            for number, raw in enumerate(lines, 1):
                if not raw.strip():
                    continue
                out, code = one(raw, f"line {number}", work)
                sys.stdout.buffer.write(encode(out) + b"\n")
                worst = max(worst, code)
        finally:
            gc.enable()
    sys.stdout.flush()
    return worst


def charts(path: str) -> Iterator[Chart | FacetproofError]:
    """Every chart of a file of one JSON object a line (`-`: standard input); a bad line is an error in its place."""
    with lines_of(path) as lines:
        for number, raw in enumerate(lines, 1):
            if raw.strip():
                where = f"line {number}" if path == "-" else f"{path}, line {number}"
                try:
                    yield chart_from(parse_json(raw, where=where), where=where)[0]
                except FacetproofError as error:
                    yield error


def one(raw: bytes, where: str, work: Work) -> tuple[Any, int]:
    """What to print for a line, and the exit code; an error is told in place of the answer."""
    id: Any = None
    try:
        value = parse_json(raw, where=where)
        if not isinstance(value, dict):
            raise InputError("line-invalid", "A line must be one JSON object", where=where)
        id = value.get("id")
    except FacetproofError as error:
        return {"id": id, "error": error.as_dict()}, 2
    return guarded(id, where, lambda: work(value, where))


def guarded(id: Any, where: str, work: Callable[[], tuple[Any, bool]]) -> tuple[Any, int]:
    """What `work` gives and the exit code; whatever goes wrong becomes the answer and stops nothing."""
    try:
        out, fine = work()
    except FacetproofError as error:
        return {"id": id, "error": error.as_dict()}, 2
    except Exception as error:
        message = f"The product failed on this line ({type(error).__name__}, {where}). Please report it."
        return {"id": id, "error": {"code": "internal", "message": message}}, 2
    return out, 0 if fine else 1


@contextmanager
def lines_of(path: str) -> Iterator[IO[bytes]]:
    """The lines of a file, or of standard input for `-`."""
    if path == "-":
        yield sys.stdin.buffer
        return
    try:
        handle = open(path, "rb")  # noqa: SIM115 - closed below
    except OSError as error:
        raise InputError(
            "file-unreadable", f"The file cannot be read ({error.strerror})", where=path, todo="Check the path."
        ) from None
    with handle:
        yield handle
