"""Codes in answers to requests for authorization: what each decides, with short labels of our own.

The lists belong to X12 (data elements 306, 889, 901); their texts are not ours. A code that is not here decides
nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from facetproof.model.authorization import Outcome

#: Action codes (306); CT asks to call the payer, which decides nothing.
ACTIONS: Mapping[str, Outcome] = {
    "A1": Outcome.APPROVED,
    "A2": Outcome.MODIFIED,
    "A3": Outcome.DENIED,
    "A4": Outcome.PENDED,
    "A6": Outcome.MODIFIED,
    "C": Outcome.CANCELLED,
    "CT": Outcome.UNKNOWN,
    "NA": Outcome.NOT_REQUIRED,
}
#: Follow-up codes (889).
FOLLOW_UPS: Mapping[str, str] = {
    "C": "correct it and send it again",
    "N": "do not send it again",
    "P": "send the original request again",
    "R": "it may be sent again",
    "S": "do not send it again: the payer asks elsewhere",
    "W": "wait 30 days, then send it again",
    "X": "wait 10 days, then send it again",
    "Y": "do not send it again: the payer keeps it and answers",
}
#: Reasons of refusal (901).
REJECTIONS: Mapping[str, str] = {
    "04": "more than the quantity authorized",
    "15": "required data missing",
    "33": "error in what was sent",
    "35": "outside the network",
    "41": "no right of access",
    "42": "payer cannot answer now",
    "43": "provider number missing or wrong",
    "44": "provider name missing or wrong",
    "51": "provider not known",
    "52": "provider not enrolled on the date of service",
    "56": "date does not fit",
    "57": "date of service missing or wrong",
    "58": "date of birth missing or wrong",
    "64": "patient number missing or wrong",
    "65": "patient name missing or wrong",
    "66": "patient sex missing or wrong",
    "67": "patient not found",
    "71": "date of birth does not match",
    "72": "member number missing or wrong",
    "73": "subscriber name missing or wrong",
    "75": "subscriber not found",
    "79": "number of a party wrong",
    "80": "no answer from the payer's system",
    "T4": "payer name or number missing",
}


def together(outcomes: Iterable[Outcome]) -> Outcome:
    """The outcome of a request from those of its services; what is not surely decided on all is no approval."""
    kinds = set(outcomes)
    if not kinds or Outcome.UNKNOWN in kinds:
        return Outcome.UNKNOWN
    if Outcome.PENDED in kinds:
        return Outcome.PENDED
    if len(kinds) == 1:
        return kinds.pop()
    if kinds <= {Outcome.DENIED, Outcome.CANCELLED}:
        return Outcome.DENIED
    if kinds <= {Outcome.APPROVED, Outcome.NOT_REQUIRED}:
        return Outcome.APPROVED
    return Outcome.MODIFIED
