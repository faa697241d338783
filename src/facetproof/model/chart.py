"""The chart: everything the product reads becomes one (contract, section 1).

`None` means *not documented*, everywhere. It never means no. An empty list is a statement ("none"), an absent one is
none.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Any, Literal, Self

import msgspec

from facetproof.model.attestation import Attestation
from facetproof.model.claim import Authorization, Billed, Claim
from facetproof.model.document import Document as Document
from facetproof.model.evidence import Evidence
from facetproof.model.spine import Side


class Record(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Base of the chart's parts: frozen, keyword-only, absent fields left out when written."""

    def replace(self, **changes: Any) -> Self:
        """A copy with these fields changed, such as `chart.replace(payer="medicare:ngs")`."""
        return msgspec.structs.replace(self, **changes)


class Technique(StrEnum):
    """What was done."""

    INTRA_ARTICULAR = "intra_articular"
    MEDIAL_BRANCH_BLOCK = "medial_branch_block"
    THERMAL_RFA = "thermal_rfa"
    COOLED_RFA = "cooled_rfa"
    PULSED_RFA = "pulsed_rfa"
    CRYO = "cryo"
    CHEMICAL = "chemical"
    LASER = "laser"
    ENDOSCOPIC = "endoscopic"
    CYST_RUPTURE = "cyst_rupture"
    NOT_FACET = "not_facet"

    @property
    def is_injection(self) -> bool:
        """Intra-articular injection, medial branch block or cyst rupture."""
        return self in _INJECTIONS

    @property
    def is_ablation(self) -> bool:
        """Any technique that destroys the nerve, or is meant to."""
        return self not in _INJECTIONS and self is not Technique.NOT_FACET


_INJECTIONS = frozenset({Technique.INTRA_ARTICULAR, Technique.MEDIAL_BRANCH_BLOCK, Technique.CYST_RUPTURE})


class Intent(StrEnum):
    """Why an injection was given; must be stated in the record."""

    DIAGNOSTIC = "diagnostic"
    THERAPEUTIC = "therapeutic"


class Guidance(StrEnum):
    """How the needle was guided; `NONE` = the record says that nothing was used."""

    FLUOROSCOPY = "fluoroscopy"
    CT = "ct"
    ULTRASOUND = "ultrasound"
    MRI = "mri"
    NONE = "none"


class Sedation(StrEnum):
    """Depth of sedation; `NONE` = the record says so."""

    NONE = "none"
    MINIMAL = "minimal"
    MODERATE = "moderate"
    DEEP = "deep"
    GENERAL = "general"
    MAC = "mac"


class BillingEntity(StrEnum):
    """Who bills, which is not the same as where the service was given."""

    PROFESSIONAL = "professional"
    ASC = "asc"
    HOSPITAL_OUTPATIENT = "hospital_outpatient"


class Ablation(Record, frozen=True, kw_only=True):
    """Lesion temperature in degrees Celsius and time in seconds."""

    celsius: float | None = None
    seconds: float | None = None


class Score(Record, frozen=True, kw_only=True):
    """A score on a named scale; a range in the record is kept as `low` and `high`."""

    scale: str | None = None
    score: float | None = None
    low: float | None = None
    high: float | None = None


class Relief(Record, frozen=True, kw_only=True):
    """Response to one session: percent of pain relieved, how many hours it lasted, percent of function gained.

    A bound keeps its number in `percent` with `bound`; a range keeps its lower end in `percent`, its ends in `low`
    and `high`. `ongoing`: relief was still there when the note was written. `movements_possible`: the movements that
    hurt before could be made after the block.
    """

    percent: float | None = None
    hours: float | None = None
    function_percent: float | None = None
    bound: Literal["at_least", "at_most"] | None = None
    low: float | None = None
    high: float | None = None
    ongoing: bool | None = None
    movements_possible: bool | None = None


