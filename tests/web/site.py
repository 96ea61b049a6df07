"""A site over paragraphs in memory, and what tests ask of its pages."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Sequence
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from searchapp.errors import NotFound
from searchapp.model import Paragraph, Results, Search, Status
from searchapp.settings import Settings
from searchapp.web import create_app
from tests import oracle
from tests.corpora import TWELVE

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import html5lib

BASE = "http://127.0.0.1:8000"
BUILD = "g000001-test"


class Listed:
    """A backend over a list: the oracle answers."""

    def __init__(self, paragraphs: Sequence[Paragraph] = TWELVE, build: str = BUILD) -> None:
        self.paragraphs = tuple(paragraphs)
        self.build = build
        self.asked: list[Search] = []

    def search(self, search: Search) -> Results:
        self.asked.append(search)
        return oracle.answer(self.paragraphs, search, self.build)

    def paragraph(self, paragraph_id: str) -> Paragraph:
        for each in self.paragraphs:
            if each.id == paragraph_id:
                return each
        raise NotFound(f"there is no paragraph {paragraph_id}")

    def document(self, document_id: str) -> tuple[Paragraph, ...]:
        found = tuple(each for each in self.paragraphs if each.document == document_id)
        if not found:
            raise NotFound(f"there is no document {document_id}")
        return found

    def status(self) -> Status:
        days = [each.published for each in self.paragraphs if each.published]
        return Status(
            build=self.build,
            generation="g000001",
            built="2026-01-02T03:04:05Z",
            documents=len({each.document for each in self.paragraphs}),
            paragraphs=len(self.paragraphs),
            first=min(days, default=None),
            last=max(days, default=None),
            mentions={"source": 12, "actor": 5},
            vocabulary="0123abcd",
        )

    def words_like(self, start: str, limit: int) -> list[tuple[str, int]]:
        words = sorted({word for each in self.paragraphs for word in each.text.lower().split()})
        return [(word, 1) for word in words if word.startswith(start) and word.isalpha()][:limit]

    def close(self) -> None:
        pass


class Reader:
    """Visits a site as a reader without scripts does: links and forms."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def get(self, address: str, **options: Any) -> TestResponse:
        options.setdefault("base_url", BASE)
        return self.client.open(address, **options)

    def page(self, address: str) -> Page:
        """The page at an address, redirects of our own followed. Fails unless it is there."""
        response = self.get(address)
        while response.status_code == 301:
            response = self.get(response.headers["Location"])
        assert response.status_code == 200, (address, response.status_code, response.text)
        return Page(response.text)


class Page:
    """The parsed tree of a page; html5lib raises on anything a strict parser minds."""

    def __init__(self, text: str) -> None:
        self.text = text
        parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
        self.root = parser.parse(text)

    def all(self, tag: str, **attributes: str) -> list[Any]:
        return [
            each
            for each in self.root.iter(tag)
            if all(each.get(name.strip("_")) == value for name, value in attributes.items())
        ]

    def one(self, tag: str, **attributes: str) -> Any:
        found = self.all(tag, **attributes)
        assert len(found) == 1, f"{len(found)} of <{tag} {attributes}>"
        return found[0]

    def elements(self) -> Iterator[Any]:
        return (each for each in self.root.iter() if isinstance(each.tag, str))

    def links(self) -> list[str]:
        return [each.get("href") for each in self.all("a") if each.get("href")]

    def shape(self) -> list[tuple[str, tuple[str, ...]]]:
        """Every element with the names of its attributes, in order."""
        return [(each.tag, tuple(sorted(each.keys()))) for each in self.elements()]


def text_of(element: Any) -> str:
    return re.sub(r"\s+", " ", "".join(element.itertext())).strip()


def reader(
    paragraphs: Sequence[Paragraph] = TWELVE, settings: Settings | None = None
) -> tuple[Reader, Listed]:
    backend = Listed(paragraphs)
    app = create_app(settings or Settings(), backend)
    return Reader(app.test_client()), backend
