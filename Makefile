# Each target sets up .venv itself. Another Python: make PYTHON=python3.12 report
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

OF_ROOM = $(wildcard framing/$(ROOM) framing/$(ROOM).py tests/$(ROOM) tests/test_$(ROOM).py)
# Which tests share a worker, and their order, is said in tests/conftest.py
WORKERS := -n logical --dist loadgroup --no-loadscope-reorder

# Where other versions have read other things: dates, pages, tables, words, intervals
OF_LOWEST := $(addprefix tests/,$(addprefix corpus/test_,dates.py exports.py formats.py) words/test_tfidf.py words/test_keyness.py compare/test_trend.py)

.PHONY: help report planted test lowest lab lint bench clean lock

help:  ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' Makefile

report: $(READY)  ## run the notebooks of the shipped study and build its pages in reports/
	$(BIN)/framing report

planted: $(READY)  ## the same for a generated study: 6 outlets, 30 texts each, coded by hand
	rm -rf build/planted
	$(BIN)/python -m tests.handcoded build/planted
	$(BIN)/framing report build/planted

test: $(READY)  ## run every test, notebooks and pages included; of one room: make test ROOM=wire
	$(BIN)/pytest $(if $(ROOM),$(or $(OF_ROOM),$(error there is no room '$(ROOM)')),$(WORKERS))

lowest: .venv/lowest/.ready  ## run fast tests with the lowest versions that pyproject.toml allows
	.venv/lowest/bin/python -m pytest -m "not slow" $(OF_LOWEST)

lab: $(READY)  ## open JupyterLab on notebooks/
	$(BIN)/jupyter-lab --LabApp.default_url=/lab/tree/notebooks

lint: $(READY)  ## check format, style, types, spelling, the river of imports and sizes
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/codespell
	$(BIN)/lint-imports
	$(BIN)/python tests/sizes.py

bench: $(READY)  ## run every benchmark
	@for script in benchmarks/*.py; do \
	  test -e "$$script" || continue; \
	  echo "== $$script"; $(BIN)/python "$$script" || exit 1; \
	done

clean:  ## remove .venv, caches and built reports; what is committed stays
	rm -rf .venv .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache build dist
	find . -name .git -prune -o -type d '(' -name __pycache__ -o -name .ipynb_checkpoints ')' -prune -exec rm -rf {} +
	rm -rf reports.failed reports.old* reports.page*
	find reports -mindepth 1 -maxdepth 1 ! -name README.md ! -name sample -exec rm -rf {} +

lock:  ## pin the newest versions that pyproject.toml allows (needs uv)
	@command -v uv > /dev/null || { echo "make lock needs uv: install it with '$(PYTHON) -m pip install uv'." >&2; exit 1; }
	{ echo "# Every dependency of pyproject.toml, pinned and hashed. Written by: make lock"; \
	  uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 \
	    --generate-hashes --no-header --no-config --quiet; } > requirements.lock.new
	mv requirements.lock.new requirements.lock
	{ echo "# The lowest versions that pyproject.toml allows, and what fits them. Written by: make lock"; \
	  uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 \
	    --resolution lowest-direct --no-annotate --no-header --no-config --quiet; } > requirements.lowest

.venv/lowest/.ready: $(READY) requirements.lowest
	@$(BIN)/python -m venv .venv/lowest
	@.venv/lowest/bin/python -m pip install -qq --disable-pip-version-check --no-deps -r requirements.lowest
	@touch $@

$(READY): requirements.lock pyproject.toml
	@command -v $(PYTHON) > /dev/null || { \
	  echo "$(PYTHON) was not found. Install Python 3.11 or later, or name one: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "$$($(PYTHON) --version) is too old: framing needs Python 3.11 or later. Name one: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2> /dev/null || { \
	  echo "$(PYTHON) cannot make virtual environments. On Debian or Ubuntu install python3-venv, then run make again." >&2; exit 1; }
	@echo "Setting up .venv (once, about a minute)"
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-compile --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-compile --no-deps --no-build-isolation -e .
	@$(BIN)/python -m compileall -qq -j 2 .venv/lib || true  # some packages carry files for other Pythons
	@touch $(READY)
