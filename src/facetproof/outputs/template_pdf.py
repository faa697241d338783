"""A form as a PDF with fields to fill in, named by chart path; nothing is filled in beforehand."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from facetproof.errors import InputError
from facetproof.findings.template import Field, Template
from facetproof.model.fields import in_words
from facetproof.outputs.template_text import fields_by_path, options_words, policy_words, sections
from facetproof.sources.filled import MARK

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

_WIDTH, _HEIGHT, _MARGIN, _ROW = 612.0, 792.0, 54.0, 30.0
_BOX = 230.0
#: No choice made.
_OPEN = "-"
_MOST_CHOICES = 14


def template_pdf(form: Template, values: Mapping[str, Any] | None = None) -> bytes:
    """The form as a fillable PDF of US Letter size.

    Raises:
        InputError: `pdf-missing` without the optional packages.
    """
    try:
        from reportlab.pdfgen.canvas import Canvas
    except ImportError:
        raise InputError("pdf-missing", "A PDF needs the package reportlab", todo="Install facetproof[pdf].") from None
    given = values or {}
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(_WIDTH, _HEIGHT), lang="en-US", invariant=1)
    canvas.setTitle(form.title)
    canvas.setSubject(policy_words(form))
    page = _Page(canvas, form)
    for title, fields in sections(form):
        page.heading(title)
        for field, path, label in fields_by_path(fields, given):
            page.row(field, path, label, in_words(given[path], field.shape) if path in given else "")
    canvas.save()
    return buffer.getvalue()


class _Page:
    def __init__(self, canvas: Canvas, form: Template) -> None:
        self.canvas, self.form = canvas, form
        from reportlab.lib.colors import white  # type: ignore[import-untyped]

        self.white = white
        self.number, self.y = 0, 0.0
        self._start()
        canvas.acroForm.textfield(name=MARK, value=form.kind, x=_MARGIN, y=18, width=1, height=1, borderWidth=0)

    def _start(self) -> None:
        if self.number:
            self.canvas.showPage()
        self.number += 1
        self.y = _HEIGHT - _MARGIN
        self.canvas.setFont("Helvetica-Bold", 14)
        self.canvas.drawString(_MARGIN, self.y, self.form.title)
        self.canvas.setFont("Helvetica", 8)
        self.canvas.drawString(_MARGIN, self.y - 14, f"{policy_words(self.form)}. Leave open what is not known.")
        self.canvas.drawRightString(_WIDTH - _MARGIN, 24, f"page {self.number}")
        self.y -= 40

    def heading(self, title: str) -> None:
        """A section's title, with room for a first row below it."""
        if self.y < _MARGIN + 2 * _ROW:
            self._start()
        self.canvas.setFont("Helvetica-Bold", 11)
        self.canvas.drawString(_MARGIN, self.y, title)
        self.y -= 18

    def row(self, field: Field, path: str, label: str, value: str) -> None:
        """One field: its label, what may be written, the rules that read it, and the box."""
        if self.y < _MARGIN + _ROW:
            self._start()
        self.canvas.setFont("Helvetica", 9)
        self.canvas.drawString(_MARGIN, self.y, label)
        self.canvas.setFont("Helvetica", 6.5)
        shape = field.shape
        chosen = shape.kind in ("word", "truth") and not shape.free and len(shape.options) <= _MOST_CHOICES
        hint = "" if chosen else options_words(shape)
        rules = " ".join(rule.code for rule in field.rules)
        self.canvas.drawString(_MARGIN, self.y - 9, f"{hint}  [{rules}]"[:95] if hint else f"[{rules}]"[:95])
        at = {"x": _WIDTH - _MARGIN - _BOX, "y": self.y - 10, "width": _BOX, "height": 18, "tooltip": label}
        at |= {"fontSize": 9, "borderWidth": 0.5, "name": path, "fillColor": self.white, "forceBorder": True}
        if chosen:
            words = ["yes", "no"] if shape.kind == "truth" else list(shape.options)
            self.canvas.acroForm.choice(options=[_OPEN, *words], value=value or _OPEN, **at)
        else:
            self.canvas.acroForm.textfield(value=value, maxlen=2000, **at)
        self.y -= _ROW
