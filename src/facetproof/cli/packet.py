"""`facetproof packet`: notes → a request for prior authorization; `packet answer` reads what the payer decided."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from facetproof.findings.authorization import Preparation
    from facetproof.model.chart import Chart
    from facetproof.model.practice import Practice

_FORMS = ("text", "pdf", "html", "json", "fhir", "278")
_NO_NEED = ("not_needed", "exempt")


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The verb and its options."""
    p = verbs.add_parser("packet", help="a request for prior authorization, and the payer's answer to it")
    p.add_argument(
        "files",
        nargs="+",
        metavar="NOTE|CHART",
        help="notes of one patient, or one chart; `answer FILE` reads an answer",
    )
    p.add_argument("--payer", metavar="ID", help="policy id such as medicare:ngs, or medicare@TX for the state")
    p.add_argument("--practice", metavar="FILE", help="the practice's settings: letterhead, providers, contact (YAML)")
    p.add_argument("--request", metavar="FILE", help="what belongs to this request: patient, coverage, dates (YAML)")
    p.add_argument("--history-from", metavar="DATE", help="the day from which the history given is complete")
    p.add_argument("--date", metavar="DATE", help="day of the request; default today")
    p.add_argument("--format", choices=_FORMS, default="text", help="default text")
    p.add_argument("--with-pdf", action="store_true", help="fhir: the packet goes along as a document")
    p.add_argument("--all-pages", action="store_true", help="pdf: pages without evidence as well")
    p.add_argument("--anyway", action="store_true", help="also where no authorization is needed")
    p.add_argument("--scheduled", metavar="FILE", help="with answer: chart, note or claim to compare with it")
    p.add_argument("--out", metavar="FILE", help="write it to this file; with answer: the chart with its authorization")
    p.set_defaults(run=packet)


def packet(args: argparse.Namespace) -> int:
    """`facetproof packet`: 0 where the request can go out as it is, else 1."""
    if args.files[0] == "answer":
        from facetproof.cli.packet_answer import answer

        return answer(args)
    import msgspec

    from facetproof.cli.verbs import _day, _from_files
    from facetproof.findings.authorization import prepare
    from facetproof.outputs.request_278 import with_control_numbers
    from facetproof.sources.practice import asked_from, practice_from

    practice = practice_from(Path(args.practice)) if args.practice else None
    asked = asked_from(Path(args.request)) if args.request else None
    chart, warnings = _from_files(args)
    for warning in warnings:
        sys.stderr.write(f"facetproof: {warning}\n")
    today = _day(args.date, "--date") or dt.date.today()
    prepared = prepare(chart, practice=practice, asked=asked, today=today)
    if prepared.need.answer in _NO_NEED and not args.anyway:
        if args.format == "json":
            _write(args, chart, prepared, practice)
        else:
            _say_no_need(prepared)
        return 1
    prepared = msgspec.structs.replace(prepared, request=with_control_numbers(prepared.request))
    _write(args, chart, prepared, practice)
    if prepared.prospect == "refused":
        sys.stderr.write("facetproof: this request would surely be refused as it stands; see the sheet\n")
    clean = prepared.prospect == "ready" and not prepared.missing and not prepared.unnamed
    return 0 if clean and prepared.need.answer != "unknown" else 1


def _say_no_need(prepared: Preparation) -> None:
    from facetproof.cli.verbs import _color, _width
    from facetproof.outputs.console import Page
    from facetproof.outputs.packet_text import render_need

    page = Page(width=_width(), color=_color())
    render_need(page, prepared)
    page.say("No request is written; --anyway writes one.")
    sys.stdout.write(page.text())


def _write(args: argparse.Namespace, chart: Chart, prepared: Preparation, practice: Practice | None) -> None:
    from facetproof.cli.paper import put

    put(_written(args, chart, prepared, practice), args.out or ("packet.pdf" if args.format == "pdf" else None))


def _written(args: argparse.Namespace, chart: Chart, prepared: Preparation, practice: Practice | None) -> bytes:
    import msgspec

    if args.format == "text":
        from facetproof.cli.verbs import _color, _width
        from facetproof.outputs.packet_text import render_packet

        return render_packet(prepared, chart, width=_width(), color=_color() and not args.out).encode()
    if args.format == "pdf":
        return _pdf(args, chart, prepared, practice)
    if args.format == "html":
        from facetproof.outputs.packet_html import packet_html

        head = practice.letterhead if practice else None
        return packet_html(prepared, chart, head=head, every_page=args.all_pages).encode()
    if args.format == "278":
        return _x12(prepared, practice).encode()
    if args.format == "fhir":
        from facetproof.outputs.pas_form import answered_form
        from facetproof.outputs.pas_request import pas_request

        sent, request = dt.datetime.now().astimezone(), prepared.request
        forms = answered_form(request, chart, request.created or sent.date())
        packet = _pdf(args, chart, prepared, practice, internal=False) if args.with_pdf else None
        value: Any = pas_request(request, sent=sent, documents=chart.documents or (), packet=packet, responses=forms)
    else:
        value = prepared
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"


def _pdf(
    args: argparse.Namespace,
    chart: Chart,
    prepared: Preparation,
    practice: Practice | None,
    *,
    internal: bool = True,
) -> bytes:
    from facetproof.outputs.packet_pdf import packet_pdf

    return packet_pdf(
        prepared,
        chart,
        head=practice.letterhead if practice else None,
        originals=_originals(args.files, chart),
        every_page=args.all_pages,
        internal=internal,
        day=prepared.request.created or dt.date.today(),
    )


def _x12(prepared: Preparation, practice: Practice | None) -> str:
    from facetproof.outputs.request_278 import Envelope, write_278

    now = dt.datetime.now()
    exchange = practice.x12 if practice else None
    if exchange is None:
        return write_278(prepared.request, Envelope(sender="", sent=now))
    return write_278(
        prepared.request,
        Envelope(
            sender=exchange.sender,
            sent=now,
            receiver=exchange.receiver,
            sender_kind=exchange.sender_kind,
            receiver_kind=exchange.receiver_kind,
            test=exchange.test,
            attachments=exchange.attachments,
        ),
    )


def _originals(names: list[str], chart: Chart) -> dict[str, bytes]:
    """The PDF files and pictures among those given, as PDF, by the ids of the documents they hold."""
    from facetproof.sources.kinds import Format, tell
    from facetproof.sources.notes import MAX_FILE_BYTES
    from facetproof.sources.pdf_marks import picture_pdf
    from facetproof.sources.text import read_bytes

    # a file of several notes gives documents named `file#1`, `file#2`
    held = {id for document in chart.documents or () for id in (document.id, document.id.rpartition("#")[0])}
    files: dict[str, bytes] = {}
    for name in names:
        path = Path(name)
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            id = file.relative_to(path).as_posix() if path.is_dir() else file.name
            if id not in held or not file.is_file():
                continue
            data = read_bytes(file, limit=MAX_FILE_BYTES)
            kind = tell(data, file.name, where=str(file))
            kept = data if kind is Format.PDF else picture_pdf(data) if kind is Format.PICTURE else None
            if kept is not None:
                files[id] = kept
    return {
        document.id: files[home]
        for document in chart.documents or ()
        for home in (document.id.rpartition("#")[0], document.id)
        if home in files
    }
