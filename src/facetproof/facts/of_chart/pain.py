"""The pain that justifies the procedure."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from facetproof.facts.case import Case
from facetproof.facts.catalogue import fact
from facetproof.facts.values import UNKNOWN, Value
from facetproof.model.chart import Pain, Score
from facetproof.model.finding import Reason

_PAIN = "assessment.pain"


def _pain(case: Case) -> Pain:
    return (case.chart.assessment.pain if case.chart.assessment else None) or Pain()


@fact("assessment.pain.months", "number", "how long the pain has lasted", unit="months")
def months(case: Case) -> Value:
    """Duration of the pain that is to be treated."""
    found = _pain(case).months
    return case.silent(f"{_PAIN}.months") if found is None else Value(found, (f"{_PAIN}.months",))


_TRUTHS: Mapping[str, str] = {
    "axial": "the pain is mainly in the neck or back itself",
    "radicular": "pain of a nerve root, untreated",
    "claudication": "neurogenic claudication",
    "generalised": "generalised or centralised pain",
}


def _truth(name: str) -> Callable[[Case], Value]:
    path = f"{_PAIN}.{name}"

    def read(case: Case) -> Value:
        found: bool | None = getattr(_pain(case), name)
        return case.silent(path) if found is None else Value(found, (path,))

    return read


for _name, _meaning in _TRUTHS.items():
    fact(f"{_PAIN}.{_name}", "truth", _meaning)(_truth(_name))


@fact("pain.radicular_from_cyst", "truth", "the radicular pain comes from a facet cyst seen on imaging")
def radicular_from_cyst(case: Case) -> Value:
    """True where radicular pain is documented together with a symptomatic facet cyst that compresses the nerve."""
    cyst = case.chart.assessment.cyst if case.chart.assessment else None
    if cyst is None or not _pain(case).radicular:
        return UNKNOWN
    if cyst.imaging_shows_compression and cyst.symptomatic:
        return Value(True, ("assessment.cyst",))
    return UNKNOWN


@fact("pain.baseline", "text", "pain score on a named scale before the procedure")
def baseline(case: Case) -> Value:
    """Scale and score, from the evaluation or else from the day of the procedure; a range is no single score."""
    return _first_scored(case, _pain_scores(case))


@fact("pain.baseline_score", "number", "pain before the procedure, out of ten")
def baseline_score(case: Case) -> Value:
    """The score, a range at its lower end. Scores on a scale of a hundred are brought to ten."""
    for path, score in _pain_scores(case):
        lowest = score.score if score.score is not None else score.low
        if lowest is not None:
            return Value(lowest / 10 if lowest > 10 else lowest, (path,))
    return case.silent(*(path for path, _ in _pain_scores(case)))


@fact("disability.baseline", "text", "score on a named disability scale before the procedure")
def disability(case: Case) -> Value:
    """Scale and score of the evaluation."""
    found = case.chart.assessment.disability if case.chart.assessment else None
    return _first_scored(case, (("assessment.disability", found or Score()),))


def _pain_scores(case: Case) -> tuple[tuple[str, Score], ...]:
    pain = _pain(case)
    evaluated = Score(scale=pain.scale, score=pain.score, low=pain.low, high=pain.high)
    before = case.session.pain_before if case.session else None
    return (_PAIN, evaluated), (f"{case.root}.pain_before", before or Score())


def _first_scored(case: Case, scores: tuple[tuple[str, Score], ...]) -> Value:
    vague: list[str] = []
    for path, score in scores:
        if score.scale and score.score is not None:
            return Value(f"{score.scale} {score.score:g}", (f"{path}.scale", f"{path}.score"))
        if score.scale and score.low is not None:
            vague.append(path)
    if vague:
        return Value(None, (f"{vague[0]}.scale", f"{vague[0]}.low", f"{vague[0]}.high"), Reason.VAGUE)
    return case.silent(*(f"{path}.{part}" for path, _ in scores for part in ("scale", "score")))
