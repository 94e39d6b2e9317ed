"""The feeds as a feed reader sees them: well-formed, complete, newest first, with ids that never change."""

from __future__ import annotations

import dataclasses
import json
import re
import time
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree as ET

import feedparser
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from builder import feeds
from builder.archive import Archive, Entry
from builder.catalogue import ATOM, JSON, RSS
from builder.differences import Difference, Place, Run
from builder.feeds import Channel
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


def test_the_forms() -> None:
    """There are RSS 2.0 and Atom 1.0, in UTF-8, and JSON Feed 1.1."""
    found = {path: text for path, text in made(factory.entry()).items() if path in {RSS, ATOM}}

    assert ("rss20", "atom10") == (feedparser.parse(found[RSS].encode()).version, parsed(ATOM).version)
    for text in found.values():
        assert text.startswith('<?xml version="1.0" encoding="UTF-8"?>\n')


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

    (item,) = feedparser.parse(dict(feeds.make(archive, CHANNEL, RENDERER))[path].encode()).entries

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

    for path in (RSS, ATOM, JSON):
        text = made(entry)[path].replace("/2005/Atom", "").replace("example,2024", "")
        assert {"1999"} == set(re.findall(r"\b(?:19|20)\d\d\b", text)), path


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


XMLS = ("rss.xml", "atom.xml")
ARCHIVED = "{http://purl.org/syndication/history/1.0}archive"
COMPLETE = "{http://purl.org/syndication/history/1.0}complete"


def test_every_feed_is_well_formed() -> None:
    """Each of the feeds of every group parses without complaint, whatever the names are, and no two have one id."""
    records = factory.registry(Ministry(id="odd", name='Board of A & B <"C"> \uc678\ubb34\uc131\'s'))
    entries = (*factory.many(40), factory.entry("odd", ministry="odd", date="1948", language="ko", title="]]> & <b>"))
    archive = factory.build(*entries, records=records)
    ids = []

    for path, text in feeds.make(archive, CHANNEL, RENDERER):
        if path.endswith(XMLS):
            found = feedparser.parse(text.encode())
            assert not found.bozo, (path, found.bozo_exception)
            ids += [found.feed.id] if path.endswith("atom.xml") else []
        elif path.endswith(".json"):
            assert "https://jsonfeed.org/version/1.1" == json.loads(text)["version"]
        else:
            ET.fromstring(text)
    assert sorted(ids) == sorted(set(ids))
    assert 3 + 2 * (5 + 3 + 4 + 2) == len(ids)


@pytest.mark.parametrize(
    ("key", "names"),
    [
        ("ministries/foreign/", {"a", "b"}),
        ("ministries/institute/", {"b"}),
        ("kinds/letter/", {"c"}),
        ("tags/military/", {"a", "c"}),
        ("feeds/ko-", {"c"}),
    ],
)
@pytest.mark.parametrize("clock", ["", "added-"])
def test_groups(key: str, names: set[str], clock: str) -> None:
    """A ministry's feed has the statements of its institutes too, a tag's those of narrower tags; each has both clocks."""
    entries = {
        "a": factory.entry("a", tags=["drills"]),
        "b": factory.entry("b", ministry="institute", tags=["trade"]),
        "c": factory.entry("c", ministry="defence", kind="letter", tags=["military"], language="ko"),
    }
    expected = {f"tag:archive.example,2024:{entries[name].statement.id}" for name in names}
    found = made(*entries.values())

    for file in XMLS:
        assert expected == {item.id for item in feedparser.parse(found[f"{key}{clock}{file}"].encode()).entries}
    assert expected == {item["id"] for item in json.loads(found[f"{key}{clock}feed.json"])["items"]}


def test_three_forms_one_content() -> None:
    """The three forms of a feed hold the same ids, titles, days and texts."""
    entries = factory.many(12)
    rss, atom, plain = parsed(RSS, *entries), parsed(ATOM, *entries), json.loads(made(*entries)[JSON])

    for one, other, third in zip(rss.entries, atom.entries, plain["items"], strict=True):
        assert (one.id, one.title, one.content[0].value) == (other.id, other.title, other.content[0].value)
        assert (one.id, one.title, one.link) == (third["id"], third["title"], third["url"])
        assert one.published_parsed == other.published_parsed
        assert time.strftime("%Y-%m-%dT00:00:00Z", one.published_parsed) == third["date_published"]


