"""What a statement's page and a line of a list show."""

from __future__ import annotations

import pytest

from builder.archive import Archive, Entry
from builder.dates import PartialDate
from builder.markup import Renderer, body
from builder.pages import EXCERPT, Pages, beginning
from builder.related import Pair
from builder.views import Link, Row
from tests import factory

NEWS = {"name": "News Agency", "outlet": None, "url": None, "section": None, "published": None}


def page(entry: Entry, *others: Entry) -> tuple[Pages, Archive]:
    """Return the pages and the archive of some entries."""
    archive = factory.build(entry, *others)
    return Pages(archive), archive


def test_statement() -> None:
    """A page shows the statement, its day in words, and links to its kind, ministries and tags."""
    entry = factory.entry("a", date="2024-03", ministry="section", kind="letter", tags=["trade", "drills"])
    made = page(entry)[0].statement(entry)

    assert (entry.statement, "March 2024", "Letter") == (made.statement, "March 2024", made.kind.label)
    assert "March 2024" == made.day
    assert ["ministries/section/", "ministries/institute/", "ministries/foreign/"] == [
        link.url for link in made.ministries
    ]
    assert ["tags/trade/", "tags/drills/"] == [link.url for link in made.tags]
    assert "The drill is over." == made.description


@pytest.mark.parametrize(("issuer", "url"), [("Vice Minister", "issuers/vice-minister/"), (None, None)])
def test_issuer(issuer: str | None, url: str | None) -> None:
    """A page leads to the list of its issuer, where it has one."""
    entry = factory.entry("a", issuer=issuer)
    link = page(entry)[0].statement(entry).issuer

    assert url == (link.url if link else None)


@pytest.mark.parametrize(
    ("date", "expected"), [("2024-03-05", "March 2024"), ("2024-03", "March 2024"), ("2024", "2024")]
)
def test_month(date: str, expected: str) -> None:
    """A line stands under its month, or its year where no month is known."""
    entry = factory.entry("a", date=date)

    assert expected == page(entry)[0].row(entry).month


def test_neighbours() -> None:
    """A page leads to the newer and the older statement of its ministry, where there is one."""
    entries = [
        factory.entry("a", date="2024-03-05", title="Newer"),
        factory.entry("b", date="2024-03-04"),
        factory.entry("c", date="2024-03-03", title="Older"),
    ]
    pages = Pages(factory.build(*entries))

    made = pages.statement(entries[1])
    assert (
        Link(label="Newer", url="statements/2024/foreign/2024-03-05-a/", note="5 March 2024"),
        Link(label="Older", url="statements/2024/foreign/2024-03-03-c/", note="3 March 2024"),
    ) == (made.newer, made.older)
    assert pages.statement(entries[0]).newer is None
    assert pages.statement(entries[2]).older is None


@pytest.mark.parametrize(
    ("date", "published", "expected"),
    [
        ("2024-03-05", None, ""),
        ("2024-03-05", "2024-03-05", ""),
        ("2024-03-05", "2024-03-06", "6 March 2024"),
        ("2024-03", "2024-03-05", "5 March 2024"),
    ],
)
def test_published(date: str, published: str | None, expected: str) -> None:
    """The source's day is shown where it is another than the day of issue."""
    entry = factory.entry("a", date=date, source=NEWS | {"published": published})

    assert expected == page(entry)[0].statement(entry).published


@pytest.mark.parametrize(("captured", "expected"), [(None, ""), ("2026-01-05", "5 January 2026"), ("2026", "2026")])
def test_captured(captured: str | None, expected: str) -> None:
    """The day of the capture is shown where it is known."""
    copy = {"file": "agency/one.txt", "sha256": "ab" * 32, "captured": captured}
    entry = factory.entry("a", capture=copy)

    assert expected == page(entry)[0].statement(entry).captured


