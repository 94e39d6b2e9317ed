"""One feed document in each of its forms: RSS 2.0, Atom 1.0, JSON Feed 1.1, all with the same entries, and OPML.

Own code, since feedgen knows neither JSON Feed nor archived feeds (RFC 5005) and is slow; text is escaped by the standard
library, which takes a third of the time of building a tree with lxml.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from email.utils import format_datetime
from typing import Any
from xml.sax.saxutils import escape

_ATOM = "http://www.w3.org/2005/Atom"
_HISTORY = "http://purl.org/syndication/history/1.0"
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_DC = "http://purl.org/dc/elements/1.1/"
_TERMS = "http://purl.org/dc/terms/"

TYPES = {
    "rss": "application/rss+xml",
    "atom": "application/atom+xml",
    "json": "application/feed+json",
    "html": "text/html",
}
"""The media types that feeds' links name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An entry. `id` is a `tag:` URI; `published` and `updated` are days; `issued` may be a month or a year.

    `html` and `summary` are the text, of which Atom takes either alone; `via` is its address at the source; `tags` are
    pairs of id and label.
    """

    id: str
    title: str
    url: str
    author: str
    language: str
    published: str
    updated: str
    issued: str
    added: str
    html: str = ""
    summary: str = ""
    tags: tuple[tuple[str, str], ...] = ()
    via: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A further link of a document: its relation, its whole address, and what stands there (a key of `TYPES`)."""

    rel: str
    url: str
    type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One document of a feed; all documents of a feed share its `id`.

    `home` is the address of the page that shows the same, `url` the document's own. `is_complete` says that nothing
    is left out, `is_archive` that the document is a part of the feed's past, which does not change (RFC 5005). `since` is
    the day that a document without entries has.
    """

    id: str
    title: str
    description: str
    home: str
    url: str
    author: str
    language: str
    items: tuple[Item, ...]
    links: tuple[Link, ...] = ()
    is_complete: bool = False
    is_archive: bool = False
    since: str = "1970-01-01"

    @property
    def updated(self) -> str:
        """The day of the newest change in it; nothing is dated by the moment of the build."""
        return max((item.updated for item in self.items), default=self.since)

    @property
    def history(self) -> str:
        """The address of the Atom document from which the whole of the feed's past is reached; empty where there is none."""
        kept = ("prev-archive", "related")
        return next((link.url for link in self.links if link.rel in kept and link.type == "atom"), "")


def atom(document: Document) -> str:
    """Return the document as Atom 1.0 (RFC 4287).

    The summary is HTML as the content is, since rss2email, for one, prefers plain text to the whole text.
    """
    links = [_tag("link", rel=link.rel, type=TYPES[link.type], href=link.url) for link in _links(document, "atom")]
    head = [
        f'<feed xmlns="{_ATOM}" xmlns:fh="{_HISTORY}" xmlns:dcterms="{_TERMS}" xml:lang={_quoted(document.language)}>',
        _tag("id", document.id),
        _tag("title", document.title),
        _tag("subtitle", document.description),
        _tag("updated", _rfc3339(document.updated)),
        f"<author>{_tag('name', document.author)}</author>",
        _tag("generator", "builder"),
    ]
    return _xml([*head, *links, *_history(document), *map(_entry, document.items), "</feed>"])


def _entry(item: Item) -> str:
    """Return an entry, put together as a whole: an archive's feeds have hundreds of thousands."""
    via = f'<link rel="via" href={_quoted(item.via)}/>\n' if item.via else ""
    tags = "".join(f"<category term={_quoted(term)} label={_quoted(label)}/>\n" for term, label in item.tags)
    summary = f'<summary type="html">{_text(_text(item.summary))}</summary>\n' if item.summary else ""
    content = f'<content type="html">{_text(item.html)}</content>\n' if item.html else ""
    return (
        f"<entry xml:lang={_quoted(item.language)}>\n<id>{_text(item.id)}</id>\n"
        f'<title type="text">{_text(item.title)}</title>\n'
        f"<published>{_rfc3339(item.published)}</published>\n<updated>{_rfc3339(item.updated)}</updated>\n"
        f"<dcterms:created>{_text(item.issued)}</dcterms:created>\n<author><name>{_text(item.author)}</name></author>\n"
        f'<link rel="alternate" type="text/html" href={_quoted(item.url)}/>\n{via}{tags}{summary}{content}</entry>'
    )


