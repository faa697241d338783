"""`--assist`: which function reads a note."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from functools import partial

from facetproof.model.chart import Chart

#: (text, id of the document) → chart
ReadNote = Callable[[str, str], Chart]


def note_reader(args: argparse.Namespace) -> ReadNote:
    """The readers alone, or with the language model of the settings where --assist is given.

    Raises:
        InputError: --assist without settings or without the client library.
    """
    if not getattr(args, "assist", False):
        from facetproof.facts.reading import read_document

        return read_document
    from facetproof.facts.assist import assistant_of, read_assisted
    from facetproof.sources.chat import settings

    return partial(read_assisted, assistant=assistant_of(settings()))
