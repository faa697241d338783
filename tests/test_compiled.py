"""`make fast`: compiled modules are never older than the sources, and read notes as the plain ones do."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from facetproof import compiled
from facetproof.errors import FacetproofError
from facetproof.facts.reading import read_document

ROOT = Path(__file__).parents[1]
NOTES = sorted([*(ROOT / "examples").rglob("*.txt"), *(ROOT / "tests" / "facts").glob("*_notes*.txt")])
_READ = """
import json, sys, msgspec
from facetproof.facts import reading
assert reading.__file__.endswith((".so", ".pyd")), reading.__file__
for path in json.load(sys.stdin):
    with open(path, encoding="utf-8") as file:
        print(msgspec.json.encode(reading.read_document(file.read())).decode())
"""


def _package(folder: Path) -> Path:
    package = folder / "package"
    package.mkdir()
    (package / "a.py").write_text("A = 1\n", encoding="utf-8")
    return package


def test_the_digest_tells_every_change_of_a_source_and_none_of_what_is_made_of_it(tmp_path: Path) -> None:
    package = _package(tmp_path)
    first = compiled.digest(package)
    (package / "__pycache__").mkdir()
    (package / "__pycache__" / "a.pyc").write_bytes(b"made")
    (package / "a.so").write_bytes(b"made")
    assert compiled.digest(package) == first
    (package / "a.py").write_text("A = 2\n", encoding="utf-8")
    assert compiled.digest(package) != first


def test_compiled_modules_are_refused_once_the_sources_have_changed(tmp_path: Path) -> None:
    package = _package(tmp_path)
    with pytest.raises(FacetproofError, match="no compiled modules") as missing:
        compiled.check(tmp_path / "built", package)
    assert missing.value.code == "not-compiled"
    (tmp_path / "built").mkdir()
    (tmp_path / "built" / "sources.sha256").write_text(compiled.digest(package), encoding="utf-8")
    compiled.check(tmp_path / "built", package)
    (package / "a.py").write_text("A = 2\n", encoding="utf-8")
    with pytest.raises(FacetproofError, match="changed since") as old:
        compiled.check(tmp_path / "built", package)
    assert old.value.code == "compiled-old"


def test_without_a_compiler_it_is_told_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(compiled, "BUILT", tmp_path / "built")
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert compiled.main(["build"]) == 2
    assert "Install" in capsys.readouterr().err
    assert compiled.main(["run", "--help"]) == 2
    assert "make fast" in capsys.readouterr().err
    assert not (tmp_path / "built").exists()


def test_compiled_and_plain_modules_read_every_note_alike() -> None:
    try:
        compiled.check(compiled.BUILT)
    except FacetproofError as error:
        pytest.skip(error.what)
    result = subprocess.run(
        [sys.executable, "-c", _READ],
        input=json.dumps([str(path) for path in NOTES]),
        env={**os.environ, "PYTHONPATH": str(compiled.BUILT)},
        capture_output=True,
        text=True,
        check=True,
    )
    plain = [msgspec.json.encode(read_document(path.read_text(encoding="utf-8"))).decode() for path in NOTES]
    assert result.stdout.rstrip("\n").split("\n") == plain
