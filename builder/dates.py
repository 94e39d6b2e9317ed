"""Dates as statements give them: a day, a month or a year."""

from __future__ import annotations

import calendar
import re
from datetime import date, datetime, timedelta
from functools import total_ordering

_ISO = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@total_ordering
class PartialDate:
    """A day, a month or a year of the Gregorian calendar, meaning the whole interval.

    The text form is ISO 8601's calendar date, complete or reduced: `2023-02-02`, `2023-02`, `2023`.
    """

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        """Take the text form; raise ValueError where it is not one or no such day exists."""
        match = _ISO.fullmatch(text)
        if match is None:
            raise ValueError(f'"{text}" is not a date; write "2023-02-02", "2023-02" or "2023"')
        year, month, day = (int(part or 1) for part in match.groups())
        try:
            date(year, month, day)
        except ValueError:
            raise ValueError(f'there is no day "{text}" in the calendar') from None
        self.text = text

    @property
    def first(self) -> date:
        """The first day of the interval."""
        year, month, day = (int(part or 1) for part in self._parts())
        return date(year, month, day)

    @property
    def last(self) -> date:
        """The last day of the interval."""
        year, month, day = self._parts()
        month_number = int(month or 12)
        return date(int(year or 1), month_number, int(day or calendar.monthrange(int(year or 1), month_number)[1]))

    @property
    def year(self) -> str:
        """The year, four digits."""
        return self.text[:4]

    @property
    def month(self) -> str | None:
        """The month, two digits, or None where only the year is known."""
        return self._parts()[1]

    def _parts(self) -> tuple[str | None, ...]:
        match = _ISO.fullmatch(self.text)
        return match.groups() if match else ()

    def words(self) -> str:
        """Return the date for a reader: `2 February 2023`, `February 2023`, `2023`."""
        year, month, day = self._parts()
        name = f"{calendar.month_name[int(month)]} " if month else ""
        return f"{int(day)} {name}{year}" if day else f"{name}{year}"

    def __eq__(self, other: object) -> bool:
        """Two dates are equal when their text is."""
        return isinstance(other, PartialDate) and self.text == other.text

    def __lt__(self, other: PartialDate) -> bool:
        """Sort by the first day, then the shorter interval last."""
        return (self.first, other.last) < (other.first, self.last)

    def __hash__(self) -> int:
        """Hash the text."""
        return hash(self.text)

    def __str__(self) -> str:
        """Return the text form."""
        return self.text

    def __repr__(self) -> str:
        """Return how the date is made."""
        return f"PartialDate({self.text!r})"


def parse_day(text: str, formats: tuple[str, ...]) -> date | None:
    """Return the day that `text` gives in the first of `formats` (strptime's) that fits, or None."""
    for form in formats:
        try:
            return datetime.strptime(text.strip(), form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None


_MONTHS = {name[:3].lower(): number for number, name in enumerate(calendar.month_name) if name}
_WEEKDAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}
_NAMES = "|".join(rf"{name}|{name[:3]}|{name[:4]}" for name in calendar.month_name if name)
_SPOKEN = re.compile(
    rf"\b(?:(?P<month>{_NAMES})\b\.? (?P<day>\d{{1,2}})(?!\d)"
    rf"|(?P<day_first>\d{{1,2}})(?:st|nd|rd|th)? (?P<month_after>{_NAMES})"
    r"|(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday))\b"
)


def spoken_day(text: str, near: date) -> date | None:
    """Return the day that `text` names first ("May 25", "25 May", "on Sunday"), read as the last such day up to `near`.

    None where it names no day. A day and month right after `near` (a dateline ahead of its header, up to a
    week) is taken as ahead, not as a year ago.
    """
    match = _SPOKEN.search(text)
    if match is None:
        return None
    if match["weekday"]:
        return near - timedelta(days=(near.weekday() - _WEEKDAYS[match["weekday"].lower()]) % 7)
    month = _MONTHS[(match["month"] or match["month_after"])[:3].lower()]
    day = int(match["day"] or match["day_first"])
    for year in (near.year + 1, near.year, near.year - 1):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found - near <= timedelta(days=7):
            return found
    return None
