"""The peer of `notes_pipeline.py`; runs in the environment of medspacy, reads one job on standard input, writes one.

In: {"literals": {category: [phrase]}, "values": {category: pattern}, "texts": [text]}, as JSON.
Out: {"seconds": s, "notes": [[[category, start, end, negated, historical, hypothetical, family, section]]]}.
"""

from __future__ import annotations

import json
import sys
import time
from importlib import import_module
from typing import Any


def main() -> None:
    """Sentences, targets, ConText and sections over every text, one process."""
    # these packages are in the peer's environment only
    logger = import_module("loguru").logger
    # the sentence splitter writes a line for every token otherwise, which takes most of its time
    logger.remove()
    medspacy, rule = import_module("medspacy"), import_module("medspacy.ner").TargetRule

    job = json.load(sys.stdin)
    pipeline = medspacy.load(
        medspacy_enable={"medspacy_pyrush", "medspacy_target_matcher", "medspacy_context", "medspacy_sectionizer"}
    )
    rules = [rule(phrase, category) for category, listed in job["literals"].items() for phrase in listed]
    rules += [rule(category, category, pattern=pattern) for category, pattern in job["values"].items()]
    pipeline.get_pipe("medspacy_target_matcher").add(rules)
    for text in job["texts"][:5]:
        pipeline(text)
    start = time.process_time()
    documents = [pipeline(text) for text in job["texts"]]
    seconds = time.process_time() - start
    json.dump({"seconds": seconds, "notes": [_entities(document) for document in documents]}, sys.stdout)


def _entities(document: Any) -> list[list[object]]:
    return [
        [
            entity.label_,
            entity.start_char,
            entity.end_char,
            entity._.is_negated,
            entity._.is_historical,
            entity._.is_hypothetical,
            entity._.is_family,
            entity._.section_category or "",
        ]
        for entity in document.ents
    ]


if __name__ == "__main__":
    main()
