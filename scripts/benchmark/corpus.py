"""The corpus: paragraphs of speeches, as many as wanted.

Speaker is the source, post the actor, country the region, year the date, decade the topic. The
day of publication is made up within September of the year, when the General Assembly meets.
Beyond the size of the file the paragraphs are repeated, with years moved on within the span of
the corpus and with their sentences in another order.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import zlib
from collections.abc import Iterator
from datetime import date
from itertools import count, islice
from pathlib import Path

from searchapp.model import Mention, Paragraph

_FIRST_YEAR, _YEARS = 1946, 79
_SENTENCE = re.compile(r"(?<=[.!?]) +")


def paragraphs(file: Path, size: int) -> Iterator[Paragraph]:
    """So many paragraphs, the same ones every time."""
    return islice((each for copy in count() for each in _copy(file, copy)), size)


def _copy(file: Path, copy: int) -> Iterator[Paragraph]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield _paragraph(json.loads(line), copy)


def _paragraph(fields: dict[str, str | int | None], copy: int) -> Paragraph:
    document, _, number = str(fields["id"]).rpartition("-")
    text, year = str(fields["text"]), int(fields["year"] or 0)
    if copy:
        document = f"{document}-copy{copy}"
        sentences = _SENTENCE.split(text)
        random.Random(zlib.crc32(text.encode()) + copy).shuffle(sentences)
        text = " ".join(sentences)
        year = _FIRST_YEAR + (year - _FIRST_YEAR + 7 * copy) % _YEARS
    day = date(year, 9, 15 + zlib.crc32(document.encode()) % 14)
    given = {
        "source": fields["speaker"],
        "actor": fields["post"],
        "region": fields["country"],
        "date": f"{year:04d}",
        "topic": f"{year // 10}0s",
    }
    mentions = {
        facet: (Mention(str(value), 0, 0, "", "given"),) for facet, value in given.items() if value
    }
    title = f"{fields['country']}, {year}"
    return Paragraph(
        f"{document}:{number}", document, int(number), text, title, day, mentions=mentions
    )
