"""The values that pass between the parts. All are frozen; a change makes a new one.

- Document, Paragraph, Mention: what was read and tagged.
- Node and its kinds: the query tree. It reads aloud: And((Word("conscript"), Not(Phrase(...)))).
- Filter, Period, Search: the whole question.
- Hit, FacetCounts, Bucket, Results: the whole answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import Literal, NamedTuple, TypeAlias

_NOTHING: Mapping[str, tuple[Mention, ...]] = MappingProxyType({})


class Mention(NamedTuple):
    """Why a paragraph has a value: the words it rests on and the rule that read them.

    `start` and `end` are offsets in code points into the paragraph's text, and
    `text == paragraph.text[start:end]`. An inherited mention rests on the document and has
    start = end = 0 and an empty text. `aliases` are other names of the value, for scoring
    and expansion; they are not stored in the index.
    """

    value: str
    start: int
    end: int
    text: str
    rule: str
    inherited: bool = False
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph as read, before tagging; `given` holds facet values that the file preset, and
    `n` the number that the file gives it (0: its place in the document counts)."""

    text: str
    section: str = ""
    given: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    n: int = 0


@dataclass(frozen=True, slots=True)
class Document:
    """One file or record. `published_from` tells where the date was found ("given", "page",
    "file name", "inferred" or "" when there is none); `origin` is the file, relative to the
    documents' folder, with a line number where the file holds several."""

    id: str
    title: str
    passages: tuple[Passage, ...]
    published: date | None = None
    published_from: str = ""
    url: str = ""
    publisher: str = ""
    source: str = ""
    language: str = "en"
    origin: str = ""


class Paragraph(NamedTuple):
    """The unit that is indexed, tagged, hit, counted and cited; its id is `<document>:<n>`.

    `twins` is the id of the earliest of the paragraphs that repeat one another, if this is one
    of them."""

    id: str
    document: str
    n: int
    text: str
    title: str
    published: date | None = None
    published_from: str = ""
    url: str = ""
    publisher: str = ""
    source: str = ""
    language: str = "en"
    section: str = ""
    mentions: Mapping[str, tuple[Mention, ...]] = _NOTHING
    twins: str = ""

    def values(self, facet: str) -> tuple[str, ...]:
        """The distinct values of a facet in order of first mention, without ancestors."""
        return tuple(dict.fromkeys(m.value for m in self.mentions.get(facet, ())))


# --- the query tree -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Everything:
    """All paragraphs: the empty search."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word matched by stem; `exact` asks for this spelling alone, case and accents folded."""

    text: str
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words next to one another in this order, with at most `slop` other words among them."""

    words: tuple[str, ...]
    slop: int = 0
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Prefix:
    """Words that begin so, compared as folded words, not as stems."""

    text: str


@dataclass(frozen=True, slots=True)
class Wildcard:
    """Words of this pattern: `?` is one character, `*` any number of them."""

    pattern: str


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Words within `distance` edits (Levenshtein, 1 or 2) whose first letter agrees."""

    text: str
    distance: int = 1


