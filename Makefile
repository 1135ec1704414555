# `make demo` and `make test` are the whole set-up. `make help` tells the rest.

# With this variable set, every process would parse every library again.
unexport PYTHONDONTWRITEBYTECODE
# What Python finds is in .venv and here, and nowhere else.
unexport PYTHONPATH PYTHONHOME

PYTHON ?= python3
VENV   ?= .venv
RUN    := $(VENV)/bin/python
SIZE   ?= 20000
# Processes the tests are spread over, and what else to tell pytest.
JOBS   ?= 2
ARGS   ?=
# `make lock UPGRADE=--upgrade` takes the newest versions that pyproject.toml allows.
UPGRADE ?=

export DESK_APP_VENV := $(abspath $(VENV))

.PHONY: help demo tour test check fix bench lock bundle deb clean set-up set-up-dev

help:
	@echo "make demo            the program on a demo library (the tour where there is no display)"
	@echo "make tour            a day at the counter, done by the program itself: demo-output/"
	@echo "make test            everything: style, types, import contracts, all tests, coverage"
	@echo "make check           the quick loop: style, types, import contracts, the fast tests"
	@echo "make fix             let ruff mend what it can"
	@echo "make bench SIZE=n    what is measured, on n generated customers"
	@echo "make bundle          the program with its own Python: dist/desk-app/"
	@echo "make deb             the same as a Debian package: dist/desk-app_*.deb"
	@echo "make lock            pin the dependencies anew"
	@echo "make clean           take away what these commands made"

set-up:
	@$(PYTHON) packaging/set_up.py runtime

set-up-dev:
	@$(PYTHON) packaging/set_up.py dev

# Without a display it is the tour, which drives a browser as well.
demo: $(if $(DISPLAY)$(WAYLAND_DISPLAY),set-up,set-up-dev)
	@$(PYTHON) packaging/system_libraries.py demo
	@$(RUN) -m desk_app demo $(ARGS)

tour: set-up-dev
	@$(PYTHON) packaging/system_libraries.py demo
	@$(RUN) -m desk_app tour $(ARGS)

test: set-up-dev
	@$(PYTHON) packaging/system_libraries.py test
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports --cache-dir .cache/import_linter
	$(VENV)/bin/deptry desk_app
	$(RUN) -m pytest -n $(JOBS) --dist loadfile --cov --cov-report= --coverage-gate $(ARGS)

check: set-up-dev
	$(VENV)/bin/ruff format --check --quiet .
	$(VENV)/bin/ruff check --quiet .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports --cache-dir .cache/import_linter
	$(RUN) -m pytest -q -p no:xdist -p no:cov -m "not slow and not postgresql" $(ARGS)

fix: set-up-dev
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/ruff format .

bench: set-up-dev
	@$(PYTHON) packaging/system_libraries.py bench
	$(RUN) -m benchmarks --size $(SIZE) $(ARGS)

# `--no-config` and no index options: the locks name packages and hashes, never where they come from.
lock: set-up-dev
	$(VENV)/bin/uv pip compile $(UPGRADE) --quiet --no-config --universal --generate-hashes --no-header \
		--python-version 3.11 --no-annotate requirements/bootstrap.in -o requirements/bootstrap.lock
	$(VENV)/bin/uv pip compile $(UPGRADE) --quiet --no-config --universal --generate-hashes --no-header \
		--python-version 3.11 pyproject.toml -o requirements/runtime.lock
	$(VENV)/bin/uv pip compile $(UPGRADE) --quiet --no-config --universal --generate-hashes --no-header \
		--python-version 3.11 pyproject.toml --group dev -c requirements/runtime.lock \
		-o requirements/dev.lock
	$(VENV)/bin/uv pip compile $(UPGRADE) --quiet --no-config --universal --generate-hashes --no-header \
		--python-version 3.11 pyproject.toml --group package -c requirements/runtime.lock \
		-o requirements/package.lock
	@! grep -n '://' requirements/*.lock

# PyInstaller's licence is not the program's, so it stays out of the environment the tests run in.
bundle: export DESK_APP_VENV := $(abspath .venv-package)
bundle:
	@$(PYTHON) packaging/set_up.py package
	.venv-package/bin/pyinstaller --noconfirm --log-level WARN \
		--distpath dist --workpath build packaging/desk-app.spec

deb: bundle
	@$(PYTHON) packaging/debian_package.py dist/desk-app dist

clean:
	rm -rf .venv .venv-package .cache .import_linter_cache .ruff_cache .hypothesis build dist demo-output bench-output
	find desk_app tests benchmarks packaging -name __pycache__ -type d -prune -exec rm -rf {} +
