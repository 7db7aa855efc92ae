"""Log lines that hold no personal data.

Trade-union membership is special-category data, and logs are copied to places that nobody thinks
of. So a line has named fields only, and an error is told by its type and its place in our code: the
words of an exception often quote what somebody typed.
"""

import logging
import traceback
from copy import copy
from types import TracebackType
from typing import Any

from pythonjsonlogger.json import JsonFormatter

# What a line may hold beside its time, level, logger and message.
ALLOWED_FIELDS = frozenset({"method", "route", "status", "milliseconds", "error", "where"})


class PrivateJsonFormatter(JsonFormatter):
    """One JSON object a line: when, level, logger, message, and the fields allowed above."""

    def __init__(self) -> None:
        super().__init__("%(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """Return the line. Arguments are taken off first: where they do not fit the format string,
        logging would print them."""
        bare = copy(record)
        bare.args = None
        return super().format(bare)

    def add_fields(
        self,
        log_data: dict[str, Any],
        record: logging.LogRecord,
        message_dict: dict[str, Any],
    ) -> None:
        log_data["when"] = self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z")
        log_data["level"] = record.levelname
        log_data["logger"] = record.name
        log_data["message"] = _message(record)
        for name in sorted(ALLOWED_FIELDS & record.__dict__.keys()):
            log_data[name] = record.__dict__[name]
        if record.exc_info and record.exc_info[0]:
            log_data["error"] = record.exc_info[0].__qualname__
            log_data["where"] = _places(record.exc_info[2])


class RefusedHost(logging.Filter):
    """A request for a host that is not ours: one line of warning, without the host or a trace."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Return True, with the record made plain."""
        record.levelno, record.levelname = logging.WARNING, "WARNING"
        record.msg, record.args = "A request for a host that is not in ALLOWED_HOSTS", ()
        record.exc_info = record.exc_text = None
        return True


def _message(record: logging.LogRecord) -> str:
    """Return the format string, never the arguments: those are addresses and names.

    Where a logger was given an error instead of words, or the words of one, its type stands for it.
    """
    if not isinstance(record.msg, str):
        return type(record.msg).__qualname__
    error = record.exc_info[1] if record.exc_info else None
    if error is not None and str(error) and str(error) in record.msg:
        return type(error).__qualname__
    return record.msg


def _places(trace: TracebackType | None) -> list[str]:
    """Return "file:line function" for each frame of an error, outermost first."""
    return [f"{f.filename}:{f.lineno} {f.name}" for f in traceback.extract_tb(trace)]