def rss(document: Document) -> str:
    """Return the document as RSS 2.0, with the modules that readers of it know (Atom's links, Dublin Core, content)."""
    spaces = {"atom": _ATOM, "content": _CONTENT, "dc": _DC, "dcterms": _TERMS, "fh": _HISTORY}
    links = [
        _tag("atom:link", rel=link.rel, type=TYPES[link.type], href=link.url)
        for link in _links(document, "rss")
        if link.rel != "alternate"
    ]
    head = [
        f'<rss version="2.0"{"".join(f" xmlns:{name}={_quoted(space)}" for name, space in spaces.items())}>',
        "<channel>",
        _tag("title", document.title),
        _tag("link", document.home),
        _tag("description", document.description),
        _tag("language", document.language),
        _tag("lastBuildDate", _rfc822(document.updated)),
        _tag("generator", "builder"),
        _tag("docs", "https://www.rssboard.org/rss-specification"),
    ]
    return _xml([*head, *links, *_history(document), *map(_rss_item, document.items), "</channel>", "</rss>"])


def _rss_item(item: Item) -> str:
    return "\n".join(
        [
            "<item>",
            _tag("title", item.title),
            _tag("link", item.url),
            _tag("guid", item.id, isPermaLink="false"),
            _tag("pubDate", _rfc822(item.published)),
            _tag("dcterms:modified", _rfc3339(item.updated)),
            _tag("dcterms:created", item.issued),
            _tag("dc:creator", item.author),
            _tag("dc:language", item.language),
            *(_tag("category", label) for _, label in item.tags),
            _tag("description", escape(item.summary)),
            _tag("content:encoded", item.html),
            "</item>",
        ]
    )


def json_feed(document: Document) -> str:
    """Return the document as JSON Feed 1.1; what that form has no name for stands under `_archive`."""
    whole = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": document.title,
        "description": document.description,
        "home_page_url": document.home,
        "feed_url": document.url,
        "language": document.language,
        "authors": [{"name": document.author}],
        "_archive": {
            "about": "id: the feed's own; complete: whether nothing is left out; issued and added of an item: days of "
            "the statement, issued perhaps a month or a year; history: an Atom feed from which all that is left out "
            "is reached (RFC 5005)",
            "id": document.id,
            "complete": document.is_complete,
            **({"history": document.history} if document.history else {}),
        },
        "items": [_json_item(item) for item in document.items],
    }
    return json.dumps(whole, ensure_ascii=False) + "\n"


def _json_item(item: Item) -> dict[str, Any]:
    told: dict[str, Any] = {
        "id": item.id,
        "url": item.url,
        "external_url": item.via,
        "title": item.title,
        "content_html": item.html,
        "summary": item.summary,
        "date_published": _rfc3339(item.published),
        "date_modified": _rfc3339(item.updated),
        "authors": [{"name": item.author}],
        "tags": [label for _, label in item.tags],
        "language": item.language,
        "_archive": {"issued": item.issued, "added": item.added},
    }
    return {key: value for key, value in told.items() if value is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A line of an OPML file: a feed, or a heading with lines below it."""

    title: str
    feed: str = ""
    home: str = ""
    lines: tuple[Outline, ...] = ()


def opml(title: str, lines: Iterable[Outline]) -> str:
    """Return an OPML 2.0 file of Atom feeds."""
    head = ['<opml version="2.0">', f"<head>{_tag('title', title)}</head>", "<body>"]
    return _xml([*head, *map(_outline, lines), "</body>", "</opml>"])


def _outline(line: Outline) -> str:
    if line.feed:
        names = {"type": "rss", "xmlUrl": line.feed, "htmlUrl": line.home}  # OPML knows no version for Atom
        return _tag("outline", text=line.title, title=line.title, **names)
    inside = "\n".join(map(_outline, line.lines))
    return f"<outline text={_quoted(line.title)}>\n{inside}\n</outline>"


def _links(document: Document, form: str) -> tuple[Link, ...]:
    own = Link(rel="self", url=document.url, type=form)
    return (own, Link(rel="alternate", url=document.home, type="html"), *document.links)


def _history(document: Document) -> tuple[str, ...]:
    return ("<fh:complete/>",) * document.is_complete + ("<fh:archive/>",) * document.is_archive


def _tag(name: str, text: str | None = None, /, **attributes: str) -> str:
    inside = "".join(f" {key}={_quoted(value)}" for key, value in attributes.items())
    return f"<{name}{inside}/>" if text is None else f"<{name}{inside}>{_text(text)}</{name}>"


def _text(text: str) -> str:
    return escape(text) if "&" in text or "<" in text or ">" in text else text


_SPECIAL = re.compile("[&<>\"']")


def _quoted(value: str) -> str:
    return f'"{html.escape(value) if _SPECIAL.search(value) else value}"'


def _xml(lines: Iterable[str]) -> str:
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', *lines, ""])


def _rfc3339(day: str) -> str:
    """Return midnight of a day, UTC; feeds know no day without a time."""
    return f"{day}T00:00:00Z"


def _rfc822(day: str) -> str:
    return format_datetime(datetime.combine(date.fromisoformat(day), time(), tzinfo=UTC))
