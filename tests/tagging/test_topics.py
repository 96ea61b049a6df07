"""Topics as queries: the shipped ones, and those of a researcher."""

from __future__ import annotations

from pathlib import Path

import pytest

from searchapp.errors import VocabularyError
from searchapp.model import And, Mention, Not, Or, Phrase, Prefix, Word
from searchapp.tagging.reading import Reading
from searchapp.tagging.topics import TopicTagger, clauses, needs
from searchapp.tagging.vocabulary import load
from searchapp.text import stem


@pytest.fixture(scope="module")
def tagger() -> TopicTagger:
    return TopicTagger(load())


def mentions(tagger: TopicTagger, text: str) -> list[Mention]:
    return tagger.tag([Reading(text)])[0]


def topics(tagger: TopicTagger, text: str) -> set[str]:
    return {mention.value for mention in mentions(tagger, text)}


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Summonses were handed out; reservists hid from the call-up.", "mobilization"),
        ("The army recruits convicts from a prison in the north.", "prisoner recruitment"),
        ("Occupation authorities handed out Russian passports.", "occupation"),
        ("Partisans derailed a train behind the lines.", "resistance"),
        ("Rebels seized control of two villages after heavy fighting.", "ground operations"),
        ("The counter-offensive was put off until June.", "counteroffensive"),
        ("Twelve missiles were shot down over the port.", "air and missile strikes"),
        ("Five soldiers were killed and nine wounded.", "casualties"),
        ("The division was redeployed with reinforcements.", "force generation"),
        (
            "Prigozhin and his mercenaries quarrelled with the ministry.",
            "private military companies",
        ),
        ("A new package of military aid was promised to Ukraine.", "western aid"),
        ("NATO moved troops to its eastern flank.", "nato and russia"),
        ("The State Duma passed a law on censorship.", "russian politics"),
        ("Soldiers complained that they were used as cannon fodder.", "treatment of soldiers"),
        ("Hundreds of children were deported to summer camps.", "children and deportation"),
        ("Peace talks between the two envoys failed.", "diplomacy"),
        ("New sanctions hit oil exports.", "economy and sanctions"),
        ("Investigators found a mass grave and signs of torture.", "war crimes"),
        ("The separatists have taken over six hamlets along the canal.", "ground operations"),
        ("Troops attempted to regain lost positions at the quarry.", "ground operations"),
        ("Its soldiers have lost an area west of the ridge.", "ground operations"),
        ("The battalions are pausing their offensive.", "ground operations"),
        ("The army is focused this month on encircling the port.", "ground operations"),
        ("Both sides claimed advances on Sunday.", "ground operations"),
        ("The staff hopes to obtain fresh combat power.", "force generation"),
        ("The capital wants to bring foreign fighters into the region.", "force generation"),
        ("They may reallocate forces from the north.", "force generation"),
        ("Gunmen ambushed a patrol of the army at dusk.", "ground operations"),
        ("The rebels marched into the harbour town at noon.", "ground operations"),
        ("By March the army had taken most of the valley.", "ground operations"),
        ("Marines launched a raid on the islet.", "ground operations"),
        ("A guard foiled an attack on the militia.", "ground operations"),
        ("Nine civilians died when the shell fell.", "casualties"),
        ("The navy has lost forty sailors and four ships in the war.", "casualties"),
        ("Two captives were tortured and three prisoners executed.", "war crimes"),
        ("Talks in Oslo are due in August.", "diplomacy"),
        ("The two sides signed a border agreement.", "diplomacy"),
        ("Teachers resisted the occupation in silence.", "resistance"),
        ("Warplanes pounded the harbour.", "air and missile strikes"),
        ("They fired a record 230 rockets at the port.", "air and missile strikes"),
        ("The shell killed a farmer on his bicycle.", "casualties"),
        ("Crews picked up forty bodies.", "casualties"),
        ("Both sides announced a ceasefire.", "diplomacy"),
        ("Mortar rounds and shells fell on the bazaar.", "ground operations"),
        ("Police drove ethnic Ruritanians over the border.", "children and deportation"),
        ("NATO will hold a posture review.", "nato and russia"),
        ("The envoy, a minister, flew to Geneva.", "diplomacy"),
        ("The military buildup went on.", "force generation"),
        ("Forces are increasing their presence on the isthmus.", "force generation"),
        ("Officials moved orphans to camps in occupied towns.", "children and deportation"),
    ],
)
def test_each_topic_is_known_by_its_words(tagger: TopicTagger, text: str, topic: str) -> None:
    assert topic in topics(tagger, text)


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("A mobile crane stood in the yard.", "mobilization"),
        (
            "The sides exchanged prisoners of war and convicts were not among them; "
            "recruitment went on.",
            "prisoner recruitment",
        ),
        ("The Ukrainian Resistance Center wrote a report.", "resistance"),
        ("He spoke at an economic forum.", "economy and sanctions"),
        ("A defense attorney advanced money to a client.", "ground operations"),
        ("The weather was fine and the trains ran on time.", "force generation"),
        ("He sat in Penal Colony No. 9, where volunteers sang.", "prisoner recruitment"),
        ("The ministry was accused of inflating the figures.", "economy and sanctions"),
        ("Foreign Minister Ivan Rybka criticized the film.", "diplomacy"),
        ("A choir consisting of members of two units sang.", "force generation"),
        ("Soldiers said that they were ready to fight in winter.", "ground operations"),
        ("Technology has made great advances.", "ground operations"),
        ("The ambassador was summoned.", "mobilization"),
        ("A sabotage and reconnaissance group crossed the river.", "resistance"),
        ("A minister tried to sabotage negotiations.", "resistance"),
        ("Soldiers planted IEDs along the road.", "resistance"),
        ("The sides exchanged eighty prisoners of war.", "war crimes"),
        ("The newspaper Tribune was founded in 1901.", "war crimes"),
        ("A shell damaged the office of the commandant.", "force generation"),
        ("The troops cut the supply road.", "force generation"),
        ("They will blame their neighbours at the Security Council.", "diplomacy"),
        ("They fired an anti-tank missile at the gate.", "air and missile strikes"),
        ("A suicide bombing killed three guards.", "air and missile strikes"),
        ("The two firms began a collaboration.", "occupation"),
        ("NATO troops guard the border of Ruritania.", "nato and russia"),
        ("They supplied the fighters with wings.", "force generation"),
        ("Two rebel factions merged.", "russian politics"),
        ("He renewed his passport.", "occupation"),
        ("Deserted streets; the United Nations left.", "treatment of soldiers"),
        ("Refugee camps are full of children.", "children and deportation"),
        ("An F-16 of the Belgian air force landed.", "western aid"),
    ],
)
def test_a_passing_word_is_not_enough(tagger: TopicTagger, text: str, topic: str) -> None:
    assert topic not in topics(tagger, text)


