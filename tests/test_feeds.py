"""The feeds as a feed reader sees them: well-formed, complete, newest first, with ids that never change."""

from __future__ import annotations

import dataclasses
import re
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree as ET

import feedparser
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from builder import feeds
from builder.archive import Archive, Entry
from builder.feeds import ATOM, RSS, Channel
from builder.marks import told
from builder.markup import Renderer, body
from builder.registry import Ministry
from builder.text import clean, fold
from tests import factory
from tests.factory import PROPERTY

RENDERER = Renderer()
CHANNEL = Channel(
    title='Archive of A & B <"C">',
    description="Texts & more",
    url="https://archive.example/sub/",
    language="en",
    authority="archive.example,2024",
    length=100,
)
BOTH = pytest.mark.parametrize("path", [RSS, ATOM])
XML = {"atom": "http://www.w3.org/2005/Atom", "content": "http://purl.org/rss/1.0/modules/content/"}


def made(*entries: Entry, **channel: Any) -> dict[str, str]:
    """Return the feeds of some entries."""
    return dict(feeds.make(factory.build(*entries), dataclasses.replace(CHANNEL, **channel), RENDERER))


def parsed(path: str, *entries: Entry, **channel: Any) -> Any:
    """Return a feed as feedparser reads it, which must find nothing to complain of."""
    found = feedparser.parse(made(*entries, **channel)[path].encode())
    assert not found.bozo, found.bozo_exception
    return found


def tree(path: str, *entries: Entry, **channel: Any) -> ET.Element:
    """Return a feed as plain XML, for what feedparser would tidy up."""
    return ET.fromstring(made(*entries, **channel)[path])


class Words(HTMLParser):
    """Collects the text of HTML."""

    def __init__(self, html: str) -> None:
        """Read `html` to its end."""
        super().__init__()
        self.text = ""
        self.feed(html)
        self.close()

    def handle_data(self, data: str) -> None:
        """Keep text."""
        self.text += data


def test_two_feeds() -> None:
    """There are two feeds, RSS 2.0 and Atom 1.0, in UTF-8."""
    found = made(factory.entry())

    assert {"feeds/rss.xml", "feeds/atom.xml"} == set(found)
    assert ("rss20", "atom10") == (feedparser.parse(found[RSS].encode()).version, parsed(ATOM).version)
    for text in found.values():
        assert re.match(r"<\?xml version=['\"]1\.0['\"] encoding=['\"]UTF-8['\"]\?>\n", text)


@BOTH
def test_channel(path: str) -> None:
    """A feed says its title, what it is, its language, the site's address and its own."""
    feed = parsed(path, factory.entry()).feed

    assert (CHANNEL.title, CHANNEL.description, "en") == (feed.title, feed.subtitle, feed.language)
    assert "https://archive.example/sub/" == feed.link
    assert [f"https://archive.example/sub/{path}"] == [link.href for link in feed.links if link.rel == "self"]


def test_rss_channel_leads_to_the_site() -> None:
    """The `link` of RSS is the site's address, where a reader's click on the feed's name leads."""
    assert "https://archive.example/sub/" == tree(RSS, factory.entry()).findtext("channel/link")


def test_atom_has_what_it_must() -> None:
    """An Atom feed has an id, a title, the day of its last change and an author (RFC 4287, section 4.1.1)."""
    feed = parsed(ATOM, factory.entry()).feed

    assert "tag:archive.example,2024:archive" == feed.id
    assert CHANNEL.title == feed.author
    assert feed.updated_parsed[:3] == (2024, 3, 5)


@BOTH
def test_entry(path: str) -> None:
    """An entry has the statement's title, address, day, ministry, tags and whole text."""
    entry = factory.entry(
        "a",
        title="A talk",
        date="2024-03-05",
        tags=["drills", "trade"],
        body=body(("One & two.", "1. <Three>.", "Four.")),
    )

    (item,) = parsed(path, entry).entries

    assert "A talk" == item.title
    assert "https://archive.example/sub/statements/2024/foreign/2024-03-05-a/" == item.link
    assert (2024, 3, 5, 0, 0, 0) == tuple(item.published_parsed)[:6]
    assert "Ministry of Foreign Affairs" == item.author
    assert {"Drills", "Trade"} == {tag.label or tag.term for tag in item.tags}
    assert "One & two. 1. <Three>. Four." == fold(Words(item.content[0].value).text)


@BOTH
def test_long_texts_are_whole(path: str) -> None:
    """A text is never cut: every paragraph is in the feed."""
    paragraphs = tuple(f"Paragraph {number} of a long text. " + "word " * 50 for number in range(100))

    (item,) = parsed(path, factory.entry("a", body=body(paragraphs))).entries

    assert fold(" ".join(paragraphs)) == fold(Words(item.content[0].value).text)


@BOTH
def test_summary_is_the_beginning(path: str) -> None:
    """A reader that shows only a summary shows the text's beginning."""
    (item,) = parsed(path, factory.entry("a", body=body(("He said:", "One.", "Two.")))).entries

    assert "One." == item.summary


