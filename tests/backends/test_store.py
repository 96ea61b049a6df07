"""Stored paragraphs come back as they were, whatever is in them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import MappingProxyType

import pytest

from searchapp.backends.whoosh import fast
from searchapp.backends.whoosh.searcher import FastBackend
from searchapp.errors import NotFound
from searchapp.model import Mention, Paragraph
from tests.backends.conftest import status_of

PLAIN = Paragraph("d:1", "d", 1, "Convicts were sent.", "Digest", date(2023, 2, 14))
ODD = [
    PLAIN,
    PLAIN._replace(id="d:2", n=2, text="", section="Key takeaways", url="https://example.org/?a=1"),
    PLAIN._replace(id="d:7", n=7, text='NUL \0, quote ", \\ and \u2028 and \U0001f600'),
    PLAIN._replace(id="d:8", n=8, text="lone \udce9 surrogate", section="\0", published=None),
    PLAIN._replace(id="e:1", document="e", title="", language="uk", source="ISW", publisher="P"),
    PLAIN._replace(
        id="f:12",
        document="f",
        n=12,
        mentions=MappingProxyType(
            {
                "source": (Mention("Meduza", 0, 8, "Convicts", "credit"),),
                "actor": (Mention("Wagner", 0, 0, "", "inherited", inherited=True),),
                "topic": (Mention("nato", 3, 5, "not these letters", "given"),),
                "region": (Mention("Ukraine/Kyiv", 9, 13, "were", "given", inherited=True),),
            }
        ),
    ),
]


@pytest.fixture
def backend(tmp_path: Path) -> FastBackend:
    fast.build(iter(ODD), tmp_path, status_of(ODD))
    return fast.connect(tmp_path)


@pytest.mark.parametrize("paragraph", ODD, ids=lambda each: each.id)
def test_a_paragraph_comes_back_as_it_was(backend: FastBackend, paragraph: Paragraph) -> None:
    found = backend.paragraph(paragraph.id)
    assert found == paragraph
    assert found.mentions == paragraph.mentions
    assert dict(found.mentions) == dict(paragraph.mentions)


def test_a_paragraph_outlives_its_backend(backend: FastBackend) -> None:
    found = backend.paragraph("f:12")
    backend.close()
    del backend
    assert found.values("source") == ("Meduza",)
    assert repr(found.mentions).startswith("{'source': (Mention(")
    assert len(found.mentions) == 4


@pytest.mark.parametrize("asked", ["d:3", "d:01", "d", "", ":", "d:1:1", "x:1", "d:١"])
def test_what_is_no_paragraph_is_not_found(backend: FastBackend, asked: str) -> None:
    with pytest.raises(NotFound):
        backend.paragraph(asked)


def test_an_id_that_is_not_its_documents_stops_the_build(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="'x:1' is not document 'd' with number"):
        fast.build(iter([PLAIN._replace(id="x:1")]), tmp_path, status_of([PLAIN]))
