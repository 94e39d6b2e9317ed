"""One list split into pages: the newest first, the oldest first, and whole by numbered pages that keep their addresses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from builder.archive import Archive, Entry
from builder.charts import Chart
from builder.links import Links
from builder.pages import Pages
from builder.references import EVERY
from builder.views import Link, Listing, Row
from builder.wording import Wording

Sections = tuple[tuple[str, tuple[Link, ...]], ...]

LINKS = 400
"""Ways on an index page; a longer index has pages."""

NEWEST, OLDEST = "newest", "oldest"
_TITLES = 2
_DAYS = 20
_LONG = 10
"""A list longer than this many pages is shown whole by its days: its titles are on the pages of those."""

_MANY = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """A list before it is split: its address, what it says, and its statements, newest first.

    `is_whole` is false where other lists hold what this one's first and last pages leave out, `has_orders` where its
    statements are of one day, or of one day of every year.
    """

    base: str
    title: str
    entries: Sequence[Entry]
    intro: str = ""
    links: Sections = ()
    facts: Sections = ()
    above: tuple[Link, ...] = ()
    chart: Chart | None = None
    template: str = "list.html"
    is_whole: bool = True
    has_orders: bool = True

    @property
    def link(self) -> Link:
        """The way to it."""
        return Link(label=self.title, url=self.base)


@dataclass(frozen=True, slots=True)
class Splitter:
    """Splits lists into pages of at most `size` statements; `only` is the address of the one list that is asked for.

    Where only one `page` of that is asked for, by its path, the others have no statements. `formats` are those of the reference files.
    """

    pages: Pages
    size: int
    only: str | None = None
    page: str | None = None
    formats: tuple[str, ...] = EVERY

    @property
    def archive(self) -> Archive:
        """The archive whose lists they are."""
        return self.pages.archive

    @property
    def links(self) -> Links:
        """The links of the archive."""
        return self.pages.links

    @property
    def wording(self) -> Wording:
        """The words of the interface."""
        return self.pages.wording

    def asks(self, base: str) -> bool:
        """Whether the list at an address is asked for; the values of any other need not be made."""
        return self.only is None or base == self.only

    def asks_below(self, folder: str) -> bool:
        """Whether any list below an address is asked for."""
        return self.only is None or self.only.startswith(folder)

    def split(self, shelf: Shelf) -> Iterator[Listing]:
        """Yield the pages of a list.

        At its address the newest statements, below `oldest/` the oldest ones, the first at the top. Where that leaves
        out any, `page/1/`, `page/2/` … hold all of them in a shorter form, counted from the oldest, so that a new
        statement changes the last of them only; `page/` tells which page holds which time.
        """
        entries = shelf.entries
        total = len(entries)
        has_register = shelf.is_whole and total > self.size
        has_orders = shelf.has_orders and total > 1
        yield replace(
            self._page(shelf, shelf.base, entries[: self.size]),
            intro=shelf.intro,
            links=tuple(section for section in shelf.links if section[1]),
            facts=tuple(section for section in shelf.facts if section[1]),
            chart=shelf.chart,
            order=NEWEST if has_orders else "",
            switch=Link(label=self.wording.gettext("oldest first"), url=f"{shelf.base}oldest/") if has_orders else None,
            pager=self._onward(shelf, total, total - self.size - 1, self.wording.gettext("Older"))
            if has_register
            else (),
        )
        if has_orders:
            yield replace(
                self._page(shelf, f"{shelf.base}oldest/", entries[: -self.size - 1 : -1]),
                title=self.wording.gettext("{title}, oldest first", title=shelf.title),
                above=(*shelf.above, shelf.link),
                order=OLDEST,
                switch=Link(label=self.wording.gettext("newest first"), url=shelf.base),
                pager=self._onward(shelf, total, self.size, self.wording.gettext("Newer")) if has_register else (),
            )
        if has_register:
            yield from self._register(shelf)

    def _length(self, total: int) -> int:
        """Return how many statements of a list a page of the whole holds: lines of titles, or of a long list days."""
        return self.size * (_TITLES if total <= self.size * _LONG else _DAYS)

    def _onward(self, shelf: Shelf, total: int, at: int, label: str) -> tuple[Link, ...]:
        """Return the ways to the page of the whole that holds a place, counted from the oldest, and to all of them."""
        number = at // self._length(total) + 1
        return (
            Link(label=label, url=f"{shelf.base}page/{number}/"),
            Link(label=self.wording.gettext("The whole list, by page"), url=f"{shelf.base}page/"),
        )

    def _register(self, shelf: Shelf) -> Iterator[Listing]:
        gettext, total = self.wording.gettext, len(shelf.entries)
        length, is_long = self._length(total), total > self.size * _LONG
        count, base = -(-total // length), f"{shelf.base}page/"
        form = gettext("days only") if is_long else gettext("without first sentences")
        ways: list[Link] = []
        for number in range(1, count + 1):
            part = shelf.entries[max(0, total - number * length) : total - (number - 1) * length]
            ways.append(
                Link(
                    label=gettext("Page {number}", number=number),
                    url=f"{base}{number}/",
                    count=len(part),
                    note=self._span(part),
                )
            )
            near = ((gettext("Older"), number - 1), (gettext("Newer"), number + 1))
            pager = tuple(Link(label=label, url=f"{base}{to}/") for label, to in near if 1 <= to <= count)
            made = replace(
                self._page(shelf, f"{base}{number}/", part),
                title=gettext("{title}, page {number}", title=shelf.title, number=number),
                intro=f"{self._span(part)}, {form}. " + gettext("Pages are counted from the oldest statement."),
                above=(*shelf.above, shelf.link),
                total=len(part),
                order=NEWEST,
                pager=(*pager, Link(label=gettext("The whole list, by page"), url=base)),
                line="brief",
            )
            yield replace(made, rows=(), days=by_year(made.rows)) if is_long else made
        yield replace(
            self._page(shelf, base, ()),
            title=gettext("{title}, by page", title=shelf.title),
            intro=gettext("The whole list, counted from the oldest statement, so that a page keeps its address."),
            links=(("", tuple(reversed(ways))),),
            above=(*shelf.above, shelf.link),
            total=0,
            updated=updated(shelf.entries),
        )

    def _span(self, entries: Sequence[Entry]) -> str:
        """Return from when to when statements are: `2 February 2023 to 5 March 2024`."""
        last, first = (self.wording.words(entry.statement.date) for entry in (entries[0], entries[-1]))
        return first if first == last else self.wording.gettext("{first} to {last}", first=first, last=last)

    def _page(self, shelf: Shelf, url: str, entries: Sequence[Entry]) -> Listing:
        path = f"{url}index.md"
        rows = tuple(map(self.pages.row, entries)) if self.page in {None, path} else ()
        return Listing(
            path=path,
            base=shelf.base,
            title=shelf.title,
            template=shelf.template,
            total=len(shelf.entries),
            rows=by_period(rows),
            above=shelf.above,
            updated=max((row.changed for row in rows), default=""),
        )

    def index(self, base: str, title: str, intro: str, links: tuple[Link, ...]) -> Iterator[Listing]:
        """Yield the page of ways to all lists of one sort; more than 400 in pages below one that tells where they begin."""
        gettext, changed = self.wording.gettext, updated(self.pages.archive.entries)
        plain = Listing(path=f"{base}index.md", base=base, title=title, intro=intro, updated=changed)
        if len(links) <= LINKS:
            yield replace(plain, links=(("", links),))
            return
        ways = []
        for number, at in enumerate(range(0, len(links), LINKS), start=1):
            part, url = links[at : at + LINKS], f"{base}page/{number}/"
            ways.append(Link(label=gettext("{first} to {last}", first=part[0].label, last=part[-1].label), url=url))
            page_title = gettext("{title}, page {number}", title=title, number=number)
            above = (Link(label=title, url=base),)
            yield replace(plain, path=f"{url}index.md", title=page_title, intro="", links=(("", part),), above=above)
        yield replace(plain, links=(("", tuple(ways)),))
        yield replace(
            plain,
            path=f"{base}page/index.md",
            title=gettext("{title}, by page", title=title),
            links=(("", tuple(ways)),),
        )


def by_period(rows: Sequence[Row]) -> tuple[tuple[str, tuple[Row, ...]], ...]:
    """Return rows under their months, or under their years where a month would hold less than two."""
    months = len({row.month for row in rows})
    is_dense = months * _MANY <= len(rows)
    grouped = groupby(rows, key=lambda row: row.month if is_dense else row.date[:4])
    return tuple((words, tuple(group)) for words, group in grouped)


def by_year(sections: Sequence[tuple[str, tuple[Row, ...]]]) -> tuple[tuple[str, tuple[Row, ...]], ...]:
    """Return the rows of all sections under their years."""
    rows = (row for _, group in sections for row in group)
    return tuple((year, tuple(group)) for year, group in groupby(rows, key=lambda row: row.date[:4]))


def updated(entries: Iterable[Entry]) -> str:
    """Return the day on which a page last changed that only counts some statements: when the last of them was added."""
    return max((entry.statement.added.text for entry in entries), default="")
