"""Sessions, relief and the windows to come as one drawing (SVG), readable without colour and by a screen reader."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from markupsafe import Markup

from facetproof.findings.pathway import Pathway, Step
from facetproof.model.chart import Chart, Session
from facetproof.outputs.pathway import PROCEDURES, place_text, when_text

WIDTH, LEFT, RIGHT, TOP, ROW = 960, 260, 30, 96, 38
#: Days shown at least before and after the first day looked at.
_BEFORE, _AFTER = 60, 270
_SHAPES = {"block": "circle", "injection": "square", "ablation": "diamond", "other": "ring"}
_STYLE = (
    "text{font:13px system-ui,sans-serif;fill:#111}.small{font-size:11px}.head{font-weight:600}"
    ".line{stroke:#111;stroke-width:1}.grid{stroke:#bbb;stroke-width:1}.now{stroke:#111;stroke-dasharray:2 3}"
    ".mark{fill:#fff;stroke:#111;stroke-width:2}.relief{stroke:#111;stroke-width:5}"
    ".open{fill:#cfe8d5;stroke:#111}.ask{fill:url(#dots);stroke:#111}.wait{fill:url(#hatch);stroke:#111}"
    ".shut{stroke:#111;stroke-dasharray:6 4;stroke-width:1.5}"
)
_PATTERNS = (
    '<defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="6" height="6" fill="#fff"/><line x1="0" y1="0" x2="0" y2="6" stroke="#777" stroke-width="2"/>'
    '</pattern><pattern id="dots" width="6" height="6" patternUnits="userSpaceOnUse">'
    '<rect width="6" height="6" fill="#fff"/><circle cx="3" cy="3" r="1.2" fill="#555"/></pattern></defs>'
)


class _Scale(NamedTuple):
    first: dt.date
    last: dt.date

    def x(self, day: dt.date) -> float:
        """Pixels of a day, held within the drawing."""
        part = (min(max(day, self.first), self.last) - self.first).days / max((self.last - self.first).days, 1)
        return round(LEFT + part * (WIDTH - LEFT - RIGHT), 1)


def timeline(chart: Chart, found: Pathway) -> str:
    """One SVG: a row of what was done with its relief, a row for each next procedure.

    Args:
        chart: the chart of the way on.
        found: its way on.
    """
    done = sorted(
        (s for s in (*(chart.history or ()), chart.session) if s and s.dos and s.completed is not False),
        key=lambda s: s.dos or dt.date.min,
    )
    scale = _scale(done, found)
    height = TOP + ROW * (len(done) + len(found.steps)) + 90
    told = [_words(session) for session in done] + [f"{place_text(s)}: {_step_words(s)}" for s in found.steps]
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        'role="img" aria-labelledby="title desc">',
        '<title id="title">Sessions, relief and the way on</title>',
        f'<desc id="desc">{_safe(" ".join(f"{one}." for one in told) or "Nothing is known.")}</desc>',
        f"<style>{_STYLE}</style>{_PATTERNS}",
        '<rect width="100%" height="100%" fill="#fff"/>',
        _text(16, 28, f"Way on under {found.policy}", "head"),
        *_axis(scale, found.start, height - 84),
    ]
    y = TOP
    for session in done:
        parts += _session(session, scale, y)
        y += ROW
    for step in found.steps:
        parts += _way(step, found, scale, y)
        y += ROW
    parts += _legend(height - 40)
    return "\n".join((*parts, "</svg>")) + "\n"


def _scale(done: list[Session], found: Pathway) -> _Scale:
    days = [s.dos for s in done if s.dos] + [found.start - dt.timedelta(days=_BEFORE)]
    ends = [found.start + dt.timedelta(days=_AFTER)]
    ends += [day + dt.timedelta(days=45) for s in found.steps for day in (s.earliest, *s.over) if day]
    return _Scale(min(days), min(max(ends), found.end))


def _axis(scale: _Scale, start: dt.date, bottom: float) -> list[str]:
    months = max((scale.last - scale.first).days // 30, 1)
    every = next((n for n in (1, 2, 3, 6, 12, 24) if months / n <= 9), 48)
    day, parts = scale.first.replace(day=1), []
    while day <= scale.last:
        if day >= scale.first:
            x = scale.x(day)
            parts += [_line(x, TOP - 24, x, bottom, "grid"), _text(x + 3, TOP - 28, day.strftime("%Y-%m"), "small")]
        index = day.year * 12 + day.month - 1 + every
        day = dt.date(index // 12, index % 12 + 1, 1)
    x = scale.x(start)
    return [*parts, _line(x, TOP - 46, x, bottom, "now"), _text(x + 3, TOP - 46, f"looked at from {start}", "small")]


def _session(session: Session, scale: _Scale, y: float) -> list[str]:
    assert session.dos  # noqa: S101  - only dated sessions are drawn
    x, relief = scale.x(session.dos), session.relief
    parts = [_text(16, y + 5, _words(session).split(",")[0])]
    end = x
    if relief and relief.hours is not None:
        end = max(scale.x(session.dos + dt.timedelta(hours=relief.hours)), x + 14)
        parts.append(_line(x, y, end, y, "relief"))
    kind = _kind(session)
    parts.append(_mark(kind, x, y))
    return [*parts, _text(max(end, x) + 12, y + 5, _relief(session), "small")]


def _way(step: Step, found: Pathway, scale: _Scale, y: float) -> list[str]:
    side = f", {step.side.value}" if step.side else ""
    parts = [
        _text(16, y, PROCEDURES[step.procedure]),
        _text(16, y + 14, f"{', '.join(step.joints)}{side}", "small"),
    ]
    start, end = scale.x(found.start), scale.x(scale.last)
    if step.earliest is None and not step.over:
        return [*parts, _line(start, y, end, y, "shut"), _text(start + 6, y - 5, _caption(step), "small")]
    opens = scale.x(step.earliest or found.end)
    last = scale.x(step.latest) if step.latest else end
    if opens > start:
        parts.append(_rect(start, y - 9, opens - start, "wait"))
    ask = step.outcome != "open"
    parts.append(_rect(opens, y - 9, max(last - opens, 2), "ask" if ask else "open"))
    parts += [_mark("block", scale.x(day), y) for day in step.over]
    return [*parts, _text(start + 2, y + 22, _caption(step), "small")]


def _legend(y: float) -> list[str]:
    items = [("block", "block"), ("injection", "injection"), ("ablation", "ablation")]
    parts, x = [], 16.0
    for kind, name in items:
        parts += [_mark(kind, x + 7, y), _text(x + 20, y + 4, name, "small")]
        x += 90
    for style, name in (("wait", "waits"), ("ask", "open once documented"), ("open", "open")):
        parts += [_rect(x, y - 9, 24, style), _text(x + 30, y + 4, name, "small")]
        x += 50 + 7 * len(name)
    parts += [_line(x, y, x + 24, y, "shut"), _text(x + 30, y + 4, "not open", "small")]
    x += 100
    return [*parts, _line(x, y, x + 24, y, "relief"), _text(x + 30, y + 4, "relief", "small")]


def _step_words(step: Step) -> str:
    return f"{PROCEDURES[step.procedure]} {when_text(step)}{_rules(step)}"


def _caption(step: Step) -> str:
    """Short: the row names the procedure, the marks on it the further blocks."""
    if not step.over:
        return when_text(step) + _rules(step)
    blocks = "a further block is" if len(step.over) == 1 else f"{len(step.over)} further blocks are"
    return f"from {step.earliest} if {blocks} positive{_rules(step)}"


def _rules(step: Step) -> str:
    rules = [f.rule for f in step.against] or [w.finding.rule for w in step.waits]
    return f" ({', '.join(rules)})" if rules else ""


def _words(session: Session) -> str:
    what = (session.technique.value if session.technique else "procedure").replace("_", " ")
    intent = f", {session.intent.value}" if session.intent else ""
    return f"{session.dos} {what}{intent}, {_relief(session)}"


def _relief(session: Session) -> str:
    relief = session.relief
    if relief is None or relief.percent is None:
        return "relief not documented in percent"
    hours = relief.hours
    span = "" if hours is None else f" for {hours:g} hours" if hours < 72 else f" for {hours / 24:.0f} days"
    return f"{relief.percent:g} % relief{span}"


def _kind(session: Session) -> str:
    technique = session.technique
    if technique is None:
        return "other"
    return "ablation" if technique.is_ablation else "block" if "block" in technique.value else "injection"


def _mark(kind: str, x: float, y: float) -> str:
    shape = _SHAPES[kind]
    if shape == "diamond":
        return f'<path class="mark" d="M{x} {y - 8}l8 8-8 8-8-8z"/>'
    if shape == "square":
        return f'<rect class="mark" x="{x - 6}" y="{y - 6}" width="12" height="12"/>'
    dash = ' stroke-dasharray="2 2"' if shape == "ring" else ""
    return f'<circle class="mark" cx="{x}" cy="{y}" r="7"{dash}/>'


def _rect(x: float, y: float, width: float, style: str) -> str:
    return f'<rect class="{style}" x="{x}" y="{y}" width="{round(width, 1)}" height="18"/>'


def _line(x: float, y: float, to_x: float, to_y: float, style: str) -> str:
    return f'<line class="{style}" x1="{x}" y1="{y}" x2="{to_x}" y2="{to_y}"/>'


def _text(x: float, y: float, content: str, style: str = "") -> str:
    return f'<text x="{x}" y="{y}"' + (f' class="{style}"' if style else "") + f">{_safe(content)}</text>"


def _safe(content: str) -> str:
    return str(Markup.escape(content))
