"""IM09: anaesthesia by a professional of its own has a documented reason."""

from facetproof.policy.criterion import Requirement, criterion
from facetproof.policy.language import Term, any_of, fact


@criterion("IM09", "anaesthesia-professional-justified")
def anaesthesia_professional_justified(
    *,
    depths: list[str] | None = None,
    min_asa: int | None = None,
    max_asa: int | None = None,
    min_bmi: float | None = None,
    above: bool = False,
    conditions: list[str] | None = None,
) -> Requirement:
    """Anaesthesia by a professional of its own has a documented reason, of the kinds that the policy names if it does.

    What it checks: without `depths`, the anaesthesia services of the day and the reasons given for them. With them,
    sedation of these depths against physical status, body mass index and the conditions that
    the reason for the sedation names.
    Why payers ask: an anaesthesia professional is rarely needed for a facet procedure.
    Shows as: "MAC for severe sleep apnea", "ASA III".
    Documents as: the condition that makes it necessary.
    Known limits: asked only where the record tells the sedation, or what else was done. `above`: a body mass index of
    exactly `min_bmi` is too low.
    """
    if depths is None:
        return Requirement(fact("same_day.unexplained_sedation").only(()), when=fact("same_day.told").is_true())
    excuses: list[Term] = []
    if min_asa is not None:
        asa = fact("assessment.asa_class")
        excuses.append(asa.at_least(min_asa) if max_asa is None else asa.within(min_asa, max_asa))
    if min_bmi is not None:
        bmi = fact("assessment.bmi")
        excuses.append(bmi.more_than(min_bmi) if above else bmi.at_least(min_bmi))
    if conditions:
        excuses.append(fact("sedation.reason_names", conditions=conditions).is_true())
    sedation = fact("session.sedation")
    return Requirement(sedation.none_of(depths).unless(any_of(*excuses)), when=sedation.given())
