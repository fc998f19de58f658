# Everything here runs from a fresh clone with Python, make and a package index, nothing else.
.DEFAULT_GOAL := help
.PHONY: help demo test test-training lint docs bench clean
.SUFFIXES:
.DELETE_ON_ERROR:

VENV := .venv
TRAINING_VENV := .venv-training
PIP := -m pip --quiet --disable-pip-version-check --no-input

# The first Python that is new enough and can make environments. Each one is run, because a name on
# the path may be a stand-in that cannot; `venv` without `ensurepip` (Debian) makes broken ones.
define find_python
for python in $(1); do \
	if "$$python" -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' \
		>/dev/null 2>&1; then found="$$python"; break; fi; \
done; \
if [ -z "$$found" ]; then \
	echo "quotes needs Python 3.11, 3.12 or 3.13 with its venv module (on Debian and Ubuntu:" \
		"apt install python3-venv); none of these was usable: $(1)" >&2; \
	exit 1; \
fi
endef

help: ## list these targets
	@grep -E '^[a-z-]+:.*## ' $(firstword $(MAKEFILE_LIST)) | sed -E 's/:[^#]*## /\t/' \
		| while IFS="$$(printf '\t')" read -r name text; do printf '  %-14s %s\n' "$$name" "$$text"; done

demo: $(VENV)/installed ## index the sample articles and ask "who said Turkish colonizer"
	@$(VENV)/bin/quotes demo

test: $(VENV)/installed-dev ## run the whole test suite
	@$(VENV)/bin/python -m pytest

test-training: $(TRAINING_VENV)/installed ## run the training recipe on a tiny corpus (installs torch, apart)
	@$(TRAINING_VENV)/bin/python -m pytest training/tests

lint: $(VENV)/installed-dev ## check style and types
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/mypy

docs: $(VENV)/installed-dev ## bring README.md and docs/commands.md up to date, and check them
	@$(VENV)/bin/python docs/refresh.py
	@$(VENV)/bin/python -m pytest tests/test_readme.py tests/test_cli_examples.py

bench: $(VENV)/installed-dev ## measure speed
	@for file in benchmarks/[a-z]*.py; do \
		name="$$(basename "$$file" .py)"; echo "== $$name"; \
		$(VENV)/bin/python -m "benchmarks.$$name" || exit 1; \
	done

clean: ## remove the environments and everything that was built
	@rm -rf $(VENV) $(TRAINING_VENV) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/installed: pyproject.toml
	@$(call find_python,python3.12 python3.11 python3.13 python3); \
	$(call make_venv,$(VENV)); \
	echo "installing quotes into $(VENV) (once)" >&2; \
	$(VENV)/bin/python $(PIP) install --editable .
	@touch $@

$(VENV)/installed-dev: pyproject.toml
	@$(call find_python,python3.12 python3.11 python3.13 python3); \
	$(call make_venv,$(VENV)); \
	echo "installing quotes and what its tests need into $(VENV) (once)" >&2; \
	$(VENV)/bin/python $(PIP) install --editable ".[dev]"
	@touch $@ $(VENV)/installed

# Python 3.11 first: the pinned torch has a small build for it.
$(TRAINING_VENV)/installed: pyproject.toml training/requirements.txt
	@$(call find_python,python3.11 python3.12 python3.13 python3); \
	$(call make_venv,$(TRAINING_VENV)); \
	echo "installing the training recipe into $(TRAINING_VENV) (once)" >&2; \
	$(TRAINING_VENV)/bin/python $(PIP) install --editable ".[dev]" --requirement training/requirements.txt
	@touch $@

# An environment whose making was interrupted has no pip: it is made anew.
make_venv = "$(1)/bin/python" -m pip --version >/dev/null 2>&1 || "$$found" -m venv --clear "$(1)"
