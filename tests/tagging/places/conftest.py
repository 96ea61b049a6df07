"""The places of paragraphs, by the shipped vocabulary."""

from __future__ import annotations

import pytest

from searchapp.tagging.places.regions import RegionTagger
from searchapp.tagging.reading import Reading
from searchapp.tagging.vocabulary import load


@pytest.fixture(scope="module")
def tagger() -> RegionTagger:
    return RegionTagger(load())


def places(tagger: RegionTagger, *texts: str) -> list[str]:
    """The places of the last of these paragraphs of one document."""
    found = tagger.tag(list(map(Reading, texts)), [() for _ in texts])[-1]
    return list(dict.fromkeys(mention.value for mention in found))
