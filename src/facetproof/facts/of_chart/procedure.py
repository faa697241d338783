"""What was done in the session: technique, guidance, drugs."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from facetproof.facts.case import Case
from facetproof.facts.catalogue import fact
from facetproof.facts.drugs import drug_class
from facetproof.facts.values import UNKNOWN, Value
from facetproof.model.chart import Injectate, Technique
from facetproof.model.finding import Reason


@fact("session.judged", "truth", "there is a facet session, or a plan for one, to be judged")
def judged(case: Case) -> Value:
    """True with a session or a plan of facet technique; unknown where there is neither."""
    if case.session is None or case.technique is Technique.NOT_FACET:
        return UNKNOWN
    return Value(True, (case.root,))


@fact("session.performed", "truth", "the session has taken place; false for a plan")
def performed(case: Case) -> Value:
    """Whether a performed session is judged."""
    if case.session is None or case.technique is Technique.NOT_FACET:
        return UNKNOWN
    return Value(not case.planned, (case.root,))


@fact("session.technique", "word", "what was done")
def technique_of(case: Case) -> Value:
    """The technique as the chart names it."""
    path = f"{case.root}.technique"
    return case.silent(path) if case.technique is None else Value(case.technique.value, (path,))


@fact("session.does", "word", "injection or ablation")
def does(case: Case) -> Value:
    """Whether the technique is an injection or an ablation."""
    technique = case.technique
    path = f"{case.root}.technique"
    if technique is None:
        return case.silent(path)
    if technique.is_injection:
        return Value("injection", (path,))
    return Value("ablation", (path,)) if technique.is_ablation else UNKNOWN


@fact("session.guidance", "word", "how the needle was guided")
def guidance(case: Case) -> Value:
    """fluoroscopy, ct, ultrasound, mri or none."""
    found = case.session.guidance if case.session else None
    path = f"{case.root}.guidance"
    return case.silent(path) if found is None else Value(found.value, (path,))


@fact("session.intent", "word", "why the injection was given, as stated")
def intent(case: Case) -> Value:
    """diagnostic or therapeutic; words that are neither are vague."""
    session = case.session
    path = f"{case.root}.intent"
    if session is None:
        return UNKNOWN
    if session.intent is not None:
        return Value(session.intent.value, (path,))
    return Value(None, (f"{case.root}.intent_text",), Reason.VAGUE) if session.intent_text else case.silent(path)


@fact("plan.third_level_reason", "text", "why a third joint level is needed")
def third_level_reason(case: Case) -> Value:
    """The reason in the record's words."""
    found = case.chart.plan.third_level_reason if case.chart.plan else None
    path = "plan.third_level_reason"
    return Value(found, (path,)) if found and found.strip() else case.silent(path)


_TRUTHS: Mapping[str, str] = {
    "contrast": "contrast was injected",
    "images_saved": "images were kept",
    "signed": "the note is signed",
}


def _truth(name: str) -> Callable[[Case], Value]:
    def read(case: Case) -> Value:
        found: bool | None = getattr(case.session, name) if case.session else None
        path = f"{case.root}.{name}"
        return case.silent(path) if found is None else Value(found, (path,))

    return read


for _name, _meaning in _TRUTHS.items():
    fact(f"session.{_name}", "truth", _meaning)(_truth(_name))


def _injectates(case: Case) -> tuple[Injectate, ...]:
    return (case.session.injectates if case.session else None) or ()


@fact("session.agent_classes", "words", "kinds of drugs given at the target")
def agent_classes(case: Case) -> Value:
    """Classes of the agents that are told and known; unknown where no agent is told."""
    found = [(n, drug_class(i.agent)) for n, i in enumerate(_injectates(case)) if i.agent]
    classes = dict.fromkeys(kind for _, kind in found if kind)
    if not classes:
        return case.silent(f"{case.root}.injectates")
    return Value(tuple(classes), tuple(f"{case.root}.injectates.{n}.agent" for n, kind in found if kind))


@fact("session.agents_recognised", "truth", "every drug given is told by a name that is known")
def agents_recognised(case: Case) -> Value:
    """True where every agent is known; unknown, never false, where one is not told or not known."""
    given = _injectates(case)
    strange = [n for n, i in enumerate(given) if not i.agent or drug_class(i.agent) is None]
    if strange:
        return Value(None, tuple(f"{case.root}.injectates.{n}" for n in strange), Reason.UNMAPPED)
    return Value(True, (f"{case.root}.injectates",)) if given else case.silent(f"{case.root}.injectates")


@fact("session.agents_complete", "truth", "agent, strength and volume are told for every drug")
def agents_complete(case: Case) -> Value:
    """True where every drug has its agent, a strength or dose and a volume; unknown where one lacks a part."""
    given = _injectates(case)
    short = [n for n, i in enumerate(given) if not _complete(i)]
    if short:
        return Value(None, tuple(f"{case.root}.injectates.{n}" for n in short), Reason.VAGUE)
    return Value(True, (f"{case.root}.injectates",)) if given else case.silent(f"{case.root}.injectates")


def _complete(given: Injectate) -> bool:
    volume = given.ml is not None or (given.mixture is not None and given.mixture.ml_per_target is not None)
    return bool(given.agent) and volume and (given.percent is not None or given.mg is not None)


@fact("session.ml_per_target", "number", "volume given at one target", unit="ml")
def ml_per_target(case: Case) -> Value:
    """All drugs of one target together; unknown where a volume is told in total only or not at all."""
    given = _injectates(case)
    if not given:
        return case.silent(f"{case.root}.injectates")
    mixed = [i.mixture.ml_per_target for i in given if i.mixture and i.mixture.ml_per_target is not None]
    if mixed:
        return Value(max(mixed), (f"{case.root}.injectates",))
    volumes = [i.ml for i in given if i.ml is not None and i.per == "target"]
    if len(volumes) < len(given):
        return Value(None, (f"{case.root}.injectates",), Reason.VAGUE)
    return Value(sum(volumes), (f"{case.root}.injectates",))
