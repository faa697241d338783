# ruff: noqa: E501 - one pattern a line
"""Where a note speaks of a facet session that is past."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from facetproof.facts.calendar import written_dates
from facetproof.facts.gates import Gated
from facetproof.facts.note import Note, Sentence
from facetproof.facts.passages import tells_earlier
from facetproof.facts.phrases import Hit
from facetproof.facts.procedure import Procedure, procedure_of
from facetproof.facts.readers.history import phrases as say
from facetproof.facts.readers.history.responses import events_in, is_report_by_patient
from facetproof.facts.readers.technique.phrases import TERMS
from facetproof.facts.sections import Kind
from facetproof.facts.statements import in_dialogue, kind_here
from facetproof.facts.visit import visit_date
from facetproof.model.chart import Technique

_NEVER = frozenset({Kind.TEACHING, Kind.FAMILY, Kind.CONSENT, Kind.EXAM, Kind.SIGNATURE, Kind.PROCEDURE})
_SUBTYPES = {
    "pulsed": Technique.PULSED_RFA,
    "cooled": Technique.COOLED_RFA,
    "cryo": Technique.CRYO,
    "chemical": Technique.CHEMICAL,
    "laser": Technique.LASER,
    "endoscopic": Technique.ENDOSCOPIC,
}
_FACET_WORDS = frozenset({"branch block", "branch", "facet injection", "facet"})
_FACET_ABLATIONS = ("rf", "radio", "rhizo", "neurotom")
_NEAR = 40
_MOST_TERMS = 60
_MOST_MENTIONS = 60
_REACH = 260


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
        hit.meaning in _FACET_WORDS or note.lower.startswith(_FACET_ABLATIONS, hit.start) for hit in note.hits(TERMS)
    ) or (_BURNED.search(note.lower) is not None and _NERVES_AT_JOINTS.search(note.lower) is not None)


def past_list(note: Note) -> list[Mention]:
    """Past mentions, the first of them where a text repeats itself without end; for `Note.memo`."""
    return list(islice(past_mentions(note), _MOST_MENTIONS))


def terms_by_sentence(note: Note) -> dict[int, list[Hit]]:
    """Words for procedures by the start of their sentence, the first ones of each. For `Note.memo`."""
    return {sentence.start: hits[:_MOST_TERMS] for sentence, hits in note.sentences_with(TERMS)}


def past_mentions(note: Note) -> Iterator[Mention]:
    """Mentions of facet sessions told as past, left to right; today's, planned ones and other people's are left out."""
    if not speaks_of_facets(note):
        return
    procedure = procedure_of(note)
    if (
        procedure is not None
        and not procedure.is_facet
        and "facet" not in note.lower
        and "medial branch" not in note.lower
    ):
        return
    last: Mention | None = None
    today = {naming.sentence.start for naming in procedure.titles} if procedure is not None else set()
    by_sentence = note.memo(terms_by_sentence)
    for sentence in note.sentences:
        if last is None and sentence.start not in by_sentence:
            continue
        kind = kind_here(note, sentence)
        if (kind in _NEVER and not (kind is Kind.PROCEDURE and tells_earlier(note, sentence))) or in_dialogue(
            note, sentence.start
        ):
            continue
        named = list(named_in(note, sentence, by_sentence.get(sentence.start, [])))
        for mention in named:
            if _is_past(note, mention, is_title=sentence.start in today):
                yield mention
        if named:
            last = _with_technique(named[-1], procedure)
        elif last is not None and sentence.start - last.end < _REACH:
            again = say.ANAPHORA.match(note.lower[sentence.start : sentence.end])
            if again is not None:
                mention = last._replace(
                    start=sentence.start + again.start("which"),
                    end=sentence.start + again.end(),
                    sentence=sentence,
                    plural=False,
                )
                if _is_past(note, mention, is_title=False):
                    yield mention


def _with_technique(mention: Mention, done: Procedure | None) -> Mention:
    """A block without further words in a note on a block at the facets is such a block."""
    if mention.technique is None and done is not None and done.is_facet and not done.technique.is_ablation:
        return mention._replace(technique=done.technique)
    return mention


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
            subtype = next((other for other in near if other.meaning in _SUBTYPES), None)
            technique = _SUBTYPES[subtype.meaning] if subtype else Technique.THERMAL_RFA
            end = _last_of(hits[n:], lower, {"ablation"}, end)
        elif (
            hit.meaning in _SUBTYPES
            and hit.meaning in {"cryo", "chemical"}
            and any(h.meaning in {"branch", "facet"} for h in near)
        ):
            technique = _SUBTYPES[hit.meaning]
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
        elif (
            hit.meaning == "inject"
            and lower[hit.start : hit.end].startswith("block")
            and (
                _NERVES_AT_JOINTS.search(lower, sentence.start, sentence.end)
                or re.search(
                    r"\b(?:diagnostic|dx|positive|confirmatory|facet|comparative|dual|test|two|2|both|prior|previous|earlier|first|second|1st|2nd|initial)\s+(?:\w+ )?$"
                    r"|(?:^|\.\s|\n)\s*$|\d/\d{1,2}/\d{2,4} $",
                    lower[max(0, hit.start - 30) : hit.start],
                )
            )
        ):
            if any(other.meaning.startswith("not ") for other in near):
                continue
            technique = None
        else:
            continue
        used = end
        yield Mention(technique, start, end, sentence, lower[end - 1] == "s" or lower.startswith("s", end))


_BURNED = Gated(r"\b(?:burn(?:ed|ing)?|ablat\w+)\b")
_NERVES_AT_JOINTS = Gated(r"(?<!root )(?<!roots )\bnerve blocks?\b[^.;\n]{0,40}\b[ctl]\d{1,2} ?[-/] ?[ctls]?\d")
"""A patient's words for a block of the nerves of joints: "nerve blocks (both sides, L4-5 and L5-S1)"."""


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


