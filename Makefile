# make run        set everything up, then open the workbench (without a display: build the sample and its report)
# make test       set everything up, then run every check
# make quick      while you work: lint, types and the fast tests; or all tests of a name, such as make quick at=plan
# make benchmark  measure the budgets
# make help       all of them

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input
SAMPLE := build/sample

.PHONY: help run sample test quick named lint unit benchmark self-test soak damages year workshop screenshots lock clean

help:
	@sed -n 's/^# //p' Makefile | head -n 5
	@echo "make self-test    does the main job once in a temporary folder, and says what works"
	@echo "make damages      recovers an assessment damaged 300 times in each way; writes the numbers into docs/promises.md"
	@echo "make soak         cuts the power and kills the program thousands of times; writes the numbers into docs/promises.md"
	@echo "make year         works for a year with a clock of its own, and shows which automatic copies stay and their size"
	@echo "make workshop     a whole workshop by keyboard alone, in a real window (needs Xvfb and xdotool)"
	@echo "make screenshots  pictures of every page for the documentation"
	@echo "make lock         choose the versions of all dependencies anew"
	@echo "make clean        remove everything that was made here"

$(VENV)/.run: requirements.lock pyproject.toml
	@sh packaging/linux/prepare.sh $(PYTHON)
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Setting up in $(VENV) ..."
	@$(PIP) --require-hashes -r requirements.lock
	@PYTHONWARNINGS=ignore $(PIP) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.test: requirements-dev.lock $(VENV)/.run
	@sh packaging/linux/prepare_tests.sh
	@$(PIP) --require-hashes -r requirements-dev.lock
	@touch $@

run: $(VENV)/.run
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname)" = Darwin ]; then \
		$(BIN)/integrity-workbench; \
	else \
		echo "There is no display, so the sample is built instead of opening the window."; \
		$(MAKE) --no-print-directory sample; \
	fi

sample: $(VENV)/.run
	@mkdir -p build
	@rm -f $(SAMPLE).integrity
	@$(BIN)/integrity-workbench sample $(SAMPLE).integrity
	@$(BIN)/integrity-workbench report $(SAMPLE).integrity --output $(SAMPLE).pdf
	@$(BIN)/integrity-workbench report $(SAMPLE).integrity --output $(SAMPLE).html
	@echo "The sample assessment: $(CURDIR)/$(SAMPLE).integrity"
	@echo "Its report:            $(CURDIR)/$(SAMPLE).pdf"
	@echo "                       $(CURDIR)/$(SAMPLE).html"

test: lint unit

lint: $(VENV)/.test
	@mkdir -p build
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache >build/lint-imports.txt 2>&1 || { cat build/lint-imports.txt; exit 1; }

# all folders and files of tests with that name, in the core and in the window
FOUND = $(shell find tests -type d -name '$(at)' -prune -print -o \( -name 'test_$(at).py' -o -name 'test_$(at)_*.py' \) -print)

named:
	@test -z '$(at)' || test -n '$(FOUND)' || { echo "There are no tests of the name $(at)."; exit 1; }

quick: named lint
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -q --numprocesses=auto --dist=loadfile $(if $(at),$(FOUND),-m "not slow")

unit: $(VENV)/.test
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest --numprocesses=auto --dist=loadfile

benchmark: $(VENV)/.test
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m benchmarks

self-test: $(VENV)/.run
	@$(BIN)/integrity-workbench --self-test

soak: $(VENV)/.test
	@$(BIN)/python -m tests.soak $(if $(cuts),cuts=$(cuts)) $(if $(kills),kills=$(kills))

damages: $(VENV)/.test
	@$(BIN)/python -m tests.damages

year: $(VENV)/.test
	@$(BIN)/python -m benchmarks.year_of_copies

workshop: $(VENV)/.test
	@PYTHONPATH=. $(BIN)/python tests/ui/workshop.py build/workshop
	@echo "Pictures of each step: $(CURDIR)/build/workshop"

screenshots: $(VENV)/.run
	@QT_QPA_PLATFORM=offscreen $(BIN)/python docs/make_screenshots.py

lock: $(VENV)/.test
	@$(BIN)/python -m pip install --quiet pip-tools
	@for extra in "" "dev"; do \
		$(BIN)/pip-compile --quiet --generate-hashes --no-emit-index-url --no-emit-trusted-host --no-emit-find-links \
			--allow-unsafe --no-header --strip-extras --annotation-style=line --upgrade \
			$${extra:+--extra $$extra} -o requirements$${extra:+-$$extra}.lock pyproject.toml packaging/build.in; \
	done

clean:
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
