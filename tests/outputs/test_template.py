"""Forms made from the rules: every field is read by a rule, nothing is filled in, and what is filled in reads back."""

from __future__ import annotations

import datetime as dt
import json
import random
from pathlib import Path
from typing import Any

import msgspec
import pytest
from random_charts import Maker
from sound_charts import KINDS as SOUND
from sound_charts import sound, with_holes

from facetproof.cli import main
from facetproof.cli.forms import filled_chart
from facetproof.errors import InputError
from facetproof.facts.reads import reads_of, same_path
from facetproof.findings.judge import audit
from facetproof.findings.template import KINDS, Template, template
from facetproof.findings.template_review import review
from facetproof.model.chart import Chart
from facetproof.model.fields import from_words, in_words, shape_of, tree_of, values_at
from facetproof.model.finding import Verdict
from facetproof.outputs.template_docx import template_docx
from facetproof.outputs.template_fhir import RULES, questionnaire, response
from facetproof.outputs.template_pdf import template_pdf
from facetproof.outputs.template_text import render_template
from facetproof.sources.fhir_questionnaire import is_response, response_chart
from facetproof.sources.filled import form_chart, is_filled_form

DOS = dt.date(2025, 6, 2)
PAYER = "medicare:ngs"
FORMS: dict[str, Template] = {kind: template(kind, PAYER, DOS) for kind in KINDS}
OF_SESSION = {
    "first_block": "diagnostic-block",
    "second_block": "diagnostic-block",
    "ablation": "ablation",
    "repeat_ablation": "ablation",
    "therapeutic": "therapeutic-injection",
    "cyst": "cyst",
}
BARE = ("documents", "evidence")


def fields_of(form: Template) -> tuple[str, ...]:
    return tuple(field.path for field in form.fields)


def only_fields(tree: Any, fields: tuple[str, ...], path: str = "") -> Any:
    """What a form can hold of a chart: written apart from the code that fills the form."""
    if path in fields:
        return tree
    if isinstance(tree, list):
        if not tree:
            return tree if f"{path}.*.kind" in fields else None
        return [kept for item in tree if (kept := only_fields(item, fields, f"{path}.*"))] or None
    if isinstance(tree, dict):
        kept = {k: only_fields(v, fields, f"{path}.{k}" if path else k) for k, v in tree.items()}
        return {k: v for k, v in kept.items() if v is not None and v != {} and (v != [] or k in EMPTY)}
    return None


EMPTY = ("other_cause", "fused_joints", "same_day")


def stripped(chart: Chart) -> Any:
    return {k: v for k, v in msgspec.json.decode(msgspec.json.encode(chart)).items() if k not in BARE and v is not None}


def same(found: Chart, tree: dict[str, Any], form: Template) -> None:
    wanted = msgspec.convert(only_fields(tree, fields_of(form)), Chart)
    assert stripped(found) == stripped(wanted)
    payer = form.policy.id
    a, b = (msgspec.structs.replace(chart, payer=payer, documents=None, evidence=None) for chart in (found, wanted))
    assert audit(a) == audit(b)


@pytest.mark.parametrize("kind", KINDS)
def test_each_field_is_there_because_a_rule_reads_it(kind: str) -> None:
    form = FORMS[kind]
    assert form.fields
    for field in form.fields:
        assert field.rules, field.path
        assert set(field.rules) <= set(form.policy.rules)


@pytest.mark.parametrize("session", SOUND)
def test_what_a_rule_asks_for_has_a_field(session: str) -> None:
    """Whatever taken from a supported chart leaves a rule open is asked for by its form."""
    form = FORMS[OF_SESSION[session]]
    chart = msgspec.convert(only_fields(sound(session), fields_of(form)), Chart)
    assert audit(msgspec.structs.replace(chart, payer=PAYER)).determination is Verdict.SUPPORTED


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_form_says_nothing(kind: str) -> None:
    text = render_template(FORMS[kind])
    assert is_filled_form(text)
    assert stripped(form_chart(text, document="form", where="form")) == {}
    form = questionnaire(FORMS[kind])
    words = json.dumps(form)
    assert '"initial"' not in words
    assert "initialSelected" not in words


@pytest.mark.parametrize("kind", KINDS)
def test_random_fillings_read_back_as_the_chart_they_were_made_from(kind: str) -> None:
    form = FORMS[kind]
    for seed in range(12):
        tree = Maker(seed, hole=0.3).chart() if seed % 2 else with_holes(seed)
        values = values_at(tree, fields_of(form))
        same(form_chart(render_template(form, values), document="f", where="f"), tree, form)
        answered = json.loads(json.dumps(response(form, values)))
        if values:
            assert is_response(answered)
        same(response_chart(answered, where="r"), tree, form)


