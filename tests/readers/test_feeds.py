"""Saved RSS and Atom feeds: a document for each entry."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from searchapp.readers import SourceFile
from searchapp.readers.base import FileReading, Findings
from searchapp.readers.feeds import read_feed

RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>The Daily Report</title>
<item><title>A day</title><link>https://example.org/a</link><guid>a-1</guid>
<pubDate>Tue, 14 Feb 2023 21:00:00 GMT</pubDate>
<description>Short.</description>
<content:encoded><![CDATA[<p>First paragraph of it.</p><p>Second &amp; last of it.</p>]]>
</content:encoded></item>
<item><title>Empty</title></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Notes</title>
<entry><title>One</title><id>tag:example.org,2023:1</id>
<link rel="self" href="https://example.org/self"/><link href="https://example.org/1"/>
<published>2023-02-14T21:00:00Z</published>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Only paragraph of it.</p></div>
</content></entry></feed>"""


def read(folder: Path, content: str) -> FileReading:
    (folder / "a.rss").write_text(content)
    findings = Findings("a.rss")
    read_feed(SourceFile(folder / "a.rss", "a.rss"), content.encode(), findings)
    return findings.reading()


def test_an_item_of_rss_is_a_document_and_an_empty_one_is_reported(tmp_path: Path) -> None:
    reading = read(tmp_path, RSS)
    (document,) = reading.documents

    assert (document.id, document.title, document.publisher) == ("a-1", "A day", "The Daily Report")
    assert (document.published, document.published_from) == (date(2023, 2, 14), "page")
    assert document.url == "https://example.org/a"
    assert [p.text for p in document.passages] == ["First paragraph of it.", "Second & last of it."]
    assert [(f.line, f.reason) for f in reading.failures] == [(9, "the entry holds no text")]


def test_an_entry_of_atom_is_a_document(tmp_path: Path) -> None:
    (document,) = read(tmp_path, ATOM).documents

    assert (document.id, document.url) == ("tag:example.org,2023:1", "https://example.org/1")
    assert document.published == date(2023, 2, 14)
    assert [passage.text for passage in document.passages] == ["Only paragraph of it."]


def test_entities_of_a_feed_name_nothing_outside_it(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("A secret sentence stands here.")
    outside = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]>'
    item = "<item><description>&x; A sentence of it.</description></item>"
    reading = read(tmp_path, f"{outside}<rss><channel>{item}</channel></rss>")

    assert "secret sentence" not in str(reading)