def test_a_back_fill_shows_in_one_clock_alone() -> None:
    """Old statements that enter later are among the newly added, dated by that day, and never among the newly issued."""
    first = factory.entry("first", date="2024-03-05", added="2024-03-06")
    old = [factory.entry(f"old-{n}", date=f"19{n}-01-01", added="2026-01-01") for n in range(60, 90)]

    issued, added = parsed(RSS, first, *old), parsed("feeds/added-rss.xml", first, *old)

    assert [first.statement.title] == [item.title for item in issued.entries]
    assert 31 == len(added.entries)
    assert (2026, 1, 1) == tuple(added.entries[0].published_parsed)[:3]
    assert (2024, 3, 6) == tuple(added.entries[-1].published_parsed)[:3]


def test_partial_and_old_days_are_told_as_they_are() -> None:
    """A feed's own date is a whole day; the partial one stands beside it."""
    entry = factory.entry("a", date="1955-06")

    assert "1955-06" == tree(RSS, entry).findtext("channel/item/{http://purl.org/dc/terms/}created")
    assert "1955-06" == tree(ATOM, entry).findtext("atom:entry/{http://purl.org/dc/terms/}created", namespaces=XML)
    assert "1955-06" == json.loads(made(entry)[JSON])["items"][0]["_archive"]["issued"]


def test_a_small_feed_is_complete() -> None:
    """A feed that holds every statement says so (RFC 5005, section 2); one that leaves some out points to the rest."""
    entries = factory.many(5)
    whole, short = tree(ATOM, *entries), tree(ATOM, *entries, length=4)

    assert (1, 0) == (len(whole.findall(COMPLETE)), len(short.findall(COMPLETE)))
    links = {link.get("rel"): link.get("href") for link in short.findall("atom:link", XML)}
    assert "https://archive.example/sub/statements/" == links["archives"]
    assert "https://archive.example/sub/feeds/added-atom.xml" == links["related"]


def large() -> tuple[Entry, ...]:
    """Return 330 statements: 250 added in one month, 80 in the next."""
    days = ["2025-01-03"] * 120 + ["2025-01-20"] * 130 + ["2025-02-07"] * 80
    return tuple(factory.entry(f"n{at:03}", date=f"20{at % 24:02}-01-01", added=day) for at, day in enumerate(days))


def chain(found: dict[str, str], here: str = "feeds/added-atom.xml") -> list[str]:
    """Return the paths of a feed's documents from the current one back, by the links that a reader follows."""
    paths = []
    while here:
        paths.append(here)
        links = {link.get("rel"): link.get("href") for link in ET.fromstring(found[here]).findall("atom:link", XML)}
        here = links.get("prev-archive", "").removeprefix("https://archive.example/sub/")
    return paths


def ids_in(text: str) -> list[str]:
    """Return the entries' ids of an Atom document."""
    return [str(each.text) for each in ET.fromstring(text).findall("atom:entry/atom:id", XML)]


def test_the_whole_history_can_be_reached() -> None:
    """From the newly added a reader that follows RFC 5005 comes to every statement, by parts that lead to the current one."""
    entries = large()
    found = made(*entries, length=10)
    paths = chain(found)

    expected = {f"tag:archive.example,2024:{entry.statement.id}" for entry in entries}
    assert expected == {name for path in paths for name in ids_in(found[path])}
    assert [("2025-01-001", 100), ("2025-01-002", 100), ("2025-01-003", 50)] == [
        (path.removeprefix("feeds/archive-")[:11], len(ids_in(found[path]))) for path in reversed(paths[1:])
    ]
    for path in paths[1:]:
        part = ET.fromstring(found[path])
        links = {link.get("rel"): link.get("href") for link in part.findall("atom:link", XML)}
        assert ("https://archive.example/sub/feeds/added-atom.xml", 1) == (
            links["current"],
            len(part.findall(ARCHIVED)),
        )
        assert ET.fromstring(found[paths[0]]).findtext("atom:id", namespaces=XML) == part.findtext(
            "atom:id", namespaces=XML
        )


