"""Turn files of one paragraph a line into documents that `searchapp index` reads.

    python scripts/convert_corpus.py FILE.jsonl[.gz] … --out DIR

A line has `title` and `paragraph` (or `text`), and may have `date`, `published`, `url`, `section`,
`theatre` and `n`; lines of one title and date make a document. The files are read in place;
what is written goes to DIR, one JSON Lines file for each input.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_UNSAFE = re.compile(r"[^a-z0-9]+")


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a file, packed or not."""
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8")
    for line in text.split("\n"):
        if line.strip():
            yield json.loads(line)


def documents(path: Path, *, source: str, publisher: str) -> Iterator[dict[str, Any]]:
    """One record a document, its paragraphs in the order of the file."""
    prefix = "-".join(path.name.split(".")[0].split("-")[:2])
    grouped: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for record in lines(path):
        day = str(record.get("date") or record.get("published") or "")
        grouped.setdefault((day, str(record.get("title") or "")), []).append(record)
    for (day, title), members in grouped.items():
        first = members[0]
        yield {
            "id": _UNSAFE.sub("-", f"{prefix} {day} {title}".lower()).strip("-"),
            "title": title,
            "url": first.get("url") or "",
            "publisher": publisher,
            "published": day or str(first.get("retrieved") or ""),
            "source": source,
            "paragraphs": [
                {
                    "text": record.get("paragraph") or record.get("text") or "",
                    "section": record.get("section") or "",
                }
                for record in members
            ],
        }


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    options.add_argument("files", nargs="+", type=Path, metavar="FILE")
    options.add_argument("--out", type=Path, required=True, metavar="DIR")
    chosen = options.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    for path in chosen.files:
        reports = "isw" in path.name
        named = "Institute for the Study of War" if reports else "Wikipedia"
        out = chosen.out / f"{path.name.split('.')[0]}.jsonl"
        made = list(documents(path, source=named if reports else "", publisher=named))
        out.write_text("".join(json.dumps(each, ensure_ascii=False) + "\n" for each in made))
        print(f"{out}: {len(made)} documents")
    return 0


if __name__ == "__main__":
    sys.exit(main())
