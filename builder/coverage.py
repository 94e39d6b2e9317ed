"""Calendars of a ministry's year: days with statements, days known from others' lists only, and days that a list covers."""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from builder.archive import Entry
from builder.dates import PartialDate
from builder.links import day_url
from builder.registry import Registry
from builder.splitter import updated
from builder.text import excerpt
from builder.views import CalendarPage, Cell, Link, Month
from builder.wanted import Wanted
from builder.wording import ENGLISH, Wording

_DAY = len("2023-02-02")
_TITLE = 160
_MISSING = 200
_YEAR = 12
_WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """What a calendar is made from: a ministry's statements and known texts of one year, and the covered days."""

    name: str
    year: str
    base: str
    entries: Sequence[Entry]
    lacking: Sequence[Wanted]
    covered: frozenset[str]


def by_ministry(texts: Iterable[Wanted], records: Registry) -> Mapping[str, tuple[Wanted, ...]]:
    """Return the known texts of each ministry, and of the bodies it belongs to, by the names in the registry.

    A text is the ministry's that its title tells; else that whose name or alias its source's name holds, of several the
    one with the longest.
    """
    names = sorted(
        (
            (name.casefold(), key)
            for key, record in records.ministries.items()
            for name in {record.name, *record.aliases}
        ),
        key=lambda pair: (-len(pair[0]), pair),
    )
    owners: dict[str, str | None] = {}
    found: dict[str, list[Wanted]] = {}
    for text in texts:
        if text.source not in owners:
            source = text.source.casefold()
            owners[text.source] = next((key for name, key in names if name in source), None)
        owner = text.ministry or owners[text.source]
        for ministry in records.lineage(owner) if owner else ():
            found.setdefault(ministry, []).append(text)
    return {ministry: tuple(group) for ministry, group in found.items()}


def covered(texts: Iterable[Wanted]) -> Mapping[str, frozenset[str]]:
    """Return by year the days between the first and the last that one capture names, ISO form.

    Whoever listed texts before and after a day and none of it knew of none.
    """
    lists: dict[str, list[str]] = {}
    for text in texts:
        if len(text.date) == _DAY:
            lists.setdefault(text.named_in, []).append(text.date)
    days: set[str] = set()
    for named in lists.values():
        first, last = date.fromisoformat(min(named)), date.fromisoformat(max(named))
        days.update((first + timedelta(days=step)).isoformat() for step in range((last - first).days + 1))
    years = groupby(sorted(days), key=lambda day: day[:4])
    return {year: frozenset(group) for year, group in years}


def page(year: Year, above: tuple[Link, ...], statements: Link | None, wording: Wording = ENGLISH) -> CalendarPage:
    """Return the calendar of a ministry's year; `statements` is the way to its list."""
    held = Counter(entry.statement.date.text for entry in year.entries)
    known = Counter(text.date for text in year.lacking)
    cells = _cells(year, held, known)
    missing = sorted(year.lacking, key=lambda text: (text.date, text.title))
    return CalendarPage(
        path=f"{year.base}index.md",
        base=year.base,
        title=wording.gettext("{ministry}, calendar of {year}", ministry=year.name, year=year.year),
        template="calendar.html",
        above=above,
        links=(("", (statements,)),) if statements else (),
        updated=updated(year.entries),
        year=year.year,
        total=len(year.entries),
        weekdays=wording.calendar.weekdays,
        months=tuple(
            _month(f"{year.year}-{month:02}", wording.calendar.names[month - 1], cells, held[f"{year.year}-{month:02}"])
            for month in range(1, _YEAR + 1)
        ),
        days_held=sum(1 for day in held if len(day) == _DAY),
        days_known=sum(1 for day in known if len(day) == _DAY and day not in held),
        undated=held[year.year],
        missing=tuple(
            (wording.words(PartialDate(text.date)), excerpt(text.title, _TITLE)) for text in missing[:_MISSING]
        ),
        missing_total=len(missing),
    )


def _cells(year: Year, held: Mapping[str, int], known: Mapping[str, int]) -> Mapping[str, Cell]:
    """Return the days of which something is known."""
    return {
        day: Cell(
            day=int(day[8:]),
            held=held.get(day, 0),
            known=known.get(day, 0),
            is_covered=day in year.covered,
            url=day_url(day) if day in held else "",
        )
        for day in {*held, *known, *year.covered}
        if len(day) == _DAY
    }


def _month(key: str, name: str, cells: Mapping[str, Cell], undated: int) -> Month:
    first, length = calendar.monthrange(int(key[:4]), int(key[5:]))
    days: list[Cell | int | None] = [*[None] * first, *range(1, length + 1)]
    for day, cell in cells.items():
        if day.startswith(key):
            days[first + cell.day - 1] = cell
    return Month(name=name, weeks=weeks(days), undated=undated)


def weeks(cells: Sequence[Cell | int | None]) -> tuple[tuple[Cell | int | None, ...], ...]:
    """Return days in rows of seven."""
    return tuple(tuple(cells[at : at + _WEEK]) for at in range(0, len(cells), _WEEK))
