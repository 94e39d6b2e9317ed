"""The pages of ministries: what is known of each, what it issued, when, and which of its days the archive knows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from builder import coverage, figures
from builder.archive import Entry
from builder.links import coverage_url, ministry_year_url
from builder.splitter import Shelf, Splitter
from builder.views import CalendarPage, Link, Listing
from builder.wanted import Wanted
from builder.wording import Wording

_TAGS = 20


@dataclass(frozen=True, slots=True)
class Bodies:
    """Makes the pages of ministries; `lacking` are the texts by ministry that are known and not captured."""

    splitter: Splitter
    lacking: Mapping[str, tuple[Wanted, ...]]

    @property
    def _wording(self) -> Wording:
        return self.splitter.wording

    @property
    def _top(self) -> Link:
        return Link(label=self._wording.gettext("Ministries"), url="ministries/")

    def all(self) -> Iterator[Listing]:
        """Yield the index of ministries and every page of each."""
        intro = self._wording.gettext(
            "The bodies in whose name the statements were issued. A body that belongs to another is listed under both."
        )
        if self.splitter.asks(self._top.url):
            yield from self.splitter.index(self._top.url, self._top.label, intro, self.splitter.links.ministry_tree())
        for ministry, entries in self.splitter.archive.by_ministry.items():
            if self.splitter.asks_below(f"{self._top.url}{ministry}/"):
                yield from self._ministry(ministry, entries)

    def _ministry(self, ministry: str, entries: tuple[Entry, ...]) -> Iterator[Listing]:
        record, lineage = (
            self.splitter.archive.registry.ministries[ministry],
            self.splitter.archive.registry.lineage(ministry),
        )
        years = tuple(
            (year, tuple(group)) for year, group in groupby(entries, key=lambda entry: entry.statement.date.year)
        )
        calendars, gettext = tuple(self._calendars(ministry, dict(years))), self._wording.gettext
        yield from self.splitter.split(
            Shelf(
                base=f"{self._top.url}{ministry}/",
                title=record.name,
                entries=entries,
                intro=record.note,
                links=(
                    (gettext("Years"), tuple(_year_link(year, ministry, len(group)) for year, group in years)),
                    (gettext("Calendars"), tuple(map(self._calendar_link, calendars))),
                    (gettext("Parts of it"), self.splitter.links.parts(ministry)),
                    (gettext("Kinds"), self._kinds(entries)),
                    (gettext("Tags"), self._tags(entries)),
                ),
                above=(self._top, *map(self.splitter.links.ministry, reversed(lineage[1:]))),
                chart=figures.chart(entries, self._wording),
                is_whole=False,
            )
        )
        yield from calendars

    def _calendars(self, ministry: str, years: Mapping[str, tuple[Entry, ...]]) -> Iterator[CalendarPage]:
        lacking: dict[str, list[Wanted]] = {}
        for text in self.lacking.get(ministry, ()):
            lacking.setdefault(text.date[:4], []).append(text)
        covered = coverage.covered(self.lacking.get(ministry, ()))
        above = (self._top, self.splitter.links.ministry(ministry))
        for year in sorted({*years, *lacking}, reverse=True):
            link = _year_link(year, ministry, len(years[year])) if year in years else None
            yield coverage.page(
                coverage.Year(
                    name=self.splitter.archive.registry.ministries[ministry].name,
                    year=year,
                    base=coverage_url(year, ministry),
                    entries=years.get(year, ()),
                    lacking=tuple(lacking.get(year, ())),
                    covered=covered.get(year, frozenset()),
                ),
                above,
                link,
                self._wording,
            )

    def _calendar_link(self, page: CalendarPage) -> Link:
        note = self._wording.gettext("{count} not captured", count=page.days_known) if page.days_known else ""
        return Link(label=page.year, url=page.base, note=note)

    def _kinds(self, entries: tuple[Entry, ...]) -> tuple[Link, ...]:
        kinds, records = Counter(entry.statement.kind for entry in entries), self.splitter.archive.registry.kinds
        ordered = sorted(kinds.items(), key=lambda pair: (-pair[1], pair[0]))
        return tuple(Link(label=records[kind].plural, url=f"kinds/{kind}/", count=count) for kind, count in ordered)

    def _tags(self, entries: tuple[Entry, ...]) -> tuple[Link, ...]:
        tags, records = (
            Counter(tag for entry in entries for tag in entry.statement.tags),
            self.splitter.archive.registry.tags,
        )
        ordered = sorted(tags.items(), key=lambda pair: (-pair[1], pair[0]))[:_TAGS]
        return tuple(Link(label=records[tag].label, url=f"tags/{tag}/", count=count) for tag, count in ordered)


def _year_link(year: str, ministry: str, count: int) -> Link:
    return Link(label=year, url=ministry_year_url(year, ministry), count=count)
