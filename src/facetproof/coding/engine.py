"""Chart → the claim lines that the record supports.

The engine reads what the record says and one payer's `Form`; it knows no payer and judges no coverage beyond what the
form says of levels, guidance and technique. What it cannot tell it asks, and holds the claim.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from facetproof.coding.conflicts import told_twice, with_conflicts
from facetproof.coding.draft import Draft, Query
from facetproof.coding.edits import beyond, packaged
from facetproof.coding.form import Form
from facetproof.coding.levels import Levels, Sides, read_targets
from facetproof.coding.lines import write
from facetproof.coding.procedures import Kind, Procedure, Ruling, collect, rule
from facetproof.coding.regions import number
from facetproof.coding.same_day import check_same_day
from facetproof.coding.staged import other_side_in_global_period
from facetproof.coding.works import Setting, bill_joints, bill_nerves, refuse_all
from facetproof.facts.case import Case
from facetproof.model.chart import BillingEntity, Chart, Intent, Session, Technique
from facetproof.model.finding import NotBillable, SameDayAnswer, SupportedLine
from facetproof.model.spine import JointLevel, MedialBranch, Region, innervation

_UNLISTED_CODE = "64999"
_NOTHING = Levels(joints={}, nerves={}, alone={}, peripheral=False, gaps=())
#: Joints without medial branches: only an injection into the joint can reach them.
_NO_BRANCHES = frozenset({JointLevel("C0", "C1"), JointLevel("C1", "C2")})
#: Holds under which it is not known which codes the record supports.
_CODES_UNKNOWN = frozenset(
    {"joints", "nerve", "nerves", "guidance", "technique", "mixed", "cyst", "endoscopic", "date", "overlap"}
)
_QUESTIONS = {
    "guidance": "What imaging guidance, if any, was used?",
    "technique": "Which procedure was done, and by what means?",
    "intent": "For what purpose was the injection given?",
}


@dataclass(frozen=True, slots=True)
class Coded:
    """What the record supports.

    Attributes:
        lines: claim lines; a draft that must not be sent while `hold`.
        not_billable: codes that must not be billed, and why.
        holds: what is not settled, in words such as `joints`, `side`, `guidance`, `intent`; empty when all is.
        queries: one question each.
        warnings: cautions about the coding itself.
        levels: joint levels and sides of the whole session, whatever becomes of them.
        regions: regions of the session.
        regions_certain: False where the payer's rule does not tell the region.
        levels_of: sides of each joint level (of each nerve before 2012) behind each code.
        intent: the intent documented.
        intent_asked: whether the session holds a block or joint injection, the only work that has an intent.
        same_day: what becomes of each other service of the day, of the other side and of a second region.
    """

    lines: tuple[SupportedLine, ...] = ()
    not_billable: tuple[NotBillable, ...] = ()
    holds: tuple[str, ...] = ()
    queries: tuple[Query, ...] = ()
    warnings: tuple[str, ...] = ()
    levels: Levels = _NOTHING
    regions: frozenset[Region] = frozenset()
    regions_certain: bool = True
    levels_of: Mapping[str, tuple[Sides, ...]] = field(default_factory=dict)
    intent: Intent | None = None
    intent_asked: bool = False
    same_day: tuple[SameDayAnswer, ...] = ()

    @property
    def hold(self) -> bool:
        """Whether an undocumented or conflicting fact could change the lines."""
        return bool(self.holds)

    @property
    def codes_known(self) -> bool:
        """Whether the codes can be told, be it without a side or an intent."""
        return _CODES_UNKNOWN.isdisjoint(self.holds)


def code_chart(chart: Chart, form: Form) -> Coded:
    """The lines, what must not be billed, and what must be asked, for the session or else the plan of a chart."""
    case = Case(chart)
    session = case.session
    if session is None or session.technique is Technique.NOT_FACET:
        return Coded()
    draft = Draft()
    procedures = collect(session, case.root)
    targets = tuple(t for p in procedures for t in p.targets) or tuple(
        (f"{case.root}.targets.{n}", target) for n, target in enumerate(session.targets or ())
    )
    whole = with_conflicts(read_targets(targets, form), case)
    if session.technique is None:
        draft.hold("technique", f"{case.root}.technique", _QUESTIONS["technique"])
        draft.hold_for(whole.gaps)
    if _mixed(procedures) or _uneven(procedures, whole):
        question = "Which nerves were treated by which technique, at what temperature and for how long?"
        draft.hold("mixed", f"{case.root}.targets", question)
    ablated: dict[JointLevel, Sides] = {}
    for procedure in sorted(procedures, key=lambda p: p.kind is Kind.INJECTION):
        _code_procedure(procedure, whole if len(procedures) == 1 else None, case, session, form, draft, ablated)
    for name in told_twice(case, form):
        draft.hold(name, f"{case.root}.{name}", f"The record contradicts itself. {_QUESTIONS[name]}")
    numbered = number(whole.joints, form, session.dos or dt.date.max)
    check_same_day(case, session, numbered, form, draft)
    if session.dos is not None and not case.planned:
        draft.warn_if(beyond(session.billing_entity, session.dos, draft.levels_of))
        _warn_of_packaging(session.billing_entity, session.dos, draft)
    return Coded(
        lines=_lines(draft, case, session, form),
        not_billable=tuple(draft.refused),
        holds=tuple(draft.holds),
        queries=tuple(draft.queries.values()),
        warnings=tuple(draft.warnings),
        levels=whole,
        regions=numbered.regions,
        regions_certain=numbered.certain,
        levels_of=draft.levels_of,
        intent=session.intent,
        intent_asked=any(p.kind is Kind.INJECTION for p in procedures),
        same_day=tuple(draft.same_day),
    )


def _warn_of_packaging(entity: BillingEntity | None, day: dt.date, draft: Draft) -> None:
    if entity is not BillingEntity.ASC:
        return
    for code in draft.levels_of:
        source = packaged(code, day)
        if source:
            draft.warn(f"Medicare pays a surgery centre nothing apart for {code} (indicator N1, {source}).")


def _code_procedure(
    procedure: Procedure,
    whole: Levels | None,
    case: Case,
    session: Session,
    form: Form,
    draft: Draft,
    ablated: dict[JointLevel, Sides],
) -> None:
    day = session.dos or dt.date.max
    ruling = rule(procedure, session.guidance, form, day, planned=case.planned)
    levels = whole
    if levels is None or ruling.counts_nerves:
        levels = with_conflicts(read_targets(procedure.targets, form, per_nerve=ruling.counts_nerves), case)
    _hold_for_levels(levels, procedure, form, draft)
    if ruling.hold:
        path = f"{case.root}.{ruling.hold}" if ruling.hold == "guidance" else ""
        draft.hold(ruling.hold, path, _QUESTIONS.get(ruling.hold, ""))
    if procedure.kind is Kind.INJECTION:
        levels = _without_ablated(levels, ablated, draft)
    elif procedure.kind is not Kind.CYST:
        ablated.update(levels.joints)
    setting = Setting(
        family=ruling.family or _usual_family(procedure.kind),
        day=day,
        form=form,
        extra=_extra(procedure, levels, case, session, form, draft),
        diagnoses=case.chart.diagnoses or (),
        path=procedure.targets[0][0],
    )
    joints_open = any(gap.kind == "joints" for gap in levels.gaps)
    if ruling.family is None or ruling.family == "unlisted":
        _refuse(levels, setting, procedure.kind, ruling, draft)
        if ruling.family == "unlisted" and not joints_open:
            draft.unlisted.extend(item.name for item in levels.joints or levels.alone)
    elif joints_open:
        return
    elif ruling.per_nerve:
        bill_nerves(levels, setting, draft)
    else:
        bill_joints(levels, setting, draft)


def _refuse(levels: Levels, setting: Setting, kind: Kind, ruling: Ruling, draft: Draft) -> None:
    """Refuses the codes that the joints would have taken, under ultrasound those of both families."""
    families = [_usual_family(kind), *(["injection_ultrasound"] if ruling.ultrasound else [])]
    for name in families:
        refuse_all(levels, setting._replace(family=name), ruling.why_not, draft)


def _hold_for_levels(levels: Levels, procedure: Procedure, form: Form, draft: Draft) -> None:
    settled = {"nerve"} if form.single_nerve != "hold" else set()
    draft.hold_for(gap for gap in levels.gaps if gap.kind not in settled)
    if levels.peripheral:
        draft.refuse("64490", "this payer takes the third occipital nerve for a peripheral nerve", "C2-3")
    reaches_joint = procedure.techniques <= {Technique.INTRA_ARTICULAR, Technique.CYST_RUPTURE}
    if not reaches_joint and not _NO_BRANCHES.isdisjoint(levels.joints):
        path = procedure.targets[0][0]
        draft.hold("joints", path, "No medial branch serves a joint above C2-3. Which nerves or joints were treated?")


def _without_ablated(levels: Levels, ablated: Mapping[JointLevel, Sides], draft: Draft) -> Levels:
    """A block of a joint that was ablated in the same session is part of the ablation."""
    if not ablated:
        return levels
    left: dict[JointLevel, Sides] = {}
    for joint, sides in levels.joints.items():
        rest = sides - ablated[joint] if joint in ablated else sides
        if joint not in ablated or (rest and ablated[joint]):
            left[joint] = rest
        else:
            code = "64493" if joint.code_region is Region.LUMBAR_SACRAL else "64490"
            draft.refuse(code, "a block of a joint ablated in the same session is part of the ablation", joint.name)
    return replace(levels, joints=left)


def _extra(
    procedure: Procedure, levels: Levels, case: Case, session: Session, form: Form, draft: Draft
) -> tuple[str, ...]:
    """KX on diagnostic injections, and the modifier of the other side within a global period."""
    if procedure.kind is Kind.INJECTION and form.kx == "medicare_diag":
        if session.intent is None:
            draft.hold("intent", f"{case.root}.intent", _QUESTIONS["intent"])
        return ("KX",) if session.intent is Intent.DIAGNOSTIC else ()
    if procedure.kind is Kind.ABLATION and session.billing_entity in (None, BillingEntity.PROFESSIONAL):
        earlier = other_side_in_global_period(levels, case.chart.history or (), session.dos, form)
        if earlier is not None:
            draft.warn(
                f"The other side was ablated on {earlier.dos}, within the ten-day global period: "
                f"modifier {form.contralateral_modifier} tells the two apart."
            )
            why = f"the other side was ablated on {earlier.dos}; 78 would mean a complication, which this is not"
            draft.answer("other side", "with_modifier", "global period", why, modifier=form.contralateral_modifier)
            return (form.contralateral_modifier,)
    return ()


def _lines(draft: Draft, case: Case, session: Session, form: Form) -> tuple[SupportedLine, ...]:
    entity = session.billing_entity
    setting = case.chart.plan.setting if case.planned and case.chart.plan else None
    if entity is None and setting in set(BillingEntity):
        entity = BillingEntity(setting)
    lines = write(draft.works, form, entity)
    if draft.unlisted:
        draft.levels_of[_UNLISTED_CODE] = (frozenset(),)
        joint = ", ".join(draft.unlisted)
        lines += (SupportedLine(cpt=_UNLISTED_CODE, joint=joint, dx=case.chart.diagnoses or ()),)
    return lines


def _usual_family(kind: Kind) -> str:
    return "injection" if kind in (Kind.INJECTION, Kind.CYST) else "ablation"


def _mixed(procedures: tuple[Procedure, ...]) -> bool:
    """Whether destruction was done by several techniques in one session."""
    return len({t for p in procedures for t in p.techniques if t.is_ablation}) > 1


def _uneven(procedures: tuple[Procedure, ...], levels: Levels) -> bool:
    """Whether one joint's nerves were lesioned at different temperatures, so that not all of it may be destroyed."""
    targets = [target for p in procedures for _, target in p.targets if target.ablation and target.ablation.celsius]
    if len(targets) < 2:
        return False
    for joint in levels.joints:
        nerves = set(innervation()[joint].nerves) if joint in innervation() else set()
        here = {
            target.ablation.celsius
            for target in targets
            if target.ablation
            and (
                joint in map(JointLevel.parse, target.joints or ())
                or nerves & set(map(MedialBranch.parse, target.nerves or ()))
            )
        }
        if len(here) > 1:
            return True
    return False
