"""Forms made from a policy's own rules: a field is there because a rule reads the fact that it fills."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import msgspec

from facetproof.facts.questions import Asking, askings
from facetproof.facts.reads import reads_of
from facetproof.findings.case import JudgedCase
from facetproof.findings.evaluate import FactTable
from facetproof.findings.facts import register_all
from facetproof.findings.scalar import truth
from facetproof.model.chart import Chart
from facetproof.model.fields import Shape, shape_of
from facetproof.policy.find import resolve, version
from facetproof.policy.rule import PolicyVersion, Rule

_TARGETS = ("targets.*.side", "targets.*.joints", "targets.*.nerves")
_SESSION = ("dos", "technique", "intent", *_TARGETS)
#: Lists, with the fields without which an item says nothing.
_ITEMS = {
    "session.targets": tuple(f"session.{part}" for part in _TARGETS),
    "plan.targets": tuple(f"plan.{part}" for part in _TARGETS),
    "session.injectates": tuple(f"session.injectates.*.{part}" for part in ("agent", "percent", "mg", "ml", "per")),
    "session.same_day": ("session.same_day.*.kind", "session.same_day.*.reason"),
    "assessment.conservative_care": tuple(
        f"assessment.conservative_care.*.{part}" for part in ("modality", "weeks", "failed", "reason_not_possible")
    ),
    "history": tuple(f"history.*.{part}" for part in _SESSION),
}
_SCORES = ("assessment.pain", "assessment.disability", "session.pain_before", "session.pain_after")
_RESPONSE = ("session.pain_before", "session.pain_after", "session.relief")
_REPEAT = ("history", "history_from", "plan", "assessment.pain.s", "assessment.disability", "session.")


class Field(NamedTuple):
    """One field of a form.

    Attributes:
        path: chart path, any number in a list written as `*`.
        label: its name.
        ask: the open question behind it.
        shape: what may stand in it.
        rules: the rules that read it.
        required: whether a rule that surely bears reads it and whoever did the procedure knows it.
        when: another field and the words in it under which this one is asked; None: always.
    """

    path: str
    label: str
    ask: str
    shape: Shape
    rules: tuple[Rule, ...]
    required: bool
    when: tuple[str, tuple[str, ...]] | None


class Template(NamedTuple):
    """A form: what for, under which policy, with which fields."""

    kind: str
    title: str
    policy: PolicyVersion
    fields: tuple[Field, ...]


class _Kind(NamedTuple):
    title: str
    charts: tuple[dict[str, Any], ...]
    keep: tuple[str, ...]
    drop: tuple[str, ...] = ()


def _session(technique: str, intent: str | None = None, **more: Any) -> dict[str, Any]:
    told = {"dos": "", "technique": technique, "targets": [{"side": "right", "joints": ["L4-5"]}]} | more
    return told | ({"intent": intent} if intent else {})


def _done(technique: str, intent: str | None, *earlier: tuple[str, str | None]) -> dict[str, Any]:
    return {"session": _session(technique, intent), "history": [_session(*one) for one in earlier]}


_BLOCK = ("medial_branch_block", "diagnostic")
_JOINT = ("intra_articular", "therapeutic")
_RFA = ("thermal_rfa", None)
_CYST = ("cyst_rupture", None)
_PROCEDURES = (
    _done(*_BLOCK),
    _done(*_BLOCK, _BLOCK),
    _done(*_BLOCK, _BLOCK, _RFA),
    _done(*_JOINT),
    _done(*_JOINT, _BLOCK, _BLOCK, _JOINT),
    _done(*_RFA),
    _done(*_RFA, _BLOCK, _BLOCK),
    _done(*_RFA, _BLOCK, _BLOCK, _RFA),
    _done(*_CYST),
    _done(*_CYST, _CYST),
)
_EVERYTHING = ("session", "assessment", "diagnoses", "plan", "history")

#: An ablation and a rupture need no stated purpose.
_NO_INTENT = ("session.intent",)

KINDS: dict[str, _Kind] = {
    "diagnostic-block": _Kind("Diagnostic facet joint block", _PROCEDURES[:3], _EVERYTHING),
    "therapeutic-injection": _Kind("Therapeutic facet joint injection", _PROCEDURES[3:5], _EVERYTHING),
    "ablation": _Kind("Ablation of medial branches", _PROCEDURES[5:8], _EVERYTHING, _NO_INTENT),
    "cyst": _Kind("Rupture of a facet joint cyst", _PROCEDURES[8:], _EVERYTHING, _NO_INTENT),
    "evaluation": _Kind(
        "Evaluation before a facet joint procedure", _PROCEDURES, ("assessment", "diagnoses", "plan", "history")
    ),
    "post-procedure": _Kind("Call after a facet joint procedure", _PROCEDURES, (*_RESPONSE, "session")),
    "pain-diary": _Kind("Pain diary after a block", _PROCEDURES[:3], ("session.dos", *_RESPONSE)),
    "repeat": _Kind(
        "Repeat of a facet joint procedure", _PROCEDURES, _REPEAT, ("session.relief", "session.pain_after")
    ),
}
_AFTER_DROPS = frozenset(
    "guidance contrast images_saved signed injectates sedation sedation_reason ablation same_day billing_entity".split()
)


def template(kind: str, payer: str, dos: dt.date) -> Template:
    """The form of one kind under a policy on a day.

    Args:
        kind: one of `KINDS`.
        payer: policy id.
        dos: date of service.

    Raises:
        KeyError: no such kind.
        PolicyError: the payer is not known.
    """
    register_all()
    policy = version(resolve(payer, dos), dos)
    wanted = KINDS[kind]
    readers: dict[str, dict[str, Rule]] = {}
    beside: dict[str, dict[str, Rule]] = {}
    sure: set[str] = set()
    for tree in wanted.charts:
        case = JudgedCase(_dated(tree, dos), policy.form)
        facts = FactTable(case)
        for rule in policy.rules:
            bears = truth(rule.requirement.when, facts.get)
            if bears is False:
                continue
            for pattern in _patterns(rule):
                for path in _under(pattern):
                    readers.setdefault(path, {})[rule.code] = rule
                for path in _companions(pattern):
                    beside.setdefault(path, {})[rule.code] = rule
            if bears and rule.consequence == "denial":
                sure |= {path for pattern in _patterns(rule) for path in (*_under(pattern), *_companions(pattern))}
    fields = [
        _field(asking, tuple((readers.get(path) or beside[path]).values()), path in sure)
        for path, asking in askings().items()
        if (path in readers or path in beside) and _belongs(path, kind, wanted)
    ]
    held = {field.path for field in fields}
    asked = tuple(f if f.when is None or f.when[0] in held else f._replace(when=None) for f in fields)
    return Template(kind, wanted.title, policy, asked)


def _patterns(rule: Rule) -> set[str]:
    """The places that a rule's facts ask for."""
    tests = (*rule.requirement.term.tests(), *rule.requirement.when.tests())
    return {pattern for test in tests for pattern in reads_of(test.fact.name).asks}


