"""All of a site's data: which pieces are on it, what makes them, and the page that tells of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from builder.archive import Archive
from builder.delta import ALL, Delta
from builder.export import budget, openapi, package, signposts
from builder.export import page as pages
from builder.export.budget import Holding
from builder.export.columns import Reader
from builder.export.dataset import Dataset, Table
from builder.export.folders import Folder, folders
from builder.export.forms import Forms
from builder.export.interface import Interface
from builder.export.package import About
from builder.markup import Renderer
from builder.producer import Producer
from builder.publish import Tell, say_nothing


@dataclass(frozen=True)
class Outlet:
    """The data of one archive, whose files are below `folder`.

    `budget` is how many megabytes the site has for it, `site_budget` how many the host takes in all; `newest` are the
    lengths of feeds, of the archive's and of a group's. `kept` is the folder in which tables are kept from build to build.
    """

    archive: Archive
    folder: Path
    about: About
    budget: int
    kept: Path
    jobs: int = 1
    tell: Tell = say_nothing
    site_budget: int = 1000
    newest: tuple[int, int] = (100, 25)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The pieces that are on the site."""
        site, data = (each * budget.MEGABYTE for each in (self.site_budget, self.budget))
        return budget.chosen(self._holding, site, data)

    @property
    def _holding(self) -> Holding:
        archive = self.archive
        every, group = self.newest
        languages = Counter(entry.statement.language for entry in archive.entries)
        ministries, tags, kinds = (
            [len(held) for held in groups.values()] for groups in (archive.by_ministry, archive.by_tag, archive.by_kind)
        )
        newest = [min(group, held) for held in (*ministries, *tags, *kinds, *languages.values())]
        return Holding(
            statements=len(archive.entries),
            size=sum(entry.size or (self.folder / entry.path).stat().st_size for entry in archive.entries),
            ministries=sum(ministries),
            tags=sum(tags),
            kinds=sum(kinds),
            languages=len(archive.entries),
            newest=sum(newest) + min(every, len(archive.entries)),
        )

    @cached_property
    def _reader(self) -> Reader:
        return Reader(self.archive, self.about.site, Renderer())

    @cached_property
    def forms(self) -> Forms:
        """What makes the copies beside each page."""
        return Forms(self.folder, self._reader, tuple(form for form in budget.FORMS if form in self.names))

    @cached_property
    def _interface(self) -> Interface:
        return Interface(self.archive, self.about, self.forms.names, has_group_lists=budget.GROUP_LISTS in self.names)

    @cached_property
    def _dataset(self) -> Dataset:
        return Dataset(self._reader, self.names, self.kept, self.jobs, self.tell)

    @cached_property
    def _tables(self) -> tuple[Table, ...]:
        return self._dataset.tables()

    def page(self) -> pages.DataPage:
        """Return what the page of the data shows; makes the tables, whose hashes it tells."""
        return pages.view(self._interface, self.names, self._tables)

    def folders(self) -> Iterator[Folder]:
        """Yield the folders that hold nothing but data."""
        return folders(self.archive, has_years=any(name.startswith("years.") for name in self.names))

    def producers(self, delta: Delta = ALL) -> Iterator[Producer]:
        """Yield what makes everything but the copies beside pages and the page; of lists, those with statements of a delta."""
        yield from self._dataset.producers(self._tables)
        yield from package.producers(self.archive, self.about, self._tables)
        yield from self._interface.producers(delta)
        yield openapi.producer(self.about, self._interface.short)
        yield from signposts.producers(self.archive, self.about, self._tables, self.forms.names)
