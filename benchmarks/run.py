"""Speed as ratios within one run: `make bench`. Nothing here is a test; figures go into docs/performance.md by hand.

one       one chart judged after start-up, microseconds
batch     10,000 charts through `audit --jsonl`, seconds, and the ratio to as many single calls
read      notes a second, one process
help      `facetproof --help`, against a bare interpreter
notes     the same notes read by us and by a clinical NLP pipeline, whose Python MEDSPACY_PYTHON names
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests" / "findings"), str(Path(__file__).parent)]

import notes_pipeline  # noqa: E402
from random_charts import Maker  # noqa: E402

CLI = [sys.executable, "-m", "facetproof"]


def median_seconds(work: Callable[[], object], repeat: int = 5) -> float:
    """Median wall time of `work`, in seconds."""
    times = []
    for _ in range(repeat):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def one_chart() -> float:
    """Microseconds to judge one chart, the library loaded."""
    from facetproof.findings.judge import audit
    from facetproof.sources.chart_json import chart_from

    maker = Maker(seed=1)
    charts = [chart_from(maker.chart(), where="bench")[0] for _ in range(300)]
    for chart in charts:
        audit(chart)
    return median_seconds(lambda: [audit(chart) for chart in charts]) / len(charts) * 1e6


def batch(size: int) -> float:
    """Seconds for `size` charts through the command line."""
    maker = Maker(seed=2)
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
        for _ in range(size):
            file.write(json.dumps(maker.chart()) + "\n")
        file.flush()
        command = [*CLI, "audit", "--jsonl", file.name]
        return median_seconds(lambda: subprocess.run(command, stdout=subprocess.DEVNULL, check=False), repeat=3)


def notes_per_second() -> float:
    """Notes of the examples folder read in one process, in notes a second."""
    from facetproof.facts.reading import read_document

    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "examples").rglob("*.txt"))]
    for text in texts:
        read_document(text)
    seconds = median_seconds(lambda: [read_document(text) for text in texts])
    return len(texts) / seconds


def main() -> None:
    """Prints the table."""
    bare = median_seconds(lambda: subprocess.run([sys.executable, "-c", "pass"], check=True))
    start_up = median_seconds(lambda: subprocess.run([*CLI, "--help"], stdout=subprocess.DEVNULL, check=True))
    single = one_chart()
    size = 10_000
    whole = batch(size)
    print(f"help       {start_up * 1e3:8.0f} ms   {start_up / bare:6.2f} x a bare interpreter")
    print(f"one chart  {single:8.0f} us")
    print(f"batch      {whole:8.2f} s for {size} charts   {whole / (single * size / 1e6):6.2f} x the same one by one")
    print(f"read       {notes_per_second():8.0f} notes a second")
    notes_pipeline.compare(os.environ.get("MEDSPACY_PYTHON"), [notes_pipeline.EXAMPLES])


if __name__ == "__main__":
    main()
