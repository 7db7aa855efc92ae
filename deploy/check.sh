#!/bin/sh
# make check: everything that can be judged without running the site. Changes nothing, and goes on
# after a failure so that one run names them all.
set -u
cd "$(dirname "$0")/.."
sh deploy/venv.sh requirements-dev.txt || exit 1

# As on a real site behind HTTPS, in a folder of its own: neither .env nor ./data has a say.
DATA_DIR=$(mktemp -d)
trap 'rm -rf "$DATA_DIR"' EXIT
export DATA_DIR
export DEBUG=off SITE_URL=https://branch.example ALLOWED_HOSTS=branch.example
export SECRET_KEY=a-key-for-make-check-alone-whose-length-satisfies-check-deploy-0123456789
export DATABASE_URL= CACHE_URL=locmemcache:// EMAIL_URL=consolemail:// TRUSTED_PROXIES=127.0.0.1
unset DATABASE_URL
python=.venv/bin/python
failed=

step() {
    name=$1
    shift
    if output=$("$@" 2>&1); then
        printf 'ok      %s\n' "$name"
    else
        failed="$failed $name;"
        printf 'FAILED  %s\n%s\n' "$name" "$output"
    fi
}

templates() {
    git ls-files -z --cached --others --exclude-standard '*.html' ':!docs' ':!tests' | xargs -0 -r "$@"
}

# It takes longer than all the others together, so it runs beside them.
$python -m mypy >"$DATA_DIR/types" 2>&1 &
types=$!

types() {
    cat "$DATA_DIR/types"
    return "$types_status"
}

step "layout (ruff format)" $python -m ruff format --check .
step "lint (ruff)" $python -m ruff check --quiet --output-format concise .
step "template style (djade)" templates .venv/bin/djade --target-version 5.2 --check
step "template indents (djhtml)" templates $python -m djhtml --tabwidth 2 --check
step "migrations in step with models" $python manage.py makemigrations --check --dry-run
step "deployment settings (check --deploy)" $python manage.py check --deploy --fail-level WARNING
step "requirements in step with pyproject.toml" $python deploy/check_requirements.py
wait "$types" && types_status=0 || types_status=$?
step "types (mypy)" types

if [ -n "$failed" ]; then
    echo "make check failed:$failed make fix mends some of it."
    exit 1
fi
echo "make check: all is well."
