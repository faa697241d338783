# ruff: noqa: E501 - one pattern a line
"""Where a note names a facet procedure, past or not: by its noun, by what was done to a joint or nerve, or as "the block"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from facetproof.facts.gates import Gated
from facetproof.facts.naming import ABLATIONS
from facetproof.facts.note import Note, Sentence
from facetproof.facts.phrases import Hit
from facetproof.facts.readers.technique.phrases import AT_FACET, TERMS
from facetproof.model.chart import Technique

_FACET_ABLATIONS = ("rf", "radio", "rhizo", "neurotom")
_NEAR = 40
_MOST_TERMS = 60


class Mention(NamedTuple):
    """A facet session named at `lower[start:end]`; `technique` is None where the words do not tell it."""

    technique: Technique | None
    start: int
    end: int
    sentence: Sentence
    plural: bool


def speaks_of_facets(note: Note) -> bool:
    """Whether facet joints, their nerves or radiofrequency treatment are named at all."""
    return any(
        hit.meaning in AT_FACET or note.lower.startswith(_FACET_ABLATIONS, hit.start) for hit in note.hits(TERMS)
    ) or any(_at_joints(note, hit) for hit in note.memo(deeds) if hit.meaning != "inject")


def terms_by_sentence(note: Note) -> dict[int, list[Hit]]:
    """Words for procedures by the start of their sentence, the first ones of each. For `Note.memo`."""
    found = {sentence.start: hits[:_MOST_TERMS] for sentence, hits in note.sentences_with(TERMS)}
    for deed in note.memo(deeds):
        hits = found.setdefault(note.sentence_at(deed.start).start, [])
        over = [hit for hit in hits if hit.start < deed.end and deed.start < hit.end]
        if all(hit.meaning == "inject" for hit in over):
            found[note.sentence_at(deed.start).start] = sorted([*(hit for hit in hits if hit not in over), deed])
    return found


def deeds(note: Note) -> list[Hit]:
    """What was done to nerves in words of every day: "nerve burning", "the medial branches numbed", "test shots"; for `Note.memo`."""
    return [
        Hit(*m.span(), meaning)
        for meaning, pattern in (("ablation", _BURNED), ("inject", _NUMBED), ("shots", _SHOTS))
        for m in pattern.finditer(note.lower)
        if meaning != "shots" or m[0] not in ("shot", "shots") or _are_blocks(note, m.start())
    ]


_NERVES = r"(?:(?:facets?|joints?|medial branch(?:es)?) )?(?:nerves?|facets?|facet joints?|medial branch(?:es)?)"
_HEAT = r"(?:burn(?:ed|ing|t)?|denervat(?:e|ing)|ablate|cauteri[sz](?:ed|ation)|ablat(?:ed|ing)|zapped|fried|cooked|deadened)"
_BURNED = Gated(
    rf"\bnerve[- ](?:burn(?:ing)?s?|ablations?|cauteri[sz]ation)\b|\b{_HEAT}\b(?=(?: off)?(?: (?:of|the|my|her|his|those|these|both|right|left|small|lumbar|cervical))* {_NERVES}\b)"
    rf"|(?<=nerves |facets )(?:\w+ ){{0,4}}?{_HEAT}\b|(?<=branches ){_HEAT}\b|\bablated\b(?= (?:on|at|the|right|left|bilat))"
)
_NUMBED = Gated(
    r"\b(?:numbing(?= of)|numbed(?: up)?|anesthetized|anaesthetised|anesthetised|blockaded|blocking|injecting|shots?)\b"
)
_SHOTS = Gated(
    r"\b(?:test|numbing|trial|diagnostic|nerve test) (?:nerve )?(?:shots?|injections?|needles?)\b|\b(?:(?:facet|nerve) )?shots?\b|(?<!root )(?<!roots )\bnerve blocks?\b(?=[^.;\n]{0,40}\b[ctl]\d{1,2} ?[-/] ?[ctls]?\d)"
)
"""A patient's words for blocks."""


def _are_blocks(note: Note, place: int) -> bool:
    """Whether "the shots" of a patient are at joints of the spine and numbing ones."""
    sentence = note.sentence_at(place)
    return _OF_NERVES.search(note.lower, sentence.start, sentence.end) is not None and (
        _JOINT.search(note.lower, sentence.start, sentence.end) is not None
    )


