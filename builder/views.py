"""What pages show, as plain frozen values that templates print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from builder import rows
from builder.charts import Chart
from builder.statement import Statement
from builder.wording import ENGLISH, Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link within the site: its words, its address from the site's root, and how many statements it leads to."""

    label: str
    url: str
    count: int | None = None
    note: str = ""
    level: int = 0


@dataclass(frozen=True, kw_only=True)
class Row:
    """A statement in a list; `mark` is the number of its ministry's colour, 0 for none.

    `short` is its day below a month or year, `month` its month in words, or its year where that is all; `changed` the day it
    last changed in the archive. `language` is its tag where that is another than the page's.
    """

    title: str
    url: str
    date: str
    day: str
    ministry: Link
    kind: str
    issuer: str | None
    excerpt: str
    language: str
    mark: int = 0
    short: str = ""
    month: str = ""
    changed: str = ""

    @cached_property
    def full(self) -> str:
        """Its line as HTML, with `rows.ROOT` for the way to the site's root."""
        return self._line(self.short)

    @property
    def dated(self) -> str:
        """Its line with the whole day."""
        return self._line(self.day)

    @cached_property
    def brief(self) -> str:
        """Its line without kind and first sentence."""
        return rows.brief(self.url, self.title, self.language, day=self.short, ministry=self.ministry.label)

    def _line(self, day: str) -> str:
        about = rows.about(self.ministry.label, self.kind, self.mark)
        return rows.full(self.url, self.title, self.language, date=self.date, day=day, about=about, text=self.excerpt)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A page that lists: `path` is its Markdown path, `rows` the statements by period, `links` ways on by heading.

    `template` is the template that shows it; `order` is `newest` or `oldest` where statements are listed, `switch`
    the way to the other order, `pager` the ways to the pages before and after; `line` is the form of a statement's line
    (`full`, `dated` with the year too, `brief` without a sentence). `days` are statements by year of which only the
    days are shown. `page` of `pages` where a list is numbered; `base`
    is the address of the first page.
    """

    path: str
    base: str
    title: str
    template: str = "list.html"
    order: str = ""
    switch: Link | None = None
    pager: tuple[Link, ...] = ()
    line: str = "full"
    chart: Chart | None = None
    facts: tuple[tuple[str, tuple[Link, ...]], ...] = ()
    days: tuple[tuple[str, tuple[Row, ...]], ...] = ()
    intro: str = ""
    total: int = 0
    rows: tuple[tuple[str, tuple[Row, ...]], ...] = ()
    links: tuple[tuple[str, tuple[Link, ...]], ...] = ()
    above: tuple[Link, ...] = ()
    page: int = 1
    pages: int = 1
    updated: str = ""

    @property
    def shown(self) -> int:
        """How many statements the page lists."""
        return sum(len(group) for _, group in self.rows or self.days)

    def lines(self, root: str, wording: Wording = ENGLISH) -> tuple[tuple[str, str], ...]:
        """Return each period with its lines as HTML; `root` is the way from the page to the site's root."""
        if self.days:
            return tuple(
                (year, rows.rooted(rows.days(_days(group), wording), root, self.path)) for year, group in self.days
            )
        return tuple(
            (period, rows.rooted("".join(getattr(row, self.line) for row in group), root, self.path))
            for period, group in self.rows
        )

    def page_url(self, number: int) -> str:
        """Return the address of one page of a numbered list."""
        return self.base if number == 1 else f"{self.base}{number}/"

    @property
    def window(self) -> tuple[int, ...]:
        """The numbers of the pages that a pager names: the first, the last and those around this one."""
        near = {1, self.pages, *range(max(1, self.page - 2), min(self.pages, self.page + 2) + 1)}
        return tuple(sorted(near))


def _days(group: Iterable[Row]) -> Iterator[tuple[str, str]]:
    """Yield date and address of each day of some statements; one whose day is not known leads to itself."""
    seen = ""
    for row in group:
        whole = len(row.date) == len("2023-02-02")
        if row.date != seen or not whole:
            yield row.date, f"statements/{row.date.replace('-', '/')}/" if whole else row.url
        seen = row.date


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedRow:
    """A text that the archive lacks; `contribute` is the address of the form that offers it, where there is one."""

    title: str
    date: str
    day: str
    source: str
    teaser: str
    contribute: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedGroup:
    """Texts of one ministry, or of one source where their ministry is not known; `anchor` is the heading's id."""

    heading: str
    anchor: str
    rows: tuple[WantedRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedPage(Listing):
    """A page of the texts that the archive lacks, in `wanted` by ministry."""

    template: str = "wanted.html"
    wanted: tuple[WantedGroup, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A day of a calendar of which something is known: how many statements there are, how many texts not captured.

    `is_covered` says that a list names texts before and after the day and none of it.
    """

    day: int
    held: int = 0
    known: int = 0
    is_covered: bool = False
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A month of a calendar: its name, its weeks of seven days, and how many statements have no day.

    A day is its number where nothing is known of it, None outside the month.
    """

    name: str
    weeks: tuple[tuple[Cell | int | None, ...], ...]
    undated: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarPage(Listing):
    """Days by month: of one ministry's year, or of every year together.

    `weekdays` are the names above the weeks, `days_held` the days with statements, `days_known` those of which only
    uncaptured texts are known, `undated` the statements without a month; `missing` are uncaptured texts by day,
    `missing_total` is how many there are.
    """

    year: str = ""
    weekdays: tuple[str, ...] = ()
    months: tuple[Month, ...] = ()
    days_held: int = 0
    days_known: int = 0
    undated: int = 0
    missing: tuple[tuple[str, str], ...] = ()
    missing_total: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """What the home page shows beside its own words; `latest` are the newest of the ministries that spoke last."""

    total: int
    first: str
    last: str
    latest: tuple[Row, ...]
    links: tuple[tuple[str, tuple[Link, ...]], ...]
    chart: Chart | None = None

    def lines(self, root: str) -> str:
        """Return the latest as lines of HTML; `root` is the way from the page to the site's root."""
        return "".join(row.dated for row in self.latest).replace(rows.ROOT, root)


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """Another wording of the same statement: its language's tag and own name, whether that is the page's language too.

    `is_first` marks the one of its language that the head of the page names; `beside` is the address of the page that
    shows both side by side, where there is one.
    """

    language: str
    name: str
    title: str
    url: str
    note: str
    is_same: bool
    is_first: bool
    beside: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementPage:
    """What a statement's page shows beside its text; `language` is its language's own name, the notes of `related` say what is shared."""

    statement: Statement
    language: str
    day: str
    published: str
    captured: str
    kind: Link
    ministries: tuple[Link, ...]
    issuer: Link | None
    tags: tuple[Link, ...]
    newer: Link | None
    older: Link | None
    related: tuple[Link, ...]
    translations: tuple[Translation, ...]
    description: str
