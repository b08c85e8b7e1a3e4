# CapaCITY Editions. `make help` lists what can be asked for.

UV_COMPILE = uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
	--custom-compile-command "make lock"

.DEFAULT_GOAL := help
.PHONY: help run test check bench content-check lock
# A target's commands must not run beside another target's: both would make the same environment.
.NOTPARALLEL:

help: ## List what can be asked for
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile

run: ## Set up what is missing, then serve: admin, API, reader (PORT, DATABASE_URL, CMS_DATA_DIR)
	@exec sh cms/run/start.sh run

test: ## Run every test on SQLite, then those to which it matters on PostgreSQL (ARGS="-k name" goes to pytest)
	@sh cms/run/start.sh test $(ARGS)

check: ## Lint, types, import contracts, migrations, deployment settings, tests
	@sh cms/run/start.sh check

bench: ## Measure; prints a table, writes bench.json
	@sh cms/run/start.sh bench $(ARGS)

content-check: ## Load all that ships, and list what is wrong with it (ARGS="covenant-capacity/sv" asks for one edition)
	@sh cms/run/start.sh content-check $(ARGS)

lock: ## Resolve pyproject.toml anew into both lock files (needs uv)
	@$(UV_COMPILE) --upgrade pyproject.toml -o requirements.lock
	@$(UV_COMPILE) --upgrade --group dev -c requirements.lock pyproject.toml -o tests/requirements.lock
