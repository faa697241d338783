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
) -> Correction | None:
    """The correction of one day's facet lines; None where there is nothing to correct.

    Args:
        claim: the whole claim.
        billed: its facet lines of the day.
        supported: the lines that the record supports; not those of a hold.
        fees: charge of one unit on one side by code, for codes that were not billed.
        authorization: what is on file.
        included: lines of the day whose service is part of a facet code; they are taken out.
    """
    number = _missing_number(claim, authorization)
    told = [f"prior authorization number {number} added"] if number else []
    gone = tuple(line.number for line in included)
    without = [
        f"line {line.number} ({_name(line.cpt or '', line.modifiers)}) taken out: already included" for line in included
    ]
    if _same(billed, supported):
        told += without
        return Correction(replaced=gone, authorization_number=number, changes=tuple(told)) if told else None
    prices = _prices(billed, fees)
    unpriced = sorted({line.cpt for line in supported if line.cpt not in prices})
    left = {line.number: line for line in billed}
    lines = []
    for wanted in supported:
        origin = _origin(wanted, left)
        template = origin or (billed[0] if billed else None)
        charge = None if wanted.cpt in unpriced else round(prices[wanted.cpt] * _weight(wanted), 2)
        lines.append(_written(claim, wanted, template, origin.number if origin else 0, charge))
        told.append(_change(wanted, origin, charge))
    told += [f"line {line.number} ({_name(line.cpt or '', line.modifiers)}) taken out" for line in left.values()]
    told += without
    return Correction(
        replaced=tuple(line.number for line in billed) + gone,
        lines=tuple(lines),
        authorization_number=number,
        changes=tuple(text for text in told if text),
        blocked=f"no charge is known for {', '.join(unpriced)}; give a fee list" if unpriced else None,
    )


def _same(billed: Sequence[ServiceLine], supported: Sequence[SupportedLine]) -> bool:
    def key(line: ServiceLine | SupportedLine) -> tuple[str, float, tuple[str, ...]]:
        return line.cpt or "", float(line.units or 0), tuple(sorted(line.modifiers))

    return sorted(map(key, billed)) == sorted(map(key, supported))


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
    claim: BilledClaim, wanted: SupportedLine, template: ServiceLine | None, number: int, charge: float | None
) -> ServiceLine:
    pointers = template.pointers if template and number else ()
    if not pointers:
        own = tuple(n for n, code in enumerate(claim.diagnoses, 1) if code in wanted.dx)[:4]
        pointers = own or (template.pointers if template else ())
    base = template or ServiceLine(number=0)
    return msgspec.structs.replace(
        base,
        number=number,
        cpt=wanted.cpt,
        modifiers=wanted.modifiers,
        units=float(wanted.units),
        unit="UN",
        charge=charge,
        pointers=pointers,
        dx=tuple(claim.diagnoses[p - 1] for p in pointers if p <= len(claim.diagnoses)),
        control_number=base.control_number if number else None,
        note=base.note if number else None,
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
    return f"line {origin.number} ({wanted.cpt}): {', '.join(told)}" if told else ""


def _name(code: str, modifiers: tuple[str, ...]) -> str:
    return "-".join([code, *modifiers])


def _missing_number(claim: BilledClaim, authorization: Authorization | None) -> str | None:
    if authorization is None or not authorization.number or authorization.decision == "non_affirmed":
        return None
    lines = any(line.authorization_number for line in claim.lines)
    return None if claim.authorization_number or lines else authorization.number
