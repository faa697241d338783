"""A form as a Word document: one row a field, nothing filled in beforehand. It reads back as the text form does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from facetproof.findings.template import Template
from facetproof.outputs.query import new_word, word_bytes
from facetproof.outputs.template_text import render_template


def template_docx(form: Template, values: Mapping[str, Any] | None = None) -> bytes:
    """The form as a Word document of US Letter size.

    Raises:
        InputError: `paper-missing` without the optional packages.
    """
    document = new_word(form.title)
    document.add_heading(form.title, 1)
    heading = True
    for line in render_template(form, values).splitlines()[1:]:
        if not line:
            heading = False
        elif not heading and "{" not in line:
            document.add_heading(line.capitalize(), 2)
            heading = True
        elif "{" in line:
            label, _, value = line.rpartition(": ")
            row = document.add_paragraph()
            row.paragraph_format.keep_together = True
            row.add_run(f"{label}: ")
            row.add_run(value).bold = True
        else:
            document.add_paragraph(line)
    return word_bytes(document)
