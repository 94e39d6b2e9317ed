"""The lists by time: all, years, months, days, and a ministry's year."""

from __future__ import annotations

import pytest

from builder.pages import Pages
from builder.periods import Periods
from builder.splitter import Splitter
from builder.views import Listing
from tests import factory


def pages() -> dict[str, Listing]:
    """Return every page of the lists by time of a small archive, by address."""
    archive = factory.build(
        factory.entry("a", date="2024-03-05", ministry="section"),
        factory.entry("b", date="2024-03-05", ministry="defence"),
        factory.entry("c", date="2024-02-29", ministry="foreign"),
        factory.entry("d", date="2023", ministry="defence"),
    )
    made = Periods(Splitter(Pages(archive), 10)).all()
    return {page.path.removesuffix("index.md"): page for page in made}


def test_which_lists_there_are() -> None:
    """There is a list of all, of each year, month and day that has statements, and of each ministry's year."""
    assert {
        "statements/",
        "statements/2023/",
        "statements/2023/defence/",
        "statements/2024/",
        "statements/2024/02/",
        "statements/2024/02/29/",
        "statements/2024/03/",
        "statements/2024/03/05/",
        "statements/2024/defence/",
        "statements/2024/foreign/",
        "statements/2024/institute/",
        "statements/2024/section/",
    } == {place for place in pages() if not place.endswith("/oldest/")}


def test_which_lists_have_two_orders() -> None:
    """A list of two statements or more has a page that begins with the oldest; a day's list has not."""
    assert {"statements/", "statements/2024/", "statements/2024/03/", "statements/2024/foreign/"} == {
        place.removesuffix("oldest/") for place in pages() if place.endswith("/oldest/")
    }


@pytest.mark.parametrize(
    ("base", "title", "above", "ways"),
    [
        ("statements/", "All statements", [], ["Years", "Other ways"]),
        ("statements/2024/", "Statements of 2024", ["statements/"], ["Months", "Ministries"]),
        ("statements/2023/", "Statements of 2023", ["statements/"], ["Ministries"]),
        ("statements/2024/03/", "Statements of March 2024", ["statements/", "statements/2024/"], ["Days"]),
        (
            "statements/2024/foreign/",
            "Ministry of Foreign Affairs, 2024",
            ["statements/", "statements/2024/", "ministries/foreign/"],
            [""],
        ),
        (
            "statements/2024/03/05/",
            "Statements of 5 March 2024",
            ["statements/", "statements/2024/", "statements/2024/03/"],
            [],
        ),
    ],
)
def test_what_a_list_says(base: str, title: str, above: list[str], ways: list[str]) -> None:
    """A list says what it holds, what is above it, widest first, and where to go on."""
    page = pages()[base]

    assert (title, above, ways) == (
        page.title,
        [link.url for link in page.above],
        [heading for heading, _ in page.links],
    )


def test_years_come_newest_first() -> None:
    """The list of all leads to its years, newest first, each with its count."""
    years = dict(pages()["statements/"].links)["Years"]

    assert [("statements/2024/", 3), ("statements/2023/", 1)] == [(link.url, link.count) for link in years]


def test_days_lead_to_the_days_around_them() -> None:
    """A day leads to the day with statements before and after it, where there is one."""
    made = pages()

    assert (("Later", ["statements/2024/03/05/"]),) == tuple(
        (label, [link.url for link in links]) for label, links in made["statements/2024/02/29/"].facts
    )
    assert ["Earlier"] == [label for label, _ in made["statements/2024/03/05/"].facts]


def test_charts() -> None:
    """All and a year have a chart; a year of which no month is known has none."""
    made = pages()

    charts = {place: page.chart for place, page in made.items() if page.chart}
    assert {"statements/", "statements/2024/"} == set(charts)
    assert [3, 3] == [sum(chart.totals) for chart in charts.values() if chart]
