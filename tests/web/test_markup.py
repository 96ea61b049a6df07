from __future__ import annotations

import random

from markupsafe import escape

from searchapp.model import Snippet, Span
from searchapp.web.markup import marked, stressed, underlined


def test_marks_stand_where_the_spans_are_and_every_piece_is_escaped() -> None:
    snippet = Snippet("a <b> & c", (Span(2, 5), Span(8, 9)))
    assert marked(snippet) == "a <mark>&lt;b&gt;</mark> &amp; <mark>c</mark>"


def test_left_out_text_is_shown_by_an_ellipsis_that_keeps_to_its_line() -> None:
    snippet = Snippet("middle", (), offset=4, before=True, after=True)
    dots = '<span class="left-out">…</span>'
    assert marked(snippet) == f"{dots}\u00a0middle\u00a0{dots}"


def test_evidence_is_underlined() -> None:
    assert underlined(Snippet("ab", (Span(0, 1),))) == '<u class="evidence">a</u>b'


def test_spans_that_overlap_or_reach_too_far_lose_no_text() -> None:
    seed = 7
    print("seed", seed)
    chance = random.Random(seed)
    for _ in range(500):
        text = "".join(chance.choices("ab<>&\"'é ", k=chance.randrange(12)))
        spans = tuple(
            Span(start := chance.randrange(14), start + chance.randrange(6)) for _ in range(3)
        )
        plain = marked(Snippet(text, spans)).replace("<mark>", "").replace("</mark>", "")
        assert plain == escape(text)


def test_what_was_typed_is_stressed_in_the_reading() -> None:
    assert stressed("words *crypto* and *a<b*") == "words <b>crypto</b> and <b>a&lt;b</b>"
    assert stressed("no stars here & there") == "no stars here &amp; there"
    assert stressed("2 * 3 * 4") == "2 * 3 * 4"
