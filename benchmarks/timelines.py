"""Counts over random timelines against the brute-force oracle of the tests: `python benchmarks/timelines.py [COUNT]`.

Default 1,000,000 timelines in two processes. Prints the number of disagreements and the first of them; exit code 1
where there is one.
"""

from __future__ import annotations

import random
import sys
import time
from multiprocessing import Pool
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests" / "facts"))

from random_timelines import Timeline, brute_force, engine, timelines  # noqa: E402

CHUNK, PROCESSES = 10_000, 2


def disagreements(seed: int) -> list[Timeline]:
    """Timelines of one chunk on which the engine and the oracle differ."""
    return [asked for asked in timelines(random.Random(seed), CHUNK) if engine(asked) != brute_force(asked)]


def main() -> int:
    """Runs the chunks; returns the exit code."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    chunks = -(-count // CHUNK)
    start = time.perf_counter()
    with Pool(PROCESSES) as pool:
        found = [asked for part in pool.imap_unordered(disagreements, range(chunks)) for asked in part]
    seconds = time.perf_counter() - start
    print(f"{chunks * CHUNK:,} timelines, {len(found)} disagreements, {seconds:.0f} s")
    if found:
        print(f"first: {found[0]}\n  engine {engine(found[0])}\n  oracle {brute_force(found[0])}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
