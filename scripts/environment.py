"""A virtual environment beside the project, made once and renewed when its needs change.

Runs on a bare Python 3.11+: only the standard library is imported here.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
_OLDEST = (3, 11)


def python_in(name: str, *, extras: str = "") -> Path:
    """The interpreter of the environment `name`, with the project and its extras installed.

    Installs only when the environment is new, or pyproject.toml or the kernels in C changed.
    Ends the program with a message when Python is too old or cannot make environments.
    """
    if sys.version_info < _OLDEST:
        sys.exit(f"searchapp needs Python 3.11 or later; this is {sys.version.split()[0]}")
    folder = PROJECT / name
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    marker = folder / "installed-for"
    wanted = _fingerprint(extras)
    if python.exists() and marker.exists() and marker.read_text() == wanted:
        return python
    if not python.exists():
        _create(folder)
    print(f"Installing searchapp into {name} (once) …", flush=True)
    target = f".[{extras}]" if extras else "."
    _run(
        [
            str(python),
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "-e",
            target,
        ],
        "the installation failed; is the package registry reachable?",
    )
    marker.write_text(wanted)
    return python


def hand_over(command: list[str]) -> int:
    """Become the command, so that signals reach it and not a parent that would leave it behind.

    Windows cannot replace a process; there it runs as a child, whose exit code is returned.
    """
    if os.name == "posix":
        os.execv(command[0], command)
    try:
        return subprocess.run(command, check=False).returncode
    except KeyboardInterrupt:
        return 130


def _fingerprint(extras: str) -> str:
    sources = [PROJECT / "pyproject.toml", PROJECT / "scripts" / "compile_kernels.py"]
    sources += sorted((PROJECT / "searchapp" / "kernels" / "native").glob("*.[ch]"))
    text = b"".join(source.read_bytes() for source in sources)
    return hashlib.sha256(text + f"{extras} {sys.version}".encode()).hexdigest()


def _create(folder: Path) -> None:
    print(f"Making the environment {folder.name} …", flush=True)
    _run(
        [sys.executable, "-m", "venv", "--clear", str(folder)],
        "this Python cannot make environments; on Debian and Ubuntu install python3-venv",
    )


def _run(command: list[str], advice: str) -> None:
    if subprocess.run(command, cwd=PROJECT, check=False).returncode:
        sys.exit(advice)
