"""The lists by time: all statements, each year, month and day, and each ministry's statements of a year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from builder import figures, references
from builder.archive import Entry
from builder.dates import PartialDate
from builder.links import by_line, coverage_url, day_url, ministry_year_url, month_url, year_url
from builder.splitter import Sections, Shelf, Splitter
from builder.views import Link, Listing
from builder.wording import Wording


def everything(wording: Wording) -> Link:
    """Return the way to the list of all statements."""
    return Link(label=wording.gettext("All statements"), url="statements/")


def ways(wording: Wording) -> tuple[Link, ...]:
    """Return the ways through the archive that are no list of a year."""
    gettext = wording.gettext
    return (
        Link(label=gettext("Latest"), url="latest/", note=gettext("by ministry, and what the archive added last")),
        Link(
            label=gettext("On this day"),
            url="on-this-day/",
            note=gettext("the statements of a day of the year, over all years"),
        ),
        Link(label=gettext("First seen"), url="first-seen/", note=gettext("when each tag first appeared")),
        Link(label=gettext("Issuers"), url="issuers/", note=gettext("who spoke")),
    )


@dataclass(frozen=True, slots=True)
class Periods:
    """Makes the lists by time."""

    splitter: Splitter

    @property
    def _all(self) -> Link:
        return everything(self.splitter.wording)

    def all(self) -> Iterator[Listing]:
        """Yield every page of every list by time."""
        if not self.splitter.asks_below(self._all.url):
            return
        if self.splitter.asks(self._all.url):
            yield from self.splitter.split(self._everything())
        for year, entries in self.splitter.archive.by_year.items():
            yield from self._year(year, entries)
        for month, entries in self.splitter.archive.by_month.items():
            if self.splitter.asks(month_url(month)):
                yield from self._month(month, entries)
        yield from self._days()

    def _everything(self) -> Shelf:
        wording = self.splitter.wording
        return Shelf(
            base=self._all.url,
            title=self._all.label,
            entries=self.splitter.archive.entries,
            links=(
                (wording.gettext("Years"), self.splitter.links.years()),
                (wording.gettext("Other ways"), ways(wording)),
            ),
            chart=figures.chart(self.splitter.archive.entries, wording),
            is_whole=False,
        )

    def _year(self, year: str, entries: tuple[Entry, ...]) -> Iterator[Listing]:
        if not self.splitter.asks_below(year_url(year)):
            return
        wording, lines = self.splitter.wording, by_line(entries, self.splitter.archive)
        if self.splitter.asks(year_url(year)):
            yield from self.splitter.split(
                Shelf(
                    base=year_url(year),
                    title=wording.gettext("Statements of {year}", year=year),
                    entries=entries,
                    links=(
                        (wording.gettext("Months"), self.splitter.links.months(year)),
                        (wording.gettext("Ministries"), self.splitter.links.ministries_in(year, lines)),
                    ),
                    facts=self._references(year_url(year), entries),
                    above=(self._all,),
                    chart=figures.chart(entries, wording),
                    is_whole=False,
                )
            )
        for ministry, group in lines.items():
            if self.splitter.asks(ministry_year_url(year, ministry)):
                yield from self.splitter.split(self._of_ministry(year, ministry, group))

    def _of_ministry(self, year: str, ministry: str, entries: tuple[Entry, ...]) -> Shelf:
        calendar = self.splitter.wording.gettext("Calendar of {year}", year=year)
        return Shelf(
            base=ministry_year_url(year, ministry),
            title=f"{self.splitter.archive.registry.ministries[ministry].name}, {year}",
            entries=entries,
            links=(("", (Link(label=calendar, url=coverage_url(year, ministry)),)),),
            above=(self._all, Link(label=year, url=year_url(year)), self.splitter.links.ministry(ministry)),
        )

    def _month(self, month: str, entries: tuple[Entry, ...]) -> Iterator[Listing]:
        yield from self.splitter.split(
            Shelf(
                base=month_url(month),
                title=self.splitter.wording.gettext(
                    "Statements of {day}", day=self.splitter.wording.words(PartialDate(month))
                ),
                entries=entries,
                links=((self.splitter.wording.gettext("Days"), self.splitter.links.days(month)),),
                facts=self._references(month_url(month), entries),
                above=(self._all, Link(label=month[:4], url=year_url(month[:4]))),
            )
        )

    def _references(self, url: str, entries: tuple[Entry, ...]) -> Sections:
        """Return the ways to the reference files of a list, of a year those of the statements whose month is not known."""
        if not any(references.folder(entry.statement.date) == url for entry in entries):
            return ()
        links = tuple(Link(label=name, url=f"{url}{references.FILES[name]}") for name in self.splitter.formats)
        return ((self.splitter.wording.gettext("References"), links),)

    def _days(self) -> Iterator[Listing]:
        days, wording = self.splitter.archive.by_day, self.splitter.wording
        order = tuple(days)
        for at, (day, entries) in enumerate(days.items()):
            if not self.splitter.asks(day_url(day)):
                continue
            words = wording.words(PartialDate(day))
            around = ((wording.gettext("Earlier"), at - 1), (wording.gettext("Later"), at + 1))
            near = tuple((label, (self._day_link(order[to]),)) for label, to in around if 0 <= to < len(order))
            yield from self.splitter.split(
                Shelf(
                    base=day_url(day),
                    title=wording.gettext("Statements of {day}", day=words),
                    entries=entries,
                    facts=near,
                    above=(
                        self._all,
                        Link(label=day[:4], url=year_url(day[:4])),
                        Link(label=wording.words(PartialDate(day[:7])), url=month_url(day[:7])),
                    ),
                    has_orders=False,
                )
            )

    def _day_link(self, day: str) -> Link:
        return Link(label=self.splitter.wording.words(PartialDate(day)), url=day_url(day))
