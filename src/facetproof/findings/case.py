"""A case with what coding made of it: the facts of the LV and BL families are read from here."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from facetproof.coding.billed import Comparison, compare
from facetproof.coding.engine import Coded, code_chart
from facetproof.coding.form import Form
from facetproof.facts.case import Case
from facetproof.model.chart import Chart


class JudgedCase(Case):
    """A chart under one payer's way of writing claims.

    Args:
        chart: the chart.
        form: how the payer wants claims written, keys of the coding options.
    """

    def __init__(self, chart: Chart, form: Mapping[str, str]) -> None:
        super().__init__(chart)
        self.form = Form.of(form, chart.options)
        self.session_unit = self.form.session_unit

    @cached_property
    def coded(self) -> Coded:
        """The lines that the record supports, what it does not, and what must be asked."""
        return code_chart(self.chart, self.form)

    @cached_property
    def billed(self) -> Comparison | None:
        """The claim against the supported lines; None without a claim with lines."""
        if self.chart.claim is None or not self.chart.claim.lines:
            return None
        entity = self.session.billing_entity if self.session else None
        return compare(self.chart.claim, self.coded, self.form, self.dos, entity)
