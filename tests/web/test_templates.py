"""Templates lay out and nothing more: no escape is switched off, nothing runs inline."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from searchapp import schema
from searchapp.web import strings
from searchapp.web.assets import folder

WEB = Path(strings.__file__).parent
TEMPLATES = sorted((WEB / "templates").glob("*.html"))
BANNED = (
    *(r"\|\s*safe", r"autoescape", r"Markup", r"\|\s*urlencode", r"\?\w+="),
    *(r"<style", r"\sstyle=", r"\son\w+=", r"javascript:", r"<script>", r"https?://"),
)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_a_template_switches_no_escape_off_and_runs_nothing_inline(template: Path) -> None:
    text = template.read_text(encoding="utf-8")
    for banned in BANNED:
        assert not re.search(banned, text), banned


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_a_template_holds_no_words_of_its_own(template: Path) -> None:
    text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", " ", template.read_text(encoding="utf-8"))
    text = re.sub(r"<code>.*?</code>|<[^>]*>", " ", text)
    assert not re.findall(r"[A-Za-z]{2,}", text)


def test_only_one_module_makes_markup() -> None:
    users = [
        path.relative_to(WEB).as_posix()
        for path in WEB.rglob("*.py")
        if "markupsafe" in path.read_text(encoding="utf-8")
    ]
    assert users == ["markup.py"]


def test_every_sentence_is_used_and_every_used_one_is_there() -> None:
    source = "\n".join(
        path.read_text(encoding="utf-8")
        for path in (*WEB.rglob("*.py"), *TEMPLATES)
        if not path.name.startswith("strings")
    )
    made = (
        *("meaning.", "none.", "sort.", "error.4", "error.5", "season.", "address.", "nav."),
        *(
            "vocabulary.",
            "crosstab.axis.",
            "crosstab.of_",
            "timeline.by.",
            "timeline.missed.",
            "timeline.silent.",
            "about.tags_",
            "about.rule_",
        ),
        *("crosstab.rows", "crosstab.columns"),
        *(f"facet.{facet.name}" for facet in schema.FILTERS),
        *("applied.in", "applied.all", "applied.out"),
    )
    for key in strings.ENGLISH.texts:
        said = f'"{key}"' in source or f"'{key}'" in source
        assert said or key.startswith(made), f"{key} is said nowhere"
    for key in re.findall(r'\bsay(?:\.count)?\(\s*"([a-z][\w.-]+)"', source):
        assert strings.ENGLISH.has(key) or key.endswith("."), f"{key} is in no table"


def test_every_language_has_the_same_sentences_with_the_same_places() -> None:
    english = strings.ENGLISH.texts
    for language in strings.LANGUAGES.values():
        assert language.texts.keys() == english.keys()
        for key, text in language.texts.items():
            forms = text.split("|") if "|" in english[key] else [text]
            wanted = set(re.findall(r"\{\w+\}", english[key]))
            assert all(set(re.findall(r"\{\w+\}", form)) <= wanted for form in forms), key


def test_counted_nouns_agree_with_their_number() -> None:
    say = strings.ENGLISH
    assert say.count("paragraphs", 1) == "1 paragraph"
    assert say.count("paragraphs", 0) == "0 paragraphs"
    assert say.count("documents", 12345) == "12,345 documents"


def test_the_style_sheet_and_the_script_load_nothing_from_elsewhere() -> None:
    for name in ("style.css", "search.js", "icon.svg"):
        text = (
            (folder() / name).read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        )
        assert not re.search(r"https?://|@import|url\(|eval\(|innerHTML|localStorage|cookie", text)


def test_the_script_is_small() -> None:
    assert (folder() / "search.js").stat().st_size < 6_000
