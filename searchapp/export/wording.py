"""A search in words, for citations and the heads of exports."""

from __future__ import annotations

import re
from collections.abc import Iterator

from searchapp.model import Everything, Filter, Search
from searchapp.querylang import facet_words, reading
from searchapp.schema import FILTERS, Facet

# The reading puts words of the query between stars.
_STARRED = re.compile(r"(?<!\w)\*(?! )([^*\n]+?)(?<! )\*(?!\w)")


def search_in_words(search: Search) -> str:
    """`words “crypto” and “call-up”; source Meduza or BBC; not topic western aid`."""
    return "; ".join(_parts(search)) or "all paragraphs"


def _parts(search: Search) -> Iterator[str]:
    if not isinstance(search.query, Everything):
        yield _STARRED.sub(r"“\1”", reading(search.query, search.typed))
    for facet in FILTERS:
        yield from _filter(facet, search.filters.get(facet.name, Filter()))
    if search.stated_only:
        yield "inherited sources left out"
    if search.fold:
        yield "paragraphs that repeat one another counted once"
    if search.fold:
        yield "repeated paragraphs counted once"


def _filter(facet: Facet, chosen: Filter) -> Iterator[str]:
    either = [facet_words(facet.name, value) for value in sorted(chosen.any_of)]
    if chosen.missing:
        either.append(f"no {facet.label[:1].lower()}{facet.label[1:]}")
    if either:
        yield " or ".join(either)
    yield from (facet_words(facet.name, value) for value in sorted(chosen.all_of))
    yield from (f"not {facet_words(facet.name, value)}" for value in sorted(chosen.none_of))
