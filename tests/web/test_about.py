"""The page about the index tells how far its tags can be trusted and what made them."""

from __future__ import annotations

from dataclasses import replace

from searchapp.accuracy import recorded
from searchapp.model import Status
from searchapp.settings import Settings
from searchapp.tagging.curation.contents import shipped
from searchapp.web import create_app
from tests.web.site import Listed, Page, Reader, text_of


def test_the_recorded_accuracy_is_published_facet_by_facet(site: Reader) -> None:
    rows = _rows(site.page("/about"), "accuracy")
    labels = ["Source", "Actor", "Region", "Topic", "Date spoken of"]
    assert [row[0] for row in rows] == labels
    first = recorded().facets[0]
    assert rows[0][1:] == [
        f"{100 * first.precision:.1f} %",
        f"{100 * first.recall:.1f} %",
        f"{100 * first.f1:.1f} %",
        str(first.values),
    ]


def test_accuracy_is_not_praised_beyond_what_it_was_measured_on(site: Reader) -> None:
    text = site.page("/about").text
    assert f"on {recorded().paragraphs} paragraphs of the demonstration documents" in text
    assert "The rules were improved on these paragraphs too" in text


def test_every_shipped_file_is_listed_with_its_entries_and_what_it_holds(site: Reader) -> None:
    page = site.page("/about")
    rows = _rows(page, "vocabularies")
    listed = [(row[0], row[1]) for row in rows]
    assert listed == [(file.name, f"{file.entries:,}") for file in shipped().files]
    assert {len(row) for row in rows} <= {2, 3}
    assert all(row[2] for row in rows if len(row) == 3)
    assert len([row for row in rows if len(row) == 3]) == len({f.group for f in shipped().files})


def test_the_makers_of_the_list_of_places_are_named_with_their_license(site: Reader) -> None:
    links = site.page("/about").links()
    assert "https://www.geonames.org" in links
    assert "https://creativecommons.org/licenses/by/4.0/" in links


def test_the_page_says_whether_these_very_files_made_the_index() -> None:
    assert "made with other files than these" in _about("0123abcd")
    assert "made with exactly these files" in _about(shipped().digest)


def _about(vocabulary: str) -> str:
    class Made(Listed):
        def status(self) -> Status:
            return replace(super().status(), vocabulary=vocabulary)

    client = create_app(Settings(), Made()).test_client()
    return client.get("/about", base_url="http://127.0.0.1:8000").text


def _rows(page: Page, section: str) -> list[list[str]]:
    [found] = page.all("section", **{"aria-labelledby": section})
    body = [row for part in found.iter("tbody") for row in part.iter("tr")]
    return [[text_of(cell) for cell in row] for row in body]
