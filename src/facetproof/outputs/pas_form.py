"""What the record says, as the answered form that goes along with a PAS request."""

from __future__ import annotations

import datetime as dt

from facetproof.findings.template import template
from facetproof.model.authorization import AuthorizationRequest
from facetproof.model.chart import Chart
from facetproof.outputs.pas_parties import Addresses, Json
from facetproof.outputs.questionnaire_fill import Context, fill
from facetproof.outputs.template_fhir import questionnaire


def answered_form(request: AuthorizationRequest, chart: Chart, day: dt.date) -> list[Json]:
    """The form of the evaluation before a procedure, under the request's policy, answered from the record.

    Args:
        request: its patient, orders and coverage are what the response is about.
        chart: what the record says.
        day: of filling, and of the policy.

    Returns:
        One QuestionnaireResponse; none where the record answers nothing.
    """
    at = Addresses(request)
    orders = [at.of(f"order-{line.number}") for line in request.lines]
    about = Context(at.of("patient"), (*orders, at.of("coverage")))
    form = questionnaire(template("evaluation", request.policy, day))
    response = fill(form, chart, authored=day, context=about, request=request).response
    return [response] if response.get("item") else []
