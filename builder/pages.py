"""What a statement's page and one line of a list show."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from builder import beside, figures, languages
from builder.archive import Archive, Entry
from builder.dates import PartialDate
from builder.links import Links
from builder.markup import Renderer
from builder.related import Pair
from builder.statement import Statement
from builder.text import excerpt
from builder.views import Link, Row, StatementPage, Translation
from builder.wording import ENGLISH, Wording

EXCERPT = 200
"""Characters of a statement's beginning that a list shows."""


@dataclass(slots=True)
class Pages:
    """Makes the values of the pages of one archive; keeps each statement's row, which many lists show."""

    archive: Archive
    related: tuple[Pair, ...] = ()
    renderer: Renderer = field(default_factory=Renderer)
    wording: Wording = ENGLISH
    links: Links = field(init=False)
    colours: Mapping[str, int] = field(init=False)
    _rows: dict[str, Row] = field(default_factory=dict)
    _related: dict[str, list[tuple[Pair, Entry]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Make the links of the archive."""
        self.links = Links(self.archive, self.wording)
        self.colours = figures.colours(self.archive)
        entries = {entry.statement.id: entry for entry in self.archive.entries}
        for pair in self.related:
            for one, other in ((pair.one, pair.other), (pair.other, pair.one)):
                if one in entries and other in entries:
                    self._related.setdefault(one, []).append((pair, entries[other]))

    def statement(self, entry: Entry) -> StatementPage:
        """Return what the page of a statement shows."""
        statement = entry.statement
        newer, older = self.archive.neighbours[entry.path]
        published, captured = statement.source.published, statement.capture.captured
        return StatementPage(
            statement=statement,
            language=languages.own_name(statement.language),
            day=self.wording.words(statement.date),
            published=self.wording.words(published) if published and published != statement.date else "",
            captured=self.wording.words(captured) if captured else "",
            kind=self.links.kind(statement.kind),
            ministries=tuple(map(self.links.ministry, self.archive.registry.lineage(statement.ministry))),
            issuer=self.links.issuer(statement.issuer) if statement.issuer else None,
            tags=tuple(map(self.links.tag, statement.tags)),
            newer=self.links.entry(newer),
            older=self.links.entry(older),
            related=self._related_links(entry),
            translations=tuple(self._translations(entry)),
            description=self.row(entry).excerpt,
        )

    def _translations(self, entry: Entry) -> Iterator[Translation]:
        """Yield the other wordings of the same statement, by language."""
        met = {entry.statement.language}
        pages = {other.path: url for url, other in beside.others(entry, self.archive)}
        for other in self.archive.translations.get(entry.path, ()):
            statement = other.statement
            yield Translation(
                language=statement.language,
                name=languages.own_name(statement.language),
                title=statement.title,
                url=other.url,
                note=f"{self.wording.words(statement.date)}, {self.links.ministry(statement.ministry).label}",
                is_same=statement.language == entry.statement.language,
                is_first=statement.language not in met,
                beside=pages.get(other.path, ""),
            )
            met.add(statement.language)

    def near(self, entry: Entry) -> list[tuple[Pair, Entry]]:
        """Return the near duplicates of a statement with what they share, the nearest first."""
        return sorted(self._related.get(entry.statement.id, ()), key=lambda each: (-each[0].share, each[1].path))

    def _related_links(self, entry: Entry) -> tuple[Link, ...]:
        return tuple(
            Link(
                label=other.statement.title,
                url=other.url,
                note=f"{self.wording.words(other.statement.date)}, {self._alike(pair)}",
            )
            for pair, other in self.near(entry)
        )

    def _alike(self, pair: Pair) -> str:
        share = f"{pair.share:.0%}"
        if pair.alike == "wording":
            return self.wording.gettext("{share} of the shorter text's wording", share=share)
        return self.wording.gettext("in other words, {share} alike by the rarer words", share=share)

    def row(self, entry: Entry) -> Row:
        """Return the line of a statement in a list."""
        if entry.path not in self._rows:
            self._rows[entry.path] = self._new_row(entry)
        return self._rows[entry.path]

    def _new_row(self, entry: Entry) -> Row:
        statement = entry.statement
        return Row(
            title=statement.title,
            url=entry.url,
            date=str(statement.date),
            day=self.wording.words(statement.date),
            ministry=self.links.ministry(statement.ministry),
            kind=self.archive.registry.kinds[statement.kind].label,
            issuer=statement.issuer,
            excerpt=opening(entry, self.renderer),
            language="" if statement.language == self.wording.language else statement.language,
            mark=self.colours[statement.ministry],
            short=self.wording.calendar.below(statement.date),
            month=self.wording.words(PartialDate(statement.date.text[:7])),
            changed=statement.changed,
        )


def opening(entry: Entry, renderer: Renderer) -> str:
    """Return how a statement's text begins, without reading it where that is known."""
    return beginning(entry.statement, renderer) if entry.opening is None else entry.opening


def beginning(statement: Statement, renderer: Renderer) -> str:
    """Return the beginning of a text; a first paragraph that ends in a colon only announces it."""
    paragraphs = re.split(r"\n\s*\n", statement.body.strip(), maxsplit=2)
    first = renderer.plain(paragraphs[0])
    if first.endswith((":", "\uff1a")) and len(paragraphs) > 1:
        first = renderer.plain(paragraphs[1])
    return excerpt(first, EXCERPT)
