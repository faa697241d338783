"""Import order is a contract."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_imports_go_left_to_right() -> None:
    command = "from importlinter.cli import lint_imports; import sys; sys.exit(lint_imports(no_cache=True))"
    done = subprocess.run([sys.executable, "-c", command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]


def test_help_imports_nothing_heavy() -> None:
    command = (
        "import sys; from facetproof.cli import _parser; _parser();"
        "heavy = {'polars', 'msgspec', 'rich', 'jinja2', 'yaml', 'ahocorasick_rs'} & set(sys.modules);"
        "sys.exit(f'imported {sorted(heavy)}' if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_judging_one_chart_does_not_import_polars() -> None:
    command = (
        "import sys; from facetproof.findings import judge;"
        "sys.exit('polars was imported' if 'polars' in sys.modules else 0)"
    )
    done = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
