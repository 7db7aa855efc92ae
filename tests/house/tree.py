"""The committed tree, as the conventions' tests read it."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = ("dispute", "solidarity", "campaigns")


@cache
def files() -> tuple[Path, ...]:
    """Return every file that is committed, or would be by `git add .`, relative to the root."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    names = (Path(name) for name in listed.split("\0") if name)
    return tuple(sorted({name for name in names if (ROOT / name).is_file()}))


def python(*packages: str) -> list[Path]:
    """Return the Python files below `packages` (all of them if none is named), no migrations."""
    return [
        name
        for name in files()
        if name.suffix == ".py"
        and "migrations" not in name.parts
        and (not packages or name.parts[0] in packages)
    ]


def templates() -> list[Path]:
    """Return the HTML templates."""
    return [name for name in files() if name.parts[0] == "templates" and name.suffix == ".html"]


def text(name: Path) -> str:
    """Return what the file says, "" for pictures and fonts."""
    try:
        return (ROOT / name).read_text()
    except UnicodeDecodeError:
        return ""


def functions(source: str) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Return every function and method in `source`."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node
