"""Text and spans to markup. The one place where markup is made of text; every piece is escaped.

- marked: a Snippet, or a text with spans, as runs of text and `<mark>`.
- stressed: a sentence of ours in which `*words*` stand for what was typed, as `<b>`.
- underlined: the same with `<u class="evidence">` for words that tags rest on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from markupsafe import Markup, escape

from searchapp.model import Snippet, Span

_MARK = (Markup("<mark>"), Markup("</mark>"))
_EVIDENCE = (Markup('<u class="evidence">'), Markup("</u>"))
_STRESSED = re.compile(r"(?<!\w)\*(?! )([^*\n]+?)(?<! )\*(?!\w)")
_LEFT_OUT = Markup('<span class="left-out">…</span>')


def marked(snippet: Snippet) -> Markup:
    """The snippet with its spans marked and an ellipsis where something was left out."""
    body = _wrapped(snippet.text, snippet.spans, *_MARK)
    before = _LEFT_OUT + "\u00a0" if snippet.before else Markup("")
    after = "\u00a0" + _LEFT_OUT if snippet.after else Markup("")
    return before + body + after


def underlined(snippet: Snippet) -> Markup:
    return _wrapped(snippet.text, snippet.spans, *_EVIDENCE)


def stressed(sentence: str) -> Markup:
    """`word *crypto*` gives `word <b>crypto</b>`; the stars of a pattern stay."""
    pieces: list[Markup] = []
    done = 0
    for match in _STRESSED.finditer(sentence):
        pieces += (escape(sentence[done : match.start()]), Markup("<b>"))
        pieces += (escape(match[1]), Markup("</b>"))
        done = match.end()
    pieces.append(escape(sentence[done:]))
    return Markup("").join(pieces)


def _wrapped(text: str, spans: Iterable[Span], opening: Markup, closing: Markup) -> Markup:
    pieces: list[Markup] = []
    done = 0
    for span in sorted(spans, key=lambda each: (each.start, each.end)):
        start, end = max(span.start, done), min(span.end, len(text))
        if start >= end:
            continue
        pieces += (escape(text[done:start]), opening, escape(text[start:end]), closing)
        done = end
    pieces.append(escape(text[done:]))
    return Markup("").join(pieces)
