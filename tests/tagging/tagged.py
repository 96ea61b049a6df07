"""Names, sources and actors of passages, by the shipped vocabulary and a small list of places."""

from functools import cache

from searchapp.model import Mention
from searchapp.tagging.actors import tag_actors
from searchapp.tagging.credit.sources import SourceTagger
from searchapp.tagging.names.reader import NameReader, PassageNames
from searchapp.tagging.reading import Reading
from searchapp.tagging.vocabulary import Vocabulary, load

PLACES = frozenset(
    tuple(name.lower().split())
    for name in (
        "Austin", "Bakhmut", "Kyiv", "Kherson", "Odesa", "Odesa Oblast", "Luhansk",
        "Kherson Oblast", "Luhansk Oblast", "Mariupol", "Soledar", "Donetsk", "Afrin",
        "Khartoum", "Kupyansk",
        "Nova Kakhovka", "Salihiya", "Moscow", "Ankara", "Tehran", "Baikonur", "Melitopol",
    )
)  # fmt: skip


def is_place(words: tuple[str, ...]) -> bool:
    return words in PLACES


@cache
def vocabulary() -> Vocabulary:
    return load()


@cache
def _reader() -> NameReader:
    return NameReader(vocabulary(), is_place)


@cache
def _sources() -> SourceTagger:
    return SourceTagger(vocabulary())


def read(*passages: str) -> list[PassageNames]:
    return _reader().read(list(map(Reading, passages)))


def names(*passages: str) -> list[tuple[str, str]]:
    """(value, kind) of the last passage's names that mean somebody."""
    return [(name.value, name.kind) for name in read(*passages)[-1].names if name.kind != "unknown"]


def mentions(*passages: str) -> list[Mention]:
    """The last passage's sources as mentions."""
    return _sources().tag(read(*passages))[-1]


def sources(*passages: str) -> list[str]:
    """The last passage's sources, each once."""
    return list(dict.fromkeys(mention.value for mention in mentions(*passages)))


def actor_mentions(*passages: str) -> list[Mention]:
    found = read(*passages)
    return tag_actors(found, _sources().tag(found))[-1]


def actors(*passages: str) -> list[str]:
    """The last passage's actors, each once."""
    return list(dict.fromkeys(mention.value for mention in actor_mentions(*passages)))
