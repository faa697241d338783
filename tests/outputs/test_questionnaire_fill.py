"""Forms answered from the record: ours read back as the same chart, a payer's where the question maps surely."""

from __future__ import annotations

import copy
import datetime as dt
import json
import os
from pathlib import Path
from typing import Any

import fhir_r4_models
import fhir_samples as samples
import msgspec
import pytest
from random_charts import Maker
from random_requests import full_request
from sound_charts import with_holes
from test_template import FORMS, fields_of, same

from facetproof.cli import main
from facetproof.errors import InputError
from facetproof.findings.template import KINDS
from facetproof.model.chart import Chart
from facetproof.model.evidence import Evidence
from facetproof.outputs.questionnaire_fill import EVIDENCE, Context, Filled, fill
from facetproof.outputs.template_fhir import questionnaire
from facetproof.sources.fhir_check import check, form_in
from facetproof.sources.fhir_check.forms import ORIGIN
from facetproof.sources.fhir_questionnaire import response_chart

DAY = dt.date(2025, 6, 2)
ABOUT = Context("Patient/1", ("ServiceRequest/1", "Coverage/1"))
SEEDS = int(os.environ.get("FACETPROOF_SEEDS", "12"))
LOINC = "http://loinc.org"


def filled(form: dict[str, Any], chart: Chart, **more: Any) -> Filled:
    found = fill(form, chart, authored=DAY, context=ABOUT, **more)
    return Filled(json.loads(json.dumps(found.response)), found.left)


def answers(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, dict):
        return [*value.get("answer", []), *(a for inner in value.values() for a in answers(inner))]
    return [a for inner in value for a in answers(inner)] if isinstance(value, list) else []


@pytest.mark.parametrize("kind", KINDS)
def test_our_forms_filled_from_random_charts_conform_and_read_back_as_the_chart(kind: str) -> None:
    form = FORMS[kind]
    asked = questionnaire(form)
    assert check(asked, where="x") == []
    fhir_r4_models.model("Questionnaire").model_validate(asked)
    for seed in range(SEEDS):
        tree = Maker(seed, hole=0.3).chart() if seed % 2 else with_holes(seed)
        chart = msgspec.convert(tree, Chart)
        response, left = filled(asked, chart)
        if not answers(response):
            continue
        assert [f for f in check(response, where="x", questionnaire=asked) if f.severe] == []
        fhir_r4_models.model("QuestionnaireResponse").model_validate(response)
        same(response_chart(response, where="r"), tree, form)
        auto = {"url": ORIGIN, "extension": [{"url": "source", "valueCode": "auto"}]}
        assert all(a["extension"][0] == auto for a in answers(response))
        assert response["status"] == "in-progress"
        links = {item["linkId"] for item in walk(asked["item"]) if item["type"] != "group"}
        given = {item["linkId"] for item in walk(response["item"]) if item.get("answer")}
        assert set(left) == links - given


