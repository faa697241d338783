"""Proposals → drafts in a private folder, and a draft that a person signed → a binding."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml

from facetproof.errors import LibraryError, PolicyError
from facetproof.policy.criterion import Criterion, criteria
from facetproof.policy.load import bound_by
from facetproof.policy.proposals.propose import Proposal
from facetproof.policy.scaffold import DRAFT

_UNSIGNED = re.compile(r"^signed: .*$", re.MULTILINE)
_OPEN = ("WHAT TO ASK FOR", "WHAT TO DO")
#: Longest part of a sentence that goes into a citation.
_QUOTED = 160


def draft_files(
    found: Iterable[Proposal], *, source: str, since: dt.date, today: dt.date, document: str
) -> dict[str, str]:
    """A draft for each rule that has proposals, by name of its file.

    Args:
        found: the proposals.
        source: name of the file that they come from.
        since: the day on which the policy takes effect.
        today: written in as the day of reading.
        document: key of the document in `policy.yaml`.
    """
    by_rule: dict[str, list[Proposal]] = {}
    for one in found:
        by_rule.setdefault(one.rule, []).append(one)
    return {
        f"{code}.yaml{DRAFT}": _draft(criteria()[code], own, source, since, today, document)
        for code, own in sorted(by_rule.items())
    }


def _draft(
    criterion: Criterion, own: list[Proposal], source: str, since: dt.date, today: dt.date, document: str
) -> str:
    certain = {one.parameter: one for one in own if not one.doubts}
    doubtful = [one for one in own if one.doubts]
    lines = [f"# {criterion.code} {criterion.name}: {criterion.page.splitlines()[0]}"]
    lines += ["# Read the sentences in the text itself, complete or correct the values, then sign:"]
    lines += [f'#   facetproof policy sign FOLDER {criterion.code} --name "YOUR NAME"', "#"]
    for one in own:
        lines += _about(one)
    lines += [
        f"rule: {criterion.code}",
        f"proposed: {_flow({'from': source, 'date': today})}",
        "signed: null",
        "values:",
    ]
    lines += [f"  {since.isoformat()}:"]
    lines += [f"    {name}: {_flow(one.value)}" for name, one in certain.items()]
    for name in sorted(criterion.required - set(certain)):
        lines.append(f"    # {name}:    # must be given, and was not found without a doubt")
    for one in doubtful:
        if one.parameter not in certain:
            lines.append(f"    # {one.parameter}: {_flow(one.value)}    # doubtful, see above")
    lines += ["    cite:", *_cites(certain.values(), document)]
    lines += [f"checked: {today.isoformat()}", "confidence: primary", "remedy:"]
    lines += [f'  not_documented: "{_OPEN[0]}"', f'  not_met: "{_OPEN[1]}"']
    return "\n".join(lines) + "\n"


def _about(one: Proposal) -> Iterator[str]:
    yield f"# {one.parameter} {_flow(one.value)}"
    yield f'#   "{one.quote}"'
    place = f"characters {one.start + 1}-{one.end}"
    yield f"#   {', '.join(part for part in (one.heading, place, *one.logic) if part)}"
    for doubt in one.doubts:
        yield f"#   DOUBT: {doubt}"


def _cites(certain: Iterable[Proposal], document: str) -> Iterator[str]:
    by_quote: dict[str, list[str]] = {}
    for one in certain:
        where = f"{one.heading}: {one.quote}" if one.heading else one.quote
        by_quote.setdefault(where[:_QUOTED], []).append(one.parameter)
    for where, names in by_quote.items():
        yield f"      - {_flow({'document': document, 'where': where, 'for': names})}"
    if not by_quote:
        yield f'      - {{document: {document}, where: "SECTION AND CLAUSE", for: []}}'


def _flow(value: object) -> str:
    told = yaml.safe_dump(value, default_flow_style=True, width=10_000, allow_unicode=True, sort_keys=False)
    return told.removesuffix("...\n").strip()


def sign(folder: Path, code: str, *, name: str, today: dt.date) -> Path:
    """Turns a draft into a binding, with the name of the person who read the text, and the date.

    Args:
        folder: of the policy.
        code: of the rule.
        name: of the person who signs.
        today: the date of the signature.

    Returns:
        The file of the binding.

    Raises:
        PolicyError: `draft-missing`, `draft-open`, `name-missing`, `binding-exists`.
        LibraryError: the library would refuse the binding.
    """
    draft = folder / f"{code.upper()}.yaml{DRAFT}"
    target = folder / f"{code.upper()}.yaml"
    if not name.strip():
        raise PolicyError("name-missing", "Nobody has signed", todo="Give your name: --name.")
    if not draft.is_file():
        raise PolicyError("draft-missing", "There is no such draft", where=str(draft), todo="Check folder and code.")
    if target.exists():
        raise PolicyError("binding-exists", "There is a binding already", where=str(target), todo="Remove it first.")
    text = draft.read_text(encoding="utf-8")
    if any(words in text for words in _OPEN):
        raise PolicyError("draft-open", "The remedies are not filled in", where=str(draft), todo="Say what to do.")
    signature = f"signed: {_flow({'name': name.strip(), 'date': today})}"
    signed = _UNSIGNED.sub(lambda _: signature, text, count=1) if _UNSIGNED.search(text) else f"{text}{signature}\n"
    try:
        data = yaml.safe_load(signed)
    except yaml.YAMLError as error:
        raise LibraryError("policy-refused", "The draft is not valid YAML", where=str(draft)) from error
    bound_by(folder, target, data)
    target.write_text(signed, encoding="utf-8")
    draft.unlink()
    return target
