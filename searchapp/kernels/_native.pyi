# What each function does is said in native/. Most return how much of the last arrays is filled;
# some make what they return.
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from searchapp.kernels import Floats, Ints, Mask, Numbers, Rows

_Leaves = tuple[tuple[float, Numbers | None, Ints, Ints | None], ...]

def kept(
    rows: Numbers, among: tuple[Rows, ...], lacking: tuple[Rows, ...], out: Numbers, /
) -> int: ...
def unmasked(mask: Mask, wanted: bool, out: Numbers, /) -> int: ...
def touched(mask: Mask, lasts: Ints, /) -> int: ...
def any_of(sets: Sequence[Numbers], size: int, out: Numbers, /) -> int: ...
def others(rows: Numbers, size: int, out: Numbers, /) -> int: ...
def changes(owner_of: Ints, rows: Numbers, /) -> int: ...
def score(
    hits: Numbers,
    lengths: Ints,
    norms: Floats,
    rise: float,
    leaves: _Leaves,
    out: Floats,
    /,
) -> int: ...
def best(
    hits: Numbers,
    lengths: Ints,
    norms: Floats,
    rise: float,
    leaves: _Leaves,
    rows: Numbers,
    scores: Floats,
    /,
) -> int: ...
def best_marked(
    mask: Mask,
    lengths: Ints,
    norms: Floats,
    rise: float,
    leaves: _Leaves,
    rows: Numbers,
    scores: Floats,
    /,
) -> int: ...
def spread(
    rows: Numbers, frequencies: Ints, lengths: Ints, norms: Floats, column: Ints, bounds: Ints, /
) -> int: ...
def table(
    head: Ints, width: int, tail_rows: Numbers, tail_ends: Numbers, tail: Ints, filling: int, /
) -> object: ...
def count(table: object, rows: Rows, wanted: bool, out: Numbers, /) -> int: ...
def rank(
    counts: Numbers, ends: Numbers, by_count: int, counted: Numbers, /
) -> tuple[list[int], list[int]]: ...
def ranked(
    table: object,
    rows: Rows,
    wanted: bool,
    totals: Numbers | None,
    ends: Numbers,
    by_count: int,
    counted: Numbers,
    /,
) -> tuple[list[int], list[int]]: ...
def grouped(
    counted: Numbers, start: int, end: int, first: int, of: Ints, /
) -> tuple[int, list[int]]: ...
def phrase(
    terms: tuple[tuple[Numbers, Ints, Ints | None, Ints, Ints, Ints, Ints | None, int], ...],
    slop: int,
    rows: Numbers,
    counts: Numbers,
    /,
) -> int: ...
def starts_by_row(rows: Numbers, frequencies: Ints, starts: Ints, blocks: Ints, /) -> int: ...
def spellings(most: int, /) -> object: ...
def tokens(
    text: str,
    table: object,
    learn: Callable[[str], tuple[str, int, int, int]],
    alphabet: bytes,
    apostrophes: bytes,
    classes: int,
    /,
) -> tuple[
    list[int],
    list[int],
    list[str],
    list[str],
    list[bool],
    list[int],
    list[int],
    tuple[list[int], ...],
]: ...
def chunk_table() -> object: ...
def chunks(table: object, text: bytes, longest: int, starts: Ints, numbers: Ints, /) -> int: ...
def sought(
    text: str,
    alphabet: bytes,
    apostrophes: bytes,
    initials: bytes,
    known: Mapping[str, tuple[int, str, str]],
    stems: frozenset[str] | None,
    /,
) -> tuple[dict[int, int], dict[int, int], dict[int, str], dict[str, list[int]]]: ...
def rules(
    pair_ends: Ints,
    pairs: Ints,
    asked_ends: Ints,
    asked: Ints,
    need_ends: Ints,
    needs: Ints,
    choice_ends: Ints,
    choices: Ints,
    always: Ints,
    /,
) -> object: ...
def met(text: list[int], rules: object, /) -> list[int]: ...
def placed(text: list[int], names: list[str], /) -> dict[str, list[int]]: ...
def window(
    text: str,
    marks: list[tuple[int, int, int]],
    starts: dict[int, int] | list[int],
    ends: dict[int, int] | list[int],
    longest: int,
    spaces: bytes,
    endings: tuple[str, ...],
    /,
) -> tuple[int, int, bool, bool, list[tuple[int, int]]]: ...
def parted(
    rows: Numbers,
    starts: Ints,
    sizes: Ints,
    store: memoryview,
    primer: bytes,
    parts: int,
    /,
) -> tuple[list[str], ...]: ...
def tuples(
    kind: type[tuple[Any, ...]], columns: tuple[Any, ...], rest: tuple[Any, ...], /
) -> Any: ...
