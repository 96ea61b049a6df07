"""Whether a name means the division or the town of that name: Donetsk Oblast or Donetsk.

- said: "Kharkiv region", "Kherson and Zaporizhia oblasts", "the Kherson-Mykolaiv Oblast border".
- sense: what a bare name means in a paragraph; one sense serves all its bare mentions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from searchapp.tagging.places.candidates import Candidate, Namesakes
from searchapp.tagging.places.company import Company
from searchapp.tagging.places.gazetteer import DIVISION_WORDS
from searchapp.tagging.places.placenames import Naming, Reading
from searchapp.text import word_of

_LINK = re.compile(
    r"^(?:,? (?:and|or|&) |, |/|-|–)"
    r"(?:(?:occupied|northern|southern|eastern|western|northeastern|northwestern|southeastern"
    r"|southwestern|central) )?$"
)
_HYPHEN = re.compile(r"^[-–/]$")
_WHOLE = re.compile(
    r"(?i)\b(?:rest|all|most|entirety|whole|remainder|parts?|percent|%|borders?|territory|administration)"
    r" of (?:the )?(?:remaining )?$"
    r"|\b(?:occupied|across|throughout|northern|southern|eastern|western|northeastern|northwestern"
    r"|southeastern|southwestern|entire|rural) (?:the )?$"
)
# With one of these _WHOLE ends.
_BEFORE_A_WHOLE = frozenset(
    "of the remaining occupied across throughout northern southern eastern western northeastern"
    " northwestern southeastern southwestern entire rural".split()
)
# "the Donetsk/Zaporizhzhia administrative borders" are those of oblasts.
_ADMINISTRATIVE = re.compile(r" administrative (?:border|boundar|line|frontier)\w*")
# "in the northern", between a place and what it lies in.
_IN = re.compile(
    r"^,? ?(?:in |\()?(?:the )?(?:\w+ly |occupied )?"
    r"(?:(?:north|south|east|west|northeast|northwest|southeast|southwest)(?:ern)? |central )?$"
)
_PLURALS = frozenset("oblasts regions provinces governorates states counties".split())
# "the province of Idlib", "the regions of Gao and Kidal".
_KIND_OF = re.compile(r"(?i)\b((?:oblast|region|province|governorate)s?) of (?:the )?$")
_CITY = re.compile(r"\bCity\b")


def said(text: str, namings: Sequence[Naming]) -> dict[int, int]:
    """Namings that are said to be divisions: their index and where the word for it ends."""
    found: dict[int, int] = {}
    for index in range(len(namings) - 1, -1, -1):
        naming = namings[index]
        if not naming.namesakes.divisions:
            continue
        word = word_of(naming.precedes) if naming.precedes else ""
        if _ends_in_its_kind(naming.namesakes):
            found[index] = naming.end
        elif word in DIVISION_WORDS:
            found[index] = naming.end + len(naming.gap) + len(naming.precedes)
        elif stated := _ADMINISTRATIVE.match(text, naming.end):
            found[index] = stated.end()
        elif _between_two(text, namings, index) or _kind_of(text, naming):
            found[index] = naming.end
        elif index + 1 in found and index + 1 < len(namings):
            following = namings[index + 1]
            link = text[naming.end : following.start]
            plural = (
                word_of(following.precedes) in _PLURALS
                or bool(_ADMINISTRATIVE.match(text, following.end))
                or _chained(namings, found, index + 1)
            )
            paired = link == " and " and _pairs(naming.namesakes, following.namesakes)
            if _LINK.match(link) and (plural or paired or _HYPHEN.match(link)):
                found[index] = naming.end
    _go_on(text, namings, found)
    return found


def _kind_of(text: str, naming: Naming) -> str:
    """The word for its kind before "of" and a division; empty where there is none."""
    if naming.before not in ("of", "the"):
        return ""
    found = _KIND_OF.search(text[max(0, naming.start - 24) : naming.start])
    return found[1].lower() if found else ""


def _between_two(text: str, namings: Sequence[Naming], index: int) -> bool:
    """Whether a border of two divisions is spoken of: "the Kherson-Mykolaiv | border"."""
    if index == 0 or not text.startswith(" border", namings[index].end):
        return False
    earlier = namings[index - 1]
    link = text[earlier.end : namings[index].start]
    return bool(earlier.namesakes.divisions) and _HYPHEN.match(link) is not None


def _pairs(first: Namesakes, second: Namesakes) -> bool:
    """Whether "Luhansk and Donetsk Oblast" may be two: divisions of one country, no city that is
    a division itself."""
    same = first.divisions[0].country == second.divisions[0].country
    return same and all(each.value.count("/") > 1 for each in first.towns[:1])


def _go_on(text: str, namings: Sequence[Naming], found: dict[int, int]) -> None:
    """Adds what goes on a list that its kind opens: "the regions of Gao and | Kidal"."""
    opened = False
    for index in range(len(namings)):
        naming = namings[index]
        goes_on = opened and index not in found and bool(naming.namesakes.divisions)
        if goes_on and _LINK.match(text[namings[index - 1].end : naming.start]):
            found[index] = naming.end
        opened = index in found and (opened or _kind_of(text, naming).endswith("s"))


def _chained(namings: Sequence[Naming], found: dict[int, int], index: int) -> bool:
    """Whether the naming is a division only because a plural further on says so."""
    naming = namings[index]
    return found[index] == naming.end and not _ends_in_its_kind(naming.namesakes)


def _ends_in_its_kind(meant: Namesakes) -> bool:
    """ "Donetsk Oblast" as one name."""
    return meant.key.rsplit(" ", 1)[-1] in DIVISION_WORDS


def means_division(
    text: str, naming: Naming, company: Company, *, in_paragraph: bool, in_document: bool
) -> bool:
    """Whether a bare name means the division.

    `in_paragraph` and `in_document` tell whether the division is named in full there.
    """
    if company.is_called_city(naming):
        return False
    if company.has_administration(naming):
        return True
    if not (in_paragraph or in_document) or naming.follows.lower() not in _BEFORE_A_WHOLE:
        return False
    return _WHOLE.search(text[max(0, naming.start - 40) : naming.start]) is not None


def has_city_style(texts: Sequence[str]) -> bool:
    """Whether a document writes "Kherson City", so that bare "Kherson" may be the oblast."""
    return any("City" in text and _CITY.search(text) is not None for text in texts)


def division_of(naming: Naming) -> Candidate | None:
    divisions = naming.namesakes.divisions
    return divisions[0] if divisions else None


def leads_inside(between: str) -> bool:
    """Whether what stands between two places says that the first lies in the second."""
    return bool(_IN.match(between))


def named_after(reading: Reading, index: int) -> Candidate | None:
    """The country or division that a naming is followed by: "Tripoli, Lebanon"."""
    if index + 1 >= len(reading.namings):
        return None
    following = reading.namings[index + 1].namesakes
    if not (following.countries or following.divisions):
        return None
    between = reading.between(index, index + 1)
    if not leads_inside(between):
        return None
    if index + 1 in reading.said:
        return following.divisions[0]
    wide = (each for each in following.candidates if each.kind in ("country", "division"))
    return next(wide) if "," in between else None
