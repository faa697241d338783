# ruff: noqa: E501 - one pattern a line
"""Kinds of document that are no evaluation of the patient, though they carry a date."""

from __future__ import annotations

from facetproof.facts.phrases import Lexicon, listed

NO_EVALUATION = Lexicon(
    {
        "call": listed(
            "telephone encounter, phone call, t/c, tc from, telephone call, called patient, nurse call, portal message, "
            "sms, text message, mychart message, post procedure call, post-procedure call, post procedure phone, called pt, called the patient, "
            "call to patient, called and spoke, spoke with patient by phone, by phone, via phone, voicemail"
        )
    }
)
NO_VISIT = Lexicon(
    {
        "review": listed(
            "peer review, peer-to-peer, utilization review, medical director, determination, prior authorization "
            "request, prior auth, appeal, letter of medical necessity, case review, records received"
        ),
        "other": listed("discharge summary, export, fax, from:, sent:, subject:, planned date"),
        "closing": listed("yours, sincerely, kind regards, best regards"),
        "given": listed("please see, handout, leaflet"),
    }
)
"""A head with a date that is not known to be the day of a visit; a letter may be of that day, a handout given in it."""
RECORD = Lexicon({"log": listed("diary, pain log, block log, relief log, flowsheet")})
"""A record of hours, where it stands at the head."""
EVALUATED = Lexicon(
    {
        "examined": listed(
            "exam, examination, pe, objective, o, facet loading, tender, tenderness, ttp, strength, motor, reflexes, gait, "
            "neurologically, sensation, kemp's, rom, range of motion"
        ),
        "complains": listed(
            "hpi, chief complaint, subjective, s, returns, presents, here for, follow up, follow-up, followup, f/u, "
            "consult, consultation, new patient, complains, describes, reports, denies, returns today, pain today, "
            "seen, visit, she still, he still, lbp, office visit, clinic, i saw, intake"
        ),
        "planned": listed(
            "plan, p, assessment, impression, recommendation, a/p, a&p, schedule, discussed, diagnosis, today"
        ),
    }
)
"""What a note of a visit speaks of."""
