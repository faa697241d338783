"""Passages that say nothing of the patient, put between the paragraphs of sound notes: no fact changes, none is added.

`trap_passages.txt` holds blocks of `@@ name` and the passage. `FACETPROOF_PASSAGES` raises how many a note gets.
"""

from __future__ import annotations

import os
import random
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from procedure_cases import CASES

from facetproof.facts.reading import read_document

HERE = Path(__file__).parent
EACH = int(os.environ.get("FACETPROOF_PASSAGES", "3"))
#: Most insertions that may change something: a passage can part what belongs together.
SHARE = 0.01
_GAP = re.compile(r"\n[ \t]*\n")
#: A plan of its own may be read as the plan, where the note has none.
_PLANS = frozenset({"plan sentence"})


def blocks(name: str) -> Iterator[tuple[str, str]]:
    """(name, text) of a file of blocks; what is asked of a note after `--` is left out."""
    for block in (HERE / name).read_text(encoding="utf-8").split("@@ ")[1:]:
        title, _, rest = block.partition("\n")
        yield title, rest.split("\n--\n")[0]


def notes() -> Iterator[tuple[str, str]]:
    """Sound notes of all kinds."""
    for name in ("style_notes.txt", "style_charts.txt", "procedure_notes_wide.txt"):
        yield from blocks(name)
    yield from ((name, text) for name, text, _ in CASES)


def flat(node: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every value with its path, whatever the order of lists."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from flat(value, f"{path}.{key}")
    elif isinstance(node, list):
        for value in node:
            yield from flat(value, f"{path}.*")
    elif node is not None:
        yield path, node


def facts(text: str, *, plan: bool) -> Counter[tuple[str, Any]]:
    """The values read."""
    chart = msgspec.json.decode(msgspec.json.encode(read_document(text)))
    parts = ("session", "assessment", "history", "diagnoses", *(("plan",) if plan else ()))
    return Counter(flat({part: chart.get(part) for part in parts}))


def test_a_passage_that_says_nothing_of_the_patient_changes_no_fact() -> None:
    rng = random.Random(64493)
    passages = [*blocks("trap_passages.txt")]
    wrong: list[tuple[str, str, dict[tuple[str, Any], int]]] = []
    tried = 0
    for name, text in notes():
        gaps = [m.end() for m in _GAP.finditer(text)] + [len(text)]
        for title, passage in rng.sample(passages, EACH):
            at = rng.choice(gaps)
            changed = f"{text[:at].rstrip()}\n\n{passage.strip()}\n\n{text[at:]}"
            plan = title not in _PLANS
            tried += 1
            added = facts(changed, plan=plan)
            added.subtract(facts(text, plan=plan))
            added = Counter({fact: count for fact, count in added.items() if count > 0})
            if added:
                wrong.append((name, title, dict(added)))
    assert len(wrong) <= SHARE * tried, wrong
