# Everything a person or CI does, by name. Needs Python 3.11 or newer and make; the rest is installed into .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help site ingest build serve check test golden pictures bench lock clean

help: ## list what can be made
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

site: ingest build ## set up, ingest the captures and build the site into site/

ingest: $(VENV)/.run ## turn captures into statement files
	$(BIN)/builder ingest

build: $(VENV)/.run ## check the content and build the site into site/
	$(BIN)/builder build

serve: $(VENV)/.run ## show the site at http://127.0.0.1:8000/ and follow changes
	$(BIN)/builder serve

check: $(VENV)/.dev ## lint, types, import rules, workflows, content
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/zizmor --offline --quiet --persona=pedantic .github builder/starter/.github
	$(BIN)/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml builder/starter/.github/workflows/*.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.dependabot .github/dependabot.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.github-issue-config .github/ISSUE_TEMPLATE/config.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.github-issue-forms .github/ISSUE_TEMPLATE/correction.yml .github/ISSUE_TEMPLATE/metadata.yml .github/ISSUE_TEMPLATE/missing.yml .github/ISSUE_TEMPLATE/source.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.citation-file-format CITATION.cff
	$(BIN)/builder check

test: $(VENV)/.dev ## set up and run all tests
	$(BIN)/python -m pytest

golden: $(VENV)/.dev ## write the expected trees of tests/golden anew; read the difference before you commit it
	$(BIN)/python -m pytest tests/test_golden.py --write-golden

pictures: $(VENV)/.dev ## write the pictures of pages in tests/pictures anew; look at them before you commit them
	$(BIN)/python -m pytest tests/test_pictures.py --write-pictures

bench: $(VENV)/.dev ## measure a large archive
	$(BIN)/python bench/bench.py

lock: $(VENV)/.dev ## resolve the dependencies anew into requirements.lock and requirements-dev.lock
	$(BIN)/python -m pip install --quiet "uv>=0.9"
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --upgrade pyproject.toml --output-file requirements.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --upgrade pyproject.toml --group dev --output-file requirements-dev.lock

clean: ## remove what was built, and the environment
	rm -rf $(VENV) site site.ledger .cache .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

# The environment that builds the site, and the one that also tests; each is made anew when its lock changes.
$(VENV)/.run: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --use-pep517 --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	$(BIN)/python -m compileall -q builder
	touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --use-pep517 --require-hashes -r requirements-dev.lock
	touch $@
