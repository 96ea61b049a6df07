"""Random changes of a vocabulary, such as a researcher may make, with names that texts hold."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from searchapp.model import Document
from searchapp.tagging.vocabulary import Entry, Vocabulary, of_entries
from searchapp.text import words

_RUN = re.compile(r"\b[A-ZА-ЯІЇЄ][\w'’-]+(?: [A-ZА-ЯІЇЄ][\w'’-]+){0,3}")
_ANY_RUN = re.compile(r"\b[\w'’-]+(?: [\w'’-]+){0,2}")
_CAPITALISED = re.compile(r"\b[A-Z][a-z]{4,}\b")
# Spellings that have one normal form.
_ALIKE = (("y", "i"), ("h", "g"), ("iv", "yv"), ("v", "w"))
_MADE = (
    "Russian forces", "Syrian forces", "Ukrainian Ministry of Defense", "Turkish government",
    "Russian General Staff", "Putin administration", "Biden administration", "Assad regime",
    "1st Army Corps", "2nd Battalion", "Kremlin", "ministry", "the group", "Israeli military",
)  # fmt: skip
_ABOVE = (
    "Ukraine", "Ukraine/Donetsk Oblast", "Russia", "Syria", "Syria/Aleppo Governorate", "Sudan",
)  # fmt: skip
_KINDS = ("person", "body", "force", "group", "outlet", "monitor", "side")
_NAMED = ("actors", "sources", "things")
_SWAPS = (("y", "i"), ("i", "y"), ("h", "g"), ("ks", "x"), ("v", "w"), ("ia", "ya"), ("e", "o"))

Edit = Callable[["Editor"], None]


class Editor:
    """The entries of a vocabulary being changed; `told` says what was done."""

    def __init__(
        self, vocabulary: Vocabulary, documents: Sequence[Document], chance: random.Random
    ) -> None:
        self.entries = list(vocabulary.entries)
        self.chance = chance
        self.told: list[str] = []
        self.documents = documents

    def vocabulary(self) -> Vocabulary:
        by_key = {entry.key: entry for entry in self.entries}
        return of_entries(by_key.values(), "")

    # --- words ------------------------------------------------------------------------------

    def name(self) -> str:
        """A name as texts have them, as the tagger makes them, or in another spelling."""
        way = self.chance.random()
        if way < 0.1:
            return self.chance.choice(_MADE)
        if way < 0.3:
            return self.chance.choice(_names(self.some(*_NAMED, "regions")))
        document = self.chance.choice(self.documents)
        text = self.chance.choice(document.passages).text
        pattern = _RUN if way < 0.9 else _ANY_RUN
        found = [each for each in pattern.findall(text) if words(each)] or ["Nowhere"]
        name: str = self.chance.choice(found)[:80]
        if self.chance.random() < 0.3:
            name = name.replace(*self.chance.choice(_SWAPS))
        return name

    def word(self, fits: Callable[[str], bool]) -> str:
        """A capitalised word of a text."""
        text = self.chance.choice(self.chance.choice(self.documents).passages).text
        found = [each for each in _CAPITALISED.findall(text) if fits(each)] or ["Nowhere"]
        return str(self.chance.choice(found))

    def some(self, *tables: str) -> Entry:
        return self.chance.choice([each for each in self.entries if each.table in tables])

    # --- changes ----------------------------------------------------------------------------

    def add(self, table: str, kind: str, name: str, fields: dict[str, Any], *aliases: str) -> None:
        file = f"mine/{table}.toml"
        line = sum(each.file == file for each in self.entries) + 2
        new = Entry(table, kind, name, aliases, MappingProxyType(fields), file, line)
        self.entries.append(new)
        self.told.append(f"add {table} {kind} {name!r} {aliases} {fields}")

    def change(self, entry: Entry, **fields: Any) -> None:
        place = self.entries.index(entry)
        self.entries[place] = replace(entry, **fields)
        self.told.append(f"{entry.table} {entry.name!r} {entry.aliases}: {fields}")

    def drop(self, entry: Entry) -> None:
        self.entries.remove(entry)
        self.told.append(f"drop {entry.table} {entry.name!r} {entry.aliases}")


def _names(entry: Entry) -> tuple[str, ...]:
    return (entry.name, *entry.aliases)


def _with(entry: Entry, **fields: Any) -> MappingProxyType[str, Any]:
    return MappingProxyType({**entry.fields, **fields})


def add_a_town(editor: Editor) -> None:
    above = editor.chance.choice(_ABOVE)
    at = [editor.chance.uniform(30, 50), editor.chance.uniform(30, 40)]
    editor.add("regions", "town", editor.name(), {"under": above, "at": at}, editor.name())


def add_a_town_in_another_spelling(editor: Editor) -> None:
    """One that no list knows as it stands in the text."""
    name = editor.word(lambda word: any(old in word for old, _ in _ALIKE))
    for old, new in _ALIKE:
        name = name.replace(old, new)
    editor.add("regions", "town", name, {"under": "Ukraine"})


def add_a_person_in_another_spelling(editor: Editor) -> None:
    text = editor.chance.choice(editor.chance.choice(editor.documents).passages).text
    found = [each for each in _RUN.findall(text) if each.count(" ") == 1] or ["Boris Nowhere"]
    name = editor.chance.choice(found).replace("e", "ie").replace("y", "i")
    editor.add("actors", "person", f"Known {editor.chance.choice('ABC')}", {}, name)


def drop_a_feature(editor: Editor) -> None:
    editor.drop(
        editor.chance.choice(
            [e for e in editor.entries if e.table == "regions" and e.kind != "country"]
        )
    )


def add_a_name(editor: Editor) -> None:
    table = editor.chance.choice(_NAMED)
    kind = editor.chance.choice(_KINDS)
    editor.add(table, kind, editor.name(), {}, editor.name(), editor.name())


def add_an_alias(editor: Editor) -> None:
    entry = editor.some(*_NAMED)
    editor.change(entry, aliases=(*entry.aliases, editor.name()))


def drop_an_alias(editor: Editor) -> None:
    entry = editor.some(*_NAMED)
    editor.change(entry, aliases=entry.aliases[1:])


def rename(editor: Editor) -> None:
    editor.change(editor.some(*_NAMED), name=editor.name())


def drop_a_name(editor: Editor) -> None:
    editor.drop(editor.some(*_NAMED))


def change_a_kind(editor: Editor) -> None:
    editor.change(editor.some(*_NAMED), kind=editor.chance.choice(_KINDS))


def change_a_field(editor: Editor) -> None:
    entry = editor.some(*_NAMED)
    field, value = editor.chance.choice(
        (("of", "Russia"), ("of", "Syria"), ("full", True), ("where", ["syria", "idlib"]))
    )
    editor.change(entry, fields=_with(entry, **{field: value}))


def change_a_topic(editor: Editor) -> None:
    entry = editor.some("topics")
    asked = " ".join(words(editor.name())[:2]) or "grain"
    field = editor.chance.choice(("query", "unless"))
    editor.change(entry, fields=_with(entry, **{field: f"({asked}) OR {words(asked)[0]}"}))


def drop_a_topic(editor: Editor) -> None:
    editor.drop(editor.some("topics"))


def add_a_topic(editor: Editor) -> None:
    asked = " ".join(words(editor.name())[:2]) or "grain"
    editor.add("topics", "topic", f"about {asked}", {"query": asked})


def doubt_a_place(editor: Editor) -> None:
    kind = editor.chance.choice(("doubtful", "undoubted"))
    editor.add("placewords", kind, editor.name(), {})


def add_an_event(editor: Editor) -> None:
    title = editor.chance.choice(editor.documents).title or "war"
    name = " ".join(words(title)[:3]) or "war"
    editor.add("events", "war", name, {"from": "2015-01-01", "to": "2016-02-03"})


def move_lines(editor: Editor) -> None:
    first = editor.some("actors", "sources", "topics", "countries", "things")
    editor.told.append(f"a line before {first.place}")
    editor.entries = [
        replace(each, line=each.line + 1)
        if each.file == first.file and each.line >= first.line
        else each
        for each in editor.entries
    ]


def add_a_cue(editor: Editor) -> None:
    editor.add("titles", "role", editor.name(), {})


EDITS: tuple[Edit, ...] = (
    add_a_town, add_a_town, add_a_town_in_another_spelling, add_a_person_in_another_spelling,
    drop_a_feature, add_a_name, add_a_name, add_an_alias, add_an_alias,
    drop_an_alias, rename, drop_a_name, change_a_kind, change_a_field, change_a_topic,
    drop_a_topic, add_a_topic, doubt_a_place, add_an_event, move_lines,
)  # fmt: skip


def edited(
    vocabulary: Vocabulary,
    documents: Sequence[Document],
    chance: random.Random,
    *,
    edits: Iterable[Edit] = EDITS,
) -> tuple[Vocabulary, list[str]]:
    """The vocabulary after one to three random changes, and what they were."""
    editor = Editor(vocabulary, documents, chance)
    for _ in range(chance.choice((1, 1, 2, 3))):
        chance.choice(list(edits))(editor)
    return editor.vocabulary(), editor.told
