"""Speed of the policy library: `python benchmarks/policies.py`. Processor time, so that a busy machine matters less.

load      the whole library, every policy and version, after the imports
list      `facetproof policy list`, a process of its own, wall time
all       one chart against every policy
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests" / "findings"))

from random_charts import Maker  # noqa: E402

from facetproof.findings.facts import register_all  # noqa: E402
from facetproof.findings.matrix import matrix  # noqa: E402
from facetproof.policy.criterion import criteria  # noqa: E402
from facetproof.policy.find import policy, policy_ids  # noqa: E402
from facetproof.sources.chart_json import chart_from  # noqa: E402


def milliseconds(work: Callable[[], object]) -> float:
    """Processor time of one call, in milliseconds."""
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1e3


def main() -> None:
    """Prints the table."""
    register_all()
    criteria()
    ids = policy_ids()
    loading = milliseconds(lambda: [policy(id) for id in ids])
    maker = Maker(seed=3)
    charts = [chart_from(maker.chart(), where="bench")[0] for _ in range(200)]
    judging = milliseconds(lambda: [matrix(chart) for chart in charts]) / len(charts)
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "facetproof", "policy", "list"], stdout=subprocess.DEVNULL, check=True)
    listing = (time.perf_counter() - start) * 1e3
    versions = sum(len(policy(id).starts) for id in ids)
    print(f"load  {loading:7.0f} ms   {len(ids)} policies, {versions} versions")
    print(f"list  {listing:7.0f} ms")
    print(f"all   {judging:7.1f} ms   one chart, {len(ids)} policies")


if __name__ == "__main__":
    main()
