"""The day a text was published, inferred from the dates it names."""

from __future__ import annotations

from datetime import date


def infer_published(text: str) -> date | None:
    """The latest plausible day that the text itself names, or None without evidence."""
    return None