@dataclass(frozen=True, slots=True)
class Title:
    """Paragraphs of documents whose title holds all these words, by stem."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FacetIs:
    """Paragraphs with this facet value, or below it where the facet is hierarchical.

    For `date` and `published` the value is an EDTF date or a range `A..B`, and the paragraphs
    are those whose interval overlaps it.
    """

    facet: str
    value: str


@dataclass(frozen=True, slots=True)
class FacetStarts:
    """Paragraphs with a value of the facet that begins so, letter by letter; the empty start
    asks for any value at all."""

    facet: str
    start: str


@dataclass(frozen=True, slots=True)
class And:
    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    child: Node


@dataclass(frozen=True, slots=True)
class AtLeast:
    """Paragraphs that satisfy `count` or more of the children."""

    count: int
    children: tuple[Node, ...]


Node: TypeAlias = (
    Everything
    | Word
    | Phrase
    | Prefix
    | Wildcard
    | Fuzzy
    | Title
    | FacetIs
    | FacetStarts
    | And
    | Or
    | Not
    | AtLeast
)


# --- the question ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Filter:
    """What is wanted of one facet. Between the parts AND; inside `any_of` OR. `missing` joins
    any_of: paragraphs without a value of the facet are wanted too."""

    any_of: tuple[str, ...] = ()
    all_of: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()
    missing: bool = False

    def __bool__(self) -> bool:
        return bool(self.any_of or self.all_of or self.none_of or self.missing)

    def without_any(self) -> Filter:
        """What of this filter still holds when the facet itself is counted (law 3)."""
        return replace(self, any_of=(), missing=False)


Sort: TypeAlias = Literal["relevance", "newest", "oldest", "date", "date-newest"]


class Search(NamedTuple):
    """The whole question. `typed` is what was typed, `query` how it was read.

    `facet_size` is how many values of each facet to return beside the chosen ones (None: all);
    totals and distinct numbers are exact whatever it is. With `fold` paragraphs that repeat one
    another count once.
    """

    typed: str = ""
    query: Node = Everything()
    filters: Mapping[str, Filter] = MappingProxyType({})
    sort: Sort = "relevance"
    page: int = 1
    size: int = 20
    facet_size: int | None = 12
    stated_only: bool = False
    fold: bool = False


# --- the answer -----------------------------------------------------------------------------


class Span(NamedTuple):
    """A marked run of a snippet's text, offsets in code points."""

    start: int
    end: int


class Snippet(NamedTuple):
    """Plain text and the spans to mark; `text` is a substring of the paragraph, found at
    `offset`, and `before`/`after` tell whether something was left out there."""

    text: str
    spans: tuple[Span, ...]
    offset: int = 0
    before: bool = False
    after: bool = False


@dataclass(frozen=True, slots=True)
class Twins:
    """The other paragraphs that repeat one, earliest first. There may be more than were asked
    for: `total` of them, in `documents` other documents."""

    paragraphs: tuple[Paragraph, ...]
    total: int
    documents: int


class Hit(NamedTuple):
    paragraph: Paragraph
    score: float
    snippet: Snippet | None = None
    twins: Twins | None = None


class FacetCount(NamedTuple):
    """`state` is "in", "out" or "" as the search's filter has the value. A tuple, since an
    answer may hold thousands of them."""

    value: str
    count: int  # type: ignore[assignment]  # tuples have a method of that name
    state: Literal["", "in", "out"] = ""


class FacetCounts(NamedTuple):
    """`values` by count down, then name up, cut to the search's facet_size, chosen values
    always among them; `distinct` values had a count above zero before the cut; `none`
    paragraphs have no value at all."""

    facet: str
    values: Sequence[FacetCount]
    distinct: int
    none: int


class Bucket(NamedTuple):
    """A period of the histogram: an EDTF year, month or day and its paragraphs.

    `base` is how many paragraphs of the whole index were published in it."""

    period: str
    count: int  # type: ignore[assignment]  # as above
    base: int = 0


class Histogram(NamedTuple):
    """Hits by `published`, zero-filled, in time order; buckets and `undated` sum to the hits."""

    unit: Literal["year", "month", "day"]
    buckets: tuple[Bucket, ...]
    undated: int


class Results(NamedTuple):
    """`repeated` hits repeat an earlier one; a search that folds them does not count them."""

    total: int
    documents: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, FacetCounts]
    histogram: Histogram
    build: str
    took: float = 0.0
    reading: str = ""
    notices: tuple[str, ...] = ()
    repeated: int = 0


@dataclass(frozen=True, slots=True)
class Status:
    """What an index holds: one generation, its build id, counts and span of dates. `repeated`
    paragraphs repeat an earlier one."""

    build: str
    generation: str
    built: str
    documents: int
    paragraphs: int
    first: date | None
    last: date | None
    mentions: Mapping[str, int]
    vocabulary: str = ""
    notes: tuple[str, ...] = ()
    repeated: int = 0
