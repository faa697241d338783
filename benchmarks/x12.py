"""Reading 837P files, as ratios to other packages within one run; a peer that is not installed is skipped and said so.

    python benchmarks/x12.py [--peers PYTHON] [--large]

`--peers` is the interpreter of an environment that has the peers (pip install x12sdk pyx12): they are no dependency of
this project. Every figure is measured in a process of its own: CPU seconds and the peak of its memory.

rows      837P → claim lines (`read_rows`), what a warehouse needs
claims    837P → claims with parties, providers and every fault (`read_837`)
scrub     the pre-bill check of the batch without charts
charts    the same with a record for each claim, 2,000 claims
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent))

from generate_837 import write

_TIMED = """
import resource, sys, time
{setup}
start = time.process_time()
{work}
seconds = time.process_time() - start
print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""
_OURS = {
    "rows": (
        "from facetproof.sources.x12_rows import read_rows",
        "for row in read_rows(sys.argv[1]): pass",
    ),
    "claims": (
        "from facetproof.sources.x12_837 import read_837",
        "for claim in read_837(sys.argv[1]): pass",
    ),
    "scrub": (
        "from facetproof.findings.prebill import Prebill\\n"
        "from facetproof.sources.x12_837 import read_837\\n"
        "from facetproof.model.claimfile import BilledClaim\\n"
        "check = Prebill(payer='medicare:novitas').check",
        "for claim in read_837(sys.argv[1]): check(claim) if isinstance(claim, BilledClaim) else None",
    ),
}
_WITH_CHARTS = (
    "from facetproof.findings.prebill import Prebill\\n"
    "from facetproof.sources.chart_json import chart_from\\n"
    "from facetproof.sources.x12_837 import read_837\\n"
    "from facetproof.model.claimfile import BilledClaim\\n"
    "session = {'technique': 'medial_branch_block', 'intent': 'diagnostic', 'guidance': 'fluoroscopy',\\n"
    "           'targets': [{'side': 'right', 'joints': ['L4-5', 'L5-S1']}]}\\n"
    "claims = [c for c in read_837(sys.argv[1]) if isinstance(c, BilledClaim)]\\n"
    "sessions = [session | {'dos': c.dos.isoformat()} for c in claims]\\n"
    "values = [{'id': c.id, 'session': s, 'diagnoses': ['M47.816']} for c, s in zip(claims, sessions)]\\n"
    "check = Prebill([chart_from(v, where='')[0] for v in values], payer='medicare:novitas').check",
    "for claim in claims: check(claim)",
)
_PEERS = {
    "x12sdk, typed models": (
        "from x12sdk.io import X12ModelReader",
        "with X12ModelReader(sys.argv[1]) as reader:\\n    for model in reader.models(): pass",
    ),
    "pyx12, validation": (
        "import io, logging, pyx12.params, pyx12.x12n_document\\nlogging.disable(logging.CRITICAL)",
        "pyx12.x12n_document.x12n_document(pyx12.params.params(), sys.argv[1], io.StringIO(), None, None)",
    ),
}


class Measured(NamedTuple):
    """CPU seconds and peak memory in MB of one process."""

    seconds: float
    peak: float


def measure(python: str, setup: str, work: str, file: Path) -> Measured | None:
    """One run in a process of its own, None where what it needs is not installed."""
    script = _TIMED.format(setup=setup.replace("\\n", "\n"), work=work.replace("\\n", "\n"))
    done = subprocess.run([python, "-c", script, str(file)], capture_output=True, text=True, check=False)
    if done.returncode:
        if "ModuleNotFoundError" in done.stderr:
            return None
        raise RuntimeError(done.stderr[-500:])
    seconds, peak = done.stdout.split()
    return Measured(float(seconds), float(peak))


def best(python: str, setup: str, work: str, file: Path, runs: int) -> Measured | None:
    """The quickest of several runs: other work on the machine only ever adds time."""
    found = [measure(python, setup, work, file) for _ in range(runs)]
    return min((run for run in found if run is not None), default=None)


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description="Reading 837P files: claims a second, and ratios to other packages.")
    parser.add_argument("--peers", default=sys.executable, metavar="PYTHON", help="interpreter that has the peers")
    parser.add_argument("--large", action="store_true", help="also 200,000 claims")
    options = parser.parse_args()
    sizes = [2_000, 20_000] + ([200_000] if options.large else [])
    with tempfile.TemporaryDirectory() as folder:
        files = {size: Path(folder) / f"{size}.837" for size in sizes}
        for size, file in files.items():
            write(size, file)
        rates: dict[str, float] = {}
        print(f"{'what':22} {'claims':>8} {'s':>8} {'claims/s':>9} {'peak MB':>8}")
        for name, (setup, work) in _OURS.items():
            for size in sizes[1:]:
                run = best(sys.executable, setup, work, files[size], 3 if size < 100_000 else 1)
                assert run is not None
                rates.setdefault(name, size / run.seconds)
                print(f"{name:22} {size:8,} {run.seconds:8.2f} {size / run.seconds:9,.0f} {run.peak:8.0f}")
        run = best(sys.executable, *_WITH_CHARTS, files[sizes[0]], 2)
        assert run is not None
        print(f"{'charts':22} {sizes[0]:8,} {run.seconds:8.2f} {sizes[0] / run.seconds:9,.0f} {run.peak:8.0f}")
        for name, (setup, work) in _PEERS.items():
            run = best(options.peers, setup, work, files[sizes[0]], 2)
            if run is None:
                print(f"{name:22} skipped: not installed in {options.peers}")
                continue
            rate = sizes[0] / run.seconds
            ratios = ", ".join(f"{ours} {rates[ours] / rate:.0f}x" for ours in ("rows", "claims"))
            print(f"{name:22} {sizes[0]:8,} {run.seconds:8.2f} {rate:9,.0f} {run.peak:8.0f}   {ratios}")


if __name__ == "__main__":
    main()
