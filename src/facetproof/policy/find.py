"""The policy of a payer on a date of service."""

from __future__ import annotations

import datetime as dt
import difflib
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from facetproof.errors import PolicyError
from facetproof.policy.files import refuse
from facetproof.policy.load import LIBRARY, load_policy
from facetproof.policy.rule import Policy, PolicyVersion

#: The payer-neutral rules: part of every policy, and all that is left where none is in force.
CORE = "core"
#: What the ids of policies start with that exist to be extended and are not offered as payers.
BASE = "base:"


#: Environment variable with folders of a practice's own policies, separated as in PATH.
OWN = "FACETPROOF_POLICIES"


def libraries() -> tuple[Path, ...]:
    """The library of this package, then the folders that the environment names."""
    own = (Path(name) for name in os.environ.get(OWN, "").split(os.pathsep) if name)
    return tuple(dict.fromkeys((LIBRARY, *own)))


@contextmanager
def using(own: Sequence[str]) -> Iterator[None]:
    """Within it, policies are looked for in these folders as well."""
    before = os.environ.get(OWN, "")
    os.environ[OWN] = os.pathsep.join(part for part in (before, *own) if part)
    try:
        yield
    finally:
        os.environ[OWN] = before


def folders() -> Mapping[str, Path]:
    """Folder of each policy by id, a practice's own ones included.

    Raises:
        PolicyError: a folder named in the environment does not exist.
        LibraryError: two folders have one id.
    """
    return _folders(libraries())


@cache
def _folders(libraries: tuple[Path, ...]) -> Mapping[str, Path]:
    found: dict[str, Path] = {}
    for library in libraries:
        if not library.is_dir():
            raise PolicyError(
                "policies-missing",
                "There is no such folder of policies",
                where=str(library),
                todo=f"Check --policies and the environment variable {OWN}.",
            )
        heads = [library / "policy.yaml"] if (library / "policy.yaml").is_file() else library.glob("*/policy.yaml")
        for head in sorted(heads):
            id = _id(head)
            if id in found:
                raise refuse(head, f"The id {id} is taken by the folder {found[id].name}")
            found[id] = head.parent
    return found


def _id(head: Path) -> str:
    """The id a folder gives itself, without reading the rest."""
    for line in head.read_text(encoding="utf-8").splitlines():
        if line.startswith("id:"):
            return line.removeprefix("id:").partition(" #")[0].strip().strip("\"'")
    raise refuse(head, "The policy has no `id`")


def policy_ids() -> list[str]:
    """All ids that can be given as payer, sorted; bases that exist to be extended are not among them."""
    return sorted(id for id in folders() if id != CORE and not id.startswith(BASE))


def policy(id: str) -> Policy:
    """The policy of this id.

    Raises:
        PolicyError: `payer-unknown`, with the nearest ids.
        LibraryError: its files cannot be trusted.
    """
    folder = folders().get(id)
    if folder is None or id.startswith(BASE):
        raise unknown_payer(id)
    return _policy(folder)


@cache
def _policy(folder: Path) -> Policy:
    return load_policy(folder)


def unknown_payer(id: str) -> PolicyError:
    """The error for a payer that no policy covers."""
    near = difflib.get_close_matches(id, policy_ids(), n=3, cutoff=0.4)
    hint = f"Did you mean {', '.join(near)}? " if near else ""
    return PolicyError(
        "payer-unknown", f"No policy of the payer `{id}` is known", todo=f"{hint}`facetproof policy list` shows all."
    )


@cache
def contractors() -> Mapping[str, Any]:
    """State → Medicare contractor, with the dates on which states moved; ranges of ZIP codes, ends included."""
    data: Mapping[str, Any] = yaml.safe_load((LIBRARY / "contractors.yaml").read_text(encoding="utf-8"))
    return data


def resolve(payer: str, dos: dt.date) -> str:
    """The policy id meant by a payer: `medicare@TX` becomes the contractor of that state on that day.

    Raises:
        PolicyError: the state or the payer is not known.
    """
    name, at, place = payer.strip().lower().partition("@")
    if not at:
        return name
    if name != "medicare":
        raise PolicyError(
            "payer-unknown",
            f"Only Medicare is found by state, not `{name}`",
            todo="Write medicare@TX, or the payer's own id.",
        )
    return contractor_of(place.upper(), dos)


def contractor_of(place: str, dos: dt.date) -> str:
    """Policy id of the Medicare contractor for a state (`TX`), a county (`VA/ARLINGTON`) or a ZIP code on a day."""
    if place[:5].isdigit():
        return _contractor_of_zip(place[:5])
    state, _, county = place.partition("/")
    entry = contractors()["states"].get(state)
    apart = contractors().get("counties", {}).get(state, {})
    own = apart.get(county.removesuffix(" COUNTY").removesuffix(" CITY").strip())
    if own is not None:
        return str(own)
    if entry is None:
        raise PolicyError(
            "state-unknown",
            f"`{place}` is no state with a Medicare contractor",
            todo="Give the two letters of the state, such as medicare@TX, or the contractor, such as medicare:novitas.",
        )
    if isinstance(entry, str):
        return entry
    first = min(entry)
    return str(entry[max((day for day in entry if day <= dos), default=first)])


def _contractor_of_zip(code: str) -> str:
    for first, last, id in contractors()["zips"]:
        if first <= code <= last:
            return str(id)
    raise PolicyError(
        "zip-unknown",
        f"`{code}` is no ZIP code with a known Medicare contractor",
        todo="Give the state, such as medicare@TX, or the contractor, such as medicare:novitas.",
    )


def version(id: str, dos: dt.date) -> PolicyVersion:
    """What the policy asks on a date of service, the payer-neutral rules included.

    Where no version is in force, `start` is None and only the payer-neutral rules are left.
    """
    return _version(policy(id), dos)


@cache
def _version(found: Policy, dos: dt.date) -> PolicyVersion:
    core = policy(CORE).on(dos)
    neutral = core.rules if core else ()
    in_force = found.on(dos)
    if in_force is None:
        return PolicyVersion(found.id, found.title, None, neutral, {}, ())
    own = {rule.code for rule in in_force.rules}
    rules = (*in_force.rules, *(rule for rule in neutral if rule.code not in own))
    return PolicyVersion(
        in_force.id,
        in_force.title,
        in_force.start,
        tuple(sorted(rules, key=lambda rule: rule.code)),
        in_force.form,
        in_force.notes,
    )
