"""`facetproof repair`, `query`, `answer`, `template`: from a finding to the paper that closes it."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from facetproof.findings.template import Template

_NOTES = "notes of one patient (files or a folder), or one chart (JSON)"


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The verbs and their options."""
    _repair(verbs)
    _query(verbs)
    _answer(verbs)
    _template(verbs)


def _files(p: argparse.ArgumentParser) -> None:
    p.add_argument("files", nargs="+", metavar="NOTE|CHART", help=_NOTES)
    p.add_argument("--payer", metavar="ID", help="policy id such as medicare:ngs, or medicare@TX for the state")
    p.add_argument("--claim", metavar="FILE", help="what was billed")
    p.add_argument("--history-from", metavar="DATE", help="the day from which the history given is complete")


def _repair(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    p = verbs.add_parser("repair", help="the fewest facts whose documentation would make a chart supported")
    _files(p)
    p.add_argument("--rule", metavar="RULE", help="settle this rule only, such as NC05")
    p.add_argument("--most", metavar="N", type=int, default=12, help="largest set looked for; default 12")
    p.add_argument("--json", action="store_true", help="print the sets as JSON")
    p.set_defaults(run=repair)


def _query(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    p = verbs.add_parser("query", help="one form of open questions to the author of the record")
    _files(p)
    p.add_argument("--as", dest="form", choices=("text", "json", "docx", "pdf"), default="text")
    p.add_argument("--letterhead", metavar="FILE", help="with --as pdf: name and address of the practice (YAML)")
    p.add_argument("--asked", metavar="DATE", help="day of asking; default today")
    p.add_argument("--out", metavar="FILE", help="write it to this file")
    p.set_defaults(run=query)


def _answer(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    p = verbs.add_parser("answer", help="add the answers to a form to its chart, as an addendum")
    p.add_argument("form", metavar="QUERY.json", help="the form, as `facetproof query --as json` wrote it")
    p.add_argument("answers", metavar="ANSWERS.json", help="author, time of writing, and answers by question id")
    p.add_argument("--out", metavar="FILE", help="write the chart with the addendum to this file")
    p.add_argument("--json", action="store_true", help="print the chart as JSON")
    p.set_defaults(run=answer)


def _template(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    p = verbs.add_parser("template", help="a form made from the policy's own rules; review of a practice's own form")
    p.add_argument(
        "kind",
        metavar="KIND",
        help="diagnostic-block, therapeutic-injection, ablation, cyst, evaluation, post-procedure, pain-diary or "
        "repeat; `check` reviews a form, `read` turns a filled one into a chart",
    )
    p.add_argument("file", nargs="?", metavar="FILE", help="with check or read: the form")
    p.add_argument("--payer", metavar="ID", default="medicare", help="policy id; default medicare")
    p.add_argument("--dos", metavar="DATE", help="date of service; default today")
    p.add_argument("--as", dest="form", choices=("text", "json", "fhir", "docx", "pdf"), default="text")
    p.add_argument("--fill", metavar="CHART", help="fill in what this chart says")
    p.add_argument("--kind", dest="measure", metavar="KIND", default="diagnostic-block", help="with check: the purpose")
    p.add_argument("--out", metavar="FILE", help="write it to this file")
    p.set_defaults(run=template)


def repair(args: argparse.Namespace) -> int:
    """`facetproof repair`."""
    from facetproof.cli.verbs import _color, _from_files, _print_json, _width
    from facetproof.findings.repair import repair as search
    from facetproof.outputs.repair import render_repair

    chart, warnings = _from_files(args)
    _tell(warnings)
    found = search(chart, rule=args.rule, most_facts=args.most)
    if args.json:
        _print_json(found)
    else:
        sys.stdout.write(render_repair(found, width=_width(), color=_color()))
    return 0 if found.outcome == "none_needed" else 1


def query(args: argparse.Namespace) -> int:
    """`facetproof query`."""
    import msgspec

    from facetproof.cli.verbs import _color, _day, _from_files, _width
    from facetproof.findings.inquiry import inquire
    from facetproof.outputs.query import form_docx, render_form

    chart, warnings = _from_files(args)
    _tell(warnings)
    form = inquire(chart, asked=_day(args.asked, "--asked") or dt.date.today())
    if args.form == "docx":
        put(form_docx(form), args.out or "questions.docx")
    elif args.form == "pdf":
        from facetproof.outputs.query import form_pdf
        from facetproof.sources.settings import letterhead_from

        head = letterhead_from(Path(args.letterhead)) if args.letterhead else None
        put(form_pdf(form, head), args.out or "questions.pdf")
    elif args.form == "json":
        put(msgspec.json.format(msgspec.json.encode(form), indent=2) + b"\n", args.out)
    else:
        color = _color() and not args.out
        put(render_form(form, width=_width(), color=color).encode(), args.out)
    return 1 if form.questions else 0


def answer(args: argparse.Namespace) -> int:
    """`facetproof answer`."""
    import msgspec

    from facetproof.cli.verbs import _print_json
    from facetproof.facts.addendum import add_answers
    from facetproof.sources.query_json import answers_from, form_from

    form = form_from(Path(args.form))
    added = add_answers(form, answers_from(Path(args.answers)), now=dt.datetime.now().astimezone())
    if args.out:
        put(msgspec.json.format(msgspec.json.encode(added.chart), indent=2) + b"\n", args.out)
    if args.json:
        _print_json(added.chart)
    else:
        sys.stdout.write((added.document.text or "") + "\n")
        if added.open:
            sys.stdout.write(f"Still open: {', '.join(added.open)}\n")
    return 1 if added.open else 0


def template(args: argparse.Namespace) -> int:
    """`facetproof template`."""
    from facetproof.cli.verbs import _day, _print_json
    from facetproof.errors import InputError
    from facetproof.model.fields import values_at
    from facetproof.sources.chart_json import chart_from, parse_json
    from facetproof.sources.text import read_bytes

    dos = _day(args.dos, "--dos") or dt.date.today()
    if args.kind in ("check", "read") and not args.file:
        raise InputError("nothing-given", "No form was given", todo=f"Name it: facetproof template {args.kind} FILE.")
    if args.kind == "check":
        return _check(args, dos)
    if args.kind == "read":
        from facetproof.cli.forms import filled_chart

        chart = filled_chart(Path(args.file))
        if chart is None:
            raise InputError("form-unknown", "This is no filled form of ours", where=args.file, todo=_FORMS)
        _print_json(chart)
        return 0
    form = _form(args.kind, args.payer, dos)
    values = None
    if args.fill:
        tree = parse_json(read_bytes(Path(args.fill)), where=args.fill)
        chart_from(tree, where=args.fill)
        values = values_at(tree, tuple(field.path for field in form.fields))
    put(_written(args.form, form, values), args.out or (f"{args.kind}.{args.form}" if args.form in _FILES else None))
    return 0


_FILES = ("docx", "pdf")
_FORMS = "Fill in a form of `facetproof template KIND`, as text, DOCX, PDF or QuestionnaireResponse."


def _form(kind: str, payer: str, dos: dt.date) -> Template:
    from facetproof.errors import InputError
    from facetproof.findings.template import KINDS
    from facetproof.findings.template import template as make

    if kind not in KINDS:
        raise InputError("template-unknown", f"There is no form `{kind}`", todo=f"Name one of {', '.join(KINDS)}.")
    return make(kind, payer, dos)


def _written(form: str, made: Template, values: dict[str, Any] | None) -> bytes:
    """The form in one format."""
    import msgspec

    if form == "docx":
        from facetproof.outputs.template_docx import template_docx

        return template_docx(made, values)
    if form == "pdf":
        from facetproof.outputs.template_pdf import template_pdf

        return template_pdf(made, values)
    if form == "text":
        from facetproof.outputs.template_text import render_template

        return render_template(made, values).encode()
    from facetproof.outputs.template_fhir import questionnaire, response
    from facetproof.outputs.template_text import fields_json

    if form == "fhir":
        value = questionnaire(made) if values is None else response(made, values)
    else:
        value = fields_json(made, values)
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"


def _check(args: argparse.Namespace, dos: dt.date) -> int:
    """`facetproof template check`."""
    from facetproof.cli.verbs import _color, _print_json, _width
    from facetproof.findings.template_review import review
    from facetproof.outputs.template_review import render_review
    from facetproof.outputs.template_text import policy_words
    from facetproof.sources.notes import read_documents

    form = _form(args.measure, args.payer, dos)
    text = "\n".join(document.text or "" for document in read_documents(Path(args.file)))
    remarks = review(text, form, dos)
    if args.form == "json":
        _print_json(remarks)
    else:
        title = f"{form.title}, {policy_words(form)}"
        sys.stdout.write(render_review(remarks, title, width=_width(), color=_color()))
    return 1 if remarks else 0


def put(content: bytes, out: str | None) -> None:
    """Writes to a file, or to the terminal where none is named."""
    from facetproof.errors import InputError

    if out is None:
        sys.stdout.buffer.write(content)
        return
    try:
        Path(out).write_bytes(content)
    except OSError as error:
        raise InputError(
            "file-unwritable", f"The file cannot be written ({error.strerror})", where=out, todo="Check the folder."
        ) from None
    print(f"written to {out}")


def _tell(warnings: list[Any]) -> None:
    for warning in warnings:
        sys.stderr.write(f"facetproof: {warning}\n")
