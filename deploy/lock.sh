#!/bin/sh
# make lock: hashes of every file, and no address of where they came from.
set -eu
cd "$(dirname "$0")/.."
sh deploy/venv.sh requirements-dev.txt
lock() {
    .venv/bin/python -m uv pip compile --quiet --generate-hashes --no-header --python-version 3.11 "$@"
}
lock pyproject.toml --output-file requirements.txt
lock pyproject.toml --group dev --output-file requirements-dev.txt
lock --group postgres --output-file requirements-postgres.txt
.venv/bin/python deploy/check_requirements.py
