"""RSS 2.0 and Atom 1.0 feeds of the newest statements, full text, the same bytes for the same archive."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from html import escape

from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator

from builder import marks
from builder.archive import Archive, Entry
from builder.dates import PartialDate
from builder.markup import Renderer
from builder.pages import beginning
from builder.statement import Statement

RSS = "feeds/rss.xml"
ATOM = "feeds/atom.xml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """What a feed says of itself; `url` is the site's address with a slash at its end."""

    title: str
    description: str
    url: str
    language: str
    authority: str
    length: int


def make(archive: Archive, channel: Channel, renderer: Renderer) -> Mapping[str, str]:
    """Return the feeds by path: the newest statements by day issued, at most `channel.length`."""
    entries = archive.entries[: channel.length]
    return {
        RSS: _feed(entries, archive, channel, renderer, RSS).rss_str(pretty=True).decode(),
        ATOM: _feed(entries, archive, channel, renderer, ATOM).atom_str(pretty=True).decode(),
    }


def uri(name: str, authority: str) -> str:
    """Return a `tag:` URI (RFC 4151), which stays the same whatever title, address or host become."""
    return f"tag:{authority}:{name}"


def updated(statement: Statement) -> str:
    """Return the day that a feed calls `updated`: that of the last correction, else the day of issue."""
    if statement.corrections:
        return statement.changed
    return statement.date.first.isoformat()


def _feed(
    entries: tuple[Entry, ...], archive: Archive, channel: Channel, renderer: Renderer, path: str
) -> FeedGenerator:
    feed = FeedGenerator()
    feed.load_extension("dc", atom=False, rss=True)
    feed.id(uri("archive", channel.authority))
    feed.title(channel.title)
    feed.description(channel.description)
    feed.subtitle(channel.description)
    feed.language(channel.language)
    feed.generator("builder")
    feed.author(name=channel.title)
    feed.link(href=channel.url + path, rel="self")
    feed.link(href=channel.url, rel="alternate")  # the last one is RSS's only link
    newest = _moment(max((updated(entry.statement) for entry in entries), default="1970-01-01"))
    feed.updated(newest)
    feed.lastBuildDate(newest)
    for entry in entries:
        _fill(feed.add_entry(order="append"), entry, archive, channel, renderer)
    return feed


def _fill(item: FeedEntry, entry: Entry, archive: Archive, channel: Channel, renderer: Renderer) -> None:
    statement, records = entry.statement, archive.registry
    name = uri(statement.id, channel.authority)
    body = marks.told(records.ministries[statement.ministry].name)
    item.id(name)
    item.guid(name, permalink=False)
    item.title(marks.told(statement.title))
    item.link(href=channel.url + entry.url)
    item.published(_moment(statement.date))
    item.updated(_moment(updated(statement)))
    item.author(name=body)
    item.dc.dc_creator(body)
    item.category([{"term": each, "label": marks.told(records.tags[each].label)} for each in statement.tags])
    item.summary(
        escape(marks.told(beginning(statement, renderer)), quote=False), type="html"
    )  # RSS readers read HTML here
    item.content(renderer.feed(statement.body), type="html")


def _moment(day: PartialDate | str) -> datetime:
    """Return midnight of the first day, UTC; feeds know no day without a time."""
    first = (PartialDate(day) if isinstance(day, str) else day).first
    return datetime.combine(first, time(), tzinfo=UTC)
