"""How languages write dates, weekdays and numbers."""

from __future__ import annotations

import pytest

from builder import calendars
from builder.dates import PartialDate


@pytest.mark.parametrize(
    ("language", "date", "expected"),
    [
        ("en", "2023-02-02", "2 February 2023"),
        ("en", "2023-02", "February 2023"),
        ("en", "2023", "2023"),
        ("en-US", "2023-02-02", "2 February 2023"),
        ("ko", "2023-02-02", "2023년 2월 2일"),
        ("ko", "2023-11-28", "2023년 11월 28일"),
        ("ko", "2023-02", "2023년 2월"),
        ("ko", "2023", "2023년"),
        ("fr", "2023-02-02", "2 février 2023"),
        ("tlh", "2023-02-02", "2 February 2023"),
    ],
)
def test_written(language: str, date: str, expected: str) -> None:
    """A date is written as its language does; where the CLDR has none, as English does."""
    assert expected == calendars.of(language).written(PartialDate(date))


@pytest.mark.parametrize(
    ("language", "date", "expected"),
    [
        ("en", "2024-02-03", "3 Feb"),
        ("en", "2024-02", "Feb"),
        ("en", "2024", "2024"),
        ("en", "2024-12-31", "31 Dec"),
        ("ko", "2024-02-03", "2월 3일"),
        ("ko", "2024-02", "2월"),
    ],
)
def test_below(language: str, date: str, expected: str) -> None:
    """Below a month or a year, a day is told without its year."""
    assert expected == calendars.of(language).below(PartialDate(date))


@pytest.mark.parametrize(("language", "expected"), [("en", "29 February"), ("ko", "2월 29일"), ("ru", "29 февраля")])
def test_anniversary(language: str, expected: str) -> None:
    """A day of every year has no year, and its month the form that it has beside a day."""
    assert expected == calendars.of(language).anniversary(2, 29)


@pytest.mark.parametrize(("language", "expected"), [("en", "1,234,567"), ("ko", "1,234,567"), ("de", "1.234.567")])
def test_number(language: str, expected: str) -> None:
    """The thousands of a number are parted."""
    assert expected == calendars.of(language).number(1_234_567)


def test_weeks_begin_with_monday() -> None:
    """The first name of a week is Monday's."""
    assert ("월", "일") == (calendars.of("ko").weekdays[0], calendars.of("ko").weekdays[6])
    assert ("Mo", "Su") == (calendars.english().weekdays[0], calendars.english().weekdays[6])
