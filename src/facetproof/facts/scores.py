"""Names of pain scales as notes write them → their short names."""

from __future__ import annotations


def scale_name(written: str | None) -> str | None:
    """`NRS`, `VAS`, `VRS`; None where no scale is named."""
    if not written:
        return None
    words = written.lower()
    for short in ("vas", "vrs"):
        if short in words:
            return short.upper()
    if "visual" in words:
        return "VAS"
    return "NRS" if "nrs" in words or "nprs" in words or "numeric" in words else None
