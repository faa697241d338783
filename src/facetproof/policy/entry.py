"""One dated entry of a binding → what it requires: its parameters, whom it concerns, what may stand in for the record.

for: [ablation]              only these kinds of session
settings: [asc]              only these billers
by_kind: [{for: [...], …}]   numbers that depend on the kind of session; a part without `for` is for all others
attestation: [KIND]          a signed letter of this kind makes good what the record does not say
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from facetproof.policy.criterion import Criterion, Requirement
from facetproof.policy.language import Term, all_of, choose, fact

#: Keys of a dated entry that are no parameter of the criterion.
ENTRY_KEYS = {"cite", "for", "settings", "consequence", "confidence", "note", "asked", "by_kind", "attestation"}
SESSION_KINDS = frozenset({"diagnostic", "therapeutic", "ablation", "cyst"})
LETTERS = frozenset({"letter_of_attestation", "physician_statement"})


def parts(entry: Mapping[str, Any]) -> list[tuple[Sequence[str] | None, dict[str, Any]]]:
    """Parameters of the entry by the kinds of session that they are for; None stands for all kinds not named before.

    Raises:
        ValueError: a part that comes after the one for all others, or no parts at all.
    """
    common = {name: value for name, value in entry.items() if name not in ENTRY_KEYS}
    if "by_kind" not in entry:
        return [(None, common)]
    given = entry["by_kind"]
    if not isinstance(given, list) or not given:
        raise ValueError("`by_kind` lists parts, each with `for` and its own numbers")
    found = [(one.get("for"), {**common, **{k: v for k, v in one.items() if k != "for"}}) for one in given]
    if any(kinds is None for kinds, _ in found[:-1]):
        raise ValueError("only the last part of `by_kind` may be without `for`")
    return found


def shown(found: list[tuple[Sequence[str] | None, dict[str, Any]]]) -> dict[str, Any]:
    """The parameters as one flat mapping; those of a kind are named `ablation: min_months`."""
    if len(found) == 1:
        return found[0][1]
    common = {
        name: value for name, value in found[0][1].items() if all(other.get(name) == value for _, other in found[1:])
    }
    flat = dict(common)
    for kinds, values in found:
        label = "/".join(kinds) if kinds else "otherwise"
        flat |= {f"{label}: {name}": value for name, value in values.items() if name not in common}
    return flat


def requirement(criterion: Criterion, entry: Mapping[str, Any], bound: list[dict[str, Any]]) -> Requirement:
    """What the entry requires.

    Args:
        criterion: the criterion bound.
        entry: the dated entry as written.
        bound: the parameters of each part, in the order of `parts`.

    Raises:
        ValueError, TypeError: it cannot be built.
    """
    named = [kinds for kinds, _ in parts(entry)]
    built = [criterion.build(**values) for values in bound]
    term, when = built[-1].term, built[-1].when
    kind = fact("session.kind")
    if named[-1] is not None:
        when = all_of(kind.one_of(_known(named[-1], SESSION_KINDS, "`for` lists kinds of session")), when)
    for kinds, one in list(zip(named, built, strict=True))[-2::-1]:
        of_this_kind = kind.one_of(_known(kinds or (), SESSION_KINDS, "`for` lists kinds of session"))
        term = choose(of_this_kind, one.term, term)
        when = when if one.when == when else choose(of_this_kind, one.when, when)
    conditions: list[Term] = [when]
    if entry.get("for"):
        conditions.append(kind.one_of(_known(entry["for"], SESSION_KINDS, "`for` lists kinds of session")))
    if entry.get("settings"):
        conditions.append(fact("session.billing_entity").one_of(entry["settings"]))
    if entry.get("attestation"):
        letters = _known(entry["attestation"], LETTERS, "`attestation` lists kinds of letter")
        term = term.vouched_by(fact("record.attested", kinds=letters).is_true())
    return Requirement(term, all_of(*conditions))


def _known(given: Sequence[str], allowed: frozenset[str], what: str) -> Sequence[str]:
    if not given or not set(given) <= allowed:
        raise ValueError(f"{what}: {', '.join(sorted(allowed))}")
    return given
