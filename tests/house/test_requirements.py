"""deploy/check_requirements.py, which make check runs, finds what it is there to find."""

import importlib.util
import shutil
from pathlib import Path

import pytest

from tests.house import tree

spec = importlib.util.spec_from_file_location(
    "check_requirements", tree.ROOT / "deploy" / "check_requirements.py"
)
check_requirements = importlib.util.module_from_spec(spec)
spec.loader.exec_module(check_requirements)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A folder with pyproject.toml and the locks, to break."""
    for name in [tree.ROOT / "pyproject.toml", *tree.ROOT.glob("requirements*.txt")]:
        shutil.copy(name, tmp_path)
    return tmp_path


def edit(path: Path, before: str, after: str) -> None:
    assert before in path.read_text()
    path.write_text(path.read_text().replace(before, after, 1))


def test_locks_are_in_step() -> None:
    assert check_requirements.problems(tree.ROOT) == []


@pytest.mark.parametrize(
    ("name", "before", "after", "said"),
    [
        ("pyproject.toml", '"tzdata"', '"tzdata", "flask"', "flask is not pinned"),
        ("pyproject.toml", '"nh3~=0.3"', '"nh3~=0.9"', "nh3 is pinned to"),
        ("requirements.txt", "nh3==", "--index-url https://example.org\nnh3==", "holds an address"),
        ("requirements.txt", "\nnh3==", "\nbare==1.0\nnh3==", "bare has no hash"),
        ("requirements-dev.txt", "\nnh3==", "\nnh3==0.3.999 #", "nh3 is 0.3.999"),
    ],
)
def test_break_is_found(copy: Path, name: str, before: str, after: str, said: str) -> None:
    edit(copy / name, before, after)
    assert said in "\n".join(check_requirements.problems(copy))