def _under(pattern: str) -> Iterator[str]:
    """The leaves at or below a place; of a response to an earlier session, told of this session too."""
    if pattern in _ITEMS:
        yield from _ITEMS[pattern]
    elif _is_leaf(pattern):
        yield pattern
    else:
        yield from (path for path in askings() if path.startswith(f"{pattern}.") and _is_leaf(path))
    head, _, part = pattern.partition("history.*.relief.")
    if part and not head:
        yield f"session.relief.{part}"


def _companions(pattern: str) -> Iterator[str]:
    """The leaves without which those of a place say nothing."""
    for head, parts in _ITEMS.items():
        if pattern.startswith(f"{head}.*"):
            yield from parts
    for path in _SCORES:
        if pattern.startswith(f"{path}.s"):
            yield from (f"{path}.scale", f"{path}.score")
    if pattern.startswith(("session.", "history.*.relief")):
        yield from ("session.dos", "session.technique")


def _is_leaf(path: str) -> bool:
    try:
        shape_of(path)
    except KeyError:
        return False
    return True


def _belongs(path: str, kind: str, wanted: _Kind) -> bool:
    if not _is_leaf(path) or path.startswith("authorization"):
        return False
    if kind == "evaluation" and path.startswith("session"):
        return False
    if kind in ("post-procedure", "repeat") and path.split(".")[1:2] and path.split(".")[1] in _AFTER_DROPS:
        return False
    return path.startswith(wanted.keep) and not (wanted.drop and path.startswith(wanted.drop))


def _field(asking: Asking, rules: tuple[Rule, ...], sure: bool) -> Field:
    path = asking.path
    known = path.startswith("session.") and not path.startswith(("session.relief", "session.pain_after"))
    first = path in ("session.dos", "session.technique", "session.intent", "session.guidance") or path.endswith(".side")
    return Field(path, asking.label, asking.ask, shape_of(path), rules, sure and known and first, _when(path))


def _when(path: str) -> tuple[str, tuple[str, ...]] | None:
    """The field that opens this one."""
    injections = ("intra_articular", "medial_branch_block")
    if path == "session.intent":
        return "session.technique", injections
    if path == "session.sedation_reason":
        return "session.sedation", ("minimal", "moderate", "deep", "general", "mac")
    if path == "plan.intraarticular_reason":
        return "session.technique", ("intra_articular",)
    if path == "session.same_day.*.reason":
        kinds = shape_of("session.same_day.*.kind").options
        return "session.same_day.*.kind", tuple(kind for kind in kinds if kind != "none")
    return None


def _dated(tree: dict[str, Any], dos: dt.date) -> Chart:
    """A bare chart of one kind of session on a day, its earlier sessions months apart before it."""
    new = msgspec.json.decode(msgspec.json.encode(tree))
    new["session"]["dos"] = dos.isoformat()
    count = len(new["history"])
    for n, session in enumerate(new["history"]):
        session["dos"] = (dos - dt.timedelta(days=60 * (count - n))).isoformat()
    return msgspec.convert(new, Chart)


def rule_words(rules: Iterable[Rule]) -> str:
    """`NC01 pain-duration, NC05 conservative-care-failed`."""
    return ", ".join(f"{rule.code} {rule.name}" for rule in rules)
