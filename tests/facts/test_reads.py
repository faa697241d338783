"""The table of what each fact reads is whole: what it does not name never changes the fact."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from random_charts import Maker

from facetproof.facts.catalogue import catalogue, look_up
from facetproof.facts.reads import reads_of, same_path
from facetproof.findings.case import JudgedCase
from facetproof.findings.evaluate import facts_read
from facetproof.findings.facts import register_all
from facetproof.model.chart import Chart
from facetproof.policy.find import policy_ids, version

register_all()


def test_every_fact_tells_what_it_reads() -> None:
    for name in catalogue():
        assert reads_of(name).every, name


def leaves(tree: Any, path: str = "") -> Iterator[str]:
    for key, value in tree.items() if isinstance(tree, dict) else enumerate(tree):
        here = f"{path}.{key}" if path else str(key)
        if isinstance(value, (dict, list)) and value:
            yield from leaves(value, here)
        yield here


def without(tree: Any, path: str) -> Any:
    copy = msgspec.json.decode(msgspec.json.encode(tree))
    node = copy
    *parents, last = path.split(".")
    for part in parents:
        node = node[int(part) if isinstance(node, list) else part]
    if isinstance(node, list):
        del node[int(last)]
    else:
        del node[last]
    return copy


@pytest.mark.parametrize("seed", range(8))
def test_a_path_that_the_table_does_not_name_never_changes_the_fact(seed: int) -> None:
    refs = facts_read(rule for id in policy_ids() for rule in version(id, dt.date(2025, 6, 1)).rules)
    rng = random.Random(seed)
    for n in range(25):
        tree = Maker(seed * 1000 + n, hole=0.1).chart()
        before = JudgedCase(msgspec.convert(tree, Chart), {})
        known = {ref: look_up(before, ref.name, ref.params).value for ref in refs}
        paths = list(leaves(tree))
        for path in rng.sample(paths, min(6, len(paths))):
            if path in ("session", "plan", "payer"):
                continue  # what is judged at all, and by whom
            try:
                changed = msgspec.convert(without(tree, path), Chart)
            except msgspec.ValidationError:
                continue
            after = JudgedCase(changed, {})
            for ref in refs:
                if look_up(after, ref.name, ref.params).value != known[ref]:
                    assert any(same_path(p, path) for p in reads_of(ref.name).every), (ref.name, path)
