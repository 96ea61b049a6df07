"""What a change of vocabulary leaves alone would be the same if it were tagged anew."""

from __future__ import annotations

import os
import random
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from searchapp import readers
from searchapp.model import Document, Paragraph, Passage
from searchapp.namebook import gathered_from
from searchapp.stored import paragraph_record, read_paragraph
from searchapp.tagging import Tagger, load
from searchapp.tagging.retagging import change_between
from searchapp.tagging.vocabulary import Vocabulary
from tests.tagging.retagging.editing import EDITS, add_a_cue, edited

SEEDS = Path(__file__).resolve().parents[3] / "seeds"
ROUNDS = 24
OURS = (
    "Russia's MoD and the regime denied it; government forces left Nova Zoria for Zoria River.",
    "Mr. Sergey Ivanenko told The Daily Courier that the 1st and 2nd Army Corps had lost men.",
    "Prezident Volodymyr Zelensky und V. Zelenskyy: у Києві, из Херсона, Харківської області.",
    "The Biden administration and the administration of Recep Erdogan said so. Oleksandrovka fell.",
    "the voice of the north and al-Nusra said that d'Arc River and O'Hara's men held Tal Rifat.",
    "The Ministry of Defense (MOD) and its forces: Bar, Nice and Mars are towns near Bakhmut.",
)


@cache
def documents() -> tuple[Document, ...]:
    found = {
        document.id: document
        for file in readers.files([SEEDS])
        for document in readers.read_file(file).documents
    }
    made = (
        Document(f"made {n}", "War in the north", (Passage(text), Passage("They said so.")))
        for n, text in enumerate(OURS)
    )
    return (*found.values(), *made)


def stored(paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    """As an index gives them back."""
    return tuple(read_paragraph(paragraph_record(each)) for each in paragraphs)


@cache
def shipped() -> tuple[Vocabulary, dict[str, tuple[Paragraph, ...]]]:
    vocabulary = load()
    tagger = Tagger(vocabulary)
    return vocabulary, {each.id: stored(tagger.tag(each)) for each in documents()}


@cache
def pieces() -> Mapping[str, int]:
    return gathered_from(each for tagged in shipped()[1].values() for each in tagged).pieces


def unequal(new: Vocabulary) -> tuple[list[str], int]:
    """The documents that tagging everything anew would tag otherwise, and how many were."""
    old, tagged = shipped()
    change = change_between(old, new, documents(), pieces=pieces())
    tagger = Tagger(new)
    differing = []
    for document in documents():
        if document.id not in change.anew:
            found = change.adapted(document, tagged[document.id])
            if found != stored(tagger.tag(document)):
                differing.append(document.id)
    return differing, len(change.anew)


@pytest.mark.parametrize("number", range(ROUNDS))
def test_random_changes_leave_alone_only_what_stays_the_same(number: int) -> None:
    seed = os.environ.get("SEED") or f"{random.randrange(10**6)}-{number}"
    new, told = edited(shipped()[0], documents(), random.Random(seed))
    print(f"SEED={seed}:", *told, sep="\n  ")
    assert unequal(new)[0] == []


def test_a_change_of_cue_words_tags_everything_anew() -> None:
    new, _ = edited(shipped()[0], documents(), random.Random(1), edits=[add_a_cue])
    assert unequal(new) == ([], len(documents()))


def test_an_equal_vocabulary_touches_nothing() -> None:
    assert unequal(load()) == ([], 0)
    assert len(EDITS) > 10
