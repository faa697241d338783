"""`read --jsonl`: each line a note, or each file of a folder; in several processes with --jobs, in order all the same.

Memory does not grow with the number of notes: a few batches for each process are under way at a time.
"""

from __future__ import annotations

import argparse
import gc
import sys
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_all_start_methods, get_context
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from facetproof.cli import batch
from facetproof.errors import InputError
from facetproof.model.chart import Chart

_BATCH = 50
"""Notes that go to a process at a time."""
_AHEAD = 4
"""Batches under way for each process."""
_MOST_JOBS = 256


class Task(NamedTuple):
    """A line with a note, or (`name` given) a file that is one; `where` is told in errors."""

    where: str
    raw: bytes = b""
    name: str = ""


class Answer(NamedTuple):
    """Lines to print, and the exit code that they call for."""

    lines: bytes
    code: int


def run(args: argparse.Namespace) -> int:
    """Reads every note of `args.jsonl` with `args.jobs` processes; returns the exit code of the contract.

    Raises:
        InputError: the file or folder cannot be read, or no such number of processes.
    """
    if not 1 <= args.jobs <= _MOST_JOBS:
        raise InputError("jobs-invalid", f"--jobs is 1 to {_MOST_JOBS}", where="--jobs", todo="Give as many as cores.")
    worst = 0
    for answer in answers(_tasks(args.jsonl), bool(args.assist), args.jobs):
        sys.stdout.buffer.write(answer.lines)
        worst = max(worst, answer.code)
    sys.stdout.flush()
    return worst


def _tasks(path: str) -> Iterator[Task]:
    if path != "-" and Path(path).is_dir():
        from facetproof.sources.notes import note_files

        for file in note_files(Path(path)):
            yield Task(str(file), name=file.relative_to(path).as_posix())
        return
    with batch.lines_of(path) as lines:
        for number, raw in enumerate(lines, 1):
            if raw.strip():
                yield Task(f"line {number}", raw)


def answers(tasks: Iterator[Task], assist: bool, jobs: int) -> Generator[Answer]:
    """The answers in the order of the tasks, of which no more are taken than are under way."""
    batches = iter(lambda: list(islice(tasks, _BATCH)), [])
    if jobs == 1:
        reader = _Reader(assist)
        gc.freeze()
        yield from (reader.answer(one) for listed in batches for one in listed)
        return
    waiting: deque[Future[Answer]] = deque()
    try:
        with ProcessPoolExecutor(jobs, get_context(_method()), _begin, (assist,)) as pool:
            for listed in batches:
                waiting.append(pool.submit(_of_batch, listed))
                if len(waiting) >= jobs * _AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
    except BrokenProcessPool:
        raise InputError(
            "process-ended", "A process was ended from outside", todo="Check the memory, or give fewer --jobs."
        ) from None


def _method() -> str:
    """How processes begin: as copies of this one where the system can, which takes no second start."""
    known = get_all_start_methods()
    return "fork" if "fork" in known else known[0]


class _Reader:
    """Reads notes in one process."""

    def __init__(self, assist: bool) -> None:
        from facetproof.cli.assist import note_reader

        self._assist = assist
        self._read = note_reader(argparse.Namespace(assist=assist))
        self._encode = msgspec.json.Encoder().encode

    def answer(self, task: Task) -> Answer:
        """One line for a line; one for each document of a file."""
        if not task.name:
            out, code = batch.one(task.raw, task.where, self._of_line)
            return Answer(self._encode(out) + b"\n", code)
        found, code = batch.guarded(task.name, task.where, lambda: (self._of_file(task), True))
        outs = found if isinstance(found, list) else [found]
        return Answer(b"".join(self._encode(out) + b"\n" for out in outs), code)

    def _of_line(self, value: dict[str, Any], where: str) -> tuple[Any, bool]:
        text = value.get("text")
        if not isinstance(text, str):
            raise InputError("line-invalid", "A line to read is {id, text}", where=where)
        return self._chart(text, value.get("id")), True

    def _of_file(self, task: Task) -> list[Chart]:
        from facetproof.sources.notes import read_file

        documents = read_file(Path(task.where), task.name)
        return [self._chart(document.text or "", document.id) for document in documents]

    def _chart(self, text: str, id: Any) -> Chart:
        chart = self._read(text, "note-1")
        documents = chart.documents if self._assist else None
        kept = documents and tuple(msgspec.structs.replace(document, text=None) for document in documents)
        return msgspec.structs.replace(chart, id=id, documents=kept)


_READERS: list[_Reader] = []
"""The reader of this process."""


def _begin(assist: bool) -> None:
    _READERS.append(_Reader(assist))
    gc.freeze()


def _of_batch(listed: Iterable[Task]) -> Answer:
    answers = [_READERS[0].answer(task) for task in listed]
    return Answer(b"".join(answer.lines for answer in answers), max(answer.code for answer in answers))
