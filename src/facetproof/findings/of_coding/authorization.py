"""Prior authorization: whether one is asked for, what was decided, and whether it fits what is billed."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from facetproof.facts.catalogue import fact
from facetproof.facts.values import UNKNOWN, Value
from facetproof.findings.case import JudgedCase
from facetproof.model.finding import Reason
from facetproof.model.spine import JointLevel, Side

_HERE = "authorization"


def _units(case: JudgedCase, codes: tuple[str, ...]) -> Counter[str]:
    """Units by code of what is billed, else of what the record supports, as far as the codes need authorization."""
    units: Counter[str] = Counter()
    claim = case.chart.claim
    if claim is not None and claim.lines:
        for line in claim.lines:
            units[line.cpt.strip().upper()] += round(line.units)
    else:
        for supported in case.coded.lines:
            units[supported.cpt] += supported.units
    return Counter({code: n for code, n in units.items() if code in codes})


@fact("authorization.asked", "truth", "what is billed needs an authorization in this setting")
def asked(case: JudgedCase, codes: tuple[str, ...], bill_types: tuple[str, ...] = ()) -> Value:
    """Whether a code that needs one is billed, on a type of bill that needs one; a type not told is taken as such.

    Args:
        case: the chart.
        codes: codes that need authorization.
        bill_types: first digits of the types of bill concerned; empty for all.
    """
    claim = case.chart.claim
    if claim is not None and claim.bill_type and bill_types and not claim.bill_type.lstrip("0").startswith(bill_types):
        return Value(False, ("claim.bill_type",))
    if (claim is not None and claim.lines) or case.coded.lines:
        return Value(bool(_units(case, codes)), ("claim.lines",) if claim and claim.lines else (case.root,))
    return Value(True, (case.root,)) if case.technique is not None else UNKNOWN


@fact("authorization.on_file", "truth", "an authorization is on file")
def on_file(case: JudgedCase) -> Value:
    """True with one; unknown without."""
    return UNKNOWN if case.chart.authorization is None else Value(True, (_HERE,))


@fact("authorization.affirmed", "truth", "the authorization was affirmed")
def affirmed(case: JudgedCase) -> Value:
    """False without any on a complete claim, or where it was not affirmed; a partial one leaves it open."""
    held, claim = case.chart.authorization, case.chart.claim
    if held is None:
        nothing = claim is not None and not claim.authorization_number
        return Value(False, ("claim.authorization_number",)) if nothing else case.silent(_HERE)
    path = f"{_HERE}.decision"
    if held.decision is None:
        return case.silent(path)
    if held.decision == "partial":
        return Value(None, (path,), Reason.VAGUE)
    return Value(held.decision == "affirmed", (path,))


@fact("authorization.number_on_claim", "truth", "the claim carries the number of the authorization")
def number_on_claim(case: JudgedCase) -> Value:
    """True before there is a claim; false where the claim lacks the number or carries another one."""
    held, claim = case.chart.authorization, case.chart.claim
    paths = (f"{_HERE}.number", "claim.authorization_number")
    if claim is None:
        return Value(True, paths[:1])
    if not claim.authorization_number:
        return Value(False, paths[1:])
    if held is None or not held.number:
        return case.silent(paths[0])
    return Value(_bare(held.number) == _bare(claim.authorization_number), paths)


def _bare(number: str) -> str:
    return "".join(c for c in number.upper() if c.isalnum())


@fact("authorization.codes_outside", "words", "codes that need authorization and are not among those authorized")
def codes_outside(case: JudgedCase, codes: tuple[str, ...]) -> Value:
    """Codes, each once; none where the authorization states no codes."""
    held = case.chart.authorization
    if held is None:
        return UNKNOWN
    stated = {code.strip().upper() for code in held.codes or ()}
    outside = [code for code in _units(case, codes) if code not in stated] if held.codes is not None else []
    return Value(tuple(outside), (f"{_HERE}.codes", "claim.lines"))


@fact("authorization.units_over", "words", "codes billed with more units than authorized")
def units_over(case: JudgedCase, codes: tuple[str, ...]) -> Value:
    """Codes, each once; none where the authorization states no units."""
    held = case.chart.authorization
    if held is None:
        return UNKNOWN
    allowed = held.units or {}
    over = [code for code, n in _units(case, codes).items() if code in allowed and n > allowed[code]]
    return Value(tuple(over), (f"{_HERE}.units", "claim.lines"))


@fact("authorization.side_fits", "truth", "every side treated is authorized")
def side_fits(case: JudgedCase) -> Value:
    """True where no side is stated in the authorization; unknown while a side treated is not told."""
    held = case.chart.authorization
    if held is None:
        return UNKNOWN
    path = f"{_HERE}.side"
    if held.side is None:
        return Value(True, (_HERE,))
    levels = case.coded.levels
    treated: frozenset[Side] = frozenset().union(*levels.joints.values(), *levels.alone.values())
    if not treated <= held.side.sides:
        return Value(False, (path, f"{case.root}.targets"))
    return Value(True, (path,)) if treated and levels.sided else case.silent(f"{case.root}.targets")


@fact("authorization.joints_outside", "words", "joints treated that are not authorized")
def joints_outside(case: JudgedCase) -> Value:
    """Joints; none where the authorization states no joints; unknown while a joint treated is not told."""
    held = case.chart.authorization
    if held is None:
        return UNKNOWN
    if held.joints is None:
        return Value((), (_HERE,))
    stated = {JointLevel.parse(text) for text in held.joints}
    outside = tuple(joint.name for joint in case.coded.levels.joints if joint not in stated)
    paths = (f"{_HERE}.joints", f"{case.root}.targets")
    return Value(outside, paths) if outside or case.coded.levels.known else case.silent(paths[1])


@fact("authorization.days_fit", "truth", "the date of service lies within the authorization")
def days_fit(case: JudgedCase, valid_days: int | None = None) -> Value:
    """Both days included; an end that neither the authorization nor the rule tells does not limit.

    Args:
        case: the chart.
        valid_days: days for which a decision is valid where the authorization states no last day.
    """
    held = case.chart.authorization
    if held is None or case.dos is None:
        return UNKNOWN
    last = held.valid_to
    if last is None and held.decided is not None and valid_days is not None:
        last = held.decided + dt.timedelta(days=valid_days)
    early = held.valid_from is not None and case.dos < held.valid_from
    late = last is not None and case.dos > last
    return Value(not early and not late, (f"{_HERE}.valid_from", f"{_HERE}.valid_to", f"{case.root}.dos"))


def _decided_in(case: JudgedCase, *, business: bool) -> int | None:
    held = case.chart.authorization
    if held is None or held.requested is None or held.decided is None:
        return None
    if not business:
        return (held.decided - held.requested).days
    first, last = held.requested.toordinal() + 1, held.decided.toordinal()
    return len([day for day in range(first, last + 1) if (day - 1) % 7 < 5])


@fact("authorization.decided_in_time", "truth", "the decision came within the time that the rule allows")
def decided_in_time(
    case: JudgedCase,
    max_days: float,
    expedited_days: float,
    business: bool = False,
    expedited_business: bool = True,
) -> Value:
    """Unknown without both dates. Where nothing is said of haste the longer limit counts.

    Args:
        case: the chart.
        max_days: limit of a usual request, in calendar days.
        expedited_days: limit of an expedited one.
        business: the usual limit is in business days (Monday to Friday, holidays counted).
        expedited_business: the limit of an expedited one is.
    """
    held = case.chart.authorization
    hurried = held is not None and bool(held.expedited)
    days = _decided_in(case, business=expedited_business if hurried else business)
    if days is None:
        return UNKNOWN
    paths = (f"{_HERE}.requested", f"{_HERE}.decided")
    return Value(days <= (expedited_days if hurried else max_days), paths)


@fact("authorization.validity_fits", "truth", "the authorization is valid for as many days as the rule says")
def validity_fits(case: JudgedCase, days: int) -> Value:
    """Days from the decision to the last valid day; true where the authorization does not state both."""
    held = case.chart.authorization
    if held is None:
        return UNKNOWN
    if held.decided is None or held.valid_to is None:
        return Value(True, (_HERE,))
    return Value((held.valid_to - held.decided).days == days, (f"{_HERE}.decided", f"{_HERE}.valid_to"))
