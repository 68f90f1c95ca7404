# Every chore has a target. `make` alone lists them; CI runs `.ci/run`, which only calls make.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
RUN := $(VENV)/bin
READY := $(VENV)/.ready

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: $(READY) ## Make .venv with the three packages and every development tool

$(READY): requirements.lock pyproject.toml clients/python/pyproject.toml mock_server/pyproject.toml contract_tests/pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "taskpact needs Python 3.11 or later: install it, or name it with make PYTHON=/path/to/python" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
	  echo "this Python has no venv module: install it (Debian: apt-get install python3-venv)" >&2; exit 1; }
	@echo "setting up $(VENV) (once, about a minute)"
	@test -x $(RUN)/python || $(PYTHON) -m venv $(VENV)
	@$(RUN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(RUN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation \
	  -e clients/python -e mock_server -e contract_tests
	@$(RUN)/python -m compileall -q clients/python/src mock_server/src contract_tests/src # as pip does for wheels
	@touch $@

generate: $(READY) ## Rebuild everything that is derived: bundles, client, tables
	$(RUN)/python -m scripts.generate

drift: $(READY) ## Fail if anything derived differs from its source
	$(RUN)/python -m scripts.generate --check

format: $(READY) ## Format, and fix what can be fixed
	$(RUN)/ruff check --fix .
	$(RUN)/ruff format .

lint: $(READY) ## Style and import rules
	$(RUN)/ruff check .
	$(RUN)/ruff format --check .
	$(RUN)/lint-imports

types: $(READY) ## mypy --strict, pyright, and ty on the client
	$(RUN)/mypy
	$(RUN)/pyright
	$(RUN)/ty check

test: $(READY) ## Every test
	$(RUN)/pytest -n auto

contract: $(READY) ## Only the contract suites
	$(RUN)/pytest contract_tests/tests

matrix: $(READY) ## Write what the contract suites see into docs/seen.md
	$(RUN)/python -m contract_tests.matrix

mutate: $(READY) ## Seed faults, and count which of them the contract suites notice
	$(RUN)/python -m contract_tests.mutants

demo: $(READY) ## Start the mock, drive it with the SDK, stop
	@$(RUN)/python -m scripts.demo

serve: $(READY) ## Run the mock server on port 4010
	$(RUN)/taskpact-mock

bench: $(READY) ## Measure speed, start and memory into docs/benchmarks.md
	$(RUN)/python -m scripts.bench

build: $(READY) ## Build the three wheels into dist/
	@for part in clients/python mock_server contract_tests; do \
	  $(RUN)/python -m build --no-isolation --outdir dist $$part; done

lock: $(READY) ## Pin the newest allowed versions into requirements.lock
	$(RUN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras \
	  --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-header --output-file requirements.lock $(LOCKARGS) requirements.in

check: lint types drift test ## What CI runs

.PHONY: help install generate drift format lint types test contract matrix mutate demo serve bench build lock check