@pytest.mark.parametrize(
    "path", ["ministries/foreign/added-atom.xml", "tags/military/added-atom.xml", "feeds/en-added-atom.xml"]
)
def test_groups_have_their_history(path: str) -> None:
    """From a group's newly added all of its statements are reached, in parts of 25 of a year of adding, by beginning and link."""
    entries = tuple(
        factory.entry(f"n{at:02}", date=f"20{at % 24:02}-01-01", added="2024-12-30" if at < 30 else "2025-01-03",
                      ministry="institute" if at % 2 else "foreign", tags=["drills"], body="A beginning.\n\nAn end.\n")
        for at in range(70)
    )  # fmt: skip
    found = made(*entries, factory.entry("other", ministry="defence", language="ko", tags=[]))
    paths = chain(found, path)

    assert {f"tag:archive.example,2024:{entry.statement.id}" for entry in entries} == {
        name for each in paths for name in ids_in(found[each])
    }
    assert [("2024-001", 25), ("2024-002", 5), ("2025-001", 25)] == [
        (each.rpartition("archive-")[2][:8], len(ids_in(found[each]))) for each in reversed(paths[1:])
    ]
    for each in paths[1:]:
        part = feedparser.parse(found[each].encode())
        assert {"A beginning."} == {item.summary for item in part.entries}
        assert not any("content" in item for item in part.entries)
        assert {entry.url for entry in entries} >= {
            item.link.removeprefix("https://archive.example/sub/") for item in part.entries
        }
        links = {link.get("rel"): link.get("href") for link in ET.fromstring(found[each]).findall("atom:link", XML)}
        assert f"https://archive.example/sub/{path}" == links["current"]


def test_the_past_goes_by_the_room_there_is() -> None:
    """Without room the archive's past has beginnings and links, and kinds, tags and languages lead to it; ministries keep theirs."""
    entries = large()
    whole, small = made(*entries), made(*entries, has_past_texts=False, has_group_pasts=False)
    parts = {path for path in whole if path.startswith("feeds/archive-")}

    assert 3 == len(parts)
    for path in parts:
        assert ids_in(whole[path]) == ids_in(small[path])
        counts = [
            (len(list(root.iter(f"{{{XML['atom']}}}content"))), len(list(root.iter(f"{{{XML['atom']}}}summary"))))
            for root in (ET.fromstring(whole[path]), ET.fromstring(small[path]))
        ]
        assert [(len(ids_in(whole[path])), 0), (0, len(ids_in(whole[path])))] == counts
    assert {path for path in small if "archive-" in path} - parts == {
        path for path in whole if path.startswith("ministries/") and "archive-" in path
    }
    related = {"ministries/foreign/": "ministries/foreign/added-atom.xml", "kinds/letter/": "feeds/added-atom.xml"}
    letters = [dataclasses.replace(factory.entry(f"l{at}", kind="letter")) for at in range(26)]
    short = made(*entries, *letters, has_group_pasts=False)
    for group, path in related.items():
        assert f"https://archive.example/sub/{path}" == json.loads(short[f"{group}feed.json"])["_archive"]["history"]
    assert "history" not in json.loads(made(letters[0])["kinds/letter/feed.json"])["_archive"]


def test_without_any_room_the_newest_are_all() -> None:
    """Without room for any past there is none, and no feed leads to one; what feeds of the newly issued hold stays."""
    entries = large()
    whole, small = made(*entries), made(*entries, has_past=False, has_ministry_pasts=False, has_group_pasts=False)

    assert [] == [path for path in small if "archive-" in path]
    assert [] == [path for path in small if path.endswith(".json") and "history" in json.loads(small[path])["_archive"]]
    assert {path for path in whole if "archive-" not in path} == set(small)
    assert ids_in(whole["feeds/atom.xml"]) == ids_in(small["feeds/atom.xml"])


def test_a_feed_without_entries_is_of_the_first_day() -> None:
    """Where nothing was corrected, the feed of corrections is as old as the archive."""
    found = made(factory.entry("a", added="2024-03-06"), factory.entry("b", added="2025-01-01"))

    assert "2024-03-06T00:00:00Z" == ET.fromstring(found["feeds/corrections-atom.xml"]).findtext(
        "atom:updated", namespaces=XML
    )


def test_the_past_does_not_change() -> None:
    """What enters later changes no part of the past, byte for byte; a correction changes the words of one, not who is in it."""
    entries = large()
    before = {path: text for path, text in made(*entries).items() if path.startswith("feeds/archive-")}
    later = [factory.entry(f"later-{n}", date="1999-01-01", added="2025-02-09") for n in range(300)]
    after = made(*entries, *later)

    assert 3 == len(before)
    assert before == {path: after[path] for path in before}
    mended = factory.entry("n000", date="1999-05-05", added="2025-01-03", corrections=[factory.correction()])
    changed = made(mended, *entries[1:])
    assert {path: sorted(ids_in(text)) for path, text in before.items()} == {
        path: sorted(ids_in(changed[path])) for path in before
    }


