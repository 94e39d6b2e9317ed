"""The parts of the site that are made from the archive: a page for each statement and list, feeds, the site map."""

from __future__ import annotations

import gzip
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from html import escape
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from builder import beside, cards, cite, commits, feeds, marks, markup, origin, references, registry
from builder.archive import Archive, Entry
from builder.config import Settings
from builder.delta import ALL, Delta
from builder.differences import Difference, Reading, readings
from builder.export import budget
from builder.export.forms import Forms
from builder.export.package import About
from builder.export.page import PATH, TITLE, DataPage
from builder.outline import Outline
from builder.pages import Pages
from builder.producer import Producer, key, prints
from builder.theme import STYLE, Leaf, Theme, config_key, root, templates_key
from builder.wording import Wording

_MOST = 50_000
"""Addresses in one site map (sitemaps.org); more are split over several."""


@dataclass(frozen=True)
class Parts:
    """Makes the producers of one archive, whose pages a theme renders."""

    pages: Pages
    theme: Theme
    channel: feeds.Channel
    site: cite.Site
    forms: Forms
    differences: tuple[Difference, ...] = ()
    settings: Settings | None = None
    delta: Delta = ALL

    @cached_property
    def _cards(self) -> cards.Cards | None:
        """The pictures for previews; none where the site has no fonts of ours or no address, which previews ask for."""
        fonts = self.theme.sources(cards.FONTS)
        if not self.settings or len(fonts) < len(cards.FONTS) or not self.theme.canonical(""):
            return None
        return cards.Cards(archive=self._archive, site=self.site.name, fonts=fonts, budget=self.settings.card_budget)

    def _card(self, entry: Entry) -> str:
        """Return the whole address of a statement's picture, nothing where there is none."""
        path = self._cards.path(entry) if self._cards else ""
        return self.theme.canonical(path) if path else ""

    @cached_property
    def _changes(self) -> Mapping[tuple[str, int], tuple[Reading, ...]]:
        """What each correction changed, place by place, by the statement's id and the correction's number."""
        return {(each.id, each.number): readings(each) for each in self.differences}

    @property
    def _archive(self) -> Archive:
        return self.pages.archive

    def frame(self, base: str, outlines: Sequence[Outline], *more: object) -> str:
        """Return the key of everything but statements that decides which parts there are, what they show, and of which statements each is made.

        Those are code, templates, configuration and registries (`base`), what sorts, counts and names the statements, all that lists
        show beside them, the shells of pages with their menu, the letters of cards, which copies and feeds there are, and `more`.
        """
        deep = {entry.url.count("/"): entry.url for entry in self._archive.entries}
        pages = [*((url, "") for url in deep.values()), *((each.url, each.path) for each in outlines)]
        shells = dict.fromkeys(self.theme.shell(*page).key for page in pages)
        fonts = [Path(file).read_bytes() for file in self.theme.sources(cards.FONTS)]
        site = (self.site.name, self.site.url, self.site.formats)
        lists = "".join([each.path + each.frame for each in outlines])
        return key(base, self._archive.shape, lists, tuple(shells), fonts, site, self.channel, self.forms.names, *more)

    def statements(self) -> Iterator[Producer]:
        """Yield a producer for each statement's page, for each page of two wordings, and for the reference files of each month.

        A page depends on the statement, on the commit of its file, on the title and the day of its neighbours, of its translations and of near duplicates.
        """
        site = key(self.site.name, self.site.url, self.site.formats)
        found = tuple(self.delta.around(self.pages))
        for entry in found:
            pairs = self.pages.near(entry)
            near = "".join(
                f"{pair.alike} {pair.share} {told}\n"
                for (pair, _), told in zip(pairs, prints(other for _, other in pairs), strict=True)
            )
            others = (*self._archive.neighbours[entry.path], *self._archive.translations.get(entry.path, ()))
            own, *around = prints((entry, *others))
            words = [self._changes.get((entry.statement.id, n + 1)) for n, _ in enumerate(entry.statement.corrections)]
            cited = (site, self.site.commits.get(entry.path, ""), self._card(entry))
            made = key(self.theme.shell(entry.url).key, cited, self.forms.names, own, "\n".join(around), near, *words)
            yield Producer(f"statements:{entry.path}", made, partial(self._statement, entry))
            yield from self._besides(entry)
        yield from self._references()

    def _statement(self, entry: Entry) -> Mapping[str, str | bytes]:
        statement = entry.statement
        leaf = Leaf(
            src_uri=entry.path,
            url=entry.url,
            title=escape(marks.told(statement.title), quote=False),
            canonical_url=self.theme.canonical(entry.url),
            edit_url=self.theme.edit_url(entry.path),
        )
        text, copies = self.forms.make(entry)
        body = markup.numbered(self.pages.renderer.html(text))
        values = {
            "view": self.pages.statement(entry),
            "citation": cite.shown(entry, self._archive, self.site),
            "changes": self._changes,
            "forms": self.forms.names,
            "card": self._card(entry),
        }
        page = self.theme.page("statement.html", leaf, body, **values)
        return {f"{entry.url}index.html": page, **copies}

    def _references(self) -> Iterator[Producer]:
        """Yield a producer for the reference files of each month."""
        for place, entries in cite.months(self._archive).items():
            if not self.delta.among(entries):
                continue
            make = partial(cite.references_of, place, entries, self._archive, self.site)
            cited = [self.site.commits.get(entry.path, "") for entry in entries]
            made = key(self.site.name, self.site.url, self.site.formats, cited, *prints(entries))
            yield Producer(f"references:{place}", made, make)

    def _besides(self, entry: Entry) -> Iterator[Producer]:
        """Yield a producer for each page that shows a statement and a translation of it side by side."""
        for url, other in beside.others(entry, self._archive):
            made = key(self.theme.shell(url).key, *prints((entry, other)))
            yield Producer(f"statements:{url}", made, partial(self._beside, url, entry, other))

    def _beside(self, url: str, entry: Entry, other: Entry) -> Mapping[str, str]:
        one, two = (beside.side(each, self.pages.renderer) for each in (entry, other))
        title = escape(marks.told(entry.statement.title), quote=False)
        leaf = Leaf(src_uri=f"{url}index.md", url=url, title=title, canonical_url=self.theme.canonical(entry.url))
        page = self.theme.page("beside.html", leaf, view=beside.Beside(sides=(one, two)))
        return {f"{url}index.html": page}

    def lists(self, outlines: Iterable[Outline]) -> Iterator[Producer]:
        """Yield a producer for each page of each list, and of the texts that are wanted."""
        for outline in outlines:
            if not self.delta.among_places(outline.rows):
                continue
            made = key(self.theme.shell(outline.url, outline.path).key, outline.key)
            yield Producer(f"lists:{outline.path}", made, partial(self._list, outline))

    def _list(self, outline: Outline) -> Mapping[str, str]:
        listing, url = outline.make(), outline.url
        title = escape(marks.told(listing.title), quote=False)
        leaf = Leaf(src_uri=listing.path, url=url, title=title, canonical_url=self.theme.canonical(url))
        return {f"{url}index.html": self.theme.page(listing.template, leaf, view=listing)}

    def data(self, view: DataPage) -> Producer:
        """Return the producer of the page that tells of the data."""
        url = PATH.removesuffix("index.md")
        leaf = Leaf(
            src_uri=PATH, url=url, title=self.pages.wording.gettext(TITLE), canonical_url=self.theme.canonical(url)
        )
        made = key(self.theme.shell(url, PATH).key, view)
        return Producer(PATH, made, lambda: {f"{url}index.html": self.theme.page("data.html", leaf, view=view)})

    def looks(self) -> Iterator[Producer]:
        """Yield the producers of the style sheet of our pages and of the pictures for previews."""
        yield Producer("style", key(self.theme.style), lambda: {STYLE: self.theme.style})
        if self._cards and self.delta.is_all:  # a card shows nothing but what the frame holds
            yield from self._cards.producers()

    def words(self, wordings: Iterable[Wording]) -> Iterator[Producer]:
        """Yield the producers of what scripts read of each language, where a reader can choose among several."""
        made = {f"assets/locale/{each.language}.json": each.as_json() for each in wordings}
        for path, text in made.items() if len(made) > 1 else ():
            yield Producer(path, key(text), partial(dict, {path: text}))

    def feeds(self) -> Iterator[Producer]:
        """Yield the producers of all feeds."""
        channel = key(self.channel)
        found = feeds.parts(self._archive, self.channel, self.pages.renderer, self.differences, self.delta)
        for part in found:
            yield Producer(f"feeds:{part.name}", key(channel, *part.facts, *prints(part.entries)), part.make)

    def sitemap(self, others: Iterable[tuple[str, str]], outlines: Iterable[Outline]) -> Iterator[Producer]:
        """Yield the producer of the site map: every page with the day it changed; `others` are the pages beside ours."""
        site = self.theme.canonical("")
        found = [
            *((self.theme.canonical(url), day) for url, day in others),
            *((f"{site}{outline.url}", outline.updated) for outline in outlines),
            *((f"{site}{entry.url}", entry.statement.changed) for entry in self._archive.entries),
        ]
        found.sort()
        yield Producer("sitemap", key("".join(map("%s %s\n".__mod__, found))), partial(sitemap, found, site))


