"""Bytes to clean text: encodings, characters that may not enter the index, overlong paragraphs.

- encoding: a byte order mark decides, then UTF-8, then what the bytes look like (reported).
- clean: NFC, no control characters or lone surrogates, white space as single spaces.
- piece: a part of a paragraph that is longer than LONGEST characters, cut at a sentence's end.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator

from charset_normalizer import from_bytes

LONGEST = 50_000
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 1_000_000
_UNWANTED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_HIDDEN = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_SPACE = re.compile(r"\s{2,}|[^\S ]")  # all but single blanks, of which there are many
_SENTENCE_END = re.compile(r"[.!?…][\"”»’')\]]*\s")


def decode(raw: bytes) -> tuple[str, str]:
    """The text of a file and a note on its encoding, empty for plain UTF-8.

    Raises ValueError when the bytes are no text.
    """
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            note = "" if encoding == "utf-8-sig" else f"read as {encoding} by its byte order mark"
            return raw.decode(encoding, errors="replace"), note
    if b"\x00" in raw[:_SAMPLE]:
        raise ValueError("the file holds NUL bytes, so it is no text")
    try:
        return raw.decode("utf-8"), ""
    except UnicodeDecodeError as error:
        return _guess(raw, error)


def _guess(raw: bytes, error: UnicodeDecodeError) -> tuple[str, str]:
    strays = len(raw.decode("utf-8", errors="replace")) - len(raw.decode("utf-8", "ignore"))
    if strays * 200 < len(raw):
        place = raw.count(b"\n", 0, error.start) + 1
        note = f"UTF-8 with {strays} broken sequences replaced, the first on line {place}"
        return raw.decode("utf-8", errors="replace"), note
    best = from_bytes(raw[:_SAMPLE], threshold=0.5).best()
    encoding = best.encoding if best else "cp1252"
    return raw.decode(encoding, errors="replace"), f"not UTF-8; read as {encoding}"


def clean(text: str) -> str:
    """One line of text as it may enter the index."""
    if not text.isascii():
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", errors="replace")
        text = _HIDDEN.sub("", unicodedata.normalize("NFC", text))
    return _SPACE.sub(" ", _UNWANTED.sub(" ", text)).strip()


def pieces(text: str) -> Iterator[str]:
    """The text in pieces of at most LONGEST characters, cut after a sentence where possible."""
    start = 0
    while len(text) - start > LONGEST:
        first, last = start + LONGEST // 2, start + LONGEST
        ends = [match.end() for match in _SENTENCE_END.finditer(text, first, last)]
        space = text.rfind(" ", first, last)
        cut = ends[-1] if ends else space if space > 0 else last
        yield text[start:cut].strip()
        start = cut + (text[cut] == " ")
    if rest := text[start:].strip():
        yield rest
