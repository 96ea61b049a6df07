"""Whether what an earlier run made may be used again.

- recipe: a digest of all that decides a result beside its input. Documents are read again when
  the recipe of reading changed, and tagged again when the recipe of tagging did: after a change
  of vocabulary, and after a change of the program itself.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

import searchapp

_PACKAGE = Path(__file__).parent
# Modules that both roads go through; listed here are folders and files of the package.
_COMMON = ("model.py", "text.py", "edtf.py", "gregorian.py")
_READING = (*_COMMON, "readers", "intake.py")
_TAGGING = (*_COMMON, "tagging", "vocabulary", "likeness.py", "matching.py", "schema.py")


def reading_recipe() -> str:
    """Changes when files may give other documents than before."""
    return _digest(_READING)


def tagging_recipe(vocabulary: str, *, tagging: bool) -> str:
    """Changes when documents may get other tags; `vocabulary` is the digest of its files."""
    if not tagging:
        return f"given values only {_digest(_COMMON)}"
    return f"{vocabulary} {_digest(_TAGGING)}"


def _digest(parts: Iterable[str]) -> str:
    digest = hashlib.sha256(searchapp.__version__.encode())
    for part in parts:
        for file in _files(_PACKAGE / part):
            digest.update(file.relative_to(_PACKAGE).as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path] if path.exists() else []
    return sorted(
        file for file in path.rglob("*") if file.is_file() and "__pycache__" not in file.parts
    )