def test_rss_ids_are_no_addresses() -> None:
    """The guid of RSS is not a permalink: a reader must not open it."""
    (item,) = parsed(RSS, factory.entry()).entries

    assert item.guidislink is False
    assert ["false"] == [guid.get("isPermaLink") for guid in tree(RSS, factory.entry()).iter("guid")]


@BOTH
def test_ids(path: str) -> None:
    """An entry's id is a `tag:` URI of the authority and the statement's own id (RFC 4151)."""
    (item,) = parsed(path, factory.entry(id="0123456789ab")).entries

    assert "tag:archive.example,2024:0123456789ab" == item.id
    assert re.fullmatch(r"tag:[\w.@-]+,\d{4}(-\d\d(-\d\d)?)?:[0-9a-f]{12}", item.id)


@BOTH
@pytest.mark.parametrize(
    ("changes", "channel"),
    [
        ({"title": "Another title"}, {}),
        ({"date": "2023-01-01", "ministry": "defence", "kind": "letter"}, {}),
        ({"body": "Another text.\n", "corrections": [factory.correction()]}, {}),
        ({}, {"url": "https://moved.example/"}),
        ({}, {"title": "Another name", "language": "ko"}),
    ],
)
def test_ids_never_change(path: str, changes: dict[str, Any], channel: dict[str, Any]) -> None:
    """An id stays when title, date, text, path or the site's address change, so that no reader shows it twice."""
    before = parsed(path, factory.entry("a"))
    after = parsed(path, factory.entry("a", **changes), **channel)

    assert before != after
    assert [item.id for item in before.entries] == [item.id for item in after.entries]
    assert before.feed.get("id") == after.feed.get("id")


def test_a_moved_file_keeps_its_id() -> None:
    """A statement whose file was moved has a new address and the old id."""
    entry = factory.entry("a")
    moved = dataclasses.replace(entry, path="statements/1999/elsewhere/x.md")

    (before,), (after,) = parsed(RSS, entry).entries, parsed(RSS, moved).entries

    assert before.link != after.link
    assert before.id == after.id


@BOTH
def test_newest_first(path: str) -> None:
    """Entries come newest first, as the archive has them, and as many as the channel is long."""
    entries = factory.many(30)
    expected = [f"https://archive.example/sub/{entry.url}" for entry in factory.build(*entries).entries]

    assert expected == [item.link for item in parsed(path, *reversed(entries)).entries]
    assert expected[:7] == [item.link for item in parsed(path, *entries, length=7).entries]
    days = [item.published_parsed for item in parsed(path, *entries).entries]
    assert sorted(days, reverse=True) == days


@BOTH
@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("1955-06-07", (1955, 6, 7)),
        ("1948", (1948, 1, 1)),
        ("1899-12-31", (1899, 12, 31)),
        ("2024-02", (2024, 2, 1)),
        ("2024-02-29", (2024, 2, 29)),
        ("2100-01-01", (2100, 1, 1)),
    ],
)
def test_days(path: str, date: str, expected: tuple[int, int, int]) -> None:
    """A day before 1970 is that day, and a month or a year is its first day, at midnight UTC."""
    (item,) = parsed(path, factory.entry("a", date=date)).entries

    assert (*expected, 0, 0, 0) == tuple(item.published_parsed)[:6]


def test_rss_days_have_their_form() -> None:
    """RSS writes a day as RFC 822 does, with four digits of the year, whatever the reader's language."""
    assert "Tue, 07 Jun 1955 00:00:00 +0000" == tree(RSS, factory.entry("a", date="1955-06-07")).findtext(
        "channel/item/pubDate"
    )


def test_updated() -> None:
    """An entry is updated on the day of its last correction, else on the day of issue; the feed with its last entry."""
    plain = factory.entry("a", date="2024-03-05", added="2026-01-02")
    corrected = factory.entry(
        "b",
        date="2023-01-01",
        corrections=[factory.correction("2026-03-04"), factory.correction("2026-02-03")],
    )

    found = parsed(ATOM, plain, corrected)

    assert [(2024, 3, 5), (2026, 3, 4)] == [tuple(item.updated_parsed)[:3] for item in found.entries]
    assert [(2024, 3, 5), (2023, 1, 1)] == [tuple(item.published_parsed)[:3] for item in found.entries]
    assert (2026, 3, 4) == tuple(found.feed.updated_parsed)[:3]
    assert "Wed, 04 Mar 2026 00:00:00 +0000" == tree(RSS, plain, corrected).findtext("channel/lastBuildDate")


def test_the_feed_is_as_new_as_what_it_holds() -> None:
    """A statement that the feed is too short for does not date it."""
    entries = (
        factory.entry("a", date="2024-03-05"),
        factory.entry("b", date="2023-01-01", corrections=[factory.correction()]),
    )

    assert (2024, 3, 5) == tuple(parsed(ATOM, *entries, length=1).feed.updated_parsed)[:3]


