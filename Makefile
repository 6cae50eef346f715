# Two commands need nothing before them: `make demo` and `make test`. Set-up is inside them.
#   make demo     set up and run the main job (without a display: a whole hall day without a screen)
#   make test     set up and run the tests; the pure core must be covered branch by branch
#   make lint types imports bench lock requirements    for those who change the program

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
TEXTS := $(wildcard resources/locale/*/LC_MESSAGES/*.po)
TYPED := station question_bank protocols resources bench $(wildcard build_installer.py)

# An empty or missing home is fine: then pip just keeps no cache.
ifneq ($(shell test -n "$$HOME" && test -w "$$HOME" && echo yes),yes)
export PIP_NO_CACHE_DIR := 1
endif
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1
export PIP_ROOT_USER_ACTION := ignore

.DEFAULT_GOAL := help
.PHONY: help setup system demo test lint types imports bench lock requirements clean

help:
	@sed -n '1,/^$$/s/^# \{0,1\}//p' Makefile

# What only the system can give comes first, so that a person is asked once and before anything else happens.
system:
	@PYTHON='$(PYTHON)' sh .ci/system_libraries.sh

setup: system $(VENV)/.texts

# The lock is complete, so pip resolves nothing: left to resolve, it reaches past the lock for `coverage[toml]` on the
# day a newer coverage is published, and set-up fails on a machine that did nothing wrong. `pip check` tells of a gap.
$(VENV)/.packages: requirements.lock pyproject.toml | system
	@echo 'Setting up $(VENV) (once, about a minute) ...'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --require-hashes --no-deps -r requirements.lock
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m pip check
	@touch $@

$(VENV)/.texts: $(VENV)/.packages $(TEXTS)
	@$(BIN)/python -m resources.compile_texts
	@touch $@

demo: setup
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
		exec $(BIN)/station demo --folder demo-hall/kiosk; \
	else \
		echo 'There is no display here: the hall day is played without a screen, anew into demo-hall/day.'; \
		rm -rf demo-hall/day; \
		exec $(BIN)/station demo --headless --out demo-hall/day; \
	fi

test: setup
	$(BIN)/python -m pytest --numprocesses 2 --dist loadfile --cov=station.domain --cov=question_bank --cov-report=term --cov-fail-under=100 --durations=10

lint: setup
	$(BIN)/ruff check .

types: setup
	$(BIN)/mypy $(TYPED)

imports: setup
	$(BIN)/lint-imports

bench: setup
	$(BIN)/python -m bench

# After a change of a version in pyproject.toml. The lock names no host, so it fits any mirror.
lock: setup
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --no-header --no-emit-index-url \
		--generate-hashes --extra dev --output-file requirements.lock pyproject.toml

requirements: setup
	$(BIN)/python -m tests.requirements_table

clean:
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .coverage
