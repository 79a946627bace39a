# wartakop: `make demo` to see it work, `make test` to run all checks. Both set up what they need in .venv.
PYTHON ?= python3
BIN := .venv/bin
# One stamp for each state of the requirements: a second run starts at once, a changed requirement sets up again.
STAMP := .venv/.set-up-$(shell cat pyproject.toml constraints.txt | cksum | cut -d' ' -f1)

.DEFAULT_GOAL := help
.PHONY: help setup demo test check bench clean

help:  ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 16

setup: $(STAMP)  ## set up .venv with everything needed

$(STAMP):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo 'wartakop needs Python 3.11 or newer: make PYTHON=python3.12 …' >&2; exit 2; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	@rm -f .venv/.set-up-*
	@touch $@

demo: setup  ## a night over five small sites on this machine, and what came out of it
	@$(BIN)/wartakop demo

test: setup  ## set up and run all checks
	@$(MAKE) --no-print-directory check

check:  ## run all checks, without set-up
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest

bench: setup  ## measure, and write benchmarks/latest.json
	@$(BIN)/python -m benchmarks

clean:  ## remove what set-up, checks and the demo made
	rm -rf .venv wartakop-demo .mypy_cache .ruff_cache .pytest_cache .import_linter_cache build *.egg-info
