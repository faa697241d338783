"""Several notes of one patient → one chart.

The facet procedure with the latest date is the session judged, earlier ones are history. A later note that tells of a
dated block completes that block. Every value keeps the evidence of the note it came from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from facetproof.model.chart import Chart, Conflict, Technique, Vague
from facetproof.model.evidence import Evidence

_MEASURED = ("pain.score", "pain.scale", "pain.low", "pain.high", "pain.months", "disability", "date")
"""What changes from visit to visit: the latest one counts."""
_DETAIL = ("injectates", "same_day", "sedation_reason", "intent_text")
"""What one account tells more fully than another: the first account stands."""
_LAST = "9999"


class _Piece:
    """A part of a chart as JSON values, with the evidence of its fields by path below it."""

    def __init__(self, chart: Chart, tree: Any, path: str, document: int) -> None:
        self.tree = dict(tree)
        self.document = document
        self.evidence = dict(_below(chart.evidence or {}, path))
        self.conflicts = [msgspec.structs.replace(c, path=p) for p, c in _paths_below(chart.conflicts or (), path)]
        self.vague = [msgspec.structs.replace(v, path=p) for p, v in _paths_below(chart.vague or (), path)]

    @property
    def day(self) -> str:
        """ISO date; a session without one stands last."""
        return str(self.tree.get("dos") or _LAST)

    def fill(self, other: _Piece, *, newest_wins: Iterable[str] = ()) -> None:
        """Takes from another piece what this one lacks; where the two exclude each other, nothing stands.

        Args:
            other: the older or lesser piece.
            newest_wins: fields of which this piece's value stands without a conflict.
        """
        self._fill(self.tree, other.tree, "", other, tuple(newest_wins))
        self.conflicts += [c for c in other.conflicts if c.path not in {own.path for own in self.conflicts}]
        self.vague += [v for v in other.vague if v not in self.vague]

    def _fill(
        self, mine: dict[str, Any], theirs: dict[str, Any], path: str, other: _Piece, wins: tuple[str, ...]
    ) -> None:
        for key, value in theirs.items():
            here = f"{path}.{key}" if path else key
            if any(c.path == here for c in self.conflicts):
                continue
            if key not in mine:
                mine[key] = value
                self.evidence |= {p: spans for p, spans in other.evidence.items() if _under(p, here)}
            elif isinstance(value, dict) and isinstance(mine[key], dict):
                self._fill(mine[key], value, here, other, wins)
            elif key == "targets" and _agree(mine[key], value):
                if not _places(mine[key])[0] and _places(value)[0]:
                    mine[key] = value
                    self.evidence = {p: found for p, found in self.evidence.items() if not _under(p, here)}
                    self.evidence |= {p: spans for p, spans in other.evidence.items() if _under(p, here)}
            elif key in _DETAIL:
                continue
            elif mine[key] == value:
                for p, spans in other.evidence.items():
                    if _under(p, here):
                        self.evidence[p] = tuple(dict.fromkeys((*self.evidence.get(p, ()), *spans)))
            elif not here.startswith(wins):
                self._exclude(mine, key, here, value, other)

    def _exclude(self, mine: dict[str, Any], key: str, here: str, value: Any, other: _Piece) -> None:
        spans = tuple(
            span for piece in (self, other) for p, found in piece.evidence.items() if _under(p, here) for span in found
        )
        self.conflicts.append(Conflict(path=here, values=(_scalar(mine[key]), _scalar(value)), evidence=spans))
        del mine[key]
        self.evidence = {p: found for p, found in self.evidence.items() if not _under(p, here)}


def merge_charts(charts: Sequence[Chart]) -> Chart:
    """One chart of one patient from the charts of several notes.

    Pain and disability scores are those of the latest visit; other statements agree, complete each other or conflict.
    """
    if not charts:
        return Chart()
    if len(charts) == 1:
        return charts[0]
    trees = [msgspec.to_builtins(chart) for chart in charts]
    order = sorted(range(len(charts)), key=lambda n: _day(trees[n]))
    sessions = [_Piece(charts[n], trees[n]["session"], "session", n) for n in order if trees[n].get("session")]
    history = [
        _Piece(charts[n], item, f"history.{m}", n)
        for n in order
        for m, item in enumerate(trees[n].get("history") or [])
    ]
    session, earlier = _session(sessions)
    history = _joined([*earlier, *history], session)
    out: dict[str, Any] = {}
    evidence: dict[str, tuple[Evidence, ...]] = {}
    conflicts: list[Conflict] = []
    vague: list[Vague] = []

    def put(path: str, piece: _Piece) -> None:
        evidence.update({f"{path}.{p}": spans for p, spans in piece.evidence.items()})
        conflicts.extend(msgspec.structs.replace(c, path=f"{path}.{c.path}") for c in piece.conflicts)
        vague.extend(msgspec.structs.replace(v, path=f"{path}.{v.path}") for v in piece.vague)

    if session is not None:
        out["session"] = session.tree
        put("session", session)
    if history:
        out["history"] = [piece.tree for piece in history]
        for n, piece in enumerate(history):
            put(f"history.{n}", piece)
    parts: tuple[tuple[str, tuple[str, ...]], ...] = (
        ("assessment", _MEASURED),
        ("plan", ("technique", "targets", "date", "setting", "intent")),
    )
    for name, wins in parts:
        newest = _newest([_Piece(charts[n], trees[n][name], name, n) for n in order if trees[n].get(name)], wins)
        if newest is not None:
            out[name] = newest.tree
            put(name, newest)
    for name in ("diagnoses", "diagnosis_text"):
        values, spans = _listed(charts, trees, order, name)
        if values:
            out[name] = values
            evidence.update(spans)
    out["documents"] = [item for tree in trees for item in tree.get("documents") or []]
    for name in ("id", "payer", "options", "history_from", "authorization", "claim"):
        given = next((tree[name] for tree in reversed(trees) if tree.get(name) is not None), None)
        if given is not None:
            out[name] = given
    merged = msgspec.convert(out, Chart)
    return msgspec.structs.replace(
        merged, evidence=evidence or None, conflicts=tuple(conflicts) or None, vague=tuple(vague) or None
    )


def _day(tree: dict[str, Any]) -> str:
    """The day of a note: that of its procedure, its visit or its document; unknown days come first."""
    session, assessment = tree.get("session") or {}, tree.get("assessment") or {}
    documents = tree.get("documents") or [{}]
    return str(session.get("dos") or assessment.get("date") or documents[0].get("date") or "")


def _session(sessions: list[_Piece]) -> tuple[_Piece | None, list[_Piece]]:
    """The facet procedure with the latest date, notes of the same procedure joined; the others, earlier ones."""
    facet = [piece for piece in sessions if piece.tree.get("technique") != Technique.NOT_FACET.value]
    if not facet:
        return (sessions[-1] if sessions else None), []
    latest = max(facet, key=lambda piece: piece.day if piece.day != _LAST else "")
    if latest.day == _LAST:
        latest = facet[-1]
    earlier = []
    for piece in facet:
        if piece is latest:
            continue
        if piece.day == latest.day and _same_procedure(piece, latest):
            latest.fill(piece)
        else:
            earlier.append(piece)
    return latest, earlier


def _joined(pieces: list[_Piece], session: _Piece | None) -> list[_Piece]:
    """Earlier sessions, each once; what a later note tells of the session itself completes the session."""
    dated = sorted((piece for piece in pieces if piece.day != _LAST), key=lambda piece: piece.day)
    undated = [piece for piece in pieces if piece.day == _LAST]
    result: list[_Piece] = []
    for piece in dated:
        if session is not None and piece.day == session.day and _same_procedure(piece, session):
            session.fill(piece)
            continue
        same = next((known for known in result if known.day == piece.day and _same_procedure(known, piece)), None)
        if same is None:
            result.append(piece)
        else:
            same.fill(piece)
    for piece in undated:
        alike = [known for known in result if known.day != _LAST and _could_be(known, piece)]
        if len(alike) == 1 and not piece.tree.get("count"):
            alike[0].fill(piece)
        else:
            result.append(piece)
    return result


def _same_procedure(a: _Piece, b: _Piece) -> bool:
    """Whether two accounts of one day can be of one procedure."""
    techniques = {piece.tree["technique"] for piece in (a, b) if piece.tree.get("technique")}
    joints = [_joints(piece) for piece in (a, b)]
    return len(techniques) <= 1 and (not all(joints) or bool(joints[0] & joints[1]))


def _could_be(dated: _Piece, undated: _Piece) -> bool:
    """Whether a session told without its date can be a dated one: same technique, nothing that excludes it."""
    if undated.tree.get("technique") is None or dated.tree.get("technique") != undated.tree["technique"]:
        return False
    if dated.document == undated.document or not _same_procedure(dated, undated):
        return False
    told = [(dated.tree.get("relief") or {}).get("percent"), (undated.tree.get("relief") or {}).get("percent")]
    return None in told or told[0] == told[1]


def _places(targets: list[dict[str, Any]]) -> tuple[set[str], set[str]]:
    """Joints (else nerves, else nothing) and sides of some targets."""
    joints = {name for target in targets for name in target.get("joints") or []}
    nerves = {name for target in targets for name in target.get("nerves") or []}
    sides: set[str] = set()
    for target in targets:
        side = target.get("side")
        sides |= {"left", "right"} if side == "bilateral" else {side} if side else set()
    return joints or nerves, sides


def _agree(mine: list[dict[str, Any]], theirs: list[dict[str, Any]]) -> bool:
    """Whether two accounts of the targets can both be true: one names the same places, or part of them, or none."""
    (places, sides), (other_places, other_sides) = _places(mine), _places(theirs)
    by_joint = [any(target.get("joints") for target in targets) for targets in (mine, theirs)]
    if (
        places
        and other_places
        and by_joint[0] == by_joint[1]
        and not (places <= other_places or other_places <= places)
    ):
        return False
    return not sides or not other_sides or sides == other_sides


def _joints(piece: _Piece) -> set[str]:
    return {joint for target in piece.tree.get("targets") or [] for joint in target.get("joints") or []}


def _newest(pieces: list[_Piece], wins: tuple[str, ...]) -> _Piece | None:
    if not pieces:
        return None
    newest = pieces[-1]
    for older in reversed(pieces[:-1]):
        _join_care(newest, older)
        newest.fill(older, newest_wins=wins)
    return newest


def _join_care(newest: _Piece, older: _Piece) -> None:
    """Conservative care by modality: one item each, the newer statement first."""
    key = "conservative_care"
    if key not in newest.tree or key not in older.tree:
        return
    listed = [dict(item) for item in newest.tree[key]]
    for m, item in enumerate(older.tree.pop(key)):
        at = next((n for n, known in enumerate(listed) if known["modality"] == item["modality"]), len(listed))
        if at == len(listed):
            listed.append({})
        for field, value in item.items():
            if field not in listed[at]:
                listed[at][field] = value
                spans = dict(_below(older.evidence, f"{key}.{m}"))
                newest.evidence |= {f"{key}.{at}.{p}": s for p, s in spans.items() if p == field}
    newest.tree[key] = listed


def _listed(
    charts: Sequence[Chart], trees: list[dict[str, Any]], order: list[int], name: str
) -> tuple[list[str], dict[str, tuple[Evidence, ...]]]:
    values: list[str] = []
    evidence: dict[str, tuple[Evidence, ...]] = {}
    for n in reversed(order):
        for m, value in enumerate(trees[n].get(name) or []):
            if value not in values:
                values.append(value)
            spans = (charts[n].evidence or {}).get(f"{name}.{m}", ())
            path = f"{name}.{values.index(value)}"
            if spans:
                evidence[path] = (*evidence.get(path, ()), *spans)
    return values, evidence


def _below(evidence: dict[str, tuple[Evidence, ...]], path: str) -> Iterator[tuple[str, tuple[Evidence, ...]]]:
    for name, spans in evidence.items():
        if name.startswith(path + "."):
            yield name[len(path) + 1 :], spans


def _paths_below(items: Iterable[Any], path: str) -> Iterator[tuple[str, Any]]:
    for item in items:
        if item.path.startswith(path + "."):
            yield item.path[len(path) + 1 :], item


def _under(path: str, parent: str) -> bool:
    return path == parent or path.startswith(parent + ".")


def _scalar(value: Any) -> Any:
    return value if isinstance(value, (str, int, float, bool)) else str(value)
