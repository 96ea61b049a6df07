"""The words of credit: which verbs, nouns and people the grammar of sources knows."""

from __future__ import annotations

from searchapp.tagging.vocabulary import Vocabulary
from searchapp.tagging.wordclasses import WordClass

# Conjunctions that lead back from the clause of a credit to the outer level.
CLAUSE_STARTS = frozenset({"but", "while", "although", "whereas", "though", "however"})
SUPPORTS = frozenset(
    "that indicates indicate suggests suggest states state supports says notes shows implies "
    "indicated suggested stated said noted claims claimed adds describes".split()
)
# After "may also" a statement's meaning is told: "X's statement may also represent".
MEANS = frozenset(
    "represent reflect mean demonstrate signal foreshadow show indicate suggest imply confirm "
    "support hint reveal underline contradict".split()
)
# "They returned the prisoners, suggesting that": what an act means is told by nobody.
INFERRING = frozenset(
    "suggesting indicating signaling signalling showing demonstrating implying revealing".split()
)
OPINES = frozenset("consider believe think expect regard".split())
JUDGES = frozenset("analysts experts observers economists scholars historians".split())
# "called on", "called himself", "expects of" are no telling.
AWAY = frozenset("down up out off on forward in an".split())
CALLS = frozenset("on for up off in back upon to of himself herself itself themselves".split())
_IRREGULAR = ("said", "told", "wrote", "found", "thought")


class CreditWords:
    """The word lists of credit.toml, verbs in all their forms."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        listed = vocabulary.words
        self.verbs = _forms(listed("credit", "verb"))
        self.clause_verbs = _forms(listed("credit", "clause_verb")) - self.verbs
        self.outlet_verbs = _forms(listed("credit", "outlet_verb"))
        self.any_verb = self.verbs | self.clause_verbs | self.outlet_verbs
        self.giving_verbs = listed("credit", "giving_verb")
        self.informing = listed("credit", "informing")
        self.shown = listed("credit", "shown")
        self.versions = listed("credit", "version")
        self.any_verb |= self.giving_verbs
        # Verbs whose "he" is credited: "he had criticized" tells of an act.
        judging = _forms(frozenset("criticize criticise accuse blame call name".split()))
        self.speaking = (self.verbs | self.giving_verbs) - judging
        # Verbs that whom they credit does not follow: "…, accused the army of".
        self.leading = judging | _forms(frozenset({"describe", "inform", "identify", "dismiss"}))
        self.leading |= {"told", "described"}
        self.titles = listed("titles", "role") | listed("titles", "part") | listed("titles", "rank")
        self.nouns = listed("credit", "noun") | self.versions
        # All words at which a credit may stand, and those at which the grammar looks up.
        crediting = self.any_verb | self.nouns | {"according", "per"}
        self.crediting = WordClass.of(crediting)
        self.telling = WordClass.of(crediting | CLAUSE_STARTS | {"and"})
        self.reports = listed("credit", "report")
        self.papers = listed("credit", "paper")
        self.unnamed = listed("credit", "unnamed")
        self.parts = listed("credit", "part")
        self.between = listed("credit", "between")
        self.speakers = listed("titles", "speaker")


def _forms(verbs: frozenset[str]) -> frozenset[str]:
    """Each verb with its regular -s, -ed and -ing forms."""
    found = set(verbs)
    for verb in verbs:
        if verb in _IRREGULAR or " " in verb:
            continue
        if verb.endswith("e"):
            found |= {verb + "s", verb + "d", verb[:-1] + "ing"}
        elif verb.endswith("y") and verb[-2:-1] not in ("a", "e", "o"):
            found |= {verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"}
        elif verb.endswith(("s", "sh", "ch", "x")):
            found |= {verb + "es", verb + "ed", verb + "ing"}
        else:
            found |= {verb + "s", verb + "ed", verb + "ing"}
    return frozenset(found)
