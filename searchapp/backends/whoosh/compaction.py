"""Which segments an update writes anew, so that there are few and little of them is gone.

- worn: of a segment of which more than a quarter is gone, or all there was.

When there would be too many segments, the smallest is joined to what is new, and with it, one
after another, what is at most twice as large as all joined so far. So segments differ in size,
and what is written again is of the size of what changed: in thousands of small updates of a
large corpus each row is written about ten times.
"""

from __future__ import annotations

from collections.abc import Sequence

from searchapp.backends.whoosh.contents import Part

MOST_SEGMENTS = 8
WORN = (1, 4)


def to_join(parts: Sequence[Part]) -> list[Part]:
    """The parts to write again together with what is new, the largest first."""
    chosen = [part for part in parts if _is_worn(part)]
    rest = sorted((part for part in parts if not _is_worn(part)), key=lambda each: each.live)
    if len(rest) + 1 > MOST_SEGMENTS:
        joined = sum(part.live for part in chosen)
        while rest and (rest[0].live <= 2 * joined or len(rest) + 1 > MOST_SEGMENTS):
            joined += rest[0].live
            chosen.append(rest.pop(0))
    return sorted(chosen, key=lambda each: each.live, reverse=True)


def _is_worn(part: Part) -> bool:
    share, whole = WORN
    return part.gone * whole > part.rows * share or not part.live
