"""`python -m facetproof.docs [FOLDER] [--day DATE]`: writes the generated pages (docs/generated)."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Sequence
from pathlib import Path


def main(argv: Sequence[str] | None = None) -> int:
    """Writes the pages and says how many."""
    from facetproof.outputs.reference.build import build

    parser = argparse.ArgumentParser(prog="facetproof.docs", description=__doc__)
    parser.add_argument("folder", nargs="?", default="docs/generated", metavar="FOLDER")
    parser.add_argument("--day", type=dt.date.fromisoformat, default=dt.date.today(), metavar="DATE")
    args = parser.parse_args(argv)
    written = build(Path(args.folder), day=args.day)
    print(f"{len(written)} pages in {args.folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
