# The doors of the house. Each recipe is one script in deploy/, so that it can be read and run by itself.
# Variables given on the command line (make run PORT=8001) reach the scripts through the environment.
.DEFAULT_GOAL := help
.PHONY: help run test check fix lock pictures bench

help: ## This list
	@echo "make ..."
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  \1\t\2/p' Makefile

run: ## Set everything up and serve the site (HOST, PORT, DATA_DIR, PACK=path)
	@sh deploy/run.sh

test: ## The whole suite on SQLite and on PostgreSQL (ARGS="-k wall" for some of it)
	@sh deploy/test.sh

check: ## Format, lint, types, templates, migrations, deployment settings; changes nothing
	@sh deploy/check.sh

fix: ## Mend what `make check` can mend by itself
	@sh deploy/fix.sh

lock: ## Write requirements*.txt anew after a change of dependencies in pyproject.toml
	@sh deploy/lock.sh

pictures: ## Take the pictures of docs/pictures anew (ARGS=folder: every page, every size)
	@sh deploy/venv.sh requirements-dev.txt
	@.venv/bin/python deploy/pictures.py $(ARGS)

bench: ## How long things take on this machine
	@.venv/bin/python bench/measure.py
