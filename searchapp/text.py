"""What a word is. Every part that cuts, compares or stems text does it here.

- token: a run of letters and digits, with its place in the original text.
- word: a token folded: compatibility forms unified, case and accents removed.
- stem: a word without its English ending; the term of the index.
- gap: what stands between a token and the next, or after the last.

A hyphen parts tokens, so "crypto-mobilization" is the phrase of two words. An apostrophe
inside a word belongs to it, but a possessive "'s" is cut off.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Sequence
from functools import cache
from itertools import accumulate, compress, repeat
from operator import not_
from typing import NamedTuple

import numpy as np
import Stemmer

from searchapp.remembering import remembered

# What is typed for an apostrophe: besides the right marks an opening quote or an accent.
APOSTROPHES = "'’ʼ‘`"
LETTER = r"[^\W_]"
_TOKEN = re.compile(rf"{LETTER}+(?:[{APOSTROPHES}]{LETTER}+)*")
_TOKEN_KEPT = re.compile(f"({_TOKEN.pattern})")
# The same where all is ASCII, found quicker.
_ASCII_TOKEN_KEPT = re.compile(rf"([0-9A-Za-z]+(?:[{APOSTROPHES}][0-9A-Za-z]+)*)")
_POSSESSIVE = re.compile(rf"[{APOSTROPHES}]s?$", re.IGNORECASE)
_APOSTROPHES = str.maketrans("", "", APOSTROPHES)
# Letters that Unicode does not decompose, with the Latin letters that English texts put for them.
_UNDECOMPOSED = str.maketrans(
    {"ø": "o", "đ": "d", "ð": "d", "ł": "l", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i", "ħ": "h"}
)
# Of ASCII only letters, digits and apostrophes can be part of a token.
_ASCII_PIECES = {
    code: chr(code) if chr(code).isalnum() or chr(code) in APOSTROPHES else " "
    for code in range(128)
}
_ASCII_CHUNKS = {code: piece.lower() for code, piece in _ASCII_PIECES.items()}
# For `bytes.translate` of UTF-8: what of ASCII cannot be part of a token becomes 0. Between the
# zeros lie chunks, each of which can be cut by itself: no token reaches over a zero.
CHUNK_BYTES = bytes(
    byte if byte >= 128 or chr(byte).isalnum() or chr(byte) in APOSTROPHES else 0
    for byte in range(256)
)
# So far Unicode has no letters there; a test says when it has.
_NO_LETTERS_BEYOND = 0x40000
_stemmer = Stemmer.Stemmer("english", 0)


class Token(NamedTuple):
    start: int
    end: int
    word: str


@remembered(200_000)
def fold(text: str) -> str:
    """The text without differences of case, accent and compatibility form.

    NFKC, full case folding, then NFD without combining marks: "Stensønes" gives "stensones",
    "Київ" gives "киів". The length may change.
    """
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold())
    bare = "".join(letter for letter in parts if not unicodedata.combining(letter))
    return bare.translate(_UNDECOMPOSED)


@remembered(500_000)
def word_of(token: str) -> str:
    """The word of one token: folded, without possessive ending and inner apostrophes.

    Letters and digits only, so that a word is a token again and its own word.
    """
    if token.isascii() and token.isalnum():
        return token.lower()
    folded = fold(_POSSESSIVE.sub("", token)).translate(_APOSTROPHES)
    return folded if folded.isalnum() else "".join(filter(str.isalnum, folded))


def spelt(spelling: str) -> tuple[str, int]:
    """The word of a token as written, and how many of its characters a possessive ending takes."""
    ending = None if spelling.isalnum() else _POSSESSIVE.search(spelling)
    return word_of(spelling), len(ending[0]) if ending else 0


def ascii_word(token: bytes) -> str:
    """The same of letters and digits of ASCII; not remembered, for whoever asks of each once."""
    return str(token.lower(), "ascii")


class Cut(NamedTuple):
    """The tokens of a text, column by column; a possessive 's belongs to the gap after it."""

    starts: list[int]
    ends: list[int]
    words: list[str]
    gaps: list[str]


