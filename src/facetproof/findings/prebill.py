"""The check before a claim goes out: the claim by itself, or against the record where a chart is given."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import msgspec

from facetproof.coding.same_day import SEDATION
from facetproof.coding.tables import codes, inclusion
from facetproof.errors import PolicyError
from facetproof.findings.case import JudgedCase
from facetproof.findings.correction import FORM_MODIFIERS, Correction, Fees, corrected
from facetproof.findings.evaluate import evaluate
from facetproof.findings.facts import register_all
from facetproof.findings.judge import CONVENTION, audit, policy_for
from facetproof.model.chart import Chart, Session
from facetproof.model.claimfile import BilledClaim, ServiceLine
from facetproof.model.finding import Determination, Finding, Status, Verdict
from facetproof.policy.find import version
from facetproof.policy.rule import PolicyVersion
from facetproof.sources.claim_chart import chart_of

#: Rules that a claim can break whatever the record says.
CLAIM_ONLY = frozenset({"BL02", "BL03", "BL06", "BL07", "BL08", "BL09", "BL10", "PA01"})
#: Different bills of which the answer is remembered.
REMEMBERED = 20_000
#: Records of a claim file that a correction rewrites: with a fault in one of them nothing is written.
_LINE_RECORDS = frozenset({"CLM", "LX", "SV1", "SV2", "SV3"})
#: Kinds of service that are part of a facet procedure whatever modifier stands on them.
_PARTS = frozenset({"imaging", "contrast", "sedation"})
#: Claim filing indicators of traditional Medicare.
_MEDICARE = frozenset({"MA", "MB"})


class Checked(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One claim's facet lines of one date of service, checked.

    Attributes:
        claim: the claim's number; `record` is where it begins in its file.
        policy: the policy judged by, with the version in force.
        verdict: with a chart the determination; without one `not_supported` where the claim itself is wrong, else None.
        findings: denial rules that are not met or not documented, and warnings that are not met.
        charge: what the facet lines of the day are charged at, None where no line tells.
        correction: the lines that the record supports, where they differ from the billed ones and can be written.
    """

    claim: str
    record: int
    dos: dt.date
    policy: str
    version: str | None = None
    matched: bool = False
    verdict: Verdict | None = None
    hold: bool = False
    findings: tuple[Finding, ...] = ()
    queries: tuple[str, ...] = ()
    charge: float | None = None
    correction: Correction | None = None
    note: str | None = None

    @property
    def wrong(self) -> bool:
        """Something must be done before the claim goes out."""
        return self.verdict in (Verdict.NOT_SUPPORTED, Verdict.NEEDS_DOCUMENTATION) or self.hold


class Prebill:
    """Checks claims under one payer, or each under the payer it names, with the charts that are given.

    Args:
        charts: records, matched by claim number or medical record number, and by date of service.
        payer: policy id; without one Medicare claims go by the biller's state, others by coding convention.
        fees: charge of a unit by code, for lines that a correction adds.
    """

    def __init__(self, charts: Iterable[Chart] = (), payer: str | None = None, fees: Fees | None = None) -> None:
        self._charts: dict[str, list[Chart]] = {}
        for chart in charts:
            self._charts.setdefault(chart.id or "", []).append(chart)
        self._payer, self._fees = payer, fees or {}
        self._alike: dict[tuple[object, ...], tuple[PolicyVersion, tuple[Finding, ...]]] = {}

    def check(self, claim: BilledClaim) -> tuple[Checked, ...]:
        """One result for each date of service on which the claim bills a facet code.

        Raises:
            PolicyError: the payer given is not known.
        """
        days: dict[dt.date, list[ServiceLine]] = {}
        for line in claim.lines:
            if line.dos is not None and line.cpt in codes():
                days.setdefault(line.dos, []).append(line)
        return tuple(self._check(claim, day, tuple(lines)) for day, lines in sorted(days.items()))

    def _check(self, claim: BilledClaim, dos: dt.date, lines: tuple[ServiceLine, ...]) -> Checked:
        billed = chart_of(claim, dos)
        record, note = self._record(claim, dos)
        payer = self._payer or (record.payer if record else None) or self._payer_of(claim, dos)
        charges = [line.charge for line in lines if line.charge is not None]
        result = Checked(
            claim=claim.id,
            record=claim.record,
            dos=dos,
            policy=payer,
            charge=round(sum(charges), 2) if charges else None,
            note=note,
        )
        if record is None:
            return self._alone(result, msgspec.structs.replace(billed, payer=payer))
        chart = msgspec.structs.replace(record, payer=payer, claim=billed.claim, session=_session(record, billed))
        return self._against_record(result, claim, chart, audit(chart), lines)

    def _alone(self, result: Checked, chart: Chart) -> Checked:
        # a batch bills the same lines again and again: without a record the answer depends on nothing else
        chart = _bare(chart)
        key = (chart.payer, chart.session, chart.claim)
        if key not in self._alike:
            if len(self._alike) >= REMEMBERED:
                self._alike.clear()
            self._alike[key] = claim_findings(chart)
        policy, findings = self._alike[key]
        return msgspec.structs.replace(
            result,
            policy=policy.id,
            version=policy.start.isoformat() if policy.start and policy.start != dt.date.min else None,
            verdict=Verdict.NOT_SUPPORTED if any(f.consequence == "denial" for f in findings) else None,
            findings=findings,
        )

    def _against_record(
        self, result: Checked, claim: BilledClaim, chart: Chart, judged: Determination, lines: tuple[ServiceLine, ...]
    ) -> Checked:
        open_ = tuple(
            f
            for f in judged.findings
            if f.status is Status.NOT_MET or (f.status is Status.NOT_DOCUMENTED and f.consequence == "denial")
        )
        correction = None
        if not judged.hold and judged.lines:
            correction = self._correction(claim, chart, judged, lines, result.dos)
            if correction is not None and any(f.severe and f.tag in _LINE_RECORDS for f in claim.faults):
                what = "the file has faults in this claim, mend them first"
                correction = msgspec.structs.replace(correction, blocked=what)
        return msgspec.structs.replace(
            result,
            policy=judged.policy,
            version=judged.version,
            matched=True,
            verdict=judged.determination,
            hold=judged.hold,
            findings=open_,
            queries=judged.queries,
            correction=correction,
        )

    def _correction(
        self,
        claim: BilledClaim,
        chart: Chart,
        judged: Determination,
        lines: tuple[ServiceLine, ...],
        dos: dt.date,
    ) -> Correction | None:
        """What to write instead; where no rule of billing is broken only a missing authorization number is added."""
        broken = {f.rule for f in judged.findings if f.status is Status.NOT_MET and f.rule.startswith("BL")}
        dropped = FORM_MODIFIERS | {"KX"} if "BL05" in broken else FORM_MODIFIERS
        included = _included(claim, dos, judged)
        billed, supported = (lines, judged.lines) if broken else ((), ())
        authorization = chart.authorization if _bears_number(judged, dos) else None
        return corrected(claim, billed, supported, self._fees, authorization, included, dropped)

    def _record(self, claim: BilledClaim, dos: dt.date) -> tuple[Chart | None, str | None]:
        """The chart of this claim and day, and what stands in the way of one.

        A chart is the claim's by the claim number, else by the number of the patient's record.
        """
        charts = self._charts.get(claim.id) or self._charts.get(claim.medical_record or "\0") or []
        exact = [chart for chart in charts if chart.session is not None and chart.session.dos == dos]
        if len(exact) == 1:
            return exact[0], None
        if exact:
            return None, "Several charts have this claim's number and date: none was used."
        undated = [chart for chart in charts if chart.session is not None and chart.session.dos is None]
        if len(undated) == len(charts) == 1:
            return undated[0], "The chart tells no date of service: the claim's was taken."
        if charts:
            return None, "The chart of this claim is of another date of service and was not used."
        return None, "No chart of this claim was given." if self._charts else None

    @staticmethod
    def _payer_of(claim: BilledClaim, dos: dt.date) -> str:
        if claim.payer is None or claim.payer.filing not in _MEDICARE:
            return CONVENTION
        state = claim.billing.state if claim.billing else None
        if state is None:
            return "medicare"
        named = f"medicare@{state}"
        try:
            policy_for(Chart(payer=named), dos)
        except PolicyError:
            return "medicare"
        return named


