"""The prose of seeds/ is this project's own: no long run of words is shared with what it restates.

- run: consecutive words that a paragraph of ours shares with the texts in ../shared.
- name word: a capitalised word inside a sentence, a number, a month, or a little word between two
  such words ("Bank *of* England"). Names cannot be rephrased, so they do not count.
- weight: the words of a run that do count. More than ``LONGEST`` of them is a taken sentence.
"""

import csv
import gzip
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

import pytest
from pypdf import PdfReader

LONGEST = 8
SEEDS = Path(__file__).resolve().parents[1] / "seeds"
SHARED = Path(__file__).resolve().parents[2] / "shared"

MONTHS = frozenset(
    "january february march april may june july august september october november december".split()
)
LITTLE = frozenset("a an and at by de for from in near of off on over the to".split())
WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
SENTENCE_END = re.compile(r"[.!?:;]['\")\]]*\s+['\"(\[]*$")

Gram = tuple[str, ...]


class Word(NamedTuple):
    folded: str
    counts: bool


class Run(NamedTuple):
    document: str
    paragraph: int
    weight: int
    words: str


def folded_words(text: str) -> list[str]:
    return WORD.findall(text.replace("’", "'").casefold())


def words_of(text: str) -> list[Word]:
    """Words with whether they count; the first word of a sentence counts, capital or not."""
    text = text.replace("’", "'").replace("“", '"').replace("”", '"')
    spelt = []
    named = []
    for match in WORD.finditer(text):
        word = match.group()
        opens = match.start() == 0 or SENTENCE_END.search(text[: match.start()]) is not None
        spelt.append(word.casefold())
        named.append(
            any(letter.isdigit() for letter in word)
            or (word[0].isupper() and (not opens or word.casefold() in MONTHS))
        )
    bridged = [
        name or (spelt[i] in LITTLE and _between_names(spelt, named, i))
        for i, name in enumerate(named)
    ]
    return [Word(word, not name) for word, name in zip(spelt, bridged, strict=True)]


def _between_names(spelt: Sequence[str], named: Sequence[bool], i: int) -> bool:
    before = after = i
    while before >= 0 and spelt[before] in LITTLE and not named[before]:
        before -= 1
    while after < len(spelt) and spelt[after] in LITTLE and not named[after]:
        after += 1
    return before >= 0 and after < len(spelt) and named[before] and named[after]


def grams(words: Sequence[str]) -> Iterator[Gram]:
    """Every ``LONGEST + 1`` consecutive words: a run that weighs too much contains one."""
    return zip(*(words[start:] for start in range(LONGEST + 1)), strict=False)


def shared_runs(
    documents: Iterable[tuple[str, Sequence[str]]], sources: Iterable[str]
) -> list[Run]:
    """Runs longer than ``LONGEST`` words that our paragraphs share with a source, heaviest first.

    The sources are the larger part by far, so they stream past a table of our own n-grams.
    """
    ours = [(name, n, words_of(text)) for name, texts in documents for n, text in enumerate(texts)]
    wanted = {gram for _, _, words in ours for gram in grams([word.folded for word in words])}
    found = {gram for text in sources for gram in grams(folded_words(text)) if gram in wanted}
    runs = [Run(name, n + 1, *run) for name, n, words in ours for run in _runs_in(words, found)]
    return sorted(runs, key=lambda run: -run.weight)


def _runs_in(words: Sequence[Word], found: set[Gram]) -> Iterator[tuple[int, str]]:
    hits = [gram in found for gram in grams([word.folded for word in words])]
    for start, hit in enumerate(hits):
        if not hit or (start and hits[start - 1]):
            continue
        end = start
        while end < len(hits) and hits[end]:
            end += 1
        run = words[start : end + LONGEST]
        yield sum(word.counts for word in run), " ".join(word.folded for word in run)


def taken(runs: Iterable[Run]) -> list[str]:
    return [
        f"{run.document}, paragraph {run.paragraph}: {run.weight} words shared: {run.words}"
        for run in runs
        if run.weight > LONGEST
    ]


def blocks(text: str) -> list[str]:
    """Blocks between blank lines, or lines where the body has no blank line."""
    _, _, body = text.partition("\n---\n") if text.startswith("---\n") else ("", "", text)
    parts = re.split(r"\n\s*\n", body) if re.search(r"\n\s*\n", body.strip()) else body.split("\n")
    return [part.strip() for part in parts if part.strip()]


