"""Every error a user can meet.

    FacetproofError
    ├── InputError          a file, chart, note or claim that cannot be used
    ├── PolicyError         an unknown payer, rule or date
    └── LibraryError        a policy library that cannot be trusted

Each says what happened, where, and what to do. None carries text from a chart or a note: a message may name a file,
a line, a field and the values a field allows, never what a patient's record says.
"""

from __future__ import annotations


class FacetproofError(Exception):
    """Base of all errors a user can meet.

    Args:
        code: stable kebab-case name, the same in every output format.
        what: what happened, one sentence.
        where: file, line or field; empty when there is none.
        todo: what the user can do about it.
    """

    def __init__(self, code: str, what: str, *, where: str = "", todo: str = "") -> None:
        self.code, self.what, self.where, self.todo = code, what, where, todo
        super().__init__(self.message)

    @property
    def message(self) -> str:
        """What happened, where, what to do, as one line."""
        place = f" ({self.where})" if self.where else ""
        cure = f" {self.todo}" if self.todo else ""
        return f"{self.what}{place}.{cure}"

    def as_dict(self) -> dict[str, str]:
        """The `error` object of the contract's JSON lines."""
        return {"code": self.code, "message": self.message}


class InputError(FacetproofError):
    """The input cannot be used: not a chart, not text, an impossible date."""


class PolicyError(FacetproofError):
    """No such payer, policy, rule or version."""


class LibraryError(FacetproofError):
    """A policy file that the loader refuses, with the reason."""
