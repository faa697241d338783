"""Notes read against the clinical NLP pipeline medspacy, on the same notes, in one run.

    python benchmarks/notes_pipeline.py [--peer PYTHON] [GOLD.jsonl ...]

`--peer` is the interpreter of an environment with medspacy (`benchmarks/notes_pipeline_env.sh FOLDER` makes one): it is
no dependency of this project. Default for the gold is that of `examples/reading`.

The peer splits sentences (PyRuSH), finds targets, applies ConText and names sections. Its rules are made of the phrases
of our own readers, and of patterns for values; a short table below makes a chart of what it finds, as our readers do at
greater length, so that both are judged by the same measure. `few` is the same with ninety phrases. Both run in one
process; time is CPU time.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from facetproof.facts.bench.judge import judge
from facetproof.facts.calendar import written_dates
from facetproof.facts.phrases import Lexicon
from facetproof.facts.readers import READERS, readers
from facetproof.facts.reading import read_document
from facetproof.facts.spine_words import spine_words
from facetproof.model.chart import Chart
from facetproof.sources.gold import Gold, gold_rows

HERE = Path(__file__).parent
EXAMPLES = HERE.parent / "examples" / "reading" / "gold.jsonl"
_FEW = 90
_CHARTED = ("technique:TERMS", "guidance", "injectates", "sedation", "intent", "conservative_care")
_RADIATES = r"(?:radiat\w+|shoot\w*|travel\w*) (?:in)?to|radicul\w+|sciatica"
_VALUES = {
    "value:place": r"\b[ctl]\d{1,2}(?:\s?[-/]\s?[ctls]?\d{1,2})*",
    "value:side": r"\b(?:left|right|bilateral(?:ly)?)\b",
    "value:percent": r"\b\d+(?:\.\d+)? ?(?:%|percent)",
    "value:ml": r"\b\d*\.?\d+ ?(?:ml|cc)\b",
    "value:mg": r"\b\d*\.?\d+ ?mg\b",
    "value:score": r"\b\d{1,2} ?/ ?10\b",
    "value:date": r"\b\d{1,2}/\d{1,2}/\d{2,4}|\b\d{4}-\d\d-\d\d\b",
    "value:time": r"\b\d+ ?(?:hours?|hrs?|weeks?|months?|years?|minutes?|seconds?)\b",
    "value:celsius": r"\b\d\d ?(?:degrees|\u00b0|c\b)",
    "value:icd": r"\bM\d\d\.[\dA-Z]{1,4}\b",
    "value:loading": r"\b(?:facet loading|kemp'?s?)\b",
    "value:tender": r"\b(?:paraspinal|facet)\w* (?:muscle )?tender\w*|tender\w* (?:\w+ ){0,4}(?:facet|paraspinal)\w*",
    "value:deficit": r"\b(?:weakness|numbness|sensory loss)\b",
    "value:axial": r"\baxial\b",
    "value:radicular": _RADIATES,
}
_TECHNIQUES = {
    "branch block": "medial_branch_block",
    "facet injection": "intra_articular",
    "ablation": "thermal_rfa",
    "pulsed": "pulsed_rfa",
    "cooled": "cooled_rfa",
    "cryo": "cryo",
    "rupture": "cyst_rupture",
}


class Found(NamedTuple):
    """One entity of the peer: what it was found as, its words and what the context says."""

    category: str
    words: str
    start: int
    end: int
    negated: bool
    historical: bool
    hypothetical: bool
    family: bool
    section: str

    @property
    def counts(self) -> bool:
        """Neither past, supposed nor of another person."""
        return not (self.historical or self.hypothetical or self.family)


def literals() -> dict[str, list[str]]:
    """Phrases of our readers by reader, lexicon and meaning."""
    readers()
    found: dict[str, list[str]] = {}
    for reader in READERS:
        for module in [m for name, m in sys.modules.items() if name.startswith(f"facetproof.facts.readers.{reader}.")]:
            for name, value in vars(module).items():
                if isinstance(value, Lexicon):
                    for phrase, meaning in value.phrases.items():
                        found.setdefault(f"{reader}:{name}:{meaning}", []).append(phrase)
    return {category: list(dict.fromkeys(listed)) for category, listed in found.items()}


def few(every: dict[str, list[str]]) -> dict[str, list[str]]:
    """Ninety of them: of every meaning that a chart is made of the first, then the second, and so on."""
    wanted = {category: listed for category, listed in every.items() if category.startswith(_CHARTED)}
    turns = sorted((n, category) for category, listed in wanted.items() for n in range(len(listed)))
    kept: dict[str, list[str]] = {}
    for n, category in turns[:_FEW]:
        kept.setdefault(category, []).append(wanted[category][n])
    return kept


def peer(python: str, rules: dict[str, list[str]], texts: Sequence[str]) -> tuple[float, list[list[Found]]]:
    """CPU seconds and entities of the peer over every text."""
    job = json.dumps({"literals": rules, "values": _VALUES, "texts": texts})
    command = [python, str(HERE / "notes_medspacy.py")]
    result = json.loads(subprocess.run(command, input=job, capture_output=True, text=True, check=True).stdout)
    notes = [
        [Found(entity[0], text[entity[1] : entity[2]].lower(), *entity[1:]) for entity in listed]
        for text, listed in zip(texts, result["notes"], strict=True)
    ]
    return result["seconds"], notes


def charted(text: str, found: list[Found]) -> Chart:
    """A chart of the entities of a note: what is stated of this patient, values beside what they belong to."""
    lower = text.lower()
    stated = [entity for entity in found if entity.counts and not entity.negated]
    session: dict[str, Any] = {}
    technique = _first(stated, "technique:TERMS:", _TECHNIQUES)
    if technique is not None:
        session = {"technique": technique} | _session(lower, stated)
    assessment = _assessment(found)
    told: dict[str, Any] = {"session": session, "assessment": assessment}
    codes = sorted({entity.words.upper() for entity in stated if entity.category == "value:icd"})
    told["diagnoses"] = codes
    return msgspec.convert({name: part for name, part in told.items() if part}, Chart)


def _session(lower: str, stated: list[Found]) -> dict[str, Any]:
    session: dict[str, Any] = {}
    guidance = _first(stated, "guidance:IMAGING:")
    sedation = _first(
        stated, "sedation:WORDS:", {name: name for name in ("none", "minimal", "moderate", "deep", "mac")}
    )
    intent = _first(stated, "intent:INTENT:")
    session |= {"guidance": guidance} if guidance else {}
    session |= {"sedation": sedation} if sedation else {}
    session |= {"intent": intent} if intent else {}
    session |= {"contrast": True} if any(entity.category.startswith("guidance:CONTRAST:") for entity in stated) else {}
    day = next(
        (w.date for e in stated if e.category == "value:date" for w in written_dates(lower, e.start, e.end)), None
    )
    session |= {"dos": day.isoformat()} if day else {}
    agents: dict[str, dict[str, Any]] = {}
    for entity, following in pairwise([*stated, None]):
        if entity is not None and entity.category.startswith("injectates:AGENTS:"):
            drug = agents.setdefault(entity.category.split(":")[2], {"agent": entity.category.split(":")[2]})
            near = following is not None and following.start - entity.end < 12
            if following is not None and near and following.category in ("value:percent", "value:ml", "value:mg"):
                drug[following.category.split(":")[1]] = _number(following.words)
    session |= {"injectates": list(agents.values())} if agents else {}
    targets = _targets(lower, stated)
    session |= {"targets": targets} if targets else {}
    celsius = next((e for e in stated if e.category == "value:celsius"), None)
    session |= (
        {"ablation": {"celsius": _number(celsius.words)}} if celsius and "rfa" in session.get("technique", "") else {}
    )
    return session


def _targets(lower: str, stated: list[Found]) -> list[dict[str, Any]]:
    """Joints and nerves of the first place named, with the side nearest to it."""
    place = next((entity for entity in stated if entity.category == "value:place"), None)
    if place is None:
        return []
    stop = lower.find("\n", place.end)
    named = spine_words(lower, max(0, place.start - 60), len(lower) if stop < 0 else stop)
    joints = list(dict.fromkeys(name for item in named if item.sort == "joint" for name in item.names))
    nerves = list(dict.fromkeys(name for item in named if item.sort == "nerve" for name in item.names))
    sides = [entity for entity in stated if entity.category == "value:side"]
    nearest = min(sides, key=lambda entity: abs(entity.start - place.start), default=None)
    target: dict[str, Any] = {"joints": joints} if joints else {}
    target |= {"nerves": nerves} if nerves else {}
    target |= {"side": re.sub("ly$", "", nearest.words)} if nearest else {}
    return [target] if target else []


def _assessment(found: list[Found]) -> dict[str, Any]:
    """Truths of the examination and the pain, treatments tried."""
    told: dict[str, Any] = {}
    for category, name in (
        ("value:loading", "facet_loading"),
        ("value:tender", "paraspinal_tenderness"),
        ("value:deficit", "neuro_deficit"),
    ):
        seen = [entity for entity in found if entity.category == category and entity.counts]
        if seen:
            told[name] = any(not entity.negated for entity in seen)
    pain: dict[str, Any] = {}
    for category, name in (("value:axial", "axial"), ("value:radicular", "radicular")):
        seen = [entity for entity in found if entity.category == category and entity.counts]
        if seen:
            pain[name] = any(not entity.negated for entity in seen)
    told |= {"pain": pain} if pain else {}
    tried = [e for e in found if e.category.startswith("conservative_care:") and not (e.negated or e.hypothetical)]
    modalities = dict.fromkeys(entity.category.split(":")[2] for entity in tried)
    told |= {"conservative_care": [{"modality": name} for name in modalities]} if modalities else {}
    return told


def _first(stated: Iterable[Found], category: str, meanings: dict[str, str] | None = None) -> str | None:
    for entity in stated:
        if entity.category.startswith(category):
            meaning = entity.category.removeprefix(category)
            if meanings is None or meaning in meanings:
                return meaning if meanings is None else meanings[meaning]
    return None


def _number(words: str) -> float:
    m = re.search(r"\d*\.?\d+", words)
    return float(m[0]) if m else 0.0


def f1(rows: Sequence[Gold], charts: Iterable[Chart]) -> float:
    """Micro-F1 of charts against gold."""
    right = wrong = missed = 0
    for row, chart in zip(rows, charts, strict=True):
        judged = judge(row, chart)
        right, wrong, missed = right + len(judged.right), wrong + len(judged.wrong), missed + len(judged.missed)
    return 2 * right / (2 * right + wrong + missed)


def ours(texts: Sequence[str]) -> tuple[float, list[Chart]]:
    """CPU seconds for reading every text, the quickest of three runs, and the charts."""
    charts = [read_document(text) for text in texts]
    times = []
    for _ in range(3):
        start = time.process_time()
        for text in texts:
            read_document(text)
        times.append(time.process_time() - start)
    return min(times), charts


def compare(python: str | None, gold: Sequence[Path], notes: Path | None = None) -> None:
    """Prints notes a second, F1 and the ratio; without `python` the peer is left out and said so."""
    rows = [row for path in gold for row in gold_rows(path, notes)]
    texts = [row.text for row in rows]
    size = sum(map(len, texts)) / len(texts) / 1000
    seconds, charts = ours(texts)
    rate = len(rows) / seconds
    print(f"notes      {len(rows)} notes of {size:.1f} KB")
    print(f"ours       {rate:8.1f} notes a second   {rate * size:6.0f} KB a second   F1 {f1(rows, charts):.3f}")
    if python is None:
        print(
            "medspacy   left out: no environment given (benchmarks/notes_pipeline_env.sh makes one for MEDSPACY_PYTHON)"
        )
        return
    every = literals()
    for name, rules in (("all", every), ("few", few(every))):
        taken, found = peer(python, rules, texts)
        count = sum(map(len, rules.values()))
        score = f1(rows, [charted(text, listed) for text, listed in zip(texts, found, strict=True)])
        ratio = f"{count} phrases   ratio {taken / seconds:.0f}"
        print(f"{name:<10} {len(rows) / taken:8.1f} notes a second   F1 {score:.3f}   {ratio}")


def main() -> None:
    """Reads the arguments and prints the comparison."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="*", type=Path, default=[EXAMPLES])
    parser.add_argument("--peer", metavar="PYTHON", help="interpreter of an environment with medspacy")
    parser.add_argument("--notes", type=Path, help="folder of notes that the gold names")
    args = parser.parse_args()
    compare(args.peer, args.gold, args.notes)


if __name__ == "__main__":
    main()
