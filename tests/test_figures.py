"""Numbers about an archive: over time, colours of ministries, tags that stand together, the latest of each."""

from __future__ import annotations

from builder import figures
from builder.registry import Ministry
from tests import factory


def test_dates() -> None:
    """Statements are counted by month, or by year where that is all that is known."""
    entries = [
        factory.entry(f"{at}", date=date) for at, date in enumerate(["2024-03-05", "2024-03", "2024", "2023-01"])
    ]

    assert {"2024-03": 2, "2024": 1, "2023-01": 1} == figures.dates(entries)


def test_chart() -> None:
    """The chart of some statements has one series."""
    chart = figures.chart([factory.entry("a", date="2024-03-05"), factory.entry("b", date="2024-03-06")])

    assert chart is not None
    assert [("Statements", 2)] == [(series.label, sum(series.values)) for series in chart.series]
    assert figures.chart([]) is None


def test_colours() -> None:
    """The ministry with the most statements has the first colour, its parts too; those without statements have none."""
    archive = factory.build(
        factory.entry("a", ministry="defence"),
        factory.entry("b", ministry="section"),
        factory.entry("c", ministry="institute"),
        records=factory.registry(Ministry(id="silent", name="Silent")),
    )

    assert {"foreign": 1, "institute": 1, "section": 1, "defence": 2, "silent": 0} == figures.colours(archive)


def test_colours_of_equals() -> None:
    """Of ministries with as many statements the first in the registry comes first, and an eighth has no colour."""
    further = [Ministry(id=f"m{at}", name=f"M{at}") for at in range(7)]
    names = [*(ministry.id for ministry in further[::-1]), "defence"]
    archive = factory.build(*(factory.entry(name, ministry=name) for name in names), records=factory.registry(*further))

    assert {"defence": 1, "m0": 2, "m5": 7, "m6": 0} == {
        ministry: mark
        for ministry, mark in figures.colours(archive).items()
        if ministry in {"defence", "m0", "m5", "m6"}
    }


def test_by_ministry() -> None:
    """The archive's chart has a series for each ministry with a colour, parts included, and one for the others."""
    further = [Ministry(id=f"m{at}", name=f"M{at}") for at in range(7)]
    archive = factory.build(
        factory.entry("a", ministry="foreign"),
        factory.entry("b", ministry="institute"),
        *(factory.entry(ministry.id, ministry=ministry.id) for ministry in further),
        records=factory.registry(*further),
    )

    chart = figures.by_ministry(archive, figures.colours(archive))

    assert chart is not None
    expected = [("Ministry of Foreign Affairs", 1, 2), *((f"M{at}", at + 2, 1) for at in range(6)), ("Others", 0, 1)]
    assert expected == [(series.label, series.mark, sum(series.values)) for series in chart.series]


def test_together() -> None:
    """Tags of one statement stand together, the most frequent first; a tag and its broader one do not count."""
    archive = factory.build(
        factory.entry("a", tags=["drills", "trade"]),
        factory.entry("b", tags=["drills", "rights", "trade"]),
        factory.entry("c", tags=["military"]),
    )

    assert {
        "drills": [("trade", 2), ("rights", 1)],
        "military": [("trade", 2), ("rights", 1)],
        "rights": [("drills", 1), ("military", 1), ("trade", 1)],
        "trade": [("drills", 2), ("military", 2), ("rights", 1)],
    } == {tag: figures.together(archive, tag) for tag in archive.by_tag}


def test_latest() -> None:
    """Each ministry's newest statements, its parts' too; the ministry that spoke last comes first."""
    archive = factory.build(
        factory.entry("a", ministry="defence", date="2024-01-01"),
        factory.entry("b", ministry="foreign", date="2024-01-02"),
        factory.entry("c", ministry="section", date="2024-01-04"),
        factory.entry("d", ministry="defence", date="2024-01-03"),
        factory.entry("e", ministry="defence", date="2023-01-03"),
    )

    found = [(ministry, [entry.path[-4] for entry in group]) for ministry, group in figures.latest(archive, 2)]

    assert [("foreign", ["c", "b"]), ("defence", ["d", "a"])] == found