_OF_NERVES = re.compile(r"\b(?:numb\w*|nerves?|test|facets?|blocks?)\b")


def _at_joints(note: Note, hit: Hit) -> bool:
    """Whether the sentence of a deed names joints or vertebrae of the spine."""
    sentence = note.sentence_at(hit.start)
    return _JOINT.search(note.lower, sentence.start, sentence.end) is not None


_JOINT = re.compile(r"\b[ctl]\d{1,2} ?(?:[-/,]|and|&) ?[ctls]?\d")


_ANSWERED_NO = re.compile(
    r"(?: \w+)? ?[:=?] *(?:\[x\] *)?(?:n|no|none|never|nil|0|false)\b(?! ?(?:\d|relief|benefit|help))"
)
"""A field asks for earlier ones, and there were none: "Prior MBB: N"."""


def named_in(note: Note, sentence: Sentence, hits: list[Hit]) -> Iterator[Mention]:
    """Facet procedures named in a sentence, past or not."""
    lower = note.lower
    used = sentence.start
    for n, hit in enumerate(hits):
        if hit.start < used or _ANSWERED_NO.match(lower, hit.end):
            continue
        near = [
            other for other in hits if other is not hit and abs(other.start - hit.start) <= _NEAR + hit.end - hit.start
        ]
        technique: Technique | None
        start, end = hit.start, hit.end
        if lower[max(0, hit.start - 8) : hit.start].rstrip().endswith("bundle"):
            continue
        if hit.meaning == "ablation":
            if any(
                other.meaning.startswith("not ")
                for other in near
                if lower[min(hit.end, other.end) : max(hit.start, other.start)].count(",") == 0
            ):
                continue
            if _OTHER_NERVE.search(lower, max(sentence.start, hit.start - _NEAR), hit.start):
                continue
            subtype = next((other for other in near if other.meaning in ABLATIONS), None)
            technique = ABLATIONS[subtype.meaning] if subtype else Technique.THERMAL_RFA
            end = _last_of(hits[n:], lower, {"ablation"}, end)
        elif (
            hit.meaning in ABLATIONS
            and hit.meaning in {"cryo", "chemical"}
            and any(h.meaning in {"branch", "facet"} for h in near)
        ):
            technique = ABLATIONS[hit.meaning]
        elif hit.meaning == "rupture" and any(other.meaning == "cyst" for other in near):
            technique = Technique.CYST_RUPTURE
        elif hit.meaning == "branch block":
            technique = Technique.MEDIAL_BRANCH_BLOCK
            end = _last_of(hits[n:], lower, {"branch block", "facet injection"}, end)
        elif hit.meaning == "facet injection":
            technique = Technique.INTRA_ARTICULAR
            end = _last_of(hits[n:], lower, {"inject", "facet injection"}, end)
        elif hit.meaning in {"branch", "facet"}:
            following = next(
                (
                    o
                    for o in hits[n + 1 :]
                    if o.start - hit.end <= 60 and o.meaning in {"ablation", "inject"} and _same_clause(lower, hit, o)
                ),
                None,
            )
            if following is None or following.meaning == "ablation":
                continue
            technique = Technique.MEDIAL_BRANCH_BLOCK if hit.meaning == "branch" else Technique.INTRA_ARTICULAR
            end = following.end
        elif hit.meaning == "inject" and re.match(r"intra-? ?articular", lower[hit.start : hit.end]):
            if any(other.meaning.startswith("not ") for other in near):
                continue
            technique = Technique.INTRA_ARTICULAR
            end = _last_of(hits[n:], lower, {"inject"}, end)
        elif hit.meaning == "inject" and (object_ := _object_of(lower, hit, hits[n + 1 :])) is not None:
            technique = Technique.MEDIAL_BRANCH_BLOCK if object_.meaning == "branch" else Technique.INTRA_ARTICULAR
            end = object_.end
        elif (hit.meaning == "shots") or (
            hit.meaning == "inject"
            and re.match(r"blocks?\b", lower[hit.start : hit.end + 1])
            and _stands_bare(note, hit)
        ):
            if any(other.meaning.startswith("not ") for other in near):
                continue
            technique = None
        else:
            continue
        used = end
        yield Mention(technique, start, end, sentence, lower[end - 1] == "s" or lower.startswith("s", end))


