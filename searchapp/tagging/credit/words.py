"""The words of credit: which verbs, nouns and people the grammar of sources knows."""

from __future__ import annotations

from searchapp.tagging.vocabulary import Vocabulary

# Conjunctions that lead back from the clause of a credit to the outer level.
CLAUSE_STARTS = frozenset({"but", "while", "although", "whereas", "though", "however"})
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
        self.versions = listed("credit", "version")
        self.any_verb |= self.giving_verbs
        self.nouns = listed("credit", "noun") | self.versions
        # All words at which the grammar of credit looks up.
        self.telling = self.any_verb | self.nouns | CLAUSE_STARTS | {"according", "and"}
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
