"""Links from page to page, with how many statements each leads to."""

from __future__ import annotations

import pytest

from builder.archive import Archive
from builder.links import Links, by_line, coverage_url, day_url, ministry_year_url, month_url, year_url
from builder.registry import Ministry
from builder.views import Link
from tests import factory


def archive() -> Archive:
    """Return an archive of five statements."""
    return factory.build(
        factory.entry("a", date="2024-11-05", ministry="section", tags=["drills", "trade"], kind="letter"),
        factory.entry("b", date="2024-02", ministry="institute", tags=["military"]),
        factory.entry("c", date="2024", ministry="foreign", tags=["drills", "military"]),
        factory.entry("d", date="2023-02-05", ministry="defence", tags=[]),
        factory.entry("e", date="1955-12-31", ministry="defence", tags=["rights"], kind="letter"),
    )


@pytest.fixture
def links() -> Links:
    """Return the links of the archive."""
    return Links(archive())


def shown(links: tuple[Link, ...]) -> list[tuple[str, str, int | None]]:
    """Return label, address and count of links."""
    return [(link.label, link.url, link.count) for link in links]


def test_single_links(links: Links) -> None:
    """Ministry, kind and tag are called as the registry calls them; a tag's note is its description."""
    assert Link(label="Ministry of Foreign Affairs", url="ministries/foreign/") == links.ministry("foreign")
    assert Link(label="Letter", url="kinds/letter/") == links.kind("letter")
    assert Link(label="Military affairs", url="tags/military/", note="Armies and arms.") == links.tag("military")


def test_link_to_a_statement(links: Links) -> None:
    """A statement is called by its title, with its day as a reader reads it; no statement has no link."""
    first = links.archive.entries[0]

    assert Link(
        label="Statement on the Drill", url="statements/2024/section/2024-11-05-a/", note="5 November 2024"
    ) == links.entry(first)
    assert links.entry(None) is None


def test_years(links: Links) -> None:
    """Years come newest first."""
    assert [("2024", "statements/2024/", 3), ("2023", "statements/2023/", 1), ("1955", "statements/1955/", 1)] == shown(
        links.years()
    )


def test_months(links: Links) -> None:
    """The months of a year come in order; what has no month is in none, and other years' are left out."""
    assert [
        ("February 2024", "statements/2024/02/", 1),
        ("November 2024", "statements/2024/11/", 1),
    ] == shown(links.months("2024"))
    assert [("February 2023", "statements/2023/02/", 1)] == shown(links.months("2023"))
    assert () == links.months("1999")


def test_days() -> None:
    """The days of a month come in order, called by their number; what has no day is in none."""
    made = factory.build(
        factory.entry("a", date="2024-02-11"),
        factory.entry("b", date="2024-02-02"),
        factory.entry("c", date="2024-02-11"),
        factory.entry("d", date="2024-02"),
        factory.entry("e", date="2024-03-01"),
    )

    assert [("2", "statements/2024/02/02/", 1), ("11", "statements/2024/02/11/", 2)] == shown(
        Links(made).days("2024-02")
    )


def test_issuer(links: Links) -> None:
    """An issuer is called as it calls itself, and its address follows from that."""
    assert Link(label="Vice Minister", url="issuers/vice-minister/") == links.issuer("Vice Minister")


def test_kinds(links: Links) -> None:
    """Kinds come by label, called as many; a kind without statements is left out."""
    assert [("Letters", "kinds/letter/", 2), ("Statements", "kinds/statement/", 3)] == shown(links.kinds())


def test_tags(links: Links) -> None:
    """Tags come by label and count the statements of their narrower tags once each."""
    assert [
        ("Drills", "tags/drills/", 2),
        ("Human rights", "tags/rights/", 1),
        ("Military affairs", "tags/military/", 3),
        ("Trade", "tags/trade/", 1),
    ] == shown(links.tags())


def test_narrower(links: Links) -> None:
    """The narrower tags are those right below a tag that statements have."""
    assert [("Drills", "tags/drills/", 2)] == shown(links.narrower("military"))
    assert () == links.narrower("drills")


def test_parts(links: Links) -> None:
    """The parts of a body are those right below it; each counts what is below it in turn."""
    assert [("Institute for Studies", "ministries/institute/", 2)] == shown(links.parts("foreign"))
    assert [("Asia Section", "ministries/section/", 1)] == shown(links.parts("institute"))
    assert () == links.parts("defence")


def test_ministry_tree(links: Links) -> None:
    """Ministries come by name, each followed by its parts, one level deeper."""
    tree = links.ministry_tree()

    assert [
        ("Ministry of Defence", "ministries/defence/", 2),
        ("Ministry of Foreign Affairs", "ministries/foreign/", 3),
        ("Institute for Studies", "ministries/institute/", 2),
        ("Asia Section", "ministries/section/", 1),
    ] == shown(tree)
    assert [0, 0, 1, 2] == [link.level for link in tree]


def test_ministry_tree_with_names_that_begin_alike() -> None:
    """A body whose name begins like another's does not come between that one and its parts."""
    records = factory.registry(
        Ministry(id="z", name="Board"),
        Ministry(id="a-part", name="Zone", parent="z"),
        Ministry(id="b", name="Board of Two"),
    )
    made = factory.build(factory.entry("one", ministry="a-part"), factory.entry("two", ministry="b"), records=records)

    assert ["Board", "Zone", "Board of Two"] == [link.label for link in Links(made).ministry_tree()]


def test_a_body_that_only_its_parts_speak_for() -> None:
    """A body without statements of its own is listed with those of its parts."""
    made = factory.build(factory.entry("one", ministry="section"))

    assert [1, 1, 1] == [link.count for link in Links(made).ministry_tree()]
    assert ["foreign", "institute", "section"] == list(by_line(made.entries, made))


def test_ministries_in_a_year(links: Links) -> None:
    """The ministries of a year come by label and lead to their lists of that year."""
    groups = by_line(links.archive.by_year["2024"], links.archive)

    assert [
        ("Asia Section", "statements/2024/section/", 1),
        ("Institute for Studies", "statements/2024/institute/", 2),
        ("Ministry of Foreign Affairs", "statements/2024/foreign/", 3),
    ] == shown(links.ministries_in("2024", groups))


def test_by_line(links: Links) -> None:
    """Statements are grouped by ministry, those of a body's parts included, by id; groups keep their order."""
    entries = links.archive.entries
    a, b, c, d, e = entries

    groups = by_line(entries, links.archive)

    assert {"defence": (d, e), "foreign": (a, b, c), "institute": (a, b), "section": (a,)} == groups
    assert ["defence", "foreign", "institute", "section"] == list(groups)


def test_an_empty_archive() -> None:
    """An archive without statements has no links to lists."""
    links = Links(factory.build())

    assert ((), (), (), (), ()) == (
        links.years(),
        links.months("2024"),
        links.kinds(),
        links.tags(),
        links.ministry_tree(),
    )


def test_addresses() -> None:
    """Years, months, days and a ministry's year have addresses that a reader can guess."""
    assert ("statements/2024/", "statements/2024/02/", "statements/2024/02/03/", "statements/2024/foreign/") == (
        year_url("2024"),
        month_url("2024-02"),
        day_url("2024-02-03"),
        ministry_year_url("2024", "foreign"),
    )
    assert "ministries/foreign/2024/" == coverage_url("2024", "foreign")
