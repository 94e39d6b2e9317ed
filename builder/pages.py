"""What a statement's page and one line of a list show."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from builder import figures
from builder.archive import Archive, Entry
from builder.dates import PartialDate
from builder.links import Links
from builder.markup import Renderer
from builder.related import Pair
from builder.statement import Statement
from builder.text import excerpt
from builder.views import Link, Row, StatementPage

EXCERPT = 200
"""Characters of a statement's beginning that a list shows."""


@dataclass(slots=True)
class Pages:
    """Makes the values of the pages of one archive; keeps each statement's row, which many lists show."""

    archive: Archive
    related: tuple[Pair, ...] = ()
    renderer: Renderer = field(default_factory=Renderer)
    links: Links = field(init=False)
    colours: Mapping[str, int] = field(init=False)
    _rows: dict[str, Row] = field(default_factory=dict)
    _related: dict[str, list[tuple[float, Entry]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Make the links of the archive."""
        self.links = Links(self.archive)
        self.colours = figures.colours(self.archive)
        entries = {entry.statement.id: entry for entry in self.archive.entries}
        for pair in self.related:
            for one, other in ((pair.one, pair.other), (pair.other, pair.one)):
                if one in entries and other in entries:
                    self._related.setdefault(one, []).append((pair.share, entries[other]))

    def statement(self, entry: Entry) -> StatementPage:
        """Return what the page of a statement shows."""
        statement = entry.statement
        newer, older = self.archive.neighbours[entry.path]
        published, captured = statement.source.published, statement.capture.captured
        return StatementPage(
            statement=statement,
            day=statement.date.words(),
            published=published.words() if published and published != statement.date else "",
            captured=captured.words() if captured else "",
            kind=self.links.kind(statement.kind),
            ministries=tuple(map(self.links.ministry, self.archive.registry.lineage(statement.ministry))),
            issuer=self.links.issuer(statement.issuer) if statement.issuer else None,
            tags=tuple(map(self.links.tag, statement.tags)),
            newer=self.links.entry(newer),
            older=self.links.entry(older),
            related=self._related_links(statement.id),
            description=self.row(entry).excerpt,
        )

    def _related_links(self, name: str) -> tuple[Link, ...]:
        """Return the links to near duplicates, the nearest first."""
        found = sorted(self._related.get(name, ()), key=lambda pair: (-pair[0], pair[1].path))
        return tuple(
            Link(
                label=entry.statement.title,
                url=entry.url,
                note=f"{entry.statement.date.words()}, {share:.0%} of the shorter text's wording",
            )
            for share, entry in found
        )

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
            day=statement.date.words(),
            ministry=self.links.ministry(statement.ministry),
            kind=self.archive.registry.kinds[statement.kind].label,
            issuer=statement.issuer,
            excerpt=beginning(statement, self.renderer),
            language=statement.language,
            mark=self.colours[statement.ministry],
            month=month_of(statement.date),
            changed=statement.changed,
        )


def month_of(date: PartialDate) -> str:
    """Return the month of a date in words, or its year where that is all."""
    return PartialDate(date.text[:7]).words()


def beginning(statement: Statement, renderer: Renderer) -> str:
    """Return the beginning of a text; a first paragraph that ends in a colon only announces it."""
    paragraphs = re.split(r"\n\s*\n", statement.body.strip(), maxsplit=2)
    first = renderer.plain(paragraphs[0])
    if first.endswith((":", "\uff1a")) and len(paragraphs) > 1:
        first = renderer.plain(paragraphs[1])
    return excerpt(first, EXCERPT)
