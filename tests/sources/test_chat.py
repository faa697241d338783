"""One question to an endpoint, against a local server that answers, lies, breaks and stalls."""

from __future__ import annotations

import json
import logging
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from facetproof.cli import main
from facetproof.errors import InputError
from facetproof.sources.chat import NoAnswerError, Settings, asking, settings

NOTE = """PROCEDURE NOTE
Patient: Testcase, Ann    Date of service: 03/10/2025
PROCEDURE: Right L3, L4 medial branch and L5 dorsal ramus block (L4-5 and L5-S1 facet joints), diagnostic.
Needles were placed and 0.5 mL of 0.5% bupivacaine was injected at each nerve. BMI of 31.2 today.
"""


class Fake(ThreadingHTTPServer):
    """An endpoint that answers as told and keeps what it was sent."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.status = 200
        self.body: bytes | None = None
        self.content: Any = '{"facts": []}'
        self.wait = 0.0
        self.requests: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"


class _Handler(BaseHTTPRequestHandler):
    server: Fake

    def do_POST(self) -> None:
        self.server.requests.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.server.headers.append({name.lower(): value for name, value in self.headers.items()})
        time.sleep(self.server.wait)
        message = {"role": "assistant", "content": self.server.content}
        choice = {"index": 0, "finish_reason": "stop", "message": message}
        whole = {"id": "1", "object": "chat.completion", "created": 1, "model": "m", "choices": [choice]}
        body = json.dumps(whole).encode() if self.server.body is None else self.server.body
        try:
            self.send_response(self.server.status)
            if self.server.status == 307:
                self.send_header("Location", f"{self.server.url}/elsewhere")
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        except ConnectionError:
            pass

    def log_message(self, *_: Any) -> None:
        """Nothing."""


@pytest.fixture
def fake() -> Iterator[Fake]:
    server = Fake()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "note.txt"
    path.write_text(NOTE, encoding="utf-8")
    return path


@pytest.fixture
def set_up(fake: Fake, monkeypatch: pytest.MonkeyPatch) -> Fake:
    for name, value in (("URL", fake.url), ("MODEL", "m"), ("KEY", "secret-key"), ("RETRIES", "0"), ("TIMEOUT", "5")):
        monkeypatch.setenv(f"FACETPROOF_ASSIST_{name}", value)
    monkeypatch.delenv("FACETPROOF_ASSIST_FILE", raising=False)
    return fake


def quick(fake: Fake, *, key: str = "", timeout: float = 5) -> Settings:
    return Settings(url=fake.url, model="m", retries=0, key=key, timeout=timeout)


def test_the_question_goes_out_and_the_answer_comes_back(fake: Fake) -> None:
    fake.content = "the answer"
    assert asking(quick(fake, key="secret-key"))("instructions", "text") == "the answer"
    (sent,) = fake.requests
    assert sent["model"] == "m"
    assert [m["content"] for m in sent["messages"]] == ["instructions", "text"]
    assert fake.headers[0]["authorization"] == "Bearer secret-key"


BROKEN = [
    (500, None, "x", "status 500"),
    (401, None, "x", "status 401"),
    (307, None, "x", "status 307"),
    (200, b"", "x", "shape"),
    (200, b"not json", "x", "shape"),
    (200, b"{}", "x", "shape"),
    (200, b'{"choices": []}', "x", "shape"),
    (200, b'{"choices": [{}]}', "x", "shape"),
    (200, b'{"choices": [{"message": {"content": {"facts": []}}}]}', "x", "empty"),
    (200, None, None, "empty"),
    (200, None, "x" * 300_000, "too long"),
]


@pytest.mark.parametrize(("status", "body", "content", "told"), BROKEN)
def test_a_broken_answer_is_no_answer(fake: Fake, status: int, body: bytes | None, content: Any, told: str) -> None:
    fake.status, fake.body, fake.content = status, body, content
    with pytest.raises(NoAnswerError, match=told):
        asking(quick(fake))("instructions", "words of a note")
    assert len(fake.requests) == 1


def test_a_stalled_endpoint_is_left_after_the_timeout(fake: Fake) -> None:
    fake.wait = 1.5
    with pytest.raises(NoAnswerError, match=r"within 0\.2 s"):
        asking(quick(fake, timeout=0.2))("instructions", "text")


def test_nobody_listening_is_no_answer() -> None:
    with pytest.raises(NoAnswerError, match="cannot be reached"):
        asking(Settings(url="http://127.0.0.1:9/v1", model="m", retries=0, timeout=5))("instructions", "text")


def test_no_word_of_the_note_is_logged_or_told(fake: Fake, caplog: pytest.LogCaptureFixture) -> None:
    fake.status = 500
    with caplog.at_level(logging.DEBUG), pytest.raises(NoAnswerError) as caught:
        asking(quick(fake, key="secret-key"))("instructions", "Testcase")
    assert "Testcase" not in caplog.text + str(caught.value)
    assert "secret-key" not in caplog.text + str(caught.value)


def test_settings_come_from_a_file_and_variables_win(tmp_path: Path) -> None:
    path = tmp_path / "assist.toml"
    path.write_text(
        'url = "https://models.example/v1"\nmodel = "a"\ntimeout = 12.5\ntext = "as_is"\n', encoding="utf-8"
    )
    found = settings(
        {"FACETPROOF_ASSIST_FILE": str(path), "FACETPROOF_ASSIST_MODEL": "b", "FACETPROOF_ASSIST_KEY": "k"}
    )
    assert found == Settings(url="https://models.example/v1", model="b", key="k", timeout=12.5, text="as_is")
    assert (
        settings({"FACETPROOF_ASSIST_URL": "http://gpu-box:8000/v1", "FACETPROOF_ASSIST_MODEL": "b"}).text == "masked"
    )


WRONG = [
    ({}, "assist-unset"),
    ({"URL": "https://models.example/v1"}, "assist-unset"),
    ({"URL": "http://models.example/v1", "MODEL": "m"}, "assist-address"),
    ({"URL": "http://8.8.8.8/v1", "MODEL": "m"}, "assist-address"),
    ({"URL": "ftp://models/v1", "MODEL": "m"}, "assist-address"),
    ({"URL": "https://[", "MODEL": "m"}, "assist-address"),
    ({"URL": "models.example", "MODEL": "m"}, "assist-address"),
    ({"URL": "https://models.example/v1", "MODEL": "m", "TIMEOUT": "soon"}, "assist-setting"),
    ({"URL": "https://models.example/v1", "MODEL": "m", "TIMEOUT": "0"}, "assist-setting"),
    ({"URL": "https://models.example/v1", "MODEL": "m", "TEXT": "naked"}, "assist-setting"),
    ({"FILE": "/nowhere/assist.toml"}, "assist-file"),
]


@pytest.mark.parametrize(("given", "code"), WRONG)
def test_wrong_settings_are_refused_with_what_to_do(given: dict[str, str], code: str) -> None:
    with pytest.raises(InputError) as caught:
        settings({f"FACETPROOF_ASSIST_{name}": value for name, value in given.items()})
    assert caught.value.code == code


def test_an_unknown_setting_in_the_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "assist.toml"
    path.write_text('url = "https://models.example/v1"\nmodel = "a"\nmodle = "b"\n', encoding="utf-8")
    with pytest.raises(InputError, match="unknown"):
        settings({"FACETPROOF_ASSIST_FILE": str(path)})


def test_without_the_extra_the_error_says_what_to_install(
    set_up: Fake, note: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "openai", None)
    assert main(["read", str(note), "--assist"]) == 2
    assert "facetproof[assist]" in capfd.readouterr().err
    assert not set_up.requests


def test_read_without_the_option_asks_nobody(set_up: Fake, note: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["read", str(note), "--json"]) == 0
    assert not set_up.requests
    assert "language model" not in "".join(capfd.readouterr())


def test_read_with_the_option_adds_what_the_words_bear_out(
    set_up: Fake, note: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    claims = [
        {"path": "assessment.bmi", "value": 31.2, "quote": "BMI of 31.2 today."},
        {"path": "session.relief.percent", "value": 100, "quote": "100% relief after the block"},
    ]
    set_up.content = json.dumps({"facts": claims})
    assert main(["read", str(note), "--assist", "--json"]) == 0
    out, err = capfd.readouterr()
    chart = json.loads(out)
    assert chart["assessment"]["bmi"] == 31.2
    assert "relief" not in chart["session"]
    (told,) = chart["documents"][0]["remarks"]
    assert told.startswith("language model m: 1 ")
    assert told.endswith("1 not taken: quote not in the text")
    assert told in err
    assert "Testcase" not in json.dumps(set_up.requests)


def test_lines_are_read_with_it_and_keep_the_count_without_the_text(
    set_up: Fake, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "notes.jsonl"
    path.write_text(json.dumps({"id": "a", "text": NOTE}) + "\n", encoding="utf-8")
    assert main(["read", "--jsonl", str(path), "--assist"]) == 0
    chart = json.loads(capfd.readouterr().out)
    assert chart["id"] == "a"
    assert chart["documents"] == [{"id": "note-1", "remarks": ["language model m: no proposal"]}]


def test_an_audit_goes_on_when_the_endpoint_fails(set_up: Fake, note: Path, capfd: pytest.CaptureFixture[str]) -> None:
    set_up.status = 500
    assert main(["audit", str(note), "--payer", "medicare:ngs", "--assist", "--json"]) == 1
    found = json.loads(capfd.readouterr().out)
    assert any("read without it, the endpoint answered with status 500" in told for told in found["warnings"])
    assert main(["audit", str(note), "--payer", "medicare:ngs", "--json"]) == 1
    plain = json.loads(capfd.readouterr().out)
    assert found["findings"] == plain["findings"]


@pytest.mark.parametrize("given", [("chart.json",), ("--jsonl", "chart.json")])
def test_a_chart_is_not_put_to_a_model(
    set_up: Fake, tmp_path: Path, given: tuple[str, ...], capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "chart.json").write_text('{"session": {"technique": "thermal_rfa"}}', encoding="utf-8")
    args = [str(tmp_path / word) if word.endswith(".json") else word for word in given]
    assert main(["audit", *args, "--payer", "medicare:ngs", "--assist"]) == 2
    assert "leave out --assist" in capfd.readouterr().err
    assert not set_up.requests
