"""Addresses of documents and paragraphs within the site, relative to its root."""

from __future__ import annotations

from urllib.parse import quote, urlencode

# What may stand unescaped in a path; the slash stays, since ids may be paths of files.
_SAFE = "/:@-._~!$'()*,="


def document_path(document: str, paragraph: int | None = None, typed: str = "") -> str:
    """`/document/<id>?q=…#p12`; `typed` is what to mark there."""
    query = f"?{urlencode({'q': typed})}" if typed else ""
    anchor = f"#p{paragraph}" if paragraph is not None else ""
    return f"/document/{quote(document, safe=_SAFE)}{query}{anchor}"


def paragraph_path(paragraph_id: str) -> str:
    return f"/paragraph/{quote(paragraph_id, safe=_SAFE)}"
