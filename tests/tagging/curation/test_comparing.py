from searchapp.model import Document, Mention, Paragraph, Passage
from searchapp.tagging.curation.comparing import Change, changes, totals


class Fixed:
    """Tags every paragraph with the same actors."""

    def __init__(self, *actors: str) -> None:
        self.actors = actors

    def tag(self, document: Document) -> tuple[Paragraph, ...]:
        found = tuple(Mention(actor, 0, 0, "", "fixed") for actor in self.actors)
        return tuple(
            Paragraph(
                f"{document.id}:{n}", document.id, n, passage.text, "", mentions={"actor": found}
            )
            for n, passage in enumerate(document.passages, start=1)
        )


def test_what_a_paragraph_gains_and_loses_is_told() -> None:
    document = Document("d", "", (Passage("one"), Passage("two")))
    found = list(changes([document], Fixed("A", "B"), Fixed("B", "C")))
    assert found == [
        Change("d:1", "actor", ("C",), ("A",)),
        Change("d:2", "actor", ("C",), ("A",)),
    ]
    assert totals(found) == (("actor", "A", 0, 2), ("actor", "C", 2, 0))


def test_an_unchanged_vocabulary_changes_nothing() -> None:
    document = Document("d", "", (Passage("one"),))
    assert list(changes([document], Fixed("A"), Fixed("A"))) == []
