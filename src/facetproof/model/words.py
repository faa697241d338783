"""One value of the vocabulary in plain words, the same wherever it is shown."""

from __future__ import annotations


def scalar_words(value: str | float | bool | None) -> str:
    """`yes` and `no`, numbers without needless zeros, names with spaces; empty for None.

    Args:
        value: as JSON holds it. A text that begins with a digit (a date, a code) stays as it is.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float)):
        return f"{value:g}"
    return value if value[:1].isdigit() else value.replace("_", " ")
