"""Settings passed in by the caller, and the limits of a search; nothing is read at import."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that a search may ask for. Beyond it the answer is 400 with the reason."""

    query_characters: int = 1_000
    query_words: int = 64
    query_depth: int = 16
    wildcards: int = 4
    wildcard_letters: int = 2
    expansions: int = 1_024
    fuzzy_words: int = 4
    fuzzy_distance: int = 2
    fuzzy_letters: int = 4
    phrase_slop: int = 100
    filters: int = 100
    url_bytes: int = 4_000
    parameters: int = 200
    page_size: int = 100
    page_size_json: int = 1_000
    snippet_characters: int = 50_000
    seconds: float = 5.0


@dataclass(frozen=True, slots=True)
class Settings:
    index: Path = Path("index")
    vocabulary: tuple[Path, ...] = ()
    host: str = "127.0.0.1"
    port: int = 8000
    public_url: str = ""
    proxies: int = 0
    open_api: bool = False
    limits: Limits = field(default_factory=Limits)
