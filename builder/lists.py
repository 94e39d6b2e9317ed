"""Every list of the archive, and the pages of texts that it lacks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from builder import coverage, references
from builder.anniversaries import Anniversaries
from builder.bodies import Bodies
from builder.pages import Pages
from builder.periods import Periods
from builder.splitter import Splitter
from builder.subjects import Subjects
from builder.views import Listing
from builder.wanted import Wanted


@dataclass(frozen=True, slots=True)
class Lists:
    """Makes the lists of one archive, each page of at most `page_size` statements with their first sentences.

    `wanted` are the texts that the archive lacks, for the calendars of ministries; `formats` those of the reference files.
    """

    pages: Pages
    page_size: int
    wanted: tuple[Wanted, ...] = ()
    formats: tuple[str, ...] = references.EVERY

    def all(self) -> Iterator[Listing]:
        """Yield every page of every list."""
        return self._made(Splitter(self.pages, self.page_size, formats=self.formats))

    def of(self, base: str, path: str | None = None) -> Iterator[Listing]:
        """Yield the pages of the list at an address, as `all` does; only that with a path where one is given."""
        made = self._made(Splitter(self.pages, self.page_size, base, path, self.formats))
        return (listing for listing in made if listing.base == base and path in {None, listing.path})

    def _made(self, splitter: Splitter) -> Iterator[Listing]:
        lacking = coverage.by_ministry(self.wanted, self.pages.archive.registry)
        return chain(
            Periods(splitter).all(),
            Bodies(splitter, lacking).all(),
            Subjects(splitter).all(),
            Anniversaries(splitter).all(),
        )
