"""What the evaluation found on examination and excluded."""

from __future__ import annotations

import math

from facetproof.facts.case import Case
from facetproof.facts.catalogue import fact
from facetproof.facts.values import UNKNOWN, Range, Value
from facetproof.model.chart import Assessment, ConservativeCare
from facetproof.model.dates import months_before
from facetproof.model.finding import Reason


def _assessment(case: Case) -> Assessment:
    return case.chart.assessment or Assessment()


@fact("assessment.facet_loading", "truth", "loading the facet joints on examination provokes the pain")
def facet_loading(case: Case) -> Value:
    """Provocation by extension, rotation or side bending."""
    found = _assessment(case).facet_loading
    path = "assessment.facet_loading"
    return case.silent(path) if found is None else Value(found, (path,))


@fact("assessment.other_cause", "words", "other causes that could explain the pain; an empty set where excluded")
def other_cause(case: Case) -> Value:
    """Fracture, tumour, infection, deformity and the like."""
    found = _assessment(case).other_cause
    path = "assessment.other_cause"
    return case.silent(path) if found is None else Value(tuple(found), (path,))


@fact("assessment.fusions_told", "truth", "the record tells which joints are fused")
def fusions_told(case: Case) -> Value:
    """True where fusions are told, an empty list included; unknown otherwise."""
    told = _assessment(case).fused_joints is not None
    return Value(True, ("assessment.fused_joints",)) if told else UNKNOWN


def _counted(
    case: Case, modalities: tuple[str, ...], within_months: int | None = None
) -> list[tuple[str, ConservativeCare]]:
    """The care of these modalities, without what is told to have ended more than `within_months` before."""
    listed = _assessment(case).conservative_care or ()
    found = [(f"assessment.conservative_care.{n}", c) for n, c in enumerate(listed) if c.modality in modalities]
    if within_months is None or case.dos is None:
        return found
    oldest = months_before(case.dos, within_months)
    return [(path, care) for path, care in found if care.until is None or care.until >= oldest]


@fact("care.failed", "truth", "conservative care of these modalities was tried and failed")
def care_failed(case: Case, modalities: tuple[str, ...], within_months: int | None = None) -> Value:
    """True where one of them failed; false where all that are listed helped; unknown where none is listed."""
    counted = _counted(case, modalities, within_months)
    failed = [path for path, care in counted if care.failed]
    if failed:
        return Value(True, tuple(failed))
    helped = [path for path, care in counted if care.failed is False]
    if helped and len(helped) == len(counted):
        return Value(False, tuple(helped))
    if counted:
        return Value(None, tuple(path for path, _ in counted), Reason.VAGUE)
    return case.silent("assessment.conservative_care")


@fact("care.weeks", "number", "longest stated duration of conservative care of these modalities", unit="weeks")
def care_weeks(case: Case, modalities: tuple[str, ...], within_months: int | None = None) -> Value:
    """Longest stated duration; modalities without one do not count."""
    counted = _counted(case, modalities, within_months)
    stated = [(care.weeks, path) for path, care in counted if care.weeks is not None]
    if not stated:
        return UNKNOWN
    weeks, path = max(stated)
    return Value(weeks, (path,))


@fact("care.not_possible", "text", "why conservative care of these modalities was not possible")
def care_not_possible(case: Case, modalities: tuple[str, ...]) -> Value:
    """The first reason given."""
    for path, care in _counted(case, modalities):
        if care.reason_not_possible:
            return Value(care.reason_not_possible, (path,))
    return UNKNOWN


@fact("care.visits", "number", "visits of this treatment within a span of weeks", unit="visits")
def care_visits(
    case: Case, modalities: tuple[str, ...], within_weeks: float, within_months: int | None = None
) -> Value:
    """Visits that certainly and at most fell into one span of `within_weeks`, for the treatment with the most.

    Visits spread over a longer time leave it open how many of them fell together.
    """
    counted = [(c.visits, c.weeks, path) for path, c in _counted(case, modalities, within_months) if c.visits]
    if not counted:
        return UNKNOWN
    visits, weeks, path = max(counted, key=lambda found: found[0] or 0)
    most = float(visits or 0)
    if weeks is None or weeks <= within_weeks:
        return Value(most, (path,))
    least = math.ceil(most / math.ceil(weeks / within_weeks))
    return Value(Range(least, most), (path,), Reason.VAGUE)


@fact("care.recent", "truth", "this treatment was given within so many months")
def care_recent(case: Case, modalities: tuple[str, ...], within_months: int) -> Value:
    """True where its last day lies within them, false where all of it lies before, unknown without a last day."""
    listed = _counted(case, modalities)
    recent = [path for path, care in _counted(case, modalities, within_months) if care.until is not None]
    if recent:
        return Value(True, tuple(recent))
    dated = [path for path, care in listed if care.until is not None]
    return Value(False, tuple(dated)) if dated and len(dated) == len(listed) else UNKNOWN
