"""Our Questionnaire in a renderer of others (LHC-Forms) in a browser: all fields are drawn, answers read back.

The renderer is fetched from the npm registry once, at a fixed version with its checksum, into `.cache/`. Where there is
no browser, no npm or no network these tests are skipped.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from random_charts import Maker
from sound_charts import KINDS as SOUND
from sound_charts import sound, with_holes
from test_template import FORMS, OF_SESSION, PAYER, fields_of, only_fields, stripped

from facetproof.findings.judge import audit
from facetproof.findings.template import KINDS, Template
from facetproof.model.chart import Chart
from facetproof.model.fields import values_at
from facetproof.model.finding import Verdict
from facetproof.outputs.template_fhir import questionnaire, response
from facetproof.sources.fhir_questionnaire import response_chart

VERSION = "40.1.3"
SHA512 = "WLruTm+BcVnafC0rSAQ3/cNqhxvclBUxyBG68aub/uha2NaK9H8ZZcEXTTuORuGzzCt0wa7fvhuieZtcDIdPzQ=="
CACHE = Path(__file__).parents[2] / ".cache"
BROWSER = shutil.which("chromium") or shutil.which("google-chrome")
NPM = shutil.which("npm")
pytestmark = pytest.mark.skipif(BROWSER is None or NPM is None, reason="needs Chromium and npm")

FORM = ""  # the link id that the title of the form has
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<link rel="stylesheet" href="{lib}/webcomponent/styles.css"></head><body><div id="form"></div>
<script src="{lib}/webcomponent/assets/lib/zone.min.js"></script>
<script src="{lib}/webcomponent/lhc-forms.js"></script>
<script src="{lib}/fhir/R4/lformsFHIR.min.js"></script>
<script>
const jobs = {jobs};
const drawn = () => [...document.querySelectorAll("#form [id^='label-']")].map((e) => e.id.slice(6).split("/")[0]);
async function go() {{
  const told = [];
  for (const job of jobs) {{
    let form = LForms.Util.convertFHIRQuestionnaireToLForms(job.form, "R4");
    if (job.answers) form = LForms.Util.mergeFHIRDataIntoLForms("QuestionnaireResponse", job.answers, form, "R4");
    await LForms.Util.addFormToPage(form, "form");
    told.push({{ drawn: drawn(), back: LForms.Util.getFormFHIRData("QuestionnaireResponse", "R4") }});
  }}
  return told;
}}
const say = (told) => {{ document.body.dataset.result = JSON.stringify(told); }};
addEventListener("load", () => go().then(say, (e) => say({{ error: String((e && e.stack) || e) }})));
</script></body></html>"""


@pytest.fixture(scope="session")
def renderer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the renderer's scripts."""
    home = CACHE / f"lforms-{VERSION}"
    if not home.exists():
        got = tmp_path_factory.mktemp("npm")
        try:
            subprocess.run(
                [str(NPM), "pack", "--silent", f"lforms@{VERSION}"],
                cwd=got,
                check=True,
                timeout=90,
                capture_output=True,
            )
        except (subprocess.SubprocessError, OSError):
            pytest.skip("the npm registry does not answer")
        (pack,) = got.glob("*.tgz")
        assert base64.b64encode(hashlib.sha512(pack.read_bytes()).digest()).decode() == SHA512
        with tarfile.open(pack) as tar:
            tar.extractall(got, filter="data")
        CACHE.mkdir(exist_ok=True)
        if not home.exists():
            shutil.move(got / "package", home)
    return home / "dist" / "lforms"


def run(renderer: Path, folder: Path, jobs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What the renderer draws of each form, and the response it gives."""
    page = folder / "page.html"
    data = json.dumps(jobs).replace("</", "<\\/")
    page.write_text(PAGE.format(lib=renderer.as_uri(), jobs=data), encoding="utf-8")
    options = (
        "--headless --no-sandbox --disable-gpu --disable-background-networking --virtual-time-budget=60000".split()
    )
    done = subprocess.run(
        [str(BROWSER), *options, f"--user-data-dir={folder / 'profile'}", "--dump-dom", page.as_uri()],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    (told,) = re.findall(r'data-result="([^"]*)"', done.stdout)
    results: list[dict[str, Any]] = json.loads(html.unescape(told))
    assert isinstance(results, list), results
    return results


def questions(items: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for item in items:
        yield item
        yield from questions(item.get("item", []))


def test_every_field_is_drawn_but_those_asked_only_under_a_condition(renderer: Path, tmp_path: Path) -> None:
    told = run(renderer, tmp_path, [{"form": questionnaire(FORMS[kind])} for kind in KINDS])
    for kind, seen in zip(KINDS, told, strict=True):
        asked = list(questions(questionnaire(FORMS[kind])["item"]))
        always = {item["linkId"] for item in asked if "enableWhen" not in item}
        assert set(seen["drawn"]) - {FORM} == always, kind
        assert "answer" not in json.dumps(seen["back"]), kind


def asked_for(form: Template, tree: dict[str, Any]) -> tuple[str, ...]:
    """Fields without those under a condition that the chart does not fulfil: the renderer hides and drops them."""
    told = values_at(tree, fields_of(form))
    return tuple(f.path for f in form.fields if f.when is None or told.get(f.when[0]) in f.when[1])


def fillings() -> list[tuple[str, dict[str, Any]]]:
    charts = [(OF_SESSION[session], sound(session)) for session in SOUND]
    for n, kind in enumerate(KINDS):
        charts += [(kind, Maker(n, hole=0.3).chart()), (kind, with_holes(n))]
    return charts


def test_answers_read_back_as_the_chart_and_audit_alike(renderer: Path, tmp_path: Path) -> None:
    jobs, wanted = [], []
    for kind, tree in fillings():
        form = FORMS[kind]
        asked = asked_for(form, tree)
        values = values_at(tree, asked)
        if values:
            jobs.append({"form": questionnaire(form), "answers": response(form, values)})
            wanted.append((kind, msgspec.convert(only_fields(tree, asked), Chart)))
    shown = 0
    for (kind, chart), seen in zip(wanted, run(renderer, tmp_path, jobs), strict=True):
        back = response_chart(seen["back"], where="r")
        assert stripped(back) == stripped(chart), kind
        a, b = (msgspec.structs.replace(c, payer=PAYER, documents=None, evidence=None) for c in (back, chart))
        assert audit(a) == audit(b)
        shown += audit(a).determination is Verdict.SUPPORTED
        conditional = {
            item["linkId"]: item for item in questions(questionnaire(FORMS[kind])["item"]) if "enableWhen" in item
        }
        answered = {item["linkId"] for item in questions(seen["back"]["item"]) if "answer" in item}
        assert answered & set(conditional) <= set(seen["drawn"])
    assert shown >= len(SOUND) - 1
    assert len(wanted) >= len(SOUND) + len(KINDS)
