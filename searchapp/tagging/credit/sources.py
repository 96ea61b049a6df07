"""Who is credited with the information in a passage, each with the words of the credit.

- stated: in the words of the passage, by the grammar in attribution.py. What a passage without
  a credit inherits from its document is added when paragraphs are made.
- report: "the report noted" credits those whom the document credited last.
"""

from __future__ import annotations

from collections.abc import Sequence

from searchapp.model import Mention
from searchapp.tagging.credit.attribution import CreditGrammar
from searchapp.tagging.credit.reporters import reporters
from searchapp.tagging.credit.subjects import UNNAMED, UNNAMED_ALIASES, Credited
from searchapp.tagging.credit.words import CreditWords
from searchapp.tagging.mentions import mention
from searchapp.tagging.names.reader import PassageNames
from searchapp.tagging.reading import OUTLETS, Name, Reading
from searchapp.tagging.vocabulary import Vocabulary
from searchapp.tagging.wordclasses import WordClass

CREDITED = "name that is credited (discovered)"
NAMELESS = "people without a name"
_AUTHORS = OUTLETS | {"body", "group"}


class SourceTagger:
    def __init__(self, vocabulary: Vocabulary) -> None:
        self._words = CreditWords(vocabulary)

    @property
    def classes(self) -> tuple[WordClass, ...]:
        """The classes of words that are looked for."""
        return self._words.crediting, self._words.telling

    def tag(self, passages: Sequence[PassageNames]) -> list[list[Mention]]:
        """The stated sources of each passage in order of mention."""
        report: list[Name] = []
        speaker: Name | None = None
        found = []
        for passage in passages:
            credited: list[Credited] = []
            if passage.reading.where(self._words.crediting):
                credited = CreditGrammar(passage, self._words, report, speaker).credits()
            credited += reporters(passage.reading, passage.names, credited, self._words)
            found.append(_mentions(passage.reading, credited))
            report = _authors(credited) or report
            speaker = _last_person(credited)
        return found


def _authors(credited: Sequence[Credited]) -> list[Name]:
    """Those of the credited who write reports."""
    return [each.name for each in credited if each.name and each.name.kind in _AUTHORS]


def _last_person(credited: Sequence[Credited]) -> Name | None:
    persons = [each.name for each in credited if each.name and each.name.kind == "person"]
    return persons[-1] if persons else None


def _mentions(reading: Reading, credited: Sequence[Credited]) -> list[Mention]:
    found = [_mention(reading, each) for each in credited]
    unique = {(each.value, each.start, each.end): each for each in found}
    return sorted(unique.values(), key=lambda each: (each.start, each.end))


def _mention(reading: Reading, each: Credited) -> Mention:
    span = reading.starts[each.first], reading.ends[each.last - 1]
    text, name = reading.text, each.name
    if name is None:
        return mention(UNNAMED, span, of=text, rule=NAMELESS, aliases=UNNAMED_ALIASES)
    if name.kind == "unknown":
        return mention(name.value, span, of=text, rule=CREDITED)
    rule = f"credited {name.rule} ({name.place or 'discovered'})"
    return mention(name.value, span, of=text, rule=rule, aliases=name.aliases)
