# Every command sets itself up: it needs make and a Python of 3.11 or newer with venv, nothing else.
# `make run` starts Clientele in the browser, `make test` checks everything.

VENV := .venv
BIN := $(VENV)/bin
PYTHON := $(BIN)/python
PIP := $(PYTHON) -m pip install --quiet --disable-pip-version-check --no-input
# unsafe-best-match: take the newest release over all indexes, as pip does.
COMPILE := pip compile --quiet --universal --python-version 3.11 --no-header --no-emit-index-url --no-emit-find-links --index-strategy unsafe-best-match

# Sets $$python to the first interpreter that really runs (a version manager's shim may not), is new enough and can make environments.
FIND_PYTHON = for python in $(CLIENTELE_PYTHON) python3.13 python3.12 python3.11 python3 python; do \
	"$$python" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && break; python=; done; \
	if [ -z "$$python" ]; then \
	echo "Clientele needs Python 3.11 or newer with its venv module, and none was found." >&2; \
	echo "Install it (Debian, Ubuntu: sudo apt-get install python3 python3-venv; macOS: brew install python@3.13) and run the same command again." >&2; \
	exit 1; fi

.DEFAULT_GOAL := help
.PHONY: help run test check format screens bench lock clean

help:  ## list these commands
	@sed -n 's/^\([a-z]*\):.*  ## \(.*\)/make \1	\2/p' Makefile

run: $(VENV)/ready  ## start Clientele in the browser
	@$(PYTHON) -m streamlit run server.py $(ARGS)

test: check $(VENV)/ready-spark  ## run the linters, the type checker and all tests
	$(PYTHON) -m pytest -q -m timing
	$(PYTHON) -m pytest -q tests/parity
	$(PYTHON) -m pytest -n 2 --dist loadgroup --no-loadscope-reorder -m "not timing and not spark" $(ARGS)

check: $(VENV)/ready-dev  ## run the linters and the type checker alone
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	$(BIN)/lint-imports
	$(PYTHON) -m locales check

format: $(VENV)/ready-dev  ## mend what ruff can mend
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m ruff format .

screens: $(VENV)/ready-dev  ## take a picture of every page into screens/
	$(PYTHON) -m tests.browser.screens $(ARGS)

bench: $(VENV)/ready-bench  ## measure speed and memory (a quarter of an hour): make bench ARGS="ingest-csv activity --quick"
	$(PYTHON) -m bench $(or $(ARGS),threshold browser activity preview ingest-csv ingest-xlsx)

lock:  ## compile requirements*.in into requirements*.txt: make lock ARGS=--upgrade
	@set -e; $(FIND_PYTHON); folder=$$(mktemp -d); trap 'rm -rf "$$folder"' EXIT; \
	"$$python" -m venv "$$folder"; "$$folder/bin/python" -m pip install --quiet --disable-pip-version-check uv; \
	setting() { "$$folder/bin/python" -m pip config get "global.$$1" 2>/dev/null || true; }; \
	export UV_DEFAULT_INDEX="$${UV_DEFAULT_INDEX:-$$(setting index-url)}" UV_INDEX="$${UV_INDEX:-$$(setting extra-index-url)}" \
		UV_FIND_LINKS="$${UV_FIND_LINKS:-$$(setting find-links)}" SSL_CERT_FILE="$${SSL_CERT_FILE:-$$(setting cert)}"; \
	for name in UV_DEFAULT_INDEX UV_INDEX UV_FIND_LINKS SSL_CERT_FILE; do eval "[ -n \"\$$$$name\" ] || unset $$name"; done; \
	"$$folder/bin/uv" $(COMPILE) $(ARGS) requirements.in --output-file requirements.txt; \
	"$$folder/bin/uv" $(COMPILE) $(ARGS) --constraint requirements.txt requirements-dev.in --output-file requirements-dev.txt; \
	"$$folder/bin/uv" $(COMPILE) $(ARGS) --constraint requirements.txt requirements-spark.in --output-file requirements-spark.txt; \
	"$$folder/bin/uv" $(COMPILE) $(ARGS) --constraint requirements.txt requirements-bench.in --output-file requirements-bench.txt

clean:  ## remove the environment and everything that the commands made
	rm -rf $(VENV) screens htmlcov .coverage .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

$(PYTHON):
	@$(FIND_PYTHON); echo "Making $(VENV) with $$("$$python" --version)"; "$$python" -m venv $(VENV)

# The stamps say which requirements are installed; a second run finds them and installs nothing.
$(VENV)/ready: requirements.txt | $(PYTHON)
	@echo "Installing what Clientele needs (once, a minute or two)"
	@$(PIP) -r requirements.txt
	@touch $@

$(VENV)/ready-dev: requirements-dev.txt requirements.txt | $(PYTHON)
	@echo "Installing what the tests need (once, a few minutes)"
	@$(PIP) -r requirements-dev.txt
	@touch $(VENV)/ready $@

$(VENV)/ready-bench: requirements-bench.txt | $(VENV)/ready-dev
	@$(PIP) -r requirements-bench.txt
	@touch $@

$(VENV)/ready-spark: requirements-spark.txt | $(VENV)/ready-dev
	@echo "Installing Spark, which is tested beside DuckDB (once, 0.4 GB)"
	@$(PIP) -r requirements-spark.txt
	@touch $@
