"""A cross table as a page: rows, columns, totals and bases, every number a link."""

from __future__ import annotations

from dataclasses import dataclass, replace

from searchapp import urls
from searchapp.crosstab import AXES, Axis, CrossTab, Member, Side, narrowed
from searchapp.edtf import OPEN
from searchapp.export import crosstab_form
from searchapp.export.crosstab_form import cell_search
from searchapp.model import Search
from searchapp.web.pages import names
from searchapp.web.pages.applied import Applied, applied
from searchapp.web.pages.frame import Frame, Link, Site, pairs, search_box

TOPS = (10, 25, 50, 100)
SHARES = ("", "rows", "columns")


@dataclass(frozen=True, slots=True)
class Drawn:
    """How the table is wanted: its axes, how many values of each, shares of what."""

    rows: Axis
    columns: Axis
    top: int
    share: str


@dataclass(frozen=True, slots=True)
class Cell:
    """`share` is "" where none is wanted; `void` says why there is no number."""

    count: str
    href: str = ""
    share: str = ""
    void: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    head: Link
    cells: tuple[Cell, ...]
    total: Cell
    base: str


@dataclass(frozen=True, slots=True)
class Choice:
    name: str
    label: str
    options: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Controls:
    """The form that chooses the axes, with what it sends along, and links to other tables."""

    choices: tuple[Choice, ...]
    hidden: tuple[tuple[str, str], ...]
    swap: Link
    shares: tuple[Link, ...]
    tops: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The table itself; `totals` and `bases` stand below the columns."""

    caption: str
    corner: str
    heads: tuple[Link, ...]
    lines: tuple[Line, ...]
    totals: tuple[Cell, ...]
    total: str
    bases: tuple[str, ...]
    base: str


@dataclass(frozen=True, slots=True)
class CrossTabPage:
    frame: Frame
    title: str
    status: str
    applied: tuple[Applied, ...]
    back: str
    controls: Controls
    grid: Grid
    notes: tuple[str, ...]
    files: tuple[Link, ...]


def crosstab_page(search: Search, table: CrossTab, drawn: Drawn, site: Site) -> CrossTabPage:
    say = site.say
    title = say("crosstab.title", rows=label(drawn.rows, site), columns=label(drawn.columns, site))
    path = _to(search, drawn, "").href
    found = say.count("paragraphs", table.total)
    return CrossTabPage(
        frame=Frame(title, path, "search", table.build, True, search_box(search)),
        title=title,
        status=say("crosstab.status", paragraphs=found, base=say.number(table.base)),
        applied=applied(search, site),
        back=urls.path(search),
        controls=_controls(search, drawn, site),
        grid=_grid(search, table, drawn, site),
        notes=_notes(search, table, site),
        files=_files(search, drawn),
    )


def _controls(search: Search, drawn: Drawn, site: Site) -> Controls:
    turned = Drawn(drawn.columns, drawn.rows, drawn.top, _swapped(drawn.share))
    return Controls(
        choices=(_choice("rows", drawn.rows, site), _choice("columns", drawn.columns, site)),
        hidden=_hidden(search, drawn),
        swap=_to(search, turned, site.say("crosstab.swap")),
        shares=_shares(search, drawn, site),
        tops=tuple(_to(search, replace(drawn, top=top), str(top), drawn) for top in TOPS),
    )


def _grid(search: Search, table: CrossTab, drawn: Drawn, site: Site) -> Grid:
    rows, columns = label(drawn.rows, site), label(drawn.columns, site)
    axis, members = table.columns.axis, table.columns.members
    shared = drawn.share == "columns"
    return Grid(
        caption=_caption(rows, columns, drawn, site),
        corner=f"{rows} / {columns}",
        heads=tuple(_head(search, axis, each, site) for each in members),
        lines=tuple(_line(search, table, n, drawn, site) for n in range(len(table.rows.members))),
        totals=tuple(_total(search, axis, each, shared, site) for each in members),
        total=site.say.number(table.total),
        bases=tuple(site.say.number(each.base) for each in members),
        base=site.say.number(table.base),
    )


def label(axis: Axis, site: Site) -> str:
    name = names.facet(axis.facet, site.say)
    return site.say(f"crosstab.axis.{axis.unit}", facet=name) if axis.unit else name


def _choice(name: str, chosen: Axis, site: Site) -> Choice:
    options = tuple(Link(label(a, site), a.name, current=a == chosen) for a in AXES)
    return Choice(name, site.say(f"crosstab.{name}"), options)


def _hidden(search: Search, drawn: Drawn) -> tuple[tuple[str, str], ...]:
    """What the form sends along with the axes."""
    extra = [("share", drawn.share)] if drawn.share else []
    extra += [("top", str(drawn.top))] if drawn.top != crosstab_form.TOP else []
    return (*extra, *pairs(search))


def _to(search: Search, wanted: Drawn, text: str, now: Drawn | None = None) -> Link:
    path = crosstab_form.path(
        search, wanted.rows, wanted.columns, top=wanted.top, share=wanted.share
    )
    return Link(text, path, current=wanted == now)


def _swapped(share: str) -> str:
    return {"rows": "columns", "columns": "rows"}.get(share, "")


def _shares(search: Search, drawn: Drawn, site: Site) -> tuple[Link, ...]:
    keys = ("crosstab.counts", "crosstab.by_rows", "crosstab.by_columns")
    return tuple(
        _to(search, replace(drawn, share=share), site.say(key), drawn)
        for share, key in zip(SHARES, keys, strict=True)
    )


def _caption(rows: str, columns: str, drawn: Drawn, site: Site) -> str:
    if not drawn.share:
        return site.say("crosstab.caption", rows=rows, columns=columns)
    of = site.say(f"crosstab.of_{drawn.share}")
    return site.say("crosstab.caption_share", rows=rows, columns=columns, of=of)


def _head(search: Search, axis: Axis, member: Member, site: Site) -> Link:
    say = site.say
    if not member.value:
        text = names.none(axis.facet, say)
    elif axis.unit and member.value == OPEN:
        text = say("facet.open")
    else:
        text = names.value(axis.facet, member.value, say)
    href = urls.path(narrowed(search, axis, member.value)) if member.total else ""
    return Link(text, href)


def _line(search: Search, table: CrossTab, row: int, drawn: Drawn, site: Site) -> Line:
    member = table.rows.members[row]
    cells = tuple(
        _cell(
            table.cells[row][n],
            {"rows": member, "columns": column}.get(drawn.share),
            urls.path(cell_search(search, table, member.value, column.value))
            if table.cells[row][n]
            else "",
            _void(table, member, column, site),
            site,
        )
        for n, column in enumerate(table.columns.members)
    )
    return Line(
        _head(search, drawn.rows, member, site),
        cells,
        _total(search, drawn.rows, member, drawn.share == "rows", site),
        site.say.number(member.base),
    )


def _void(table: CrossTab, row: Member, column: Member, site: Site) -> str:
    """Why there can be no number: a period without any report."""
    empty = (table.rows.axis.unit and not row.base) or (table.columns.axis.unit and not column.base)
    return site.say("crosstab.no_reports") if empty else ""


def _cell(count: int, whole: Member | None, href: str, void: str, site: Site) -> Cell:
    if void:
        return Cell("", void=void)
    return Cell(site.say.number(count), href, percent(count, whole.base) if whole else "")


def _total(search: Search, axis: Axis, member: Member, shared: bool, site: Site) -> Cell:
    href = urls.path(narrowed(search, axis, member.value)) if member.total else ""
    return _cell(member.total, member if shared else None, href, "", site)


def percent(count: int, base: int) -> str:
    """A share with one decimal: `12.5 %`; of a nought, which says it all, nothing."""
    return f"{100 * count / base:.1f} %" if count and base else ""


def _notes(search: Search, table: CrossTab, site: Site) -> tuple[str, ...]:
    cuts = [cut for side in (table.rows, table.columns) if (cut := _cut(side, site))]
    units = [side.axis for side in (table.rows, table.columns) if side.axis.facet == "date"]
    overlap = [site.say("crosstab.overlap")] if units else []
    folded = [site.say("repeats.table")] if search.fold else []
    return (*cuts, site.say("crosstab.multi"), *overlap, site.say("crosstab.bases"), *folded)


def _cut(side: Side, site: Site) -> str:
    if not side.left_out:
        return ""
    say, facet = site.say, label(side.axis, site)
    if side.axis.unit:
        return say.count("crosstab.cut_periods", side.left_out, facet=facet)
    every = say.count("values", side.shown + side.left_out)
    return say("crosstab.cut", facet=facet, shown=say.number(side.shown), values=every)


def _files(search: Search, drawn: Drawn) -> tuple[Link, ...]:
    return tuple(
        Link(text, crosstab_form.path(search, drawn.rows, drawn.columns, form, top=drawn.top))
        for text, form in (("CSV", ".csv"), ("JSON", ".json"))
    )
