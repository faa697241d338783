"""Whether a denial can be appealed on the record, by when, and with what."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from facetproof.findings.repair import Repair
from facetproof.model.denial import DeniedLine
from facetproof.model.evidence import Evidence
from facetproof.model.finding import Finding, Out

#: `letter`: every line that an appeal can cure stands on the record; `letter_in_part`: some do; `not_supported`: none
#: does; `other_way`: no letter of appeal cures the denial; `no_clause`: the policy asks nothing of what it claims.
Outcome = Literal["letter", "letter_in_part", "not_supported", "other_way", "no_clause"]


class Clock(Out, frozen=True, kw_only=True, omit_defaults=False):
    """The last day for one level of appeal.

    Attributes:
        level: its key, such as `original_medicare/redetermination`.
        counted_from: `notice` or `receipt`, `first_day` its day; `presumed` where receipt was not told but presumed.
        last_day: None where no time runs.
        days_left: from the day asked about; negative where it has passed.
        amount_enough: whether the denied amount reaches `least_amount`; None where one of them is not known.
    """

    level: str
    name: str
    to: str
    number: int | None
    unit: str
    counted_from: Literal["notice", "receipt"]
    first_day: dt.date
    presumed: bool
    last_day: dt.date | None
    days_left: int | None
    document: str
    where: str
    url: str
    confidence: str
    decides_days: int | None = None
    filed: str = ""
    late: str = ""
    note: str = ""
    least_amount: float | None = None
    amount_document: str = ""
    amount_enough: bool | None = None

    @property
    def passed(self) -> bool:
        """Whether the last day lies before the day asked about."""
        return self.days_left is not None and self.days_left < 0


class Step(Out, frozen=True, kw_only=True, omit_defaults=False):
    """A way on other than an appeal, for the codes that lead there."""

    way: str
    title: str
    codes: tuple[str, ...]
    why: str
    todo: str
    document: str = ""


class LineState(Out, frozen=True, kw_only=True, omit_defaults=False):
    """What becomes of one line of the denial.

    `state`: `appealed`; `not_supported` by the record; `other_way`, no appeal cures it; `not_denied`; `not_ours`, no
    facet joint service.
    """

    line: DeniedLine
    state: Literal["appealed", "not_supported", "other_way", "not_denied", "not_ours"]
    codes: tuple[str, ...] = ()


class Shown(Out, frozen=True, kw_only=True, omit_defaults=False):
    """A fact of the record as it can be shown: its path, its value in words, and the words of the record behind it."""

    path: str
    words: str
    quotes: tuple[Evidence, ...] = ()


class Point(Out, frozen=True, kw_only=True, omit_defaults=False):
    """One rule that the denial touches, and the facts that meet it.

    Attributes:
        codes: codes of the denial that touch it, such as `CARC 50`.
        general: the rule is one of every record, not of the payer's own documents.
        on_appeal: the policy leaves it to the payer on appeal, and the record gives the reason.
    """

    finding: Finding
    facts: tuple[Shown, ...]
    codes: tuple[str, ...]
    general: bool = False
    on_appeal: bool = False


class Appeal(Out, frozen=True, kw_only=True, omit_defaults=False):
    """The answer for one denial and one record.

    Attributes:
        clock: the next level; None where the track is not known or nothing is left.
        others: clocks that may run beside it, such as a payer's own process.
        against: requirements that the record does not meet or document, for which no letter is written.
        questions: what coding must know before any line can stand.
        needed: where nothing stands, the smallest sets of facts whose documentation would have supported the claim.
        cautions: what the user should know before sending.
    """

    outcome: Outcome
    policy: str
    version: str | None
    asked: dt.date
    clock: Clock | None = None
    others: tuple[Clock, ...] = ()
    lines: tuple[LineState, ...] = ()
    points: tuple[Point, ...] = ()
    steps: tuple[Step, ...] = ()
    against: tuple[Finding, ...] = ()
    questions: tuple[str, ...] = ()
    needed: Repair | None = None
    cautions: tuple[str, ...] = ()
