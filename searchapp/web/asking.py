"""What a request asks for: its address checked and read.

- pairs: the parameters as sent, strictly decoded. - canonical: the one spelling of an address;
  any other redirects to it, within our own paths only. A search in which something was read
  otherwise than it stands is answered where it was asked, since a redirect would lose the notice.
- form fields: `published.from` and `published.to` are what the typed fields of a period send;
  they become `published=A..B` before anything else reads them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl

from flask import Request, Response

from searchapp import urls
from searchapp.errors import BadSearch, LimitExceeded
from searchapp.model import Search
from searchapp.settings import Limits
from searchapp.web.pages.facets import RANGES
from searchapp.web.pages.values import ORDERS, View
from searchapp.web.strings import Language

Pairs = list[tuple[str, str]]
# What mail programs and other sites put at the end of links; they never meant a search.
_FOREIGN = re.compile(r"(utm_\w+|fbclid|gclid|msclkid|mc_[ce]id|ref)$")


@dataclass(frozen=True, slots=True)
class Asked:
    """A search read from an address, and the notices of its reading."""

    search: Search
    notices: tuple[str, ...]


def query_pairs(request: Request, limits: Limits, say: Language) -> Pairs:
    """The parameters in order. Raises BadSearch for what is no text, LimitExceeded."""
    raw = request.query_string
    if raw.count(b"&") >= limits.parameters:
        raise LimitExceeded("address", say("error.many", limit=limits.parameters))
    try:
        found = parse_qsl(raw.decode("utf-8"), keep_blank_values=True, errors="strict")
    except UnicodeDecodeError as error:
        raise BadSearch("address", say("error.encoding")) from error
    for name, value in found:
        if any(unicodedata.category(letter) == "Cc" for letter in name + value):
            raise BadSearch(_shown(name), say("error.control"))
    return found


def _shown(name: str) -> str:
    return "".join(letter for letter in name if letter.isprintable())[:60] or "address"


def search(pairs: Iterable[tuple[str, str]], limits: Limits) -> Asked:
    """Raises BadSearch, naming the parameter."""
    kept = (pair for pair in with_periods(pairs) if not _FOREIGN.match(pair[0]))
    reading = urls.read(kept, limits)
    return Asked(reading.search, tuple(reading.notices))


def told(address: str, asked: Asked) -> str:
    """What an answer depends on: the address, and the notices of how another one was read."""
    return "\n".join((address, *asked.notices))


def with_periods(pairs: Iterable[tuple[str, str]]) -> Pairs:
    """The typed ends of a period put together: from 2023-02 to nothing is `2023-02..`."""
    kept: Pairs = []
    ends: dict[str, dict[str, str]] = {}
    for name, value in pairs:
        facet, _, end = name.partition(".")
        if facet in RANGES and end in ("from", "to"):
            ends.setdefault(facet, {})[end] = value.strip()
        else:
            kept.append((name, value))
    for facet, typed in ends.items():
        first, last = typed.get("from", ""), typed.get("to", "")
        if first or last:
            kept.append((facet, first if first == last else f"{first}..{last}"))
    return kept


def one(pairs: Sequence[tuple[str, str]], name: str, say: Language) -> str:
    """The value of a parameter that may stand once; "" when it is not there."""
    values = [value for each, value in pairs if each == name]
    if len(values) > 1:
        raise BadSearch(name, say("error.twice", name=name))
    return values[0].strip() if values else ""


def values_view(pairs: Sequence[tuple[str, str]], limits: Limits, say: Language) -> View:
    """How the list of all values is wanted. Raises BadSearch."""
    find = one(pairs, "find", say)
    if len(find) > limits.query_characters:
        raise LimitExceeded("find", say("error.long", limit=limits.query_characters))
    order = one(pairs, "order", say) or ORDERS[0]
    if order not in ORDERS:
        raise BadSearch("order", f"one of {', '.join(ORDERS)}")
    part = one(pairs, "part", say) or "1"
    if not (part.isascii() and part.isdigit() and int(part[:6]) > 0 and len(part) <= 6):
        raise BadSearch("part", "a whole number from 1")
    return View(find, order, int(part))


def but(pairs: Iterable[tuple[str, str]], *names: str) -> Pairs:
    return [(name, value) for name, value in pairs if name not in names]


def moved(request: Request, canonical: str) -> Response | None:
    """A redirect to the canonical address, or None when the request came to it.

    `canonical` is made by us of our own path; no part of the request is ever a target.
    """
    path, _, query = canonical.partition("?")
    if request.query_string.decode("latin-1") == query:
        return None
    response = Response(status=301)
    response.headers["Location"] = f"{path}?{query}" if query else path
    return response


def limits_for_json(limits: Limits) -> Limits:
    return replace(limits, page_size=limits.page_size_json)
