"""How the names of a passage stand to one another.

- title: a body named only to say who a person is ("Luhansk Oblast Administration Head Serhiy
  Haidai", "the head of the DPR, Denis Pushilin"). Not so a spokesman's: he speaks for it.
- parent: a body named only to say whose part another is ("the 2nd Army Corps of the LPR").
- administration: a person's name before or after that word names a body: "the Biden
  administration", "the administration of US President Joe Biden".
"""

from __future__ import annotations

from searchapp.tagging.names.lexicon import Lexicon
from searchapp.tagging.reading import Name, Reading
from searchapp.text import words

ADMINISTRATION = "administration of a person"
_BODIES = frozenset({"body", "force", "group", "unknown"})
REGIMES = frozenset({"administration", "regime", "government", "cabinet"})
_OF = frozenset({"of", "for", "at", "in", "to"})
_LONGEST_TITLE = 6
# Who holds a place takes part: "SDF-held towns".
_HOLDING = frozenset({"held", "controlled", "occupied"})
_LED = frozenset({"forces", "troops", "fighters", "units", "militants", "militias"})


def assigned(reading: Reading, names: list[Name], lexicon: Lexicon) -> list[Name]:
    """The names with their roles, those of administrations put together."""
    names = _administrations(reading, names, lexicon)
    found: list[Name] = []
    for place, name in enumerate(names):
        if name.kind in _BODIES and not name.role:
            before = names[place - 1] if place else None
            after = names[place + 1] if place + 1 < len(names) else None
            if before is not None and _bracketed(reading, name, before):
                name = name._replace(role=found[-1].role)
            elif _is_parent(reading, name, before, after):
                name = name._replace(role="parent")
            elif _is_attribute(reading, name) or _is_title(reading, names, place, lexicon):
                name = name._replace(role="title")
        found.append(name)
    return found


def _bracketed(reading: Reading, name: Name, before: Name) -> bool:
    """Whether a name is the abbreviation of the one before: "Luhansk People's Republic (LPR)"."""
    return name.value == before.value and reading.gaps[before.last - 1].endswith("(")


def _is_parent(reading: Reading, name: Name, before: Name | None, after: Name | None) -> bool:
    if before is not None and before.kind in ("force", "body", "group") and before.role != "title":
        at = name.first - 1
        at -= reading.words[at] == "the"
        named = reading.capitals[before.last - 1]
        if named and at == before.last and reading.words[at] == "of" and reading.joined(at - 1):
            return True
    if after is not None and after.rule == "numbered unit" and after.first == name.last:
        return reading.gaps[name.last - 1] in (" ", "'s ", "’s ")
    return False


def _is_attribute(reading: Reading, name: Name) -> bool:
    """Whether a name only colours another word: "Kremlin-affiliated"."""
    if name.last >= len(reading.words) or reading.gaps[name.last - 1] not in ("-", "–", "‑"):
        return False
    if reading.words[name.last] == "led" and reading.words[name.last + 1 : name.last + 2]:
        # "YPG-led forces" are a part of the YPG, as its fighters are.
        return reading.words[name.last + 1] not in _LED
    if reading.words[name.last] in _HOLDING:
        return False
    return reading.words[name.last].endswith(("ed", "run"))


def _is_title(reading: Reading, names: list[Name], place: int, lexicon: Lexicon) -> bool:
    name = names[place]
    after = names[place + 1] if place + 1 < len(names) else None
    if (
        after is not None
        and after.kind == "person"
        and _title_between(reading, name, after, lexicon)
    ):
        return True
    title = _title_of(reading, name, lexicon)
    if title is None:
        return False
    return _person_beside(reading, names, place, title)


def _title_between(reading: Reading, name: Name, person: Name, lexicon: Lexicon) -> bool:
    """ "BODY Head PERSON" with nothing else between; a spokesman's body speaks itself."""
    between = reading.words[name.last : person.first]
    if not 1 <= len(between) <= _LONGEST_TITLE:
        return False
    if not all(
        reading.joined(at) or reading.gaps[at][:2] in ("'s", "’s")
        for at in range(name.last - 1, person.first - 1)
    ):
        return False
    if not all(word in lexicon.title_parts or word in ("of", "the") for word in between):
        return False
    if between[0] == "under" and between[1:2] != ["secretary"]:
        # "the 3rd Brigade under Col. X".
        return False
    return between[-1] in lexicon.titles and not lexicon.speakers.intersection(between)


