"""Codes of a 278 answer → outcomes and short labels of our own; the lists' own words belong to X12.

What each action code decides is told alike by the published examples of the guide and by payers' companion guides. The
labels only help a reader: a code without one is shown as it came.
"""

from __future__ import annotations

from facetproof.model.authorization import AnswerReason, Outcome

#: HCR01 (code list 306). CT decides nothing: the payer has to be called.
ACTIONS: dict[str, Outcome] = {
    "A1": Outcome.APPROVED,
    "A2": Outcome.MODIFIED,
    "A3": Outcome.DENIED,
    "A4": Outcome.PENDED,
    "A6": Outcome.MODIFIED,
    "C": Outcome.CANCELLED,
    "CT": Outcome.UNKNOWN,
    "NA": Outcome.NOT_REQUIRED,
}
#: AAA04 (code list 889) and what HCR says beside the outcome.
FOLLOW_UPS: dict[str, str] = {
    "C": "correct the request and send it again",
    "N": "do not send the request again",
    "P": "send the same request again",
    "R": "the request may be sent again",
    "S": "do not send again: the payer asks a third party",
    "W": "wait 30 days, then send again",
    "X": "wait 10 days, then send again",
    "Y": "do not send again: the payer keeps the request and answers later",
}
CALL_PAYER = "call the payer: the answer decides nothing"
SECOND_OPINION = "a second surgical opinion is required"
#: AAA03 (code list 901): why a request was turned back without being looked at.
_REJECTED: dict[str, str] = {
    "04": "more requests than agreed",
    "15": "required data missing",
    "33": "input errors",
    "35": "provider out of network",
    "41": "sender not admitted",
    "42": "payer's system cannot answer now",
    "43": "provider number missing or wrong",
    "44": "provider name missing or wrong",
    "45": "provider specialty missing or wrong",
    "46": "provider phone missing or wrong",
    "47": "provider state missing or wrong",
    "48": "referring provider number missing or wrong",
    "49": "provider is not the primary care physician",
    "50": "provider may not ask",
    "51": "provider not known to the payer",
    "52": "service outside the provider's enrolment",
    "53": "service does not fit the kind of provider",
    "54": "kind of service code does not fit",
    "55": "service code does not fit",
    "56": "date does not fit",
    "57": "date of service missing or wrong",
    "58": "birth date missing or wrong",
    "60": "birth date after the service",
    "61": "date of death before the service",
    "62": "date of service outside the allowed period",
    "63": "date of service in the future",
    "64": "patient number missing or wrong",
    "65": "patient name missing or wrong",
    "66": "patient sex missing or wrong",
    "67": "patient not found",
    "68": "patient number found twice",
    "69": "does not fit the patient's age",
    "70": "does not fit the patient's sex",
    "71": "birth date is not that of the payer's record",
    "72": "member number missing or wrong",
    "73": "member name missing or wrong",
    "74": "member sex missing or wrong",
    "75": "member not found",
    "76": "member number found twice",
    "77": "member found, patient not",
    "78": "member not in the group or plan",
    "79": "participant number not valid",
    "80": "no answer came: transmission ended",
    "95": "patient not eligible",
    "97": "provider address missing or wrong",
    "98": "experimental service",
    "AA": "authorization number not found",
    "AE": "primary care physician must authorize",
    "AF": "diagnosis missing or wrong",
    "AG": "procedure code missing or wrong",
    "AM": "admission date missing or wrong",
    "AO": "more about the patient's condition needed",
    "CI": "certification does not match the patient",
    "E8": "needs medical review",
    "IA": "authorization number wrongly written",
    "MA": "authorization number missing",
    "T4": "payer name or number missing",
    "T5": "certification data missing",
}
#: HCR03 (code source 886): why the review ended as it did.
_DECIDED: dict[str, str] = {
    "0C": "not admitted to the service",
    "0D": "primary care physician must authorize",
    "0E": "provider is not the primary care physician",
    "0F": "not seen as medically necessary",
    "0G": "level of care does not fit",
    "0H": "no certification needed",
    "0J": "another organization reviews this",
    "0K": "belongs to primary care",
    "0L": "above the plan's maximum",
    "0M": "service not covered",
    "0N": "not approved beforehand",
    "0P": "information asked for did not come",
    "0Q": "asked twice",
    "0R": "service does not fit the diagnosis",
    "0S": "condition existed before cover",
    "0T": "seen as experimental",
    "0U": "more about the patient needed",
    "0V": "needs medical review",
    "0W": "decision still open",
    "0X": "service does not fit the kind of provider",
    "0Y": "service does not fit the patient's age",
    "0Z": "service does not fit the patient's sex",
    "10": "amount or rhythm of the service",
    "11": "price",
    "12": "patient is bound to one provider",
    "13": "authorized for another provider",
    "14": "plan's guideline not followed",
    "15": "outside the plan's area",
    "16": "kind of facility does not fit",
    "17": "time limit missed",
    "44": "failed conservative treatment not shown",
}
_LISTS = {"901": _REJECTED, "886": _DECIDED}


def reason(code: str, code_list: str, place: str) -> AnswerReason:
    """A reason as received, with our label where the code is known; `code_list` is 901 (AAA) or 886 (HCR)."""
    return AnswerReason(code=code, list=f"X12 {code_list}", label=_LISTS[code_list].get(code), place=place)
