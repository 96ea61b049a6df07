"""What of a paragraph is shown for a hit, and which words of it are marked.

- span: a run of words that satisfied the query; what is marked is what matched.
- window: the part of a long paragraph that is shown: where the most different leaves of the
  query are satisfied, then where the most words are, then the first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import repeat

import numpy as np

from searchapp.glance import Glance, glance
from searchapp.kernels import compiled
from searchapp.matching import Mark, Marks, Matcher, compile_query, spans_of
from searchapp.model import (
    And,
    AtLeast,
    Everything,
    FacetIs,
    FacetStarts,
    Node,
    Not,
    Or,
    Paragraph,
    Snippet,
    Span,
    Title,
)
from searchapp.settings import Limits
from searchapp.sought import Found
from searchapp.text import Cut

WHOLE = 400
READ = Limits().snippet_characters
# So far Unicode has none there; a test says when it has.
_NO_SPACES_BEYOND = 0x4000
_SENTENCE_ENDS = (". ", "! ", "? ", ".” ", '." ')


def spans(query: Node, text: str) -> tuple[Span, ...]:
    """The words of a text that satisfy the query, as far as the text alone can tell.

    Titles and facets are taken to be satisfied, so that the paragraphs of a document can be
    marked when no more is known of them than their text.
    """
    matcher = _text_matcher(query)
    return matcher.spans(Glance(matcher.sought.within(text[:READ]))) or ()


def snippet(
    query: Node | Matcher,
    paragraph: Paragraph,
    *,
    longest: int = WHOLE,
    read: int = READ,
    stated_only: bool = False,
) -> Snippet:
    """The paragraph, or where it has more than `longest` characters the best window of it.

    Words beyond the first `read` characters are not marked. For many paragraphs compile the
    query once.
    """
    matcher = query if isinstance(query, Matcher) else compile_query(query)
    text, beginning = paragraph.text, paragraph
    if len(text) > read:
        beginning = paragraph._replace(text=text[:read])
    subject = glance(matcher, beginning, stated_only=stated_only)
    marks, cut = matcher.marks(subject) or [], subject.cut
    quick = compiled.native is not None and len(text) <= read
    return (_shown_by_kernel if quick else _shown)(text, marks, cut, longest)


@lru_cache(maxsize=256)
def _text_matcher(query: Node) -> Matcher:
    return compile_query(_about_text(query, wanted=True))


def _about_text(node: Node, *, wanted: bool) -> Node:
    """The tree with titles and facets satisfied where they are wanted, not where they are not."""
    match node:
        case Title() | FacetIs() | FacetStarts():
            return Everything() if wanted else Not(Everything())
        case And(children):
            return And(tuple(_about_text(child, wanted=wanted) for child in children))
        case Or(children):
            return Or(tuple(_about_text(child, wanted=wanted) for child in children))
        case AtLeast(count, children):
            return AtLeast(count, tuple(_about_text(child, wanted=wanted) for child in children))
        case Not(child):
            return Not(_about_text(child, wanted=not wanted))
        case _:
            return node


# --- the window -----------------------------------------------------------------------------


@cache
def _spaces() -> bytes:
    """What `str.isspace` says of each code point, a bit for each, the lowest of a byte first."""
    spaces = [chr(code).isspace() for code in range(_NO_SPACES_BEYOND)]
    return np.packbits(spaces, bitorder="little").tobytes()


def _shown_by_kernel(text: str, marks: Marks, cut: Cut | Found, longest: int) -> Snippet:
    """The same as `_shown`."""
    assert compiled.native, "there is a kernel"
    start, end, before, after, places = compiled.native.window(
        text, marks, cut.starts, cut.ends, longest, _spaces(), _SENTENCE_ENDS
    )
    marked = tuple(map(tuple.__new__, repeat(Span), places))
    return Snippet(text[start:end], marked, start, before, after)


def _shown(text: str, marks: Marks, cut: Cut | Found, longest: int) -> Snippet:
    if len(text) <= longest:
        return Snippet(text, spans_of(marks, cut))
    start, end = _window(text, _placed(marks, cut), longest)
    return Snippet(
        text[start:end],
        _inside(marks, cut, start, end),
        offset=start,
        before=bool(text[:start].strip()),
        after=bool(text[end:].strip()),
    )


# A mark with its place in characters: start, end, leaf.
_Placed = tuple[int, int, int]


def _placed(marks: Sequence[Mark], text: Cut | Found) -> list[_Placed]:
    starts, ends = text.starts, text.ends
    return sorted([(starts[first], ends[last], leaf) for first, last, leaf in marks])


def _window(text: str, marks: Sequence[_Placed], longest: int) -> tuple[int, int]:
    """Start and end of what is shown, at most `longest` characters, cut between words."""
    first, last = _core(marks, longest)
    start = _start(text, first, max(0, last - longest), longest - (last - first))
    end = min(len(text), max(start + longest, last))
    if end < len(text):
        end = _cut_before(text, end, max(last, start + longest // 2))
    return start, end


def _core(marks: Sequence[_Placed], longest: int) -> tuple[int, int]:
    """First and last character of the marks that are worth most together within `longest`."""
    best, core = (0, 0), (0, 0)
    held: Counter[int] = Counter()
    leaves = left = 0
    for right, (_, end, leaf) in enumerate(marks):
        leaves += not held[leaf]
        held[leaf] += 1
        while left < right and end - marks[left][0] > longest:
            gone = marks[left][2]
            held[gone] -= 1
            leaves -= not held[gone]
            left += 1
        worth = (leaves, right - left + 1)
        if worth > best:
            start = marks[left][0]
            best, core = worth, (start, min(end, start + longest))
    return core


def _start(text: str, first: int, earliest: int, spare: int) -> int:
    """Where to begin: at a sentence if one begins near enough before the first mark."""
    lowest = max(earliest, first - spare * 2 // 3)
    if lowest <= 0:
        return 0
    opening = max(text.rfind(ending, lowest, first) + len(ending) for ending in _SENTENCE_ENDS)
    if opening > lowest + 1 and opening <= first:
        return opening
    wanted = max(lowest, first - spare // 3)
    return _cut_after(text, wanted, first)


def _cut_after(text: str, place: int, latest: int) -> int:
    """The first beginning of a word from `place` on, or `place` where there is none."""
    if text[place - 1].isspace():
        return place
    for at in range(place, latest):
        if text[at].isspace():
            return at + 1
    return place


def _cut_before(text: str, place: int, earliest: int) -> int:
    """The last end of a word up to `place`, or `place` where there is none."""
    if text[place].isspace():
        return place
    for at in range(place - 1, earliest - 1, -1):
        if text[at].isspace():
            return at
    return place


def _inside(marks: Sequence[Mark], text: Cut | Found, start: int, end: int) -> tuple[Span, ...]:
    """The marks within the window, counted from its start."""
    starts, ends = text.starts, text.ends
    near = [mark for mark in marks if starts[mark[0]] < end and ends[mark[1]] > start]
    return tuple(
        [
            Span(max(first - start, 0), min(last, end) - start)
            for first, last in spans_of(near, text)
        ]
    )
