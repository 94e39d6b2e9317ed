"""How a language writes dates, weekdays and numbers: English as this project writes it, every other by the CLDR."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, get_day_names, get_month_names

from builder.dates import PartialDate

_MONTHS = range(1, 13)
_SAMPLE_YEAR, _SAMPLE_DAY = 2222, 28
"""No month has such a number, so that each can be found in a date that was written out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """The forms of dates in one language, where `{day}` and `{year}` stand for numbers.

    Of twelve, one for each month: `days` a whole date, `months` a month of a year, `yearless` a day without its year,
    `short` the same for narrow places, `names` the month alone, `brief` its short name, `initials` one letter of it.
    `year` and `day` are the forms of a year and of a day of the month alone; `weekdays` begin with Monday; `group` is
    what parts thousands.
    """

    days: tuple[str, ...]
    months: tuple[str, ...]
    yearless: tuple[str, ...]
    short: tuple[str, ...]
    names: tuple[str, ...]
    brief: tuple[str, ...]
    initials: tuple[str, ...]
    weekdays: tuple[str, ...]
    year: str = "{year}"
    day: str = "{day}"
    group: str = ","

    def written(self, date: PartialDate) -> str:
        """Return a date for a reader: in English `2 February 2023`, `February 2023`, `2023`."""
        text = date.text
        if len(text) == len("2023"):
            return self.year.format(year=text)
        forms = self.days if len(text) == len("2023-02-02") else self.months
        return forms[int(text[5:7]) - 1].format(year=text[:4], day=int(text[8:] or 0))

    def below(self, date: PartialDate) -> str:
        """Return a date for a list below its month or year: in English `2 Feb`, `Feb`; `2023` where that is all."""
        text = date.text
        if len(text) == len("2023-02-02"):
            return self.short[int(text[5:7]) - 1].format(day=int(text[8:]))
        return self.brief[int(text[5:7]) - 1] if len(text) == len("2023-02") else text

    def anniversary(self, month: int, day: int) -> str:
        """Return a day of every year: in English `2 February`."""
        return self.yearless[month - 1].format(day=day)

    def number(self, value: int) -> str:
        """Return a whole number with its thousands parted."""
        return f"{value:,}".replace(",", self.group)


def english() -> Calendar:
    """Return the forms of English: the day first, as most who write it write it, and without a comma."""
    names = tuple(calendar.month_name)[1:]
    return Calendar(
        days=tuple(f"{{day}} {name} {{year}}" for name in names),
        months=tuple(f"{name} {{year}}" for name in names),
        yearless=tuple(f"{{day}} {name}" for name in names),
        short=tuple(f"{{day}} {name[:3]}" for name in names),
        names=names,
        brief=tuple(name[:3] for name in names),
        initials=tuple(name[:1] for name in names),
        weekdays=("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"),
    )


def of(language: str) -> Calendar:
    """Return the forms of a language, given by its BCP 47 tag; those of English where the CLDR does not know it."""
    if language.partition("-")[0] == "en":
        return english()
    try:
        locale = Locale.parse(language, sep="-")
    except (ValueError, UnknownLocaleError):
        return english()
    samples = [date(_SAMPLE_YEAR, month, _SAMPLE_DAY) for month in _MONTHS]
    names, short = (get_month_names(width, "stand-alone", locale) for width in ("wide", "abbreviated"))
    letters, weekdays = (
        get_month_names("narrow", "stand-alone", locale),
        get_day_names("short", "stand-alone", locale),
    )
    return Calendar(
        days=tuple(_form(format_date(each, "long", locale)) for each in samples),
        months=tuple(_form(format_skeleton("yMMMM", each, locale=locale)) for each in samples),
        yearless=tuple(_form(format_skeleton("MMMMd", each, locale=locale)) for each in samples),
        short=tuple(_form(format_skeleton("MMMd", each, locale=locale)) for each in samples),
        names=tuple(names[month] for month in _MONTHS),
        brief=tuple(short[month] for month in _MONTHS),
        initials=tuple(letters[month] for month in _MONTHS),
        weekdays=tuple(weekdays[number] for number in range(7)),
        year=_form(format_skeleton("y", samples[0], locale=locale)),
        day=_form(format_skeleton("d", samples[0], locale=locale)),
        group=locale.number_symbols.get("latn", {}).get("group", ","),
    )


def _form(written: str) -> str:
    return written.replace(str(_SAMPLE_YEAR), "{year}").replace(str(_SAMPLE_DAY), "{day}")
