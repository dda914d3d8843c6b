# Everything from a fresh checkout, given make, a C compiler and a CPython of at
# least 3.11 with its headers.  The rest comes from PyPI into .venv, in the
# versions that pyproject.toml pins.  A second run does only what has changed.

PYTHON ?= python3
FILE ?= examples/everything.d.ts
SECONDS_OF_FUZZING ?= 60
SECONDS_OF_SOAKING ?= 60
PYTEST_ARGS ?=
SUITE_ARGS ?=
# WERROR=1 makes compiler warnings errors; CI sets it.
WERROR ?=

# An environment and the build that belongs to it.  The targets that need
# another one call make again with these changed.
VENV ?= .venv
BUILD ?= build/release
SETUP ?=
RUNNER ?=

BIN := $(abspath $(VENV))/bin
PY := $(BIN)/python
PIP := $(PY) -m pip --disable-pip-version-check --quiet
export PATH := $(BIN):$(PATH)
# Else it asks PyPI for a newer one, each time.
export PYRIGHT_PYTHON_IGNORE_WARNINGS := 1
SETUP_ARGS = $(SETUP) $(if $(WERROR),-Dwerror=true)

# A file that is newer than the last installation asks for another; so does a
# folder, in which a file came or went.
SOURCES := meson.build meson.options pyproject.toml tools/list_files.py tests/c \
    $(shell find csrc src -name __pycache__ -prune -o -print)
FOLDERS := $(shell find csrc tests/c -type d)

SANITIZE_SETUP = -Dbuildtype=debugoptimized -Db_sanitize=address,undefined -Db_lundef=false
C_SANITIZE = build/sanitize-c
C_VALGRIND = build/valgrind-c
C_COVERAGE = build/coverage-c

.DELETE_ON_ERROR:
.NOTPARALLEL: # two pips in one environment would meet
.PHONY: help run install develop test lint ctest pytest quick soak format corpus peers bench \
    cpython-suite sanitize sanitize-c sanitize-python valgrind coverage fuzz conformance \
    test-all clean

help: ## List the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 18

run: install ## Parse FILE and print its tree and figures
	$(PY) -m arenite parse $(FILE) --stats --tree

# ---- Environments -----------------------------------------------------------

$(VENV)/.stamp-venv: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	    echo "Arenite needs CPython 3.11 or later, but $(PYTHON) is not one:" \
	         "say which to use, as in 'make PYTHON=python3.12 test'." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(PIP) install pip==26.3
	$(PIP) install --group build
	@touch $@

$(VENV)/.stamp-runtests $(VENV)/.stamp-lint $(VENV)/.stamp-bench $(VENV)/.stamp-coverage: $(VENV)/.stamp-%: $(VENV)/.stamp-venv
	$(PIP) install --group $*
	@touch $@

# --no-deps --no-build-isolation: everything is in the environment already.
INSTALL = $(PIP) install --no-deps --no-build-isolation -Cbuild-dir=$(BUILD) \
    $(addprefix -Csetup-args=,$(SETUP_ARGS))

$(VENV)/.stamp-install: $(VENV)/.stamp-venv $(SOURCES)
	$(INSTALL) $(if $(wildcard $(VENV)/.editable),--editable) .
	@touch $@

install: $(VENV)/.stamp-install

develop: $(VENV)/.stamp-venv ## Install editable: Python edits count at once, C edits at the next import
	@touch $(VENV)/.editable
	$(INSTALL) --editable .
	@touch $(VENV)/.stamp-install

# ---- Tests ------------------------------------------------------------------

test: lint ctest pytest ## Lint, type checks, C tests, Python tests

# --no-cache: its key has not which modules are ours.
lint: $(VENV)/.stamp-lint $(VENV)/.stamp-runtests
	$(BIN)/ruff check --no-cache .
	$(BIN)/ruff format --no-cache --check .
	$(BIN)/mypy
	$(BIN)/pyright

ctest: install
	$(BIN)/meson test -C $(BUILD) --print-errorlogs

pytest: install $(VENV)/.stamp-runtests
	$(RUNNER) $(PY) -m pytest $(PYTEST_ARGS)

quick: PYTEST_ARGS += -m "not slow"
quick: ctest pytest ## The tests without lint and without what takes seconds

format: $(VENV)/.stamp-lint ## Format the Python sources
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

soak: install $(VENV)/.stamp-runtests ## SECONDS_OF_SOAKING of every public operation at random
	ARENITE_SOAK_SECONDS=$(SECONDS_OF_SOAKING) $(PY) -m pytest -s tests/python/test_soak.py

cpython-suite: install ## CPython's own tests under the global allocator; SUITE_ARGS=--quick takes minutes
	$(PY) tests/cpython_suite.py $(SUITE_ARGS)

