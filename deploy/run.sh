#!/bin/sh
# make run: from a fresh clone to a served site, and quickly so the second time.
set -eu
cd "$(dirname "$0")/.."
export HOST="${HOST:-127.0.0.1}" PORT="${PORT:-8000}"

sh deploy/venv.sh requirements.txt
# What the site keeps is for its owner alone: it holds supporters' addresses.
umask 077
if [ -n "${PACK:-}" ]; then
    .venv/bin/python manage.py first_start --host "$HOST" --port "$PORT" --pack "$PACK"
else
    .venv/bin/python manage.py first_start --host "$HOST" --port "$PORT"
fi
# The mail worker. exec makes this very process gunicorn, so $$ stays the worker's parent: it stops by
# itself within seconds of the site, however that ended.
.venv/bin/python manage.py send_mails --forever --beside $$ &
# Beside it, one that reads the mailbox once a minute; without IMAP_URL it ends at once.
.venv/bin/python manage.py collect_mail --forever --beside $$ &
exec .venv/bin/python -m gunicorn --no-control-socket --config deploy/gunicorn.conf.py dispute.wsgi
