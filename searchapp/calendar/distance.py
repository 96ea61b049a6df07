"""Distances from the day of publication ("two weeks ago"), read by dateparser."""

from __future__ import annotations

from datetime import date, datetime, time
from functools import lru_cache


@lru_cache(maxsize=10_000)
def day_at_distance(words: str, published: date) -> date | None:
    """The day so far from publication; `words` are English with figures: "2 weeks ago"."""
    # Imported on first use: it takes as long as all else that the command line needs.
    import dateparser

    found = dateparser.parse(
        words,
        languages=["en"],
        settings={
            "RELATIVE_BASE": datetime.combine(published, time(12)),
            "PARSERS": ["relative-time"],
        },
    )
    return found.date() if found else None
