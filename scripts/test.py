"""Set up and pass the tests: `python3 scripts/test.py`. Further options go to pytest."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from environment import PROJECT, python_in

_CHECKED = ("searchapp", "scripts", "tests")


def main() -> int:
    python = python_in(".venv-test", extras="test")
    steps = [
        ("format", ["ruff", "format", "--check", "--quiet", *_CHECKED]),
        ("lint", ["ruff", "check", "--quiet", *_CHECKED]),
        ("types", ["mypy"]),
        ("tests", ["pytest", "-n", "auto", *sys.argv[1:]]),
    ]
    failed = [name for name, command in steps if not _passes(python, name, command)]
    if failed:
        print(f"failed: {', '.join(failed)}")
    return 1 if failed else 0


def _passes(python: Path, name: str, command: list[str]) -> bool:
    print(f"── {name}", flush=True)
    return subprocess.run([str(python), "-m", *command], cwd=PROJECT, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
