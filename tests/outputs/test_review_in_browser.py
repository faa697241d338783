"""The review page's script in a browser, where one is installed: from decisions to a gold row that measures."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from facetproof.facts.reading import read_document
from facetproof.outputs.review import render_review
from facetproof.sources.gold import gold_rows

BROWSER = shutil.which("chromium") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(BROWSER is None, reason="no Chromium here")

NOTE = (
    "PROCEDURE NOTE\r\nPatient: Testcase, Ann \U0001f600   Date of service: 03/10/2025\r\n"
    "PROCEDURE: Right L4-5 and L5-S1 facet joint injection, therapeutic. </script><b>\r\n"
    "0.5 mL of 0.5% bupivacaine was injected into each joint under fluoroscopy after contrast.\r\n"
)
DRIVER = """<script>
(() => {
  const facts = JSON.parse(document.getElementById("data").textContent).facts;
  HTMLAnchorElement.prototype.click = () => {};  // a download would keep the browser open
  const number = (end) => facts.findIndex((fact) => fact.path.endsWith(end)) + 1;
  facts.forEach((fact, n) => { document.querySelector(`input[name="d${n + 1}"][value="right"]`).click(); });
  document.querySelector(`input[name="d${number(".intent")}"][value="absent"]`).click();
  const joints = document.getElementById("v" + number(".joints"));
  joints.value = "L4-5, L3-4";
  joints.dispatchEvent(new Event("input", { bubbles: true }));
  const walk = document.createTreeWalker(document.getElementById("text"), NodeFilter.SHOW_TEXT);
  for (let node; (node = walk.nextNode()); ) {
    const at = node.textContent.indexOf("injected");
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + 8);
    getSelection().addRange(range);
    document.dispatchEvent(new Event("selectionchange"));
  }
  document.getElementById("add-path").value = "session.sedation";
  document.getElementById("add-path").dispatchEvent(new Event("change", { bubbles: true }));
  document.getElementById("add-value").value = "nothing";
  document.getElementById("add-button").click();
  const refused = document.getElementById("add-say").textContent;
  document.getElementById("add-value").value = "none";
  document.getElementById("add-button").click();
  if (WHOLE) document.getElementById("whole").click();
  document.getElementById("save-button").click();
  document.body.dataset.result = JSON.stringify({ line: document.getElementById("line").value, refused });
})();
</script></body>"""


def opened(page: str, folder: Path) -> str:
    path = folder / "page.html"
    path.write_text(page, encoding="utf-8", newline="")
    options = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'profile'}", "--dump-dom"]
    done = subprocess.run(
        [str(BROWSER), *options, path.as_uri()], capture_output=True, text=True, timeout=60, check=True
    )
    return done.stdout


def saved(folder: Path, *, whole: bool) -> tuple[dict[str, Any], str]:
    """The gold row saved after the driver's decisions, and what was said of a value that no field takes."""
    page = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", render_review(read_document(NOTE)))
    seen = opened(page.replace("</body>", DRIVER.replace("WHOLE", "true" if whole else "false")), folder)
    (result,) = re.findall(r'data-result="([^"]*)"', seen)
    told = json.loads(html.unescape(result))
    return json.loads(told["line"]), told["refused"]


def test_the_script_runs_under_the_pages_own_policy_and_asks_for_every_fact(tmp_path: Path) -> None:
    facts = len(re.findall(r'value="right"', render_review(read_document(NOTE))))
    assert f"{facts} of {facts} facts are undecided" in opened(render_review(read_document(NOTE)), tmp_path)


def test_decisions_become_a_gold_row_with_the_exact_text(tmp_path: Path) -> None:
    row, refused = saved(tmp_path, whole=True)
    assert row["text"] == NOTE
    assert row["chart"]["session"]["targets"] == [{"side": "right", "joints": ["L4-5", "L3-4"]}]
    assert row["chart"]["session"]["sedation"] == "none"
    assert "intent" not in row["chart"]["session"]
    assert "scope" not in row
    traps = {(trap["path"], trap["value"]) for trap in row["must_not"]}
    assert traps == {("session.intent", "therapeutic"), ("session.targets[*].joints[*]", "L5-S1")}
    assert refused.startswith("One of: ")
    path = tmp_path / "corrections.jsonl"
    path.write_text(json.dumps(row), encoding="utf-8")
    (kept,) = gold_rows(path)  # checks that each quote stands at its place
    assert kept.evidence["session.sedation"][0]["quote"] == "injected"


def test_a_note_not_read_whole_is_judged_on_the_decided_facts_only(tmp_path: Path) -> None:
    row, _ = saved(tmp_path, whole=False)
    assert {"session.targets", "session.intent", "session.sedation"} <= set(row["scope"])
    assert "assessment" not in row["scope"]
