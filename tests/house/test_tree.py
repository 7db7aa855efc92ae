"""Where things lie, how long they are, and what no committed file may hold."""

import ast
import re
from pathlib import Path

import pytest

from tests.house import tree

TOP_LEVEL = {
    *tree.APPS, "templates", "static", "locale", "tests", "deploy", "bench", "docs", ".ci",
}  # fmt: skip
VAGUE = {"core", "common", "utils", "util", "helpers", "misc"}
# A file that names a registry ties everyone to that one. (In halves: this file is read too.)
REGISTRIES = re.compile(
    "|".join(
        re.escape("".join(halves))
        for halves in [
            ("pypi", ".org"),
            ("python", "hosted.org"),
            ("registry.npm", "js.org"),
            ("deb.deb", "ian.org"),
            ("files", "/simple/"),
        ]
    )
)
# Folders of one person's or one machine's, which mean nothing elsewhere.
MACHINE = re.compile(r"(?<![\w.~-])/(?:home|root|Users|work|mnt)/\w")
# Beside the code (S108, arg-type) stands why it is right here.
SUPPRESSED = re.compile(r"#\s*(?:noqa|type:\s*ignore)")
WITH_REASON = re.compile(r"# noqa: [A-Z0-9, ]+ - \w|# type: ignore\[[\w, -]+\]\s+# \w")


def too_long(source: str, most: int = 40) -> list[str]:
    """Return "name: N lines" for each function of more than `most` lines."""
    lengths = {f.name: (f.end_lineno or 0) - f.lineno + 1 for f in tree.functions(source)}
    return [f"{name}: {lines} lines" for name, lines in lengths.items() if lines > most]


def undocumented(source: str) -> list[str]:
    """Return the public functions of a module that have no docstring."""
    return [
        node.name
        for node in ast.parse(source).body
        if isinstance(node, ast.FunctionDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]


def without_reason(source: str) -> list[str]:
    """Return the lines that silence a checker without a code and a reason."""
    return [
        line.strip()
        for line in source.splitlines()
        if SUPPRESSED.search(line) and not WITH_REASON.search(line)
    ]


def figures_modules() -> list[Path]:
    return [
        name
        for name in tree.python(*tree.APPS)
        if name.stem == "figures" or "figures" in name.parts[:-1]
    ]


def test_top_level_holds_nothing_new() -> None:
    assert {name.parts[0] for name in tree.files() if len(name.parts) > 1} <= TOP_LEVEL


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [name for name in tree.python() if VAGUE & {name.stem, *name.parts[:-1]}] == []


def test_modules_stay_below_400_lines() -> None:
    lengths = {name: len(tree.text(name).splitlines()) for name in tree.python()}
    assert {name: lines for name, lines in lengths.items() if lines >= 400} == {}


def test_functions_stay_below_41_lines() -> None:
    found = {name: too_long(tree.text(name)) for name in tree.python()}
    assert {name: long for name, long in found.items() if long} == {}


def test_root_urls_are_a_table_of_contents() -> None:
    assert len(tree.text(Path("dispute/urls.py")).splitlines()) < 60


def test_functions_that_figures_rest_on_are_documented() -> None:
    assert figures_modules()
    found = {name: undocumented(tree.text(name)) for name in figures_modules()}
    assert {name: bare for name, bare in found.items() if bare} == {}


def test_checkers_are_silenced_with_a_reason() -> None:
    found = {name: without_reason(tree.text(name)) for name in tree.python(*tree.APPS, "deploy")}
    assert {name: lines for name, lines in found.items() if lines} == {}


@pytest.mark.parametrize("forbidden", [REGISTRIES, MACHINE], ids=["registry", "machine"])
def test_no_file_holds_an_address_of_one_registry_or_machine(forbidden: re.Pattern[str]) -> None:
    found = {name: forbidden.findall(tree.text(name)) for name in tree.files()}
    assert {name: held for name, held in found.items() if held} == {}


def test_long_function_is_found() -> None:
    assert too_long("def f():\n" + "    x = 1\n" * 40) == ["f: 41 lines"]
    assert too_long("def f():\n" + "    x = 1\n" * 39) == []


def test_undocumented_function_is_found() -> None:
    assert undocumented('def f(): ...\ndef _g(): ...\ndef h():\n    """Return h."""') == ["f"]


@pytest.mark.parametrize(
    "line", ["x = 1  # noqa", "x = 1  # noqa: E501", "x = 1  # type: ignore[arg-type]"]
)
def test_silence_without_a_reason_is_found(line: str) -> None:
    assert without_reason(line)


@pytest.mark.parametrize(
    "line",
    ["x = 1  # noqa: S108 - memory", "x = 1  # type: ignore[arg-type]  # the stubs are wrong"],
)
def test_silence_with_a_reason_is_let_be(line: str) -> None:
    assert not without_reason(line)


@pytest.mark.parametrize(
    "held", ["https://" + "pypi" + ".org/simple", "see /" + "root/x", "'/" + "work/main"]
)
def test_address_is_found(held: str) -> None:
    assert REGISTRIES.search(held) or MACHINE.search(held)


@pytest.mark.parametrize(
    "held", ["https://example.org/home/page", "../work/x", "https://work.example/work/x"]
)
def test_other_addresses_are_let_be(held: str) -> None:
    assert not REGISTRIES.search(held)
    assert not MACHINE.search(held)
