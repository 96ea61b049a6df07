from __future__ import annotations

from dataclasses import replace

from searchapp.tagging.retagging.differences import Revision, differences
from searchapp.tagging.vocabulary import Entry, Vocabulary, of_entries

FSB = Entry("actors", "body", "Federal Security Service", ("FSB",), {}, "actors.toml", 2)
SBU = Entry("actors", "body", "Security Service of Ukraine", ("SBU",), {}, "actors.toml", 3)
ISW = Entry("sources", "monitor", "Institute for the Study of War", ("ISW",), {}, "mine.toml", 2)


def of(*entries: Entry) -> Vocabulary:
    return of_entries(entries, "")


def test_what_came_went_and_changed_is_told() -> None:
    longer = replace(SBU, aliases=("SBU", "СБУ"))
    found = differences(of(FSB, SBU), of(longer, ISW))
    assert found is not None
    assert found.revised == (Revision(FSB, None), Revision(SBU, longer), Revision(None, ISW))
    assert found.moved == {}


def test_an_entry_on_another_line_has_moved() -> None:
    found = differences(of(FSB, SBU), of(FSB, replace(SBU, line=4)))
    assert found is not None
    assert found.revised == ()
    assert found.moved == {"actors.toml:3": "actors.toml:4"}


def test_an_entry_whose_line_is_one_of_two_folders_has_changed() -> None:
    other = replace(ISW, file="actors.toml")
    below = replace(other, line=9)
    found = differences(of(FSB, SBU, other), of(FSB, SBU, below))
    assert found is not None
    assert found.revised == (Revision(other, below),)
    assert found.moved == {}


def test_another_order_may_mean_anything() -> None:
    assert differences(of(FSB, SBU), of(SBU, FSB)) is None
    assert differences(of(FSB, SBU), of(SBU)) is not None
