# IncluCities: `make help` lists the commands.
PY ?= python3
BIN := .venv/bin
STAMP := .venv/.stamp
export DATABASE_URL PORT

.PHONY: help setup run test lint fmt lock messages bench clean system
.DEFAULT_GOAL := help

help: ## This list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(STAMP): requirements/uv.txt requirements/base.txt requirements/dev.txt pyproject.toml
	@$(PY) -c 'import sys; sys.exit(None if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed, for example PY=python3.12")'
	@test -x $(BIN)/python || $(PY) -m venv .venv
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/uv.txt
	@$(BIN)/uv pip install -q --python $(BIN)/python --require-hashes -r requirements/uv.txt -r requirements/base.txt
	@$(BIN)/uv pip install -q --python $(BIN)/python --no-deps --no-build-isolation --offline -e .
	@touch $@

setup: $(STAMP) ## The environment only

run: $(STAMP) ## The product with its sample programme on 127.0.0.1:$(or $(PORT),8000)
	@INCLUCITIES_DEMO=1 $(BIN)/inclucities serve

.venv/.dev: $(STAMP)
	@$(BIN)/uv pip install -q --python $(BIN)/python --require-hashes -r requirements/dev.txt
	@touch $@

system: ## Chromium, PostgreSQL and gettext, installed where this is root on Debian or Ubuntu
	@sh tools/system.sh

test: .venv/.dev system ## The whole suite, on SQLite and on PostgreSQL, in a browser too
	@sh tools/test.sh $(ARGS)

lint: .venv/.dev ## Style, floors and rooms, types of the engine, templates
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/lint-imports && $(BIN)/mypy

fmt: .venv/.dev ## Put the code into its form
	@$(BIN)/ruff check --fix . ; $(BIN)/ruff format .

lock: .venv/.dev ## New lock files, with hashes and without addresses
	@cd requirements && for f in uv base dev; do \
	  ../$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header $$f.in -o $$f.txt || exit 1; done

messages: .venv/.dev system ## Collect the interface texts into locale/
	@$(BIN)/inclucities collect_messages

bench: .venv/.dev system ## Budgets of pages, memory and start-up
	@$(BIN)/python -m benchmarks.pages

clean: ## Remove the environment and all that was built; var/ (your data) stays
	@rm -rf .venv build src/*.egg-info .pytest_cache .ruff_cache .mypy_cache .import_linter_cache
