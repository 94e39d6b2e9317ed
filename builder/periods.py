"""The lists by time: all statements, each year, month and day, and each ministry's statements of a year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from builder import figures
from builder.archive import Entry
from builder.dates import PartialDate
from builder.links import by_line, coverage_url, day_url, ministry_year_url, month_url, year_url
from builder.splitter import Shelf, Splitter
from builder.views import Link, Listing

ALL = Link(label="All statements", url="statements/")

WAYS = (
    Link(label="Latest", url="latest/", note="by ministry, and what the archive added last"),
    Link(label="On this day", url="on-this-day/", note="the statements of a day of the year, over all years"),
    Link(label="First seen", url="first-seen/", note="when each tag first appeared"),
    Link(label="Issuers", url="issuers/", note="who spoke"),
)
"""Ways through the archive that are no list of a year."""


@dataclass(frozen=True, slots=True)
class Periods:
    """Makes the lists by time."""

    splitter: Splitter

    def all(self) -> Iterator[Listing]:
        """Yield every page of every list by time."""
        if self.splitter.asks(ALL.url):
            yield from self.splitter.split(self._everything())
        for year, entries in self.splitter.archive.by_year.items():
            yield from self._year(year, entries)
        for month, entries in self.splitter.archive.by_month.items():
            if self.splitter.asks(month_url(month)):
                yield from self._month(month, entries)
        yield from self._days()

    def _everything(self) -> Shelf:
        return Shelf(
            base=ALL.url,
            title=ALL.label,
            entries=self.splitter.archive.entries,
            links=(("Years", self.splitter.links.years()), ("Other ways", WAYS)),
            chart=figures.chart(self.splitter.archive.entries),
            is_whole=False,
        )

    def _year(self, year: str, entries: tuple[Entry, ...]) -> Iterator[Listing]:
        names = self.splitter.archive.registry.ministries
        if not self.splitter.asks_below(year_url(year)):
            return
        lines = by_line(entries, self.splitter.archive)
        if self.splitter.asks(year_url(year)):
            yield from self.splitter.split(
                Shelf(
                    base=year_url(year),
                    title=f"Statements of {year}",
                    entries=entries,
                    links=(
                        ("Months", self.splitter.links.months(year)),
                        ("Ministries", self.splitter.links.ministries_in(year, lines)),
                    ),
                    above=(ALL,),
                    chart=figures.chart(entries),
                    is_whole=False,
                )
            )
        for ministry, group in lines.items():
            if not self.splitter.asks(ministry_year_url(year, ministry)):
                continue
            yield from self.splitter.split(
                Shelf(
                    base=ministry_year_url(year, ministry),
                    title=f"{names[ministry].name}, {year}",
                    entries=group,
                    links=(("", (Link(label=f"Calendar of {year}", url=coverage_url(year, ministry)),)),),
                    above=(ALL, Link(label=year, url=year_url(year)), self.splitter.links.ministry(ministry)),
                )
            )

    def _month(self, month: str, entries: tuple[Entry, ...]) -> Iterator[Listing]:
        yield from self.splitter.split(
            Shelf(
                base=month_url(month),
                title=f"Statements of {PartialDate(month).words()}",
                entries=entries,
                links=(("Days", self.splitter.links.days(month)),),
                above=(ALL, Link(label=month[:4], url=year_url(month[:4]))),
            )
        )

    def _days(self) -> Iterator[Listing]:
        days = self.splitter.archive.by_day
        order = tuple(days)
        for at, (day, entries) in enumerate(days.items()):
            if not self.splitter.asks(day_url(day)):
                continue
            words = PartialDate(day).words()
            around = (("Earlier", at - 1), ("Later", at + 1))
            near = tuple((label, (_day_link(order[to]),)) for label, to in around if 0 <= to < len(order))
            yield from self.splitter.split(
                Shelf(
                    base=day_url(day),
                    title=f"Statements of {words}",
                    entries=entries,
                    facts=near,
                    above=(
                        ALL,
                        Link(label=day[:4], url=year_url(day[:4])),
                        Link(label=PartialDate(day[:7]).words(), url=month_url(day[:7])),
                    ),
                    has_orders=False,
                )
            )


def _day_link(day: str) -> Link:
    return Link(label=PartialDate(day).words(), url=day_url(day))
