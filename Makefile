# Two commands on a fresh machine with Python 3.11 or newer and make: `make serve` and `make test`.
# Nothing here is needed twice: the environment is made again only when the lock or pyproject.toml changes.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.installed
export NO_MKDOCS_2_WARNING := 1

.PHONY: serve site build check test lint lock clean

serve: $(READY)  ## build the dossier and read it on http://127.0.0.1:8000/
	$(BIN)/mkdocs serve

site: $(READY)  ## build the site into site/
	$(BIN)/mkdocs build --strict

build: $(READY)  ## the build step alone: pages and data into docs/
	$(BIN)/dossier build

check: $(READY)  ## what is doubtful, wrong or orphaned
	$(BIN)/dossier check

test: $(READY) lint  ## everything that must hold
	scripts/system-packages
	$(BIN)/pytest

lint: $(READY)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

lock:  ## write the lock again from pyproject.toml (needs uv)
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --no-annotate \
		--python-version 3.11 --extra test --extra import --extra build -o requirements.lock pyproject.toml
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --no-annotate \
		--python-version 3.11 --constraint requirements.lock -o builder/skeleton/requirements.txt pyproject.toml

clean:
	rm -rf $(VENV) site disque .cache .mypy_cache .ruff_cache .pytest_cache

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, this is " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	@echo "Installing into $(VENV): some minutes, once."
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	touch $@
