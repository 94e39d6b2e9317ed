"""What the home page shows: how much there is, the latest by ministry, the archive over time, and ways in."""

from __future__ import annotations

from builder import home
from builder.pages import Pages
from builder.registry import Ministry
from tests import factory


def test_home() -> None:
    """The home page shows how many statements there are, from when to when, the newest of each ministry, and ways to all."""
    archive = factory.build(
        *factory.many(12), factory.entry("old", date="1955"), factory.entry("new", date="2025-12-31")
    )

    made = home.make(Pages(archive))

    assert (14, "1955", "31 December 2025") == (made.total, made.first, made.last)
    assert ["Ministry of Foreign Affairs", "Ministry of Defence"] == [row.ministry.label for row in made.latest]
    assert "statements/2025/foreign/2025-12-31-new/" == made.latest[0].url
    assert ["Ministries", "Years", "Tags"] == [heading for heading, _ in made.links]
    assert ["2025", "2023", "2022", "2021", "1955"] == [link.label for link in dict(made.links)["Years"]]
    assert made.chart is not None
    assert 14 == sum(made.chart.totals)


def test_lines() -> None:
    """The latest are lines with their whole day."""
    made = home.make(Pages(factory.build(factory.entry("a", date="2024-03-05"))))

    assert "<time datetime=2024-03-05>5 March 2024</time>" in made.lines(".")
    assert "href=./statements/2024/foreign/2024-03-05-a/" in made.lines(".")


def test_at_most_eight_ministries() -> None:
    """The latest of eight ministries are shown, those that spoke last."""
    further = [Ministry(id=f"m{at}", name=f"M{at}") for at in range(9)]
    entries = [factory.entry(each.id, ministry=each.id, date=f"2024-01-0{at + 1}") for at, each in enumerate(further)]

    made = home.make(Pages(factory.build(*entries, records=factory.registry(*further))))

    assert [f"M{at}" for at in (8, 7, 6, 5, 4, 3, 2, 1)] == [row.ministry.label for row in made.latest]


def test_an_empty_archive() -> None:
    """The home page of an archive without statements shows none, names no day and draws nothing."""
    made = home.make(Pages(factory.build()))

    assert (0, "", "", (), None) == (made.total, made.first, made.last, made.latest, made.chart)
    assert [()] * 3 == [links for _, links in made.links]