class Mixture(Record, frozen=True, kw_only=True):
    """What went to each target of a mixed syringe, in millilitres, and the parts it was mixed from."""

    ml_per_target: float | None = None
    parts: tuple[str, ...] | None = None


class Injectate(Record, frozen=True, kw_only=True):
    """A drug given at the target. `agent` is the generic name in lower case; `per` says what `ml` and `mg` count."""

    agent: str | None = None
    percent: float | None = None
    ml: float | None = None
    mg: float | None = None
    per: Literal["target", "total"] | None = None
    mixture: Mixture | None = None


class Target(Record, frozen=True, kw_only=True):
    """Where the needle went, as the record names it: joints and nerves are never derived from each other here."""

    side: Side | None = None
    joints: tuple[str, ...] | None = None
    nerves: tuple[str, ...] | None = None
    text: str | None = None
    landmarks: tuple[str, ...] | None = None
    technique: Technique | None = None
    ablation: Ablation | None = None


class SameDay(Record, frozen=True, kw_only=True):
    """Another service of the same day."""

    code: str | None = None
    kind: (
        Literal[
            "epidural",
            "transforaminal_epidural",
            "sacroiliac",
            "trigger_point",
            "sympathetic",
            "evaluation",
            "imaging",
            "sedation",
            "facet",
            "other",
        ]
        | None
    ) = None
    region: str | None = None
    reason: str | None = None
    technique: Technique | None = None
    targets: tuple[Target, ...] | None = None
    ablation: Ablation | None = None


class Session(Record, frozen=True, kw_only=True):
    """All facet work of one day, or one earlier session told in the history."""

    dos: dt.date | None = None
    billing_entity: BillingEntity | None = None
    place_of_service: str | None = None
    technique: Technique | None = None
    intent: Intent | None = None
    intent_text: str | None = None
    guidance: Guidance | None = None
    contrast: bool | None = None
    images_saved: bool | None = None
    signed: bool | None = None
    targets: tuple[Target, ...] | None = None
    injectates: tuple[Injectate, ...] | None = None
    sedation: Sedation | None = None
    sedation_reason: str | None = None
    sedation_text: str | None = None
    ablation: Ablation | None = None
    pain_before: Score | None = None
    pain_after: Score | None = None
    relief: Relief | None = None
    same_day: tuple[SameDay, ...] | None = None
    # of earlier sessions only
    count: int | None = None
    dos_text: str | None = None
    completed: bool | None = None
    billed: Billed | None = None
    placebo_controlled: bool | None = None


class Pain(Record, frozen=True, kw_only=True):
    """The pain that justifies the procedure. `months` is its duration."""

    months: float | None = None
    axial: bool | None = None
    radicular: bool | None = None
    claudication: bool | None = None
    generalised: bool | None = None
    scale: str | None = None
    score: float | None = None
    low: float | None = None
    high: float | None = None


class ConservativeCare(Record, frozen=True, kw_only=True):
    """One treatment tried first; `visits` is how many there were, `until` the last day of it."""

    modality: Literal[
        "physical_therapy",
        "home_exercise",
        "nsaid",
        "acetaminophen",
        "other_medication",
        "manipulation",
        "acupuncture",
        "cognitive",
        "activity_modification",
        "injection",
        "other",
    ]
    weeks: float | None = None
    failed: bool | None = None
    reason_not_possible: str | None = None
    visits: int | None = None
    until: dt.date | None = None


class Cyst(Record, frozen=True, kw_only=True):
    """A facet synovial cyst."""

    imaging_shows_compression: bool | None = None
    symptomatic: bool | None = None


class Assessment(Record, frozen=True, kw_only=True):
    """The evaluation that justifies the session. `other_cause=()`: other causes were excluded."""

    date: dt.date | None = None
    pain: Pain | None = None
    disability: Score | None = None
    conservative_care: tuple[ConservativeCare, ...] | None = None
    facet_loading: bool | None = None
    paraspinal_tenderness: bool | None = None
    neuro_deficit: bool | None = None
    other_cause: tuple[str, ...] | None = None
    fused_joints: tuple[str, ...] | None = None
    pseudarthrosis_suspected: bool | None = None
    cyst: Cyst | None = None
    bmi: float | None = None
    asa_class: int | None = None