def test_an_ordinary_text_is_about_nothing(tagger: TopicTagger) -> None:
    assert topics(tagger, "The bakery on the corner sells bread and rolls.") == set()


def test_mentions_are_the_words_that_satisfied_the_query_with_its_line(tagger: TopicTagger) -> None:
    text = "Nobody expected a counteroffensive in winter."
    (mention,) = mentions(tagger, text)
    assert (mention.value, mention.text) == ("counteroffensive", "counteroffensive")
    assert text[mention.start : mention.end] == mention.text
    assert mention.rule.startswith("query: topics.toml:")


def with_topic(folder: Path, lines: str) -> TopicTagger:
    (folder / "topics.toml").write_text(lines, encoding="utf-8")
    return TopicTagger(load([folder]))


def test_a_researcher_adds_a_topic_with_an_exclusion(tmp_path: Path) -> None:
    tagger = with_topic(
        tmp_path,
        '[topic.weather]\nqueries = ["snow OR frost", "2 of (rain, wind, cold)"]\n'
        'unless = "skiing"\n',
    )
    assert "weather" in topics(tagger, "Frost came early.")
    assert "weather" in topics(tagger, "There was rain with a cold wind.")
    assert "weather" not in topics(tagger, "There was rain.")
    assert "weather" not in topics(tagger, "There was snow for skiing.")


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ('[topic.empty]\ndefinition = "?"\n', "has no query"),
        ('[topic.wrong]\nquery = "snow AND ("\n', "wrong"),
        ('[topic.facet]\nquery = "source:TASS"\n', "cannot ask for facets"),
        ('[topic.pair]\npairs = [{ first = "snow" }]\n', "a pair has"),
        (f'[topic.long]\nquery = "{"snow " * 300}"\n', "longer than"),
    ],
)
def test_a_wrong_topic_is_refused_with_file_and_line(
    tmp_path: Path, lines: str, reason: str
) -> None:
    with pytest.raises(VocabularyError, match=rf"topics.toml, line \d: .*{reason}"):
        with_topic(tmp_path, lines)


def test_a_pair_asks_each_first_word_with_each_that_follows(tmp_path: Path) -> None:
    tagger = with_topic(
        tmp_path,
        '[topic.harvest]\npairs = [{ first = "pick cut", then = "apples corn", within = 2, '
        'beside = "farmers" }]\nunless = "film"\n',
    )
    assert "harvest" in topics(tagger, "Farmers cut the last corn.")
    assert "harvest" in topics(tagger, "The farmers were picking apples.")
    assert "harvest" not in topics(tagger, "They picked apples.")
    assert "harvest" not in topics(tagger, "Farmers cut and then sold to us the corn.")
    assert "harvest" not in topics(tagger, "Farmers pick corn in the film.")


def test_an_exact_pair_asks_for_these_very_words(tmp_path: Path) -> None:
    tagger = with_topic(
        tmp_path, '[topic.harvest]\npairs = [{ first = "pick", then = "corn", exact = true }]\n'
    )
    assert "harvest" in topics(tagger, "They pick corn.")
    assert "harvest" not in topics(tagger, "They picked corn.")


def test_the_clauses_of_a_query_together_match_what_it_matches() -> None:
    frost, ice, sun = Word("frost"), Word("ice"), Word("sun")
    assert list(clauses(Or((frost, Or((ice, sun)))))) == [frost, ice, sun]
    assert list(clauses(And((Or((frost, ice)), Not(sun))))) == [
        And((frost, Not(sun))),
        And((ice, Not(sun))),
    ]
    assert list(clauses(And((frost, ice)))) == [And((frost, ice))]


def test_a_clause_needs_a_term_of_each_of_its_parts() -> None:
    node = And((Phrase(("snow", "storms")), Or((Word("ice"), Word("frost"))), Not(Word("sun"))))
    assert list(needs(node)) == [
        frozenset({("snow", stem("storms"))}),
        frozenset({"ice", "frost"}),
    ]


def test_words_that_need_not_adjoin_are_needed_one_by_one() -> None:
    assert list(needs(Phrase(("heavy", "snow"), slop=2))) == [
        frozenset({stem("heavy")}),
        frozenset({"snow"}),
    ]


def test_of_alternatives_any_is_needed_and_nothing_where_one_needs_nothing() -> None:
    either = Or((Phrase(("deep", "snow", "drift")), Word("ice")))
    assert list(needs(either)) == [frozenset({("deep", "snow"), "ice"})]
    assert list(needs(Or((Word("ice"), Prefix("sno"))))) == []
