# Two commands matter: `make demo` shows the main job, `make test` proves it. Both need Python 3.11+ and make, nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: demo test check lint types docs setup lock bench fast clean

demo: $(STAMP)            ## the example cases, judged; the report page is written to demo-out/
	@$(BIN)/python -m facetproof.demo

test: $(STAMP)            ## the whole test suite
	$(BIN)/python -m pytest

check: $(STAMP) lint types ## lint, types, import order, then the tests
	$(BIN)/lint-imports
	$(BIN)/python -m pytest

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)
	$(BIN)/mypy

docs: $(STAMP)            ## the pages generated from the library, into docs/generated
	@$(BIN)/python -m facetproof.docs

bench: $(STAMP)           ## speed, as ratios within one run
	$(BIN)/python benchmarks/run.py

fast: $(STAMP)            ## what reads notes, compiled (needs a C compiler): build/fast/facetproof-fast
	@$(BIN)/python -m facetproof.compiled build

setup: $(STAMP)

$(STAMP): pyproject.toml requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit("facetproof needs Python 3.11 or newer, this is " + sys.version.split()[0] + ". Set PYTHON=python3.11 (or newer).") if sys.version_info < (3, 11) else None'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing the locked packages into $(VENV) (about a minute the first time) ..."
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-build-isolation --no-deps -e .
	@touch $(STAMP)

lock:                     ## renew requirements.lock from pyproject.toml (needs uv)
	uv pip compile pyproject.toml --group dev --all-extras --universal --python-version 3.11 --generate-hashes --no-header --no-strip-extras -o requirements.lock

clean:
	rm -rf $(VENV) build demo-out .mypy_cache .ruff_cache .pytest_cache
