# ruff: noqa: E501 - one pattern a line reads better than a wrapped one
"""What a heading or a label says its section is about."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache
from typing import NamedTuple


class Kind(StrEnum):
    """What a section is about."""

    TITLE = "title"
    HEADER = "header"
    PROCEDURE = "procedure"
    FIELD = "field"
    DIAGNOSIS = "diagnosis"
    INDICATION = "indication"
    HISTORY = "history"
    FAMILY = "family"
    TREATMENT = "treatment"
    MEDICATION = "medication"
    EXAM = "exam"
    IMAGING = "imaging"
    ASSESSMENT = "assessment"
    CONSENT = "consent"
    DESCRIPTION = "description"
    PLAN = "plan"
    TEACHING = "teaching"
    SIGNATURE = "signature"
    OTHER = "other"


class Section(NamedTuple):
    """A stretch of text under one heading.

    Attributes:
        kind: what it is about.
        label: the heading, lower case, without marks; empty before the first heading.
        start: first character, that of the heading.
        body: first character after the heading.
        end: one past the last character.
    """

    kind: Kind
    label: str
    start: int
    body: int
    end: int


# the first pattern that the label matches decides; labels are lower case, words only
_KINDS: tuple[tuple[Kind, str], ...] = (
    (
        Kind.TEACHING,
        r"\b(teach\w*|trainees?|fellows?|residents?|standing (text|paragraph|note)|boilerplate|template text|general information|education\w*|about (this|the|your) (procedure|treatment|block|injection)|what to expect|script|hand ?outs?|counsel+ing|patient information|information for (patients|you)|faq|frequently asked|(for|about) (your|the) (pain )?diary)\b|^not (found|in (the )?record|provided|received|documented|available)\b|^(missing|outstanding|lacking)( (from|in) (the )?records?)?$",
    ),
    (Kind.FAMILY, r"\bfamily (medical )?(history|hx)\b|^fh$|^fhx$"),
    (
        Kind.CONSENT,
        r"\bconsent\b|^risks\b|risks (and|benefits|discussed)|time ?out|^universal protocol|^safety (checklist|pause)",
    ),
    (
        Kind.SIGNATURE,
        r"^(electronically |e |provider |physician |attending |surgeon |md )?(e )?sign(ed|ature)s?( by)?$|^authenticated( by)?$|^attestation$",
    ),
    (
        Kind.TREATMENT,
        r"^(prior|previous|earlier)$|^(last|most recent) (procedure|block|injection|rfa|ablation)s?$|^(prior|previous|past|earlier|failed|unsuccessful) (\w+ ){0,2}(treatments?|therap(y|ies)|interventions?|care|management|measures)\b|(treatments?|therap(y|ies)|measures|what (has|have) been|what was) (tried|to date|so far)|^tried and failed|^(conservative|non ?operative|non ?surgical) (care|treatments?|management|measures|therap(y|ies))|^((pain )?(treatment|procedure|injection|intervention)|interventional( pain)?) (history|log)$|^blocks? before$|^previous (blocks?|procedures?|injections?)|^prior (blocks?|procedures?|injections?)|^(prior|previous|past|earlier) (\w+ ){0,2}(mbbs?|blocks?|rfas?|rf|ablations?|injections?|procedures?)( \w+)?$|^(pain )?procedure history",
    ),
    (
        Kind.DESCRIPTION,
        r"^(description|narrative(?! history)|technique|details?|operation in detail|procedure in detail|findings|report of procedure)\b|\b(description|details?|narrative|technique|steps) of (the )?(procedure|operation|technique)|procedure(s)? (in detail|details?|description|narrative|technique|note text|notes?)$|^(operative|procedural|intra ?operative|intra ?procedural|hospital|procedure) (details?|technique|findings|narrative|course)|^course of (the )?procedure|^(injection|block|ablation|needle|lesioning) technique|^account of (the )?procedure|^procedure and findings|^today$|^what we did( today)?$|^what was done$|^needle (work|placement)$|^intervention$|^dictation$",
    ),
    (
        Kind.PLAN,
        r"^p$|^planned$|^(plan|follow ?up|disposition|aftercare|after care|recommendations?|recs?|instructions?|next|next steps?|decision|dispo|to do|treatment plan|discharge(?! (diagnos\w+|dx|med\w*|summary|note|record|date|time|status|condition|score|pain|vitals?|nrs|vas))|return|goals?|rtc|going forward|future plans?|pending( results)?)\b(?! of)|^(proposed|requested|recommended|future) (\w+ )?(procedures?|treatments?|interventions?|operation|blocks?|injections?|rfas?|ablations?)|\b(post|after|discharge) ?(procedure|op|operative|procedural)? (instructions?|plan|care)\b|\bplan( of care)?$|instructions?$",
    ),
    (
        Kind.DIAGNOSIS,
        r"\b(diagnos[ie]s|dx|icd( ?10)?( ?cm)?( codes?)?|impressions?)$|^icd\b|^codes?$|^diagnos[ie]s|^(pre|post) ?op(erative)? d",
    ),
    (
        Kind.PROCEDURE,
        r"^(proc|px)( name| performed| type| kind| desc(ription)?| performed today)?$|^(today s |todays )?(name of )?(the )?(procedures?|operations?|operative procedures?)( ?\(s\))?( (performed|done|title|name|type|planned and performed|today))?$|^(title|name|type|kind) of (the )?(procedure|operation|block|injection|treatment)|^(procedures?|operations?) s$|^p procedure$|^procedures?( s)?( performed)?$|^(block|injection|treatment) (performed|done|given)$|^kind of procedure$|^what$|^(principal|primary|main|surgical|operative|actual|interventional|completed|performed|final) (procedures?|operations?|interventions?)( s)?( (performed|done))?$|^(procedures?|operations?|interventions?|surger(y|ies)|(facet |nerve |medial branch |joint )?(blocks?|injections?|ablations?)|treatments?|services?)( s)? (performed|done|given|rendered|provided|completed)( today)?$|^procedures? performed( \w+){1,3}$",
    ),
    (
        Kind.INDICATION,
        r"\bindications?\b|^(reason|purpose) (for|of) (the )?(procedure|visit|operation|referral|consult\w*|exam|study|evaluation)|^referral reason|^(statement of )?medical necessity|^rationale|^why$|^why (we|i) (did|do|are doing) (it|this|the (block|procedure|injection|ablation))$|^justification|^necessity",
    ),
    (
        Kind.EXAM,
        r"^(?!date|time|reason|type|name|study)((physical|clinical|focused|neuro\w*|musculoskeletal|spine|spinal|back|neck|lumbar|cervical|thoracic|motor|sensory|limited|targeted|problem|directed|extremity|objective|orthopedic|and) ){0,3}(exam\w*)( findings)?$|^(objective|physical) findings$|^(special|provocative|orthopedic) (tests?|testing|maneuvers?|manoeuvres?)$|^(musculoskeletal|msk|neuro)$|^(o|objective|pe|exam|on exam\w*|vitals?( signs?)?|inspection|palpation|range of motion|motor|sensory|reflexes|gait|neurologic\w*|provocati\w+( tests?)?)$",
    ),
    (
        Kind.IMAGING,
        r"^((relevant |pertinent |recent |prior )?imaging|radiolog\w*|radiograph\w*|labs and imaging|mri|mr|ct|x ?rays?|films?|images|diagnostic (imaging|studies|data)|studies|labs?)( (studies|findings|review(ed)?|results?))?$",
    ),
    (
        Kind.MEDICATION,
        r"^((current|home|active|outpatient|discharge|admission|chronic|regular|present|all) )?(medications?|meds|drugs? (list)?|(drug )?allerg\w+|medicines|prescriptions?)( held| list| reviewed| on admission| at discharge)?$|^rx$|^anticoag\w+$",
    ),
    (
        Kind.ASSESSMENT,
        r"^(a|assessment|assessment and plan|a p|conclusion|summary|opinion|discussion|formulation|medical decision making|mdm|clinical assessment)$",
    ),
    (
        Kind.HISTORY,
        r"\b(history|hpi|pmh|psh|background|story|subjective|chief complaint|cc|interval|presenting|presentation|present illness|mechanism of injury|since (the )?last visit|pmhx|(clinical|case) summary|patient s (account|report|statement)|ros|review of systems|social|course|introduction)\b|^s$|^hx$",
    ),
    (
        Kind.HEADER,
        r"^(patient|pt|name|patient name|dob|date of birth|mrn|age|sex|gender|account|chart|provider|physician|surgeon|attending( physician)?|referring( physician| provider)?|assistant|md|operator|performing (physician|provider)|anesthesiologist|performed by|facility|clinic|location|phone|insurance|payer|taken by|re|nurse|rn)$",
    ),
    (
        Kind.FIELD,
        r"^(dos|date|dates|performed|performed on|(procedure|proc|visit|service|encounter|exam|study|surgery|operation) date|date performed)$|\bdate of (the )?(service|procedure|operation|visit|surgery|injection|encounter)$|^(setting|place of service|pos|site of service)$|^(billing|billed by|bill type|billing entity)$",
    ),
    (
        Kind.FIELD,
        r"^(pre|post|before|after|baseline)?[ -]?(procedure|procedural|op|operative|block|injection)? ?(pain|nrs|vas|vrs)( \w+)*$|\bpain (score|level|scale|rating)s?\b|^scale( used)?$",
    ),
    (
        Kind.FIELD,
        r"^(side|sides|laterality|(nerve )?blocks?|structures?( injected| treated| targeted| s)?|levels?|joints?|facets?|facet joints?|nerves?|branches|medial branches|targets?|target (levels?|nerves?|joints?)|sites?|(joint |nerve |spinal )?levels? (treated|injected|blocked|ablated|done)|region)$",
    ),
    (
        Kind.FIELD,
        r"^(guidance|img|image guidance|imaging guidance|modality|imaging used|fluoroscopy|(?:contrast|dye)(?: used| given)?|images?( saved| stored| kept)?|image (storage|archive)|sedation|sed|anesthesia|anaesthesia|type of an(a)?esthesia|intent|purpose|kind|type|block type|aim|goal of block|technique used|approach|drugs?|medications? (used|injected|given)|medication|injectates?|injected|agents?|local|steroid|solution|local an(a)?esthetic|lesions?|lesion(ing)?( parameters?)?|temperature|rf (parameters?|settings)|ablation|generator|probes?|needles?|ebl|estimated blood loss|blood loss|complications?|specimens?|stim\w*|sensory stimulation|motor stimulation|position|prep|skin|((pain |block )?(relief|response|result|outcome))( (to|of|after|from|following) (the |this |today s )?(block|injection|procedure|mbb|treatment)s?)?)$",
    ),
    # a label in words of the practice, by the word that says what its value is
    (
        Kind.FIELD,
        r"^(?!left|right)(\w+ ){0,2}(sides?|laterality|levels?|lvls?|joints?|nerves?|branches|rami|targets?|guidance|intent|purpose|sedation|sedatives?|an(a)?esthesia|contrast|dye|volume|vol|concentration|conc|strength|local|la|agents?|anesthetics?|anaesthetics?|injectates?|steroids?|temp|temperature|lesions?)( (used|given|administered|type|level|blocked|treated|injected|ablated|covered|targeted|done|s|sec|secs|seconds|c|celsius|deg c|ml|cc|per (site|nerve|joint|level|target)|each|total))*$",
    ),
    (
        Kind.FIELD,
        r"^(reason|time s|time sec|(lesion|rf|ablation|burn) (time|duration)( s| sec| seconds| per lesion)?|time|ml|cc|ml (per|each) \w+|dose|dose (per|each) \w+)$",
    ),
)
_COMPILED = tuple((kind, re.compile(pattern)) for kind, pattern in _KINDS)

_WORDS = re.compile(r"[^a-z]+")


@cache
def kind_of(label: str) -> Kind | None:
    """The kind of section that a heading opens; None for an unknown label.

    Args:
        label: lower case, words only, such as `procedure performed`.
    """
    for kind, pattern in _COMPILED:
        if pattern.search(label):
            return kind
    return None


def words_of(label: str) -> str:
    """A heading as words in lower case."""
    return _WORDS.sub(" ", label.lower()).strip()
