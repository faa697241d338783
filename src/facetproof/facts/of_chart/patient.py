"""What the evaluation tells of the patient beyond the pain: deficit, tenderness, surgery, body mass, ASA class."""

from __future__ import annotations

from collections.abc import Callable

from facetproof.facts.case import Case
from facetproof.facts.catalogue import Kind, fact
from facetproof.facts.values import UNKNOWN, Value
from facetproof.model.chart import Assessment

_FIELDS: dict[str, tuple[Kind, str, str]] = {
    "neuro_deficit": ("truth", "a neurological deficit on examination", ""),
    "paraspinal_tenderness": ("truth", "tenderness beside the spine", ""),
    "pseudarthrosis_suspected": ("truth", "a fusion is suspected not to have healed", ""),
    "bmi": ("number", "body mass index", "kg/m2"),
    "asa_class": ("number", "physical status by the ASA, 1 to 6", ""),
}


def _field(name: str) -> Callable[[Case], Value]:
    path = f"assessment.{name}"

    def read(case: Case) -> Value:
        found: bool | float | None = getattr(case.chart.assessment or Assessment(), name)
        return case.silent(path) if found is None else Value(found, (path,))

    return read


for _name, (_kind, _meaning, _unit) in _FIELDS.items():
    fact(f"assessment.{_name}", _kind, _meaning, unit=_unit)(_field(_name))


@fact("assessment.after_spine_surgery", "truth", "the spine was operated on before")
def after_spine_surgery(case: Case) -> Value:
    """True where a fusion is told; unknown otherwise."""
    fused = (case.chart.assessment or Assessment()).fused_joints
    return Value(True, ("assessment.fused_joints",)) if fused else UNKNOWN
