"""What each feed holds, made one at a time: the same bytes for the same archive."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from typing import Any
from urllib.parse import quote

from builder import clocks, differences, marks, syndicate
from builder.archive import Archive, Entry
from builder.catalogue import ADDED, CORRECTIONS, ISSUED, OPML, Catalogue, Feed
from builder.delta import ALL, Delta
from builder.differences import Difference
from builder.markup import Renderer
from builder.pages import opening
from builder.syndicate import Document, Item, Link
from builder.wording import ENGLISH, Wording

_NO_DAY = "1970-01-01"
_WRITERS: Mapping[str, Callable[[Document], str]] = {
    "rss": syndicate.rss,
    "atom": syndicate.atom,
    "json": syndicate.json_feed,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """What all feeds say of the site; `url` is its address with a slash at its end.

    `length` is how many statements a feed of the whole archive holds, `group_length` how many that of a group. The past of
    the archive, there where `has_past`, has whole texts where `has_past_texts`, else beginnings and links; that of a group
    never has. Ministries have a past where `has_ministry_pasts`, kinds, tags and languages where `has_group_pasts`. `wording`
    are the words of titles.
    """

    title: str
    description: str
    url: str
    language: str
    authority: str
    length: int
    group_length: int = 25
    has_past: bool = True
    has_past_texts: bool = True
    has_ministry_pasts: bool = True
    has_group_pasts: bool = True
    wording: Wording = ENGLISH


@dataclass(frozen=True, slots=True)
class Part:
    """Some feeds that are made together: a name, what they are made from, and what makes them, path by path.

    They depend on `entries`, on the channel, on the registries, and on the plain values of `facts`, nothing else, so whoever
    keeps what was made can tell when it is made again.
    """

    name: str
    entries: tuple[Entry, ...]
    facts: tuple[object, ...]
    make: Callable[[], Mapping[str, str]]


def parts(
    archive: Archive,
    channel: Channel,
    renderer: Renderer,
    changes: Sequence[Difference] = (),
    delta: Delta = ALL,
) -> Iterator[Part]:
    """Yield every feed's part; nothing of a part is made before it is asked for, and nothing is kept.

    Of groups only those that hold statements of `delta`, and all of the whole archive.
    """
    maker = _Maker(archive, Catalogue(archive, channel.title, wording=channel.wording), channel, renderer)
    yield from maker.whole(changes)
    for issued, added in chain.from_iterable(maker.catalogue.groups.values()):
        if not delta.among(maker.catalogue.entries(issued)):
            continue
        yield maker.short(issued, channel.group_length)
        yield from maker.added(added, channel.group_length)
    opml = maker.catalogue.opml(channel.url)
    yield Part(OPML, (), (opml,), lambda: {OPML: opml})


def make(
    archive: Archive, channel: Channel, renderer: Renderer, changes: Sequence[Difference] = ()
) -> Iterator[tuple[str, str]]:
    """Yield path and text of every feed, part by part, so that only one part is held."""
    for part in parts(archive, channel, renderer, changes):
        yield from part.make().items()


def uri(name: str, authority: str) -> str:
    """Return a `tag:` URI (RFC 4151), which stays the same whatever title, address or host become."""
    return f"tag:{authority}:{name}"


@dataclass(frozen=True, slots=True)
class _Maker:
    archive: Archive
    catalogue: Catalogue
    channel: Channel
    renderer: Renderer

    def whole(self, changes: Sequence[Difference]) -> Iterator[Part]:
        newly_issued, newly_added, corrections = self.catalogue.whole
        yield self.short(newly_issued, self.channel.length)
        yield from self.added(newly_added, self.channel.length)
        yield self._corrections(corrections, changes)

    def short(self, feed: Feed, length: int) -> Part:
        every = self.catalogue.entries(feed)
        held = (clocks.issued(every) if feed.clock == ISSUED else clocks.added(every))[:length]
        return self._part(feed, held, is_complete=len(held) == len(every))

    def added(self, feed: Feed, length: int) -> Iterator[Part]:
        """Yield the feed of the newly added and, before it, its past (RFC 5005), each part linked to the one before."""
        every = self.catalogue.entries(feed)
        if len(every) <= length or not self._has_past(feed):
            yield self.short(feed, length)
            return
        size, span = (clocks.GROUP_PART, clocks.YEAR) if feed.key else (clocks.PART, clocks.MONTH)
        past, rest = clocks.past(every, size, span)
        current = Link(rel="current", url=self.channel.url + feed.path("atom"), type="atom")
        before: tuple[Link, ...] = ()
        for each in past:
            path, links = feed.past(each.name), (current, *before)
            facts = (*links, self._has_texts(feed))
            yield Part(path, each.entries, facts, partial(self._archived, feed, path, each.entries, links))
            before = (Link(rel="prev-archive", url=self.channel.url + path, type="atom"),)
        open_ones = {entry.statement.id for entry in rest}
        ordered = clocks.added(every)
        shown = tuple(each for at, each in enumerate(ordered) if at < length or each.statement.id in open_ones)
        yield self._part(feed, shown, is_complete=len(shown) == len(ordered), links=before)

    def _has_past(self, feed: Feed) -> bool:
        channel = self.channel
        if not feed.key:
            return channel.has_past
        return channel.has_ministry_pasts if feed.is_of_ministry else channel.has_group_pasts

    def _has_texts(self, feed: Feed) -> bool:
        return not feed.key and self.channel.has_past_texts

    def _archived(self, feed: Feed, path: str, entries: tuple[Entry, ...], links: tuple[Link, ...]) -> dict[str, str]:
        made = self._whole if self._has_texts(feed) else self._short
        items = tuple(made(entry, feed.clock) for entry in entries)
        return {path: syndicate.atom(self._document(feed, path, items, links=links, is_archive=True))}

    def _part(self, feed: Feed, entries: tuple[Entry, ...], *, is_complete: bool, links: tuple[Link, ...] = ()) -> Part:
        def made() -> dict[str, str]:
            items = tuple(self._item(entry, feed.clock) for entry in entries)
            return self._forms(feed, items, is_complete=is_complete, links=links)

        return Part(feed.path("atom"), entries, (feed, is_complete, links), made)

    def _forms(
        self, feed: Feed, items: tuple[Item, ...], *, is_complete: bool, links: tuple[Link, ...] = ()
    ) -> dict[str, str]:
        further = () if is_complete else (*links, *self._pointers(feed, links))
        return {
            feed.path(form): write(self._document(feed, feed.path(form), items, links=further, is_complete=is_complete))
            for form, write in _WRITERS.items()
        }

    def _pointers(self, feed: Feed, links: tuple[Link, ...]) -> tuple[Link, ...]:
        """Return where the rest of a feed is that holds only the newest: the list of all, and the feed with a past."""
        rest = Link(rel="archives", url=self.channel.url + (feed.home or "statements/"), type="html")
        kept = replace(feed, clock=ADDED) if self._has_past(feed) else self.catalogue.whole[1]
        is_kept = bool(links) or feed.clock == CORRECTIONS or not self._has_past(kept)
        return (
            (rest,) if is_kept else (rest, Link(rel="related", url=self.channel.url + kept.path("atom"), type="atom"))
        )

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
            description=self.channel.description if whole else feed.about(self.channel.wording),
            home=self.channel.url + feed.home,
            url=self.channel.url + path,
            author=self.channel.title,
            language=self.channel.language,
            items=items,
            links=links,
            is_complete=is_complete and not is_archive,
            is_archive=is_archive,
            since=_NO_DAY if items else self._since,
        )

    @property
    def _since(self) -> str:
        """The day the archive began, by which a feed without entries is dated."""
        return min((str(entry.statement.added) for entry in self.archive.entries), default=_NO_DAY)

    def _item(self, entry: Entry, clock: str) -> Item:
        return self._whole(entry, clock, summary=self._beginning(entry))

    def _beginning(self, entry: Entry) -> str:
        return marks.told(opening(entry, self.renderer))

    def _short(self, entry: Entry, clock: str) -> Item:
        """Return an entry of the past that leads to its page for all but the beginning."""
        return self._bare(entry, clock, summary=self._beginning(entry))

    def _whole(self, entry: Entry, clock: str, summary: str = "") -> Item:
        statement = entry.statement
        return self._bare(
            entry,
            clock,
            summary=summary,
            html=self.renderer.feed(statement.body),
            tags=tuple((tag, marks.told(self.archive.registry.tags[tag].label)) for tag in statement.tags),
            via=_address(statement.source.url),
        )

    def _bare(self, entry: Entry, clock: str, **further: Any) -> Item:
        statement = entry.statement
        day = str(statement.added) if clock == ADDED else statement.date.first.isoformat()
        return Item(
            id=uri(statement.id, self.channel.authority),
            title=marks.told(statement.title),
            url=self.channel.url + entry.url,
            author=marks.told(self.archive.registry.ministries[statement.ministry].name),
            language=statement.language,
            published=day,
            updated=statement.changed if statement.corrections else day,
            issued=str(statement.date),
            added=str(statement.added),
            **further,
        )

    def _corrections(self, feed: Feed, changes: Sequence[Difference]) -> Part:
        """Return the feed of corrections, the newest first; what their words were stands in `changes`."""
        every = [
            (str(correction.date), entry.statement.id, number, entry)
            for entry in self.archive.entries
            for number, correction in enumerate(entry.statement.corrections, start=1)
        ]
        newest = sorted(every, key=lambda each: each[:3], reverse=True)[: self.channel.length]
        known = {(change.id, change.number): change for change in changes}
        found = tuple((number, entry, known.get((name, number))) for _, name, number, entry in newest)
        is_complete = len(newest) == len(every)

        def made() -> dict[str, str]:
            return self._forms(feed, tuple(self._correction(*each) for each in found), is_complete=is_complete)

        facts = tuple((number, change.model_dump_json() if change else "") for number, _, change in found)
        own = (feed, is_complete, "" if found else self._since)
        return Part(feed.path("atom"), tuple(entry for _, entry, _ in found), (*own, *facts), made)

    def _correction(self, number: int, entry: Entry, change: Difference | None) -> Item:
        statement = entry.statement
        correction = statement.corrections[number - 1]
        note = f"{marks.told(correction.by)}: {marks.told(correction.note)}"
        day = str(correction.date)
        return Item(
            id=uri(f"{statement.id}/corrections/{number}", self.channel.authority),
            title=self.channel.wording.gettext("Corrected: {title}", title=marks.told(statement.title)),
            url=f"{self.channel.url}{entry.url}#corrections",
            html=differences.html_of(note, change, self.channel.wording),
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
