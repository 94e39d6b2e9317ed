"""Dates as statements give them: a day, a month or a year."""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache, total_ordering

_ISO = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@lru_cache(maxsize=2**16)
def _first(text: str) -> date:
    """Return the first day of a date's text form; raise ValueError where it is not one or no such day exists."""
    match = _ISO.fullmatch(text)
    if match is None:
        raise ValueError(f'"{text}" is not a date; write "2023-02-02", "2023-02" or "2023"')
    year, month, day = (int(part or 1) for part in match.groups())
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f'there is no day "{text}" in the calendar') from None


@lru_cache(maxsize=2**16)
def _last(text: str) -> date:
    """Return the last day of a date's text form, which is one."""
    parts = [int(part) for part in text.split("-")]
    if len(parts) == len(("year", "month", "day")):
        return date(*parts)
    year, month = (*parts, 12)[:2]
    return date(year, month, calendar.monthrange(year, month)[1])


@total_ordering
class PartialDate:
    """A day, a month or a year of the Gregorian calendar, meaning the whole interval.

    The text form is ISO 8601's calendar date, complete or reduced: `2023-02-02`, `2023-02`, `2023`.
    """

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        """Take the text form; raise ValueError where it is not one or no such day exists."""
        _first(text)
        self.text = text

    @property
    def first(self) -> date:
        """The first day of the interval."""
        return _first(self.text)

    @property
    def last(self) -> date:
        """The last day of the interval."""
        return _last(self.text)

    @property
    def year(self) -> str:
        """The year, four digits."""
        return self.text[:4]

    @property
    def month(self) -> str | None:
        """The month, two digits, or None where only the year is known."""
        return self._parts()[1]

    def _parts(self) -> tuple[str, str | None, str | None]:
        return (self.text[:4], self.text[5:7] or None, self.text[8:] or None)

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


def parse_day(text: str, formats: Sequence[str], months: Sequence[str] = ()) -> date | None:
    """Return the day that `text` gives in the first of `formats` that fits and gives a whole day, or None."""
    for form in formats:
        found = parse_date(text, (form,), months)
        if found and found.first == found.last:
            return found.first
    return None


def parse_date(text: str, formats: Sequence[str], months: Sequence[str] = ()) -> PartialDate | None:
    """Return the day, month or year that `text` as a whole gives in the first of `formats` that fits, or None.

    The forms are strptime's, and beside them `%o`, a day as `2nd`, and `%{1911}`, a year counted from that one.
    Digits may be of any script; `months` are the twelve names of `%B` (`one|another`), English where none are given.
    """
    return _parsed(text, tuple(formats), tuple(months))


@lru_cache(maxsize=1024)
def _parsed(text: str, formats: tuple[str, ...], months: tuple[str, ...]) -> PartialDate | None:
    plain, names = _plain(text), tuple(map(_plain, months)) or _ENGLISH
    for form in formats:
        match = _compiled(form, names).fullmatch(plain)
        found = _date_of(match.groupdict(), form, names) if match else None
        if found:
            return found
    return None


def date_within(text: str, formats: Sequence[str], months: Sequence[str] = ()) -> tuple[PartialDate, str] | None:
    """Return the first date that stands somewhere in `text` in one of `formats`, and the text without it, or None.

    A form that comes earlier in `formats` is looked for first, wherever in the text it stands.
    """
    plain, names = _plain(text), tuple(map(_plain, months)) or _ENGLISH
    for form in formats:
        for match in _standing(form, names).finditer(plain):
            found = _date_of(match.groupdict(), form, names)
            if found:
                return found, " ".join((plain[: match.start()] + " " + plain[match.end() :]).split())
    return None


