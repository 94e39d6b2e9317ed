"""Which feeds there are, and which a page names."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from builder.catalogue import Catalogue
from tests import factory

CATALOGUE = Catalogue(
    factory.build(factory.entry("a", ministry="institute"), factory.entry("b", kind="letter", language="ko")), "A & B"
)
WHOLE = ["feeds/rss.xml", "feeds/atom.xml", "feeds/feed.json", "feeds/added-atom.xml", "feeds/corrections-atom.xml"]


def own(key: str) -> list[str]:
    """Return the paths of the feeds of a group that a page names."""
    return [f"{key}/{file}" for file in ("rss.xml", "atom.xml", "feed.json", "added-atom.xml")]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("", WHOLE),
        ("about/", WHOLE),
        ("ministries/", WHOLE),
        ("statements/", WHOLE),
        ("statements/2024/", WHOLE),
        ("statements/2024/03/", ["feeds/atom.xml"]),
        ("statements/2024/03/05/", ["feeds/atom.xml"]),
        ("ministries/nobody/", WHOLE),
        ("ministries/institute/", own("ministries/institute") + WHOLE),
        ("ministries/foreign/page/2/", own("ministries/foreign") + WHOLE),
        ("statements/2024/institute/", ["ministries/institute/atom.xml", "feeds/atom.xml"]),
        ("kinds/letter/", own("kinds/letter") + WHOLE),
        ("tags/military/", own("tags/military") + WHOLE),
    ],
)
def test_feeds_of_a_page(url: str, expected: list[str]) -> None:
    """A list's page names its own feeds first, then those of the whole archive, any other page the latter; days few."""
    assert expected == [each.path for each in CATALOGUE.of(url)]


def test_feeds_of_a_statement() -> None:
    """A statement's page names the feed of its ministry, wherever its file lies, and that of the archive."""
    found = CATALOGUE.of("statements/2024/elsewhere/2024-03-05-a/", "institute")

    assert ["ministries/institute/atom.xml", "feeds/atom.xml"] == [each.path for each in found]
    assert ["Institute for Studies - A & B", "A & B"] == [each.title for each in found]
    assert {"application/atom+xml"} == {each.type for each in found}


def test_groups_hold_only_what_there_is() -> None:
    """A group without statements has no feeds."""
    assert {
        "Ministries": ["Institute for Studies", "Ministry of Foreign Affairs"],
        "Kinds": ["Letters", "Statements"],
        "Tags": ["Drills", "Military affairs"],
        "Languages": ["English", "한국어"],
    } == {heading: [pair[0].label for pair in pairs] for heading, pairs in CATALOGUE.groups.items()}


def test_opml() -> None:
    """The OPML file has every feed by heading, each with its address and its page."""
    root = ET.fromstring(CATALOGUE.opml("https://a.example/"))
    headings = root.findall("body/outline")

    assert "2.0" == root.get("version")
    assert "A & B" == root.findtext("head/title")
    assert [("Everything", 3), ("Ministries", 4), ("Kinds", 4), ("Tags", 4), ("Languages", 4)] == [
        (each.get("text"), len(each)) for each in headings
    ]
    assert {
        "type": "rss",
        "text": "Institute for Studies, newly added - A & B",
        "title": "Institute for Studies, newly added - A & B",
        "xmlUrl": "https://a.example/ministries/institute/added-atom.xml",
        "htmlUrl": "https://a.example/ministries/institute/",
    } == headings[1][1].attrib
