"""Text of documents as other formats can carry it: valid, on one line, short in names."""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256

# What XML 1.0 and UTF-8 cannot hold: most control characters, lone surrogates, U+FFFE and U+FFFF.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_ELSEWHERE = re.compile(r"[^A-Za-z0-9]+")
_DIGEST = 8


def fit(text: str) -> str:
    """The text without characters that no text format may hold."""
    return _UNFIT.sub("", text)


def one_line(text: str) -> str:
    """The text fit, with every run of blanks and line ends as one blank."""
    if text.isprintable() and "  " not in text:
        return text.strip()
    return " ".join(fit(text).split())


def slug(text: str, longest: int) -> str:
    """ASCII letters and digits joined by hyphens; empty where the text has none.

    >>> slug("Київ, “Zürich” & co", 20)
    'zurich-co'
    """
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return _ELSEWHERE.sub("-", bare).strip("-").lower()[:longest].strip("-")


def key(identity: str) -> str:
    """A name for citation keys: the identity itself, or where it holds other characters than
    letters, digits, `.`, `_`, `:` and `-`, what can be kept of it and a digest."""
    kept = re.sub(r"[^A-Za-z0-9._:-]+", "-", identity)
    if kept == identity:
        return kept
    return f"{kept.strip('-')}-{sha256(identity.encode('utf-8', 'replace')).hexdigest()[:_DIGEST]}"
