"""What pages show, as plain frozen values that templates print."""

from __future__ import annotations

from dataclasses import dataclass

from builder.statement import Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link within the site: its words, its address from the site's root, and how many statements it leads to."""

    label: str
    url: str
    count: int | None = None
    note: str = ""
    level: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A statement in a list."""

    title: str
    url: str
    date: str
    day: str
    ministry: Link
    kind: str
    issuer: str | None
    excerpt: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A page that lists: `path` is its Markdown path, `rows` the statements by month, `links` ways on by heading.

    `page` of `pages` where the list is split; `base` is the address of the first page.
    """

    path: str
    base: str
    title: str
    intro: str = ""
    total: int = 0
    rows: tuple[tuple[str, tuple[Row, ...]], ...] = ()
    links: tuple[tuple[str, tuple[Link, ...]], ...] = ()
    above: tuple[Link, ...] = ()
    page: int = 1
    pages: int = 1
    updated: str = ""

    def page_url(self, number: int) -> str:
        """Return the address of one page of the list."""
        return self.base if number == 1 else f"{self.base}page/{number}/"

    @property
    def window(self) -> tuple[int, ...]:
        """The numbers of the pages that a pager names: the first, the last and those around this one."""
        near = {1, self.pages, *range(max(1, self.page - 2), min(self.pages, self.page + 2) + 1)}
        return tuple(sorted(near))


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

    wanted: tuple[WantedGroup, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """What the home page shows beside its own words."""

    total: int
    first: str
    last: str
    latest: tuple[Row, ...]
    links: tuple[tuple[str, tuple[Link, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """Another wording of the same statement: its language's tag and own name, whether that is the page's language too.

    `is_first` marks the one of its language that the head of the page names.
    """

    language: str
    name: str
    title: str
    url: str
    note: str
    is_same: bool
    is_first: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementPage:
    """What a statement's page shows beside its text; the notes of `related` say what is shared."""

    statement: Statement
    day: str
    published: str
    captured: str
    kind: Link
    ministries: tuple[Link, ...]
    tags: tuple[Link, ...]
    newer: Link | None
    older: Link | None
    related: tuple[Link, ...]
    translations: tuple[Translation, ...]
    description: str
