"""Many notes through `read --jsonl FILE --jobs N`: notes a second, and the peak of memory at two sizes.

    python benchmarks/notes_batch.py [--sizes 10000 100000] [--jobs 2]

The notes are those of `examples/reading`, each time with other days, sides, levels and numbers.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

_EXAMPLES = Path(__file__).parents[1] / "examples" / "reading"
_CHANGED = re.compile(r"\b(?:left|right)\b|(?<=\bL)[2-4](?=[-/ ,])|(?<=\b)\d{1,2}(?= ?%)|(?<=/)\d{1,2}(?=/(?:20)?2\d)")
_RUN = """
import resource, sys
from facetproof.cli import main
code = main(["read", "--jsonl", sys.argv[1], "--jobs", sys.argv[2]])
sizes = [resource.getrusage(who).ru_maxrss // 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
print(code, *sizes, file=sys.stderr)
"""


def varied(text: str, rng: random.Random) -> str:
    """The note with other sides, levels, percentages and days."""

    def other(m: re.Match[str]) -> str:
        if m[0].isdigit():
            return str(rng.randrange(2, 5) if len(m[0]) == 1 else rng.randrange(10, 29))
        return rng.choice(("left", "right"))

    return _CHANGED.sub(other, text)


def write(path: Path, count: int) -> int:
    """Writes so many notes; returns the number of their characters."""
    texts = [note.read_text(encoding="utf-8") for note in sorted(_EXAMPLES.glob("*.txt"))]
    rng = random.Random(count)
    total = 0
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            text = varied(texts[number % len(texts)], rng)
            total += len(text)
            file.write(json.dumps({"id": number, "text": text}) + "\n")
    return total


def main() -> None:
    """Prints a line for each size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--jobs", type=int, default=2)
    args = parser.parse_args()
    for size in args.sizes:
        with tempfile.TemporaryDirectory() as folder:
            path, out = Path(folder) / "notes.jsonl", Path(folder) / "charts.jsonl"
            characters = write(path, size)
            start = time.perf_counter()
            with out.open("wb") as charts:
                command = [sys.executable, "-c", _RUN, str(path), str(args.jobs)]
                done = subprocess.run(command, stdout=charts, stderr=subprocess.PIPE, text=True, check=True)
            seconds = time.perf_counter() - start
            code, own, worker = done.stderr.split()
            with out.open("rb") as charts:
                told = sum(1 for _ in charts)
        rate, night = size / seconds, 1_000_000 * seconds / size / 3600
        print(
            f"{size:>8} notes of {characters / size / 1000:.1f} KB   {seconds:7.1f} s   {rate:6.0f} a second   "
            f"a million: {night:.1f} h   peak MB {own} and {worker} a process   {told} lines, exit code {code}"
        )


if __name__ == "__main__":
    main()
