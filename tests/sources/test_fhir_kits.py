"""Published conformance kits, in the folder FACETPROOF_FHIR_KITS: conformant examples pass, broken ones do not."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from fhir_r4_models import RESOURCES, model
from pydantic import ValidationError

from facetproof.sources.fhir_check import check

KITS = Path(os.environ.get("FACETPROOF_FHIR_KITS", "/nonexistent"))
FILES = sorted(KITS.rglob("*.json"))
GOOD = [file for file in FILES if re.search(r"conformant|^valid_", file.name)]
BAD = [file for file in FILES if re.search(r"missing", file.name)]
pytestmark = [pytest.mark.outside, pytest.mark.skipif(not FILES, reason="no kits are here")]


def read(file: Path) -> Any:
    return json.loads(file.read_text(encoding="utf-8"))


def severe(file: Path) -> list[Any]:
    edition = re.search(r"_v(\d)(\d)", file.name)
    faults = check(read(file), where=file.name, edition=f"{edition[1]}.{edition[2]}" if edition else None)
    return [(fault.rule, fault.place) for fault in faults if fault.severe]


@pytest.mark.parametrize("file", GOOD, ids=lambda f: f.name)
def test_a_conformant_example_breaks_nothing(file: Path) -> None:
    assert severe(file) == []


@pytest.mark.parametrize("file", BAD, ids=lambda f: f.name)
def test_an_example_with_something_missing_is_told_apart(file: Path) -> None:
    assert {rule for rule, _ in severe(file)} & {"pas-reference", "dtr-origin", "dtr-answer"}


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.name)
def test_an_example_refused_by_the_independent_model_is_refused(file: Path) -> None:
    value = read(file)
    if not isinstance(value, dict) or value.get("resourceType") not in RESOURCES:
        return
    try:
        model(value["resourceType"]).model_validate(value)
    except (ValidationError, ValueError):
        assert check(value, where=file.name)
