"""Captures of feeds: entries as texts, entries as names of texts, and feeds that are broken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.profile import Profile
from builder.sources.draft import Reason
from tests.factory import PROPERTY
from tests.sample import Reader, codes, make

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>T</title><link>https://x.example/</link>
<!-- <item><title>no</title></item> -->
<item><title>Of Ropes &amp;amp; Sails</title><link>https://x.example/1</link><category>Letters</category>
<pubDate>Tue, 11 Jun 2024 01:00:00 +0900</pubDate><description>A teaser &amp;lt;3.</description>
<content:encoded><![CDATA[<p>Ropes are long.<br>So</item> are <b>sails</b>.</p><p hidden>x</p><script>1</script>]]></content:encoded></item>
<item><title>Of Tides</title><link>https://x.example/2</link><pubDate>Mon, 10 Jun 2024 23:00:00 GMT</pubDate>
<description>&lt;p&gt;Tides turn.&lt;/p&gt;</description></item>
</channel></rss>
"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title>
<entry><title>A &lt; B</title><id>x</id><published>2024-06-11T01:00:00+09:00</published><updated>2025-01-01T00:00:00Z</updated>
<author><name>The Keeper</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Ropes <i>are</i></p><p>long.</p></div></content></entry>
</feed>
"""


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """Return a reader with the registries of the invented country."""
    return Reader(make(tmp_path_factory.mktemp("invented") / "archive") / "content")


def profile(text: str) -> Profile:
    """Return the profile of a feed with its texts in one place."""
    return Profile.model_validate(
        {
            "id": "wire",
            "language": "en",
            "shape": "feed",
            "date_formats": ["%Y-%m-%d"],
            "feed": {"text": text},
            "everything": {"kind": "letter", "ministry": "trade", "issuer": {"by": "author"}},
        }
    )


def test_entries_with_their_content(reader: Reader) -> None:
    """An entry's content is read as a reader sees it; its day is that of the feed's own zone; its bytes are its own."""
    first, second = reader.parse("wire", RSS, profile("content"))

    assert first.draft is not None
    fields = first.draft.fields
    assert ("Of Ropes & Sails", "2024-06-11", "https://x.example/1", "Letters") == (
        fields.title,
        str(fields.issued),
        fields.url,
        fields.facts["categories"],
    )
    assert ("Ropes are long.", "So are sails.") == fields.paragraphs
    assert ("wire/capture#1", 4) == (first.record.file, first.record.line)
    assert RSS.split("-->\n")[1].split("\n<item><title>Of Tides", maxsplit=1)[0].encode() == first.record.data
    assert ["no-text"] == codes(second)  # a summary is not taken for the text


def test_entries_with_their_summary(reader: Reader) -> None:
    """Where the profile says that the summary is the whole text, it is."""
    outcomes = reader.parse("wire", RSS, profile("summary"))

    assert [("A teaser <3.",), ("Tides turn.",)] == [each.draft.fields.paragraphs for each in outcomes if each.draft]
    assert ["wire/capture#1", "wire/capture#2"] == [each.record.file for each in outcomes]


def test_entries_that_only_name_texts(reader: Reader) -> None:
    """Entries without texts are no statements; what they name is known, with day and teaser."""
    outcomes = reader.parse("wire", RSS, profile("none"))

    assert {Reason.NOT_A_STATEMENT} == {each.reason for each in outcomes}
    assert [("Of Ropes & Sails", "2024-06-11", "A teaser <3."), ("Of Tides", "2024-06-10", "Tides turn.")] == [
        (known.title, known.date, known.teaser) for each in outcomes for known in each.known
    ]


def test_atom(reader: Reader) -> None:
    """Atom's own forms are read too: text titles, XHTML content, the day of publishing before that of the update."""
    (outcome,) = reader.parse("wire", ATOM, profile("content"))

    assert outcome.draft is not None
    assert ("A < B", "2024-06-11", "The Keeper") == (
        outcome.draft.fields.title,
        outcome.draft.date,
        outcome.draft.issuer,
    )
    assert ("Ropes are", "long.") == outcome.draft.fields.paragraphs


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("", ["feed"]),
        ("no feed", ["feed"]),
        ("<rss version='2.0'><channel></channel></rss>", ["feed"]),
        (ATOM.replace("<title>A &lt; B</title>", "").replace("2024-06-11", "x").replace("<up", "<x"), ["no-title"]),
        (RSS.encode("utf-16"), ["feed"]),
    ],
)
def test_what_is_refused(reader: Reader, data: str | bytes, expected: list[str]) -> None:
    """A file without entries, and an entry without title or date, are refused."""
    (outcome,) = reader.parse("wire", data, profile("content"))

    assert outcome.draft is None
    assert set(expected) <= set(codes(outcome))


@PROPERTY
@given(st.sampled_from([RSS, ATOM]), st.integers(0, 900), st.binary(max_size=8))
def test_damaged_feeds(reader: Reader, whole: str, at: int, junk: bytes) -> None:
    """Wherever a feed is damaged, each entry is a draft or told why not; nothing is raised."""
    data = whole.encode()[:at] + junk + whole.encode()[at + len(junk) :]

    for outcome in reader.parse("wire", data, profile("content")):
        assert outcome.draft or outcome.problems
