"""The histogram of publication as bars that can be drawn and a table that can be read.

- bar: one period: its place in the drawing, its counts, the search it leads to.
- scale: the drawing is WIDTH by HEIGHT units and stretched to the page.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from searchapp import urls
from searchapp.model import Bucket, Filter, Histogram, Search
from searchapp.web.pages import days
from searchapp.web.pages.facets import Range, published_range, trail
from searchapp.web.pages.frame import Link, Site

WIDTH = 1000
HEIGHT = 100
_LEAST = 2.0
_WIDEST = 60.0
_TICKS = 6


@dataclass(frozen=True, slots=True)
class Bar:
    """`reports` is false where nothing at all was published; `share` is of all paragraphs."""

    period: str
    name: str
    count: str
    base: str
    share: str
    reports: bool
    href: str
    title: str
    slot_x: float
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Timeline:
    """`ticks` stand under their bars when `even`, else from the first bar to the last."""

    caption: str
    most: str
    legend: str
    bars: tuple[Bar, ...]
    ticks: tuple[str, ...]
    even: bool
    slot: float
    undated: Link | None
    trail: tuple[Link, ...]
    range: Range
    width: int = WIDTH
    height: int = HEIGHT


def timeline(search: Search, histogram: Histogram, site: Site) -> Timeline:
    say, buckets = site.say, histogram.buckets
    top = max((bucket.count for bucket in buckets), default=0)
    slot = WIDTH / len(buckets) if buckets else WIDTH
    bars = tuple(_bar(search, each, n * slot, slot, top, site) for n, each in enumerate(buckets))
    peak = max(buckets, key=lambda each: each.count, default=None)
    most = ""
    if peak is not None and peak.count:
        counted = say.count("paragraphs", peak.count)
        most = say("timeline.most", paragraphs=counted, period=days.edtf(peak.period, say))
    return Timeline(
        caption=say(f"timeline.by.{histogram.unit}"),
        most=most,
        legend=_legend(histogram, site),
        bars=bars,
        ticks=_ticks(buckets, site),
        even=len(buckets) <= _TICKS,
        slot=round(slot, 3),
        undated=_undated(search, histogram, site),
        trail=trail(search, "published", site),
        range=published_range(search, site),
    )


def _bar(search: Search, bucket: Bucket, x: float, slot: float, top: int, site: Site) -> Bar:
    say = site.say
    name = days.edtf(bucket.period, say)
    height = max(_LEAST, HEIGHT * bucket.count / top) if bucket.count else 0.0
    width = min(slot - min(slot * 0.2, 4.0), _WIDEST)
    counted = say.count("paragraphs", bucket.count)
    base = say.number(bucket.base)
    empty = not (bucket.base or bucket.count)
    title = (
        say("timeline.bar_empty", period=name)
        if empty
        else say("timeline.bar", period=name, paragraphs=counted, base=base)
    )
    share = f"{100 * bucket.count / bucket.base:.1f} %" if bucket.base else ""
    chosen = urls.with_filter(search, "published", Filter(any_of=(bucket.period,)))
    return Bar(
        period=bucket.period,
        name=name,
        count=say.number(bucket.count),
        base=base,
        share=share,
        reports=not empty,
        href=urls.path(chosen) if bucket.count else "",
        title=title,
        slot_x=round(x, 3),
        x=round(x + (slot - width) / 2, 3),
        y=round(HEIGHT - height, 3),
        width=round(width, 3),
        height=round(height, 3),
    )


def _legend(histogram: Histogram, site: Site) -> str:
    """What an empty place means, where the drawing has any: nothing found, or nothing published."""
    missed = any(each.base and not each.count for each in histogram.buckets)
    silent = any(not each.base for each in histogram.buckets)
    keys = [key for key, is_there in (("missed", missed), ("silent", silent)) if is_there]
    return " ".join(site.say(f"timeline.{key}.{histogram.unit}") for key in keys)


def _ticks(buckets: tuple[Bucket, ...], site: Site) -> tuple[str, ...]:
    """A few periods named below the drawing, first and last among them."""
    if len(buckets) <= _TICKS:
        return tuple(days.edtf(each.period, site.say) for each in buckets)
    steps = [round(n * (len(buckets) - 1) / (_TICKS - 1)) for n in range(_TICKS)]
    return tuple(days.edtf(buckets[step].period, site.say) for step in steps)


def _undated(search: Search, histogram: Histogram, site: Site) -> Link | None:
    if not histogram.undated:
        return None
    chosen = search.filters.get("published", Filter())
    only = urls.with_filter(search, "published", replace(chosen, any_of=(), missing=True))
    return Link(site.say.count("timeline.undated", histogram.undated), urls.path(only))
