"""The latest statements by ministry, and on this day: the statements of each of the 366 days of the year."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from builder import figures
from builder.archive import Entry
from builder.coverage import weeks
from builder.splitter import Sections, Shelf, Splitter, updated
from builder.views import CalendarPage, Cell, Link, Listing, Month
from builder.wording import Wording

_BASE = "on-this-day/"
_LATEST = "latest/"

_LEAP = 2000
_DAY = len("2023-02-02")
_EACH = 3
_ADDED = 20
_MOST = 120
"""Lines on the page of the latest statements, so that it stays small however many ministries there are."""


@dataclass(frozen=True, slots=True)
class Anniversaries:
    """Makes the pages that lead to one day or to the latest."""

    splitter: Splitter

    @property
    def _wording(self) -> Wording:
        return self.splitter.wording

    @property
    def _top(self) -> Link:
        return Link(label=self._wording.gettext("On this day"), url=_BASE)

    def all(self) -> Iterator[Listing]:
        """Yield every page."""
        if self.splitter.asks(_LATEST):
            yield self._latest()
        if self.splitter.asks_below(_BASE):
            yield from self._on_this_day()

    def _latest(self) -> Listing:
        entries, gettext, words = self.splitter.archive.entries, self._wording.gettext, self._wording.words
        records, row = self.splitter.archive.registry.ministries, self.splitter.pages.row
        latest = figures.latest(self.splitter.archive, _EACH)[: _MOST // _EACH]
        added = sorted(entries, key=lambda entry: str(entry.statement.added), reverse=True)[:_ADDED]
        by_day = groupby(added, key=lambda entry: words(entry.statement.added))
        shown = (*(entry for _, group in latest for entry in group), *added)
        return Listing(
            path=f"{_LATEST}index.md",
            base=_LATEST,
            title=gettext("Latest statements"),
            intro=gettext("The newest of each ministry by day of issue, then those that the archive added last."),
            rows=(
                *((records[ministry].name, tuple(map(row, group))) for ministry, group in latest),
                *((gettext("Added to the archive on {day}", day=day), tuple(map(row, group))) for day, group in by_day),
            ),
            above=(Link(label=gettext("All statements"), url="statements/"),),
            line="dated",
            updated=max((entry.statement.changed for entry in shown), default=""),
        )

    def _on_this_day(self) -> Iterator[Listing]:
        days: dict[str, list[Entry]] = {}
        for entry in self.splitter.archive.entries:
            if len(entry.statement.date.text) == _DAY:
                days.setdefault(entry.statement.date.text[5:], []).append(entry)
        gettext, top = self._wording.gettext, self._top
        months = tuple(self._month(month, days) for month in range(1, 13))
        if self.splitter.asks(_BASE):
            yield self._calendar(_BASE, top.label, months, ())
        for number, month in enumerate(months, start=1):
            base, title = f"{_BASE}{number:02}/", gettext("On a day of {month}", month=month.name)
            if self.splitter.asks(base):
                yield self._calendar(base, title, (month,), (top,))
        order = [(month, day) for month in range(1, 13) for day in range(1, _length(month) + 1)]
        for at, here in enumerate(order):
            near = ((gettext("Day before"), order[at - 1]), (gettext("Day after"), order[(at + 1) % len(order)]))
            yield from self._day(here, days, tuple((label, (self._link(day),)) for label, day in near))

    def _calendar(self, base: str, title: str, months: tuple[Month, ...], above: tuple[Link, ...]) -> CalendarPage:
        return CalendarPage(
            path=f"{base}index.md",
            base=base,
            title=title,
            template="anniversaries.html",
            intro=self._wording.gettext(
                "The statements of a day of the year, over all years. A day without a link has none."
            ),
            above=above,
            months=months,
            updated=updated(self.splitter.archive.entries),
        )

    def _day(self, here: tuple[int, int], days: Mapping[str, Sequence[Entry]], near: Sections) -> Iterator[Listing]:
        gettext, name = self._wording.gettext, self._wording.calendar.names[here[0] - 1]
        link, entries = self._link(here), days.get(f"{here[0]:02}-{here[1]:02}", ())
        if not self.splitter.asks(link.url):
            return
        yield from self.splitter.split(
            Shelf(
                base=link.url,
                title=gettext("On {day}", day=link.label),
                entries=entries,
                intro="" if entries else gettext("The archive holds no statement of this day of the year."),
                facts=near,
                above=(self._top, Link(label=name, url=f"{_BASE}{here[0]:02}/")),
                has_orders=False,
            )
        )

    def _link(self, day: tuple[int, int]) -> Link:
        return Link(label=self._wording.calendar.anniversary(*day), url=_url(day))

    def _month(self, month: int, days: Mapping[str, Sequence[Entry]]) -> Month:
        cells: list[Cell | int] = []
        for day in range(1, _length(month) + 1):
            held = len(days.get(f"{month:02}-{day:02}", ()))
            cells.append(Cell(day=day, held=held, url=_url((month, day))) if held else day)
        return Month(name=self._wording.calendar.names[month - 1], weeks=weeks(cells))


def _length(month: int) -> int:
    return calendar.monthrange(_LEAP, month)[1]


def _url(day: tuple[int, int]) -> str:
    return f"{_BASE}{day[0]:02}/{day[1]:02}/"
