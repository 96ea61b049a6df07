"""What is documented is there, and what is there is documented."""

from __future__ import annotations

import argparse
import re
import shlex
from pathlib import Path

import pytest

from searchapp import cli
from searchapp.schema import FILTERS, SORTS

PROJECT = Path(__file__).resolve().parents[1]
README = (PROJECT / "README.md").read_text(encoding="utf-8")


def subcommands() -> dict[str, argparse.ArgumentParser]:
    (commands,) = (
        action for action in cli.parser()._actions if isinstance(action, argparse._SubParsersAction)
    )
    return dict(commands.choices)


def test_readme_names_every_command() -> None:
    table = README.split("## Commands")[1]
    missing = [name for name in subcommands() if f"`{name}" not in table]
    assert missing == []


def test_readme_names_every_facet_and_sort() -> None:
    grammar = README.split("## Addresses")[1].split("## ")[0]
    missing = [each for each in (*(f.name for f in FILTERS), *SORTS) if f"`{each}`" not in grammar]
    assert missing == []


@pytest.mark.parametrize(
    "line", re.findall(r"^searchapp .*$", README, re.MULTILINE), ids=lambda line: line[:40]
)
def test_commands_shown_in_readme_are_accepted(line: str) -> None:
    arguments = shlex.split(line.split("#")[0])[1:]
    cli.parser().parse_args(arguments)


@pytest.mark.parametrize("name", ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md"])
def test_links_between_documents_lead_somewhere(name: str) -> None:
    text = (PROJECT / name).read_text(encoding="utf-8")
    targets = [t for t in re.findall(r"\]\(([^)#:]+)\)", text) if not t.startswith("http")]
    assert [target for target in targets if not (PROJECT / target).exists()] == []


def test_no_file_holds_a_machine_s_paths() -> None:
    held = []
    for path in PROJECT.rglob("*"):
        inside = path.relative_to(PROJECT).as_posix()
        if path.is_file() and re.search(r"\.(py|md|toml|html|css|js|csv)$", inside):
            if inside.startswith((".venv", "index/", ".")):
                continue
            text = path.read_text(encoding="utf-8", errors="ignore")
            if re.search(r"/(?:root|home|Users|work)/[a-z]", text) and path != Path(__file__):
                held.append(inside)
    assert held == []
