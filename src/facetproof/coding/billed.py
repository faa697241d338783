"""What was billed against what the record supports: one tuple of problems for each rule of the BL family.

One fault belongs to one rule: a wrong or missing 50, LT or RT is BL04, a side that the record excludes is BL08, a
repeated line is BL10 and counts nowhere else.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from facetproof.coding import billed_codes, billed_sides
from facetproof.coding.claim_lines import UNLISTED, BilledLine, Problem, billed_lines, without_repeats
from facetproof.coding.engine import Coded
from facetproof.coding.form import Form
from facetproof.model.chart import BillingEntity
from facetproof.model.claim import Claim

Problems = tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Problems by rule; an empty tuple is a clean rule, None one that cannot be told.

    None means: the record does not say what the rule needs (joints, side, intent: BL01, BL04, BL05, BL11), or no table
    covers the day, the code or the biller (BL03, BL06, BL09).

    Attributes:
        facet_lines: lines that bill a facet code, of today or of its time.
    """

    facet_lines: tuple[BilledLine, ...]
    bl01: Problems | None
    bl02: Problems
    bl03: Problems | None
    bl04: Problems | None
    bl05: Problems | None
    bl06: Problems | None
    bl07: Problems
    bl08: Problems
    bl09: Problems | None
    bl10: Problems
    bl11: Problems | None


def compare(claim: Claim, coded: Coded, form: Form, dos: dt.date | None, entity: BillingEntity | None) -> Comparison:
    """Compares a claim with the lines worked out from the record.

    Args:
        claim: as billed; it is complete.
        coded: what the record supports.
        form: how the payer wants it.
        dos: date of service.
        entity: who bills.
    """
    every = billed_lines(claim.lines)
    lines, repeats = without_repeats(every, coded.lines)
    return Comparison(
        facet_lines=tuple(
            line for line in every if line.facet or (line.code == UNLISTED and coded.levels_of.get(UNLISTED))
        ),
        bl01=billed_codes.codes_match(lines, coded, form, entity) if coded.codes_known else None,
        bl02=billed_codes.primaries_present(lines, form, dos),
        bl03=billed_codes.units_within_limit(lines, coded, dos, entity),
        bl04=billed_sides.bilateral_form(lines, coded, form, entity),
        bl05=billed_sides.diagnostic_modifier(lines, coded, form),
        bl06=billed_codes.nothing_included(lines, form, dos, entity),
        bl07=billed_codes.never_covered(lines, form),
        bl08=billed_sides.modifiers_fit(lines, coded, form, dos, entity),
        bl09=billed_codes.valid_on(lines, dos),
        bl10=repeats,
        bl11=billed_codes.under_coded(lines, coded, form, entity) if coded.codes_known else None,
    )
