"""What a word is. Every part that cuts, compares or stems text does it here.

- token: a run of letters and digits, with its place in the original text.
- word: a token folded: compatibility forms unified, case and accents removed.
- stem: a word without its English ending; the term of the index.

A hyphen parts tokens, so "crypto-mobilization" is the phrase of two words. An apostrophe
inside a word belongs to it, but a possessive "'s" is cut off.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

import Stemmer

_TOKEN = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’ʼ]s?$", re.IGNORECASE)
_APOSTROPHES = str.maketrans("", "", "'’ʼ")
# Letters that Unicode does not decompose, with the Latin letters that English texts put for them.
_UNDECOMPOSED = str.maketrans(
    {"ø": "o", "đ": "d", "ð": "d", "ł": "l", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i", "ħ": "h"}
)
# Of ASCII only letters, digits and the apostrophe can be part of a token.
_ASCII_CHUNKS = {
    code: chr(code).lower() if chr(code).isalnum() or chr(code) == "'" else " "
    for code in range(128)
}
_stemmer = Stemmer.Stemmer("english", 0)


class Token(NamedTuple):
    start: int
    end: int
    word: str


@lru_cache(maxsize=200_000)
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


@lru_cache(maxsize=500_000)
def word_of(token: str) -> str:
    """The word of one token: folded, without possessive ending and inner apostrophes.

    Letters and digits only, so that a word is a token again and its own word.
    """
    if token.isascii() and token.isalnum():
        return token.lower()
    folded = fold(_POSSESSIVE.sub("", token)).translate(_APOSTROPHES)
    return folded if folded.isalnum() else "".join(filter(str.isalnum, folded))


def tokens(text: str) -> list[Token]:
    """All tokens in order; `text[start:end]` is the token as written, without possessive 's."""
    found: list[Token] = []
    add, find, made = found.append, text.find, tuple.__new__  # this loop is the cost of a snippet
    at = 0
    for raw in _TOKEN.findall(text):
        # Between tokens no letter stands, so the next place of this run of letters is its own.
        start = find(raw, at)
        at = end = start + len(raw)
        word = word_of(raw)
        if not word:
            continue
        if not raw.isalnum() and (ending := _POSSESSIVE.search(raw)):
            end = start + ending.start()
        add(made(Token, (start, end, word)))
    return found


def spellings(text: str) -> list[str]:
    """The tokens as written, possessive ending and all; `word_of` makes words of them."""
    return _TOKEN.findall(text)


def chunks(text: str) -> list[str]:
    """Pieces of the text, mostly of one token, between which there is none: the quick way to
    cut much text, since the spellings of a chunk need to be found only once.

    `[w for c in chunks(text) for w in words(c)] == words(text)`
    """
    if text.isascii():
        return text.translate(_ASCII_CHUNKS).split()
    return spellings(text)


def words(text: str) -> list[str]:
    """The folded words in order, without places; the quick form of `tokens`."""
    return [word for raw in spellings(text) if (word := word_of(raw))]


@lru_cache(maxsize=500_000)
def stem(word: str) -> str:
    """The stem of a folded word by the Snowball English stemmer (Porter 2)."""
    return str(_stemmer.stemWord(word))


def stems(text: str) -> list[str]:
    return [stem(word) for word in words(text)]
