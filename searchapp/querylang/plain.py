"""The plain beginning of a typed text, which is mostly all of it, read at a stroke.

- plain: words of ASCII with a blank or a bracket after them, quoted words, operators and
  brackets. Where anything else begins, the rest of the text is left to `lexer`.

What is read here, `lexer` would read to the same lexemes; it only takes longer.
"""

from __future__ import annotations

import re

from searchapp.model import Phrase, Word
from searchapp.querylang.ledger import Ledger
from searchapp.querylang.lexemes import OPERATOR, PLAIN_WORD, SIGN, Lexeme

# Columns: a sign, a word, what stands between quotation marks, and all that is not plain.
_PLAIN = re.compile(
    rf"""
    (?: ([(),] | {OPERATOR} | {SIGN})
      | ({PLAIN_WORD})
      | "([0-9A-Za-z]+(?:[ ][0-9A-Za-z]+)*)"(?!~)
      | (.+)
    )\s*
    """,
    re.VERBOSE | re.DOTALL,
)


def plain_beginning(typed: str, ledger: Ledger) -> tuple[list[Lexeme], int]:
    """The lexemes of the plain beginning of a text without blanks around, and where it ends."""
    found: list[Lexeme] = []
    counted, end = 0, len(typed)
    for sign, word, phrase, rest in _PLAIN.findall(typed):
        if word:
            found.append(Word(word.lower()))
            counted += 1
        elif sign:
            found.append(sign)
        elif phrase:
            words = tuple(phrase.lower().split())
            found.append(Phrase(words) if len(words) > 1 else Word(words[0]))
            counted += len(words)
        else:
            end -= len(rest)
    ledger.count_words(counted)
    return found, end