def _bears_number(judged: Determination, dos: dt.date) -> bool:
    """Whether a number on file belongs on this claim: not where the payer's rule asks it of another claim of the day.

    Medicare wants it on the hospital's own claim alone.
    """
    asked = any(rule.code == "PA01" for rule in version(judged.policy, dos).rules)
    return not asked or any(f.rule == "PA01" for f in judged.findings)


def _included(claim: BilledClaim, dos: dt.date, judged: Determination) -> tuple[ServiceLine, ...]:
    """Lines that BL06 names and that no modifier can save: guidance, contrast and sedation with the procedure."""
    lines = [line for line in claim.lines if line.dos == dos and line.cpt is not None]
    facets = {line.cpt for line in judged.lines}
    named = {path.rpartition(".")[2] for f in judged.findings if f.rule == "BL06" for path in f.facts}
    return tuple(
        line
        for n, line in enumerate(lines)
        if str(n) in named and (line.cpt in SEDATION or _kinds(line.cpt or "", facets, dos) & _PARTS)
    )


def _kinds(code: str, facets: set[str], dos: dt.date) -> set[str]:
    edits = (inclusion(code, facet, dos) for facet in facets)
    return {edit.kind for edit in edits if edit is not None and edit.facet_first}


def _bare(chart: Chart) -> Chart:
    """The chart with what its claim-only rules never read, diagnoses and charges, left out."""
    claim = chart.claim
    if claim is None:
        return chart
    lines = tuple(msgspec.structs.replace(line, dx=None, charge=None) for line in claim.lines)
    return msgspec.structs.replace(chart, id=None, claim=msgspec.structs.replace(claim, lines=lines))


def claim_findings(chart: Chart) -> tuple[PolicyVersion, tuple[Finding, ...]]:
    """The policy in force and what is wrong with the chart's claim whatever the record says."""
    register_all()
    dos = chart.session.dos if chart.session else None
    policy = policy_for(chart, dos)
    form = policy.form if policy.start else version(CONVENTION, dos or dt.date.today()).form
    case = JudgedCase(chart, form)
    rules = [rule for rule in policy.rules if rule.code in CLAIM_ONLY]
    return policy, tuple(f for f in evaluate(case, rules) if f.status is Status.NOT_MET)


def _session(record: Chart, billed: Chart) -> Session | None:
    """The record's session; day, biller and place from the claim where the record is silent about them."""
    own, claimed = record.session, billed.session
    if own is None or claimed is None:
        return own or claimed
    return msgspec.structs.replace(
        own,
        dos=own.dos or claimed.dos,
        billing_entity=own.billing_entity or claimed.billing_entity,
        place_of_service=own.place_of_service or claimed.place_of_service,
    )