def _title_of(reading: Reading, name: Name, lexicon: Lexicon) -> int | None:
    """The first token of the title in "head of the BODY"; None where there is none."""
    text, at = reading.words, name.first - 1
    while at >= 0 and (text[at] == "the" or _describes(reading, at)):
        at -= 1
    if at < 1 or text[at] not in _OF or text[at - 1] not in lexicon.titles:
        return None
    at -= 1
    while at > 0 and text[at - 1] in lexicon.title_parts and reading.joined(at - 1):
        at -= 1
    title = text[at : name.first]
    return None if lexicon.speakers.intersection(title) else at


def _describes(reading: Reading, at: int) -> bool:
    """Whether a word may stand between "of" and a body: "the Russian-backed DPR"."""
    word = reading.words[at]
    return word in ("russian", "ukrainian", "occupation", "backed", "self", "proclaimed")


def _person_beside(reading: Reading, names: list[Name], place: int, title: int) -> bool:
    """Whether a person stands right before the title or right after the body."""
    for other in names[place + 1 : place + 3]:
        if other.kind == "person":
            gaps = [reading.gaps[at] for at in range(names[place].last - 1, other.first)]
            near = len(gaps) <= _LONGEST_TITLE and not any(". " in gap for gap in gaps[:-1])
            if near and not any(
                reading.words[at] in ("that", "and", "said", "to", "with", "by")
                for at in range(names[place].last, other.first)
            ):
                return True
            break
    for other in reversed(names[:place]):
        if other.kind == "person":
            between = reading.words[other.last : title]
            return len(between) <= 4 and reading.gaps[other.last - 1] in (", ", " – ", " (", " ")
        if other.last < title - 4:
            break
    return False


def _administrations(reading: Reading, names: list[Name], lexicon: Lexicon) -> list[Name]:
    found: list[Name] = []
    for name in names:
        named = name.kind == "person" or _surname_alone(reading, name)
        if named and (made := _administration(reading, name, lexicon)):
            while found and found[-1].last > made.first:
                found.pop()
            found.append(made)
        else:
            found.append(name)
    return found


def _surname_alone(reading: Reading, name: Name) -> bool:
    """Whether an unknown word is whose government is meant: "the Clinton administration"."""
    alone = name.kind == "unknown" and name.last - name.first == 1 and name.first > 0
    return alone and reading.words[name.first - 1] == "the" and not name.value.isupper()


def _administration(reading: Reading, name: Name, lexicon: Lexicon) -> Name | None:
    text = reading.words
    if name.last < len(text) and reading.joined(name.last - 1) and text[name.last] in REGIMES:
        if name.last + 1 < len(text) and text[name.last + 1] in ("head", "official"):
            return None
        return _body(name, name.first, name.last + 1, text[name.last], lexicon)
    at = name.first - 1
    while (
        at > 0
        and reading.joined(at)
        and (
            text[at] in lexicon.title_parts
            or text[at] == "the"
            or text[at] in lexicon.adjectives.root
        )
    ):
        at -= 1
    if at > 0 and text[at] == "of" and text[at - 1] in REGIMES and reading.gaps[at] == " ":
        return _body(name, at - 1, name.last, text[at - 1], lexicon)
    return None


def _body(name: Name, first: int, last: int, noun: str, lexicon: Lexicon) -> Name:
    surname = name.value.split()[-1]
    value = f"{surname} {noun}"
    entry = lexicon.exact.get(tuple(words(value)))
    if entry is not None:
        return Name(first, last, entry.name, "body", ADMINISTRATION, entry.place, entry.aliases)
    aliases = (f"{name.value} {noun}", f"{noun} of {name.value}")
    return Name(first, last, value, "body", ADMINISTRATION, aliases=aliases)
