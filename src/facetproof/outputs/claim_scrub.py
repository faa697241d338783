"""The pre-bill check of a batch: what was counted, and the page in the terminal, worst claim first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

import msgspec

from facetproof.coding.edits import pairs_loaded
from facetproof.findings.prebill import Checked
from facetproof.model.claimfile import BilledClaim, Fault
from facetproof.model.finding import Finding, Status, Verdict
from facetproof.outputs.console import Page, grid, printable, text
from facetproof.sources.cms.edition import quarter_name

_ORDER = {Verdict.NOT_SUPPORTED: 0, Verdict.NEEDS_DOCUMENTATION: 1, None: 2, Verdict.SUPPORTED: 3}
#: The verdict in a word and its ANSI colour.
_WORDS = {
    Verdict.NOT_SUPPORTED: ("wrong", "1;31"),
    Verdict.NEEDS_DOCUMENTATION: ("open", "1;33"),
    Verdict.SUPPORTED: ("fine", "32"),
    Verdict.NOT_APPLICABLE: ("none", "36"),
    None: ("fine", "32"),
}
MOST_FAULTS = 12


class RuleCount(msgspec.Struct, frozen=True, omit_defaults=True):
    """How often a rule stands against a claim, and the charges of those claims."""

    rule: str
    name: str
    claims: int
    charge: float


class FaultCount(msgspec.Struct, frozen=True, omit_defaults=True):
    """How often a fault occurs, and where first."""

    code: str
    what: str
    count: int
    first: str
    severe: bool


class Batch(msgspec.Struct, kw_only=True):
    """The result of one file; claims without an objection are counted, and kept where all are wanted.

    Attributes:
        claims: claims read; `facet` of them bill a facet code, `wrong` have an objection.
        unreadable: numbers of claims of which a line could not be read in full.
        at_risk: charges of the facet lines of claims with a denial rule not met or not documented.
        unpriced: claims among them whose charge is not told.
        beyond: quarters of dates of service for which no NCCI pair table is loaded.
    """

    file: str = ""
    claims: int = 0
    facet: int = 0
    matched: int = 0
    wrong: int = 0
    corrected: int = 0
    unreadable: list[str] = []
    charge: float = 0.0
    at_risk: float = 0.0
    unpriced: int = 0
    rules: list[RuleCount] = []
    faults: list[FaultCount] = []
    rows: list[Checked] = []
    beyond: list[str] = []

    @property
    def severe(self) -> bool:
        """The file has a fault that a payer may refuse it for."""
        return any(fault.severe for fault in self.faults)


class Tally:
    """Counts a batch while it is read.

    Args:
        file: its name.
        keep_all: keep claims without an objection too.
    """

    def __init__(self, file: str, *, keep_all: bool = False) -> None:
        self._batch = Batch(file=file)
        self._keep_all = keep_all
        self._claims: Counter[tuple[str, str]] = Counter()
        self._charges: defaultdict[tuple[str, str], float] = defaultdict(float)
        self._faults: dict[str, list[Fault]] = {}
        self._fault_counts: Counter[str] = Counter()
        self._quarters: set[str] = set()

    def fault(self, fault: Fault) -> None:
        """A fault of the file or of a claim in it."""
        self._fault_counts[fault.code] += 1
        self._faults.setdefault(fault.code, [fault])

    def claim(self, claim: BilledClaim, checked: Iterable[Checked]) -> None:
        """One claim with the results of its days."""
        batch = self._batch
        batch.claims += 1
        for fault in claim.faults:
            self.fault(fault)
        results = tuple(checked)
        batch.facet += bool(results)
        if not claim.readable:
            batch.unreadable.append(claim.id or f"record {claim.record}")
        for result in results:
            self._result(result)

    def done(self) -> Batch:
        """The batch, worst claim first."""
        batch = self._batch
        batch.rows.sort(key=_worst_first)
        batch.rules = [
            RuleCount(rule, name, count, round(self._charges[rule, name], 2))
            for (rule, name), count in sorted(self._claims.items(), key=lambda item: (-self._charges[item[0]], item))
        ]
        batch.faults = [
            FaultCount(code, found[0].what, self._fault_counts[code], found[0].place, found[0].severe)
            for code, found in sorted(self._faults.items(), key=lambda item: (not item[1][0].severe, item[0]))
        ]
        batch.beyond = sorted(self._quarters)
        batch.charge, batch.at_risk = round(batch.charge, 2), round(batch.at_risk, 2)
        return batch

    def _result(self, result: Checked) -> None:
        batch = self._batch
        batch.matched += result.matched
        if not pairs_loaded(result.dos):
            self._quarters.add(quarter_name(result.dos))
        batch.charge += result.charge or 0
        batch.corrected += result.correction is not None and result.correction.blocked is None
        if result.wrong:
            batch.wrong += 1
            if result.charge is None:
                batch.unpriced += 1
            batch.at_risk += result.charge or 0
            for key in {(f.rule, f.name) for f in result.findings if f.consequence == "denial"}:
                self._claims[key] += 1
                self._charges[key] += result.charge or 0
        if result.wrong or result.findings or result.correction or self._keep_all:
            batch.rows.append(result)


def _worst_first(result: Checked) -> tuple[int, float, int, str]:
    wrong = sum(f.status is Status.NOT_MET and f.consequence == "denial" for f in result.findings)
    return _ORDER.get(result.verdict, 2), -(result.charge or 0), -wrong, result.claim


def render_batch(batch: Batch, *, width: int, color: bool) -> str:
    """The batch as text: one line a claim, then the rules, the money and what is wrong with the file."""
    head = Page(width=width, color=color)
    head.heading("pre-bill check", batch.file)
    foot = Page(width=width, color=color)
    _rules(foot, batch)
    _faults(foot, batch)
    _summary(foot, batch)
    lines = "".join(f"{line}\n" for line in _claim_lines(batch, color=color))
    return "\n".join(part for part in (head.text(), lines, foot.text()) if part)


def _claim_lines(batch: Batch, *, color: bool) -> Iterator[str]:
    """One line a claim, never broken: thousands of them are read with a pager or searched."""
    longest = max((len(_id(result)) for result in batch.rows), default=0)
    for result in batch.rows:
        word, code = _WORDS[Verdict.NEEDS_DOCUMENTATION if result.hold and not _denied(result) else result.verdict]
        told = f"\x1b[{code}m{word:<5}\x1b[0m" if color else f"{word:<5}"
        money = f"{result.charge:>12,.2f}" if result.charge is not None else " " * 12
        yield f"{told} {_id(result):<{longest}} {result.dos.isoformat()} {money}  {printable(_why(result))}".rstrip()


def _id(result: Checked) -> str:
    return printable(result.claim) or f"record {result.record}"


def _denied(result: Checked) -> bool:
    return result.verdict is Verdict.NOT_SUPPORTED


def _why(result: Checked) -> str:
    wrong = [_rule(f) for f in result.findings if f.status is Status.NOT_MET]
    missing = [f.rule for f in result.findings if f.status is Status.NOT_DOCUMENTED]
    parts = [", ".join(wrong)] if wrong else []
    if missing:
        parts.append(f"not documented: {' '.join(missing)}")
    if result.correction is not None:
        blocked = result.correction.blocked
        told = "; ".join(result.correction.changes)
        parts.append(f"correct to: {told}" + (f" (not written: {blocked})" if blocked else ""))
    if result.note:
        parts.append(result.note)
    return " | ".join(parts)


def _rule(finding: Finding) -> str:
    problems = finding.observed if isinstance(finding.observed, list) else []
    told = "; ".join(problem for problem in problems if ": " in problem) or finding.name
    return f"{finding.rule} {told}" + (" (warning)" if finding.consequence == "warning" else "")


def _rules(page: Page, batch: Batch) -> None:
    if not batch.rules:
        return
    page.heading("by rule", "claims against which it stands, and what they charge")
    table = grid(4)
    for count in batch.rules:
        table.add_row(text(count.rule), text(count.name), text(f"{count.claims:>6,}"), text(f"{count.charge:>12,.2f}"))
    page.put(table, indent=2)
    page.gap()


def _faults(page: Page, batch: Batch) -> None:
    if not batch.faults:
        return
    page.heading("the file", "what a payer may refuse it for comes first")
    table = grid(4)
    for fault in batch.faults[:MOST_FAULTS]:
        style = "not-met" if fault.severe else "warning"
        table.add_row(
            text((fault.code, style)), text(f"{fault.count:>6,}"), text(f"first at {fault.first}"), text(fault.what)
        )
    page.put(table, indent=2)
    if len(batch.faults) > MOST_FAULTS:
        page.say(f"and {len(batch.faults) - MOST_FAULTS} other kinds; --json lists all", indent=2)
    page.gap()


def _summary(page: Page, batch: Batch) -> None:
    page.heading("in all")
    page.say(
        f"{batch.claims:,} claims read, {batch.facet:,} bill facet procedures, "
        f"{batch.matched:,} were judged against their record.",
        indent=2,
    )
    style = "not-met" if batch.wrong else "met"
    money = f", {batch.at_risk:,.2f} of {batch.charge:,.2f} at risk" if batch.charge else ""
    unpriced = f" ({batch.unpriced:,} without a charge)" if batch.unpriced else ""
    page.say((f"{batch.wrong:,} must not go out as they are{money}{unpriced}.", style), indent=2)
    if batch.corrected:
        page.say(f"{batch.corrected:,} can be corrected from the record.", indent=2)
    if batch.unreadable:
        page.say(f"{len(batch.unreadable):,} could not be read in full and were judged as far as they go.", indent=2)
    if batch.beyond:
        page.say(
            f"No NCCI pair table is loaded for {', '.join(batch.beyond)}: the pairs shipped were used. "
            "Load the official files with `facetproof codes update`.",
            indent=2,
        )
    if batch.facet and not batch.matched:
        page.say("Without charts only the claim's own faults are seen: give --charts to judge the record.", indent=2)