def hand_written(folder: Path) -> Producer:
    """Return the producer of what MkDocs built in a folder: its pages, and the files that it copies; our site map stays."""
    files = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    kept = {name: path.read_bytes() for name, path in files.items() if not name.startswith("sitemap.xml")}
    return Producer("hand-written", key(kept), lambda: kept)


def sitemap(days: list[tuple[str, str]], site: str) -> Mapping[str, str | bytes]:
    """Return the site map of some addresses with the day each changed (https://www.sitemaps.org/protocol.html).

    More than 50,000 addresses are split over several files, which an index then names.
    """
    parts = [days[start : start + _MOST] for start in range(0, len(days), _MOST)] or [[]]
    texts = [_urlset(part) for part in parts]
    files: dict[str, str | bytes] = {}
    if len(texts) > 1:
        names = [f"sitemap-{number}.xml" for number in range(1, len(texts) + 1)]
        files = dict(zip(names, texts, strict=True))
        inner = "".join(f"<sitemap><loc>{escape(site + name)}</loc></sitemap>\n" for name in names)
        texts = [f'{_XML}<sitemapindex xmlns="{_SPACE}">\n{inner}</sitemapindex>\n']
    return {**files, "sitemap.xml": texts[0], "sitemap.xml.gz": gzip.compress(texts[0].encode(), mtime=0)}