@pytest.mark.parametrize("payer", ["aetna", "bcbs-nc", "cigna", "medicare:cgs", "medicare:noridian-je", "uhc"])
def test_fillings_of_the_forms_of_other_payers_read_back(payer: str) -> None:
    for n, kind in enumerate(KINDS):
        form = template(kind, payer, DOS)
        tree = Maker(n, hole=0.2).chart() if n % 2 else with_holes(n)
        values = values_at(tree, fields_of(form))
        same(form_chart(render_template(form, values), document="f", where="f"), tree, form)
        same(response_chart(json.loads(json.dumps(response(form, values))), where="r"), tree, form)


@pytest.mark.parametrize("kind", ["diagnostic-block", "repeat"])
def test_filled_files_read_back(kind: str, tmp_path: Path) -> None:
    form = FORMS[kind]
    tree = sound("repeat_ablation")
    values = values_at(tree, fields_of(form))
    for name, data in (("f.pdf", template_pdf(form, values)), ("f.docx", template_docx(form, values))):
        (tmp_path / name).write_bytes(data)
        found = filled_chart(tmp_path / name)
        assert found is not None
        same(found, tree, form)


def test_each_value_of_a_text_form_shows_its_words() -> None:
    form = FORMS["ablation"]
    text = render_template(form, values_at(sound("ablation"), fields_of(form)))
    chart = form_chart(text, document="form.txt", where="form.txt")
    evidence = chart.evidence or {}
    assert "session.ablation.celsius" in evidence
    assert all(text[e.start : e.end] == e.quote for spans in evidence.values() for e in spans)