def _is_past(note: Note, mention: Mention, *, is_title: bool) -> bool:
    sentence, lower = mention.sentence, note.lower
    context = note.context(mention.start, mention.end)
    left, right = clause_of(lower, sentence, mention.start, mention.end)
    before = lower[left : mention.start]
    negated = context.negated and not _answered(lower, sentence.start, mention.start)
    if context.family or context.teaching or (negated and not _told_all_the_same(note, mention, before, right)):
        return False
    if (
        re.search(r"\b(?:if|unless|whether|should (?:he|she|the))\b", before)
        or "?" in lower[mention.end : sentence.end]
    ):
        return False
    if say.NEEDED.search(before):
        return False
    if say.OFFERED.search(before) or say.TO_COME.match(lower[mention.end : right]):
        return False
    if say.ASKED_FOR.search(before + lower[mention.end : mention.end + 1]) and not say.DONE.search(before):
        return False
    dated = _earlier_date(note, left, right)
    response = any(event.kind == "percent" for event in events_in(note, left, right))
    done = procedure_of(note)
    if (
        done is not None
        and done.technique is mention.technique
        and not dated
        and say.MADE.match(lower, mention.end, sentence.end)
    ):
        return False
    not_yet = say.NOT_YET.search(before)
    if (
        not_yet
        and not dated
        and not (re.match(r"second|2nd|repeat|confirmatory|before", not_yet[0].strip()) and response)
    ):
        return False
    if is_title or sentence.kind in (Kind.DESCRIPTION, Kind.FIELD):
        if is_title and visit_date(note) is None:
            # the only date is that of the procedure named here
            return False
        return dated and (response or say.PAST_BEFORE.search(before) is not None)
    if kind_here(note, sentence) is Kind.PLAN and not (response or say.DONE.search(before)):
        return False
    if done is not None and done.technique is mention.technique and not dated and sentence.kind is not Kind.TREATMENT:
        # "the block gave 90 % relief at 30 minutes" tells of today's, "her first block gave 90 %" does not
        earlier = say.PAST_BEFORE.search(before) or say.ORDINAL.search(lower, left, mention.end + 4)
        if earlier is None and say.COUNT.search(lower, left, mention.start) is None:
            return False
    if sentence.kind is Kind.TREATMENT or dated or response:
        return True
    after = lower[mention.end : min(right, mention.end + 90)]
    if re.search(r"\b(?:today|this morning|at this visit)\b", after):
        return False
    return say.PAST_BEFORE.search(before) is not None or say.PAST_AFTER.search(after) is not None


def _told_all_the_same(note: Note, mention: Mention, before: str, right: int) -> bool:
    """Whether a date and a response follow a mention that a denial reaches from afar ("denied: only one MBB (1/9, 80 %)")."""
    if _JUST_DENIED.search(before):
        return False
    response = any(event.kind == "percent" for event in events_in(note, mention.end, right))
    return response and _earlier_date(note, mention.end, right)


_JUST_DENIED = re.compile(r"\b(?:no|not|never|without|denies|denied|neither|nor)\W+(?:\w+\W+){0,2}$")


def _answered(lower: str, start: int, end: int) -> bool:
    """Whether the last "no" before a mention belongs to something else: "(no relief), facet injections"."""
    said = lower[start:end]
    denials = list(_DENIAL.finditer(said))
    return bool(denials) and _ANSWER.match(said[denials[-1].end() :]) is not None


_DENIAL = re.compile(r"\b(?:no|not|without|never|denies|denied|nor|neither)\b")
_ANSWER = re.compile(r"(?: \w+)? (?:relief|benefit|improvement|help|effect)\b|[^(]*\)")


def _earlier_date(note: Note, left: int, right: int) -> bool:
    """Whether a date before that of the note stands in the clause, or a time that has gone by ("6 months ago")."""
    day = visit_date(note)
    for written in written_dates(note.lower, left, right):
        when = written.before(day) if day else written.date
        if when is not None and (day is None or when < day or (when == day and is_report_by_patient(note))):
            return True
        if (
            written.year is not None
            and written.earliest is not None
            and written.date is None
            and (day is None or written.earliest < day)
        ):
            return True
    return say.AGO.search(note.lower, left, right) is not None


_BREAK = re.compile(
    r";|(?<!\bdr)(?<!\bmr)(?<!\bms)(?<!\bmrs)\.\s|\n|\band (?:is|will|now|he is|she is)\b|\bwho (?:now|presents|returns|is here)\b|"
    r",? but (?:now )?"
)


def clause_of(lower: str, sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """The clause of a sentence that holds a mention."""
    left = sentence.start
    for m in _BREAK.finditer(lower, sentence.start, start):
        left = m.end()
        if m[0].startswith("and") or m[0].startswith("who"):
            left = m.start()
    right = _BREAK.search(lower, end, sentence.end)
    return left, right.start() if right else sentence.end
