"""What an address says of an earlier answer: `as-of=<build>:<paragraphs>`, as citations have it.

It is no part of the search: links of the page leave it out, and it stands last in the address.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from searchapp.errors import BadSearch
from searchapp.export.citation import AS_OF, as_of
from searchapp.web import asking
from searchapp.web.strings import Language

_WRITTEN = re.compile(r"([A-Za-z0-9._-]{1,80}):([0-9]{1,12})")


@dataclass(frozen=True, slots=True)
class Cited:
    build: str
    total: int


def parted(sent: asking.Pairs, say: Language) -> tuple[asking.Pairs, Cited | None]:
    """The parameters without it, and what it says. Raises BadSearch."""
    written = asking.one(sent, AS_OF, say)
    if not written:
        return asking.but(sent, AS_OF), None
    match = _WRITTEN.fullmatch(written)
    if not match:
        raise BadSearch(AS_OF, say("error.as_of"))
    return asking.but(sent, AS_OF), Cited(match[1], int(match[2]))


def kept(address: str, cited: Cited | None) -> str:
    """The canonical address with what was said in it."""
    if cited is None:
        return address
    return f"{address}{'&' if '?' in address else '?'}{as_of(cited.build, cited.total)}"


def notices(cited: Cited | None, total: int, build: str, say: Language) -> Sequence[str]:
    """How the number has changed since, in words."""
    if cited is None:
        return ()
    told = {"then": say.count("paragraphs", cited.total), "build": cited.build}
    if cited.build == build:
        key = "cite.same" if cited.total == total else "cite.wrong"
        return (say(key, **told, now=say.count("paragraphs", total)),)
    if cited.total == total:
        return (say("cite.unchanged", **told, now_build=build),)
    more = "cite.more" if total > cited.total else "cite.fewer"
    change = say.count(more, abs(total - cited.total))
    now = say.count("paragraphs", total)
    return (say("cite.changed", **told, now_build=build, now=now, change=change),)
