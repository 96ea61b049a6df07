"""When segments are written again, and which."""

from __future__ import annotations

from searchapp.backends.whoosh.compaction import MOST_SEGMENTS, to_join
from searchapp.backends.whoosh.contents import Part


def joined(*live: int) -> list[int]:
    """The sizes of the segments that are joined, of segments of these sizes."""
    return [part.rows for part in to_join([Part(n, rows) for n, rows in enumerate(live)])]


def test_while_there_is_room_nothing_is_joined() -> None:
    assert joined(1000, 5, 5, 5, 5, 5, 5) == []


def test_one_too_many_joins_the_small_ones() -> None:
    assert joined(1000, 5, 5, 5, 5, 5, 5, 5) == [5] * 7


def test_what_is_far_larger_is_left_alone() -> None:
    assert joined(100_000, 90, 5, 5, 5, 5, 5, 5) == [5] * 6
    assert joined(100_000, 60, 5, 5, 5, 5, 5, 5) == [60, 5, 5, 5, 5, 5, 5]


def test_sizes_far_apart_still_make_room() -> None:
    assert joined(*(10**n for n in range(8))) == [1]


def test_a_segment_is_worn_when_more_than_a_quarter_is_gone() -> None:
    fresh, kept, worn, empty = Part(1, 900), Part(2, 100, 25), Part(3, 100, 26), Part(4, 0)
    assert to_join([fresh, kept, worn, empty]) == [worn, empty]


def test_a_row_is_written_few_times_in_thousands_of_updates() -> None:
    sizes, written, updates = [100_000], 0, 3_000
    for _ in range(updates):
        chosen = joined(*sizes)
        for size in chosen:
            sizes.remove(size)
        sizes.append(sum(chosen) + 5)
        written += sizes[-1]
        assert len(sizes) <= MOST_SEGMENTS
    assert 100_000 in sizes
    assert written < 10 * 5 * updates
