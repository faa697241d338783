"""`make fast`: the modules that read notes as extension modules, in `build/fast`, which holds `facetproof-fast`.

    python -m facetproof.compiled build        needs mypyc (with mypy), setuptools and a C compiler
    python -m facetproof.compiled run ARGS…    what `facetproof ARGS…` does

The folder holds a whole copy of the package, so that compiled and plain modules are always of one state; nothing finds
it that does not ask for it, and it is refused once the sources have changed.
"""

from __future__ import annotations

import hashlib
import importlib
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Sequence
from pathlib import Path

from facetproof.errors import FacetproofError

PACKAGE = Path(__file__).parent
CHECKOUT = PACKAGE.parents[1]
BUILT = CHECKOUT / "build" / "fast"
LAUNCHER = "facetproof-fast"
_STATE = "sources.sha256"
_COMPILERS = ("cc", "gcc", "clang")
_ALL_OF = "import facetproof.facts.reading, facetproof.facts.readers as r; r.readers()"
_LISTED = "import sys; print(*(m for m in sys.modules if m.startswith('facetproof.facts.')), sep=chr(10))"


def digest(package: Path) -> str:
    """SHA-256 over the names and contents of the files of a package but for what Python or a compiler made."""
    total = hashlib.sha256()
    for path in sorted(package.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts and path.suffix not in (".so", ".pyd"):
            total.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


def check(built: Path, package: Path = PACKAGE) -> None:
    """Nothing where the folder holds the compiled modules of these sources.

    Raises:
        FacetproofError: nothing is built, or the sources have changed since.
    """
    state = built / _STATE
    todo = "Run `make fast`, or use `facetproof`, which needs no compiler."
    if not state.exists():
        raise FacetproofError("not-compiled", "There are no compiled modules", where=str(built), todo=todo)
    if state.read_text(encoding="utf-8").strip() != digest(package):
        raise FacetproofError(
            "compiled-old", "The sources have changed since they were compiled", where=str(built), todo=todo
        )


def build(built: Path) -> tuple[int, list[str]]:
    """Compiles what reads notes, which takes minutes; returns how many modules, and those that mypyc leaves plain.

    Raises:
        FacetproofError: a compiler or a package is missing, or the compiler failed.
    """
    _look_for_tools()
    state = digest(PACKAGE)
    shutil.rmtree(built, ignore_errors=True)
    shutil.copytree(PACKAGE, built / PACKAGE.name, ignore=shutil.ignore_patterns("__pycache__", "*.so", "*.pyd"))
    files, plain = _modules(built), []
    while (log := _compiled(built, files)) is not None:
        beyond = _BEYOND.search(log)
        if beyond is None or beyond[1] not in files:
            path = built / "compile.log"
            path.write_text(log, encoding="utf-8")
            raise FacetproofError(
                "compile-failed", "The compiler failed", where=str(path), todo="`facetproof` works without it."
            )
        files.remove(beyond[1])
        plain.append(beyond[1])
    shutil.rmtree(built / "build", ignore_errors=True)
    (built / _STATE).write_text(state + "\n", encoding="utf-8")
    _launcher(built / LAUNCHER)
    return len(files), plain


_BEYOND = re.compile(r"^(facetproof/\S+\.py):\d+: note: this is an internal mypyc error", re.MULTILINE)
"""What mypyc says of a module with something that it does not know."""


def _compiled(built: Path, files: Sequence[str]) -> str | None:
    """None where all went well, or what the compiler said."""
    result = subprocess.run(  # noqa: S603 - this interpreter, our own arguments
        [sys.executable, "-m", "facetproof.compiled", "compile", *files],
        cwd=built,
        env=_on_path(built),
        capture_output=True,
        text=True,
        check=False,
    )
    return result.stdout + result.stderr if result.returncode else None


def _look_for_tools() -> None:
    named = (sysconfig.get_config_var("CC") or "").split()[:1]
    header = Path(sysconfig.get_paths()["include"]) / "Python.h"
    if not any(shutil.which(name) for name in (*named, *_COMPILERS)) or not header.exists():
        raise FacetproofError(
            "no-compiler",
            "There is no C compiler, or no header files of Python",
            todo="Install them (Debian: apt install gcc python3-dev; macOS: xcode-select --install), or use "
            "`facetproof`, which does the same without.",
        )
    for name in ("mypyc.build", "setuptools"):
        try:
            importlib.import_module(name)
        except ImportError:
            raise FacetproofError(
                "no-package",
                f"The package {name.partition('.')[0]} is missing",
                todo="Install mypy and setuptools beside facetproof (`make setup` installs mypy).",
            ) from None


def _modules(built: Path) -> list[str]:
    """Paths of all modules that reading a note uses."""
    result = subprocess.run(  # noqa: S603 - this interpreter, our own words
        [sys.executable, "-c", f"{_ALL_OF}\n{_LISTED}"],
        cwd=built,
        env=_on_path(built),
        capture_output=True,
        text=True,
        check=True,
    )
    paths = (name.replace(".", "/") + ".py" for name in sorted(result.stdout.split()))
    return [path for path in paths if (built / path).exists()]


def _compile(files: Sequence[str]) -> None:
    """Makes the extension modules, in the folder that is current."""
    setuptools = importlib.import_module("setuptools")
    # the settings of the project are for its sources, not for the copy
    extensions = importlib.import_module("mypyc.build").mypycify(
        ["--config-file=", *files], opt_level="2", multi_file=True
    )
    setuptools.setup(
        name="facetproof-fast", ext_modules=extensions, packages=[], script_args=["build_ext", "--inplace"]
    )


def _launcher(path: Path) -> None:
    """A program that runs what is compiled, with this interpreter."""
    run = f'PYTHONPATH="{PACKAGE.parent}" exec "{sys.executable}" -m facetproof.compiled run "$@"'
    path.write_text(f"#!/bin/sh\n{run}\n", encoding="utf-8")
    path.chmod(0o755)


def _on_path(built: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(built)}


def main(argv: Sequence[str] | None = None) -> int:
    """Builds or runs."""
    work, *rest = sys.argv[1:] if argv is None else argv
    try:
        if work == "compile":
            _compile(rest)
        elif work == "build":
            print("Compiling the modules that read notes (some minutes) ...", flush=True)
            count, plain = build(BUILT)
            left = f" {', '.join(plain)} stayed plain: mypyc cannot do what is in it." if plain else ""
            print(f"{count} modules compiled.{left} Run them with {BUILT / LAUNCHER}")
        elif work == "run":
            check(BUILT)
            os.execve(sys.executable, [sys.executable, "-m", "facetproof", *rest], _on_path(BUILT))  # noqa: S606
        else:
            print(__doc__)
            return 2
    except FacetproofError as error:
        print(error.message, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
