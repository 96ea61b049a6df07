"""Typed words and phrases to leaves of the tree.

- run: typed text without blanks, brackets or quotation marks: "crypto-mobilization", "mobil*".
- piece: a part of a run that is one word or one pattern.
"""

from __future__ import annotations

import re

from searchapp import text
from searchapp.errors import LimitExceeded
from searchapp.model import Everything, Fuzzy, Node, Phrase, Prefix, Wildcard, Word
from searchapp.querylang.ledger import Ledger

_BEFORE = re.compile(r"[^\w*?=]*")
_PIECE = re.compile(rf"(?:[^\W_]|[*?{text.APOSTROPHES}])+")
_SIGNS = re.compile(r"[*?]+")
_LITERAL_OR_SIGNS = re.compile(r"[*?]+|[^*?]+")
_ARITHMETIC = re.compile(r"[0-9]+(?:\*+[0-9]+)+")
_FUZZY = re.compile(r"([^~]+)~([0-9]*)")


def read_run(run: str, ledger: Ledger, *, last: bool = False) -> list[Node]:
    """The leaves of a run, to be joined by AND; none where it holds no word.

    `last` tells that nothing follows, so that a question mark after a word ends a question.
    """
    core = _stripped(run)
    if core.startswith("="):
        return _words(ledger.words(core), exact=True)
    if last and (question := _without_question_mark(core)):
        ledger.note(f"the question mark after “{question}” was taken as punctuation")
        core = question
    if _SIGNS.search(core):
        return _patterns(core, ledger)
    if fuzzy := _FUZZY.fullmatch(core):
        return _fuzzy(fuzzy[1], fuzzy[2] or "1", ledger)
    return _words(ledger.words(core))


def read_phrase(quoted: str, slop: str, ledger: Ledger, *, exact: bool = False) -> list[Node]:
    """The leaf of what stood between quotation marks, as a list of one, or of none if empty."""
    most = ledger.limits.phrase_slop
    between = int(slop) if slop else 0
    if between > most:
        raise LimitExceeded("q", f"at most {most} other words inside a phrase")
    if re.search(r"\w\*", quoted):
        ledger.note(f"inside quotation marks the * of “{quoted}” is no wildcard")
    exact = exact or quoted.lstrip().startswith("=")
    found = ledger.words(quoted)
    if not found:
        ledger.note("a phrase without words was left out")
    return _words(found, exact=exact, slop=between)


def plain_words(typed: str, ledger: Ledger) -> list[Node]:
    """Typed text as a word, or as the phrase of its words, whatever signs it holds."""
    return _words(ledger.words(typed))


def _words(words: tuple[str, ...], *, exact: bool = False, slop: int = 0) -> list[Node]:
    if not words:
        return []
    if len(words) == 1:
        return [Word(words[0], exact)]
    return [Phrase(words, slop, exact)]


def _stripped(run: str) -> str:
    """The run without the punctuation around it."""
    core = _BEFORE.sub("", run, count=1)
    end = len(core)
    while end and not (core[end - 1].isalnum() or core[end - 1] in "*?~"):
        end -= 1
    return core[:end]


def _without_question_mark(core: str) -> str:
    """ "Bakhmut?" gives "Bakhmut"; text with other wildcards, or none before the mark, gives ""."""
    word = core.rstrip("?")
    if word == core or _SIGNS.search(word) or not text.words(word):
        return ""
    return word


def _patterns(core: str, ledger: Ledger) -> list[Node]:
    nodes: list[Node] = []
    for piece in _PIECE.findall(core):
        pattern = _folded(piece)
        if _SIGNS.search(pattern) and not _ARITHMETIC.fullmatch(pattern):
            nodes.append(_pattern(pattern, ledger))
        else:
            nodes += _words(ledger.words(piece))
    return nodes


def _folded(piece: str) -> str:
    """The piece as a word, but with its signs left in it."""
    parts = _LITERAL_OR_SIGNS.findall(piece)
    folded = "".join(part if part[0] in "*?" else text.word_of(part) for part in parts)
    return _SIGNS.sub(_in_order, folded)


def _pattern(pattern: str, ledger: Ledger) -> Node:
    """A leaf for one folded word with `*` and `?` in it."""
    if not pattern.strip("*"):
        return Everything()
    start = _SIGNS.split(pattern, maxsplit=1)[0]
    least = ledger.limits.wildcard_letters
    if len(start) < least:
        raise LimitExceeded("q", f"a wildcard needs at least {least} letters before it")
    ledger.count_wildcard()
    return Prefix(start) if pattern == f"{start}*" else Wildcard(pattern)


def _in_order(signs: re.Match[str]) -> str:
    """`*?*` and `?*` ask for the same: at least one character."""
    return "?" * signs.group().count("?") + "*" * ("*" in signs.group())


def _fuzzy(typed: str, edits: str, ledger: Ledger) -> list[Node]:
    found = text.words(typed)
    if len(found) != 1:
        ledger.note(f"“{typed}~{edits}” was searched as plain words: only a word can be fuzzy")
        return _words(ledger.words(typed))
    limits = ledger.limits
    if len(edits) > 3 or int(edits) > limits.fuzzy_distance:
        raise LimitExceeded("q", f"the distance of a fuzzy word is at most {limits.fuzzy_distance}")
    if not int(edits):
        return _words(ledger.words(typed))
    if len(found[0]) < limits.fuzzy_letters:
        raise LimitExceeded("q", f"a fuzzy word needs at least {limits.fuzzy_letters} letters")
    ledger.count_fuzzy()
    return [Fuzzy(found[0], int(edits))]
