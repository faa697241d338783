"""What the record says, in the 264 characters of a 278's message: earlier sessions, then other supporting facts.

Values with their names, never loose words of a note: "neurogenic claudication" may stand in one that denies it.
"""

from __future__ import annotations

from collections.abc import Iterator

from facetproof.model.authorization import AuthorizationRequest, SupportingFact
from facetproof.outputs.x12_segments import quantity, sendable

MOST = 264
_MORE = "more in the record"
#: Told elsewhere in the request.
_ELSEWHERE = ("diagnoses", "plan")
#: Parts of a session that need no name beside the value, in the order they are said.
_PLAIN = ("dos", "technique", "intent", "targets.side", "targets.joints")


def message_of(request: AuthorizationRequest) -> str:
    """The message, each statement whole, as many as fit; empty where there are no facts to tell."""
    statements = dict.fromkeys(text for raw in _statements(request.facts) if (text := sendable(raw)))
    message, left_out = "", False
    for text in statements:
        longer = f"{message} / {text}" if message else f"Record {text}"
        if len(longer) + len(f" / {_MORE}") <= MOST:
            message = longer
        else:
            left_out = True
    return f"{message} / {_MORE}" if message and left_out else message


def _statements(facts: tuple[SupportingFact, ...]) -> Iterator[str]:
    sessions: dict[str, dict[str, str]] = {}
    others = []
    for fact in facts:
        parts = fact.path.split(".")
        if parts[0] in _ELSEWHERE or fact.value is None:
            continue
        if parts[0] == "history" and len(parts) > 2:
            name = ".".join(part for part in parts[2:] if not part.isdecimal())
            sessions.setdefault(parts[1], {})[name] = _value(fact)
        else:
            name = " ".join(part for part in parts[1:] or parts if not part.isdecimal())
            others.append(f"{name.replace('_', ' ')} {_value(fact)}")
    for session in sessions.values():
        said = [session[name] for name in _PLAIN if name in session]
        said += [f"{name.replace('.', ' ')} {value}" for name, value in session.items() if name not in _PLAIN]
        yield " ".join(said).replace("_", " ")
    yield from others


def _value(fact: SupportingFact) -> str:
    value = fact.value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return " ".join(value) or "none"
    text = quantity(value) if isinstance(value, (int, float)) else str(value)
    return f"{text} {fact.unit}" if fact.unit and fact.unit != fact.path.rpartition(".")[2] else text
