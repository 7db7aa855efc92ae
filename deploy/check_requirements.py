"""Say where requirements*.txt and pyproject.toml have come apart. Asks no registry.

Every dependency is pinned within its bounds, every pin has a hash, both lists agree on each
version, and no list holds an address: a lock that names a registry ties everyone to that one.
"""

import re
import sys
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PIN = re.compile(
    r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==(\S+)(.*?)(?=^\S|\Z)", re.MULTILINE | re.DOTALL
)

Pins = dict[str, str]


def pins(text: str) -> Pins:
    """Return {name: version} for each line `name==version` of a lock."""
    return {canonicalize_name(name): version for name, version, _ in PIN.findall(text)}


def unhashed(text: str) -> list[str]:
    """Return the names whose pin has no hash below it."""
    return [name for name, _, rest in PIN.findall(text) if "--hash=sha256:" not in rest]


def unmet(wanted: list[str], pinned: Pins) -> list[str]:
    """Return a sentence for each requirement that `pinned` misses or breaks."""
    problems = []
    for requirement in map(Requirement, wanted):
        version = pinned.get(canonicalize_name(requirement.name))
        if version is None:
            problems.append(f"{requirement.name} is not pinned")
        elif not requirement.specifier.contains(version, prereleases=True):
            problems.append(f"{requirement.name} is pinned to {version}, against {requirement}")
    return problems


def problems(folder: Path) -> list[str]:
    """Return what is wrong in `folder`, a sentence each, beginning with the file's name."""
    project = tomllib.loads((folder / "pyproject.toml").read_text())
    groups = project["dependency-groups"]
    runtime = project["project"]["dependencies"]
    wanted = {
        "requirements.txt": runtime,
        "requirements-dev.txt": runtime + groups["dev"],
        "requirements-postgres.txt": groups["postgres"],
    }
    found = []
    for name, requirements in wanted.items():
        text = (folder / name).read_text()
        found += [f"{name}: {each}" for each in unmet(requirements, pins(text))]
        found += [f"{name}: {each} has no hash" for each in unhashed(text)]
        found += [
            f"{name}: holds an address: {line}" for line in text.splitlines() if "://" in line
        ]
    return found + differences(folder)


def differences(folder: Path) -> list[str]:
    """Return the packages that requirements-dev.txt lacks, or pins otherwise."""
    development = pins((folder / "requirements-dev.txt").read_text())
    runtime = pins((folder / "requirements.txt").read_text())
    return [
        f"requirements-dev.txt: {name} is {development.get(name, 'missing')}, elsewhere {version}"
        for name, version in runtime.items()
        if development.get(name) != version
    ]


if __name__ == "__main__":
    wrong = problems(Path(__file__).resolve().parent.parent)
    print("\n".join(wrong) + "\nmake lock writes them anew." if wrong else "in step")
    sys.exit(bool(wrong))
