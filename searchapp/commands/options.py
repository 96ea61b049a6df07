"""Options that several commands share."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TypeAlias

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def add_index(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--index",
        type=Path,
        default=Path("index"),
        metavar="DIR",
        help="the index (default index/)",
    )


def add_vocabulary(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--vocabulary",
        type=Path,
        action="append",
        default=[],
        metavar="DIR",
        help="a folder that extends and overrides the shipped vocabulary; may be repeated",
    )


def add_format(command: argparse.ArgumentParser, *others: str) -> None:
    command.add_argument(
        "--format", choices=("text", "json", *others), default="text", help="default: text"
    )
