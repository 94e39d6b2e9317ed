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

TOP = Link(label="On this day", url="on-this-day/")
LATEST = Link(label="Latest", url="latest/")

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

    def all(self) -> Iterator[Listing]:
        """Yield every page."""
        if self.splitter.asks(LATEST.url):
            yield self._latest()
        if self.splitter.asks_below(TOP.url):
            yield from self._on_this_day()

    def _latest(self) -> Listing:
        entries = self.splitter.archive.entries
        records, row = self.splitter.archive.registry.ministries, self.splitter.pages.row
        latest = figures.latest(self.splitter.archive, _EACH)[: _MOST // _EACH]
        added = sorted(entries, key=lambda entry: str(entry.statement.added), reverse=True)[:_ADDED]
        by_day = groupby(added, key=lambda entry: entry.statement.added.words())
        shown = (*(entry for _, group in latest for entry in group), *added)
        return Listing(
            path=f"{LATEST.url}index.md",
            base=LATEST.url,
            title="Latest statements",
            intro="The newest of each ministry by day of issue, then those that the archive added last.",
            rows=(
                *((records[ministry].name, tuple(map(row, group))) for ministry, group in latest),
                *((f"Added to the archive on {day}", tuple(map(row, group))) for day, group in by_day),
            ),
            above=(Link(label="All statements", url="statements/"),),
            line="dated",
            updated=max((entry.statement.changed for entry in shown), default=""),
        )

    def _on_this_day(self) -> Iterator[Listing]:
        days: dict[str, list[Entry]] = {}
        for entry in self.splitter.archive.entries:
            if len(entry.statement.date.text) == _DAY:
                days.setdefault(entry.statement.date.text[5:], []).append(entry)
        months = tuple(_month(month, days) for month in range(1, 13))
        yield self._calendar(TOP.url, "On this day", months, ())
        for number, month in enumerate(months, start=1):
            yield self._calendar(f"{TOP.url}{number:02}/", f"On a day of {month.name}", (month,), (TOP,))
        order = [(month, day) for month in range(1, 13) for day in range(1, _length(month) + 1)]
        for at, here in enumerate(order):
            near = (("Day before", order[at - 1]), ("Day after", order[(at + 1) % len(order)]))
            yield from self._day(here, days, tuple((label, (_link(day),)) for label, day in near))

    def _calendar(self, base: str, title: str, months: tuple[Month, ...], above: tuple[Link, ...]) -> CalendarPage:
        return CalendarPage(
            path=f"{base}index.md",
            base=base,
            title=title,
            template="anniversaries.html",
            intro="The statements of a day of the year, over all years. A day without a link has none.",
            above=above,
            months=months,
            updated=updated(self.splitter.archive.entries),
        )

    def _day(self, here: tuple[int, int], days: Mapping[str, Sequence[Entry]], near: Sections) -> Iterator[Listing]:
        link, entries = _link(here), days.get(f"{here[0]:02}-{here[1]:02}", ())
        if not self.splitter.asks(link.url):
            return
        yield from self.splitter.split(
            Shelf(
                base=link.url,
                title=f"On {link.label}",
                entries=entries,
                intro="" if entries else "The archive holds no statement of this day of the year.",
                facts=near,
                above=(TOP, Link(label=calendar.month_name[here[0]], url=f"{TOP.url}{here[0]:02}/")),
                has_orders=False,
            )
        )


def _length(month: int) -> int:
    return calendar.monthrange(_LEAP, month)[1]


def _link(day: tuple[int, int]) -> Link:
    return Link(label=f"{day[1]} {calendar.month_name[day[0]]}", url=f"{TOP.url}{day[0]:02}/{day[1]:02}/")


def _month(month: int, days: Mapping[str, Sequence[Entry]]) -> Month:
    cells: list[Cell | int] = []
    for day in range(1, _length(month) + 1):
        held = len(days.get(f"{month:02}-{day:02}", ()))
        cells.append(Cell(day=day, held=held, url=_link((month, day)).url) if held else day)
    return Month(name=calendar.month_name[month], weeks=weeks(cells))