class _Blocks(HTMLParser):
    BREAKS = frozenset("article aside div footer h1 h2 h3 h4 header li nav p section td th".split())
    UNSEEN = frozenset(("script", "style"))

    def __init__(self) -> None:
        super().__init__()
        self.texts = [""]
        self.unseen = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.unseen = tag in self.UNSEEN
        if tag in self.BREAKS:
            self.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        self.unseen = False
        if tag in self.BREAKS:
            self.texts.append("")

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.texts[-1] += data


def read_text(path: Path) -> list[str]:
    return blocks(path.read_text(encoding="utf-8"))


def read_html(path: Path) -> list[str]:
    parser = _Blocks()
    parser.feed(path.read_text(encoding="utf-8"))
    return [text.strip() for text in parser.texts if text.strip()]


def read_pdf(path: Path) -> list[str]:
    """One text: lines and pages of a PDF do not end where paragraphs do."""
    return ["\n".join(page.extract_text() for page in PdfReader(path).pages)]


def read_csv(path: Path) -> list[str]:
    with path.open(encoding="utf-8", newline="") as lines:
        return [row["text"] for row in csv.DictReader(lines)]


def read_json_lines(path: Path) -> list[str]:
    """A line holds a document with its paragraphs, or one paragraph."""
    lines = path.read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines if line.strip()]
    paragraphs = [each for record in records for each in record.get("paragraphs", [record])]
    return [
        each if isinstance(each, str) else each.get("text") or each["paragraph"]
        for each in paragraphs
    ]


READERS: dict[str, Callable[[Path], list[str]]] = {
    ".csv": read_csv,
    ".html": read_html,
    ".jsonl": read_json_lines,
    ".md": read_text,
    ".pdf": read_pdf,
    ".toml": read_text,
    ".txt": read_text,
}


def seed_documents() -> Iterator[tuple[str, list[str]]]:
    for path in sorted(path for path in SEEDS.rglob("*") if path.is_file()):
        reader = READERS.get(path.suffix)
        if reader is None:
            pytest.fail(f"{path.name}: no reader for {path.suffix!r}; add one to READERS")
        yield path.name, reader(path)


def source_texts() -> Iterator[str]:
    for path in sorted((SHARED / "corpus").glob("*.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)["paragraph"]
    for path in sorted((SHARED / "seeds").glob("*.txt")):
        yield from blocks(path.read_text(encoding="utf-8"))


needs_shared = pytest.mark.skipif(
    not SHARED.is_dir(), reason="../shared, which holds the texts to compare with, is absent"
)


@needs_shared
def test_no_long_run_of_words_is_shared_with_the_texts_restated() -> None:
    documents = list(seed_documents())

    assert all(texts for _, texts in documents)
    assert taken(shared_runs(documents, source_texts())) == []


@needs_shared
def test_a_sentence_of_the_texts_restated_is_found() -> None:
    copied = next(text for text in source_texts() if sum(w.counts for w in words_of(text)) > 40)
    documents = [("ours.txt", ["Nothing is borrowed here.", f"It is said that {copied}"])]

    runs = shared_runs(documents, source_texts())

    assert [(run.document, run.paragraph) for run in runs] == [("ours.txt", 2)]
    assert taken(runs)[0].startswith("ours.txt, paragraph 2: ")


def test_words_of_names_do_not_count() -> None:
    text = "The head of the Bank of England said on 5 May that April rains in. In time it stopped."

    counting = [word.folded for word in words_of(text) if word.counts]

    assert counting == "the head of the said on that rains in in time it stopped".split()


def test_a_run_of_eight_words_passes_and_nine_do_not() -> None:
    source = "one two three four five six seven eight nine ten"
    eight = [("eight.txt", ["one two three four five six seven eight and no more"])]
    nine = [("nine.txt", ["one two three four five six seven eight nine and no more"])]

    assert taken(shared_runs(eight, [source])) == []
    assert taken(shared_runs(nine, [source])) == [
        "nine.txt, paragraph 1: 9 words shared: one two three four five six seven eight nine"
    ]
