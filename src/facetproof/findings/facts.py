"""Imports every module that registers facts, so that the catalogue is whole."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

#: Packages whose modules register facts when imported.
_HOMES = ("facetproof.facts.of_chart", "facetproof.findings.of_coding")


@cache
def register_all() -> None:
    """Imports every module of the homes above; safe to call often."""
    for home in _HOMES:
        package = importlib.import_module(home)
        for module in pkgutil.iter_modules(package.__path__):
            importlib.import_module(f"{home}.{module.name}")
