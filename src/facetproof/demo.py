"""`make demo`: the example cases judged, one report in full, all reports as HTML pages."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from facetproof.errors import FacetproofError, InputError
from facetproof.model.chart import Chart
from facetproof.model.finding import Determination

CHECKOUT = Path(__file__).parents[2]
EXAMPLES = CHECKOUT / "examples"
OUT = "demo-out"
#: The case whose report is shown in full.
SHOWN = "second-block-too-early"
#: Commands to try after the demo, without the name of the program.
NEXT = (
    f"audit examples/{SHOWN}/consult.txt examples/{SHOWN}/block-two.txt "
    f"--claim examples/{SHOWN}/claim.json --payer medicare:wps",
    "explain DX03 --payer medicare:wps --dos 2025-06-12",
    "read examples/side-contradiction/procedure.txt",
    "policy show medicare@TX --dos 2025-02-11",
)


@dataclass(frozen=True, slots=True)
class Case:
    """One example: its folder and what its `case.yaml` says."""

    folder: Path
    title: str
    payer: str
    notes: tuple[str, ...]
    claim: str | None
    history_from: Any
    expect: Mapping[str, Any]

    @property
    def name(self) -> str:
        """The folder's name, which is the chart's id."""
        return self.folder.name


def cases(folder: Path = EXAMPLES) -> tuple[Case, ...]:
    """All example cases, by name.

    Raises:
        InputError: `examples-missing`.
    """
    import yaml

    found = []
    for path in sorted(folder.glob("*/case.yaml")):
        given = yaml.safe_load(path.read_text(encoding="utf-8"))
        found.append(
            Case(
                path.parent,
                given["title"],
                given["payer"],
                tuple(given["notes"]),
                given.get("claim"),
                given.get("history_from"),
                given["expect"],
            )
        )
    if not found:
        raise InputError(
            "examples-missing",
            "There are no example cases",
            where=str(folder),
            todo="Run the demo from a checkout of the project; an installed package has no examples.",
        )
    return tuple(found)


def chart_of(case: Case) -> Chart:
    """The chart read from the notes of a case, with its claim, payer and history."""
    import facetproof
    from facetproof.sources.chart_json import claim_from, parse_json
    from facetproof.sources.text import read_bytes, read_text

    charts: list[Chart] = [facetproof.read(read_text(case.folder / note), note) for note in case.notes]
    chart = charts[0] if len(charts) == 1 else facetproof.merge(charts)
    changes: dict[str, Any] = {"id": case.name, "payer": case.payer, "history_from": case.history_from}
    if case.claim:
        place = case.folder / case.claim
        changes["claim"], _ = claim_from(parse_json(read_bytes(place), where=str(place)), where=str(place))
    return chart.replace(**changes)


def differences(case: Case, determination: Determination) -> Iterator[str]:
    """In which points a determination is not what the case expects."""
    expect = case.expect
    if determination.determination.value != expect["determination"]:
        yield f"determination {determination.determination.value}, expected {expect['determination']}"
    if "hold" in expect and determination.hold != expect["hold"]:
        yield f"hold {determination.hold}, expected {expect['hold']}"
    lines = ["-".join((line.cpt, *line.modifiers)) for line in determination.lines]
    if "lines" in expect and lines != expect["lines"]:
        yield f"lines {lines}, expected {expect['lines']}"
    statuses = {finding.rule: finding.status.value for finding in determination.findings}
    for rule, status in expect["findings"].items():
        if statuses.get(rule) != status:
            yield f"{rule} {statuses.get(rule, 'without finding')}, expected {status}"


def main() -> int:
    """Runs the demo in the current folder; 0 when every example came out as expected."""
    try:
        return _run(Path(OUT))
    except FacetproofError as error:
        print(f"facetproof: {error.message}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        # the reader of our output went away (`| head`)
        sys.stderr.close()
        return 0


def _run(out: Path) -> int:
    import facetproof
    from facetproof.outputs.index import Entry, render_index
    from facetproof.outputs.page import render_page
    from facetproof.outputs.report import render
    from facetproof.outputs.view import deciding
    from facetproof.outputs.words import VERDICTS

    examples = cases()
    print(
        f"{len(examples)} example cases: invented patients, notes as clinics write them, claims as billers file them.\n"
    )
    out.mkdir(exist_ok=True)
    entries, faults, full = [], [], ""
    start = time.perf_counter()
    for case in examples:
        chart = chart_of(case)
        determination = facetproof.audit(chart)
        verdict = VERDICTS[determination.determination]
        print(f"  {verdict.symbol} {verdict.word:<20} {case.title}")
        codes = deciding(determination)
        if codes:
            print(f"    {'':<20} because of {', '.join(codes)}")
        faults += [f"{case.name}: {text}" for text in differences(case, determination)]
        page = out / f"{case.name}.html"
        page.write_text(render_page(determination, chart, title=case.title), encoding="utf-8")
        entries.append(Entry(case.title, page.name, determination))
        if case.name == SHOWN:
            full = render(determination, chart, width=_width(), color=sys.stdout.isatty())
    elapsed = time.perf_counter() - start
    index = out / "index.html"
    index.write_text(render_index(entries, title="Example cases"), encoding="utf-8")
    print(f"\nRead, judged and written in {elapsed:.1f} s. The report of {SHOWN} in full:\n")
    print(full)
    for fault in faults:
        print(f"NOT AS EXPECTED  {fault}")
    print(f"Pages with the notes beside the findings: {index.resolve()}\n\nTry next, in {CHECKOUT}:")
    for command in NEXT:
        print(f"  .venv/bin/facetproof {command}")
    return 1 if faults else 0


def _width() -> int:
    return min(max(shutil.get_terminal_size((80, 24)).columns, 60), 100)


if __name__ == "__main__":
    sys.exit(main())
