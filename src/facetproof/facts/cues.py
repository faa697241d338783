# ruff: noqa: E501 - one pattern a line
"""Words that change what a sentence says: of negation, conditions, plans, the past, other persons, standing text."""

from __future__ import annotations

import re

from facetproof.facts.gates import Gated
from facetproof.facts.phrases import Lexicon, listed

_AFTER_MONTH = re.compile(r",? \d")
_BEFORE_MONTH = re.compile(r"(?:\d(?:st|nd|rd|th)?|\b(?:of|in|since|last|early|mid|late|until|during))[ -]$")


def is_month(lower: str, start: int, end: int) -> bool:
    """Whether the cue at `lower[start:end]` is the month of May rather than "may"."""
    return (
        lower.startswith("may", start)
        and end - start == len("may")
        and (
            _AFTER_MONTH.match(lower, end) is not None
            or _BEFORE_MONTH.search(lower, max(0, start - 8), start) is not None
        )
    )


_HABIT = ("usually", "typically", "generally")
_PERSON = re.compile(
    r"\b(?:she|he|they|her|his|patient|pt|mr|mrs|ms|i|my|me|pain (?:is|usually|typically|generally))\b"
)


def is_habit(lower: str, start: int, sentence: tuple[int, int, *tuple[object, ...]]) -> bool:
    """Whether "usually" tells what is usual with this patient, who stands in the sentence, rather than with all."""
    return lower.startswith(_HABIT, start) and _PERSON.search(lower, sentence[0], sentence[1]) is not None


_BROUGHT_FOR = Gated(
    r"\b(?:brought|taken|escorted|wheeled|transferred|admitted|arrived|presents?|presented|came|comes|here|returns?|returned|moved)"
    r"\b[^.;]{0,70}\bfor (?:an? |the |her |his |their )?$"
)


_STEP = re.compile(
    r"(?:following|after) the (?:\w+ )?(?:injection|administration|instillation|infiltration|placement|confirmation|"
    r"aspiration|stimulation|testing|lesion\w*|skin|local|time-?out|prep\w*) "
    r"(?:of|was|had|with|through|at|each)?"
)
"""Steps of one procedure, one after the other."""


def is_today(lower: str, start: int) -> bool:
    """Whether the cue at `start` is that of a plan carried out: "brought to the OR for planned …"."""
    return (
        (
            lower.startswith(("planned", "scheduled", "previously scheduled", "previously planned"), start)
            and _BROUGHT_FOR.search(lower, max(0, start - 110), start) is not None
        )
        or _STEP.match(lower, start) is not None
        or _is_before_step(lower, start)
    )


_BEFORE_STEP = re.compile(
    r"prior to (?:the |each |any )?(?:\w+ )?(?:procedure|arrival|start\w*|injection|needle|lesion\w*|ablation|burn\w*|block|transfer|discharge|"
    r"injecting|advanc\w*|inserting|denervation|test\w*)\b"
)
_MINUTES = re.compile(r"\d ?(?:min|mins|minutes|hr|hrs|hours?) $")


def _is_before_step(lower: str, start: int) -> bool:
    """Whether "prior" tells of the minutes before a step of the procedure."""
    if not lower.startswith("prior", start):
        return False
    return _BEFORE_STEP.match(lower, start) is not None or _MINUTES.search(lower, max(0, start - 12), start) is not None


