# `make run` serves Kvalitet with a demo municipality, `make test` passes its tests. Everything else is for developers.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PORT ?= 8000
export PORT

BIN := .venv/bin
PYTHON_STAMP := .venv/.installed
NODE_STAMP := node_modules/.installed
ASSETS_STAMP := build/.built
ASSETS := $(shell find assets -type f 2>/dev/null)
PYTEST_ARGS ?= -n 2 --dist loadgroup

.PHONY: help install run test lint format pins clean browser bench

help: ## Show what make can do
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 10

install: $(PYTHON_STAMP) $(ASSETS_STAMP) ## Install what Kvalitet needs, and build the front end

# The newest Python is not always called python3; anything from 3.11 will do.
$(PYTHON_STAMP): requirements/dev.txt
	@python=$$(for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	  if $$name -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo $$name; break; fi; done); \
	if [ -z "$$python" ]; then echo 'Kvalitet needs Python 3.11 or newer.' >&2; exit 1; fi; \
	if ! [ -x $(BIN)/python ]; then $$python -m venv .venv; fi
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements/dev.txt
	@touch $@

$(NODE_STAMP): package.json package-lock.json
	@command -v npm >/dev/null || { echo 'Kvalitet needs Node 20 or newer, with npm.' >&2; exit 1; }
	npm ci --no-audit --no-fund --loglevel=error
	@touch $@

$(ASSETS_STAMP): $(NODE_STAMP) $(ASSETS)
	npm run --silent build
	@touch $@

run: install ## Serve Kvalitet with a demo municipality at http://127.0.0.1:8000 (PORT=8001 changes it)
	@exec $(BIN)/python -m local.run --below-make

browser: $(PYTHON_STAMP)
	@$(BIN)/python -m local.browser --install

test: install browser ## Run the tests
	$(BIN)/python -m pytest $(PYTEST_ARGS) -m "not browser and not fault"
	$(BIN)/python -m pytest -m fault
	$(BIN)/python -m pytest $(PYTEST_ARGS) -m browser

# BENCH="--sizes demo --quick" tries it in a minute; see docs/performance.md.
bench: install ## Measure speed with a demo, a large municipality and the whole country (half an hour)
	@$(BIN)/python -m bench $(BENCH)

lint: install ## Check form, types, imports, migrations, settings and texts
	@$(BIN)/python -m scripts.lint

format: install ## Lay out Python and templates
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format --quiet .
	$(BIN)/python -m scripts.lint --format

PIN := $(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras \
  --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options --no-header

pins: ## Pin the newest allowed versions in requirements/
	$(PIN) --upgrade --output-file requirements/base.txt pyproject.toml
	$(PIN) --upgrade --extra dev --constraint requirements/base.txt --output-file requirements/dev.txt pyproject.toml
	npm install --package-lock-only --loglevel=error

clean: ## Remove everything that was installed, built or stored here
	rm -rf .venv node_modules build var .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
