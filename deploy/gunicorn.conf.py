"""How `make run` serves the site: one machine, a few processes, and logs without personal data.

gunicorn reads every name below as one of its settings. HOST and PORT come from deploy/run.sh.
"""

import logging
import os
from typing import Any

_host = os.environ.get("HOST", "127.0.0.1")
_host = f"[{_host}]" if ":" in _host else _host
bind = f"{_host}:{os.environ.get('PORT', '8000')}"

# Views wait for the database, not for the processor: threads serve the waiting, and a second
# process serves while the first is busy. WEB_CONCURRENCY asks for more on a bigger machine.
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
worker_class = "gthread"
threads = 4
# A heartbeat file on a slow disk makes gunicorn believe that a healthy process has died.
_memory = "/dev/shm"  # noqa: S108 - gunicorn makes a private file there, and unlinks it at once
worker_tmp_dir = _memory if os.access(_memory, os.W_OK) else None

# An access log holds addresses and queries: personal data. dispute.requests logs the rest.
accesslog = None
errorlog = "-"
loglevel = "warning"


class WithoutVisitors(logging.Filter):
    """Take out what a refused request said, and the address that it came from."""

    def filter(self, record: logging.LogRecord) -> bool:
        if str(record.msg).startswith("Invalid request from"):
            record.msg = "Invalid request refused"
            record.args = ()
        return True


logconfig_dict: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without_visitors": {"()": WithoutVisitors}},
    "formatters": {"json": {"()": "dispute.log.PrivateJsonFormatter"}},
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "json",
            "filters": ["without_visitors"],
        }
    },
    "root": {"level": "WARNING", "handlers": ["stderr"]},
    "loggers": {
        "gunicorn.error": {"level": "WARNING", "handlers": ["stderr"], "propagate": False},
        "gunicorn.access": {"level": "ERROR", "handlers": [], "propagate": False},
    },
}


def when_ready(server: Any) -> None:
    """Say where the site is, once it answers there."""
    print(f"Dispute is at http://{bind}/ and its admin at http://{bind}/admin/ (Ctrl-C stops it)")