def walk(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [one for item in items for one in (item, *walk(item.get("item", [])))]


def test_each_answer_carries_the_words_it_is_from() -> None:
    spans = (Evidence(3, 5, "80", "note", "relief"),)
    chart = msgspec.convert(
        {"session": {"dos": "2025-06-02", "relief": {"percent": 80}}, "evidence": {"session.relief.percent": spans}},
        Chart,
    )
    response, _ = filled(questionnaire(FORMS["post-procedure"]), chart)
    (answer,) = [a for a in answers(response) if "valueDecimal" in a]
    shown = answer["extension"][1]
    assert shown["url"] == EVIDENCE
    assert {part["url"]: next(v for k, v in part.items() if k != "url") for part in shown["extension"]} == {
        "document": "note", "start": 3, "end": 5, "quote": "80",
    }  # fmt: skip


def payer(*items: dict[str, Any]) -> dict[str, Any]:
    return {"resourceType": "Questionnaire", "url": "urn:example:payer", "status": "active", "item": list(items)}


def question(link: str, code: str | None, kind: str, **more: Any) -> dict[str, Any]:
    found = {"linkId": link, "text": f"Question {link}", "type": kind} | more
    return found | ({"code": [{"system": LOINC, "code": code}]} if code else {})


CHART = msgspec.convert(
    {"assessment": {"bmi": 31.5, "pain": {"scale": "NRS", "score": 7}},
     "evidence": {"assessment.bmi": [{"start": 0, "end": 4, "quote": "31.5", "document": "note"}]}}, Chart,
)  # fmt: skip
FEMALE = {"system": "http://hl7.org/fhir/administrative-gender", "code": "female"}
OPTIONS = [{"valueCoding": FEMALE}, {"valueCoding": {"system": "urn:example", "code": "female"}}]
REQUEST = next(r for r in (full_request(n) for n in range(20)) if r.patient.sex == "F")
NAMES = "http://hl7.org/fhir/StructureDefinition/Patient#Patient"


@pytest.mark.parametrize(
    ("item", "value"),
    [
        (question("1", "39156-5", "decimal"), {"valueDecimal": 31.5}),
        (question("1", "39156-5", "integer"), None),
        (question("1", "39156-5", "boolean"), None),
        (question("1", "38208-5", "integer"), {"valueInteger": 7}),
        (question("1", "72514-3", "decimal"), {"valueDecimal": 7.0}),
        (question("1", "0000-0", "decimal"), None),
        (question("1", None, "decimal", text="Body mass index"), None),
        (question("1", None, "decimal") | {"code": [{"system": "urn:example", "code": "39156-5"}]}, None),
        (question("1", "45394-4", "string"), {"valueString": "Testcase"}),
        (question("1", "21112-8", "date"), {"valueDate": "1960-02-29"}),
        (question("1", None, "string", definition=f"{NAMES}.name.given"), {"valueString": "Ann"}),
        (question("1", None, "string", definition=f"{NAMES}.maritalStatus"), None),
        (
            question("1", None, "choice", definition=f"{NAMES}.gender", answerOption=OPTIONS[:1]),
            {"valueCoding": FEMALE},
        ),
        (question("1", None, "choice", definition=f"{NAMES}.gender", answerOption=OPTIONS[1:]), None),
        (question("1", "39156-5", "decimal", enableWhen=[{"question": "2", "operator": "exists"}]), None),
    ],
)
def test_a_payers_question_is_answered_only_where_it_maps_surely(item: dict[str, Any], value: Any) -> None:
    form = payer({"linkId": "g", "text": "Group", "type": "group", "item": [item]})
    response, left = filled(form, CHART, request=REQUEST)
    found = [{k: v for k, v in a.items() if k != "extension"} for a in answers(response)]
    assert found == ([value] if value else [])
    assert left == (() if value else ("1",))
    if value:
        assert [f for f in check(response, where="x", questionnaire=form) if f.severe] == []


def test_an_adaptive_form_is_filled_as_far_as_it_has_been_asked() -> None:
    asked = payer(question("1", "39156-5", "decimal"))
    adaptive = {
        "resourceType": "QuestionnaireResponse",
        "contained": [asked],
        "questionnaire": "#",
        "status": "in-progress",
    }
    form = form_in(adaptive)
    assert form == asked
    assert answers(filled(form, CHART).response)[0]["valueDecimal"] == 31.5


def test_two_questions_with_one_code_are_both_left_open() -> None:
    form = payer(question("1", "38208-5", "integer"), question("2", "38208-5", "integer"))
    assert filled(form, CHART).left == ("1", "2")


def test_a_score_on_another_scale_is_left_open() -> None:
    chart = msgspec.convert({"assessment": {"pain": {"scale": "VAS", "score": 70}}}, Chart)
    assert filled(payer(question("1", "38208-5", "integer")), chart).left == ("1",)


def test_an_empty_record_answers_nothing_and_says_what_is_left() -> None:
    form = payer(question("1", "39156-5", "decimal"))
    response, left = filled(form, Chart(), request=None)
    assert (answers(response), left) == ([], ("1",))


def test_a_spoilt_form_is_filled_or_left_never_a_crash() -> None:
    tree = Maker(3, hole=0.1).chart()
    chart = msgspec.convert(tree, Chart)
    for seed in range(200):
        form = samples.spoilt(copy.deepcopy(questionnaire(FORMS["ablation"])), seed)
        filled(form, chart)
        filled(samples.spoilt(payer(question("1", "39156-5", "decimal")), seed), chart)


def test_the_command_fills_a_form_and_the_response_audits(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    form, chart, out = tmp_path / "form.json", tmp_path / "chart.json", tmp_path / "response.json"
    form.write_text(json.dumps(questionnaire(FORMS["ablation"])))
    chart.write_text(json.dumps(with_holes(4)))
    refer = ["--subject", "Patient/1", "--about", "ServiceRequest/1", "--about", "Coverage/1"]
    assert main(["fhir", "fill", str(form), str(chart), *refer, "--authored", "2025-06-02", "--out", str(out)]) == 1
    assert "left open" in capsys.readouterr().err
    assert main(["fhir", "check", str(out), "--questionnaire", str(form)]) == 0
    assert main(["audit", str(out), "--payer", "medicare:ngs"]) in (0, 1)
    assert main(["fhir", "fill", str(chart), str(chart)]) == 2
    names = tmp_path / "names.json"
    names.write_text(json.dumps(payer(question("1", "45394-4", "string"))))
    settings = str(Path(__file__).parents[2] / "examples" / "authorization" / "request.yaml")
    assert main(["fhir", "fill", str(names), str(chart), "--request", settings, "--out", str(out)]) == 0
    assert answers(json.loads(out.read_text()))[0]["valueString"] == "Exemplar"
    assert fields_of(FORMS["ablation"])


def test_json_without_a_form_is_refused(tmp_path: Path) -> None:
    from facetproof.cli.fhir import _form

    path = tmp_path / "x.json"
    path.write_text("{}")
    with pytest.raises(InputError) as error:
        _form(str(path))
    assert error.value.code == "no-questionnaire"
