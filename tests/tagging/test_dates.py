"""Dates of a report, resolved as the codebook says. All sentences are made for these tests."""

from __future__ import annotations

import pytest

from tests.tagging.dating import dates, values


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor spoke on 14 February 2023.", ["2023-02-14"]),
        ("The mayor spoke on February 14th, 2023, in the hall.", ["2023-02-14"]),
        ("The mayor spoke on the 14th of February 2023.", ["2023-02-14"]),
        ("The mayor spoke on Feb. 14, 2023.", ["2023-02-14"]),
        ("The mayor spoke on 14-Feb-2023.", ["2023-02-14"]),
        ("Signed on 2023-02-14 and stamped.", ["2023-02-14"]),
        ("Signed on 14.02.2023 and stamped.", ["2023-02-14"]),
        ("Signed on 2/14/2023 and stamped.", ["2023-02-14"]),
        ("Signed on 3/2/2023 and stamped.", ["2023-03-02"]),
        ("The bridge fell in October 2022.", ["2022-10"]),
        ("The bridge fell in March, 2022.", ["2022-03"]),
        ("The bridge fell in autumn 2022.", ["2022-23"]),
        ("The bridge fell in the winter of 2022-2023.", ["2022-12/2023-02"]),
        ("The bridge fell in winter 2022.", ["2022-24"]),
        ("The bridge fell in Q3 2022.", ["2022-07/2022-09"]),
        ("The bridge fell in the second half of 2022.", ["2022-07/2022-12"]),
        ("The bridge fell in the third week of July 2022.", ["2022-07-18/2022-07-24"]),
        ("The bridge fell on the first Friday of July 2022.", ["2022-07-01"]),
        ("The bridge fell in the 1990s.", ["199X"]),
        ("The bridge fell in the 1990 s.", ["199X"]),
        ("The bridge fell in the late 1980s.", ["1987/1989"]),
        ("The bridge dates from the 19th century.", ["18XX"]),
        ("Traders came in the 17th–19th centuries.", ["16XX/18XX"]),
        ("The town was founded in 753 BC.", ["-0752"]),
        ("The town was founded circa 1860.", ["1860~"]),
        ("They left in nineteen ninety-six.", ["1996"]),
    ],
)
def test_what_is_stated_in_full_is_taken_as_it_stands(text: str, expected: list[str]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("early October 2022", "2022-10-01/2022-10-10"),
        ("mid-October 2022", "2022-10-11/2022-10-20"),
        ("late October 2022", "2022-10-21/2022-10-31"),
        ("the end of February 2024", "2024-02-21/2024-02-29"),
        ("the beginning of March 2022", "2022-03-01/2022-03-10"),
        ("mid-to-late March 2022", "2022-03-11/2022-03-31"),
        ("the first half of June 2022", "2022-06-01/2022-06-15"),
        ("the beginning of 2023", "2023-01~"),
        ("the first weeks of 2023", "2023-01~"),
        ("the end of 2022", "2022-12~"),
        ("early 2022", "2022-01/2022-04"),
        ("late 2022", "2022-09/2022-12"),
        ("early summer of 2022", "2022-06"),
    ],
)
def test_parts_of_periods(text: str, expected: str) -> None:
    assert values(f"Losses rose in {text}, the staff said.") == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The envoy arrived on February 13.", ["2023-02-13"]),
        ("The envoy arrived on February 15.", ["2023-02-15"]),
        ("The envoy arrived on April 20.", ["2022-04-20"]),
        ("The envoy arrived in October.", ["2022-10"]),
        ("The envoy arrived in early October.", ["2022-10-01/2022-10-10"]),
        ("The envoy will arrive on April 20.", ["2023-04-20"]),
        ("The vote is scheduled for April 20.", ["2023-04-20"]),
        ("Envoys plan to hold the vote in April.", ["2023-04"]),
        ("The envoy said on February 13 that he would resign.", ["2023-02-13"]),
        ("The parade is on February 24.", ["2023-02-24"]),
        ("The line held before February 24 has moved.", ["2022-02-24"]),
        ("The spring counteroffensive was discussed.", ["2023-21"]),
        ("The town may fall before the summer.", ["2023-22"]),
        ("The town held out during the winter.", ["2022-12/2023-02"]),
        ("The envoy arrived on Tuesday.", ["2023-02-14"]),
        ("The envoy will arrive on Friday.", ["2023-02-17"]),
        ("The envoy said on Tuesday that ships will sail.", ["2023-02-14"]),
        ("The siege began on Monday, April 18.", ["2022-04-18"]),
        ("The court named April 20 as the date of the hearing.", ["2023-04-20"]),
        ("Owners must register before April 20.", ["2023-04-20"]),
        ("The ships had left before April 20.", ["2022-04-20"]),
        ("Guns fired on the 9th, and by the 11th it was calm.", ["2023-02-09", "2023-02-11"]),
        ("The court will meet on the 20th.", ["2023-02-20"]),
        ("Few think that winter will end the fighting.", ["2022-12/2023-02"]),
    ],
)
def test_what_lacks_a_year_is_the_nearest_past_one_or_that_ahead(
    text: str, expected: list[str]
) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He called yesterday.", ["2023-02-14"]),
        ("He called the day before yesterday.", ["2023-02-13"]),
        ("He called last night.", ["2023-02-14"]),
        ("He called last week.", ["2023-02-06/2023-02-12"]),
        ("Aid will come in the next week.", ["2023-02-20/2023-02-26"]),
        ("He called over the weekend.", ["2023-02-11/2023-02-12"]),
        ("He called last month.", ["2023-01"]),
        ("Prices rose this year.", ["2023"]),
        ("Prices rose last year.", ["2022"]),
        ("He called three days ago.", ["2023-02-12"]),
        ("He called two weeks ago.", ["2023-02-01~"]),
        ("He called in the past three days.", ["2023-02-12/2023-02-14"]),
        ("He called last October.", ["2022-10"]),
        ("It will be done by the end of the year.", ["2023-12~"]),
        ("He called on the 3rd of this month.", ["2023-02-03"]),
        ("The call came in the week of February 6.", ["2023-02-06/2023-02-12"]),
    ],
)
def test_what_is_counted_from_publication(text: str, expected: list[str]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Guns fired from February 1 to 5.", ["2023-02-01/2023-02-05"]),
        ("Guns fired on 3–4 February.", ["2023-02-03/2023-02-04"]),
        ("Guns fired on February 3-4.", ["2023-02-03/2023-02-04"]),
        ("Guns fired from February 24 to March 3, 2022.", ["2022-02-24/2022-03-03"]),
        ("Guns fired from December 28, 2022 to January 3.", ["2022-12-28/2023-01-03"]),
        ("Guns fired from December 28 to January 3.", ["2022-12-28/2023-01-03"]),
        ("Guns fired between 8 and 9 February.", ["2023-02-08/2023-02-09"]),
        ("Guns fired the night of May 6 to 7.", ["2022-05-06/2022-05-07"]),
        ("Guns fired on the night of February 6 and 7.", ["2023-02-06/2023-02-07"]),
        ("Guns fired overnight on 13-14 February.", ["2023-02-13/2023-02-14"]),
        ("Guns fired in the night of 11/12 February.", ["2023-02-11/2023-02-12"]),
        ("Guns fired on the night of January 6/7.", ["2023-01-06/2023-01-07"]),
        ("Guns fired on Friday, the first shots in weeks.", ["2023-02-10"]),
        ("They meet on Friday the third at noon.", ["2023-02-03"]),
        ("The truce ends on Friday the twenty fourth at six.", ["2023-02-24"]),
        ("He served from 2014 to 2018.", ["2014/2018"]),
        ("He served in 2014–15.", ["2014/2015"]),
        ("He served (2014–2015).", ["2014/2015"]),
        ("He served from October 2021 to February 2022.", ["2021-10/2022-02"]),
        ("He served from early May to mid-June 2022.", ["2022-05-01/2022-06-20"]),
        ("Guns fired since 2014.", ["2014/.."]),
        ("Guns fired since at least February 3.", ["2023-02-03/.."]),
        ("Guns fired since early July.", ["2022-07-01/.."]),
        ("He could not train from the beginning of 2023.", ["2023-01~/.."]),
        ("The law applies from February 1 onward.", ["2023-02-01/.."]),
        ("Footage from February 3 shows smoke.", ["2023-02-03"]),
        ("The photographs are from 2013.", ["2013"]),
        ("He served from summer 2013 to November 2014.", ["2013-06/2014-11"]),
        ("The town was taken by 2 February.", ["2023-02-02"]),
        ("The town held until 2 February.", ["2023-02-02"]),
        ("As of February 2 the town holds.", ["2023-02-02"]),
    ],
)
def test_ranges_and_open_ends(text: str, expected: list[str]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Guns fired on February 5 and 7.", ["2023-02-05", "2023-02-07"]),
        ("Guns fired on February 5, 6, and 9.", ["2023-02-05", "2023-02-06", "2023-02-09"]),
        ("Guns fired on 9 and 11 February.", ["2023-02-09", "2023-02-11"]),
        ("Guns fired in June and July 2021.", ["2021-06", "2021-07"]),
        ("Guns fired in 2014 and 2015.", ["2014", "2015"]),
        ("On February 5 and 7 soldiers fell.", ["2023-02-05"]),
        ("On February 5, 1,500 soldiers fell.", ["2023-02-05"]),
        ("On February 5, the second of four days, guns fired.", ["2023-02-05"]),
    ],
)
def test_lists_give_each_day_and_no_count(text: str, expected: list[str]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The siege lasted three to seven days.",
        "Men of the 1st and 2nd Army Corps met the 93rd Brigade on the 19th floor.",
        "The 35-year-old captain of the 14th Brigade fell.",
        "Since then, the two have not spoken.",
        "The next day, the guns fell silent.",
        "Two days later, the guns fell silent.",
        "In recent weeks and in the coming months prices vary.",
        "They lost 2014 soldiers and 1989 tanks.",
        "In 2000 villages there is no light.",
        "The T1303 highway and the Su-24 jet were seen.",
        "Forces march on the town and may fall back.",
        "Theresa May spoke of the fall of Kabul.",
        "The Red October plant and the Arab Spring are known.",
        "At 2030 hours, or 20:45, a shot rang.",
        "Resolution 2202 and unit 1984 are named.",
        "The ratio was 14.02 to 3/4.",
        "It ended on February 30.",
        "²⁰²³ and 1²/2 are signs.",
    ],
)
def test_durations_counts_names_and_anaphors_are_no_dates(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Президент прибув 14 лютого 2023 року.", "uk", ["2023-02-14"]),
        ("Удар стався 13 лютого.", "uk", ["2023-02-13"]),
        ("Це було у жовтні 2022 року.", "uk", ["2022-10"]),
        ("Бої тривають з 24 лютого 2022 року.", "uk", ["2022-02-24/.."]),
        ("На початку жовтня було тихо.", "uk", ["2022-10-01/2022-10-10"]),
        ("Він телефонував вчора.", "uk", ["2023-02-14"]),
        ("Це сталося два дні тому.", "uk", ["2023-02-13"]),
        ("Это было 14 февраля 2023 года.", "ru", ["2023-02-14"]),
        ("Бои идут с 24 февраля.", "ru", ["2022-02-24/.."]),
        ("Бои шли с 24 февраля по 3 марта 2022 года.", "ru", ["2022-02-24/2022-03-03"]),
        ("Подписано 3/2/2023.", "ru", ["2023-02-03"]),
        ("В пятницу стреляли.", "ru", ["2023-02-10"]),
    ],
)
def test_ukrainian_and_russian_dates(text: str, language: str, expected: list[str]) -> None:
    assert values(text, language=language) == expected


def test_a_mention_shows_its_words_where_they_stand() -> None:
    text = "Guns have fired since early July, the staff said on February 14."
    first, second = dates(text)[0]
    assert (first.text, text[first.start : first.end]) == ("since early July", "since early July")
    assert (second.value, second.text, second.rule) == (
        "2023-02-14",
        "February 14",
        "day, nearest day not after publication",
    )
