"""A payer's policy in any format → text in which the items of lists can be told."""

from __future__ import annotations

import re
from pathlib import Path

from facetproof.errors import InputError
from facetproof.sources.html import decode_html, html_text
from facetproof.sources.kinds import Format, tell
from facetproof.sources.notes import MAX_FILE_BYTES, documents_of
from facetproof.sources.text import as_text, read_bytes

_LIST = re.compile(r"<(?P<end>/?)(?P<tag>ul|ol|li)\b[^>]*>", re.IGNORECASE)
#: What an item of a list begins with, by how deep the list lies in others.
_MARKS = ("1.", "a.", "ii.", "A.", "II.")


def policy_text(path: Path) -> str:
    """The text of a policy file (HTML, PDF, DOCX, plain text).

    Raises:
        InputError: it cannot be read, or there are no words in it.
    """
    data = read_bytes(path, limit=MAX_FILE_BYTES)
    if tell(data, path.name, where=str(path)) is Format.HTML:
        text = html_text(_marked(decode_html(data, as_text(data))), where=str(path)).text
    else:
        text = "\n".join(document.text or "" for document in documents_of(data, path.name, where=str(path)))
    if not text.strip():
        raise InputError(
            "text-missing", "There are no words in the file", where=str(path), todo="Give the text itself."
        )
    return text


def _marked(markup: str) -> str:
    """HTML with a mark before the words of every item, since a browser's bullets are not in the text."""
    deep = 0

    def mark(found: re.Match[str]) -> str:
        nonlocal deep
        if found["tag"].lower() != "li":
            deep = max(deep - 1, 0) if found["end"] else deep + 1
            return found[0]
        return found[0] if found["end"] else f"{found[0]}{_MARKS[min(max(deep, 1), len(_MARKS)) - 1]} "

    return _LIST.sub(mark, markup)