@pytest.mark.parametrize("session", SOUND)
def test_a_filled_form_audits_as_supported(session: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    form = FORMS[OF_SESSION[session]]
    values = values_at(sound(session), fields_of(form))
    (tmp_path / "form.txt").write_text(render_template(form, values), encoding="utf-8")
    (tmp_path / "form.json").write_text(json.dumps(response(form, values)), encoding="utf-8")
    for name in ("form.txt", "form.json"):
        assert main(["audit", str(tmp_path / name), "--payer", PAYER]) == 0, capsys.readouterr().out


def items_of(value: dict[str, Any]) -> list[dict[str, Any]]:
    found = []
    for item in value.get("item", []):
        found += [item, *items_of(item)]
    return found


ANSWER_TYPES = {"group", "display", "boolean", "decimal", "integer", "date", "string", "text", "choice", "open-choice"}


@pytest.mark.parametrize("kind", KINDS)
def test_the_questionnaire_keeps_the_rules_of_the_resource(kind: str) -> None:
    form = questionnaire(FORMS[kind])
    assert (form["resourceType"], form["status"], form["subjectType"]) == ("Questionnaire", "draft", ["Patient"])
    items = items_of(form)
    links = [item["linkId"] for item in items]
    assert len(links) == len(set(links))
    for item in items:
        assert item["type"] in ANSWER_TYPES
        assert ("item" in item) == (item["type"] == "group")
        assert ("answerOption" in item) <= (item["type"] in ("choice", "open-choice"))
        assert item["type"] != "choice" or item["answerOption"]
        for condition in item.get("enableWhen", []):
            assert condition["question"] in links
            assert condition["question"] != item["linkId"]
        if item["type"] != "group":
            assert any(e["valueString"] for e in item["extension"] if e["url"] == RULES)
        units = [e for e in item.get("extension", []) if e["url"].endswith("questionnaire-unit")]
        assert len(units) <= (item["type"] in ("integer", "decimal"))  # the extension's own context
        assert all(unit["valueCoding"]["code"] for unit in units)


def test_quantities_carry_their_unit() -> None:
    items = {item["linkId"]: item for item in items_of(questionnaire(FORMS["ablation"]))}
    wanted = {"session.ablation.celsius": "Cel", "history.relief.hours": "h", "assessment.pain.months": "mo"}
    for link, ucum in wanted.items():
        codes = [e["valueCoding"]["code"] for e in items[link]["extension"] if "valueCoding" in e]
        assert codes == [ucum]


def test_an_answer_with_its_unit_reads_as_one_without() -> None:
    value: dict[str, Any] = {"resourceType": "QuestionnaireResponse", "status": "completed"}
    for answer in ({"valueQuantity": {"value": 14, "code": "mo"}}, {"valueDecimal": 14}, {"valueInteger": 14}):
        items = [{"linkId": "assessment.pain.months", "answer": [answer]}]
        chart = response_chart(value | {"item": items}, where="r")
        assert stripped(chart) == {"assessment": {"pain": {"months": 14.0}}}


def test_what_is_asked_only_under_a_condition_is_not_required() -> None:
    for form in FORMS.values():
        assert not [i for i in items_of(questionnaire(form)) if i.get("required") and i.get("enableWhen")]


BAD_ANSWERS: dict[str, tuple[str, dict[str, Any]]] = {
    "another unit": ("assessment.pain.months", {"valueQuantity": {"value": 2, "code": "a"}}),
    "another word": ("session.guidance", {"valueCoding": {"code": "x-ray"}}),
    "another type": ("session.contrast", {"valueString": "yes"}),
    "a field that is none": ("session.colour", {"valueString": "blue"}),
}


@pytest.mark.parametrize(("link", "answer"), BAD_ANSWERS.values(), ids=BAD_ANSWERS)
def test_a_response_is_refused_that_holds(link: str, answer: dict[str, Any]) -> None:
    value = {"resourceType": "QuestionnaireResponse", "status": "completed"}
    with pytest.raises(InputError) as refused:
        response_chart(value | {"item": [{"linkId": link, "answer": [answer]}]}, where="r.json")
    assert refused.value.code == "response-invalid"
    assert "blue" not in refused.value.message


def test_a_text_form_is_refused_without_telling_its_words() -> None:
    text = render_template(FORMS["ablation"]).replace("[IM01]: ***", "[IM01]: moonlight")
    with pytest.raises(InputError) as refused:
        form_chart(text, document="f", where="f")
    assert refused.value.code == "form-invalid"
    assert "moonlight" not in refused.value.message


def test_words_and_values_of_every_field_are_each_others_reverse() -> None:
    rng = random.Random(7)
    for form in FORMS.values():
        for field in form.fields:
            shape = shape_of(field.path)
            samples: dict[str, Any] = {"truth": True, "number": 2.5, "count": 3, "day": "2025-03-01", "text": "as told"}
            value = samples.get(shape.kind)
            if shape.kind == "word":
                value = rng.choice(shape.options)
            if shape.kind == "words":
                value = [shape.options[-1]] if shape.options else ["M47.816"]
            assert from_words(in_words(value, shape), shape) == value


def test_no_service_of_the_same_day_is_a_statement() -> None:
    tree: dict[str, Any] = {"session": {"same_day": []}}
    values = values_at(tree, ("session.same_day.*.kind",))
    assert values == {"session.same_day.0.kind": "none"}
    assert tree_of(values) == tree


PRACTICE = """MEDIAL BRANCH BLOCK
Lumbar medial branch block 64490, guidance 77003
Levels: ____     Dx: M47.81
[x] Images saved
Patient has no radiculopathy and no claudication.
Pain relief: [ ] good [ ] fair [ ] poor
"""


def test_a_practices_own_form_is_reviewed() -> None:
    found = review(PRACTICE, FORMS["diagnostic-block"], DOS)
    by_kind: dict[str, list[Any]] = {}
    for remark in found:
        by_kind.setdefault(remark.kind, []).append(remark)
    assert {r.path for r in by_kind["words_put_in"]} >= {"assessment.pain.radicular", "diagnoses.0"}
    assert any("ticked" in r.what and r.line == 4 for r in by_kind["words_put_in"])
    assert {r.quote for r in by_kind["wrong_code"]} == {"64490", "77003", "M47.81"}
    assert {r.line for r in by_kind["vague"]} == {3, 6}
    asked_for = {r.path for r in by_kind["never_asked"]}
    assert {"session.pain_before.score", "history_from", "assessment.disability.score"} <= asked_for
    assert "session.relief.percent" not in asked_for
    assert all(r.rules for r in by_kind["never_asked"])


def test_a_line_that_only_asks_puts_no_words_in() -> None:
    asks = (
        "Neurogenic claudication: [ ] yes [ ] no\nAxial pain: ( ) yes ( ) no\n"
        "Duration of pain (months): ____\nSedation: \u2610 none \u2610 minimal\n"
    )
    found = review(asks, FORMS["ablation"], DOS)
    assert [r for r in found if r.kind == "words_put_in"] == []
    ticked = review(asks.replace("[ ] no", "[x] no"), FORMS["ablation"], DOS)
    assert [r.line for r in ticked if "ticked" in r.what] == [1]


@pytest.mark.parametrize("kind", KINDS)
def test_our_own_form_asks_for_everything_and_puts_no_words_in(kind: str) -> None:
    assert [r for r in review(render_template(FORMS[kind]), FORMS[kind], DOS) if r.kind != "vague"] == []


def test_every_field_is_a_place_that_some_fact_reads() -> None:
    for form in FORMS.values():
        for field in form.fields:
            tests = [t for r in field.rules for t in (*r.requirement.term.tests(), *r.requirement.when.tests())]
            patterns = {p for test in tests for p in reads_of(test.fact.name).every}
            path = field.path.replace("session.relief", "history.*.relief")
            near = path.rsplit(".", 1)[0]
            known = any(same_path(p, path) or same_path(p, field.path) or same_path(p, near) for p in patterns)
            assert known or field.path in ("session.dos", "session.technique"), field.path


def test_the_command_writes_every_format(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("text", "json", "fhir", "docx", "pdf"):
        out = tmp_path / f"form.{name}"
        assert main(["template", "ablation", "--payer", PAYER, "--as", name, "--out", str(out)]) == 0
        assert out.stat().st_size > 1000
    assert main(["template", "poem"]) == 2
    assert "diagnostic-block" in capsys.readouterr().err
    (tmp_path / "own.txt").write_text(PRACTICE, encoding="utf-8")
    assert main(["template", "check", str(tmp_path / "own.txt"), "--payer", PAYER]) == 1
    assert "WRONG CODES" in capsys.readouterr().out
