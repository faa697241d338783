"""What each verb does. Heavy modules are imported by the verb that needs them."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import shutil
import sys
from pathlib import Path
from typing import Any

import msgspec

from facetproof.errors import InputError
from facetproof.model.chart import Chart
from facetproof.model.finding import Determination, Status, Verdict
from facetproof.sources.chart_json import chart_from, parse_json
from facetproof.sources.text import read_bytes

_FINE = (Verdict.SUPPORTED, Verdict.NOT_APPLICABLE)


def audit(args: argparse.Namespace) -> int:
    """`facetproof audit`."""
    from facetproof.findings.judge import audit as judge

    as_of = _day(args.as_of, "--as-of")
    if args.jsonl:
        _no_assist(args, "Lines of charts are given, not notes")
    if args.payer == "all":
        return _audit_all(args, as_of)
    if args.jsonl:
        from facetproof.cli import batch

        def work(value: dict[str, Any], where: str) -> tuple[Any, bool]:
            chart, warnings = _chart(value, args, where)
            determination = _with_warnings(judge(chart, as_of=as_of), warnings)
            return determination, determination.determination in _FINE

        return batch.run(args.jsonl, work)
    chart, warnings = _from_files(args)
    determination = _with_warnings(judge(chart, as_of=as_of), warnings)
    if args.html:
        from facetproof.outputs.page import render_page

        _write(args.html, render_page(determination, chart))
    if args.json:
        _print_json(determination)
    else:
        _print_report(determination, chart)
    return 0 if determination.determination in _FINE else 1


def _audit_all(args: argparse.Namespace, as_of: dt.date | None) -> int:
    """One chart under every policy; every chart of a file with --jsonl."""
    from facetproof.findings.matrix import Matrix, matrix

    def fine(found: Matrix) -> bool:
        return not {row.determination for row in found.policies} - set(_FINE)

    if args.html:
        raise InputError("html-of-one", "The page shows one policy", todo="Name one with --payer, or leave out --html.")
    if args.jsonl:
        from facetproof.cli import batch

        def work(value: dict[str, Any], where: str) -> tuple[Any, bool]:
            found = matrix(chart_from(value, where=where)[0], as_of=as_of)
            return found, fine(found)

        return batch.run(args.jsonl, work)
    chart, warnings = _from_files(args)
    found = matrix(chart, as_of=as_of)
    for warning in warnings:
        sys.stderr.write(f"facetproof: {warning}\n")
    if args.json:
        _print_json(found)
    else:
        from facetproof.outputs.matrix import render_matrix

        sys.stdout.write(render_matrix(found, width=_width(), color=_color()))
    return 0 if fine(found) else 1


def code(args: argparse.Namespace) -> int:
    """`facetproof code`."""
    from facetproof.findings.judge import code as judge

    if args.jsonl:
        from facetproof.cli import batch

        def work(value: dict[str, Any], where: str) -> tuple[Any, bool]:
            chart, warnings = _chart(value, args, where)
            determination = _with_warnings(judge(chart), warnings)
            return _coded(determination), _codes_fine(determination)

        return batch.run(args.jsonl, work)
    chart, warnings = _from_files(args)
    determination = _with_warnings(judge(chart), warnings)
    if args.json:
        _print_json(_coded(determination))
    else:
        from facetproof.outputs.report import render_coding

        sys.stdout.write(render_coding(determination, width=_width(), color=_color()))
    return 0 if _codes_fine(determination) else 1


def read(args: argparse.Namespace) -> int:
    """`facetproof read`."""
    if args.jsonl:
        from facetproof.cli.notes_batch import run

        return run(args)
    if args.jobs != 1:
        raise InputError("jobs-of-one", "--jobs is for many notes", where="--jobs", todo="Add --jsonl FILE or FOLDER.")
    chart, warnings = _from_files(args)
    for warning in warnings:
        sys.stderr.write(f"facetproof: {warning}\n")
    if args.json:
        _print_json(chart)
    else:
        from facetproof.outputs.facts import render_facts

        sys.stdout.write(render_facts(chart, width=_width(), color=_color()))
    return 0


def explain(args: argparse.Namespace) -> int:
    """`facetproof explain`."""
    from facetproof.outputs.explain import render_rule

    dos = _day(args.dos, "--dos") or dt.date.today()
    sys.stdout.write(render_rule(args.rule, payer=args.payer, dos=dos, width=_width(), color=_color()))
    return 0


def policy_list(args: argparse.Namespace) -> int:
    """`facetproof policy list`."""
    from facetproof.outputs.policies import listing, render_listing

    if args.json:
        _print_json(listing())
    else:
        sys.stdout.write(render_listing(width=_width(), color=_color()))
    return 0


def policy_show(args: argparse.Namespace) -> int:
    """`facetproof policy show`."""
    from facetproof.outputs.policies import render_policy, shown

    dos = _day(args.dos, "--dos") or dt.date.today()
    if args.json:
        _print_json(shown(args.payer, dos))
    else:
        sys.stdout.write(render_policy(args.payer, dos, width=_width(), color=_color()))
    return 0


def schema(args: argparse.Namespace) -> int:
    """`facetproof schema`."""
    kind = {"chart": Chart, "determination": Determination}[args.what]
    found = msgspec.json.schema(kind)
    found = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"facetproof {args.what}"} | found
    _print_json(found)
    return 0


def _chart(value: dict[str, Any], args: argparse.Namespace, where: str) -> tuple[Chart, list[str]]:
    chart, warnings = chart_from(value, where=where)
    if chart.payer is None and args.payer:
        chart = msgspec.structs.replace(chart, payer=args.payer)
    return chart, warnings


def _from_files(args: argparse.Namespace) -> tuple[Chart, list[str]]:
    """One chart from a chart file or from the notes of one patient, with claim, payer and history added."""
    if not args.files:
        raise InputError("nothing-given", "No file was given", todo="Name a note or a chart, or use --jsonl FILE.")
    charts = [name for name in args.files if _is_chart(Path(name))]
    warnings: list[str] = []
    if charts and len(args.files) > 1:
        raise InputError("mixed-files", "A chart stands alone", where=charts[0], todo="Give one chart, or notes only.")
    if charts:
        _no_assist(args, "A chart is given, not notes")
        chart, warnings = chart_from(parse_json(read_bytes(Path(charts[0])), where=charts[0]), where=charts[0])
    else:
        chart, warnings = _read_notes([Path(name) for name in args.files], args)
    changes: dict[str, Any] = {}
    if getattr(args, "claim", None):
        from facetproof.sources.claims import one_claim

        dos = chart.session.dos if chart.session else None
        claim, told = one_claim(read_bytes(Path(args.claim)), where=args.claim, id=chart.id, dos=dos)
        changes["claim"], warnings = claim, warnings + told
    if getattr(args, "payer", None):
        changes["payer"] = args.payer
    if getattr(args, "history_from", None):
        changes["history_from"] = _day(args.history_from, "--history-from")
    return msgspec.structs.replace(chart, **changes) if changes else chart, warnings


def _read_notes(paths: list[Path], args: argparse.Namespace) -> tuple[Chart, list[str]]:
    """One chart from files and folders of one patient's notes, and what could not be read of them."""
    from facetproof.cli.assist import note_reader
    from facetproof.cli.forms import filled_chart
    from facetproof.sources.notes import read_documents

    read_note = note_reader(args)
    forms = {path: form for path in paths if (form := filled_chart(path)) is not None}
    documents = [document for path in paths if path not in forms for document in read_documents(path)]
    told: list[str] = []
    charts = [*forms.values()]
    for document in documents:
        chart = read_note(document.text or "", document.id)
        read_remarks = [remark for read in chart.documents or () for remark in read.remarks or ()]
        remarks = (*(document.remarks or ()), *read_remarks)
        told += [f"{document.id}: {remark}" for remark in remarks]
        whole = msgspec.structs.replace(document, remarks=remarks or None)
        charts.append(msgspec.structs.replace(chart, documents=(whole,)))
    if len(charts) == 1:
        return charts[0], told
    from facetproof.facts.merge import merge_charts

    return merge_charts(charts), told


