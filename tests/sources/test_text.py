"""Files that are notes, and files that are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from facetproof.errors import InputError
from facetproof.sources.text import decode, read_text


def refused(path: Path) -> InputError:
    with pytest.raises(InputError) as caught:
        read_text(path)
    return caught.value


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"Relief 80%", "Relief 80%"),
        ("Schmerz ≥ 80 %".encode(), "Schmerz ≥ 80 %"),
        ("\ufeffRelief".encode(), "Relief"),
        ("Relief 80 %".encode("utf-16"), "Relief 80 %"),
        (b"relief \x96 80 % \x93better\x94", "relief – 80 % “better”"),
        (b"caf\xe9 5\xb0", "café 5°"),
        (b"odd \x81 byte", "odd \x81 byte"),
        (b"line\r\nline", "line\r\nline"),
    ],
)
def test_encodings_of_older_systems_are_read(data: bytes, text: str) -> None:
    assert decode(data, where="note") == text


@pytest.mark.parametrize("data", [b"", b"   \n\t ", "\ufeff".encode()])
def test_an_empty_note_is_told(data: bytes) -> None:
    with pytest.raises(InputError) as caught:
        decode(data, where="note.txt")
    assert caught.value.code == "note-empty"
    assert "note.txt" in caught.value.message


@pytest.mark.parametrize("data", [b"%PDF-1.7\x00\x01\x02", b"\x89PNG\r\n\x1a\n\x00\x00", bytes(range(1, 32)) * 10])
def test_binary_is_no_note(data: bytes) -> None:
    with pytest.raises(InputError) as caught:
        decode(data, where="scan.pdf")
    assert caught.value.code == "note-binary"


def test_fifty_megabytes_are_no_note(tmp_path: Path) -> None:
    big = tmp_path / "big.txt"
    with big.open("wb") as handle:
        handle.truncate(50_000_000)
    error = refused(big)
    assert error.code == "file-too-large"
    assert "50.0 MB" in error.message


def test_a_missing_file_and_a_folder_are_told(tmp_path: Path) -> None:
    assert refused(tmp_path / "nothing.txt").code == "file-missing"
    assert refused(tmp_path).code == "file-unreadable"


def test_every_error_says_what_where_and_what_to_do(tmp_path: Path) -> None:
    error = refused(tmp_path / "nothing.txt")
    assert error.what
    assert error.where
    assert error.todo
    assert error.as_dict() == {"code": "file-missing", "message": error.message}
