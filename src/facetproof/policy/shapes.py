"""Terms that several criteria share: a ceiling over a window, and a repeat that the last session earned."""

from __future__ import annotations

from facetproof.policy.language import Term, all_of, any_of, fact


def ceiling(
    *, max_sessions: int, window: str, kinds: list[str], per: str, edge: str, thoracolumbar: str, without_kx: str
) -> Term:
    """At most so many sessions in the window, this one included; proven only by a history that covers it."""
    sessions = fact(
        "history.sessions",
        kinds=kinds,
        per=per,
        window=window,
        edge=edge,
        thoracolumbar=thoracolumbar,
        without_kx=without_kx,
    )
    return sessions.at_most(max_sessions).only_if(fact("history.covers", window=window, edge=edge).is_true())


def repeat_earned(
    kind: str, *, min_relief: float, min_hours: float | None, min_function: float | None, above: bool
) -> Term:
    """The last session of this kind gave enough relief for long enough, or enough function where that arm is bound."""
    asked = {"min_relief": min_relief, "min_hours": min_hours, "min_function": min_function, "above": above}
    percent = fact(f"{kind}.last.percent", **asked)
    relief: Term = percent.more_than(min_relief) if above else percent.at_least(min_relief)
    if min_hours is not None:
        relief = all_of(relief, fact(f"{kind}.last.hours", **asked).at_least(min_hours))
    if min_function is None:
        return relief
    gain = fact(f"{kind}.last.function", **asked)
    return any_of(relief, gain.more_than(min_function) if above else gain.at_least(min_function))


def left_to_payer(term: Term) -> Term:
    """`term`; where it is broken the payer's own reviewer decides: the record alone neither passes nor fails."""
    return term.on_appeal(fact("session.judged").is_true())


def stale(*, years: float, combine: str) -> Term:
    """The last ablation of these joints lies so many years back, and (or) the source of the pain is in question again.

    Raises:
        ValueError: `combine` is neither `and` nor `or`.
    """
    old = fact("ablation.months_since").at_least(12 * years)
    question = fact("plan.source_question_reason").given()
    if combine not in ("and", "or"):
        raise ValueError(f"age and question are combined by `and` or `or`, not {combine}")
    return all_of(old, question) if combine == "and" else any_of(old, question)


def not_stale(blocks: Term, *, years: float, combine: str) -> Term:
    """Neither old nor (or) in question, or enough new blocks.

    Raises:
        ValueError: `combine` is neither `and` nor `or`.
    """
    recent = fact("ablation.months_since").at_most(12 * years - 1)
    if combine == "and":
        return any_of(recent, blocks)
    if combine != "or":
        raise ValueError(f"age and question are combined by `and` or `or`, not {combine}")
    return any_of(all_of(recent, fact("plan.source_in_question").is_false()), blocks)


def positive_blocks(name: str, *, count: int, at_least: dict[str, int] | None = None, **asked: object) -> Term:
    """Enough positive blocks, and so many of them of a technique that `at_least` names.

    Args:
        name: the fact that counts them.
        count: how many in all.
        at_least: how many of them must be of each technique named.
        asked: what makes a block count, parameters of the fact.
    """
    terms: list[Term] = [fact(name, **asked).at_least(count)]
    for technique, number in (at_least or {}).items():
        terms.append(fact(name, **{**asked, "techniques": [technique], "in_a_row": False}).at_least(number))
    return all_of(*terms)
