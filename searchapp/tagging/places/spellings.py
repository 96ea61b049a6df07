"""One place, many spellings: romanisation and the normal forms under which spellings meet.

- romanised: a Ukrainian name in Latin letters by the Cabinet's table of 2010 (resolution 55).
- Slavic form: what is left of a Latin spelling when the usual differences between Ukrainian,
  Russian and newspaper romanisation are evened out: Kupyansk, Kupiansk, Kupjansk; Belogorovka,
  Bilohorivka; Svatovo, Svatove; Stariy, Staryi, Stary.
- Arabic form: the same for names romanised from Arabic: Hasakah, Al-Hasakeh, Hasaka.

Two spellings of equal form are held for one name, but only where no name is spelt just so.
"""

from __future__ import annotations

import re
from functools import lru_cache

_LETTERS = dict(
    zip(
        "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
        "a b v h g d e ie zh z y i i i k l m n o p r s t u f kh ts ch sh shch  iu ia".split(" "),
        strict=True,
    )
)
_AT_START = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
_APOSTROPHES = "'’ʼ`"


def romanised(name: str) -> str:
    """`Сєвєродонецьк` gives `Sievierodonetsk`; letters that are not Ukrainian stay."""
    written: list[str] = []
    previous = ""
    for letter in name:
        small = letter.lower()
        if small in _APOSTROPHES:
            continue
        table = _AT_START if not previous.isalpha() and small in _AT_START else _LETTERS
        latin = table.get(small, small)
        if previous.lower() == "з" and small == "г":
            latin = "gh"
        written.append(latin.capitalize() if letter != small else latin)
        previous = letter
    return "".join(written)


_Rules = tuple[tuple[re.Pattern[str], str], ...]


def _rules(*rules: tuple[str, str]) -> _Rules:
    return tuple((re.compile(pattern), replacement) for pattern, replacement in rules)


def _rewritten(word: str, rules: _Rules) -> str:
    """The word after each rule in turn."""
    for pattern, replacement in rules:
        word = pattern.sub(replacement, word)
    return word


_DIGRAPHS = (("shch", "š"), ("sch", "š"), ("zgh", "zg"), ("zh", "ž"), ("sh", "š"), ("ch", "č"))
_SLAVIC = _rules(
    (r"kh", "x"),
    (r"h", "g"),
    (r"w", "v"),
    (r"[yj]", "i"),
    (r"(.)\1+", r"\1"),
    (r"i([euo])", r"\1"),
    (r"oe$", "e"),
    (r"(?<=[^aeiou])o$", "e"),
    (r"aia$", "a"),
    (r"(.)\1+", r"\1"),
    (r"bil", "bel"),
    (r"[oe]v(k[aeiu]|tsi)$", r"iv\1"),
    (r"[oe]v$", "iv"),
    (r"pil$", "pol"),
)


@lru_cache(maxsize=100_000)
def slavic_form(word: str) -> str:
    """The normal form of one folded word in Latin letters."""
    for letters, letter in _DIGRAPHS:
        word = word.replace(letters, letter)
    return _rewritten(word, _SLAVIC)


# No rule of the Slavic form touches a letter but these, except that doubled ones become one.
_TOUCHED = str.maketrans("", "", "aceghijkosuvwxyz")
_DOUBLED = re.compile(r"(.)\1+")


def frame(word: str) -> str:
    """What all words of one Slavic form have in common; quicker to make than the form."""
    return _DOUBLED.sub(r"\1", word.translate(_TOUCHED))


_ARTICLES = frozenset("al ar as ad an at az ash adh ath el er es ed en et ez esh ul".split())
_MOUNDS = frozenset({"tal", "tall", "tel", "tell"})
_ARABIC = _rules(
    (r"kh", "x"),
    (r"gh", "g"),
    (r"dh|d̲", "d"),
    (r"th", "t"),
    (r"q", "k"),
    (r"ou|oo|o|w(?=[^aeiou]|$)", "u"),
    (r"(.)\1+", r"\1"),
    (r"[aei]?y+|ei|ai|ee|e|y", "i"),
    (r"(ah|ih|a|i|h)$", "a"),
    (r"(.)\1+", r"\1"),
)


@lru_cache(maxsize=100_000)
def _arabic_word(word: str) -> str:
    if word in _MOUNDS:
        return "til"
    return _rewritten(word, _ARABIC)


def arabic_form(words: tuple[str, ...]) -> str:
    """The normal form of a name, its articles left out; empty where nothing is left."""
    return " ".join(_arabic_word(word) for word in words if word not in _ARTICLES)


def slavic_form_of(words: tuple[str, ...]) -> str:
    return " ".join(slavic_form(word) for word in words)