@lru_cache(maxsize=256)
def _standing(form: str, months: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of a form where no digit or letter of the same word goes on at either end."""
    pattern = _compiled(form, months).pattern
    return re.compile(rf"(?<!\d)(?<!\d[-/.]){pattern}(?!\d)(?![-/.]\d)", re.IGNORECASE)


def date_parts(form: str) -> str:
    """Return which of year, month and day (`Ymd`) a form of dates gives; raise ValueError where it is none."""
    groups = set(_compiled(form, _ENGLISH).groupindex)
    parts = (("Y", {"Y", "y", "E"}), ("m", {"m", "B"}), ("d", {"d"}))
    return "".join(part for part, names in parts if names & groups)


_TWO_DIGIT_YEARS = 69
"""Two digits from here on are of the 20th century, as strptime has it."""

_DIRECTIVES = {
    "Y": r"(?P<Y>\d{4})",
    "y": r"(?P<y>\d{2})",
    "m": r"(?P<m>\d{1,2})",
    "d": r"(?P<d>\d{1,2})",
    "o": r"(?P<d>\d{1,2})(?:st|nd|rd|th)",
    **dict.fromkeys("Aa", r"[^\W\d_]+"),
    **dict.fromkeys("HIMS", r"\d{1,2}"),
    "f": r"\d{1,9}",
    "p": r"[ap]\.?m\.?",
    "z": r"(?:Z|[+-]\d{2}:?\d{2})",
    "Z": r"[A-Za-z]+",
    "%": "%",
}
_ENGLISH = tuple(f"{name}|{name[:3]}|{name[:4]}" for name in calendar.month_name if name)
_TOKEN = re.compile(r"%\{(?P<era>[0-9]{1,4})\}|%(?P<directive>.?)|(?P<space>\s+)|(?P<other>.)", re.DOTALL)


@lru_cache(maxsize=256)
def _compiled(form: str, months: tuple[str, ...]) -> re.Pattern[str]:
    names = sorted((name for month in months for name in month.split("|")), key=len, reverse=True)
    parts = []
    for token in _TOKEN.finditer(_plain(form)):
        if token["era"]:
            parts.append(r"(?P<E>\d{1,4})")
        elif token["directive"] is not None:
            parts.append(_directive(token["directive"], names))
        else:
            parts.append(r"\s+" if token["space"] else re.escape(token["other"]))
    try:
        return re.compile("".join(parts), re.IGNORECASE)
    except re.error:
        raise ValueError(f'"{form}" gives a part of the date twice') from None


def _directive(letter: str, names: Sequence[str]) -> str:
    if letter in {"B", "b"}:
        return f"(?P<B>{'|'.join(map(re.escape, names))})"
    if letter not in _DIRECTIVES:
        raise ValueError(f'"%{letter}" is no part of a date')
    return _DIRECTIVES[letter]


def _plain(text: str) -> str:
    """Return text in Unicode's compatibility form, with ASCII digits and no white space at its ends."""
    folded = unicodedata.normalize("NFKC", text).strip().replace("\u5143\u5e74", "1\u5e74")  # the first year of an era
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in folded)


def _date_of(groups: Mapping[str, str | None], form: str, months: tuple[str, ...]) -> PartialDate | None:
    years = {_year(name, value, form) for name, value in groups.items() if value and name in {"Y", "y", "E"}}
    month, day = groups.get("m"), groups.get("d")
    named = (groups.get("B") or "").casefold()
    if named:
        month = next((str(n) for n, names in enumerate(months, start=1) if named in names.casefold().split("|")), "0")
    parts = [f"{int(part):02}" for part in (month, day) if part]
    try:
        return PartialDate("-".join([f"{years.pop():04}", *parts])) if len(years) == 1 else None
    except ValueError:
        return None


def _year(name: str, value: str, form: str) -> int:
    number = int(value)
    if name == "E":
        era = re.search(r"%\{([0-9]{1,4})\}", form)
        return number + int(era[1] if era else 0)
    if name == "y":
        return number + (1900 if number >= _TWO_DIGIT_YEARS else 2000)
    return number


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
