"""The query string of an address and the search that it stands for: one spelling for each.

- pairs: the parameters of an address in order, decoded.
- parameters: `q`; `<facet>` any of, `all.<facet>` all of, `not.<facet>` none of; `missing` names
  a facet; `stated=1`, `fold=1`; `sort`, `page`, `size`. Facets and `missing` may be repeated,
  others not.
- canonical: the spelling that `write` gives: parameters in one order, facets as in the schema,
  values in order of their letters, defaults left out, names and values of today.

The search is a value. The functions that change it give a new one, on its first page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal, cast
from urllib.parse import quote

from searchapp import facets
from searchapp.edtf import OPEN, EdtfError
from searchapp.errors import BadSearch, LimitExceeded
from searchapp.model import Everything, Filter, Search, Sort
from searchapp.querylang import parse
from searchapp.ranges import FORMS, read_typed
from searchapp.schema import FILTERS, SORTS, Facet, facet_named
from searchapp.settings import Limits

State = Literal["", "in", "all", "out"]
_DEFAULT = Search()
_LIMITS = Limits()
_LONGEST_PAGE = 9
_MODES: dict[str, State] = {"all.": "all", "not.": "out"}
_SINGLE = ("q", "stated", "fold", "sort", "page", "size")


@dataclass(frozen=True, slots=True)
class Reading:
    """A search and what of its parameters was not taken as it stood.

    Notices about the typed text come with the results, since they belong to every answer.
    """

    search: Search
    notices: tuple[str, ...] = ()


# --- reading --------------------------------------------------------------------------------


def read(
    pairs: Iterable[tuple[str, str]], limits: Limits = _LIMITS, *, today: date | None = None
) -> Reading:
    """The search that the parameters stand for; `today` is the day "last week" counts from.

    Empty values are skipped and unknown names left out with a notice. Raises BadSearch, or
    LimitExceeded, naming the parameter.
    """
    reader = _Reader(limits, today)
    for number, (name, value) in enumerate(pairs):
        if number >= limits.parameters:
            raise LimitExceeded(_shown(name), f"at most {limits.parameters} parameters")
        reader.take(name, value)
    return Reading(reader.search(), tuple(dict.fromkeys(reader.notices)))


@dataclass(slots=True)
class _Reader:
    """The parameters met so far: single ones by name, values of facets with their states."""

    limits: Limits
    today: date | None
    single: dict[str, str] = field(default_factory=dict)
    states: dict[str, dict[str, State]] = field(default_factory=dict)
    missing: set[str] = field(default_factory=set)
    notices: list[str] = field(default_factory=list)
    chosen: int = 0

    def take(self, name: str, value: str) -> None:
        if not value.isprintable() and any("\ud800" <= letter <= "\udfff" for letter in value):
            raise BadSearch(_shown(name), "this is no valid text")
        if name in _SINGLE:
            self._take_single(name, value)
        elif name == "missing":
            if value:
                self.missing.add(_facet(name, value).name)
                self._count(name)
        else:
            self._take_value(name, value)

    def _take_single(self, name: str, value: str) -> None:
        if value and self.single.setdefault(name, value) != value:
            raise BadSearch(name, "given twice with different values")

    def _take_value(self, name: str, value: str) -> None:
        state = _MODES.get(name[:4], "in")
        try:
            facet = _facet(name, name[4:]) if state != "in" else facet_named(name)
        except BadSearch:
            if state != "in":
                raise
            self.notices.append(f"“{_shown(name)}” means nothing in a search and was left out")
            return
        if not value:
            return
        self._count(name)
        value = self._value(name, facet, value)
        states = self.states.setdefault(facet.name, {})
        before = states.get(value, state)
        states[value] = _stronger(before, state)
        if before != state:
            self.notices.append(
                f"{facet.name} {value} was asked for in two ways; "
                f"“{_WORDS[states[value]]}” was taken"
            )

    def _count(self, name: str) -> None:
        self.chosen += 1
        if self.chosen > self.limits.filters:
            raise LimitExceeded(_shown(name), f"at most {self.limits.filters} values of facets")

    def _value(self, name: str, facet: Facet, value: str) -> str:
        value = facet.former_values.get(value, value)
        if facet.kind != "date" or (value == OPEN and facet.name == "date"):
            return value
        try:
            wanted = read_typed(value, today=self.today)
        except EdtfError as error:
            raise BadSearch(name, f"“{_shown(value)}” is no date; write {FORMS}") from error
        if wanted.turned:
            self.notices.append(
                f"{name}: {value} ends before it starts, so it was read as {wanted.text}"
            )
        return wanted.text

    def search(self) -> Search:
        parsed = parse(self.single.get("q", ""), limits=self.limits, today=self.today)
        return Search(
            typed=parsed.typed,
            query=parsed.query,
            filters={
                facet.name: wanted for facet in FILTERS if (wanted := self._filter(facet.name))
            },
            sort=self._sort(),
            page=self._number("page", _DEFAULT.page, 10**_LONGEST_PAGE - 1),
            size=self._number("size", _DEFAULT.size, self.limits.page_size),
            stated_only=self._switch("stated", "1 for stated sources only, or left out"),
            fold=self._switch("fold", "1 to count repeated paragraphs once, or left out"),
        )

    def _filter(self, facet: str) -> Filter:
        states = sorted(self.states.get(facet, {}).items())
        return Filter(
            any_of=tuple(value for value, state in states if state == "in"),
            all_of=tuple(value for value, state in states if state == "all"),
            none_of=tuple(value for value, state in states if state == "out"),
            missing=facet in self.missing,
        )

    def _sort(self) -> Sort:
        sort = self.single.get("sort", _DEFAULT.sort)
        if sort not in SORTS:
            raise BadSearch("sort", f"one of {', '.join(SORTS)}")
        return cast(Sort, sort)

    def _number(self, name: str, default: int, most: int) -> int:
        typed = self.single.get(name, str(default))
        plain = typed.isascii() and typed.isdigit() and len(typed) <= _LONGEST_PAGE
        if not plain or not 1 <= int(typed) <= most:
            raise BadSearch(name, f"a whole number from 1 to {most:,}")
        return int(typed)

    def _switch(self, name: str, meaning: str) -> bool:
        typed = self.single.get(name, "0")
        if typed not in ("0", "1"):
            raise BadSearch(name, meaning)
        return typed == "1"


_WORDS: Mapping[State, str] = {"in": "any of", "all": "all of", "out": "none of"}
_STRENGTH: Mapping[State, int] = {"": 0, "in": 1, "all": 2, "out": 3}


def _stronger(one: State, other: State) -> State:
    return max(one, other, key=lambda state: _STRENGTH[state])


def _facet(parameter: str, name: str) -> Facet:
    """The facet, or BadSearch that names the parameter it was asked for in."""
    try:
        return facet_named(name)
    except BadSearch as error:
        raise BadSearch(_shown(parameter), f"“{_shown(name)}”: {error.reason}") from error


def _shown(text: str) -> str:
    """Text of strangers as it may stand in a message: printable and short."""
    return "".join(letter if letter.isprintable() else "�" for letter in text[:60])


# --- writing --------------------------------------------------------------------------------


def write(search: Search) -> str:
    """The canonical query string, without a question mark; empty for the empty search."""
    return "&".join(f"{name}={_quoted(value)}" for name, value in pairs_of(search))


def path(search: Search, form: str = "") -> str:
    """The canonical address; `form` is "" for the page, ".json" and the like for others."""
    query = write(search)
    return f"/search{form}?{query}" if query else f"/search{form}"


def pairs_of(search: Search) -> Iterator[tuple[str, str]]:
    """The canonical parameters, names and values, before they are quoted."""
    if search.typed:
        yield "q", search.typed
    for facet in FILTERS:
        wanted = search.filters.get(facet.name)
        if wanted is None:
            continue
        for prefix, values in (
            ("", wanted.any_of),
            ("all.", wanted.all_of),
            ("not.", wanted.none_of),
        ):
            yield from ((prefix + facet.name, value) for value in sorted(set(values)))
    for facet in FILTERS:
        if facet.name in search.filters and search.filters[facet.name].missing:
            yield "missing", facet.name
    if search.stated_only:
        yield "stated", "1"
    if search.fold:
        yield "fold", "1"
    for name in ("sort", "page", "size"):
        if (value := getattr(search, name)) != getattr(_DEFAULT, name):
            yield name, str(value)


def _quoted(value: str) -> str:
    return quote(value, safe="/: ").replace(" ", "+")


# --- changing -------------------------------------------------------------------------------


def with_value(search: Search, facet: str, value: str, state: State) -> Search:
    """The search with a value wanted ("in", "all"), unwanted ("out") or left alone ("")."""
    plain = facets.with_state(search, facet, value, "in" if state == "all" else state)
    if state != "all":
        return search._replace(filters=plain, page=1)
    wanted = plain[facet]
    any_of = tuple(each for each in wanted.any_of if each != value)
    wanted = replace(wanted, any_of=any_of, all_of=(*wanted.all_of, value))
    return search._replace(filters={**plain, facet: wanted}, page=1)


def with_filter(search: Search, facet: str, wanted: Filter) -> Search:
    """The search with another filter of a facet; an empty one is taken away."""
    others = {name: each for name, each in search.filters.items() if name != facet}
    return search._replace(filters={**others, facet: wanted} if wanted else others, page=1)


def with_missing(search: Search, facet: str) -> Search:
    """The search with paragraphs that have no value of the facet wanted too."""
    return with_filter(search, facet, replace(search.filters.get(facet, Filter()), missing=True))


def without_missing(search: Search, facet: str) -> Search:
    return with_filter(search, facet, replace(search.filters.get(facet, Filter()), missing=False))


def without_filters(search: Search) -> Search:
    return search._replace(filters={}, stated_only=False, page=1)


def with_typed(search: Search, typed: str, limits: Limits = _LIMITS) -> Search:
    """The search with other typed text. Raises LimitExceeded."""
    if not typed:
        return search._replace(typed="", query=Everything(), page=1)
    parsed = parse(typed, limits=limits)
    return search._replace(typed=parsed.typed, query=parsed.query, page=1)


def with_sort(search: Search, sort: Sort) -> Search:
    return search._replace(sort=sort, page=1)


def with_size(search: Search, size: int) -> Search:
    return search._replace(size=size, page=1)


def with_stated_only(search: Search, stated_only: bool) -> Search:
    return search._replace(stated_only=stated_only, page=1)


def with_fold(search: Search, fold: bool) -> Search:
    return search._replace(fold=fold, page=1)


def at_page(search: Search, page: int) -> Search:
    return search._replace(page=page)