def _no_assist(args: argparse.Namespace, why: str) -> None:
    if getattr(args, "assist", False):
        raise InputError("assist-no-note", why, where="--assist", todo="Give notes, or leave out --assist.")


def _is_chart(path: Path) -> bool:
    from facetproof.sources.kinds import is_chart
    from facetproof.sources.notes import MAX_FILE_BYTES

    return not path.is_dir() and is_chart(read_bytes(path, limit=MAX_FILE_BYTES), path.name)


def _with_warnings(determination: Determination, warnings: list[str]) -> Determination:
    if not warnings:
        return determination
    return msgspec.structs.replace(determination, warnings=(*determination.warnings, *warnings))


def _coded(determination: Determination) -> dict[str, Any]:
    """The part of a determination that `code` promises."""
    names = ("id", "policy", "version", "lines", "not_billable", "hold", "queries", "findings", "warnings")
    return {name: getattr(determination, name) for name in names}


def _codes_fine(determination: Determination) -> bool:
    return not determination.hold and all(
        f.status is Status.MET for f in determination.findings if f.consequence == "denial"
    )


def _day(text: str | None, option: str) -> dt.date | None:
    if not text:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise InputError(
            "date-invalid", f"{option} is no date", todo="Write it as year-month-day, such as 2025-03-10."
        ) from None


def _print_report(determination: Determination, chart: Chart) -> None:
    from facetproof.outputs.report import render

    sys.stdout.write(render(determination, chart, width=_width(), color=_color()))


def _print_json(value: Any) -> None:
    sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n")


def _write(path: str, text: str) -> None:
    try:
        Path(path).write_text(text, encoding="utf-8")
    except OSError as error:
        raise InputError(
            "file-unwritable", f"The page cannot be written ({error.strerror})", where=path, todo="Check the folder."
        ) from None


def _width() -> int:
    return min(max(shutil.get_terminal_size((100, 24)).columns, 60), 120)


def _color() -> bool:
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ
