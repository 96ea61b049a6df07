"""Sentences of what can be taken away from the site: exports, cross tables, citations."""

from __future__ import annotations

TAKING = {
    # the end of the results
    "take.title": "Take this search with you",
    "take.jump": "Export or cite",
    "take.lead": "{paragraphs}, whole, with its tags and their words:"
    "|All {paragraphs}, with their tags and their words:",
    "take.feed": "Atom feed of this search",
    "take.feed_title": "Newest first, with all filters",
    "take.table": "Cross table",
    "take.table_title": "Two facets, or a facet and months, against each other",
    "take.api": "JSON of this page, for programs",
    "take.cite": "Cite this search",
    "take.cite_more": "As text, RIS, BibTeX and CSL-JSON",
    # citations
    "cite.title_search": "Cite this search",
    "cite.title_paragraph": "Cite a paragraph",
    "cite.lead": "The address tells how many paragraphs there were in which build of the index."
    " Opened on a later build, it says how the number has changed.",
    "cite.text": "As text",
    "cite.download": "Download {form}",
    "cite.address": "Address",
    "cite.back_search": "Back to the search",
    "cite.back_paragraph": "Back to the paragraph",
    "cite.same": "This search was cited with {then} on build {build}; it is the same build and the"
    " same number.",
    "cite.unchanged": "This search was cited with {then} on build {build}; on build {now_build} the"
    " number is the same, though not every paragraph need be.",
    "cite.changed": "This search was cited with {then} on build {build}; on build {now_build} it"
    " finds {now}, {change}.",
    "cite.wrong": "This search was cited with {then} on build {build}, but that build, which"
    " answers here, finds {now}.",
    "cite.more": "{n} more|{n} more",
    "cite.fewer": "{n} fewer|{n} fewer",
    # cross tables
    "crosstab.title": "{rows} and {columns}",
    "crosstab.back": "Back to the results",
    "crosstab.status": "{paragraphs} of {base} in the index",
    "crosstab.rows": "Rows",
    "crosstab.columns": "Columns",
    "crosstab.show": "Show this table",
    "crosstab.swap": "Swap rows and columns",
    "crosstab.axis.month": "{facet} by month",
    "crosstab.axis.year": "{facet} by year",
    "crosstab.caption": "{rows} (rows) against {columns} (columns). Each number leads to its"
    " paragraphs.",
    "crosstab.caption_share": "{rows} (rows) against {columns} (columns). Below each number its"
    " share {of}.",
    "crosstab.of_rows": "of all paragraphs of the index in that row",
    "crosstab.of_columns": "of all paragraphs of the index in that column",
    "crosstab.share": "Show",
    "crosstab.counts": "Counts",
    "crosstab.by_rows": "and share of all in the row",
    "crosstab.by_columns": "and share of all in the column",
    "crosstab.top": "Values at most",
    "crosstab.total": "Total",
    "crosstab.base": "All in the index",
    "crosstab.no_reports": "no reports",
    "crosstab.cut": "{facet}: {shown} of {values} are shown, those with most paragraphs.",
    "crosstab.cut_periods": "{facet}: {n} earlier period is not shown; choose years, or a shorter"
    " time of publication, to see it."
    "|{facet}: {n} earlier periods are not shown; choose years, or a shorter time of publication,"
    " to see them.",
    "crosstab.multi": "A paragraph with several values stands in several rows or columns, so they"
    " can add up to more than the totals, which count every paragraph once.",
    "crosstab.overlap": "A period holds every paragraph with a date that overlaps it; an"
    " open-ended date overlaps all that follow.",
    "crosstab.bases": "“All in the index” counts every paragraph with that value or in that"
    " period, whatever is searched; a period without any had no reports.",
    "crosstab.files": "This table as",
    "crosstab.empty": "No paragraph matches, so there is nothing to lay out.",
    "crosstab.region": "Cross table, scrolls sideways",
    # help
    "help.files": "Take a search away",
    "help.files_1": "Every file holds the whole search, with all its filters, each tag with the"
    " words it rests on. How it ends shows whether a download is whole.",
    "help.file": "File",
    "help.file_is": "It is",
    "help.file_end": "Its end",
    "help.files_2": "“Cite this search” gives an address with the number of paragraphs and the"
    " build of the index; opened on a later build, it says how the number has changed. A cross"
    " table lays out two facets, or a facet and months, against each other.",
    "help.files_3": "What programs can ask, and what they are answered:",
    # machines
    "opensearch.description": "Search daily reports of war and politics by paragraph",
    "error.downloads": "too many downloads are running; try again in a moment",
    "error.as_of": "a build and a number of paragraphs, as citations have it: g000001-abc:12",
    "error.top": "one of {choices}",
    "error.share": "rows or columns, or left out",
    "error.no_address": "this site does not know its public address; it is set with --public-url",
}