CUES = Lexicon(
    {
        # "no", "denies": what follows is denied
        "negated>": listed(
            "no, not, non, without, w/o, denies, denied, denying, deny, negative for, never, nor, neither, "
            "absence of, free of, rather than, instead of, advised against, recommended against, decided against, declines, refused, refuses, "
            "unable to, cannot, could not, did not, does not, has not, have not, had not, don't, doesn't, didn't, "
            "wasn't, isn't, aren't, hasn't, haven't, can't, couldn't, none of, avoid, avoided, avoiding, "
            "excludes, no evidence of, no sign of, in lieu of, fails to, failed to show, nothing suggests, "
            "nothing to suggest, no suggestion of, not suggestive of"
        ),
        # "not done": what stands before is denied
        "<negated": listed(
            "not done, not used, not given, not performed, not needed, not available, unavailable, was declined, "
            "were declined, considered but, discussed but, is denied, are denied, was denied, not injected, not targeted, not treated, not "
            "administered, not required, not obtained, not part of, not possible, not feasible, not suitable, not "
            "an option, impossible, was avoided, left alone, deferred, cancelled, canceled, aborted, abandoned, "
            "was negative, is negative, were negative, are negative, absent, excluded, "
            "not seen, not noted, not present, none, nil, withheld, down for, out of "
            "service, broken, omitted, offered but declined, offered but refused, offered and declined, offered and "
            "refused, offered but not, was offered and declined, was offered but declined, available but not"
        ),
        "<negated>": listed(
            "declined, contraindicated, ruled out, was not, were not, is not, are not, has not been, had not been"
        ),
        # a condition makes the whole sentence hypothetical
        "hypothetical": listed(
            "if, unless, in case, in the event, should he, should she, should they, should it, should the "
            "patient, should this, should these, would, might, could, whether, provided that, as long as, "
            "assuming, pending, depending on, criterion, criteria, threshold, cut-off, cutoff, needs at least, "
            "must be, required to, in order to qualify, candidate for, when relief is, goal is, we aim, hope to, "
            "hopes for, option, options, optionally, as an alternative, may, expected to, expect"
        ),
        "planned": listed(
            "plan, plans, planned, planning, will, schedule, scheduled, scheduling, to be done, next visit, next "
            "block, next time, recommend, recommended, recommendation, consider, considering, considered, proceed "
            "to, proceed with, proceeding to, go on to, move on to, return for, refer for, referred for, "
            "referral, order, ordered, to follow, future, anticipation, awaiting, upcoming, intend, intends, "
            "intended, want to, wants to, would like, going to, we shall, shall, booked, propose, proposed, "
            "tomorrow, discussed, discuss, in two weeks, in 2 weeks, rtc, rto, authorization, next"
        ),
        "historical": listed(
            "previous, previously, prior, earlier, past, records show, records indicate, per records, according to records, last year, last month, last week, last visit, yesterday, last night, ago, "
            "status post, s/p, history of, h/o, hx of, in the past, had undergone, underwent, has undergone, has "
            "had, had had, received in, years back, months back, before that, the first block, first block, 1st "
            "block, since the last, following the, after the last, at the last, at her last, at his last, the "
            "last, back in, returns after, after his first, after her first, done in, done at another, elsewhere, "
            "by another, outside facility"
        ),
        "family>": listed(
            "his wife, her husband, his father, his mother, her father, her mother, his brother, his sister, her "
            "brother, her sister, his son, her son, his daughter, her daughter, the wife, the husband, his "
            "spouse, her spouse, father had, mother had, brother had, sister had, wife has, wife had, husband has, husband had, son has, daughter has, "
            "spouse has, mother with, father with, sister with, brother with, son with, daughter with, father has, mother has, brother "
            "has, sister has, father's, mother's, sister's, brother's, wife's, husband's, spouse's, a friend, his "
            "friend, her friend, a neighbor, a neighbour, her neighbor, his neighbor, his neighbour, her "
            "neighbour, a coworker, his cousin, her cousin, his uncle, her uncle, his aunt, her aunt, his "
            "partner, her partner, my sister, my brother, my husband, my wife, my mother, my father, my mom, my dad, my friend, "
            "my neighbor, my neighbour, my aunt, my uncle, my cousin, my son, my daughter, my partner, another patient, father:, mother:, "
            "mom, dad, grandmother, grandpa, grandma, "
            "wife got, husband got, sister got, brother got, mother got, father got, friend got, cousin got, neighbor got, "
            "wife underwent, husband underwent, sister underwent, brother underwent, mother underwent, father underwent, "
            "wife received, husband received, sister received, brother received, mother received, father received, "
            "grandfather, mother-in-law, father-in-law, stepmother, stepfather"
        ),
        "consent": listed(
            "risks, risk of, risks of, complications of, possible complications, potential complications, "
            "understands that, understood that, informed consent, consent was, consent signed, benefits and "
            "alternatives, alternatives, side effects, was told that, were told that, was informed that, was "
            "advised that, has been told, were explained, was explained, explained to the patient, standard form, "
            "it lists, lists lumbar, the form, form lists, rare complication, were named, failure to help, "
            "consent to treat, consent form, options were, brochure, leaflet, handout"
        ),
        "teaching": listed(
            "for trainees, for the trainee, teaching text, teaching point, standing text, standing paragraph, not "
            "specific to this patient, in general, generally, usually, typically, usual test, patients in whom, "
            "patients with, patients who, most patients, some patients, in patients, is supplied by, are supplied "
            "by, is innervated by, are innervated by, share their supply, double nerve supply, dual innervation, "
            "dual nerve supply, receives innervation, counts as positive, is considered positive, are considered "
            "positive, each subject, subjects receive, participants, patients receive, policy requires, payer requires, payers require, insurance requires, guidelines, "
            "literature, studies show, studies have shown, for reference, reminder:, one would, by definition, "
            "example:, for example, e.g., you may, you will, you have, you had, your, rotating fellow, may be "
            "offered, may also be entered"
        ),
        # "you" of a letter is a colleague, not the reader of a leaflet
        "colleague": listed(
            "as you will recall, as you will remember, as you will know, as you may recall, as you may know, "
            "you will recall, you will remember, you will know, you will see, you will note, you may recall, "
            "you may remember, you have seen, you had asked, you have asked, your patient, your referral, "
            "your letter, your kind referral, your request"
        ),
        "end": listed(
            "but, however, although, though, except, apart from, aside from, other than, yet, whereas, which, "
            "who, then, otherwise"
        ),
    }
)
"""`negated>` reaches forward, `<negated` backward, `<negated>` both ways; the others hold for the whole sentence."""
