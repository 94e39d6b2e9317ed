"""Calendars: days with statements, days known from others' lists only, days that a list covers, and the rest."""

from __future__ import annotations

import pytest

from builder import coverage
from builder.registry import Ministry
from builder.views import CalendarPage, Cell, Link
from builder.wanted import Wanted
from tests import factory


def text(date: str, source: str = "Ministry of Defence (EN)", named_in: str = "a.txt") -> Wanted:
    """Return a text that the archive lacks."""
    return Wanted(title=f"Text of {date}", date=date, source=source, named_in=named_in)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Ministry of Defence (EN)", ["defence"]),
        ("MINISTRY OF DEFENCE", ["defence"]),
        ("News of the Asia Section", ["section", "institute", "foreign"]),
        ("News Agency", []),
        ("The Long Name Board", ["board"]),
    ],
)
def test_by_ministry(source: str, expected: list[str]) -> None:
    """A text is the ministry's whose name or alias its source's name holds, and of the bodies it belongs to."""
    board = Ministry(id="board", name="Board", aliases=["Long Name Board"])
    other = Ministry(id="other", name="Name")

    found = coverage.by_ministry([text("2024-01-01", source)], factory.registry(board, other))

    assert expected == list(found)


def test_covered() -> None:
    """A list covers the days from its first to its last; two lists cover no day between them."""
    days = coverage.covered(
        [
            text("2024-02-28"),
            text("2024-03-01"),
            text("2024-03-05", named_in="b.txt"),
            text("2024-06", named_in="b.txt"),
        ]
    )

    assert {"2024": {"2024-02-28", "2024-02-29", "2024-03-01", "2024-03-05"}} == days
    assert {"2023": {"2023-12-31"}, "2024": {"2024-01-01"}} == coverage.covered(
        [text("2023-12-31"), text("2024-01-01")]
    )


@pytest.fixture
def page() -> CalendarPage:
    """Return the calendar of a year with statements, known texts and a covered day."""
    dates = ["2024-02-02", "2024-02-02", "2024-02-05", "2024-03", "2024"]
    lacking = [text("2024-02-05"), text("2024-02-07"), text("2024")]
    return coverage.page(
        coverage.Year(
            name="Ministry of Defence",
            year="2024",
            base="ministries/defence/2024/",
            entries=[factory.entry(f"{at}", date=date) for at, date in enumerate(dates)],
            lacking=lacking,
            covered=coverage.covered(lacking)["2024"],
        ),
        (Link(label="Ministries", url="ministries/"),),
        Link(label="2024", url="statements/2024/defence/", count=5),
    )


def test_days(page: CalendarPage) -> None:
    """Each day tells what is known of it: 2 and 5 February have statements, 7 a known text, 6 is covered, 8 nothing."""
    february = page.months[1]
    cells = {cell.day: cell for week in february.weeks for cell in week if isinstance(cell, Cell)}

    assert Cell(day=2, held=2, url="statements/2024/02/02/") == cells[2]
    assert Cell(day=5, held=1, known=1, is_covered=True, url="statements/2024/02/05/") == cells[5]
    assert Cell(day=6, is_covered=True) == cells[6]
    assert Cell(day=7, known=1, is_covered=True) == cells[7]
    assert 8 not in cells
    assert (None, 5, 6) == (february.weeks[0][0], *(getattr(cell, "day", None) for cell in february.weeks[1][:2]))
    assert [8, 9, 10, 11] == list(february.weeks[1][3:])


def test_weeks(page: CalendarPage) -> None:
    """Weeks begin on Monday: 1 February 2024 was a Thursday, and the month had 29 days."""
    february = page.months[1]

    assert [None, None, None, 1, 2, 3, 4] == [getattr(cell, "day", cell) for cell in february.weeks[0]]
    assert [26, 27, 28, 29] == [cell for cell in february.weeks[-1] if cell]
    assert [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] == [
        sum(1 for week in month.weeks for cell in week if cell) for month in page.months
    ]


def test_what_a_calendar_says(page: CalendarPage) -> None:
    """The page counts days, tells of statements without a day, and names what is known and not captured, by day."""
    assert ("Ministry of Defence, calendar of 2024", 5, 2, 1, 1) == (
        page.title,
        page.total,
        page.days_held,
        page.days_known,
        page.undated,
    )
    assert [0, 0, 1] == [month.undated for month in page.months[:3]]
    assert (
        ("2024", "Text of 2024"),
        ("5 February 2024", "Text of 2024-02-05"),
        ("7 February 2024", "Text of 2024-02-07"),
    ) == page.missing
    assert 3 == page.missing_total
    assert "statements/2024/defence/" == page.links[0][1][0].url


def test_many_missing_texts() -> None:
    """A calendar names at most two hundred texts, and says how many there are."""
    lacking = [text("2024-02-05")] * 300
    year = coverage.Year(name="A", year="2024", base="a/", entries=(), lacking=lacking, covered=frozenset())

    made = coverage.page(year, (), None)

    assert (200, 300, (), "") == (len(made.missing), made.missing_total, made.links, made.updated)
