"""All of a site's data: which pieces are on it, what makes them, and the page that tells of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from builder.archive import Archive
from builder.delta import ALL, Delta
from builder.export import budget, openapi, package, signposts
from builder.export import page as pages
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
    """The data of one archive, whose files are below `folder`; `budget` is how many megabytes the site has for it.

    `kept` is the folder in which tables are kept from build to build.
    """

    archive: Archive
    folder: Path
    about: About
    budget: int
    kept: Path
    jobs: int = 1
    tell: Tell = say_nothing

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The pieces that are on the site."""
        sizes = [entry.size or (self.folder / entry.path).stat().st_size for entry in self.archive.entries]
        groups = (*self.archive.by_kind.values(), *self.archive.by_tag.values(), self.archive.entries)
        return budget.chosen(sizes, self.budget * budget.MEGABYTE, sum(map(len, groups)))

    @cached_property
    def _reader(self) -> Reader:
        return Reader(self.archive, self.about.site, Renderer())

    @cached_property
    def forms(self) -> Forms:
        """What makes the copies beside each page."""
        return Forms(self.folder, self._reader, tuple(form for form in budget.FORMS if form in self.names))

    @cached_property
    def _interface(self) -> Interface:
        return Interface(self.archive, self.about, self.forms.names)

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
        yield openapi.producer(self.about)
        yield from signposts.producers(self.archive, self.about, self._tables, self.forms.names)
