"""A signed letter that some payers take in place of the notes."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec


class Attestation(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A letter by the physician, with its day; `signed` false where the record says that it is not."""

    kind: Literal["letter_of_attestation", "physician_statement"] | None = None
    date: dt.date | None = None
    signed: bool | None = None