TITLES = [
    "A & B",
    "A < B > C",
    'He said: "No" \u2013 \u201cnever\u201d',
    "AT&T &amp; &lt;b&gt; &#38;",
    "<b>bold</b> <script>alert(1)</script>",
    "]]> <![CDATA[ x",
    "\uc870\uc120 \uc678\ubb34\uc131 \ub300\ubcc0\uc778 \ub2f4\ud654",
    "\u05e2\u05d1\u05e8\u05d9\u05ea RTL",
    "\U0001f600 \u2028 \u00a0 x",
    "NO 12:30",
]


@pytest.mark.parametrize("title", TITLES)
def test_titles(title: str) -> None:
    """A title is in both feeds what it is in the file, character for character."""
    entry = factory.entry("a", title=title)

    assert title == tree(RSS, entry).findtext("channel/item/title")
    assert title == tree(ATOM, entry).findtext("atom:entry/atom:title", namespaces=XML)


@BOTH
def test_titles_in_a_reader(path: str) -> None:
    """A feed reader shows a title with & and quotation marks and one in Korean as they are."""
    for title in (TITLES[0], TITLES[2], TITLES[6]):
        (item,) = parsed(path, factory.entry("a", title=title)).entries
        assert title == item.title


def test_atom_titles_are_text() -> None:
    """Atom says that a title is text, so that a reader shows `<b>` and does not obey it."""
    (item,) = parsed(ATOM, factory.entry("a", title="<b>bold</b> & more")).entries

    assert ("text/plain", "<b>bold</b> & more") == (item.title_detail.type, item.title_detail.value)


@BOTH
def test_names_with_markup_characters(path: str) -> None:
    """Names of ministries and tags may have & and < too."""
    records = factory.registry(Ministry(id="odd", name='Board of A & B <"C">'))
    archive: Archive = factory.build(factory.entry("a", ministry="odd"), records=records)

    (item,) = feedparser.parse(feeds.make(archive, CHANNEL, RENDERER)[path].encode()).entries

    assert 'Board of A & B <"C">' == item.author


@BOTH
def test_texts_do_no_harm(path: str) -> None:
    """The text in a feed is what the site shows: HTML in a body is its characters, escaped twice where HTML is escaped once."""
    entry = factory.entry(
        "a", body='<script>alert(1)</script>\n\n<img src="x" onerror="alert(1)">One [two](javascript:x).\n'
    )

    text = made(entry)[path]

    assert [] == [word for word in ("&lt;script", "&lt;img", "&lt;a", "<script", "<img") if word in text]
    assert "&amp;lt;script&amp;gt;alert(1)" in text


@BOTH
def test_an_empty_archive(path: str) -> None:
    """An archive without statements has valid feeds without entries, dated at no moment of the build."""
    found = parsed(path)

    assert [] == found.entries
    assert CHANNEL.title == found.feed.title
    assert (1970, 1, 1) == tuple(found.feed.updated_parsed)[:3]


@BOTH
def test_a_statement_without_tags_and_issuer(path: str) -> None:
    """What a statement does not have is left out."""
    (item,) = parsed(path, factory.entry("a", tags=[], issuer=None)).entries

    assert [] == item.get("tags", [])


def test_the_same_bytes_twice() -> None:
    """The same archive gives the same bytes, with another renderer and its files read in another order."""
    entries = factory.many(30)
    first = feeds.make(factory.build(*entries), CHANNEL, Renderer())
    second = feeds.make(factory.build(*reversed(entries)), CHANNEL, Renderer())

    assert dict(first) == dict(second)


def test_no_clock_is_read() -> None:
    """The only moments in a feed are days of statements and corrections."""
    entry = factory.entry("a", date="1999-01-02", added="1999-01-03")

    for text in made(entry).values():
        assert {"1999"} == set(
            re.findall(r"\b(?:19|20)\d\d\b", text.replace("/2005/Atom", "").replace("example,2024", ""))
        )


TEXT = st.text(min_size=1).map(clean).filter(lambda text: fold(text) and not text[0].isspace() and "\n" not in text)


@PROPERTY
@given(title=TEXT, paragraphs=st.lists(TEXT, min_size=1, max_size=3))
@example(title="]]>", paragraphs=["]]> <![CDATA[", "\x7f\x85\u2028\ufeff", "&amp; &#x0; </content>"])
def test_any_text_makes_good_feeds(title: str, paragraphs: list[str]) -> None:
    """Whatever characters title and text have, both feeds are well-formed and hold them, those that hide by their numbers."""
    entry = factory.entry("a", title=title, body=body(tuple(paragraphs)))
    rss, atom = tree(RSS, entry), tree(ATOM, entry)
    html = rss.findtext("channel/item/content:encoded", namespaces=XML)

    assert told(line_ends(title)) == line_ends(rss.findtext("channel/item/title"))
    assert told(line_ends(title)) == line_ends(atom.findtext("atom:entry/atom:title", namespaces=XML))
    assert html is not None
    assert html == atom.findtext("atom:entry/atom:content", namespaces=XML)
    assert told(fold(" ".join(paragraphs))) == fold(Words(html).text)


def line_ends(text: str | None) -> str:
    """Return a text with the line ends that XML 1.0 reads (section 2.11)."""
    return (text or "").replace("\r\n", "\n").replace("\r", "\n")
