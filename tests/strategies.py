"""Hypothesis strategies for the values of the model, and text that wants to break things.

- nodes(): query trees in the normal form that `parse` gives and `render` writes.
- searches(): whole questions in the form that `urls.read` gives.
- hostile_text(): what a search box may be sent.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Sequence

from hypothesis import strategies as st

from searchapp import text
from searchapp.model import (
    Everything,
    FacetIs,
    FacetStarts,
    Filter,
    Fuzzy,
    Node,
    Phrase,
    Prefix,
    Search,
    Title,
    Wildcard,
    Word,
)
from searchapp.querylang import parse
from searchapp.querylang.joining import at_least, conjunction, disjunction, negation
from searchapp.schema import FILTERS, SORTS

NAMES = tuple(facet.name for facet in FILTERS if facet.kind != "date")
DATES = tuple(facet.name for facet in FILTERS if facet.kind == "date")
RANGES = (
    *("2023", "2023-02", "2023-02-14", "2023-02-01..2023-02-14", "2022..", "..2023-02"),
    *("2023~", "2022-23", "2023-XX-14", "-0043", "2023-02-14?"),
)
_SPECIMENS = (
    *("crypto mobilization Kyiv Київ Prigozhin of and or not title source date 2 14").split(),
    *("Straße ﬁnal ½ İstanbul ſ 𝕏 Ǿ 東京 शब्द Ελλάς").split(),
)


def folded_words() -> st.SearchStrategy[str]:
    """Words as the tree holds them: folded, each a token of its own."""
    letters = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=8)
    raw = st.one_of(st.sampled_from(_SPECIMENS), letters)
    return raw.map(lambda typed: (text.words(typed) or ["word"])[0])


def facet_values() -> st.SearchStrategy[str]:
    """Any composed text without control characters, as files may give it."""
    plain = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20)
    composed = plain.map(lambda value: unicodedata.normalize("NFC", value))
    without_bidi = composed.filter(
        lambda value: not set("\u202a\u202b\u202c\u202d\u202e") & {*value}
    )
    return without_bidi.filter(lambda value: not set("\u2066\u2067\u2068\u2069") & {*value})


def leaves() -> st.SearchStrategy[Node]:
    words = folded_words()
    several = st.lists(words, min_size=2, max_size=4).map(tuple)
    long_words = words.map(lambda word: f"{word}fuzzy")
    return st.one_of(
        st.just(Everything()),
        st.builds(Word, words, st.booleans()),
        st.builds(Phrase, several, st.integers(0, 5), st.booleans()),
        words.map(lambda word: Prefix(f"{word}ab")),
        words.map(lambda word: Wildcard(f"{word}ab?")),
        words.map(lambda word: Wildcard(f"{word}ab*c??*d")),
        st.builds(Fuzzy, long_words, st.integers(1, 2)),
        st.builds(Title, st.lists(words, min_size=1, max_size=3).map(tuple)),
        st.builds(FacetIs, st.sampled_from(NAMES), facet_values()),
        st.builds(FacetIs, st.sampled_from(DATES), st.sampled_from(RANGES)),
        st.builds(FacetStarts, st.sampled_from(NAMES), st.one_of(st.just(""), facet_values())),
    )


def nodes() -> st.SearchStrategy[Node]:
    def joined(children: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
        several = st.lists(children, min_size=2, max_size=4)
        return st.one_of(
            several.map(conjunction),
            several.map(disjunction),
            children.map(negation),
            several.map(lambda found: at_least(2, found)),
        )

    return st.recursive(leaves(), joined, max_leaves=8)


def filters(values: st.SearchStrategy[str]) -> st.SearchStrategy[Filter]:
    """Filters in which each value has one state, the values in order."""

    def parted(states: dict[str, str], missing: bool) -> Filter:
        def having(state: str) -> tuple[str, ...]:
            return tuple(sorted(value for value, each in states.items() if each == state))

        return Filter(having("any"), having("all"), having("none"), missing)

    states = st.dictionaries(values, st.sampled_from(("any", "all", "none")), max_size=4)
    return st.builds(parted, states, st.booleans())


def searches() -> st.SearchStrategy[Search]:
    """Searches as `urls.read` makes them: typed text as it was settled, filters not empty."""
    any_value = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
    chosen = st.fixed_dictionaries(
        {},
        optional={
            **{name: filters(any_value) for name in NAMES},
            **{name: filters(st.sampled_from(RANGES)) for name in DATES},
        },
    )

    def made(typed: str, chosen: dict[str, Filter], search: Search) -> Search:
        parsed = parse(typed)
        kept = {facet.name: chosen[facet.name] for facet in FILTERS if chosen.get(facet.name)}
        return Search(
            parsed.typed,
            parsed.query,
            kept,
            search.sort,
            search.page,
            search.size,
            stated_only=search.stated_only,
            fold=search.fold,
        )

    rest = st.builds(
        Search,
        sort=st.sampled_from(tuple(SORTS)),
        page=st.integers(1, 10**9 - 1),
        size=st.integers(1, 100),
        stated_only=st.booleans(),
        fold=st.booleans(),
    )
    typed = st.one_of(st.just(""), st.text(_LETTERS, max_size=30))
    return st.builds(made, typed, chosen, rest)


# --- hostile text ---------------------------------------------------------------------------

# No wildcards and tildes: those meet limits, which are refused rather than read.
_LETTERS = 'abc Київ"()=:+-,.&;%#/\\<>“”é\u0301'
_PIECES = (
    *("AND OR NOT and 2 of 0 of 99 at least source: title: date: published: foo: region:").split(),
    *("( ) (( )) \" “ ” „ « » ' ’ = + - ~ ~1 ~9 ~99999 * ? ** .. [ ] { } , ; : ^2").split(),
    *("2023 2023-02 2023..2021 ..2023 >=2023 <2023 9999-12-31 0000 [2020 TO 1990]").split(" "),
    *(" \t\n\r\x00\x1b\x7f\u00a0\u200b\u202e\u2066\ufeff\u0301\ud800\udfff½ǅﷺİßſ𝕏❤"),
    *('mobilization Київ crypto-mobilization o’clock Donetsk/ a b ab 100 \\ \\" %00 ${x} {{7*7}}'),
    *("<script> ' OR 1=1-- last week".split()),
    *('last week"|date:"|source:"|source:(|date:(|title:(|2 of (|at least 2 of (').split("|"),
    *('NOT NOT NOT|- -|--|+-|"="'.split("|")),
)


def hostile_text(chance: random.Random, *, most: int = 40) -> str:
    """Pieces of the language and of what Unicode has to offer, in any order."""
    pieces: Sequence[str] = chance.choices(_PIECES, k=chance.randrange(1, most))
    return chance.choice(("", " ", " ", "")).join(pieces)
