"""The laws of the house: who may import whom, how long a file may be, where names are banned."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[1]
PACKAGE = PROJECT / "searchapp"
LONGEST_FILE = 400  # lines
LONGEST_FUNCTION = 40  # lines

# From the ground up; a module imports from its own row's folder or from rows above it.
LAYERS = [
    {
        "__init__",
        "errors",
        "model",
        "settings",
        "text",
        "lexing",
        "gregorian",
        "kernels",
        "filelock",
        "remembering",
        "telling",
    },
    {"schema", "edtf", "aliases", "likeness", "sought", "stored", "manifest", "recipes", "twins"},
    {
        "calendar",
        "facets",
        "matching",
        "glance",
        "ranges",
        "accuracy",
        "known_values",
        "namebook",
        "intake",
        "evaluate",
    },
    {"readers", "querylang", "snippets", "backends"},
    {"tagging", "urls", "find", "spelling", "resemblance", "loosening", "generations", "register"},
    {"former", "crosstab"},
    {"build"},
    {"export"},
    {"web"},
    {"commands"},
    {"cli", "__main__"},
]
ONLY_IN = {"flask": "web", "werkzeug": "web", "jinja2": "web", "whoosh": "backends/whoosh"}
BANNED_NAMES = re.compile(r"(^|_)(utils?|helpers?|manager)(_|$)")


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def python_files() -> list[Path]:
    folders = (PACKAGE, PROJECT / "scripts", PROJECT / "tests")
    return sorted(file for folder in folders for file in folder.rglob("*.py"))


def part(module: Path) -> str:
    first = module.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def imports(module: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def layer(name: str) -> int:
    for number, names in enumerate(LAYERS):
        if name in names:
            return number
    raise AssertionError(f"searchapp/{name} stands in no layer; give it one in LAYERS")


@pytest.mark.parametrize("module", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_down_only(module: Path) -> None:
    own = part(module)
    for name in imports(module):
        if name == "searchapp" or not name.startswith("searchapp."):
            continue
        other = name.split(".")[1]
        assert other == own or layer(other) <= layer(own), f"{own} may not import {name}"


@pytest.mark.parametrize("module", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_foreign_libraries_stay_behind_their_fence(module: Path) -> None:
    inside = module.relative_to(PACKAGE).as_posix()
    for name in imports(module):
        fence = ONLY_IN.get(name.split(".")[0])
        assert fence is None or inside.startswith(fence + "/"), f"{inside} imports {name}"


@pytest.mark.parametrize("file", python_files(), ids=lambda path: str(path.relative_to(PROJECT)))
def test_files_and_functions_are_short(file: Path) -> None:
    source = file.read_text(encoding="utf-8")
    assert source.count("\n") <= LONGEST_FILE, f"more than {LONGEST_FILE} lines"
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            length = node.end_lineno - node.lineno + 1
            assert length <= LONGEST_FUNCTION, f"{node.name} has {length} lines"


@pytest.mark.parametrize("file", python_files(), ids=lambda path: str(path.relative_to(PROJECT)))
def test_names_say_what_is_inside(file: Path) -> None:
    assert not BANNED_NAMES.search(file.stem)


def test_every_module_opens_with_a_docstring() -> None:
    silent = [
        str(module.relative_to(PACKAGE))
        for module in modules()
        if not ast.get_docstring(ast.parse(module.read_text(encoding="utf-8")))
    ]
    assert silent == []


def test_the_map_names_every_module_and_no_other() -> None:
    text = (PROJECT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"`([\w/]+\.py|[a-z]+/)`", text))
    there = {f"{path.name}/" for path in PACKAGE.iterdir() if (path / "__init__.py").exists()}
    there |= {path.name for path in PACKAGE.glob("*.py")} - {"__init__.py", "__main__.py"}
    assert there <= listed, f"not on the map: {sorted(there - listed)}"
    gone = {name for name in listed if not (PACKAGE / name).exists()}
    gone = {name for name in gone if not (PROJECT / name).exists()}
    assert gone == set(), "on the map but not in the package"


def test_the_version_stands_in_the_changelog() -> None:
    from searchapp import __version__

    text = (PROJECT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## {__version__}" in text
    assert f'version = "{__version__}"' in (PROJECT / "pyproject.toml").read_text(encoding="utf-8")


def test_no_template_switches_escaping_off() -> None:
    for template in (PACKAGE / "web").rglob("*.html"):
        source = template.read_text(encoding="utf-8")
        assert not re.search(r"\|\s*safe\b|autoescape\s+false", source), template.name