test-all: ## C and Python tests under every CPython from 3.11 on that is found
	@set -eu; found=; \
	for version in 3.11 3.12 3.13 3.14; do \
	    for python in "$$(command -v python$$version || true)" \
	        "$$(ls -d "$$(pyenv root 2>/dev/null || echo /nonexistent)"/versions/$$version.*/bin/python3 2>/dev/null | tail -n 1)"; \
	    do \
	        [ -n "$$python" ] && "$$python" -c 'import venv' 2>/dev/null || continue; \
	        echo "== CPython $$version: $$python"; \
	        $(MAKE) ctest pytest PYTHON="$$python" VENV=build/$$version/venv BUILD=build/$$version/meson; \
	        found="$$found $$version"; break; \
	    done; \
	done; \
	echo "== passed under:$$found"; [ -n "$$found" ]

# ---- Sanitizers, valgrind, fuzzing --------------------------------------------

sanitize: sanitize-c sanitize-python ## All tests under AddressSanitizer and UBSan

C_SETUP = $(BIN)/meson setup $(if $(wildcard $(@D)/build.ninja),--reconfigure) $(@D) -Dextension=false

$(C_SANITIZE)/.stamp: meson.build meson.options $(FOLDERS) | $(VENV)/.stamp-venv
	$(C_SETUP) $(SANITIZE_SETUP) $(if $(WERROR),-Dwerror=true)
	@touch $@

$(C_VALGRIND)/.stamp: meson.build meson.options $(FOLDERS) | $(VENV)/.stamp-venv
	$(C_SETUP) -Dbuildtype=debugoptimized
	@touch $@

UBSAN = UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1

sanitize-c: $(C_SANITIZE)/.stamp
	$(UBSAN) ASAN_OPTIONS=detect_stack_use_after_return=1 \
	    $(BIN)/meson test -C $(C_SANITIZE) --print-errorlogs

# The interpreter is not instrumented, so the runtime must be there before it,
# and what CPython itself never frees is no leak of ours.  PYTHONMALLOC=malloc
# lets the sanitizer see each Python object.
sanitize-python:
	$(MAKE) pytest VENV=build/sanitize/venv BUILD=build/sanitize/meson \
	    SETUP="$(SANITIZE_SETUP)" RUNNER=tools/with_sanitizers.sh

valgrind: $(C_VALGRIND)/.stamp ## C tests under valgrind, if it is installed
	@if command -v valgrind >/dev/null; then \
	    ARENITE_VALGRIND=1 $(BIN)/meson test -C $(C_VALGRIND) --print-errorlogs --timeout-multiplier 10 \
	        --wrap "valgrind --quiet --error-exitcode=1 --leak-check=full"; \
	else echo "valgrind is not installed: nothing was run"; fi

$(C_COVERAGE)/.stamp: meson.build meson.options $(FOLDERS) | $(VENV)/.stamp-venv
	$(C_SETUP) -Dbuildtype=debug -Db_coverage=true
	@touch $@

coverage: $(C_COVERAGE)/.stamp $(VENV)/.stamp-coverage ## Which lines of C the C tests do not reach
	$(BIN)/meson test -C $(C_COVERAGE) --print-errorlogs
	$(BIN)/gcovr --root . --filter csrc/ $(C_COVERAGE)

FUZZ_SEED ?= $(shell date +%s)
FUZZ_FILES ?= $(wildcard examples/*.ts tests/ecmascript/cases/*)

fuzz: $(C_SANITIZE)/.stamp ## SECONDS_OF_FUZZING of random input for the parser, under sanitizers
	$(BIN)/meson compile -C $(C_SANITIZE) fuzz_lexer fuzz_regexp fuzz_corrupt fuzz_parser
	$(UBSAN) $(C_SANITIZE)/tests/c/fuzz_lexer $(FUZZ_SEED) 1000000
	$(UBSAN) $(C_SANITIZE)/tests/c/fuzz_regexp $(FUZZ_SEED) 1000000
	$(UBSAN) $(C_SANITIZE)/tests/c/fuzz_corrupt 10 $(FUZZ_SEED)000000 $(FUZZ_FILES)
	$(UBSAN) $(C_SANITIZE)/tests/c/fuzz_parser $(SECONDS_OF_FUZZING) $(FUZZ_SEED)000000 \
	    $(FUZZ_FILES)

# ---- Conformance, corpus and benchmarks ---------------------------------------

TEST262 ?= $(ARENITE_TEST262)
BABEL ?= $(ARENITE_BABEL)

conformance: install ## The tests of TEST262 and of BABEL, each a folder or a .tar.xz
	$(PY) tests/ecmascript/conformance.py --test262 "$(TEST262)" --babel "$(BABEL)"

corpus: ## Fetch the files that the parser is measured on into .corpus
	$(PYTHON) tools/fetch_corpus.py

peers: ## Fetch the parsers that ours is measured beside, and a Node.js for them, into .peers
	$(PYTHON) tools/fetch_corpus.py --peers

bench: install $(VENV)/.stamp-bench ## Run every benchmark
	@set -e; for file in benchmarks/[a-z]*.py; do echo "== $$file"; $(PY) $$file; done

clean: ## Remove what make made
	rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -not -path './.git/*' -prune -exec rm -rf {} +
