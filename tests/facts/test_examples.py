"""Every one-line note of every reader gives what it is marked with, from the marked words."""

from __future__ import annotations

import msgspec
import pytest
from marked import at, examples, parse

from facetproof.facts.reading import read_document


def test_the_mark_up_is_read_as_written() -> None:
    example = parse("Relief was [session.relief.percent=80: 80 %] ⏎ by [a.b=x: diary]  !history !session.intent")
    assert example.text == "Relief was 80 % \n by diary"
    assert example.absent == ("history", "session.intent")
    assert [(m.path, m.value, example.text[m.start : m.end]) for m in example.marks] == [
        ("session.relief.percent", 80, "80 %"),
        ("a.b", "x", "diary"),
    ]


@pytest.mark.parametrize("line", [pytest.param(line, id=name) for name, line in examples()])
def test_the_example_is_read_as_marked(line: str) -> None:
    example = parse(line)
    chart = read_document(example.text)
    tree = msgspec.json.decode(msgspec.json.encode(chart))
    evidence = chart.evidence or {}
    for mark in example.marks:
        assert at(tree, mark.path) == mark.value, f"{mark.path} in {tree}"
        spans = [
            span
            for path, listed in evidence.items()
            if path == mark.path or mark.path.startswith(path + ".") or path.startswith(mark.path + ".")
            for span in listed
        ]
        overlapping = [s for s in spans if s.start < mark.end and mark.start < s.end]
        assert overlapping, f"{mark.path} was read from {[s.quote for s in spans]}"
    for path in example.absent:
        assert at(tree, path) is None, f"{path} = {at(tree, path)}"
