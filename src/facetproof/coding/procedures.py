"""What was done in a session, sorted by how it is coded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from facetproof.coding.form import Form
from facetproof.coding.tables import family
from facetproof.model.chart import Guidance, Session, Target, Technique
from facetproof.model.spine import Region

_IMAGING = frozenset({Guidance.FLUOROSCOPY, Guidance.CT})


class Kind(StrEnum):
    """How a technique is coded: each kind has its codes or none."""

    INJECTION = "injection"
    CYST = "cyst"
    ABLATION = "ablation"
    UNLISTED = "unlisted"
    ENDOSCOPIC = "endoscopic"


#: CPT's heading over 64633-64636 names chemical, thermal, electrical and radiofrequency destruction; pulsed treatment
#: has no code (CPT Assistant 2005 as quoted), nor have freezing and laser.
_KINDS: Mapping[Technique, Kind] = {
    Technique.INTRA_ARTICULAR: Kind.INJECTION,
    Technique.MEDIAL_BRANCH_BLOCK: Kind.INJECTION,
    Technique.CYST_RUPTURE: Kind.CYST,
    Technique.THERMAL_RFA: Kind.ABLATION,
    Technique.COOLED_RFA: Kind.ABLATION,
    Technique.CHEMICAL: Kind.ABLATION,
    Technique.PULSED_RFA: Kind.UNLISTED,
    Technique.CRYO: Kind.UNLISTED,
    Technique.LASER: Kind.UNLISTED,
    Technique.ENDOSCOPIC: Kind.ENDOSCOPIC,
}


#: The only view taken: no source bills endoscopic work as percutaneous ablation without dispute.
_ENDOSCOPIC_HOLD: Mapping[str, str] = {"hold": "endoscopic"}


class Procedure(NamedTuple):
    """The targets of one kind, with their paths in the chart, and the techniques used on them."""

    kind: Kind
    techniques: frozenset[Technique]
    targets: tuple[tuple[str, Target], ...]


class Ruling(NamedTuple):
    """Which codes a procedure takes.

    Attributes:
        family: name of the code family, `unlisted` for 64999, None where nothing can be billed.
        per_nerve: whether the codes of that day count nerves.
        why_not: why nothing can be billed, or why not in the usual family.
        hold: what is not settled, in one word; empty when settled.
        ultrasound: whether the codes under ultrasound are refused too.
    """

    family: str | None
    per_nerve: bool = False
    why_not: str = ""
    hold: str = ""
    ultrasound: bool = False

    @property
    def counts_nerves(self) -> bool:
        """Whether a nerve alone is enough: the codes count nerves, or nothing at all."""
        return self.per_nerve or self.family == "unlisted"


def collect(session: Session, root: str) -> tuple[Procedure, ...]:
    """All facet procedures of the day: the session's own targets and other facet work told under `same_day`."""
    found: dict[Kind, tuple[set[Technique], list[tuple[str, Target]]]] = {}

    def add(technique: Technique | None, path: str, target: Target) -> None:
        kind = _KINDS.get(technique) if technique else None
        if kind is not None and technique is not None:
            techniques, targets = found.setdefault(kind, (set(), []))
            techniques.add(technique)
            targets.append((path, target))

    for n, target in enumerate(session.targets or ()):
        add(target.technique or session.technique, f"{root}.targets.{n}", target)
    if not session.targets:
        add(session.technique, f"{root}.targets", Target())
    for n, other in enumerate(session.same_day or ()):
        for m, target in enumerate(other.targets or ()):
            add(target.technique or other.technique, f"{root}.same_day.{n}.targets.{m}", target)
    return tuple(Procedure(kind, frozenset(t), tuple(targets)) for kind, (t, targets) in found.items())


def rule(procedure: Procedure, guidance: Guidance | None, form: Form, dos: dt.date, *, planned: bool) -> Ruling:
    """The code family of a procedure on that day, by technique and guidance."""
    if procedure.kind is Kind.ENDOSCOPIC:
        why = "endoscopic transection is not percutaneous ablation"
        return Ruling(None, why_not=why, hold=_ENDOSCOPIC_HOLD[form.endoscopic])
    if procedure.kind is Kind.UNLISTED:
        return _unlisted(form, f"{_names(procedure)} has no code of its own")
    if procedure.kind is Kind.CYST and form.cyst_code != "64493":
        if form.cyst_code == "hold":
            return Ruling(None, why_not="sources disagree on the code of a facet cyst rupture", hold="cyst")
        return Ruling("unlisted", why_not="this payer takes a facet cyst rupture as an unlisted procedure")
    if procedure.kind is Kind.ABLATION:
        return _ablation(procedure, guidance, form, dos, planned=planned)
    return _injection(guidance, form, dos, planned=planned)


def _ablation(procedure: Procedure, guidance: Guidance | None, form: Form, dos: dt.date, *, planned: bool) -> Ruling:
    if Technique.CHEMICAL in procedure.techniques and form.pulsed == "deny":
        return Ruling(None, why_not="this payer covers thermal ablation only")
    if family("ablation_per_nerve", Region.LUMBAR_SACRAL, dos):
        return Ruling("ablation_per_nerve", per_nerve=True)
    if not family("ablation", Region.LUMBAR_SACRAL, dos):
        return Ruling(None, why_not="no code table covers this day", hold="date")
    if guidance in _IMAGING:
        return Ruling("ablation")
    if guidance is None:
        return Ruling("ablation", hold="" if planned else "guidance")
    return _unlisted(form, f"the ablation codes need fluoroscopy or CT, the record says {guidance}")


def _injection(guidance: Guidance | None, form: Form, dos: dt.date, *, planned: bool) -> Ruling:
    if family("injection_before_2010", Region.LUMBAR_SACRAL, dos):
        return Ruling("injection_before_2010")
    if not family("injection", Region.LUMBAR_SACRAL, dos):
        return Ruling(None, why_not="no code table covers this day", hold="date")
    if guidance in _IMAGING:
        return Ruling("injection")
    if guidance is None:
        return Ruling("injection", hold="" if planned else "guidance")
    why = f"the injection codes need fluoroscopy or CT, the record says {guidance}"
    if guidance is Guidance.ULTRASOUND:
        return (
            Ruling("injection_ultrasound") if form.us_guided == "cat3" else Ruling(None, why_not=why, ultrasound=True)
        )
    no_imaging = guidance is Guidance.NONE and form.no_imaging == "hold"
    return Ruling(None, why_not=why, hold="no_imaging" if no_imaging else "")


def _unlisted(form: Form, why: str) -> Ruling:
    if form.pulsed == "deny":
        return Ruling(None, why_not=f"{why}, and this payer does not cover it")
    return Ruling("unlisted", why_not=why)


def _names(procedure: Procedure) -> str:
    return ", ".join(sorted(t.value.replace("_", " ") for t in procedure.techniques))
