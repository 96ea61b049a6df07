"""Every sentence of the interface, by key, one table a language.

A new language is one more table of the same keys and one plural rule. Forms of a plural are
parted by `|`, in the order that the language's rule numbers them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from searchapp.web.strings_about import ABOUT
from searchapp.web.strings_repeats import REPEATS
from searchapp.web.strings_taking import TAKING


@dataclass(frozen=True, slots=True)
class Language:
    """Looks up sentences: `say("tag.inherited")`, `say.count("paragraphs", 3)`."""

    code: str
    texts: Mapping[str, str]
    plural: Callable[[int], int]

    def __call__(self, key: str, /, **values: object) -> str:
        """The sentence of this key. Raises KeyError, so that a missing one fails a test."""
        return self.texts[key].format(**values)

    def count(self, key: str, number: int, /, **values: object) -> str:
        """The form of a counted noun that goes with this number, which it writes out."""
        form = self.texts[key].split("|")[self.plural(number)]
        return form.format(n=self.number(number), **values)

    def number(self, number: int) -> str:
        return f"{number:,}"

    def has(self, key: str) -> bool:
        return key in self.texts


_ENGLISH = {
    # the frame of every page
    "site.name": "searchapp",
    "site.tagline": "Daily reports, paragraph by paragraph",
    "skip": "Skip to the content",
    "nav": "Site",
    "nav.home": "Start",
    "nav.search": "Search",
    "nav.help": "Search help",
    "nav.about": "About",
    "footer.build": "Index {build}",
    "footer.read_only": "No cookies, no tracking, nothing loaded from elsewhere.",
    # the search box
    "box.label": "Search the paragraphs",
    "box.placeholder": "words, “a phrase”, source:Meduza, date:2023-02",
    "box.submit": "Search",
    "box.keeps": "Your {n} filter stays on.|Your {n} filters stay on.",
    "box.drop": "Search everything instead",
    # counted nouns
    "paragraphs": "{n} paragraph|{n} paragraphs",
    "documents": "{n} document|{n} documents",
    "values": "{n} value|{n} values",
    "chosen": "{n} chosen|{n} chosen",
    "unit.paragraphs": "paragraph|paragraphs",
    "unit.values": "value|values",
    # facets
    "facet.source": "Source",
    "facet.actor": "Actor",
    "facet.region": "Region",
    "facet.topic": "Topic",
    "facet.date": "Date spoken of",
    "facet.published": "Published",
    "meaning.source": "who is credited with the information",
    "meaning.actor": "who takes part",
    "meaning.region": "places named, filed by country and division",
    "meaning.topic": "what the paragraph is about",
    "meaning.date": "days or periods the paragraph speaks of",
    "meaning.published": "day the document was published",
    "none.source": "no source credited",
    "none.actor": "no actor named",
    "none.region": "no place named",
    "none.topic": "no topic",
    "none.date": "no date spoken of",
    "none.published": "undated document",
    "facets.title": "Filters",
    "facets.toggle": "Filters",
    "facets.apply": "Apply filters",
    "facets.rule": "The number beside a value is how many paragraphs you get with it.",
    "facets.rule_link": "How counts work",
    "facet.all": "Show all {n}",
    "facet.all_hidden": "values of {label}",
    "facet.not": "not",
    "facet.excluded": "excluded",
    "facet.required": "required",
    "facet.to_all": "Require all {n} chosen values together",
    "facet.to_any": "Accept any of the {n} required values",
    "facet.anywhere": "Anywhere",
    "facet.any_time": "Any time",
    "facet.trail": "Where the {label} filter stands",
    "facet.open": "open-ended",
    "facet.stated_only": "Only sources the paragraph itself names",
    "range.from": "From",
    "range.to": "To",
    "range.hint": "A day, month or year: 2023-02-14, 2023-02, 2023",
    "range.legend": "{label} between",
    # what is applied
    "applied.title": "Applied filters",
    "applied.remove": "Remove filter",
    "applied.in": "{facet}: {value}",
    "applied.all": "{facet}, required: {value}",
    "applied.out": "{facet}, not: {value}",
    "applied.missing": "{facet}: {none}",
    "applied.stated": "Stated sources only",
    "applied.clear": "Clear filters",
    "applied.clear_hidden": "and keep the words you typed",
    # results
    "results.title": "Search",
    "results.title_for": "Search for {typed}",
    "results.everything": "All paragraphs",
    "results.status": "{paragraphs} in {documents}",
    "results.page": "page {page} of {pages}",
    "results.none": "No paragraph matches",
    "results.reading": "Read as",
    "results.meant": "Did you mean",
    "results.skip": "Skip the filters",
    "results.list": "Results",
    "results.past": "There is no page {page}: the results end on page {pages}.",
    "results.past_link": "Go to the last page",
    "results.sort": "Sort by",
    "results.size": "Per page",
    "sort.relevance": "Relevance",
    "sort.newest": "Newest",
    "sort.oldest": "Oldest",
    "sort.date": "Date spoken of, earliest",
    "sort.date-newest": "Date spoken of, latest",
    "hit.paragraph": "paragraph {n}",
    "hit.permanent": "Permanent link",
    "hit.permanent_of": "to paragraph {n} of {title}",
    "hit.like": "More like this",
    "hit.like_of": "paragraph {n} of {title}",
    "hit.untitled": "Untitled document",
    "hit.undated": "undated",
    "hit.inferred": "date inferred from the text",
    "pager": "Pages of results",
    "pager.next": "Next",
    "pager.previous": "Previous",
    "pager.page": "Page {page}",
    # tags and what they rest on
    "tags.title": "Tags",
    "tags.why": "Why this tag?|Why these {n} tags?",
    "tags.none": "No tags.",
    "tags.facet": "Facet",
    "tags.value": "Value",
    "tags.words": "Words it rests on",
    "tags.rule": "Rule",
    "tags.basis": "Stated or inherited",
    "tag.rests": "rests on “{words}” ({rule})",
    "tag.rests_inherited": "inherited from the document ({rule})",
    "tag.stated": "stated",
    "tag.inherited": "inherited",
    "tag.inherited_words": "the document’s own source",
    "tag.given": "given with the document",
    # empty results
    "empty.title": "Nothing matches all of this",
    "empty.advice": "A looser search finds:",
    "empty.telling": "{parts}, and no other words",
    "empty.some": "at least {n} of: {parts}",
    "empty.any": "any of: {parts}",
    "empty.without": "without {part}",
    "empty.words": "the words “{typed}”",
    "empty.filter": "the filter “{filter}”",
    "empty.still": "Dropping any one part still finds nothing.",
    "empty.spelling": "Try another spelling, fewer words, or the beginning of a word with a star.",
    "empty.clear": "Keep the words and clear all filters",
    "empty.start": "Start again from everything",
    # timeline
    "timeline.title": "When these were published",
    "timeline.title_all": "When the documents were published",
    "timeline.by.year": "Paragraphs per year",
    "timeline.by.month": "Paragraphs per month",
    "timeline.by.day": "Paragraphs per day",
    "timeline.table": "Timeline as a table",
    "timeline.caption": "Paragraphs found, and all paragraphs published in the same period",
    "timeline.period": "Period",
    "timeline.hits": "Found",
    "timeline.base": "Of all",
    "timeline.share": "Share",
    "timeline.no_reports": "no reports",
    "timeline.bar": "{period}: {paragraphs} of {base}",
    "timeline.bar_empty": "{period}: no reports",
    "timeline.most": "Most in one period: {paragraphs}, {period}.",
    "timeline.missed.year": "A grey line alone: reports, but nothing found in them.",
    "timeline.missed.month": "A grey line alone: reports, but nothing found in them.",
    "timeline.missed.day": "A grey line alone: reports, but nothing found in them.",
    "timeline.silent.year": "No line: a year without reports.",
    "timeline.silent.month": "No line: a month without reports.",
    "timeline.silent.day": "No line: a day without reports.",
    "timeline.undated": "{n} paragraph is in an undated document"
    "|{n} paragraphs are in undated documents",
    "timeline.apply": "Show this period",
    # document and paragraph
    "document.original": "on {host}",
    "document.publisher": "Publisher",
    "document.published": "Published",
    "document.source": "Source of the document",
    "document.original_label": "Original",
    "document.length": "Length",
    "document.summary": "What is in this document",
    "document.text": "Text",
    "document.hits": "{n} paragraph matches {typed}|{n} paragraphs match {typed}",
    "document.no_hits": "No paragraph here matches {typed}",
    "document.first_hit": "Go to the first",
    "document.hit_of": "Match {n} of {total}",
    "document.next_hit": "Next match",
    "document.previous_hit": "Previous match",
    "document.back": "Back to the results",
    "document.paragraph": "Paragraph {n}: its permanent page",
    "paragraph.title": "Paragraph {n} of “{title}”",
    "paragraph.among": "The only paragraph of its document|One of {n} paragraphs",
    "paragraph.before": "The paragraph before",
    "paragraph.after": "The paragraph after",
    "paragraph.start": "This is the first paragraph of the document.",
    "paragraph.end": "This is the last paragraph of the document.",
    "paragraph.itself": "The paragraph",
    "paragraph.whole": "Read the whole article",
    "paragraph.like": "Find paragraphs like this one",
    "paragraph.cite": "Cite this paragraph",
    "paragraph.address": "Permanent address",
    "paragraph.id": "Paragraph id",
    "paragraph.evidence": "Underlined words are what the tags below rest on.",
    "cite.paragraph": "paragraph {n}",
    "cite.undated": "no date",
    "cite.source": "{site}, index {build}",
    # all values of a facet
    "values.title": "All values: {label}",
    "values.status": "{values} in {paragraphs}",
    "values.find": "Find among the values",
    "values.find_submit": "Find",
    "values.found": "{values} with “{find}” in the name",
    "values.order": "Order",
    "values.by_count": "By count",
    "values.by_name": "A–Z",
    "values.by_time": "In time order",
    "values.nothing": "No value has “{find}” in its name.",
    "values.all": "Show all values",
    "values.part": "Values {first} to {last} of {total}",
    "values.list": "Values",
    "values.back": "Back to the results",
    # home
    "home.title": "Search daily reports of war and politics by paragraph",
    "home.lead": "Every paragraph is tagged with the source it credits, who takes part, the places"
    " it names, the dates it speaks of and its topics, and every tag shows the words it rests on.",
    "home.numbers": "What is here",
    "home.documents": "documents",
    "home.paragraphs": "paragraphs",
    "home.published": "published",
    "home.tags": "tags",
    "home.browse": "Browse by facet",
    "home.examples": "For example",
    "home.undated": "no dated documents",
    "home.span": "{first} to {last}",
    "home.empty": "The index is empty: it holds no paragraphs yet.",
    # about
    "about.title": "About this index",
    "about.build": "Build",
    "about.numbers": "Counts",
    "about.documents": "Documents",
    "about.paragraphs": "Paragraphs",
    "about.built": "Built",
    "about.generation": "Generation",
    "about.vocabulary": "Vocabulary digest",
    "about.span": "Published",
    "about.mentions_column": "Mentions",
    "about.notes": "Notes of the build",
    "about.facets": "The facets",
    "about.meaning": "Tells",
    "about.tags": "How tags are made",
    "about.tags_1": "A script splits each document into paragraphs and reads each paragraph with"
    " rules and lists of names, the vocabularies, which are plain files that a researcher can"
    " read and change. A tag rests on words in the text, unless the file itself gave it, and"
    " then it says so.",
    "about.tags_2": "A source that a paragraph does not credit itself is inherited from the"
    " document, and always marked as inherited. Dates are resolved against the day of"
    " publication and written in EDTF (ISO 8601-2), so that “early October” stays vague.",
    "about.tags_3": "One value stands for many spellings: the name shown is the preferred one,"
    " and the words it rests on show the spelling that was used.",
    "about.rule": "How counts work",
    "about.rule_1": "Counts are exact, over all hits; nothing is sampled.",
    "about.rule_2": "Values of one facet widen the search (any of them), different facets narrow"
    " it (all of them). A value can also be excluded.",
    "about.rule_3": "A facet’s own choice is left out when its values are counted, so the number"
    " beside a value tells how many paragraphs you get with it. All other filters hold.",
    "about.rule_4": "A paragraph may have several values of a facet, so the counts of one facet"
    " can add up to more than the hits. A region counts for the regions it lies in, once.",
    "about.rule_5": "A date filter finds what overlaps it. Open-ended dates count as open-ended"
    " and are not spread over years.",
    "about.privacy": "Privacy",
    "about.privacy_1": "The site only reads. It sets no cookies, keeps no record of readers and"
    " loads nothing from other hosts. Every state is in the address, so Back is undo.",
    # help
    "help.title": "Search help",
    "help.lead": "Words are joined by AND. Nothing you type is an error: what cannot be read as"
    " an expression is searched as words, and the page says how it read you.",
    "help.language": "What you can type",
    "help.form": "Form",
    "help.type": "You type",
    "help.finds": "It finds",
    "help.facets": "Facets you can name",
    "help.addresses": "Addresses",
    "help.addresses_1": "Every search is an address that can be bookmarked, mailed and cited."
    " These are its parts.",
    "help.part": "Part of the address",
    "help.means": "Means",
    "address.any": "source=Meduza&source=BBC",
    "address.any_means": "paragraphs with any of these values; so for every facet",
    "address.all": "all.actor=Kremlin",
    "address.all_means": "paragraphs that have this value whatever else is chosen",
    "address.not": "not.topic=western+aid",
    "address.not_means": "paragraphs without this value",
    "address.missing": "missing=date",
    "address.missing_means": "paragraphs without any value of the facet",
    "address.range": "date=2023-02..2023-03",
    "address.range_means": "days spoken of in this period; either end may be left open. The day of"
    " publication has the same: published=2023-02-14",
    "address.sort": "sort=newest",
    "address.sort_means": "order: relevance, newest, oldest, date or date-newest",
    "address.page": "page=2&size=50",
    "address.page_means": "which page, and how many paragraphs on it",
    "address.form": "/search.json?q=…",
    "address.form_means": "the same search for programs",
    # errors
    "error.400": "This search cannot be answered as asked",
    "error.404": "There is nothing at this address",
    "error.405": "This site is only read",
    "error.413": "The request is too large",
    "error.414": "The address is too long",
    "error.500": "Something went wrong on our side",
    "error.503": "The search is not available just now",
    "error.400_advice": "Change the part named above, or start again from the search box.",
    "error.404_advice": "The address may be mistyped, or the document is no longer in the index.",
    "error.405_advice": "Pages answer to GET and HEAD alone.",
    "error.413_advice": "Pages answer to GET and HEAD alone, without a body.",
    "error.414_advice": "Use fewer filters or a shorter query.",
    "error.500_advice": "The fault is in the log under the number above.",
    "error.503_advice": "Wait a little and load the page again.",
    "error.typed": "what was typed in the search box",
    "error.parameter": "Part of the address",
    "error.reason": "Reason",
    "error.request": "Request number",
    "error.no_such_page": "no page has the address {path}",
    "error.method": "the method {method} is not answered",
    "error.host": "this site does not answer for the host named in the request",
    "error.long": "the address is longer than {limit} bytes",
    "error.many": "the address has more than {limit} parameters",
    "error.encoding": "the address is not valid UTF-8",
    "error.control": "the address holds a control character",
    "error.twice": "{name} may be given only once",
    "error.no_index": "there is no index yet; run `searchapp index` first",
    "error.damaged": "the index cannot be read; `searchapp check` tells what is wrong with it",
    "error.nothing_like": "no words of the paragraph {id} tell it from others",
    "error.busy": "too many searches are running; try again in a moment",
    "error.server": "an unexpected fault",
    # days
    "day.weekday": "{weekday}, {day}",
    "day.moment": "{day}, {time} UTC",
    "day.full": "{day} {month} {year}",
    "day.month": "{month} {year}",
    "day.about": "about {date}",
    "day.perhaps": "perhaps {date}",
    "day.since": "since {date}",
    "day.until": "until {date}",
    "day.to": "{first} to {last}",
    "day.any": "any date",
    "season.21": "spring {year}",
    "season.22": "summer {year}",
    "season.23": "autumn {year}",
    "season.24": "winter {year}",
    "months": "January February March April May June July August September October November"
    " December",
    "weekdays": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
}

ENGLISH = Language(
    "en", _ENGLISH | ABOUT | REPEATS | TAKING, lambda number: 0 if number == 1 else 1
)
LANGUAGES = {language.code: language for language in (ENGLISH,)}