def test_corrections_have_a_feed() -> None:
    """Each correction is an entry: when, by whom, why, and the words as they were and are, with an id of its own."""
    entry = factory.entry(
        "a",
        id="0123456789ab",
        title="A talk",
        corrections=[factory.correction("2026-02-03", "A & B"), factory.correction("2026-05-06", "Month")],
    )
    change = Difference(
        id="0123456789ab",
        number=2,
        places=(Place(key="text", runs=(Run(same="in "), Run(old="Febuary"), Run(new="February"))),),
    )

    found = dict(feeds.make(factory.build(entry), CHANNEL, RENDERER, [change]))
    second, first = feedparser.parse(found["feeds/corrections-atom.xml"].encode()).entries

    assert [f"tag:archive.example,2024:0123456789ab/corrections/{n}" for n in (2, 1)] == [second.id, first.id]
    assert ("Corrected: A talk", "A. Reader", (2026, 5, 6)) == (
        second.title,
        second.author,
        second.published_parsed[:3],
    )
    assert "https://archive.example/sub/statements/2024/foreign/2024-03-05-a/#corrections" == second.link
    assert "A. Reader: Month Was: in Febuary Now: in February" == fold(Words(second.content[0].value).text)
    assert "<del>Febuary</del>" in second.content[0].value
    assert "A. Reader: A & B" == fold(Words(first.content[0].value).text)


def test_the_source_is_named_where_it_is_an_address() -> None:
    """`via` is the text's address at its source, with what no address may hold encoded; anything else is no link."""
    good = {"name": "N", "outlet": None, "url": "https://n.example/a b?c=\uc678", "section": None, "published": None}
    bad = {**good, "url": "javascript:alert(1)"}

    via = [
        link.get("href")
        for name, source in (("a", good), ("b", bad))
        for link in tree(ATOM, factory.entry(name, source=source)).iter("{http://www.w3.org/2005/Atom}link")
        if link.get("rel") == "via"
    ]

    assert ["https://n.example/a%20b?c=%EC%99%B8"] == via


@pytest.mark.parametrize(("path", "day"), [(ATOM, "2024-03-05"), ("feeds/added-atom.xml", "2026-01-02")])
def test_updated_moves_with_a_correction_alone(path: str, day: str) -> None:
    """By either clock another title, path, address or tag moves no date; a correction moves `updated` and nothing else."""
    plain = factory.entry("a", date="2024-03-05", added="2026-01-02")
    moved = dataclasses.replace(factory.entry("a", title="Another", tags=["trade"]), path="statements/1999/x/y.md")
    mended = factory.entry("a", corrections=[factory.correction("2026-02-03")])

    def moments(entry: Entry, **channel: Any) -> tuple[str, str]:
        (item,) = parsed(path, entry, **channel).entries
        return item.published[:10], item.updated[:10]

    assert (day, day) == moments(plain) == moments(moved, url="https://new.example/")
    assert (day, "2026-02-03") == moments(mended)


def test_parts_say_what_they_are_made_from() -> None:
    """A part whose entries and facts are the same is made the same; one that is made otherwise has others."""
    entries = large()
    later = factory.entry("later", date="2026-01-01", added="2026-01-02")

    def told(*held: Entry) -> dict[str, tuple[tuple[Entry, ...], tuple[object, ...]]]:
        return {part.name: (part.entries, part.facts) for part in feeds.parts(factory.build(*held), CHANNEL, RENDERER)}

    def texts(*held: Entry) -> dict[str, dict[str, str]]:
        archive = factory.build(*held)
        return {part.name: dict(part.make()) for part in feeds.parts(archive, CHANNEL, RENDERER)}

    before, after = told(*entries), told(*entries, later)
    made_before, made_after = texts(*entries), texts(*entries, later)

    same = {name for name in before if before[name] == after[name]}
    assert same == {name for name in before if made_before[name] == made_after[name]}
    assert {"feeds/corrections-atom.xml"} < same
    assert {"feeds/atom.xml", "feeds/added-atom.xml"}.isdisjoint(same)


ONCE = ("id", "title", "updated", "generator", "subtitle")
MOMENT = r"\d{4}-\d\d-\d\dT00:00:00Z"
KNOWN_LINKS = {"self", "alternate", "prev-archive", "current", "archives", "related", "via"}


