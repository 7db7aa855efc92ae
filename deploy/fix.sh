#!/bin/sh
# make fix: mends layout and what ruff can mend safely; the rest is for a person.
set -eu
cd "$(dirname "$0")/.."
sh deploy/venv.sh requirements-dev.txt
.venv/bin/python -m ruff check --fix --quiet . || true
.venv/bin/python -m ruff format --quiet .
# Both exit 1 when they changed a file, which is what they are asked for here.
git ls-files -z --cached --others --exclude-standard 'templates/*.html' |
    xargs -0 -r .venv/bin/djade --target-version 5.2 || true
.venv/bin/python -m djhtml --tabwidth 2 templates || true
echo "Mended what could be mended; make check says what is left."
