"""The machine form of an answer: what the site sends as JSON and the command line prints.

total, documents, build, reading, notices
corrections  what may have been meant, with its hits, where hardly anything was found
search     what was asked, and links: itself, the page for readers, next, previous
hits       paragraphs in order, each with snippet, marks, tags and the words they rest on
facets     every value with its count and the links that add, remove or exclude it
repeated   how many hits repeat an earlier one; with `fold` they are not among the hits
histogram  hits by day, month or year of publication
complete   whether `hits` holds all of them; `links.next` leads on where it does not
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from searchapp import urls
from searchapp.export.addresses import document_path, paragraph_path
from searchapp.model import (
    FacetCount,
    FacetCounts,
    Filter,
    Histogram,
    Hit,
    Mention,
    Paragraph,
    Results,
    Search,
    Twins,
)
from searchapp.spelling import Correction

Form = dict[str, Any]


def results_form(
    search: Search, results: Results, base: str = "", *, corrections: Sequence[Correction] = ()
) -> Form:
    """The whole answer. `base` is put before every link: the site's public address or nothing."""
    return {
        "total": results.total,
        "documents": results.documents,
        "repeated": results.repeated,
        "build": results.build,
        "reading": results.reading,
        "notices": list(results.notices),
        "corrections": [_correction_form(search, each, base) for each in corrections],
        "search": search_form(search),
        "links": _links(search, results.total, base),
        "hits": [hit_form(hit, search.typed, base) for hit in results.hits],
        "facets": {
            name: _facet_form(search, counts, base) for name, counts in results.facets.items()
        },
        "histogram": _histogram_form(results.histogram),
        "complete": len(results.hits) == results.total,
    }


def _correction_form(search: Search, correction: Correction, base: str) -> Form:
    corrected = urls.with_typed(search, correction.typed)
    return {
        "typed": correction.typed,
        "total": correction.total,
        "link": base + urls.path(corrected, ".json"),
    }


def hit_form(hit: Hit, typed: str = "", base: str = "") -> Form:
    """One hit; `marks` are offsets into the snippet's text."""
    form = paragraph_form(hit.paragraph, base)
    form["score"] = round(hit.score, 6)
    if hit.snippet is not None:
        form["snippet"] = {
            "text": hit.snippet.text,
            "offset": hit.snippet.offset,
            "marks": [[span.start, span.end] for span in hit.snippet.spans],
        }
    form["twins"] = _twins_form(hit.twins or Twins((), 0, 0), base)
    document = document_path(hit.paragraph.document, hit.paragraph.n, typed)
    form["links"]["document"] = base + document
    return form


def _twins_form(twins: Twins, base: str) -> Form:
    """What repeats a paragraph; `paragraphs` are the oldest of them."""
    return {
        "total": twins.total,
        "documents": twins.documents,
        "paragraphs": [
            {"id": each.id, "link": base + paragraph_path(each.id)} for each in twins.paragraphs
        ],
    }


def paragraph_form(paragraph: Paragraph, base: str = "") -> Form:
    return {
        "id": paragraph.id,
        "document": paragraph.document,
        "n": paragraph.n,
        "title": paragraph.title,
        "published": paragraph.published.isoformat() if paragraph.published else None,
        "published_from": paragraph.published_from,
        "publisher": paragraph.publisher,
        "url": paragraph.url,
        "language": paragraph.language,
        "section": paragraph.section,
        "text": paragraph.text,
        "tags": _tags_form(paragraph.mentions),
        "links": {
            "paragraph": base + paragraph_path(paragraph.id),
            "document": base + document_path(paragraph.document, paragraph.n),
        },
    }


def _tags_form(mentions: Mapping[str, tuple[Mention, ...]]) -> Form:
    return {
        facet: [
            {
                "value": mention.value,
                "text": mention.text,
                "start": mention.start,
                "end": mention.end,
                "rule": mention.rule,
                "inherited": mention.inherited,
            }
            for mention in found
        ]
        for facet, found in mentions.items()
        if found
    }


def search_form(search: Search) -> Form:
    return {
        "q": search.typed,
        "filters": {name: _filter_form(each) for name, each in search.filters.items() if each},
        "stated_only": search.stated_only,
        "fold": search.fold,
        "sort": search.sort,
        "page": search.page,
        "size": search.size,
    }


def _filter_form(chosen: Filter) -> Form:
    return {
        "any_of": list(chosen.any_of),
        "all_of": list(chosen.all_of),
        "none_of": list(chosen.none_of),
        "missing": chosen.missing,
    }


def _links(search: Search, total: int, base: str) -> Form:
    links = {"self": base + urls.path(search, ".json"), "page": base + urls.path(search)}
    last = -(-total // search.size)
    if search.page < last:
        links["next"] = base + urls.path(urls.at_page(search, search.page + 1), ".json")
    if 1 < search.page <= last:
        links["previous"] = base + urls.path(urls.at_page(search, search.page - 1), ".json")
    return links


def _facet_form(search: Search, counts: FacetCounts, base: str) -> Form:
    return {
        "distinct": counts.distinct,
        "none": counts.none,
        "values": [_value_form(search, counts.facet, each, base) for each in counts.values],
    }


def _value_form(search: Search, facet: str, counted: FacetCount, base: str) -> Form:
    moves: dict[urls.State, str] = {"in": "add", "out": "exclude", "": "remove"}
    links = {
        word: base + urls.path(urls.with_value(search, facet, counted.value, state), ".json")
        for state, word in moves.items()
        if state != counted.state
    }
    return {
        "value": counted.value,
        "count": counted.count,
        "state": counted.state,
        "links": links,
    }


def _histogram_form(histogram: Histogram) -> Form:
    return {
        "unit": histogram.unit,
        "undated": histogram.undated,
        "buckets": [
            {"period": each.period, "count": each.count, "base": each.base}
            for each in histogram.buckets
        ],
    }
