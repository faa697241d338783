"""Billed lines → the lines that the record supports, with charges and in plain words what was changed.

Nothing is invented: a line whose charge cannot be told from the billed lines or a fee list is not written, and then the
claim is left as it is and the reason said.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import msgspec

from facetproof.model.claim import Authorization
from facetproof.model.claimfile import BilledClaim, ServiceLine
from facetproof.model.finding import SupportedLine

#: Charge of one unit on one side, by code.
Fees = Mapping[str, float]


#: Modifiers that say how a line is written: sides, and how levels are told apart. Others, such as a teaching
#: physician's or a waiver's, are the biller's to give and stay.
FORM_MODIFIERS = frozenset({"50", "LT", "RT", "51", "59", "XE", "XP", "XS", "XU", "76", "77"})
MOST_MODIFIERS = 4


class Correction(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How a claim is to be written instead.

    Attributes:
        replaced: numbers of the billed lines that go.
        lines: the lines that stand in their place; `number` is that of the billed line each one came from, 0 for a
            new one.
        authorization_number: to be written on a claim that lacks it.
        changes: what differs, one sentence each.
        blocked: why it cannot be written, None where it can.
    """

    replaced: tuple[int, ...] = ()
    lines: tuple[ServiceLine, ...] = ()
    authorization_number: str | None = None
    changes: tuple[str, ...] = ()
    blocked: str | None = None


def corrected(
    claim: BilledClaim,
    billed: Sequence[ServiceLine],
    supported: Sequence[SupportedLine],
    fees: Fees,
    authorization: Authorization | None = None,
    included: Sequence[ServiceLine] = (),
    dropped: frozenset[str] = FORM_MODIFIERS,
) -> Correction | None:
    """The correction of one day's facet lines; None where there is nothing to correct.

    Args:
        claim: the whole claim.
        billed: its facet lines of the day.
        supported: the lines that the record supports; not those of a hold.
        fees: charge of one unit on one side by code, for codes that were not billed.
        authorization: what is on file.
        included: lines of the day whose service is part of a facet code; they are taken out.
        dropped: modifiers that go where the record does not support them; all others stay on their line.
    """
    number = _missing_number(claim, authorization)
    prices = _prices(billed, fees)
    unpriced: set[str] = set()
    left = {line.number: line for line in billed}
    lines, told = [], []
    for wanted in supported:
        origin = _origin(wanted, left)
        template = origin or (billed[0] if billed else ServiceLine(number=0))
        kept = tuple(m for m in origin.modifiers if m not in dropped) if origin else ()
        wanted = msgspec.structs.replace(
            wanted, modifiers=tuple(dict.fromkeys(wanted.modifiers + kept))[:MOST_MODIFIERS]
        )
        if origin is not None and _alike(origin, wanted):
            lines.append(origin)
            continue
        if wanted.cpt not in prices:
            unpriced.add(wanted.cpt)
        charge = round(prices[wanted.cpt] * _weight(wanted), 2) if wanted.cpt in prices else None
        lines.append(_written(claim, wanted, template, origin.number if origin else 0, charge))
        told.append(_change(wanted, origin, charge))
    told += [f"line {line.number} ({_name(line.cpt or '', line.modifiers)}) taken out" for line in left.values()]
    changed = bool(told)
    told += [f"line {x.number} ({_name(x.cpt or '', x.modifiers)}) taken out: already included" for x in included]
    if number:
        told.append(f"prior authorization number {number} added")
    if not told:
        return None
    return Correction(
        replaced=(*(line.number for line in billed if changed), *(line.number for line in included)),
        lines=tuple(lines) if changed else (),
        authorization_number=number,
        changes=tuple(told),
        blocked=f"no charge is known for {', '.join(sorted(unpriced))}; give a fee list" if unpriced else None,
    )


def _alike(line: ServiceLine, wanted: SupportedLine) -> bool:
    return set(line.modifiers) == set(wanted.modifiers) and line.units == wanted.units


def _prices(billed: Sequence[ServiceLine], fees: Fees) -> dict[str, float]:
    """Charge of one unit on one side by code: as billed where every line of the code tells, else from the list."""
    charges: defaultdict[str, list[float | None]] = defaultdict(list)
    weights: defaultdict[str, float] = defaultdict(float)
    for line in billed:
        charges[line.cpt or ""].append(line.charge)
        weights[line.cpt or ""] += _weight(line)
    prices = dict(fees)
    for code, found in charges.items():
        known = [charge for charge in found if charge is not None]
        if len(known) == len(found) and weights[code] > 0:
            prices[code] = sum(known) / weights[code]
    return prices