def test_row() -> None:
    """A line of a list shows title, day, ministry, kind, issuer, beginning and language."""
    entry = factory.entry("a", title="A & <B>", date="2024-03", issuer=None, language="ko", kind="letter")

    assert Row(
        title="A & <B>",
        url="statements/2024/foreign/2024-03-a/",
        date="2024-03",
        day="March 2024",
        ministry=Link(label="Ministry of Foreign Affairs", url="ministries/foreign/"),
        kind="Letter",
        issuer=None,
        excerpt="The drill is over.",
        language="ko",
        mark=1,
        short="Mar",
        month="March 2024",
        changed="2026-01-02",
    ) == page(entry)[0].row(entry)


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (("One.", "Two."), "One."),
        (("He said:", "Two.", "Three."), "Two."),
        (("He said\uff1a", "Two."), "Two."),
        (("He said:", "It reads:", "Three."), "It reads:"),
        (("He said:",), "He said:"),
        (("* 1 < 2 & [a](b) _c_",), "* 1 < 2 & [a](b) _c_"),
    ],
)
def test_beginning(paragraphs: tuple[str, ...], expected: str) -> None:
    """A text begins with its first paragraph, as a reader sees it; one that ends in a colon only announces the next."""
    assert expected == beginning(factory.statement(body=body(paragraphs)), Renderer())


@pytest.mark.parametrize(
    "text",
    [
        "One.",
        "\n\nOne.\n",
        "One.\n\n\n\nTwo.\n",
        "He said:\n\n\n\nOne.\n",
        "**One.**\n\nTwo.\n",
        "  \n\nOne.\n",
        "\n \nOne.\n",
    ],
)
def test_beginning_of_a_text_edited_by_hand(text: str) -> None:
    """Blank lines that a person left, and Markdown that a person wrote, do not hide the beginning."""
    assert "One." == beginning(factory.statement(body=text), Renderer())


def test_a_long_beginning_is_cut() -> None:
    """Of a long paragraph, whole words up to 200 characters are shown."""
    assert EXCERPT == 200
    made = beginning(factory.statement(body=body(("word " * 100,))), Renderer())

    assert " ".join(["word"] * 40) + "\u2026" == made


def test_a_title_is_not_markdown() -> None:
    """A title is shown character for character, whatever characters it has."""
    entry = factory.entry("a", title="*A* <b>_\\# 1. B")

    assert "*A* <b>_\\# 1. B" == page(entry)[0].row(entry).title
    assert entry.statement.date == PartialDate("2024-03-05")


def test_translations_lead_to_each_other() -> None:
    """A page leads to the statement's other languages by their own names, and marks which of each the head names."""
    one = factory.entry("one", work="docs:7")
    again = factory.entry("again", work="docs:7", title="Again", date="2024-03-06")
    korean, second = (
        factory.entry(name, work="docs:7", language="ko", title=name, date=f"2024-03-0{day}")
        for name, day in (("korean", 8), ("second", 9))
    )
    pages = Pages(factory.build(one, again, korean, second))

    found = pages.statement(one).translations

    assert [("en", "English", "Again", True, False), ("ko", "한국어", "korean", False, True)] == [
        (each.language, each.name, each.title, each.is_same, each.is_first) for each in found[:2]
    ]
    assert [("second", False)] == [(each.title, each.is_first) for each in found[2:]]
    assert "6 March 2024, Ministry of Foreign Affairs" == found[0].note
    assert () == Pages(factory.build(one)).statement(one).translations


def test_near_duplicates_lead_to_each_other() -> None:
    """A page leads to what shares its wording, the nearest first, with the share; a pair with a text gone is left out."""
    one, other, third = (
        factory.entry(name, date=f"2024-03-0{day}", title=name) for day, name in enumerate("abc", start=3)
    )
    names = {entry.statement.title: entry.statement.id for entry in (one, other, third)}
    pairs = (
        Pair(one=names["a"], other=names["b"], similarity="0.61"),
        Pair(one=names["a"], other=names["c"], similarity="0.85", alike="content"),
        Pair(one=names["a"], other="0" * 12, similarity="0.90"),
    )
    pages = Pages(factory.build(one, other, third), pairs)

    assert [
        ("c", "5 March 2024, in other words, 85% alike by the rarer words"),
        ("b", "4 March 2024, 61% of the shorter text's wording"),
    ] == [(link.label, link.note) for link in pages.statement(one).related]
    assert ["a"] == [link.label for link in pages.statement(other).related]
