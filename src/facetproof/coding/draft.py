"""The collector of one coding run: levels to bill, refusals, holds, questions, warnings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from facetproof.coding.levels import Gap, Sides
from facetproof.coding.lines import Work
from facetproof.model.finding import NotBillable, SameDayAnswer

Answer = Literal["part_of", "with_modifier", "apart", "not_together", "hold", "unknown"]


class Query(NamedTuple):
    """One open question to the physician, and the chart path that its answer fills."""

    path: str
    text: str


@dataclass(slots=True)
class Draft:
    """What a run has found so far. Holds, questions and warnings keep their order and come once each.

    Attributes:
        works: levels to bill.
        levels_of: sides of each joint level (of each nerve before 2012) behind each code.
        unlisted: levels or nerves of a technique without a code of its own; 64999 once, whatever their number.
    """

    works: list[Work] = field(default_factory=list)
    levels_of: dict[str, tuple[Sides, ...]] = field(default_factory=dict)
    unlisted: list[str] = field(default_factory=list)
    refused: dict[NotBillable, None] = field(default_factory=dict)
    holds: dict[str, None] = field(default_factory=dict)
    queries: dict[str, Query] = field(default_factory=dict)
    warnings: dict[str, None] = field(default_factory=dict)
    same_day: list[SameDayAnswer] = field(default_factory=list)

    def bill(self, work: Work) -> None:
        """Adds one level."""
        self.works.append(work)
        self.levels_of[work.code] = (*self.levels_of.get(work.code, ()), work.sides)

    def refuse(self, code: str, why: str, joint: str | None = None) -> None:
        """Notes a code that must not be billed."""
        self.refused[NotBillable(code=code, why=why, joint=joint)] = None

    def hold(self, name: str, path: str = "", question: str = "") -> None:
        """Holds the claim, with the question that would settle it where a physician can answer one."""
        self.holds[name] = None
        if question:
            self.ask(path, question)

    def ask(self, path: str, question: str) -> None:
        """Adds a question; one a path."""
        self.queries.setdefault(path, Query(path, question))

    def warn(self, text: str) -> None:
        """Adds a caution about the coding itself."""
        self.warnings[text] = None

    def warn_if(self, text: str | None) -> None:
        """Adds a caution where there is one."""
        if text:
            self.warn(text)

    def answer(
        self,
        service: str,
        answer: Answer,
        decided_by: str,
        why: str,
        *,
        modifier: str | None = None,
        on: str | None = None,
        beside: str | None = None,
    ) -> None:
        """Notes what becomes of another service of the day."""
        told = SameDayAnswer(
            service=service, answer=answer, modifier=modifier, on=on, beside=beside, decided_by=decided_by, why=why
        )
        if told not in self.same_day:
            self.same_day.append(told)

    def hold_for(self, gaps: Iterable[Gap]) -> None:
        """Holds and asks for each gap in the targets."""
        for gap in gaps:
            self.hold(gap.kind, gap.path, gap.question)
