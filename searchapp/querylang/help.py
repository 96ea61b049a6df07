"""The query language on one page, as rows that the site and the documentation print."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HelpRow:
    """A form of the language: its name, an example to type, and what the example finds."""

    form: str
    typed: str
    finds: str


HELP: tuple[HelpRow, ...] = (
    HelpRow(
        "words",
        "crypto mobilization",
        "paragraphs with both words, in any of their forms: mobilized, mobilizing; capitals and "
        "accents make no difference, and names are found in their other spellings too",
    ),
    HelpRow("phrase", '"prisoner exchange"', "the words side by side in this order"),
    HelpRow("near", '"prisoner exchange"~3', "in this order with at most 3 other words among them"),
    HelpRow("exact", '="Kiev"', "this spelling alone, without other forms or spellings"),
    HelpRow("either", "drones OR missiles", "paragraphs with at least one of the two"),
    HelpRow("without", "drones -Shahed", "drones, but not Shahed; NOT Shahed means the same"),
    HelpRow("brackets", "(drones OR missiles) Kyiv", "NOT goes before AND, and AND before OR"),
    HelpRow("AND, +", "drones AND +missiles", "both words; the same as without AND and +"),
    HelpRow(
        "some of",
        '2 of (drones, missiles, "air defense")',
        "paragraphs that satisfy at least 2 of the parts between the commas",
    ),
    HelpRow("beginning", "mobiliz*", "words that begin so; at least 2 letters before the *"),
    HelpRow("pattern", "Zelensk?y", "? is one letter and * any number of them"),
    HelpRow("fuzzy", "Prigozhyn~1", "words that differ in one letter, or with ~2 in two"),
    HelpRow("facet", 'source:"The Washington Post"', "paragraphs with this value of a facet"),
    HelpRow("values", "source:(TASS OR Meduza)", "paragraphs with one or the other value"),
    HelpRow("region", 'region:"Ukraine/Donetsk Oblast"', "in the region or in a place within it"),
    HelpRow("facet*", "region:Ukraine/Donetsk*", "values that begin so; topic:* is any topic"),
    HelpRow("not facet", "-source:TASS", "paragraphs without this value"),
    HelpRow("date", "date:2023-02", "paragraphs that speak of a day or period in that month"),
    HelpRow("range", "date:2023-02-01..2023-02-14", "from the first day to the last one"),
    HelpRow("from, to", "published:>=2023", "published in 2023 or later; < > <= too"),
    HelpRow("days", 'date:"last week"', "today, yesterday, this month, last 7 days and the like"),
    HelpRow("title", "title:assessment", "paragraphs of documents with this word in the title"),
    HelpRow("everything", "*", "all paragraphs, as does an empty box"),
)
