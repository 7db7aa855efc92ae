"""Setting documents without ever holding up the site: short ones here, long ones apart."""

import json
import subprocess
import sys
import threading
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from .compositor import (
    FOLDER,
    Job,
    Typeset,
    TypesettingError,
    question_of,
    read_answer,
    set_job,
)
from .paper import Picture

__all__ = [
    "FINE",
    "MOST",
    "BusyError",
    "TooLongError",
    "Typeset",
    "TypesettingError",
    "typeset",
]

# Bytes of data from which a document is set by a program of its own: some forty pages.
SHORT = 250_000
# Seconds that such a program may take, and characters that are not even tried (blocks.size_of).
MOST_SECONDS = 20
MOST = 2_000_000
# Characters from which lines are no longer balanced against each other: it takes four times as
# long.
FINE = 200_000

# One long document at a time: the machine has readers to serve meanwhile.
_turn = threading.Lock()


class TooLongError(TypesettingError):
    """A document that takes longer to set than anybody would wait."""


class BusyError(TypesettingError):
    """Another long document is being set; it is worth asking again."""


def typeset(
    template: Path,
    data: Mapping[str, Any],
    *,
    made: int,
    logo: Picture | None = None,
    patience: float | None = None,
) -> Typeset:
    """Return `data` set by `template`, a file that imports paper.typ. The same data give the same
    bytes. `made` is when the file says it was made, in seconds since 1970. `patience` is for how
    many seconds a long one may take (None: MOST_SECONDS).

    Raises TypesettingError, whatever happens inside: TooLongError and BusyError among them.
    """
    patience = MOST_SECONDS if patience is None else patience
    job = Job(str(template), json.dumps(data, ensure_ascii=False), made)
    if logo is None:
        return _set(job, patience)
    content = b64encode(logo.content).decode()
    try:
        return _set(replace(job, logo=f"logo.{logo.kind}", logo_content=content), patience)
    except (TooLongError, BusyError):
        raise
    except TypesettingError:
        # A picture that cannot be read is no reason to have no letter.
        return _set(job, patience)


def _set(job: Job, patience: float) -> Typeset:
    return set_job(job) if len(job.data) < SHORT else _set_apart(job, patience)


def _set_apart(job: Job, patience: float) -> Typeset:
    if not _turn.acquire(blocking=False):
        raise BusyError("another long document is being set")
    try:
        done = subprocess.run(
            [sys.executable, "-m", "dispute.documents.compositor"],
            cwd=FOLDER.parent.parent,
            env={},
            input=question_of(job),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=patience,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise TooLongError(f"it takes longer than {patience} seconds") from None
    except OSError:
        raise TypesettingError("the typesetter could not be started") from None
    finally:
        _turn.release()
    return read_answer(done.stdout)
