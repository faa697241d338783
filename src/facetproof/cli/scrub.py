"""`facetproof scrub`: the pre-bill check of a batch of claims."""

from __future__ import annotations

import argparse
import csv
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from facetproof.cli.claim_exports import Exports
from facetproof.errors import InputError

if TYPE_CHECKING:
    from facetproof.findings.correction import Correction
    from facetproof.findings.prebill import Prebill
    from facetproof.model.chart import Chart
    from facetproof.outputs.claim_scrub import Tally

#: Largest file of charts read, in bytes.
CHARTS_LIMIT = 2 << 30
#: Files from this size on show their progress.
LARGE = 4 << 20


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The options of the verb."""
    p = verbs.add_parser("scrub", help="check a batch of claims before it goes out")
    p.add_argument(
        "file", metavar="FILE", help="837P or 837I as the clearinghouse is to receive it; FHIR claims, CMS-1500 boxes"
    )
    p.add_argument("--charts", metavar="FILE", help="records, one chart (JSON) a line, its id the claim number")
    p.add_argument("--payer", metavar="ID", help="judge all by this policy; default: as each claim tells")
    p.add_argument("--fees", metavar="FILE", help="code,charge by unit and side (CSV), for lines that are to be added")
    p.add_argument("--out", metavar="FILE", help="write the corrected 837; the rest stays byte for byte")
    p.add_argument("--forms", metavar="FOLDER", help="write each facet claim, corrected, as a CMS-1500 page (PDF)")
    p.add_argument("--fhir", metavar="FILE", help="write each facet claim, corrected, as a FHIR Claim, one a line")
    p.add_argument("--all", action="store_true", help="list claims without an objection too")
    p.add_argument("--json", action="store_true", help="print the result as JSON")
    p.set_defaults(run=scrub)


def scrub(args: argparse.Namespace) -> int:
    """Runs the check; returns the exit code of the contract."""
    from facetproof.findings.prebill import Prebill
    from facetproof.outputs.claim_scrub import Tally, render_batch
    from facetproof.sources.claims import is_837

    given = {Path(name).resolve() for name in (args.file, args.charts, args.fees) if name}
    for name in (args.out, args.fhir):
        if name and Path(name).resolve() in given:
            raise InputError(
                "file-unwritable",
                "What is written would replace a file it is made from",
                where=name,
                todo="Name another.",
            )
    if args.out and not is_837(_head(args.file)):
        raise InputError("not-an-837", "Only an 837 can be written corrected", where=args.file)
    prebill = Prebill(_charts(args.charts), args.payer, _fees(args.fees))
    tally = Tally(Path(args.file).name, keep_all=args.all)
    with Exports(args.forms, args.fhir) as exports:
        corrections = _check(args.file, prebill, tally, exports)
    batch = tally.done()
    if args.out:
        _write(args.file, corrections, args.out)
    if args.json:
        import msgspec

        sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(batch), indent=2) + b"\n")
    else:
        from facetproof.cli.verbs import _color, _width

        sys.stdout.write(render_batch(batch, width=_width(), color=_color()))
        if args.out:
            print(f"\n{len(corrections):,} claims corrected in {args.out}")
    return 1 if batch.wrong or batch.severe or batch.unreadable else 0


def _check(file: str, prebill: Prebill, tally: Tally, exports: Exports) -> dict[int, list[Correction]]:
    """Reads and judges every claim; returns the corrections that can be written, by the claim's first record."""
    from facetproof.model.claimfile import Fault
    from facetproof.sources.claims import read_claims

    corrections: dict[int, list[Correction]] = {}
    with _opened(file) as stream:
        for item in read_claims(stream, where=file):
            if isinstance(item, Fault):
                tally.fault(item)
                continue
            results = prebill.check(item)
            tally.claim(item, results)
            for result in results:
                if result.correction is not None and result.correction.blocked is None:
                    corrections.setdefault(item.record, []).append(result.correction)
            if results:
                exports.write(item, corrections.get(item.record, ()))
    return corrections


def _head(file: str) -> bytes:
    from facetproof.sources.claims import HEAD
    from facetproof.sources.x12 import opened

    with opened(file) as stream:
        return stream.read(HEAD)


@contextmanager
def _opened(file: str) -> Iterator[BinaryIO]:
    from facetproof.sources.x12 import opened

    stream = cast(BinaryIO, opened(file))
    with stream:
        if not sys.stderr.isatty() or os.fstat(stream.fileno()).st_size < LARGE:
            yield stream
            return
        from rich.console import Console
        from rich.progress import wrap_file

        size = os.fstat(stream.fileno()).st_size
        with wrap_file(stream, size, description="checking", console=Console(stderr=True), transient=True) as shown:
            yield shown


def _charts(file: str | None) -> list[Chart]:
    if not file:
        return []
    from facetproof.sources.chart_json import chart_from, parse_json
    from facetproof.sources.text import read_bytes

    charts = []
    for number, line in enumerate(read_bytes(Path(file), limit=CHARTS_LIMIT).splitlines(), 1):
        if line.strip():
            where = f"{file}, line {number}"
            charts.append(chart_from(parse_json(line, where=where), where=where)[0])
    return charts


def _fees(file: str | None) -> dict[str, float]:
    if not file:
        return {}
    from facetproof.sources.text import decode, read_bytes

    fees: dict[str, float] = {}
    for number, row in enumerate(
        csv.reader(decode(read_bytes(Path(file), limit=CHARTS_LIMIT), where=file).splitlines()), 1
    ):
        if not row or not row[0].strip() or row[0].strip().lower() in ("code", "cpt"):
            continue
        try:
            fees[row[0].strip().upper()] = float(row[1].replace("$", "").replace(",", ""))
        except (IndexError, ValueError):
            raise InputError(
                "fees-invalid",
                "A row of the fee list is not a code and a charge",
                where=f"{file}, line {number}",
                todo="Write one code,charge a line, such as 64494,206.00.",
            ) from None
    return fees


def _write(file: str, corrections: dict[int, list[Correction]], out: str) -> None:
    from facetproof.outputs.claim_837 import write_837

    try:
        with open(out, "wb") as target:
            write_837(file, corrections, target)
    except OSError as error:
        raise InputError(
            "file-unwritable", f"The file cannot be written ({error.strerror})", where=out, todo="Check the folder."
        ) from None
