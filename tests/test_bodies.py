"""The pages of ministries: their parts, years, calendars, kinds and tags."""

from __future__ import annotations

from builder.bodies import Bodies
from builder.pages import Pages
from builder.splitter import Splitter
from builder.views import CalendarPage, Cell, Link, Listing
from builder.wanted import Wanted
from tests import factory

LACKING = {
    "foreign": (
        Wanted(title="A", date="2025-02-03", source="Desk", named_in="a.txt"),
        Wanted(title="B", date="2024-03-04", source="Desk", named_in="b.txt"),
        Wanted(title="C", date="2024-03-06", source="Desk", named_in="b.txt"),
    )
}


def pages() -> dict[str, Listing]:
    """Return every page of ministries, by address."""
    archive = factory.build(
        factory.entry("a", date="2024-03-05", ministry="section", kind="letter", tags=["trade"]),
        factory.entry("b", date="2024-03-05", ministry="foreign", tags=["rights", "trade"]),
        factory.entry("c", date="2022-02-01", ministry="foreign", tags=["drills"]),
        factory.entry("d", date="2023", ministry="defence"),
    )
    made = Bodies(Splitter(Pages(archive), 10), LACKING).all()
    return {page.path.removesuffix("index.md"): page for page in made}


def test_index() -> None:
    """The index lists the ministries by name, each followed by its parts."""
    ((_, links),) = pages()["ministries/"].links

    assert [
        ("ministries/defence/", 0),
        ("ministries/foreign/", 0),
        ("ministries/institute/", 1),
        ("ministries/section/", 2),
    ] == [(link.url, link.level) for link in links]


def test_a_ministry() -> None:
    """A ministry's page has its note, years newest first, calendars, parts, kinds and tags by frequency, and a chart."""
    page = pages()["ministries/foreign/"]
    ways = dict(page.links)

    assert ("Ministry of Foreign Affairs", "It speaks often.", 3) == (page.title, page.intro, page.total)
    assert ["Years", "Calendars", "Parts of it", "Kinds", "Tags"] == list(ways)
    assert [("statements/2024/foreign/", 2), ("statements/2022/foreign/", 1)] == [
        (w.url, w.count) for w in ways["Years"]
    ]
    assert (
        Link(label="2025", url="ministries/foreign/2025/", note="1 not captured"),
        Link(label="2024", url="ministries/foreign/2024/", note="2 not captured"),
        Link(label="2022", url="ministries/foreign/2022/"),
    ) == ways["Calendars"]
    assert ["ministries/institute/"] == [way.url for way in ways["Parts of it"]]
    assert [("Statements", 2), ("Letters", 1)] == [(way.label, way.count) for way in ways["Kinds"]]
    assert [("Trade", 2), ("Drills", 1), ("Human rights", 1)] == [(way.label, way.count) for way in ways["Tags"]]
    assert page.chart is not None
    assert 3 == sum(page.chart.totals)


def test_above_a_part() -> None:
    """A part has the bodies it belongs to above it, the widest first."""
    assert ["ministries/", "ministries/foreign/", "ministries/institute/"] == [
        link.url for link in pages()["ministries/section/"].above
    ]


def test_calendars() -> None:
    """A ministry has a calendar for each year with statements or known texts, and for no other."""
    made = pages()
    calendars = {place: page for place, page in made.items() if isinstance(page, CalendarPage)}

    assert {
        *(f"ministries/foreign/{year}/" for year in (2022, 2024, 2025)),
        *(f"ministries/{part}/2024/" for part in ("institute", "section")),
        "ministries/defence/2023/",
    } == set(calendars)
    known = calendars["ministries/foreign/2024/"]
    assert (1, 2, "calendar.html") == (known.days_held, known.days_known, known.template)
    march = [cell for week in known.months[2].weeks for cell in week if isinstance(cell, Cell)]
    assert [(4, 0, 1), (5, 2, 0), (6, 0, 1)] == [(cell.day, cell.held, cell.known) for cell in march]
    assert () == calendars["ministries/foreign/2025/"].links
