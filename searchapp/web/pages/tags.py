"""The tags of a paragraph and what each rests on.

- tag: one value of one paragraph, linked to all paragraphs that have it.
- evidence: one mention: the words, the rule, stated or inherited.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from searchapp import schema, urls
from searchapp.edtf import OPEN, EdtfError
from searchapp.model import Mention, Paragraph, Search, Snippet, Span
from searchapp.ranges import read_typed
from searchapp.web.pages import names
from searchapp.web.pages.frame import Site

_QUOTED = 80


@dataclass(frozen=True, slots=True)
class Tag:
    label: str
    full: str
    href: str
    rests: str
    inherited: bool


@dataclass(frozen=True, slots=True)
class TagGroup:
    facet: str
    label: str
    tags: tuple[Tag, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    facet: str
    value: str
    href: str
    words: str
    rule: str
    basis: str
    inherited: bool


@dataclass(frozen=True, slots=True)
class Tags:
    """`groups` for a glance, `evidence` row by row for whoever doubts."""

    groups: tuple[TagGroup, ...]
    evidence: tuple[Evidence, ...]
    why: str


def tags(paragraph: Paragraph, site: Site) -> Tags:
    groups = tuple(
        _group(paragraph, facet.name, site)
        for facet in schema.FACETS
        if paragraph.mentions.get(facet.name)
    )
    number = sum(len(group.tags) for group in groups)
    why = site.say.count("tags.why", number) if number else site.say("tags.none")
    return Tags(groups, evidence(paragraph, site), why)


def evidence(paragraph: Paragraph, site: Site) -> tuple[Evidence, ...]:
    """Every mention, facets in their fixed order, values as first named."""
    rows = (
        _evidence(facet.name, mention, site)
        for facet in schema.FACETS
        for mention in paragraph.mentions.get(facet.name, ())
    )
    return tuple(dict.fromkeys(rows))


def evidence_spans(paragraph: Paragraph) -> Snippet:
    """The paragraph with the places of all stated mentions, those that overlap made one."""
    places = sorted(
        (mention.start, mention.end)
        for mentions in paragraph.mentions.values()
        for mention in mentions
        if mention.end > mention.start
    )
    merged: list[tuple[int, int]] = []
    for start, end in places:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return Snippet(paragraph.text, tuple(Span(start, end) for start, end in merged))


@lru_cache(maxsize=8_192)
def value_path(facet: str, value: str) -> str:
    """The address of all paragraphs with this value; of a date, all that overlap it.

    Kept, since a page links hundreds of values, most of them again and again.
    """
    if schema.facet_named(facet).kind == "date" and value != OPEN:
        value = _searchable(value)
    return urls.path(urls.with_value(Search(), facet, value, "in"))


def _searchable(value: str) -> str:
    """An EDTF date as addresses write it; what is none stays as it is."""
    try:
        return read_typed(value).text
    except EdtfError:
        return value


def _group(paragraph: Paragraph, facet: str, site: Site) -> TagGroup:
    first: dict[str, Mention] = {}
    for mention in paragraph.mentions.get(facet, ()):
        first.setdefault(mention.value, mention)
    found = tuple(_tag(facet, mention, site) for mention in first.values())
    return TagGroup(facet, names.facet(facet, site.say), found)


def _tag(facet: str, mention: Mention, site: Site) -> Tag:
    value, say = mention.value, site.say
    if mention.inherited:
        rests = say("tag.rests_inherited", rule=mention.rule)
    elif mention.text:
        rests = say("tag.rests", words=_shortened(mention.text), rule=mention.rule)
    else:
        rests = say("tag.given")
    full, short = names.value(facet, value, say), names.short(facet, value, say)
    return Tag(short, full, value_path(facet, value), rests, mention.inherited)


def _evidence(facet: str, mention: Mention, site: Site) -> Evidence:
    say, inherited = site.say, mention.inherited
    basis = say("tag.inherited" if inherited else "tag.stated")
    words = mention.text
    return Evidence(
        names.facet(facet, say),
        names.value(facet, mention.value, say),
        value_path(facet, mention.value),
        words,
        mention.rule,
        basis,
        inherited,
    )


def _shortened(text: str) -> str:
    return text if len(text) <= _QUOTED else text[: _QUOTED - 1].rstrip() + "…"
