"""What a dictation takes back: "on the right, correction, on the left", "one percent, no make that two percent"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from facetproof.facts.gates import Gated

_TAKES_BACK = Gated(
    r",? \(?(?:(?:no|sorry|excuse me|pardon),? "
    r"(?:make (?:that|it)|that is|i mean|it was|that should be)|make that|correction|"
    r"scratch that|strike that|delete that|i mean|let me correct that)[,: ]"
)
_VALUE = re.compile(
    r"(?:(?:on |at )?(?:the )?(?:left|right|bilateral\w*)(?: side| sided)?"
    r"|(?:[\w.]+ )?(?:\d[\d.]*|half|quarter|zero|one|two|three|four|five|six|seven|eight|nine|ten|"
    r"twenty|forty|eighty|ninety)"
    r" ?(?:ml|cc|mg|%|percent|degrees?(?: \w+)?|seconds?|sec|out of ten|/10)?"
    r"|[ctl]\d{1,2}(?:[-/ ][ctls]?\d{1,2})?(?:,? (?:and )?[ctl]\d{1,2}(?:[-/ ][ctls]?\d{1,2})?)*)$"
)


def retracted(lower: str) -> Iterator[tuple[int, int]]:
    """Spans of values that the next words correct."""
    if "correct" not in lower and "that" not in lower and "i mean" not in lower:
        return
    for m in _TAKES_BACK.finditer(lower):
        floor = (
            max(
                lower.rfind(".  ", 0, m.start()),
                lower.rfind(". ", 0, m.start()),
                lower.rfind("\n", 0, m.start()),
                m.start() - 60,
            )
            + 1
        )
        old = _VALUE.search(lower, floor, m.start())
        if old is not None:
            yield old.start(), m.end()