_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def _urlset(days: Iterable[tuple[str, str]]) -> str:
    inner = "".join(
        f"<url><loc>{escape(address)}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</url>\n"
        for address, day in days
    )
    return f'{_XML}<urlset xmlns="{_SPACE}">\n{inner}</urlset>\n'


def base_of(config: MkDocsConfig, folder: Path) -> str:
    """Return the key of our code, templates, words, configuration and registries, on which every page may depend."""
    records = [(folder / name).read_bytes() for name in registry.FILES]
    return key(origin.code(), templates_key(config), config_key(config), *records)


def about_of(config: MkDocsConfig, settings: Settings) -> About:
    """Return what data tells of the archive as a whole."""
    return About(
        title=config.site_name,
        description=config.site_description or config.site_name,
        site=f"{config.site_url.rstrip('/')}/" if config.site_url else "",
        commit=settings.commit,
    )


def channel_of(config: MkDocsConfig, settings: Settings, pieces: Collection[str], wording: Wording) -> feeds.Channel:
    """Return what all feeds say of the site; `pieces` are those of `builder.export.budget` that are on it."""
    return feeds.Channel(
        title=config.site_name,
        description=config.site_description or config.site_name,
        url=config.site_url or "/",
        language=str(config.theme["language"] or "en"),
        authority=settings.authority,
        length=settings.feed_length,
        group_length=settings.group_feed_length,
        has_past=budget.PAST in pieces,
        has_past_texts=budget.PAST_TEXTS in pieces,
        has_ministry_pasts=budget.MINISTRY_PASTS in pieces,
        has_group_pasts=budget.GROUP_PASTS in pieces,
        wording=wording,
    )


def formats_of(pieces: Collection[str]) -> tuple[str, ...]:
    """Return the formats of the reference files; `pieces` are those of `builder.export.budget` that are on the site."""
    return references.EVERY if budget.REFERENCES in pieces else references.FEW


def site_of(
    config: MkDocsConfig, settings: Settings, folder: Path | None, archive: Archive, formats: tuple[str, ...]
) -> cite.Site:
    """Return what citations say of an archive, whose files are below `folder`, else where MkDocs looks.

    They name commits where the site is of one; a preview is of none. `formats` are those of the reference files.
    """
    place = root(config) / commits.PLACE
    paths = [entry.path for entry in archive.entries]
    named = commits.last(folder or Path(config.docs_dir), paths, place) if settings.commit else {}
    return cite.Site(name=config.site_name, url=config.site_url or "/", commits=named, formats=formats)
