"""The static files: a fixed few, read once, each under an address that changes with its content.

Nothing else can be asked for, so no path of a request ever reaches the file system.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

TYPES = {
    "style.css": "text/css; charset=utf-8",
    "search.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml; charset=utf-8",
    "icon-180.png": "image/png",
}


@dataclass(frozen=True, slots=True)
class Assets:
    """`version` is a digest of all files, a part of their addresses."""

    files: Mapping[str, bytes]
    version: str

    @property
    def addresses(self) -> dict[str, str]:
        return {name: f"/static/{self.version}/{name}" for name in self.files}


def folder() -> Path:
    """Where the static files lie: inside the installed package, else beside it in a checkout."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "static"
    return installed if installed.is_dir() else package.parent / "static"


def load(place: Path) -> Assets:
    """Read the files. Raises OSError when one of them is not there."""
    files = {name: (place / name).read_bytes() for name in TYPES}
    digest = sha256(b"".join(files[name] for name in sorted(files)))
    return Assets(files, digest.hexdigest()[:12])
