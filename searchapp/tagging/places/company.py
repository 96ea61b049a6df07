"""What the words around a name say of it: that it is a place, or a part of something else.

- part of a name: "Kyiv Independent", "Luhansk People's Republic", "Black Sea Fleet".
- institution: "Russia's Ministry of Defense", "US officials", "National Guard of Ukraine".
- government: "Moscow said", "Kyiv's best chance": a capital that stands for its government.

The words themselves lie in vocabulary/placewords.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from searchapp.tagging.places.placenames import Naming
from searchapp.tagging.vocabulary import Vocabulary
from searchapp.text import APOSTROPHES, fold, word_of

_APOSTROPHE = re.compile(rf"[{APOSTROPHES}]")
_WORD = re.compile(rf"[^\W_][\w{APOSTROPHES}-]*")
_CLAUSE_ENDS = re.compile(r"[.,;:!?()\"“”]| [–—-] |—")
_ATTACHED = re.compile(
    r"^-(backed|led|appointed|sponsored|aligned|installed|supported|friendly|imposed|allied"
    r"|loyal|leaning|trained|funded|made|produced|supplied|brokered|proposed|designated)\b"
)
_HYPHENS = ("-", "–")
_TOWARDS = re.compile(r"(?i)\b(pro|anti|non)[-–]$")
_LOOK_AHEAD = 70
_FUNCTION = frozenset(
    "a an and are as at be been before by can could did does during for from had has have if in"
    " into is it its may might more must not of on or prior rather shall should since so than that"
    " the then through to under until upon was were when where which while who will with would also"
    " itself alone first against after again all but".split()
)
_DONE = frozenset(
    "struck took gave went came held sent fought built won left made saw kept met put began became"
    " bought sold flew drew chose spent lost hit knew paid ran says rose fell grew".split()
)
_AUXILIARIES = frozenset("has have had will would could may might did does do".split())
_ADVERBS = frozenset(
    "also still then now never itself however likely probably reportedly already not always ever"
    " again alone soon possibly continually repeatedly recently".split()
)
_AT = frozenset("on against of at for around toward towards over".split())
_BEING = frozenset("is was remains remained".split())
_RELATIVE = ", which"
_QUOTES = frozenset('"“”«»„')
_KNOWN_BY_ALL = 50_000
_CALENDAR = frozenset(
    "january february march april may june july august september october november december monday "
    "tuesday wednesday thursday friday saturday sunday".split()
)
_CHAIN_STOPS = _FUNCTION | frozenset({"s"})
# "WASHINGTON — ", "GOMA, Congo (Reuters) - ", "GENEVA/BEIRUT, 5 May ".
_DATELINE = re.compile(
    r"[A-ZÀ-Þ][A-ZÀ-Þ'’. /-]+(?:, [A-Z][\w. ]+?)?(?:, [\w. ]{3,12})?(?: \([\w ]+\))? ?[—–-]{1,2} "
)
# "The Algiers agreement".
_AGREEMENTS = frozenset("agreement agreements accord accords protocol protocols".split())
_LONGEST_DATELINE = 40
_ABBREVIATIONS = frozenset({"us", "uk", "u s", "u k", "united states", "united kingdom", "uae"})
_HEADS_ALONE = frozenset({"military", "security", "defense", "defence", "intelligence", "police"})
# "Kherson military administration" is one of the oblast, "Homs military base" in the town.
_AFTER_MILITARY = frozenset(
    "administration administrations civil state council government officials head governor".split()
)
_ADMINISTERING = frozenset("occupation military regional military-civil military-civilian".split())
_ADJECTIVES = frozenset(
    "national federal supreme central state foreign interior permanent human marine special".split()
)


def opens_dateline(naming: Naming) -> bool:
    """Whether the naming stands in the dateline of an agency's report: "WASHINGTON — "."""
    if naming.start > _LONGEST_DATELINE or not naming.passage.text[:2].isupper():
        return False
    found = _DATELINE.match(naming.passage.text)
    return found is not None and naming.end <= found.end()


