"""Each form of a feed holds to the rules of its format, in every detail."""

from __future__ import annotations

import json
import re
from email.utils import parsedate_to_datetime
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder import syndicate
from builder.syndicate import Document, Item, Link, Outline
from builder.text import clean
from tests.factory import PROPERTY

A = "{http://www.w3.org/2005/Atom}"
ITEM = Item(
    id="tag:a.example,2024:0123456789ab",
    title='A & B <b> "C"',
    url="https://a.example/x/",
    html="<p>One &amp; two</p>",
    summary="One & two",
    author="Ministry's \uc678\ubb34\uc131",
    language="ko",
    published="1955-06-07",
    updated="2026-02-03",
    issued="1955-06",
    added="2026-01-01",
    tags=(("a-b", 'A "&" B'),),
    via="https://n.example/?a=1&b=2",
)
DOCUMENT = Document(
    id="tag:a.example,2024:archive",
    title="T",
    description="D",
    home="https://a.example/",
    url="https://a.example/feeds/x",
    author="T",
    language="en",
    items=(ITEM,),
    links=(Link(rel="prev-archive", url="https://a.example/feeds/archive-1.xml", type="atom"),),
)


def test_atom_keeps_its_order_and_cardinality() -> None:
    """An Atom entry has exactly one id, title, updated, and alternate link of a type (RFC 4287, section 4.1.2)."""
    root = ET.fromstring(syndicate.atom(DOCUMENT))
    (entry,) = root.findall(f"{A}entry")

    for name in ("id", "title", "updated", "published", "summary", "content"):
        assert 1 == len(entry.findall(A + name)), name
    assert [("alternate", ITEM.url), ("via", ITEM.via)] == [
        (link.get("rel"), link.get("href")) for link in entry.findall(f"{A}link")
    ]
    assert ["self", "alternate", "prev-archive"] == [link.get("rel") for link in root.findall(f"{A}link")]
    assert ["html", "html"] == [entry.find(A + name).get("type") for name in ("summary", "content")]  # type: ignore[union-attr]
    assert "One &amp; two" == entry.findtext(f"{A}summary")
    assert "1955-06-07T00:00:00Z" == entry.findtext(f"{A}published")
    assert {"term": "a-b", "label": 'A "&" B'} == entry.findall(f"{A}category")[0].attrib
    assert "ko" == entry.get("{http://www.w3.org/XML/1998/namespace}lang")


RSS_CHANNEL = ["title", "link", "description", "language", "lastBuildDate", "generator", "docs"]
RSS_ITEM = ["title", "link", "guid", "pubDate", "category", "description"]


def test_rss_has_only_what_rss_knows() -> None:
    """Every element without a namespace is one of RSS 2.0's, once, and its own link is named for validators."""
    channel = ET.fromstring(syndicate.rss(DOCUMENT))[0]
    (item,) = channel.findall("item")

    assert RSS_CHANNEL == [each.tag for each in channel if "{" not in each.tag and each.tag != "item"]
    assert RSS_ITEM == [each.tag for each in item if "{" not in each.tag]
    assert [("self", "application/rss+xml"), ("prev-archive", "application/atom+xml")] == [
        (link.get("rel"), link.get("type")) for link in channel.findall(f"{A}link")
    ]
    assert "Tue, 07 Jun 1955 00:00:00 +0000" == item.findtext("pubDate")


@PROPERTY
@given(st.dates())
def test_rss_days_are_of_rfc_822(day: Any) -> None:
    """Any day of the calendar is written so that the standard library reads it back, without the machine's language."""
    written = syndicate._rfc822(day.isoformat())

    assert re.fullmatch(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} 00:00:00 \+0000", written)
    assert day.year < 1000 or day == parsedate_to_datetime(written).date()


AUTHORS = {"type": "array", "items": {"type": "object", "required": ["name"], "additionalProperties": False,
                                      "properties": {"name": {"type": "string"}}}}  # fmt: skip
MOMENT = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"}
ADDRESS = {"type": "string", "pattern": "^https?://"}
WORDS = {"type": "string", "minLength": 1}
JSON_FEED = {
    "type": "object",
    "required": ["version", "title", "items"],
    "additionalProperties": False,
    "patternProperties": {"^_": {"type": "object"}},
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": WORDS,
        "description": WORDS,
        "home_page_url": ADDRESS,
        "feed_url": ADDRESS,
        "language": WORDS,
        "authors": AUTHORS,
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id"],
                "anyOf": [{"required": ["content_html"]}, {"required": ["content_text"]}],
                "additionalProperties": False,
                "patternProperties": {"^_": {"type": "object"}},
                "properties": {
                    "id": WORDS,
                    "url": ADDRESS,
                    "external_url": ADDRESS,
                    "title": WORDS,
                    "content_html": WORDS,
                    "summary": {"type": "string"},
                    "date_published": MOMENT,
                    "date_modified": MOMENT,
                    "authors": AUTHORS,
                    "tags": {"type": "array", "items": WORDS},
                    "language": WORDS,
                },
            },
        },
    },
}
"""The rules of https://jsonfeed.org/version/1.1 for what is used here; nothing else may stand there but extensions."""


def test_json_feed_holds_to_the_schema() -> None:
    """A JSON Feed has what version 1.1 asks for and only keys that it knows or that begin with an underscore."""
    jsonschema.validate(json.loads(syndicate.json_feed(DOCUMENT)), JSON_FEED)


TEXT = st.text(min_size=1).map(clean).filter(lambda text: text.strip() and not re.search("[\x00-\x1f]", text))


@PROPERTY
@given(TEXT, TEXT)
def test_any_text_is_well_formed(title: str, author: str) -> None:
    """Whatever characters names have, all forms can be read and say them."""
    item = Item(**{**{key: getattr(ITEM, key) for key in Item.__slots__}, "title": title, "author": author})
    document = Document(**{**{key: getattr(DOCUMENT, key) for key in Document.__slots__}, "items": (item,)})

    assert title == ET.fromstring(syndicate.rss(document)).findtext("channel/item/title")
    assert author == ET.fromstring(syndicate.atom(document)).findtext(f"{A}entry/{A}author/{A}name")
    assert title == json.loads(syndicate.json_feed(document))["items"][0]["title"]


@pytest.mark.parametrize(("complete", "archive"), [(True, False), (False, True), (False, False)])
def test_marks_of_rfc_5005(complete: bool, archive: bool) -> None:  # noqa: FBT001 - pairs of a table
    """A complete document and one of the past are marked, in both forms of XML."""
    document = Document(
        **{
            **{key: getattr(DOCUMENT, key) for key in Document.__slots__},
            "is_complete": complete,
            "is_archive": archive,
        }
    )
    for text in (syndicate.rss(document), syndicate.atom(document)):
        assert (complete, archive) == ("<fh:complete/>" in text, "<fh:archive/>" in text)


def test_outlines() -> None:
    """An OPML file nests feeds below headings, escaped."""
    lines = [Outline(title="A & B", lines=(Outline(title='"C"', feed="https://a/?x&y", home="https://a/"),))]
    root = ET.fromstring(syndicate.opml("<T>", lines))

    assert "<T>" == root.findtext("head/title")
    assert "A & B" == root.findall("body/outline")[0].get("text")
    assert "https://a/?x&y" == root.findall("body/outline/outline")[0].get("xmlUrl")
