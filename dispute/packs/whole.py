"""Whether a pack is whole: what its datapackage.json lists is there, and files are files."""

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from . import tables
from .datapackage import NAME as DESCRIPTION
from .files import PackFiles
from .linking import Links
from .objects import decoded_object, parsed_object
from .problems import Place, Problems, Trouble
from .reading import document_names
from .site import BRANCH_FILE, DISPUTE_FILE

RESOURCES = "resources"


def check(files: PackFiles, problems: Problems) -> frozenset[str]:
    """Note as problems the files that are none and those that are missing; return the latter."""
    mistaken = refuse_folders(files, problems)
    if DESCRIPTION not in files:
        return frozenset()
    # The two files of every pack are missed by whoever reads them.
    there = {*files.names(), *mistaken, BRANCH_FILE, DISPUTE_FILE}
    missing = [name for name in dict.fromkeys(listed(files, problems)) if name not in there]
    for name in missing:
        problems.add(Place(name), f"this file is missing, and {DESCRIPTION} lists it.")
    return frozenset(missing)


def refuse_folders(files: PackFiles, problems: Problems) -> list[str]:
    """Note as problems the folders that are called like a file of a pack; return their names."""
    known = {BRANCH_FILE, DISPUTE_FILE, DESCRIPTION}
    names = [n for n in files.folders if n in known or ("/" not in n and is_sheet(n))]
    for name in names:
        problems.add(Place(name), "this is a folder, and a pack has a file of this name.")
    return names


def is_sheet(name: str) -> bool:
    """Whether this is a CSV file by its name."""
    return name.lower().endswith(".csv")


def listed(files: PackFiles, problems: Problems) -> Iterator[str]:
    """Yield the names of the files that a pack's datapackage.json lists."""
    text = decoded_object(DESCRIPTION, files, problems)
    found = None if text is None else parsed_object(DESCRIPTION, text, problems)
    if found is None:
        return
    place = Place(DESCRIPTION, 0, RESOURCES)
    with problems.at(place):
        resources = found.get(RESOURCES)
        if not isinstance(resources, list):
            raise Trouble("write a list of the pack's files here, or leave the whole file out.")
        for each in resources:
            yield from paths_of(each)


def paths_of(resource: Any) -> Iterator[str]:
    """Yield the files of a resource: by the standard, a path or several. Raises Trouble."""
    path = resource.get("path") if isinstance(resource, dict) else None
    paths = path if isinstance(path, list) else [path]
    for each in paths:
        if not isinstance(each, str) or not each:
            raise Trouble("each of these names its file as text, under “path”.")
        yield PurePosixPath(each).as_posix()


def forgive(missing: frozenset[str], links: Links) -> None:
    """Let rows that point into a missing table be no second problem."""
    links.troubled |= {table.model for table in tables.tables() if table.file in missing}


def absent(files: PackFiles) -> tuple[str, ...]:
    """Return the tables that a pack does not have; none where it says itself what it has."""
    if DESCRIPTION in files:
        return ()
    return tuple(
        table.file
        for table in tables.tables()
        if not (document_names(table, files) if table.is_documents else table.file in files)
    )