def parted(text: str) -> list[str]:
    """The text as gap, spelling, gap, spelling, …, gap."""
    return (_ASCII_TOKEN_KEPT if text.isascii() else _TOKEN_KEPT).split(text)


def cut(text: str) -> Cut:
    """The text taken apart at its tokens: the quick way to read many columns of it."""
    pieces = parted(text)
    raws = pieces[1::2]
    places = list(accumulate(map(len, pieces)))
    found = Cut(places[:-1:2], places[1::2], list(map(word_of, raws)), pieces[2::2])
    return _settled(text, found, raws)


def _settled(text: str, found: Cut, raws: Sequence[str]) -> Cut:
    """The tokens, as they are written in `raws`, without possessive endings, which go into the
    gaps, and without those of which folding leaves nothing."""
    if any(mark in text for mark in APOSTROPHES):
        for token in compress(range(len(raws)), map(not_, map(str.isalnum, raws))):
            if ending := spelt(raws[token])[1]:
                found.ends[token] -= ending
                found.gaps[token] = raws[token][-ending:] + found.gaps[token]
    return found if "" not in found.words else _without_wordless(text, found)


def _without_wordless(text: str, found: Cut) -> Cut:
    """Without the tokens of which folding leaves nothing: they are part of a gap."""
    kept = [token for token, word in enumerate(found.words) if word]
    starts, ends = ([column[token] for token in kept] for column in found[:2])
    following = [*starts, len(text)][1:]
    gaps = [text[end:start] for end, start in zip(ends, following, strict=True)]
    return Cut(starts, ends, [found.words[token] for token in kept], gaps)


def tokens(text: str) -> list[Token]:
    """All tokens in order; `text[start:end]` is the token as written, without possessive 's."""
    starts, ends, found, _ = cut(text)
    columns = zip(starts, ends, found, strict=True)
    return list(map(tuple.__new__, repeat(Token), columns))  # quicker than Token(…) for each


def spellings(text: str) -> list[str]:
    """The tokens as written, possessive ending and all; `word_of` makes words of them."""
    return _TOKEN.findall(text)


@cache
def alphabets() -> tuple[bytes, bytes]:
    """Letters and apostrophes for the kernels in C: a bit for each code point, the lowest of a
    byte first."""
    codes = np.arange(_NO_LETTERS_BEYOND, dtype="<u4")
    codes[0xD800:0xE000] = 0  # no surrogates, which take long to decode
    points = codes.tobytes().decode("utf-32-le")
    letters, apostrophes = np.zeros((2, sys.maxunicode + 1), dtype=np.bool_)
    for run in re.finditer(f"{LETTER}+", points):
        letters[run.start() : run.end()] = True
    apostrophes[list(map(ord, APOSTROPHES))] = True
    low_first = [np.packbits(each, bitorder="little").tobytes() for each in (letters, apostrophes)]
    return low_first[0], low_first[1]


def chunks(text: str) -> list[str]:
    """Pieces of the text, mostly of one token, between which there is none: the quick way to
    cut much text, since the spellings of a chunk need to be found only once.

    `[w for c in chunks(text) for w in words(c)] == words(text)`
    """
    if text.isascii():
        return text.translate(_ASCII_CHUNKS).split()
    return spellings(text)


def pieces(text: str) -> list[str]:
    """Chunks as they are written, large or small."""
    if text.isascii():
        return text.translate(_ASCII_PIECES).split()
    return spellings(text)


def words(text: str) -> list[str]:
    """The folded words in order, without places; the quick form of `tokens`."""
    return [word for raw in spellings(text) if (word := word_of(raw))]


@remembered(500_000)
def stem(word: str) -> str:
    """The stem of a folded word by the Snowball English stemmer (Porter 2)."""
    return str(_stemmer.stemWord(word))


def stems_of(words: Sequence[str]) -> list[str]:
    """The stem of each word; not remembered, for whoever asks of each once."""
    found: list[str] = _stemmer.stemWords(words)
    return found


def stems(text: str) -> list[str]:
    return [stem(word) for word in words(text)]