def check_atom(path: str, root: ET.Element) -> None:
    """Hold an Atom document to RFC 4287 (4.1.1, 4.1.2) and RFC 5005, as the W3C's validator does."""

    def links(of: ET.Element) -> list[tuple[str, str]]:
        return [(link.get("rel", ""), link.get("href", "")) for link in of.findall("atom:link", XML)]

    assert [1] * len(ONCE) == [len(root.findall(f"atom:{name}", XML)) for name in ONCE], path
    assert [("self", f"https://archive.example/sub/{path}")] == [each for each in links(root) if each[0] == "self"]
    entries = root.findall("atom:entry", XML)
    ids = [entry.findtext("atom:id", namespaces=XML) for entry in entries]
    assert len(ids) == len(set(ids))
    for entry in entries:
        assert {"id": 1, "title": 1, "updated": 1, "published": 1, "author": 1} == {
            name: len(entry.findall(f"atom:{name}", XML)) for name in ("id", "title", "updated", "published", "author")
        }
        assert 1 == [rel for rel, _ in links(entry)].count("alternate")
        shown = [len(entry.findall(f"atom:{name}", XML)) for name in ("content", "summary")]
        assert shown in ([[1, 1]] if not root.findall(ARCHIVED) else [[1, 0], [0, 1]])
        assert all(term.get("term") and term.get("label") for term in entry.findall("atom:category", XML))
    for each in (root, *entries):
        assert KNOWN_LINKS >= {rel for rel, _ in links(each)}
        assert all(re.fullmatch(r"https?://[!-~]+", href) for _, href in links(each))
        assert re.fullmatch(MOMENT, str(each.findtext("atom:updated", namespaces=XML)))
        assert each.findtext("atom:author/atom:name", namespaces=XML)
    assert not (root.findall(ARCHIVED) and root.findall(COMPLETE))
    assert bool(root.findall(ARCHIVED)) == ("current" in dict(links(root))) == ("archive-" in path)


def check_rss(path: str, root: ET.Element) -> None:
    """Hold an RSS document to the specification of RSS 2.0 and the profile of the RSS Advisory Board."""
    (channel,) = root
    own = "{http://www.w3.org/2005/Atom}link[@rel='self']"
    assert ("2.0", [f"https://archive.example/sub/{path}"]) == (
        root.get("version"),
        [link.get("href") for link in channel.findall(own)],
    )
    names = ("title", "link", "description", "language", "lastBuildDate")
    assert [1] * len(names) == [len(channel.findall(name)) for name in names], path
    items = channel.findall("item")
    guids = [item.findtext("guid") for item in items]
    assert len(guids) == len(set(guids))
    for item in items:
        once = ("title", "link", "guid", "pubDate", "description")
        assert [1] * len(once) == [len(item.findall(name)) for name in once]
        assert item.findtext("link", "").startswith("https://archive.example/sub/statements/")
        assert [] == item.findall("author")  # which would have to be a mail address


def test_every_feed_keeps_the_rules() -> None:
    """Whatever names, days and languages statements have, each feed of each group in each form is as its specification says."""
    records = factory.registry(Ministry(id="odd", name='Board of A & B <"C"> \uc678\ubb34\uc131'))
    source = {"name": "N & <S>", "outlet": 'O "x"', "url": "https://n.example/a b?c=\uc678&d=<e>", "section": None, "published": None}  # fmt: skip
    days = ("1955-06-07", "1948", "1899-12-31", "2024-02", "1601-05-05", "1969-12-31", "2100-01-01")
    odd = [
        factory.entry(f"odd{at}", title=title, date=days[at % len(days)], added="2025-02-03", ministry="odd", source=source,
                      language=("en", "ko", "zh-Hans", "ar")[at % 4], body=body((title, '<img src=x onerror="alert(1)">')),
                      corrections=[factory.correction("2026-11-24", title)] if at % 2 else [])
        for at, title in enumerate(TITLES)
    ]  # fmt: skip
    archive = factory.build(*large()[:130], *odd, records=records)
    found = dict(feeds.make(archive, CHANNEL, RENDERER))

    checked = {"atom": 0, "rss": 0}
    for path, text in found.items():
        if path.endswith(".xml"):
            root = ET.fromstring(text)
            checked["rss" if root.tag == "rss" else "atom"] += 1
            (check_rss if root.tag == "rss" else check_atom)(path, root)
    pasts = [path for path in found if "archive-" in path]
    assert len(pasts) > 5
    assert checked["rss"] == checked["atom"] - len(pasts) == sum(path.endswith(".json") for path in found)
