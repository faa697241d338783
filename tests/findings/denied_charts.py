"""Denied claims on charts whose every fact has words in a document. Synthetic, deterministic by seed."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from typing import Any

import msgspec
from random_charts import Maker
from sound_charts import DOS, KINDS, REMOVABLE, remove, sound

from facetproof.findings.judge import audit
from facetproof.model.chart import Chart
from facetproof.model.denial import Denial, DeniedLine
from facetproof.policy.appeals.codes import all_codes
from facetproof.policy.find import policy_ids

REASONS = [code.code for code in all_codes() if code.kind == "CARC"]
#: Reason codes that an appeal can cure.
ARGUED = [code.code for code in all_codes() if code.kind == "CARC" and code.route == "appeal"]
REMARKS = [code.code for code in all_codes() if code.kind == "RARC"]
_TOLD = ("session", "assessment", "plan", "diagnoses", "history")


def leaves(node: Any, path: str) -> Iterator[tuple[str, Any]]:
    """Every leaf below a path; a list of words is one leaf."""
    if isinstance(node, dict):
        for name, item in node.items():
            yield from leaves(item, f"{path}.{name}")
    elif isinstance(node, list) and node and isinstance(node[0], dict):
        for n, item in enumerate(node):
            yield from leaves(item, f"{path}.{n}")
    elif node is not None:
        yield path, node


def documented(tree: dict[str, Any]) -> dict[str, Any]:
    """The chart with two documents that say each of its facts in a sentence of its own, as evidence for it."""
    texts = {"procedure.txt": "PROCEDURE NOTE\n", "consult.txt": "CONSULTATION\n"}
    evidence: dict[str, list[dict[str, Any]]] = {}
    for name in _TOLD:
        for path, value in leaves(tree.get(name), name):
            document = "procedure.txt" if path.startswith("session") else "consult.txt"
            words = "none" if value == [] else ", ".join(value) if isinstance(value, list) else str(value)
            start = len(texts[document])
            quote = f"{path.replace('.', ' ')} is {words}"
            texts[document] += f"{quote}.\n"
            evidence[path] = [{"start": start, "end": start + len(quote), "quote": quote, "document": document}]
    documents = [{"id": id, "text": text} for id, text in texts.items()]
    return tree | {"documents": documents, "evidence": evidence}


def told(kind: str, payer: str = "medicare:ngs") -> dict[str, Any]:
    """A supported chart of a kind, told in documents, with the response to the session as a claim needs it."""
    tree = sound(kind) | {"payer": payer}
    tree["session"] |= {"pain_before": {"scale": "NRS", "score": 7}, "pain_after": {"scale": "NRS", "score": 1}}
    return documented(tree)


def chart_of(tree: dict[str, Any]) -> Chart:
    """The chart of a JSON tree."""
    return msgspec.convert(tree, Chart)


def denial_of(chart: Chart, carc: tuple[str, ...] = ("50",), rarc: tuple[str, ...] = (), **more: Any) -> Denial:
    """A denial of the lines that the chart supports."""
    lines = tuple(
        DeniedLine(
            cpt=line.cpt, modifiers=line.modifiers, units=line.units, charge=400.0, paid=0.0, carc=carc, rarc=rarc
        )
        for line in audit(chart).lines
    )
    given: dict[str, Any] = {
        "decision_date": DOS + dt.timedelta(days=30),
        "claim_number": "4025001",
        "dos": chart.session.dos if chart.session else None,
        "lines": lines,
        "patient": "Ann Testcase",
        "member_id": "T100",
        "payer": "Example Plan",
        "payer_address": ("P.O. Box 1", "Springfield, KY 40000"),
    }
    return Denial(**(given | more))


def random_case(seed: int) -> tuple[dict[str, Any], Denial]:
    """A chart as JSON and a denial of it: mostly sound charts with few holes under any policy, some wholly random."""
    rng = random.Random(seed)
    if rng.random() < 0.2:
        tree = Maker(seed).chart()
        if rng.random() < 0.5:
            tree = documented(tree)
    else:
        payers = [id for id in policy_ids() if id.startswith("medicare:")] if rng.random() < 0.6 else policy_ids()
        tree = told(rng.choice(KINDS), rng.choice(payers))
        for path in rng.sample(REMOVABLE, rng.choice([0, 0, 0, 0, 1, 2])):
            remove(tree, path)
            tree["evidence"] = {key: v for key, v in tree["evidence"].items() if not key.startswith(path)}
    chart = chart_of(tree)
    carc = tuple(rng.sample(REASONS, rng.choice([1, 1, 2]))) if rng.random() < 0.25 else (rng.choice(ARGUED),)
    rarc = tuple(rng.sample(REMARKS, rng.choice([0, 0, 0, 1, 2])))
    denial = denial_of(chart, carc, rarc)
    lines = denial.lines or (DeniedLine(cpt="64493", carc=carc),)
    if rng.random() < 0.2:
        lines = (*lines, DeniedLine(cpt=rng.choice(["64495", "77003", "99213"]), carc=carc, charge=90))
    track = rng.choice([None, "original_medicare", "medicare_advantage", "erisa", "aca", "commercial"])
    day = chart.session.dos if chart.session and chart.session.dos else DOS
    received = day + dt.timedelta(days=rng.choice([31, 40])) if rng.random() < 0.3 else None
    return tree, msgspec.structs.replace(
        denial, lines=lines, track=track, received=received, decision_date=day + dt.timedelta(days=30)
    )
