"""A pack's files, in a folder or a ZIP: names that stay inside, and bytes that are counted as they
come, because what a ZIP says of its own size is no more than what its maker wrote there.
"""

import stat
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO

from .problems import PackError, Place, Problem

MEGABYTE = 1024 * 1024
CHUNK = 64 * 1024
# Litter that a Mac leaves in a ZIP.
LITTER = "__MACOSX"


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a pack is read: bytes of what is read at once (a line of a CSV, a file of another
    kind), bytes of a CSV, bytes in all, lines in all, files.

    A wall of 100,000 messages comes to about 80 MB.
    """

    at_once: int = 16 * MEGABYTE
    file: int = 256 * MEGABYTE
    total: int = 512 * MEGABYTE
    lines: int = 2_000_000
    files: int = 10_000


LIMITS = Limits()


class PackFiles:
    """The files of a pack by name, such as letters/2026-05-01.md.

    `folders` are the names of what is no file, and of what files are in, sorted.
    """

    def __init__(
        self, openers: dict[str, Callable[[], IO[bytes]]], folders: Iterable[str], limits: Limits
    ) -> None:
        self._openers = openers
        self.folders = sorted({*folders})
        self._limits = limits
        self._read = 0
        self._lines = 0

    def names(self) -> list[str]:
        """Return the names, sorted."""
        return sorted(self._openers)

    def __contains__(self, name: str) -> bool:
        return name in self._openers

    def lines(self, name: str) -> Iterator[bytes]:
        """Yield a file's lines with their ends. Raises PackError."""
        longest = self._limits.at_once
        for line in self._pieces(name, longest, self._limits.file, "readline"):
            self._lines += 1
            if len(line) > longest:
                raise refused(name, f"a line of it is longer than {size(longest)}.")
            if self._lines > self._limits.lines:
                raise refused(name, f"the pack has more than {self._limits.lines} lines in all.")
            yield line

    def content(self, name: str) -> bytes:
        """Return all of a file. Raises PackError."""
        return b"".join(self._pieces(name, CHUNK, self._limits.at_once, "read"))

    def _pieces(self, name: str, piece: int, most: int, how: str) -> Iterator[bytes]:
        """Yield a file, at most one byte more than `piece` at a time."""
        read = 0
        with damage_named(name), self._openers[name]() as stream:
            take: Callable[[int], bytes] = getattr(stream, how)
            while taken := take(piece + 1):
                read += len(taken)
                self._read += len(taken)
                if read > most:
                    raise refused(name, f"the file is larger than {size(most)}, its limit.")
                if self._read > self._limits.total:
                    raise refused(name, f"the pack is larger than {size(self._limits.total)}.")
                yield taken


@contextmanager
def open_pack(path: Path, limits: Limits | None = None) -> Iterator[PackFiles]:
    """Open a pack, a folder or a ZIP of one. Raises PackError."""
    limits = limits or LIMITS
    with ExitStack() as stack:
        if path.is_dir():
            openers, folders = folder_openers(path)
        elif path.is_file():
            openers, folders = zip_openers(stack.enter_context(opened_zip(path, limits)))
        else:
            raise PackError([f"There is no file or folder {path}."])
        if len(openers) > limits.files:
            raise PackError([f"{path.name} holds more than {limits.files} files, the most it may."])
        yield PackFiles(openers, folders, limits)


# --- A folder -------------------------------------------------------------------------------------


def folder_openers(folder: Path) -> tuple[dict[str, Callable[[], IO[bytes]]], list[str]]:
    """Return how to open each file below `folder`, and the names of all else.

    Links that lead out of it are refused.
    """
    inside = folder.resolve()
    openers: dict[str, Callable[[], IO[bytes]]] = {}
    others: list[str] = []
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if is_litter(name):
            continue
        if not path.resolve().is_relative_to(inside):
            raise refused(name, "this is a link that leads out of the pack.")
        if path.is_file():
            openers[name] = partial(opened_file, path)
        else:
            others.append(name)
    return openers, others


def opened_file(path: Path) -> IO[bytes]:
    return path.open("rb")


# --- A ZIP ----------------------------------------------------------------------------------------


@contextmanager
def opened_zip(path: Path, limits: Limits) -> Iterator[zipfile.ZipFile]:
    """Open a ZIP that is no larger than a pack may be."""
    if path.stat().st_size > limits.total:
        raise refused(
            path.name, f"the ZIP is larger than {size(limits.total)}, the most a pack may be."
        )
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise refused(
            path.name, f"this is neither a folder nor a ZIP that can be read ({error})."
        ) from error
    with archive:
        yield archive


def zip_openers(
    archive: zipfile.ZipFile,
) -> tuple[dict[str, Callable[[], IO[bytes]]], list[str]]:
    """Return how to open each file of `archive`, and the names of its folders.

    Names that lead out of it are refused.
    """
    openers: dict[str, Callable[[], IO[bytes]]] = {}
    folders: list[str] = []
    for entry in archive.infolist():
        refuse_entry(entry)
        if is_litter(entry.filename):
            continue
        # A folder need have no entry of its own.
        folders += [parent.as_posix() for parent in PurePosixPath(entry.filename).parents][:-1]
        if entry.is_dir():
            folders.append(entry.filename.rstrip("/"))
            continue
        if entry.filename in openers:
            raise refused(entry.filename, "the ZIP holds two files of this name.")
        openers[entry.filename] = partial(archive.open, entry)
    top = top_folder(openers)
    within = [name.removeprefix(top) for name in folders if name.startswith(top)]
    return {name.removeprefix(top): opener for name, opener in openers.items()}, within


def refuse_entry(entry: zipfile.ZipInfo) -> None:
    """Raise PackError for an entry that no honest ZIP of a pack has."""
    name = entry.orig_filename
    parts = PurePosixPath(name).parts
    if name.startswith("/") or ".." in parts or "\\" in name or ":" in name or "\0" in name:
        raise refused(name, "a name in a ZIP may not lead out of it: no .. \\ : and no / in front.")
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise refused(name, "the ZIP holds a link; it may hold files and folders only.")
    if entry.flag_bits & 0x1:
        raise refused(name, "the ZIP is encrypted; make it without a password.")
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise refused(name, "the ZIP is packed in an unusual way; make it with “deflate”.")


def top_folder(names: Iterable[str]) -> str:
    """Return the one folder that holds everything, with a / behind, "" if there is none."""
    names = list(names)
    tops = {name.partition("/")[0] for name in names}
    return f"{tops.pop()}/" if len(tops) == 1 and all("/" in name for name in names) else ""


# --- Words ----------------------------------------------------------------------------------------


def is_litter(name: str) -> bool:
    """Whether a system or an editor left this file, and nobody meant it."""
    parts = PurePosixPath(name).parts
    return any(part.startswith(".") or part == LITTER for part in parts) and ".." not in parts


def refused(name: str, why: str) -> PackError:
    """Return an error about a whole file."""
    return PackError([Problem(Place(name.replace("\0", "␀")), why)])


@contextmanager
def damage_named(name: str) -> Iterator[None]:
    """Say which file cannot be read."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
        raise refused(name, f"the file is damaged and cannot be read ({error}).") from error


def size(count: int) -> str:
    """Return bytes in the unit that reads best."""
    return f"{count // MEGABYTE} MB" if count >= MEGABYTE else f"{count} bytes"
