"""A query tree in words, for the line that tells how a search was read."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from searchapp.edtf import OPEN
from searchapp.model import (
    And,
    AtLeast,
    Everything,
    FacetIs,
    FacetStarts,
    Fuzzy,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Search,
    Title,
    Wildcard,
    Word,
)
from searchapp.querylang.rendering import Leaf
from searchapp.schema import facet_named
from searchapp.text import tokens


@dataclass(frozen=True, slots=True)
class _Spelt:
    """How words were typed, and which of them are names that are found in any spelling."""

    typed: Mapping[str, str]
    named: Collection[str] = ()

    def word(self, word: str) -> str:
        return self.typed.get(word, word)

    def plain(self, word: str) -> str:
        return f"*{self.word(word)}*{' (in any spelling)' if word in self.named else ''}"


def reading(node: Node, typed: str = "", *, named: Collection[str] = ()) -> str:
    """The tree in words, each word spelt as in the typed text where it stands there; `named` are
    the words that are found in other spellings too.

    >>> reading(And((Word("crypto"), Word("mobilization"), Not(FacetIs("source", "TASS")))))
    'words *crypto* and *mobilization*; not source TASS'
    """
    written = {token.word: typed[token.start : token.end] for token in tokens(typed)[::-1]}
    spelt = _Spelt(written, named)
    wanted = node.children if isinstance(node, And) else (node,)
    plain = [each for each in wanted if isinstance(each, Word) and not each.exact]
    others = [_phrase(each, spelt) for each in wanted if each not in plain]
    if not plain:
        return "; ".join(others)
    words = f"word{'s' * (len(plain) > 1)} {_listed([_leaf(each, spelt) for each in plain])}"
    return "; ".join([words, *others])


def _listed(names: Sequence[str], last: str = "and") -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}"


def _phrase(node: Node, spelt: _Spelt) -> str:
    match node:
        case And(children):
            return _listed([_inner(child, spelt) for child in children])
        case Or(children):
            return _listed([_inner(child, spelt) for child in children], "or")
        case AtLeast(count, children):
            parts = ", ".join(_inner(child, spelt) for child in children)
            return f"at least {count} of ({parts})"
        case Not(child):
            return f"not {_inner(child, spelt)}"
        case Everything():
            return "everything"
        case _:
            return _leaf(node, spelt)


def _inner(node: Node, spelt: _Spelt) -> str:
    said = _phrase(node, spelt)
    return f"({said})" if isinstance(node, And | Or) else said


def _leaf(node: Leaf, spelt: _Spelt) -> str:
    match node:
        case Word(text, exact):
            return f"exactly *{spelt.word(text)}*" if exact else spelt.plain(text)
        case Phrase(words, slop, exact):
            run = " ".join(map(spelt.word, words))
            others = f" with up to {slop} other words inside" if slop else ""
            return f"{'exactly ' * exact}the phrase *{run}*{others}"
        case Prefix(text):
            return f"words beginning with *{text}*"
        case Wildcard(pattern):
            return f"words of the form *{pattern}*"
        case Fuzzy(text, distance):
            letters = "one letter" if distance == 1 else f"{distance} letters"
            return f"words within {letters} of *{spelt.word(text)}*"
        case Title(words):
            return f"title with {_listed([f'*{spelt.word(word)}*' for word in words])}"
        case FacetIs(facet, value):
            return facet_words(facet, value)
        case FacetStarts(facet, start):
            return f"{_label(facet)} beginning with {start}" if start else f"any {_label(facet)}"


def search_in_words(search: Search) -> str:
    """The whole question in words, filters too, as a citation of the search gives it.

    >>> from searchapp.model import Filter
    >>> wanted = Filter(any_of=("BBC", "Meduza"), none_of=("TASS",))
    >>> search_in_words(Search(query=Word("grain"), filters={"source": wanted}))
    'word *grain*; source BBC or source Meduza; not source TASS'
    """
    parts = [] if isinstance(search.query, Everything) else [reading(search.query, search.typed)]
    for facet, wanted in search.filters.items():
        any_of = [facet_words(facet, value) for value in wanted.any_of]
        any_of += [f"no {_label(facet)}"] if wanted.missing else []
        parts += [" or ".join(any_of)] if any_of else []
        parts += [facet_words(facet, value) for value in wanted.all_of]
        parts += [f"not {facet_words(facet, value)}" for value in wanted.none_of]
    parts += ["only what is stated in the paragraph itself"] if search.stated_only else []
    parts += ["repeated paragraphs counted once"] if search.fold else []
    return "; ".join(parts) or "everything"


def facet_words(facet: str, value: str) -> str:
    """A facet and its value in words: "region within Donetsk Oblast", "published from 2023 on"."""
    kind, label = facet_named(facet).kind, _label(facet)
    if kind == "path":
        return f"{label} within {value.rsplit('/', 1)[-1]}"
    if value == OPEN and kind == "date":
        return f"{label} in no single year"
    if kind == "name" or ".." not in value:
        return f"{label} {value}"
    first, last = value.split("..", 1)
    if not first:
        return f"{label} up to {last}"
    return f"{label} from {first} to {last}" if last else f"{label} from {first} on"


def _label(facet: str) -> str:
    label = facet_named(facet).label
    return label[:1].lower() + label[1:]