def _weight(line: ServiceLine | SupportedLine) -> float:
    return float(line.units or 0) * (2 if "50" in line.modifiers else 1)


def _origin(wanted: SupportedLine, left: dict[int, ServiceLine]) -> ServiceLine | None:
    """The billed line that a supported one corrects: same code, the most alike first; taken out of `left`."""
    alike = [line for line in left.values() if line.cpt == wanted.cpt]
    if not alike:
        return None
    best = max(alike, key=lambda line: (len(set(line.modifiers) & set(wanted.modifiers)), -line.number))
    return left.pop(best.number)


def _written(
    claim: BilledClaim, wanted: SupportedLine, template: ServiceLine, number: int, charge: float | None
) -> ServiceLine:
    pointers = template.pointers if number else ()
    if not pointers:
        own = tuple(n for n, code in enumerate(claim.diagnoses, 1) if code in wanted.dx)[:4]
        pointers = own or template.pointers
    return msgspec.structs.replace(
        template,
        number=number,
        cpt=wanted.cpt,
        modifiers=wanted.modifiers,
        units=float(wanted.units),
        unit="UN",
        charge=charge,
        pointers=pointers,
        dx=tuple(claim.diagnoses[p - 1] for p in pointers if p <= len(claim.diagnoses)),
        control_number=template.control_number if number else None,
        note=template.note if number else None,
    )


def _change(wanted: SupportedLine, origin: ServiceLine | None, charge: float | None) -> str:
    name = _name(wanted.cpt, wanted.modifiers)
    price = "" if charge is None else f" at {charge:.2f}"
    if origin is None:
        return f"{name}, {wanted.units} unit{'s' if wanted.units != 1 else ''}, added{price}"
    told = []
    if set(origin.modifiers) != set(wanted.modifiers):
        old, new = ("-".join(line.modifiers) or "no modifier" for line in (origin, wanted))
        told.append(f"modifiers {old} → {new}")
    if origin.units != wanted.units:
        told.append(f"units {origin.units or 0:g} → {wanted.units}")
    if charge is not None and origin.charge is not None and abs(origin.charge - charge) > 0.005:
        told.append(f"charge {origin.charge:.2f} → {charge:.2f}")
    return f"line {origin.number} ({wanted.cpt}): {', '.join(told)}"


def _name(code: str, modifiers: tuple[str, ...]) -> str:
    return "-".join([code, *modifiers])


def _missing_number(claim: BilledClaim, authorization: Authorization | None) -> str | None:
    if authorization is None or not authorization.number or authorization.decision == "non_affirmed":
        return None
    lines = any(line.authorization_number for line in claim.lines)
    return None if claim.authorization_number or lines else authorization.number


def applied(claim: BilledClaim, corrections: Sequence[Correction]) -> BilledClaim:
    """The claim as corrected; corrections that cannot be written are left out.

    New lines stand after the last line that was kept of those corrected, as in a corrected file.
    """
    usable = [correction for correction in corrections if correction.blocked is None]
    kept = {line.number: line for correction in usable for line in correction.lines if line.number}
    gone = {number for correction in usable for number in correction.replaced} - set(kept)
    new = [line for correction in usable for line in correction.lines if not line.number]
    place = max(kept, default=min(gone, default=len(claim.lines)))
    lines: list[ServiceLine] = []
    for line in claim.lines:
        if line.number not in gone:
            lines.append(kept.get(line.number, line))
        if line.number == place:
            lines += new
    number = next((c.authorization_number for c in usable if c.authorization_number), None)
    before = [line.charge for line in claim.lines if line.charge is not None]
    after = [line.charge for line in lines if line.charge is not None]
    change = sum(after) - sum(before)
    return msgspec.structs.replace(
        claim,
        lines=tuple(msgspec.structs.replace(line, number=n) for n, line in enumerate(lines, 1)),
        charge=claim.charge if claim.charge is None or not change else round(claim.charge + change, 2),
        authorization_number=claim.authorization_number or number,
    )