_OTHER_NERVE = re.compile(
    r"(?:(?<!third )\boccipital|\bsi|\bsij|\bgenicular|\bsaphenous|\bsural|\bintercostal|\bsuprascapular|\bpudendal)\b(?: (?:joint|nerve|neuralgia)s?)?(?: (?:pulsed|cooled|thermal))? $"
)
"""Just before an ablation: it was not at the facets."""
_BARE = re.compile(
    r"(?<![\w-])(?:the|her|his|their|my|that|this|each|every|both|these|those|an?|any|one|two|three|all|first|second|third|1st|2nd|3rd|prior|previous|earlier|initial|last|"
    r"latest|most recent|another|diagnostic|dx|positive|confirmatory|comparative|dual|test|facet|left|right|bilateral|lumbar|cervical|thoracic|2|s/p|status post|#\d)"
    r"(?:-sided)?(?: (?:left|right|bilateral|sided|first|second|last|prior|previous|initial|earlier|diagnostic|test|positive|nerve|most recent|lumbar|cervical|thoracic|facet|successful|\w+-sided))*\s+$"
    r"|(?:^|\.\s|\n)\s*$|\d/\d{1,2}/\d{2,4} $"
)
"""Just before a block without its kind."""
_OF_SO_MANY = re.compile(r"s? #?\d of \d")
_NUMBERED = re.compile(r"\s?#\s?\d|s? \d\b(?![/.]| of \d)")
_OBJECT = re.compile(
    r"s?(?:,? (?:of|to|at|into|in|on|both|each|all|the|her|his|their|my|two|three|right|left|bilateral\w*|lumbar|cervical|thoracic|"
    r"lower|upper|side|sided|level|and|supplying|nerves?|joints?|deep|[ctl]?\d[\w/&-]*,?))+ "
)
"""Between a deed and what it was done to."""


def _object_of(lower: str, hit: Hit, following: list[Hit]) -> Hit | None:
    """The joint or nerve that a word for an injection or block acts on: "blocked the left L4 medial branch"."""
    word = lower[hit.start : hit.end]
    if not word.startswith(("inj", "block", "infil", "numb", "an")):
        return None
    for other in following:
        if other.start - hit.end > _FAR or other.meaning.startswith("not "):
            return None
        if other.meaning in {"branch", "facet"}:
            apart = _OBJECT.fullmatch(lower, hit.end, other.start)
            return other if apart and not _FACET_PAIN.match(lower, other.end) else None
    return None


_FAR = 70
_FACET_PAIN = re.compile(r"(?: joints?)?[ -](?:arthr|pain|load|hypert|tender|disease|syndrome|mediated|degen)")


def _stands_bare(note: Note, hit: Hit) -> bool:
    """Whether "block" without its kind may be one of those at the facets: told as one, and no other procedure named last."""
    lower = note.lower
    if _OF_SO_MANY.match(lower, hit.end):
        return False
    if _BARE.search(lower[max(0, hit.start - 60) : hit.start]) is None and not _NUMBERED.match(lower, hit.end):
        return False
    before = None
    for other in note.hits(TERMS):
        if other.start >= hit.start:
            break
        if other.meaning.startswith("not ") or other.meaning in AT_FACET or other.meaning == "ablation":
            before = other
    return before is None or not before.meaning.startswith("not ")


def _last_of(hits: list[Hit], lower: str, meanings: set[str], end: int) -> int:
    """The end of a name written in several hits: "radiofrequency ablation", "medial branch blocks/facet blocks"."""
    for hit in hits[1:]:
        if hit.meaning in meanings and re.fullmatch(r"s?\s?[/(-]?\s?(?:facet |or )?", lower[end : hit.start]):
            end = hit.end
        elif hit.start > end + 12:
            break
    return end


def _same_clause(lower: str, a: Hit, b: Hit) -> bool:
    return not re.search(r"[;.]\s|\n", lower[a.end : b.start])
