"""The lists by kind, tag and issuer, and when each tag was first seen."""

from __future__ import annotations

from builder.pages import Pages
from builder.splitter import Splitter
from builder.subjects import Subjects
from builder.views import Link, Listing
from tests import factory


def pages() -> dict[str, Listing]:
    """Return every page of these lists, by address."""
    archive = factory.build(
        factory.entry(
            "a", date="2024-03-05", tags=["drills", "trade"], kind="letter", title="Newest", ministry="defence"
        ),
        factory.entry("b", date="2023-02-03", tags=["drills", "trade"], issuer="Zoning Board", title="Middle"),
        factory.entry("c", date="2023-02-02", tags=["trade"], issuer="agency", title="Oldest"),
        factory.entry("d", date="2023-02-04", tags=[], issuer=None),
    )
    made = Subjects(Splitter(Pages(archive), 10)).all()
    return {page.path.removesuffix("index.md"): page for page in made}


def test_indexes() -> None:
    """Kinds, tags and issuers have an index each, by label; an issuer's way says whose it is."""
    made = pages()

    assert [["kinds/letter/", "kinds/statement/"]] == [[w.url for w in ways] for _, ways in made["kinds/"].links]
    assert [["tags/drills/", "tags/military/", "tags/trade/"]] == [
        [w.url for w in ways] for _, ways in made["tags/"].links
    ]
    ((_, issuers),) = made["issuers/"].links
    assert (
        Link(label="agency", url="issuers/agency/", count=1, note="Ministry of Foreign Affairs"),
        Link(
            label="Spokesperson for the Foreign Ministry",
            url="issuers/spokesperson-for-the-foreign-ministry/",
            count=1,
            note="Ministry of Defence",
        ),
        Link(label="Zoning Board", url="issuers/zoning-board/", count=1, note="Ministry of Foreign Affairs"),
    ) == issuers


def test_a_tag() -> None:
    """A tag's page has its broader tags and those it often stands together with, its first statement, and a chart."""
    page = pages()["tags/drills/"]

    assert ("Drills", ["tags/", "tags/military/"]) == (page.title, [link.url for link in page.above])
    ways = {heading: [(way.url, way.count) for way in links] for heading, links in page.links}
    assert {"Broader tags": [("tags/military/", 2)], "Often together with": [("tags/trade/", 2)]} == ways
    first = Link(label="Middle", url="statements/2023/foreign/2023-02-03-b/", note="3 February 2023")
    assert (("First seen", (first,)),) == page.facts
    assert page.chart is not None


def test_a_broader_tag() -> None:
    """A broader tag's page has its narrower tags, and its statements are theirs too."""
    page = pages()["tags/military/"]

    assert {"Narrower tags": ["tags/drills/"], "Often together with": ["tags/trade/"]} == {
        heading: [way.url for way in links] for heading, links in page.links
    }
    assert ("Armies and arms.", 2) == (page.intro, page.total)


def test_a_kind() -> None:
    """A kind's page leads to the ministries that issued it, with how many they did."""
    page = pages()["kinds/statement/"]

    assert ("Statements", 3) == (page.title, page.total)
    assert {"Ministries": [("ministries/foreign/", 3)]} == {
        heading: [(way.url, way.count) for way in links] for heading, links in page.links
    }


def test_an_issuer() -> None:
    """An issuer's page has its ministries and its first statement."""
    page = pages()["issuers/agency/"]

    assert ("agency", ["ministries/foreign/"], "Oldest") == (
        page.title,
        [way.url for _, ways in page.links for way in ways],
        page.facts[0][1][0].label,
    )


def test_a_very_long_issuer() -> None:
    """An issuer's name is shown by its beginning where it is very long."""
    archive = factory.build(factory.entry("a", issuer="word " * 400 + "end"))

    made = Subjects(Splitter(Pages(archive), 10)).all()
    assert {len(" ".join(["word"] * 24)) + 1} == {
        len(page.title) for page in made if page.base.startswith("issuers/word")
    }


def test_first_seen() -> None:
    """Tags stand under the year of their first statement, the newest first, and the other way round."""
    made = pages()
    trade, drills = "2 February 2023: Oldest", "3 February 2023: Middle"

    newest, oldest = (
        [(year, [(way.url, way.note) for way in ways]) for year, ways in made[place].links]
        for place in ("first-seen/", "first-seen/oldest/")
    )
    assert [("2023", [("tags/trade/", trade), ("tags/drills/", drills), ("tags/military/", drills)])] == oldest
    assert [("2023", [("tags/military/", drills), ("tags/drills/", drills), ("tags/trade/", trade)])] == newest
    assert ("first-seen/oldest/", "first-seen/") == tuple(
        switch.url for place in ("first-seen/", "first-seen/oldest/") if (switch := made[place].switch)
    )
