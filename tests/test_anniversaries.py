"""The latest by ministry and by entry into the archive, and each of the 366 days of the year."""

from __future__ import annotations

from builder.anniversaries import Anniversaries
from builder.pages import Pages
from builder.registry import Ministry
from builder.splitter import Splitter
from builder.views import CalendarPage, Cell, Listing
from tests import factory


def pages() -> dict[str, Listing]:
    """Return every page, by address."""
    archive = factory.build(
        factory.entry("a", date="2024-02-29", ministry="section", added="2026-01-03"),
        factory.entry("b", date="2023-03-01", ministry="defence", added="2026-01-04"),
        factory.entry("c", date="2020-02-29", ministry="foreign", added="2026-01-03"),
        factory.entry("d", date="2020-02", ministry="foreign", added="2026-01-01"),
    )
    made = Anniversaries(Splitter(Pages(archive), 10)).all()
    return {page.path.removesuffix("index.md"): page for page in made}


def test_every_day_of_the_year_has_a_page() -> None:
    """There are 366 days in twelve months, whether a day has statements or not."""
    places = [place for place in pages() if place.startswith("on-this-day/")]

    assert 1 + 12 + 366 == len(places)
    assert {"on-this-day/02/29/", "on-this-day/12/31/", "on-this-day/02/"} <= set(places)


def test_a_day_over_the_years() -> None:
    """A day holds its statements of all years, the newest first; a month only is no day."""
    made = pages()

    assert [("2024", ["a"]), ("2020", ["c"])] == [
        (year, [row.url[-2] for row in rows]) for year, rows in made["on-this-day/02/29/"].rows
    ]
    assert ("On 29 February", ["on-this-day/", "on-this-day/02/"]) == (
        made["on-this-day/02/29/"].title,
        [link.url for link in made["on-this-day/02/29/"].above],
    )


def test_a_day_without_statements() -> None:
    """A day without statements says so and leads to the days around it, over the turn of the year too."""
    page = pages()["on-this-day/01/01/"]

    assert "The archive holds no statement of this day of the year." == page.intro
    assert [("Day before", "on-this-day/12/31/"), ("Day after", "on-this-day/01/02/")] == [
        (label, links[0].url) for label, links in page.facts
    ]


def test_calendars() -> None:
    """The year's calendar leads to the days with statements; so does each month's."""
    made = pages()
    year, month = made["on-this-day/"], made["on-this-day/03/"]
    assert isinstance(year, CalendarPage)
    assert isinstance(month, CalendarPage)

    held = [cell.url for part in year.months for week in part.weeks for cell in week if isinstance(cell, Cell)]
    assert ["on-this-day/02/29/", "on-this-day/03/01/"] == held
    assert (12, ["March"]) == (len(year.months), [part.name for part in month.months])
    assert [31] == [sum(len(week) for week in part.weeks) for part in month.months]


def test_latest() -> None:
    """The newest of each ministry, parts with the body they belong to, then what was added last, by day."""
    page = pages()["latest/"]

    assert [
        ("Ministry of Foreign Affairs", ["a", "c", "d"]),
        ("Ministry of Defence", ["b"]),
        ("Added to the archive on 4 January 2026", ["b"]),
        ("Added to the archive on 3 January 2026", ["a", "c"]),
        ("Added to the archive on 1 January 2026", ["d"]),
    ] == [(heading, [row.url[-2] for row in rows]) for heading, rows in page.rows]
    assert "dated" == page.line


def test_latest_of_very_many_ministries() -> None:
    """However many ministries there are, the page shows forty of them."""
    further = [Ministry(id=f"m{at}", name=f"M{at}") for at in range(60)]
    entries = [factory.entry(each.id, ministry=each.id) for each in further]
    archive = factory.build(*entries, records=factory.registry(*further))

    page = next(iter(Anniversaries(Splitter(Pages(archive), 10)).all()))

    assert 40 + 1 == len(page.rows)
    assert 40 + 20 == page.shown
