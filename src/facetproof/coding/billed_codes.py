"""The claim's codes and units against the record and the edit tables: BL01-BL03, BL06, BL07, BL09, BL11."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from facetproof.coding.claim_lines import DISTINCT, UNLISTED, BilledLine, Problem, by_code, levels_billed
from facetproof.coding.edits import add_on, inclusion, unit_limit
from facetproof.coding.engine import Coded
from facetproof.coding.form import AddonStyle, Form
from facetproof.coding.lines import bilateral_style
from facetproof.coding.same_day import SEDATION
from facetproof.coding.tables import add_ons, codes, modifiers
from facetproof.model.chart import BillingEntity

Problems = tuple[Problem, ...]
_APART = DISTINCT | {"25"}
_WORDS_OF_KIND = {
    "imaging": "image guidance is part of",
    "sedation": "this sedation is not paid beside",
    "evaluation": "a visit needs modifier 25 beside",
}


def codes_match(lines: Iterable[BilledLine], coded: Coded, form: Form, entity: BillingEntity | None) -> Problems:
    """BL01: each facet line has a supported line of its code with at least its units."""
    problems: list[Problem] = []
    for code, group in by_code(line for line in lines if line.facet or line.code == UNLISTED).items():
        supported = len(coded.levels_of.get(code, ()))
        if not supported:
            if code != UNLISTED:
                problems.extend(line.fault("the record supports no line of this code") for line in group)
            continue
        halves = bilateral_style(form, entity, add_on=code in add_ons()) == "units2"
        billed = levels_billed(group, units_count_sides=halves)
        if billed > supported:
            problems.append(group[-1].fault(f"{billed:g} levels billed, the record supports {supported}"))
    return tuple(problems)


def primaries_present(lines: Iterable[BilledLine], form: Form, dos: dt.date | None) -> Problems:
    """BL02: each add-on has its primary on the claim; the pair over T12 only where the payer knows it."""
    lines = tuple(lines)
    billed = {line.code for line in lines}
    problems: list[Problem] = []
    for line in lines:
        edit = add_on(line.code, dos)
        if edit is None or not edit.primaries.isdisjoint(billed):
            continue
        if form.t12l1_rule == "mac_one_region" and edit.thoracolumbar_primary in billed:
            continue
        problems.append(line.fault(f"add-on without its primary ({' or '.join(sorted(edit.primaries))})"))
    return tuple(problems)


def units_within_limit(
    lines: Iterable[BilledLine], coded: Coded, dos: dt.date | None, entity: BillingEntity | None
) -> Problems | None:
    """BL03: the units of a day within the edit in force; None where no table covers a code, the day or the biller.

    Where the payer's own form needs more units than the edit allows (two lines of a surgery centre), the two cannot
    both be right, and nothing is said.
    """
    problems: list[Problem] = []
    unknown = dos is None
    for code, group in by_code(line for line in lines if line.facet).items():
        limit = unit_limit(code, entity, dos) if dos else None
        if limit is None:
            unknown = True
            continue
        units = sum(line.units for line in group)
        wanted = sum(line.units for line in coded.lines if line.cpt == code)
        if units > max(limit.units, wanted):
            problems.append(group[-1].fault(f"{units:g} units, the edit allows {limit.units} a day ({limit.source})"))
        elif units > limit.units:
            unknown = True
    return tuple(problems) if problems or not unknown else None


def nothing_included(
    lines: Iterable[BilledLine], form: Form, dos: dt.date | None, entity: BillingEntity | None
) -> Problems | None:
    """BL06: no service that is part of a facet code on the claim, unless told apart where the edit allows it."""
    if dos is None:
        return None
    lines = tuple(lines)
    facets = [line for line in lines if line.facet]
    problems: list[Problem] = []
    for line in lines:
        found = _included(line, facets, dos, entity) or _sedated(line, facets, form)
        if found:
            problems.append(found)
    return tuple(problems)


def _included(line: BilledLine, facets: list[BilledLine], dos: dt.date, entity: BillingEntity | None) -> Problem | None:
    for facet in facets:
        edit = inclusion(line.code, facet.code, dos, entity)
        if edit is None or facet is line:
            continue
        second = line if edit.facet_first else facet
        if edit.kind != "imaging" and edit.modifier_allowed and not _APART.isdisjoint(second.modifiers):
            continue
        words = _WORDS_OF_KIND.get(edit.kind, "an edit pairs this code with")
        return line.fault(f"{words} {facet.code} ({edit.source})")
    return None


def _sedated(line: BilledLine, facets: list[BilledLine], form: Form) -> Problem | None:
    injected = any(facet.injection for facet in facets)
    if line.code in SEDATION and injected and form.sedation_rule == "deny_with_injection":
        return line.fault("sedation is not paid beside a facet injection")
    return None


def never_covered(lines: Iterable[BilledLine], form: Form) -> Problems:
    """BL07: no code that this payer never covers; a line marked as sent for denial (GA, GZ) is none."""
    problems: list[Problem] = []
    for line in lines:
        if {"GA", "GX", "GY", "GZ"}.intersection(line.modifiers):
            continue
        row = codes().get(line.code)
        if row is None:
            continue
        if row.role == "third" and form.third_level != "allow":
            problems.append(line.fault("the third level is never covered by this payer"))
        elif row.family == "injection_ultrasound" and form.us_guided == "deny":
            problems.append(line.fault("injections under ultrasound are never covered by this payer"))
    return tuple(problems)


def valid_on(lines: Iterable[BilledLine], dos: dt.date | None) -> Problems | None:
    """BL09: facet codes and modifiers existed on the day; None where a modifier is not in the table, or no day."""
    if dos is None:
        return None
    problems: list[Problem] = []
    unknown = False
    for line in lines:
        row = codes().get(line.code)
        if row is not None and not row.first <= dos <= row.last:
            problems.append(line.fault(f"this code exists {_span(row.first, row.last)}"))
        for name in line.modifiers:
            if len(name) != 2 or not name.isalnum():
                problems.append(line.fault(f"{name!r} is no modifier"))
            elif name not in modifiers():
                unknown = unknown or line.facet
            elif modifiers()[name][0] > dos:
                problems.append(line.fault(f"modifier {name} exists from {modifiers()[name][0]} on"))
    return tuple(problems) if problems or not unknown else None


def under_coded(lines: Iterable[BilledLine], coded: Coded, form: Form, entity: BillingEntity | None) -> Problems:
    """BL11: each supported code was billed, and a code of several levels with all of their sides."""
    billed = by_code(lines)
    problems: list[Problem] = []
    for code, treated in coded.levels_of.items():
        group = billed.get(code, ())
        if not group:
            problems.append(Problem(None, code, "the record supports this code, it was not billed"))
            continue
        style = bilateral_style(form, entity, add_on=code in add_ons())
        sides = sum(len(each) or 1 for each in treated)
        if len(treated) > 1 and _sides_billed(group, style) < sides:
            problems.append(Problem(None, code, f"the record supports {len(treated)} levels, fewer were billed"))
    return tuple(problems)


def _sides_billed(group: tuple[BilledLine, ...], style: AddonStyle) -> float:
    """Sides that the lines of one code claim; a unit without a side is a whole level, or one half of a pair."""
    paired = style == "line_plus_50" and any("50" in line.modifiers for line in group)
    whole = 0 if paired else 1 if style == "units2" else 2
    return sum(line.units * (len(line.marked) or whole) for line in group)


def _span(first: dt.date, last: dt.date) -> str:
    return f"from {first} on" if last == dt.date.max else f"until {last}"
