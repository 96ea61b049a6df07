"""The definition of a search: its answer over a list of paragraphs, by plain loops.

Slow and obvious on purpose. It shares with the package only what a word is (`text`), what an
EDTF date covers (`edtf.interval`) and the frozen values; every decision is restated here.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Literal

from searchapp import edtf, text
from searchapp.model import (
    And,
    AtLeast,
    Bucket,
    Everything,
    FacetCount,
    FacetCounts,
    FacetIs,
    FacetStarts,
    Filter,
    Fuzzy,
    Histogram,
    Hit,
    Node,
    Not,
    Or,
    Paragraph,
    Phrase,
    Prefix,
    Results,
    Search,
    Title,
    Wildcard,
    Word,
)

Unit = Literal["year", "month", "day"]
FACETS = ("source", "actor", "region", "topic", "date")


def answer(paragraphs: Sequence[Paragraph], search: Search, build: str = "") -> Results:
    """The results that every backend has to give; hits hold mentions as the index stores them."""
    every = [p for p in paragraphs if admitted(p, search)]
    hits = folded(every, search)
    scores = scored(paragraphs, hits, search)
    hits.sort(key=lambda p: order(p, scores[p.id], search))
    page = hits[(search.page - 1) * search.size : search.page * search.size]
    return Results(
        total=len(hits),
        documents=len({p.document for p in hits}),
        hits=tuple(Hit(p, scores[p.id]) for p in page),
        facets={facet: counts(paragraphs, search, facet) for facet in FACETS},
        histogram=histogram(paragraphs, hits),
        build=build,
        repeated=len(every) - len(without_repeats(every)),
    )


# --- which paragraphs -----------------------------------------------------------------------


def admitted(p: Paragraph, search: Search, leave_out_choice_of: str = "") -> bool:
    if not holds(search.query, p, search.stated_only):
        return False
    for facet, wanted in search.filters.items():
        has = [
            v
            for v in (*wanted.any_of, *wanted.all_of, *wanted.none_of)
            if is_value(p, facet, v, search.stated_only)
        ]
        if any(v not in has for v in wanted.all_of) or any(v in has for v in wanted.none_of):
            return False
        if facet == leave_out_choice_of or not (wanted.any_of or wanted.missing):
            continue
        absent = wanted.missing and not values(p, facet, search.stated_only)
        if not absent and not any(v in has for v in wanted.any_of):
            return False
    return True


def folded(hits: list[Paragraph], search: Search) -> list[Paragraph]:
    return without_repeats(hits) if search.fold else hits


def without_repeats(hits: list[Paragraph]) -> list[Paragraph]:
    """Those of which no older hit is a twin."""
    return [
        p for p in hits if not any(p.twins and p.twins == q.twins and age(q) < age(p) for q in hits)
    ]


def age(p: Paragraph) -> tuple[object, ...]:
    return (p.published is None, p.published or 0, p.document, p.n)


def values(p: Paragraph, facet: str, stated_only: bool) -> list[str]:
    if facet == "published":
        return [p.published.isoformat()] if p.published else []
    mentions = p.mentions.get(facet, ())
    return sorted({m.value for m in mentions if not (stated_only and m.inherited)})


def is_value(p: Paragraph, facet: str, wanted: str, stated_only: bool) -> bool:
    found = values(p, facet, stated_only)
    if facet == "region":
        return any(v == wanted or v.startswith(wanted + "/") for v in found)
    if facet == "date" and wanted == "open":
        return any(bucket_names(v) == ["open"] for v in found)
    if facet in ("date", "published"):
        first, last = edtf.read_range(wanted)
        return any(overlap(*edtf.interval(v), first, last) for v in found)
    return wanted in found


def overlap(a: int | None, b: int | None, c: int | None, d: int | None) -> bool:
    low, high = -(10**12), 10**12
    starts = low if a is None else a, low if c is None else c
    ends = high if b is None else b, high if d is None else d
    return max(starts) <= min(ends)


def holds(node: Node, p: Paragraph, stated_only: bool) -> bool:
    match node:
        case Everything():
            return True
        case And(children):
            return all(holds(child, p, stated_only) for child in children)
        case Or(children):
            return any(holds(child, p, stated_only) for child in children)
        case Not(child):
            return not holds(child, p, stated_only)
        case AtLeast(count, children):
            return sum(holds(child, p, stated_only) for child in children) >= count
        case FacetIs(facet, value):
            return is_value(p, facet, value, stated_only)
        case FacetStarts(facet, start):
            return any(value.startswith(start) for value in values(p, facet, stated_only))
        case Title(words):
            return set(map(text.stem, words)) <= set(text.stems(p.title))
    return places(node, p) > 0


# --- places and scores ----------------------------------------------------------------------


def places(leaf: Node, p: Paragraph) -> int:
    """At how many words of the paragraph a leaf matches."""
    words = text.words(p.text)
    stems = [text.stem(word) for word in words]
    match leaf:
        case Word(wanted, exact):
            return words.count(wanted) if exact else stems.count(text.stem(wanted))
        case Phrase(wanted_words, slop, exact):
            wanted_words = wanted_words if exact else tuple(map(text.stem, wanted_words))
            row = words if exact else stems
            return sum(phrase_at(row, start, wanted_words, slop) for start in range(len(row)))
        case Prefix(start):
            return sum(word.startswith(start) for word in words)
        case Wildcard(pattern):
            regex = re.escape(pattern).replace(r"\?", ".").replace(r"\*", ".*")
            return sum(re.fullmatch(regex, word) is not None for word in words)
        case Fuzzy(wanted, distance):
            return sum(word[0] == wanted[0] and edits(word, wanted) <= distance for word in words)
    raise AssertionError(f"{leaf} is no leaf of the text")


def phrase_at(row: list[str], start: int, wanted: tuple[str, ...], slop: int) -> bool:
    """Whether the wanted words stand in order from `start`, at most `slop` others among them."""
    if not wanted or row[start] != wanted[0]:
        return False
    if len(wanted) == 1:
        return True
    return any(
        phrase_at(row, after, wanted[1:], slop - (after - start - 1))
        for after in range(start + 1, min(len(row), start + slop + 2))
    )


def edits(a: str, b: str) -> int:
    if not a or not b:
        return len(a) + len(b)
    if a[0] == b[0]:
        return edits(a[1:], b[1:])
    return 1 + min(edits(a[1:], b), edits(a, b[1:]), edits(a[1:], b[1:]))


def leaves(node: Node) -> list[Node]:
    match node:
        case And(children) | Or(children) | AtLeast(_, children):
            return [leaf for child in children for leaf in leaves(child)]
        case Everything() | Not() | Title() | FacetIs() | FacetStarts():
            return []
    return [node]


def scored(
    paragraphs: Sequence[Paragraph], hits: Sequence[Paragraph], search: Search
) -> dict[str, float]:
    scores = {p.id: 0.0 for p in hits}
    lengths = {p.id: len(text.words(p.text)) for p in paragraphs}
    mean = sum(lengths.values()) / len(lengths) if lengths else 0.0
    for leaf in leaves(search.query):
        matching = sum(places(leaf, p) > 0 for p in paragraphs)
        weight = math.log(1 + (len(paragraphs) - matching + 0.5) / (matching + 0.5))
        for p in hits:
            if often := places(leaf, p):
                norm = 2.0 * (1 - 0.75 + 0.75 * lengths[p.id] / mean)
                scores[p.id] += weight * often * (2.0 + 1) / (often + norm)
    return scores


def order(p: Paragraph, score: float, search: Search) -> tuple[object, ...]:
    newest = -p.published.toordinal() if p.published else 0
    last = (newest, p.document, p.n)
    if search.sort == "relevance":
        return (-score, *last)
    if search.sort == "newest":
        return last
    if search.sort == "oldest":
        return (p.published is None, -newest, *last)
    spans = [edtf.interval(v) for v in values(p, "date", search.stated_only)]
    days = [(b if a is None else a, a if b is None else b) for a, b in spans]
    if search.sort == "date":
        return (not days, min((a or 0 for a, _ in days), default=0), *last)
    return (not days, -max((b or 0 for _, b in days), default=0), *last)


# --- counts ---------------------------------------------------------------------------------


def counts(paragraphs: Sequence[Paragraph], search: Search, facet: str) -> FacetCounts:
    found: Counter[str] = Counter()
    none = 0
    hits = [p for p in paragraphs if admitted(p, search, leave_out_choice_of=facet)]
    for p in folded(hits, search):
        own = values(p, facet, search.stated_only)
        found.update({name for value in own for name in counted_as(facet, value)})
        none += not own
    wanted = search.filters.get(facet, Filter())
    ranked = sorted(found, key=lambda value: (-found[value], value))
    shown = set(ranked[: search.facet_size])
    shown |= {*wanted.any_of, *wanted.all_of, *wanted.none_of}
    rows = [FacetCount(value, found[value], state(value, wanted)) for value in shown]
    rows.sort(key=lambda row: (-row.count, row.value))
    return FacetCounts(facet, tuple(rows), len(ranked), none)


def state(value: str, wanted: Filter) -> Literal["", "in", "out"]:
    if value in wanted.none_of:
        return "out"
    return "in" if value in wanted.any_of + wanted.all_of else ""


def counted_as(facet: str, value: str) -> list[str]:
    if facet == "date":
        return bucket_names(value)
    if facet != "region":
        return [value]
    parts = value.split("/")
    return ["/".join(parts[:depth]) for depth in range(1, len(parts) + 1)]


def bucket_names(value: str) -> list[str]:
    """The year, month and day that hold the whole interval."""
    first, last = edtf.interval(value)
    if first is None or last is None:
        return ["open"]
    a, b = date.fromordinal(first).isoformat(), date.fromordinal(last).isoformat()
    return [a[:cut] for cut in (4, 7, 10) if a[:cut] == b[:cut]] or ["open"]


def histogram(paragraphs: Sequence[Paragraph], hits: Sequence[Paragraph]) -> Histogram:
    days = sorted(p.published for p in hits if p.published)
    if not days:
        return Histogram("year", (), len(hits))
    first, last = days[0], days[-1]
    months = last.year * 12 + last.month - first.year * 12 - first.month + 1
    few_days = last.toordinal() - first.toordinal() < 62
    unit: Unit = "day" if few_days else "month" if months <= 60 else "year"
    cut = {"day": 10, "month": 7, "year": 4}[unit]
    every = [date.fromordinal(n) for n in range(first.toordinal(), last.toordinal() + 1)]
    buckets = [
        Bucket(
            period,
            sum(day.isoformat()[:cut] == period for day in days),
            sum(
                p.published is not None and p.published.isoformat()[:cut] == period
                for p in paragraphs
            ),
        )
        for period in dict.fromkeys(day.isoformat()[:cut] for day in every)
    ]
    return Histogram(unit, tuple(buckets), len(hits) - len(days))
