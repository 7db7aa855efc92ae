"""Every setting is explained to whoever has to set it."""

import ast
import re
from pathlib import Path

from tests.house import tree

# Read by make's scripts and by gunicorn, before there are settings.
OF_MAKE = {"HOST", "PORT", "PACK", "ARGS", "WEB_CONCURRENCY"}


def settings_read(source: str) -> set[str]:
    """Return the names that `source` asks django-environ for."""
    return {
        node.args[0].value
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and re.match(r"env(\.\w+)?$", ast.unparse(node.func))
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }


def test_every_setting_is_in_the_readme() -> None:
    read = settings_read(tree.text(Path("dispute/settings.py"))) | OF_MAKE
    told = set(re.findall(r"`([A-Z][A-Z_]+)`", tree.text(Path("README.md"))))
    assert {"SECRET_KEY", "DATABASE_URL", "DATA_DIR"} < read
    assert read - told == set()


def test_setting_is_found_however_it_is_read() -> None:
    source = 'a = env("A"); b = env.list("B", default=[]); c = d(env.db("C"))'
    assert settings_read(source) == {"A", "B", "C"}
