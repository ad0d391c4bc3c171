# Everything runs in .venv, which the first command makes.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: demo test test-all lint check messages docs clean

demo: $(STAMP)  ## a tour on the example register: check, dashboard, brief
	$(BIN)/mou validate
	$(BIN)/mou status
	$(BIN)/mou brief bh-om-2025-trafficking --lang en -o demo-output/brief.en.html
	$(BIN)/mou brief bh-om-2025-trafficking --lang ar -o demo-output/brief.ar.html

test: $(STAMP)  ## the tests a developer runs, under two minutes
	$(BIN)/python -m pytest -q -n auto -m "not slow"

test-all: $(STAMP)  ## with the slow ones
	$(BIN)/python -m pytest -q -n auto

lint: $(STAMP)  ## style, types, floors, translations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/messages.py check

check: $(STAMP)  ## the example register, by our own tool
	$(BIN)/mou validate

messages: $(STAMP)  ## compile the translations
	$(BIN)/python tools/messages.py compile

docs: $(STAMP)  ## write the pages and schemas that are made from the code
	$(BIN)/python tools/docs.py write

$(STAMP): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable ".[dev]"
	touch $(STAMP)

clean:
	rm -rf $(VENV) demo-output dist build
