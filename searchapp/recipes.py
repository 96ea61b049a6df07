"""Whether what an earlier run made may be used again.

- recipe: a digest of all that decides a result beside its input. Documents are read again when
  the recipe of reading changed, and tagged again when the recipe of tagging did: after a change
  of vocabulary, and after a change of the program itself.
- entries: the files of the vocabulary that are compared one by one (tagging/retagging); all else
  counts as the program.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import searchapp

_PACKAGE = Path(__file__).parent
# Parts that only keep and answer. Whatever is not named here may decide a tag.
_ANSWERING = frozenset(
    """__pycache__ backends commands export kernels static web __main__.py build.py cli.py
    crosstab.py evaluate.py facets.py filelock.py find.py former.py generations.py manifest.py
    glance.py register.py snippets.py sought.py urls.py""".split()
)
_TAGGING = frozenset(("tagging", "vocabulary", "matching.py", "likeness.py", "querylang"))
_ENTRIES = ("vocabulary", ".toml")


def reading_recipe() -> str:
    """Changes when files may give other documents than before."""
    return _digest(_ANSWERING | _TAGGING)


def tagging_recipe(vocabulary: str, *, tagging: bool) -> str:
    """Changes when documents may get other tags; `vocabulary` is the digest of its files."""
    if not tagging:
        return f"given values only {_digest(_ANSWERING | _TAGGING)}"
    return f"{vocabulary} {_digest(_ANSWERING)}"


def have_one_program(recipe: str, other: str) -> bool:
    """Whether two recipes of tagging differ at most in the vocabulary."""
    return recipe.rpartition(" ")[2] == other.rpartition(" ")[2]


def _digest(left_out: frozenset[str]) -> str:
    digest = hashlib.sha256(searchapp.__version__.encode())
    for part in sorted(_PACKAGE.iterdir()):
        for file in _files(part) if part.name not in left_out else ():
            digest.update(file.relative_to(_PACKAGE).as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    return sorted(file for file in path.rglob("*") if file.is_file() and _counts(path.name, file))


def _counts(part: str, file: Path) -> bool:
    return "__pycache__" not in file.parts and (part, file.suffix) != _ENTRIES
