"""Where an export goes: a folder or a ZIP, whole or not at all.

The same files give the same bytes: a ZIP's entries bear no time.
"""

import os
import secrets
import shutil
import zipfile
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from .problems import PackError

# The earliest that a ZIP can say.
NO_TIME = (1980, 1, 1, 0, 0, 0)


class Target(ABC):
    """Something that files can be written into, one after another."""

    @abstractmethod
    def file(self, name: str) -> IO[bytes]:
        """Open a new file; close it before the next."""

    def write(self, name: str, content: bytes) -> None:
        """Write a whole file."""
        with self.file(name) as stream:
            stream.write(content)


class FolderTarget(Target):
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def file(self, name: str) -> IO[bytes]:
        path = self._folder / name
        path.parent.mkdir(exist_ok=True)
        return path.open("xb")


class ZipTarget(Target):
    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive

    def file(self, name: str) -> IO[bytes]:
        entry = zipfile.ZipInfo(name, NO_TIME)
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.external_attr = 0o644 << 16
        return self._archive.open(entry, "w")


@contextmanager
def target(out: Path, *, private: bool) -> Iterator[Target]:
    """Yield where to write what will be at `out`, a ZIP by its name or else a folder.

    Nothing is at `out` until the block has ended well. What is `private` only its owner may read.
    Raises PackError where something is there already, or nothing can be written.
    """
    out = Path(os.path.abspath(out))
    refuse_taken(out)
    unfinished = out.parent / f".{out.name}.{secrets.token_hex(4)}"
    try:
        with opened(unfinished, is_zip=is_zip(out), private=private) as opened_target:
            yield opened_target
        unfinished.rename(out)
    except OSError as error:
        raise PackError([f"Cannot write {out}: {error.strerror or error}."]) from error
    finally:
        remove(unfinished)


@contextmanager
def opened(path: Path, *, is_zip: bool, private: bool) -> Iterator[Target]:
    """Make a new folder or ZIP at `path`."""
    if not is_zip:
        path.mkdir(0o700 if private else 0o777)
        yield FolderTarget(path)
        return
    descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600 if private else 0o666)
    with os.fdopen(descriptor, "w+b") as stream, zipfile.ZipFile(stream, "w") as archive:
        yield ZipTarget(archive)


def is_zip(out: Path) -> bool:
    """Whether this is a ZIP by its name."""
    return out.suffix.lower() == ".zip"


def refuse_taken(out: Path) -> None:
    """Raise PackError where an export would stand in the way of something else."""
    if not out.parent.is_dir():
        raise PackError([f"There is no folder {out.parent} to write into."])
    if is_zip(out) and out.exists():
        raise PackError([f"{out} is there already: remove it, or choose another name."])
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise PackError([f"{out} is not an empty folder: choose another name."])


def remove(unfinished: Path) -> None:
    """Remove what was not finished, if anything is left of it."""
    if unfinished.is_dir():
        shutil.rmtree(unfinished, ignore_errors=True)
    else:
        unfinished.unlink(missing_ok=True)
