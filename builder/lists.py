"""Every list of the archive: by year, month, ministry, ministry and year, kind and tag, split into pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from builder.archive import Archive, Entry
from builder.dates import PartialDate
from builder.links import Links, by_line, ministry_year_url, month_url, year_url
from builder.pages import Pages
from builder.views import Link, Listing, Row

Sections = tuple[tuple[str, tuple[Link, ...]], ...]

_ALL = Link(label="All statements", url="statements/")


@dataclass(frozen=True, slots=True)
class Lists:
    """Makes the lists of one archive, each page of at most `page_size` statements, newest first."""

    pages: Pages
    page_size: int

    @property
    def _archive(self) -> Archive:
        return self.pages.archive

    @property
    def _links(self) -> Links:
        return self.pages.links

    def all(self) -> Iterator[Listing]:
        """Yield every page of every list."""
        yield from self._split(
            "statements/", "All statements", self._archive.entries, links=(("Years", self._links.years()),)
        )
        yield from self._by_year()
        yield from self._by_month()
        yield from self._by_ministry()
        yield from self._by_kind()
        yield from self._by_tag()

    def _by_year(self) -> Iterator[Listing]:
        names = self._archive.registry.ministries
        for year, entries in self._archive.by_year.items():
            lines = by_line(entries, self._archive)
            links = (("Months", self._links.months(year)), ("Ministries", self._links.ministries_in(year, lines)))
            yield from self._split(year_url(year), f"Statements of {year}", entries, links=links, above=(_ALL,))
            for key, group in lines.items():
                above = (Link(label=year, url=year_url(year)), self._links.ministry(key))
                yield from self._split(ministry_year_url(year, key), f"{names[key].name}, {year}", group, above=above)

    def _by_month(self) -> Iterator[Listing]:
        for key, entries in self._archive.by_month.items():
            above = (_ALL, Link(label=key[:4], url=year_url(key[:4])))
            yield from self._split(month_url(key), f"Statements of {PartialDate(key).words()}", entries, above=above)

    def _by_ministry(self) -> Iterator[Listing]:
        intro = (
            "The bodies in whose name the statements were issued. A body that belongs to another is listed under both."
        )
        yield self._index("ministries/", "Ministries", intro, self._links.ministry_tree())
        for ministry, entries in self._archive.by_ministry.items():
            record, lineage = self._archive.registry.ministries[ministry], self._archive.registry.lineage(ministry)
            years = tuple(
                Link(label=year, url=ministry_year_url(year, ministry), count=sum(1 for _ in group))
                for year, group in groupby(entries, key=lambda entry: entry.statement.date.year)
            )
            links = (("Years", years), ("Parts of it", self._links.parts(ministry)))
            above = (Link(label="Ministries", url="ministries/"), *map(self._links.ministry, reversed(lineage[1:])))
            base = f"ministries/{ministry}/"
            yield from self._split(base, record.name, entries, intro=record.note, links=links, above=above)

    def _by_kind(self) -> Iterator[Listing]:
        yield self._index("kinds/", "Kinds", "The forms in which the statements were issued.", self._links.kinds())
        for kind, entries in self._archive.by_kind.items():
            above = (Link(label="Kinds", url="kinds/"),)
            yield from self._split(f"kinds/{kind}/", self._archive.registry.kinds[kind].plural, entries, above=above)

    def _by_tag(self) -> Iterator[Listing]:
        yield self._index("tags/", "Tags", "The subjects of the statements.", self._links.tags())
        for tag, entries in self._archive.by_tag.items():
            record, broader = self._archive.registry.tags[tag], self._archive.registry.subjects(tag)[1:]
            above = (Link(label="Tags", url="tags/"), *map(self._links.tag, reversed(broader)))
            links = (("Narrower tags", self._links.narrower(tag)),)
            base = f"tags/{tag}/"
            yield from self._split(base, record.label, entries, intro=record.description, links=links, above=above)

    def _index(self, base: str, title: str, intro: str, links: tuple[Link, ...]) -> Listing:
        updated = _updated(self._archive.entries)
        path = f"{base}index.md"
        return Listing(path=path, base=base, title=title, intro=intro, links=(("", links),), updated=updated)

    def _split(
        self,
        base: str,
        title: str,
        entries: tuple[Entry, ...],
        *,
        intro: str = "",
        links: Sections = (),
        above: tuple[Link, ...] = (),
    ) -> Iterator[Listing]:
        size = self.page_size
        pages = max(1, -(-len(entries) // size))
        for number in range(1, pages + 1):
            part = entries[(number - 1) * size : number * size]
            is_first = number == 1
            yield Listing(
                path=f"{base}index.md" if is_first else f"{base}page/{number}/index.md",
                base=base,
                title=title if is_first else f"{title}, page {number}",
                intro=intro if is_first else "",
                total=len(entries),
                rows=self._by_period(part),
                links=tuple(section for section in links if section[1]) if is_first else (),
                above=above,
                page=number,
                pages=pages,
                updated=_updated(part),
            )

    def _by_period(self, entries: Iterable[Entry]) -> tuple[tuple[str, tuple[Row, ...]], ...]:
        grouped = groupby(entries, key=lambda entry: _period(entry.statement.date))
        return tuple((words, tuple(map(self.pages.row, group))) for words, group in grouped)


@lru_cache(maxsize=2**16)
def _period(date: PartialDate) -> str:
    return PartialDate(f"{date.year}-{date.month}").words() if date.month else date.year


def _updated(entries: Iterable[Entry]) -> str:
    return max((entry.statement.changed for entry in entries), default="")
