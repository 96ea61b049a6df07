"""When a capital stands for its government: "Kyiv's decision", "Tehran has warned Ankara".

The words that tell are those by which the region tagger refuses a place (placewords.toml), so
that a capital is either a region or an actor.
"""

from __future__ import annotations

from searchapp.tagging.names.lexicon import Lexicon
from searchapp.tagging.reading import Reading

_AUXILIARIES = frozenset("has have had will would could may might did does".split())
_BEING = frozenset("is was remains remained".split())
_OWED = frozenset({"to", "from", "for", "on"})
_MOVING = frozenset({"to", "from", "toward", "towards", "for", "and", "or"})
_POLICY_WINDOW = 3
_ADVERBS = frozenset({"also", "still", "now", "not", "again", "then", "itself"})
_HYPHENS = ("-", "–")


class CapitalReader:
    def __init__(self, lexicon: Lexicon) -> None:
        self._words = lexicon.place_words
        self._capitals = lexicon.capitals
        self._policy, self._dealing, self._addressing = lexicon.government_words

    def governs(self, reading: Reading, first: int, last: int) -> bool:
        """Whether the capital in these tokens acts or is addressed as a government."""
        words = reading.words
        before = words[first - 1] if first and not reading.starts_sentence(first) else ""
        after = words[last] if last < len(words) and not reading.ends_sentence(last - 1) else ""
        gap = reading.gaps[last - 1]
        if gap.startswith(_HYPHENS) or (first and reading.gaps[first - 1].endswith(_HYPHENS)):
            return False
        if gap[:2] in ("'s", "’s"):
            return self._owns(reading, first, last)
        if gap == ", " and after == "which":
            return self._acts(words[last + 1 : last + 5])
        if after and reading.capitals[last]:
            return False
        if before in self._addressing:
            return after not in self._words["settlement"]
        if before in ("with", "by") and words[first - 2] in self._dealing:
            return True
        if before == "by" and words[first - 2] in self._policy and after != "and":
            # "the statement by Baku": as its own, "Baku's statement".
            return True
        if before in _OWED and words[first - 2] in self._words["owed_to_a_government"]:
            return before != "on" or words[first - 2] != "pressure" or after == "to"
        if before in self._words["expected_of_a_government"] and after == "to":
            return True
        joined = before == "and" and self._capital_before(reading, first - 1)
        if before in self._words["locative"] or (
            before in ("of", "against", *_MOVING) and not joined
        ):
            return False
        if after == "and" and gap == " " and (second := self._capitals.match(words, last + 1)):
            # "Washington and Riyadh want": as the second acts.
            return reading.capitals[last + 1] and self.governs(reading, last + 1, second[0])
        return gap == " " and self._acts(words[last : last + 4])

    def _capital_before(self, reading: Reading, conjunction: int) -> bool:
        """Whether another capital is coordinated with the one that follows."""
        words = reading.words
        begins = range(max(conjunction - 2, 0), conjunction)
        found = (self._capitals.match(words, at) for at in begins if reading.capitals[at])
        return any(each is not None and each[0] == conjunction for each in found)

    def _owns(self, reading: Reading, first: int, last: int) -> bool:
        """Whether one of the next words, all small, is a matter of policy."""
        words, end = reading.words, min(last + _POLICY_WINDOW, len(reading.words))
        if first and words[first - 1] in self._words["settlement"]:
            return False
        for place in range(last, end):
            if reading.capitals[place]:
                return False
            if words[place] in self._policy:
                return True
            if not reading.joined(place):
                return False
        return False

    def _acts(self, ahead: list[str]) -> bool:
        """Whether the words after it say what a government does: "has warned"."""
        does, befalls = self._words["government_does"], self._words["befalls_a_town"]
        if ahead[:1] and ahead[0] in _BEING:
            described = [word for word in ahead[1:3] if not word.endswith("ly")]
            return bool(described) and described[0] in self._words["government_is"]
        helped = ""
        for word in ahead:
            if word in does:
                return True
            if word in _AUXILIARIES or word in _ADVERBS or word.endswith("ly"):
                helped = helped or (word if word in _AUXILIARIES else "")
                continue
            done = helped in ("has", "have", "had")
            return bool(helped) and word not in befalls and (word.endswith("ed") or not done)
        return False
