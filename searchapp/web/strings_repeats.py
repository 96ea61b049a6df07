"""Sentences about paragraphs that repeat one another."""

from __future__ import annotations

REPEATS = {
    "repeats.some": "{n} of them repeats an earlier one:|{n} of them repeat an earlier one:",
    "repeats.fold": "count repeated paragraphs once",
    "repeats.left_out": "{n} more repeats one of these and is left out:"
    "|{n} more repeat one of these and are left out:",
    "repeats.nothing_left_out": "Repeated paragraphs are counted once:",
    "repeats.unfold": "count every paragraph",
    "repeats.also": "Also in {n} other document|Also in {n} other documents",
    "repeats.within": "Once more in this document|{n} times more in this document",
    "repeats.of": "paragraph {n} of {title}",
    "repeats.more": "and {n} more, named on the paragraph’s own page"
    "|and {n} more, named on the paragraph’s own page",
    "repeats.unnamed": "and {n} more|and {n} more",
    "repeats.title": "The same elsewhere",
    "repeats.hint": "Paragraphs of the same or nearly the same words, the earliest first.",
    "repeats.table": "Paragraphs that repeat one another count once in each cell and total; the"
    " base has them all.",
    "about.repeated": "Of these, repeating an earlier one",
    "about.rule_6": "A paragraph that repeats another one counts like any other, unless you count"
    " repeated paragraphs once: then of those found the earliest stands for all. Paragraphs repeat"
    " one another when four fifths of all their runs of five words are in both; those of less than"
    " eight words when all their words are the same.",
    "address.fold": "fold=1",
    "address.fold_means": "paragraphs that repeat one another count once, as the earliest of them",
}