class Plan(Record, frozen=True, kw_only=True):
    """What is to be done, and the reasons the physician gave."""

    technique: Technique | None = None
    targets: tuple[Target, ...] | None = None
    date: dt.date | None = None
    setting: str | None = None
    intent: Intent | None = None
    rfa_intended: bool | None = None
    rfa_not_possible_reason: str | None = None
    early_repeat_reason: str | None = None
    intraarticular_reason: str | None = None
    source_question_reason: str | None = None
    multiple_blocks_reason: str | None = None
    third_level_reason: str | None = None


class Conflict(Record, frozen=True, kw_only=True):
    """Statements that exclude each other; the value itself is then absent."""

    path: str
    values: tuple[str | float | bool, ...] = ()
    evidence: tuple[Evidence, ...] = ()


class Vague(Record, frozen=True, kw_only=True):
    """A field that the record names without a value ("significant relief"); the value itself is absent."""

    path: str
    evidence: tuple[Evidence, ...] = ()


class Options(Record, frozen=True, kw_only=True):
    """Payer options that override the policy's own, with the values of the coding ambiguities page."""

    level_naming: Literal["joint_required", "nerve_ok", "ask"] | None = None
    single_nerve: Literal["hold", "52", "unlisted"] | None = None
    bilateral_style: Literal["mod50_one_line", "rt_lt_two_lines", "line_plus_50"] | None = None
    bilateral_addon_style: Literal["mod50", "twice_rt_lt", "units2"] | None = None
    asc_facility_bilateral: Literal["rt_lt_two_lines", "mod50_one_line"] | None = None
    t12l1_rule: Literal["cpt", "mac_one_region"] | None = None
    multi_region: Literal["hold", "bill_59"] | None = None
    third_level: Literal["block", "bill_ga", "bill_gz", "allow"] | None = None
    session_unit: Literal["date", "date_side"] | None = None
    contralateral_modifier: Literal["79", "58"] | None = None
    l5dr_overlap: Literal["hold", "allow_59"] | None = None
    pulsed: Literal["64999", "deny"] | None = None
    cyst_code: Literal["64493", "64999", "hold"] | None = None
    ton: Literal["facet", "peripheral"] | None = None
    no_imaging: Literal["hold", "tpi"] | None = None
    us_guided: Literal["cat3", "deny"] | None = None
    multi_block: Literal["hold", "warn", "allow"] | None = None
    kx: Literal["medicare_diag", "off"] | None = None
    extra_unit_modifier: Literal["none", "59", "76"] | None = None
    sedation_rule: str | None = None
    endoscopic: Literal["hold"] | None = None


class Chart(Record, frozen=True, kw_only=True):
    """One patient's record as far as one session or plan is concerned (contract, section 1).

    `benefit_year_from` is the first day of the year in which the payer counts, where the plan tells it.
    """

    id: str | None = None
    payer: str | None = None
    options: Options | None = None
    session: Session | None = None
    assessment: Assessment | None = None
    diagnoses: tuple[str, ...] | None = None
    diagnosis_text: tuple[str, ...] | None = None
    plan: Plan | None = None
    history: tuple[Session, ...] | None = None
    history_from: dt.date | None = None
    benefit_year_from: dt.date | None = None
    attestation: Attestation | None = None
    authorization: Authorization | None = None
    claim: Claim | None = None
    documents: tuple[Document, ...] | None = None
    conflicts: tuple[Conflict, ...] | None = None
    vague: tuple[Vague, ...] | None = None
    evidence: dict[str, tuple[Evidence, ...]] | None = None
