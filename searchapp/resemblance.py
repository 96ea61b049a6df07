"""More like this: a paragraph as a query for paragraphs that share its telling words.

- telling: words that stand often in this paragraph and seldom in others; in a small collection
  "without" is as seldom as "Bakhmut", so words of grammar are left out by name.
- likeness: the query, "at least 3 of (…)": an ordinary search, with an address, that a reader
  can change and cite.
"""

from __future__ import annotations

import math
from collections import Counter

from searchapp.backends.base import Backend, idf
from searchapp.model import Node, Paragraph, Search, Word
from searchapp.querylang import render
from searchapp.querylang.joining import at_least
from searchapp.telling import can_tell
from searchapp.text import stem, words

_MOST = 12
_ASKED = 40
_COMMONEST = 0.2


def likeness(paragraph: Paragraph, backend: Backend) -> Node | None:
    """The query for paragraphs like this one, itself among them; None when no word is telling."""
    telling = telling_words(paragraph, backend)
    if len(telling) < 2:
        return None
    return at_least(max(2, math.ceil(len(telling) / 4)), [Word(word) for word in telling])


def typed_likeness(paragraph: Paragraph, backend: Backend) -> str:
    """The query as text for the search box; empty when no word is telling."""
    query = likeness(paragraph, backend)
    return render(query) if query else ""


def telling_words(paragraph: Paragraph, backend: Backend) -> tuple[str, ...]:
    """The most telling words, best first, one of each stem, each also used elsewhere.

    Rare words are asked about first, as far as their length tells, so that the number of
    questions to the index is bounded.
    """
    every = backend.status().paragraphs
    written = [word for word in words(paragraph.text) if can_tell(word)]
    often = Counter(map(stem, written))
    forms = {stem(word): word for word in reversed(written)}
    ranked = []
    for term in sorted(forms, key=lambda each: (-often[each], -len(each)))[:_ASKED]:
        search = Search(query=Word(forms[term]), size=1, facet_size=0)
        matching = backend.search(search).total
        if 2 <= matching <= max(2, every * _COMMONEST):
            weight = (1 + math.log(often[term])) * idf(every, matching)
            ranked.append((-weight, forms[term]))
    return tuple(word for _, word in sorted(ranked)[:_MOST])
