# Everything a developer types. Needs python3 (3.11 or newer) with venv and pip, and make.
#
#   make demo     set up, build a synthetic phone with a known story, examine it
#   make test     set up, run the whole test-suite
#   make check    format, lint, strict types, layers, budgets, fresh docs
#   make lock     pin what pyproject.toml asks for; with UPGRADE=1 also take newer releases
#   make messages renew the translation catalogues
#   make fuzz     every reader under a coverage-guided fuzzer, SECONDS=60 each; what it finds stays in fuzz/
#   make bench    measure beside MVT and the machine's limits, SCALE=small|medium|large; writes a reference page
#   make golden   rewrite expected results; read the diff before committing

PYTHON   ?= python3
VENV     ?= .venv
BIN      := $(VENV)/bin
WORKERS  ?= 2
SECONDS  ?= 60
SCALE    ?= large
BENCH_DIR ?= bench-data
PIP      := $(BIN)/python -m pip install --quiet --disable-pip-version-check
COMPILE  := $(BIN)/pip-compile --quiet $(if $(UPGRADE),--upgrade) --generate-hashes --allow-unsafe --strip-extras --no-header \
            --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options
GENERATED_DOCS := $(wildcard tools/docs.py)

.PHONY: demo test check docs lock messages golden fuzz bench clean
.DEFAULT_GOAL := test

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

# The stamps make a second run quick: pip is called again only when a lock file or the packaging changed.
$(VENV)/run.stamp: requirements/run.txt requirements/build.txt pyproject.toml | $(BIN)/python
	@echo "setting up $(VENV) (first time: about a minute) ..."
	$(PIP) --require-hashes -r requirements/build.txt -r requirements/run.txt
	$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/dev.stamp: requirements/dev.txt $(VENV)/run.stamp
	$(PIP) --require-hashes -r requirements/dev.txt
	@touch $@

demo: $(VENV)/run.stamp
	@$(BIN)/hoofprint demo

test: $(VENV)/dev.stamp
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile

check: $(VENV)/dev.stamp
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tools.budgets
ifneq ($(GENERATED_DOCS),)
	$(BIN)/python -m tools.docs --check
endif

docs: $(VENV)/dev.stamp
	$(BIN)/python -m tools.docs

golden: $(VENV)/dev.stamp
	$(BIN)/python -m pytest -q --update-goldens
	@git --no-pager diff --stat -- tests

lock: $(VENV)/dev.stamp
	$(COMPILE) -o requirements/build.txt requirements/build.in
	$(COMPILE) -o requirements/run.txt pyproject.toml
	$(COMPILE) -o requirements/dev.txt -c requirements/run.txt -c requirements/build.txt requirements/dev.in

messages: $(VENV)/dev.stamp
	$(BIN)/python -m tools.messages

# The kept samples are the start; what the fuzzer adds to them stays in fuzz/ and is not committed by itself.
fuzz: $(VENV)/dev.stamp
	$(PIP) --require-hashes -r requirements/fuzz.txt
	@for target in $$($(BIN)/python -c "from tests.fuzz.targets import TARGETS; print(*TARGETS)"); do \
	  mkdir -p fuzz/$$target; echo "== $$target"; \
	  $(BIN)/python -m tests.fuzz.run $$target $(SECONDS) fuzz/$$target tests/fuzz/corpus/$$target \
	    -artifact_prefix=fuzz/$$target- -print_final_stats=1 2>&1 | grep -E "^stat|ERROR|Error|SUMMARY" || exit 1; \
	done

# Backups are made once (with ../shared beside the checkout) and kept in BENCH_DIR: 9 GB for the large ones. More can be
# chosen by BENCH="--rounds 1 --peer-rounds 0": see `python -m bench --help`.
bench: $(VENV)/run.stamp
	@$(BIN)/python -m bench --scale $(SCALE) --folder $(BENCH_DIR) $(BENCH)

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache demo fuzz
