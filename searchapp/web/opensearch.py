"""The OpenSearch description, by which browsers offer the site as a search engine."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

_NAMESPACE = "http://a9.com/-/spec/opensearch/1.1/"
MEDIA = "application/opensearchdescription+xml; charset=utf-8"
# Types of answers with the template of their address; `{searchTerms}` is filled in by browsers.
_TEMPLATES = (
    ("text/html", "/search?q={searchTerms}"),
    ("application/atom+xml", "/search.atom?q={searchTerms}"),
    ("application/json", "/search.json?q={searchTerms}"),
)
_LONGEST_NAME = 16


def description(name: str, meaning: str, base: str, icon: str) -> str:
    """`base` is the public address, which browsers need whole; `icon` is a path on the site."""
    urls = "".join(
        f"  <Url type={quoteattr(kind)} template={quoteattr(base + template)}/>\n"
        for kind, template in _TEMPLATES
    )
    own = f"{base}/opensearch.xml"
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<OpenSearchDescription xmlns="{_NAMESPACE}">\n'
        f"  <ShortName>{escape(name[:_LONGEST_NAME])}</ShortName>\n"
        f"  <Description>{escape(meaning)}</Description>\n"
        "  <InputEncoding>UTF-8</InputEncoding>\n"
        f'  <Image type="image/svg+xml">{escape(base + icon)}</Image>\n'
        f"{urls}"
        f'  <Url type="application/opensearchdescription+xml" rel="self"'
        f" template={quoteattr(own)}/>\n"
        "</OpenSearchDescription>\n"
    )
