"""Which words of a question written as a sentence are asked for.

- telling words: those that are no function words, each at most twice, however often it stands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from searchapp.text import stem, words

Choose = Callable[[str], list[str]]
_FUNCTION_WORDS = frozenset(
    """
    a an the this that these those there here it its they them their we us our you your he she his
    her i me my who whom whose which what when where why how of in on at to for from by with without
    within about between among during into onto out over under up down off as than then so such
    and or nor but not no if because while until be am is are was were been being do does did
    done has have had having can could may might will would shall should must any some all each
    every other only own same too very also just
    """.split()
)
_TWICE = 2


def every_word(question: str) -> list[str]:
    return words(question)


def no_function_words(question: str) -> list[str]:
    written = words(question)
    return [word for word in written if word not in _FUNCTION_WORDS] or written


def telling_words(question: str) -> list[str]:
    return at_most(_TWICE, no_function_words(question))


def words_twice_at_most(question: str) -> list[str]:
    return at_most(_TWICE, words(question))


def words_once(question: str) -> list[str]:
    return at_most(1, no_function_words(question))


def at_most(times: int, written: list[str]) -> list[str]:
    """The words without those whose stem stood so often before."""
    seen: Counter[str] = Counter()
    kept = []
    for word in written:
        seen[stem(word)] += 1
        if seen[stem(word)] <= times:
            kept.append(word)
    return kept


# Every engine is asked for any of the same words.
QUESTIONS: dict[str, Choose] = {"telling words": telling_words, "every word": every_word}
