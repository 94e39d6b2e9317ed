"""What each feed holds, made one at a time: the same bytes for the same archive."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from builder import clocks, differences, marks, syndicate
from builder.archive import Archive, Entry
from builder.catalogue import ADDED, ISSUED, OPML, Catalogue, Feed
from builder.differences import Difference
from builder.markup import Renderer
from builder.pages import beginning
from builder.syndicate import Document, Item, Link

_WRITERS: Mapping[str, Callable[[Document], str]] = {
    "rss": syndicate.rss,
    "atom": syndicate.atom,
    "json": syndicate.json_feed,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """What all feeds say of the site; `url` is its address with a slash at its end.

    `length` is how many statements a feed of the whole archive holds, `group_length` how many that of a group.
    """

    title: str
    description: str
    url: str
    language: str
    authority: str
    length: int
    group_length: int = 25


def make(
    archive: Archive, channel: Channel, renderer: Renderer, changes: Sequence[Difference] = ()
) -> Iterator[tuple[str, str]]:
    """Yield path and text of every feed, one at a time, so that only one is held."""
    maker = _Maker(archive, Catalogue(archive, channel.title), channel, renderer)
    yield from maker.whole(changes)
    for pairs in maker.catalogue.groups.values():
        for pair in pairs:
            yield from maker.group(pair)
    yield OPML, maker.catalogue.opml(channel.url)


def uri(name: str, authority: str) -> str:
    """Return a `tag:` URI (RFC 4151), which stays the same whatever title, address or host become."""
    return f"tag:{authority}:{name}"


@dataclass(frozen=True, slots=True)
class _Maker:
    archive: Archive
    catalogue: Catalogue
    channel: Channel
    renderer: Renderer

    def whole(self, changes: Sequence[Difference]) -> Iterator[tuple[str, str]]:
        newly_issued, newly_added, corrections = self.catalogue.whole
        yield from self._short(newly_issued, self.channel.length)
        yield from self._added_with_past(newly_added)
        items = tuple(self._corrections(changes))
        shown = items[: self.channel.length]
        yield from self._forms(corrections, shown, is_complete=len(shown) == len(items))

    def group(self, pair: tuple[Feed, Feed]) -> Iterator[tuple[str, str]]:
        for feed in pair:
            yield from self._short(feed, self.channel.group_length)

    def _short(self, feed: Feed, length: int) -> Iterator[tuple[str, str]]:
        every = self.catalogue.entries(feed)
        held = clocks.issued(every) if feed.clock == ISSUED else clocks.added(every)
        items = tuple(self._item(entry, feed.clock) for entry in held[:length])
        yield from self._forms(feed, items, is_complete=len(items) == len(every))

    def _added_with_past(self, feed: Feed) -> Iterator[tuple[str, str]]:
        """Yield the feed of the newly added and, before it, its past (RFC 5005), each part linked to the one before."""
        parts, rest = clocks.past(self.archive.entries)
        current = Link(rel="current", url=self.channel.url + feed.path("atom"), type="atom")
        before: tuple[Link, ...] = ()
        for part in parts:
            path = f"feeds/archive/{part.name}.xml"
            items = tuple(self._item(entry, feed.clock) for entry in part.entries)
            yield path, syndicate.atom(self._document(feed, path, items, links=(current, *before), is_archive=True))
            before = (Link(rel="prev-archive", url=self.channel.url + path, type="atom"),)
        open_ones = {entry.statement.id for entry in rest}
        ordered = clocks.added(self.archive.entries)
        shown = [each for at, each in enumerate(ordered) if at < self.channel.length or each.statement.id in open_ones]
        items = tuple(self._item(entry, feed.clock) for entry in shown)
        yield from self._forms(feed, items, is_complete=len(shown) == len(ordered), links=before)

    def _forms(
        self, feed: Feed, items: tuple[Item, ...], *, is_complete: bool, links: tuple[Link, ...] = ()
    ) -> Iterator[tuple[str, str]]:
        further = () if is_complete else (*links, *self._pointers(feed, links))
        for form, write in _WRITERS.items():
            path = feed.path(form)
            yield path, write(self._document(feed, path, items, links=further, is_complete=is_complete))

    def _pointers(self, feed: Feed, links: tuple[Link, ...]) -> tuple[Link, ...]:
        """Return where the rest of a feed is that holds only the newest: the list of all, and the feed with a past."""
        rest = Link(rel="archives", url=self.channel.url + (feed.home or "statements/"), type="html")
        added = self.catalogue.whole[1].path("atom")
        return (rest,) if links else (rest, Link(rel="related", url=self.channel.url + added, type="atom"))

    def _document(
        self,
        feed: Feed,
        path: str,
        items: tuple[Item, ...],
        *,
        links: tuple[Link, ...] = (),
        is_complete: bool = False,
        is_archive: bool = False,
    ) -> Document:
        whole = feed.key == "" and feed.clock == ISSUED
        name = "archive" if whole else f"feeds/{feed.key or 'archive'}/{feed.clock}"
        return Document(
            id=uri(name, self.channel.authority),
            title=marks.told(feed.title),
            description=self.channel.description if whole else feed.about(),
            home=self.channel.url + feed.home,
            url=self.channel.url + path,
            author=self.channel.title,
            language=self.channel.language,
            items=items,
            links=links,
            is_complete=is_complete and not is_archive,
            is_archive=is_archive,
        )

    def _item(self, entry: Entry, clock: str) -> Item:
        statement, records = entry.statement, self.archive.registry
        day = str(statement.added) if clock == ADDED else statement.date.first.isoformat()
        return Item(
            id=uri(statement.id, self.channel.authority),
            title=marks.told(statement.title),
            url=self.channel.url + entry.url,
            html=self.renderer.feed(statement.body),
            summary=marks.told(beginning(statement, self.renderer)),
            author=marks.told(records.ministries[statement.ministry].name),
            language=statement.language,
            published=day,
            updated=statement.changed if statement.corrections else day,
            issued=str(statement.date),
            added=str(statement.added),
            tags=tuple((tag, marks.told(records.tags[tag].label)) for tag in statement.tags),
            via=_address(statement.source.url),
        )

    def _corrections(self, changes: Sequence[Difference]) -> Iterator[Item]:
        """Yield every correction, the newest first; what its words were stands in `changes`."""
        found = {(change.id, change.number): change for change in changes}
        every = [
            (str(correction.date), entry.statement.id, number, entry)
            for entry in self.archive.entries
            for number, correction in enumerate(entry.statement.corrections, start=1)
        ]
        for day, name, number, entry in sorted(every, key=lambda each: each[:3], reverse=True):
            statement = entry.statement
            correction = statement.corrections[number - 1]
            note = f"{marks.told(correction.by)}: {marks.told(correction.note)}"
            yield Item(
                id=uri(f"{name}/corrections/{number}", self.channel.authority),
                title=f"Corrected: {marks.told(statement.title)}",
                url=f"{self.channel.url}{entry.url}#corrections",
                html=differences.html_of(note, found.get((name, number))),
                summary=note,
                author=marks.told(correction.by),
                language=statement.language,
                published=day,
                updated=day,
                issued=str(statement.date),
                added=str(statement.added),
            )


def _address(url: str | None) -> str | None:
    """Return an address of the source with what no address may hold percent-encoded, or None where it is none."""
    if not url or not url.lower().startswith(("http://", "https://")):
        return None
    return quote(url, safe="!#$%&'()*+,/:;=?@[]~-._")