class Company:
    """Judges the company of namings by the word lists of a vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        def listed(kind: str) -> frozenset[str]:
            return vocabulary.words("placewords", kind)

        self._locative = listed("locative")
        self._settlement = listed("settlement")
        self._area = listed("area")
        self._part_of_a_name = listed("part_of_a_name")
        self._institution = listed("institution")
        self._institution_of = listed("institution_of")
        self._keeps_a_place = listed("keeps_a_place")
        self._government_does = listed("government_does")
        self._to_a_government = listed("to_a_government")
        self._expected = listed("expected_of_a_government")
        self._owed = listed("owed_to_a_government")
        self._befalls = listed("befalls_a_town")
        self._attack = listed("attack")
        self._government_is = listed("government_is")
        self._of_a_town = listed("of_a_town")
        self._title = listed("title")
        self._opening = listed("opening")
        self._speaks = listed("speaks")
        self._adjectives: dict[str, str] = {}
        capitals: set[str] = set()
        codes = {
            fold(entry.name): str(entry.fields.get("code", ""))
            for entry in vocabulary.table("regions")
            if entry.kind == "country"
        }
        for entry in vocabulary.table("countries"):
            code = codes.get(fold(entry.name), "")
            for adjective in entry.fields.get("adjectives", ()):
                self._adjectives[fold(adjective)] = code
            capitals.update(fold(capital) for capital in entry.fields.get("capitals", ()))
        # Those that are of one country; "American" is of a continent too.
        self.adjectives = frozenset(word for word, code in self._adjectives.items() if code)
        self._capitals = frozenset(capitals | {"kiev", "kyiv", "moscow", "washington"})

    def countries_of(self, words: Iterable[str]) -> list[str]:
        """The country codes of those of the words that are adjectives of countries."""
        return list(filter(None, map(self._adjectives.get, words)))

    # --- what makes a name no place ---------------------------------------------------------

    def refuses(self, text: str, naming: Naming) -> str:
        """Why the naming is no place whatever else speaks for it; empty where nothing does."""
        is_country = naming.namesakes.first.kind == "country"
        if opens_dateline(naming):
            return ""
        ahead = text[naming.end : naming.end + _LOOK_AHEAD]
        if ahead.startswith("-") and _ATTACHED.match(ahead):
            return "attribute"
        led = text[naming.start - 1 : naming.start] in _HYPHENS
        if led and _TOWARDS.search(text, max(0, naming.start - 6), naming.start):
            return "attribute"
        quoted = text[naming.start - 1 : naming.start] in _QUOTES if naming.start else False
        if quoted and text[naming.end : naming.end + 1] in _QUOTES and not is_country:
            return "part of a name"
        if self._begins_a_name(naming):
            return "part of a name"
        if self._ends_a_name(naming):
            return "institution"
        if is_country:
            return self._country_refused(naming, ahead)
        if naming.namesakes.key in self._capitals and self._is_government(text, naming):
            return "government"
        return ""

    def _begins_a_name(self, naming: Naming) -> bool:
        after = naming.precedes
        if not after or naming.possessive or not after[0].isupper():
            agreed = after in _AGREEMENTS and naming.namesakes.first.kind == "place"
            return naming.gap == " " and (after == "24" or agreed)
        first = fold(_APOSTROPHE.sub("'", after))
        known = self._part_of_a_name
        return first in known or f"{first} {fold(naming.later)}" in known

    def _ends_a_name(self, naming: Naming) -> bool:
        """ "National Guard of Ukraine", "Defense Contact Group for Ukraine"."""
        if naming.before not in ("of", "for") and naming.between.strip():
            return False
        if naming.before in ("of", "for"):
            earlier = naming.earlier
            return bool(earlier) and earlier[0].isupper() and fold(earlier) in self._institution_of
        return False

    def _country_refused(self, naming: Naming, ahead: str) -> str:
        clause = _CLAUSE_ENDS.split(ahead.removeprefix("'s").removeprefix("’s"), maxsplit=1)[0]
        following = _WORD.findall(clause)[:5]
        if naming.namesakes.key in _ABBREVIATIONS and not naming.possessive and following:
            first = following[0]
            if first in ("and", "or") and following[1:2] and fold(following[1]) in self._adjectives:
                return "attribute"  # "U.S. and Iranian officials"
            begins = first[0].isupper() and fold(first) not in _FUNCTION
            if begins or not self._is_verb_or_function(fold(first)):
                return "attribute"
        if not following or not (naming.possessive or following[0][0].isupper()):
            return ""
        return "institution" if self._is_institution(following) else ""

    def _is_institution(self, following: list[str]) -> bool:
        """Whether a run of words after a country is an institution or office of it."""
        for place, word in enumerate(following[:4]):
            folded = fold(word)
            if folded in _CHAIN_STOPS:
                return False
            if word[0].isupper() and (
                folded in self._institution or folded in self._part_of_a_name
            ):
                return True
            if folded not in self._institution:
                continue
            if folded in _ADJECTIVES:
                continue
            last = place + 1 == len(following) or self._is_verb_or_function(
                fold(following[place + 1])
            )
            if folded not in _HEADS_ALONE or last:
                return True
        return False

    def _is_verb_or_function(self, word: str) -> bool:
        known = word in _FUNCTION or word in self._government_does or word in _DONE
        return known or word.endswith(("ed", "ly"))

    def _is_government(self, text: str, naming: Naming) -> bool:
        before, after = fold(naming.follows), fold(naming.precedes)
        if naming.possessive:
            return after not in self._of_a_town and before not in self._settlement
        if before == "of" and fold(naming.earlier) in self._settlement:
            return False
        if before in _AT and fold(naming.earlier) in self._attack and after != "to":
            return False
        if before in self._to_a_government:
            return after not in (self._settlement | self._area) and after != "offensive"
        if before in self._expected and after == "to":
            return True
        if before in ("to", "from", "for", "on") and fold(naming.earlier) in self._owed:
            return True
        if before in self._locative and before not in ("to", "from", "between", "of"):
            return False
        return self._acts(text[naming.end : naming.end + _LOOK_AHEAD])

    def _acts(self, ahead: str) -> bool:
        """Whether what follows a capital is a verb that only a government can be subject of."""
        clause = _CLAUSE_ENDS.split(ahead.removeprefix(_RELATIVE), maxsplit=1)[0]
        following = [fold(word) for word in _WORD.findall(clause)[:5]]
        following = [word for word in following if word not in _ADVERBS]
        if not following:
            return False
        if following[0] in _BEING:
            described = [word for word in following[1:3] if not word.endswith("ly")]
            return bool(described) and described[0] in self._government_is
        if following[0] in _AUXILIARIES:
            verb = following[1] if len(following) > 1 else ""
            return bool(verb) and verb not in self._befalls
        return following[0] in self._government_does

    def is_cut(self, naming: Naming) -> bool:
        """Whether the capitalised word that follows belongs to the name of a small place, rather
        than telling what is there: "Qara | Qozak", not "Izyum | Operational Group"."""
        candidates = naming.namesakes.candidates
        small = all(each.kind == "place" and each.population < _KNOWN_BY_ALL for each in candidates)
        after = word_of(naming.after)
        return (
            small
            and after.isalpha()
            and after not in _CALENDAR
            and not naming.after.isupper()
            and self.has_stranger_after(naming)
            and after not in (self._part_of_a_name | self._institution | self._title)
        )

    # --- what speaks for and against a place ------------------------------------------------

    def is_located(self, naming: Naming) -> bool:
        """Whether a word before says that something is there or goes there."""
        word = fold(naming.follows)
        if word in ("the", "nearby"):
            word = fold(naming.earlier)
        if fold(naming.precedes) in self._area:
            return True
        return word in self._locative and not (word == "of" and not naming.earlier)

    def is_called_settlement(self, naming: Naming) -> bool:
        """ "the village of X", "X City", "village X"."""
        before = fold(naming.follows)
        if before == "of":
            return fold(naming.earlier) in self._settlement
        after = naming.precedes
        return before in self._settlement or (bool(after) and fold(after) in self._settlement)

    def is_followed_by_a_noun(self, naming: Naming) -> bool:
        """ "the Dnipro area", "the Bakhmut direction"."""
        after = fold(naming.precedes)
        known = (self._settlement, self._area, self._keeps_a_place)
        return after == "region" or any(after in words for words in known)

    def is_called_city(self, naming: Naming) -> bool:
        before, after = fold(naming.follows), naming.precedes
        return (
            fold(after) in ("city", "suburb", "suburbs", "outskirts")
            or before == "city"
            or (before == "of" and fold(naming.earlier) in ("city", "outskirts", "port", "siege"))
        )

    def has_administration(self, naming: Naming) -> bool:
        """ "Kherson Occupation Administration": the administration of a division."""
        word = fold(naming.precedes)
        governs = word != "military" or fold(naming.later) in _AFTER_MILITARY
        return word in _ADMINISTERING and governs

    def is_spoken_by(self, naming: Naming) -> bool:
        return fold(naming.precedes) in self._speaks and not naming.possessive

    def follows_title(self, naming: Naming) -> bool:
        return bool(naming.follows) and word_of(naming.follows.rstrip(".")) in self._title

    def has_stranger_before(self, naming: Naming) -> bool:
        """Whether a capitalised word of no place stands directly before: "Lloyd Austin"."""
        before = naming.follows
        if not before or not before[0].isupper():
            return False
        folded = word_of(before)
        known = (self._opening, self._settlement, self._locative, self._keeps_a_place)
        return folded not in self._adjectives and not any(folded in words for words in known)

    def has_stranger_after(self, naming: Naming) -> bool:
        after = naming.precedes
        if not after or naming.possessive or not after[0].isupper() or "-" in naming.gap:
            return False
        folded = word_of(after)
        known = (self._settlement, self._area, self._keeps_a_place, self._opening)
        return folded not in self._adjectives and not any(folded in words for words in known)
