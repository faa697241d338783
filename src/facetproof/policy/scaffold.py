"""A new policy folder of a practice's own: it loads as it stands, and asks nothing until a person fills it in."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from facetproof.errors import PolicyError
from facetproof.policy.criterion import Criterion, criteria
from facetproof.policy.find import folders

#: What a file of a rule is called until it is filled in; the loader passes it by.
DRAFT = ".draft"
_NAME = re.compile(r"[a-z][a-z0-9-]*")

_POLICY = """\
id: private:{name}
title: {name}
extends: {base}            # its rules are inherited; a file of the same code here replaces the inherited one
documents:
  {key}: {{id: "{document}", title: "", url: ""}}
versions: [{since}]        # the first day on which the policy holds
# drop: [NC10]             # inherited rules that this policy does not ask
# form: {{always: {{kx: "off"}}}}   # how claims are written, see the page on coding
# notes: [{{text: "a caution told with every determination"}}]
"""

_README = """\
# The policy private:{name}

1. In `policy.yaml`, name the document that the numbers stand in.
2. Fill in `CODE.yaml{draft}` from the text: each value with its clause. Leave out what the text does not say.
   Then rename it to `CODE.yaml`; a draft asks nothing.
3. Write `CODE.cases.yaml`: small charts on each side of every number, and what the rule is to say of them.
4. `facetproof policy check --folder {folder}` reads it with the checks of the library and runs the cases.
5. Use it: `facetproof --policies {folder} audit chart.json --payer private:{name}`, or set FACETPROOF_POLICIES.

Licensed criteria stay in this folder; nothing of it is copied anywhere.
"""


#: Key of the document in a new policy.
DOCUMENT = "contract"


def scaffold(
    name: str,
    parent: Path,
    *,
    base: str,
    rules: Iterable[str],
    today: dt.date,
    document: str = "NAME OF THE DOCUMENT",
    files: Mapping[str, str] | None = None,
) -> list[Path]:
    """Writes a folder `parent/name` with a policy and a draft for each rule asked for.

    Args:
        name: small letters, digits and hyphens; the policy's id is `private:name`.
        parent: where the folder is made.
        base: id or folder of the policy to extend, such as `cpt` or `medicare:ngs`.
        rules: codes of the criteria to make drafts for.
        today: first day of the policy until a person sets another.
        document: what the document that it rests on is called.
        files: further files of the folder, by name.

    Returns:
        The files written.

    Raises:
        PolicyError: `name-invalid`, `folder-exists`, `payer-unknown`, `rule-unknown`.
    """
    if not _NAME.fullmatch(name):
        raise PolicyError("name-invalid", f"`{name}` is no name for a policy", todo="Use a-z, 0-9 and hyphens.")
    folder = parent / name
    if folder.exists():
        raise PolicyError(
            "folder-exists", "There is such a folder already", where=str(folder), todo="Take another name."
        )
    extended = _extended(base)
    wanted = [_criterion(code) for code in rules]
    written = {
        "policy.yaml": _POLICY.format(
            name=name, base=extended, since=today.isoformat(), key=DOCUMENT, document=document.replace('"', "'")
        ),
        "README.md": _README.format(name=name, folder=folder, draft=DRAFT),
    }
    written |= files or {}
    written |= {f"{criterion.code}.yaml{DRAFT}": _draft(criterion, today) for criterion in wanted}
    try:
        folder.mkdir(parents=True)
        for file, content in written.items():
            (folder / file).write_text(content, encoding="utf-8")
    except OSError as error:
        raise PolicyError(
            "folder-unwritable", f"The folder cannot be written ({error.strerror})", where=str(folder)
        ) from None
    return [folder / file for file in written]


def drafts(folder: Path) -> list[Path]:
    """Files of rules that nobody has filled in yet."""
    return sorted(folder.glob(f"*.yaml{DRAFT}"))


def _extended(base: str) -> str:
    """Name of the folder that a policy id, or the folder's own name, stands for."""
    known = folders()
    for id, folder in known.items():
        if base in (id, folder.name):
            return folder.name
    raise PolicyError(
        "payer-unknown",
        f"There is no policy `{base}` to extend",
        todo="`facetproof policy list` shows all, or take cpt.",
    )


def _criterion(code: str) -> Criterion:
    found = criteria().get(code.upper())
    if found is None:
        raise PolicyError("rule-unknown", f"There is no rule {code}", todo="`facetproof policy show cpt` lists some.")
    return found


def _draft(criterion: Criterion, today: dt.date) -> str:
    """The binding to fill in: every parameter as a comment, so that none is bound by accident."""
    page = "\n".join(f"# {line}".rstrip() for line in criterion.page.splitlines())
    names = sorted(criterion.parameters, key=lambda name: (name not in criterion.required, name))
    parameters = "".join(
        f"    # {name}:    # {'must be given' if name in criterion.required else 'may be given'}\n" for name in names
    )
    needed = f"[{', '.join(names)}]" if names else "[]"
    return f"""\
{page}
rule: {criterion.code}
values:
  {today.isoformat()}:               # the first day on which this holds
{parameters}    cite:
      - {{document: {DOCUMENT}, where: "SECTION AND CLAUSE", for: {needed}}}
checked: {today.isoformat()}
confidence: primary          # read in the document; secondary: quoted elsewhere; recalled: from memory, warns
remedy:
  not_documented: "WHAT TO ASK FOR"
  not_met: "WHAT TO DO"
"""
