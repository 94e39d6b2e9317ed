"""What each page of a list is made from, kept from build to build, so that a changed text needs few pages' values.

Of a statement, a list shows what sorts it, counts it or names it: the archive's *shape*. Beside that only its first
sentence, and the day of its last change. So while the shape is what it was, a page of a list changed only where a
statement changed that it lists, and the values of other pages need not be made to know it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from builder import files
from builder.archive import Archive, Entry
from builder.lists import Lists
from builder.producer import Memo, key, prints
from builder.views import Listing, Row

PLACE = Path(".cache/lists.json")
"""Where outlines are kept, below the folder of the configuration file; it may be deleted."""

_FEW = 60
"""Lists that are made one by one; to make more of them takes longer than to make all at once."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A page of a list before its values are made: its path and title, the day it changed, and the statements it lists.

    These are given by their places in the archive. `frame` is the key of all it shows but for their first sentences and days of change.
    """

    path: str
    title: str
    updated: str
    frame: str
    rows: Sequence[int]
    archive: Archive | None
    make: Callable[[], Listing]

    @property
    def entries(self) -> list[Entry]:
        """The statements that it lists."""
        return [self.archive.entries[row] for row in self.rows] if self.archive else []

    @property
    def url(self) -> str:
        """The address of the page, relative to the site."""
        return self.path.removesuffix("index.md")

    @property
    def key(self) -> str:
        """The key of all it shows."""
        return key(self.frame, *prints(self.entries))

    @classmethod
    def of(cls, listing: Listing) -> Outline:
        """Return the outline of a page that lists no statements and whose values are there."""
        return cls(listing.path, listing.title, listing.updated, key(listing), (), None, lambda: listing)


class _Sheet(NamedTuple):
    """What is kept of a page: `frame` is the key of all but first sentences, `rows` are its statements' places in the archive."""

    path: str
    base: str
    title: str
    updated: str
    frame: str
    rows: Sequence[int]


def outlines(lists: Lists, place: Path | None, facts: str) -> tuple[Outline, ...]:
    """Return every page of every list; `facts` is the key of code, configuration and registries.

    What is kept in the file `place` spares making the values where the shape of the archive is the same.
    """
    entries = lists.pages.archive.entries
    told = (lists.page_size, lists.formats, [text.model_dump_json() for text in lists.wanted])
    shape = key(lists.pages.archive.shape, facts, *told)
    ready: dict[str, Listing] = {}
    sheets = _kept(place, shape)
    if sheets is None:
        ready = {listing.path: listing for listing in lists.all()}
        sheets = _sheets(tuple(ready.values()), entries)
        if place:
            with suppress(OSError):  # then all is made the next time too
                files.put(place, json.dumps([shape, sheets], ensure_ascii=False, separators=(",", ":")).encode())
    changed = [entry.statement.changed for entry in entries]
    maker = _Maker(lists, ready)
    return tuple(
        Outline(
            path=sheet.path,
            title=sheet.title,
            updated=max(map(changed.__getitem__, sheet.rows)) if sheet.rows else sheet.updated,
            frame=sheet.frame,
            rows=sheet.rows,
            archive=lists.pages.archive,
            make=partial(maker.listing, sheet.path, sheet.base),
        )
        for sheet in sheets
    )


def _sheets(listings: Sequence[Listing], entries: Sequence[Entry]) -> list[_Sheet]:
    places = {entry.url: place for place, entry in enumerate(entries)}
    memo = Memo(Row, lambda row: replace(row, excerpt="", changed=""))
    return [
        _Sheet(
            path=listing.path,
            base=listing.base,
            title=listing.title,
            updated=listing.updated,
            frame=key(replace(listing, updated=""), memo=memo),
            rows=tuple(places[row.url] for _, group in listing.rows or listing.days for row in group),
        )
        for listing in listings
    ]


def _kept(place: Path | None, shape: str) -> list[_Sheet] | None:
    """Return what is kept of an archive of this shape, None where nothing is."""
    try:
        known, sheets = json.loads(place.read_bytes()) if place else (None, [])
        return list(map(_Sheet._make, sheets)) if known == shape else None
    except (OSError, ValueError, TypeError):
        return None


@dataclass
class _Maker:
    """Makes the values of pages that are asked for: one page, then all of its list, or all lists where many are asked for."""

    lists: Lists
    ready: dict[str, Listing]
    base: str | None = None
    asked: int = 0
    found: dict[str, Listing] = field(default_factory=dict)

    def listing(self, path: str, base: str) -> Listing:
        """Return the values of a page of the list at an address."""
        if path in self.ready:
            return self.ready[path]
        if path in self.found:
            return self.found[path]
        self.asked += 1
        if self.asked > _FEW:
            self.ready = {each.path: each for each in self.lists.all()}
            return self.ready[path]
        again = self.base == base
        self.base = base
        self.found = {each.path: each for each in self.lists.of(base, None if again else path)}
        return self.found[path]
