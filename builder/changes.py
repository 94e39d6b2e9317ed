"""The parts of the site that tell what changed: all corrections, where moved statements are, why removed ones are gone."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from html import escape

from builder import marks
from builder.archive import Archive, Entry
from builder.differences import Difference, Reading, readings
from builder.producer import Memo, Producer, key, prints
from builder.removed import Removed
from builder.theme import Leaf, Theme
from builder.wording import ENGLISH, Wording

BASE = "corrections/"
"""The address of the first page of all corrections."""

_SIZE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A correction in the list of all: when, by whom and why, the statement that it changed, and its words."""

    date: str
    day: str
    by: str
    note: str
    title: str
    language: str
    url: str
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesPage:
    """One page of all corrections, newest first."""

    changes: tuple[Change, ...]
    total: int
    page: int
    pages: int

    def page_url(self, number: int) -> str:
        """Return the address of one page of the list."""
        return BASE if number == 1 else f"{BASE}page/{number}/"

    @property
    def window(self) -> tuple[int, ...]:
        """The numbers of the pages that are near."""
        return tuple(range(max(1, self.page - 3), min(self.pages, self.page + 3) + 1))


def count(archive: Archive) -> int:
    """Return how many corrections an archive has; there is no page of them where it has none."""
    return sum(len(entry.statement.corrections) for entry in archive.entries)


def all_of(archive: Archive, known: Iterable[Difference] = (), wording: Wording = ENGLISH) -> tuple[Change, ...]:
    """Return all corrections, the newest first; of one day by statement, the later of a statement first.

    `known` is what they changed; of a correction that is not there the words are not known.
    """
    words = {(each.id, each.number): readings(each) for each in known}
    found = [
        (str(correction.date), entry.path, number, correction, entry)
        for entry in archive.entries
        for number, correction in enumerate(entry.statement.corrections)
    ]
    found.sort(key=lambda each: each[1])
    found.sort(key=lambda each: (each[0], each[2]), reverse=True)
    return tuple(
        Change(
            date=day,
            day=wording.words(correction.date),
            by=correction.by,
            note=correction.note,
            title=entry.statement.title,
            language=entry.statement.language,
            url=f"{entry.url}#corrections",
            readings=words.get((entry.statement.id, number + 1), ()),
        )
        for day, _, number, correction, entry in found
    )


def pages_of(archive: Archive, known: Iterable[Difference] = (), wording: Wording = ENGLISH) -> tuple[ChangesPage, ...]:
    """Return the pages of all corrections, none where there is none; `known` is what they changed."""
    changes = all_of(archive, known, wording)
    pages = -(-len(changes) // _SIZE)
    return tuple(
        ChangesPage(
            changes=changes[(number - 1) * _SIZE : number * _SIZE], total=len(changes), page=number, pages=pages
        )
        for number in range(1, pages + 1)
    )


@dataclass(frozen=True, slots=True)
class Changes:
    """Makes the producers of what changed in one archive, whose pages a theme renders."""

    archive: Archive
    removed: tuple[Removed, ...]
    differences: tuple[Difference, ...]
    theme: Theme
    wording: Wording = ENGLISH

    def all(self) -> Iterator[Producer]:
        """Yield a producer for each page of corrections, each old address, and each removed statement."""
        memo = Memo(Change)
        for view in pages_of(self.archive, self.differences, self.wording):
            url = view.page_url(view.page)
            made = key(self.theme.shell(url).key, view, memo=memo)
            yield Producer(f"{url}index.md", made, partial(self._corrections, view))
        for entry in self.archive.entries:
            for alias in entry.statement.aliases:
                made = key(self.theme.shell(_url(alias)).key, alias, *prints([entry]))
                yield Producer(alias, made, partial(self._moved, entry, alias))
        for gone in self.removed:
            made = key(self.theme.shell(gone.url).key, gone)
            yield Producer(gone.path, made, partial(self._removed, gone))

    def _corrections(self, view: ChangesPage) -> Mapping[str, str]:
        url = view.page_url(view.page)
        title = self.wording.gettext("Corrections")
        if view.page > 1:
            title = self.wording.gettext("{title}, page {number}", title=title, number=view.page)
        leaf = Leaf(src_uri=f"{url}index.md", url=url, title=title, canonical_url=self.theme.canonical(url))
        return {f"{url}index.html": self.theme.page("corrections.html", leaf, view=view)}

    def _moved(self, entry: Entry, alias: str) -> Mapping[str, str]:
        """Return the page at an old address: search engines count the new one, browsers go there at once."""
        url = _url(alias)
        leaf = Leaf(
            src_uri=alias,
            url=url,
            title=escape(marks.told(entry.statement.title), quote=False),
            canonical_url=self.theme.canonical(entry.url),
        )
        new = f"{posixpath.relpath(entry.url, url)}/"
        return {f"{url}index.html": self.theme.page("moved.html", leaf, statement=entry.statement, new=new)}

    def _removed(self, gone: Removed) -> Mapping[str, str]:
        title = escape(marks.told(gone.title), quote=False)
        leaf = Leaf(src_uri=gone.path, url=gone.url, title=title, canonical_url=self.theme.canonical(gone.url))
        return {f"{gone.url}index.html": self.theme.page("removed.html", leaf, gone=gone)}


def _url(path: str) -> str:
    return path.removesuffix(".md") + "/"
