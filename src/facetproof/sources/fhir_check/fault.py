"""What is wrong with a FHIR resource, and where."""

from __future__ import annotations

import msgspec


class Nonconformity(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One place that breaks one rule. It quotes no value of the resource: that may be a patient's.

    Attributes:
        place: FHIRPath of the element, such as `Bundle.entry[0].resource.item[1].category`.
        rule: id of the rule, as docs/fhir.md lists them.
        what: what is wrong.
        todo: what to do about it.
        severe: False for what a receiver should, but need not, mind.
    """

    place: str
    rule: str
    what: str
    todo: str
    severe: bool = True


def broken(place: str, rule: str, what: str, todo: str, *, severe: bool = True) -> Nonconformity:
    """One nonconformity."""
    return Nonconformity(place=place, rule=rule, what=what, todo=todo, severe=severe)
