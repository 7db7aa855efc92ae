"""dispute <- solidarity <- campaigns, and never the other way."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house import tree

UPWARD = {"dispute": {"solidarity", "campaigns"}, "solidarity": {"campaigns"}}
# Wiring: the only files of the lowest layer that may name the others.
WIRING = {Path("dispute/settings.py"), Path("dispute/urls.py"), Path("dispute/wsgi.py")}


def names_upward(source: str, upward: set[str]) -> Iterator[str]:
    """Return "line N: module" for each import of `upward`, and each text that names one."""
    for node in ast.walk(ast.parse(source)):
        for name in named(node):
            if name.split(".")[0].split(":")[0] in upward:
                yield f"line {node.lineno}: {name}"


def named(node: ast.AST) -> list[str]:
    """Return the modules, or labels such as "app.Model" and "app:page", that a node names."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return [node.module or ""] if node.level == 0 else []
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " not in node.value:
        return [node.value]
    return []


@pytest.mark.parametrize("layer", UPWARD)
def test_layer_names_nothing_above_it(layer: str) -> None:
    upward = {
        f"{name}: {found}"
        for name in tree.python(layer)
        if name not in WIRING
        for found in names_upward(tree.text(name), UPWARD[layer])
    }
    assert upward == set()


@pytest.mark.parametrize(
    "source",
    [
        "import solidarity",
        "import solidarity.models as m",
        "from solidarity.models import Message",
        "def f():\n    from solidarity import moderation",
        'models.ForeignKey("solidarity.Message")',
        'reverse("solidarity:wall")',
    ],
)
def test_name_from_above_is_found(source: str) -> None:
    assert list(names_upward(source, {"solidarity"}))


def test_words_and_own_modules_are_no_names_from_above() -> None:
    source = '"""Messages are in solidarity, above."""\nfrom .solidarity import x\nimport dispute'
    assert not list(names_upward(source, {"solidarity"}))
