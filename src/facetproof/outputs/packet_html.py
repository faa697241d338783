"""The packet as one HTML page without any outside resource: the same content as the PDF, notes as text."""

from __future__ import annotations

from facetproof.findings.authorization import Preparation
from facetproof.model.chart import Chart
from facetproof.model.letterhead import Letterhead
from facetproof.outputs.html import asset, digest, template
from facetproof.outputs.packet_pages import exhibits
from facetproof.outputs.packet_pdf import packet_data


def packet_html(prepared: Preparation, chart: Chart, *, head: Letterhead | None, every_page: bool = False) -> str:
    """The packet; readable and linked both ways without JavaScript.

    Args:
        prepared: the request and how it stands.
        chart: the chart with the documents.
        head: letterhead of the practice.
        every_page: whether pages without evidence go along as well.
    """
    enclosed = exhibits(prepared.request, chart, {}, every_page=every_page)
    css = asset("packet.css")
    data = packet_data(prepared, chart, head, enclosed)
    return template("packet.html.j2").render(**data, css=css, css_hash=digest(css)) + "\n"
