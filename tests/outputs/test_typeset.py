"""Papers by typst: tagged, titled, the same every time, and nothing in the data is read as markup."""

from __future__ import annotations

import datetime as dt
import io
import shutil
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from facetproof.errors import InputError
from facetproof.model.letterhead import Letterhead, Signer
from facetproof.outputs import typeset as module
from facetproof.outputs.html import TEMPLATES
from facetproof.outputs.typeset import pictures, typeset
from facetproof.sources.settings import letterhead_from

DAY = dt.date(2025, 6, 2)
HEAD = Letterhead(
    practice="Example Spine Clinic",
    address=("1 Example Way", "Springfield"),
    phone="555-0100",
    npi="1234567893",
    signer=Signer(name="Pat Example, MD", title="Medical Director"),
)
PROBE = """#import "paper.typ": *
#show: paper.with(title: data.title, foot: data.title)
#letterhead(data.head)
= #data.title
#data.body
#signature(data.head)
"""


@pytest.fixture(autouse=True)
def probe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "probe.typ").write_text(PROBE)
    shutil.copy(TEMPLATES / "paper.typ", tmp_path)
    monkeypatch.setattr(module, "TEMPLATES", tmp_path)


def made(body: str, head: Any = HEAD) -> bytes:
    return typeset("probe.typ", {"title": "Probe", "head": head, "body": body}, day=DAY)


def text(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def test_a_paper_is_tagged_titled_and_of_letter_size() -> None:
    reader = PdfReader(io.BytesIO(made("Body.")))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]
    assert str(root["/Lang"]).startswith("en")
    assert reader.metadata is not None
    assert reader.metadata.title == "Probe"
    assert [round(float(x)) for x in reader.pages[0].mediabox[2:]] == [612, 792]


def test_a_letterhead_prints_what_is_given_and_nothing_else() -> None:
    words = text(made("Body."))
    for given in ("Example Spine Clinic", "1 Example Way", "Phone 555-0100", "NPI 1234567893", "Medical Director"):
        assert given in words
    assert "Fax" not in words
    assert "Signature, name and title" in text(made("Body.", None))


def test_the_same_input_gives_the_same_bytes() -> None:
    assert made("Body.") == made("Body.")


@pytest.mark.parametrize("body", ["#panic() *bold* $x$ @ref <tag> `raw` \\ // note", '"; #let x = 1', "= no heading"])
def test_nothing_in_the_data_is_read_as_markup(body: str) -> None:
    assert body in text(made(body))


@pytest.mark.parametrize(
    ("body", "printed"),
    [
        ("a漢字b", "a[U+6F22][U+5B57]b"),
        ("a\x00b\x1bc", "a[U+0000]b[U+001B]c"),
        ("smile 😀", "smile [U+1F600]"),
        ("\u0b95 and \u0e01", "[U+0B95] and [U+0E01]"),
    ],
)
def test_a_character_without_a_font_is_printed_as_its_number(body: str, printed: str) -> None:
    assert printed in text(made(body))


def test_pages_come_as_pictures_too() -> None:
    (page,) = pictures("probe.typ", {"title": "Probe", "head": None, "body": "Body."}, day=DAY)
    assert page.startswith(b"\x89PNG")


def test_a_letterhead_is_read_from_yaml_and_from_json(tmp_path: Path) -> None:
    written = tmp_path / "head.yaml"
    written.write_text(
        "practice: Example Spine Clinic\naddress: [1 Example Way, Springfield]\nphone: 555-0100\nnpi: 1234567893\n"
        "signer: {name: 'Pat Example, MD', title: Medical Director}\n"
    )
    assert letterhead_from(written) == HEAD
    as_json = tmp_path / "head.json"
    as_json.write_text('{"practice": "Example Spine Clinic", "fax": "0100"}')
    assert letterhead_from(as_json).fax == "0100"


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ("practice: X\nnpi: 1234567890", "npi"),
        ("phone: 555", "head.yaml"),
        ("practice: ''", "practice"),
        ("practice: X\nfacsimile: 1", "facsimile"),
        ("practice: X\naddress: one line", "address"),
        ("practice: [", "line"),
        ("just words", "head.yaml"),
    ],
)
def test_a_bad_letterhead_is_refused_with_its_place(tmp_path: Path, content: str, place: str) -> None:
    path = tmp_path / "head.yaml"
    path.write_text(content)
    with pytest.raises(InputError) as caught:
        letterhead_from(path)
    assert place in caught.value.where
    assert caught.value.todo
