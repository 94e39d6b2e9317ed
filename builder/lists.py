"""Every list of the archive, and the pages of texts that it lacks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, groupby
from urllib.parse import quote, urlencode

from builder import coverage
from builder.anniversaries import Anniversaries
from builder.bodies import Bodies
from builder.dates import PartialDate
from builder.pages import Pages, month_of
from builder.periods import Periods
from builder.shelf import Splitter
from builder.subjects import Subjects
from builder.text import excerpt
from builder.views import Listing, WantedPage, WantedRow
from builder.wanted import Wanted


@dataclass(frozen=True, slots=True)
class Lists:
    """Makes the lists of one archive, each page of at most `page_size` statements with their first sentences.

    `wanted` are the texts that the archive lacks, for the calendars of ministries.
    """

    pages: Pages
    page_size: int
    wanted: tuple[Wanted, ...] = ()

    def all(self) -> Iterator[Listing]:
        """Yield every page of every list."""
        splitter = Splitter(self.pages, self.page_size)
        lacking = coverage.by_ministry(self.wanted, self.pages.archive.registry)
        return chain(
            Periods(splitter).all(),
            Bodies(splitter, lacking).all(),
            Subjects(splitter).all(),
            Anniversaries(splitter).all(),
        )


WANTED = "wanted.md"
"""The hand-written page above the texts that the archive lacks."""

_WANTED_SIZE = 50
_WANTED_LENGTH = 200
_FORM_LENGTH = 540
"""Characters of a form's field in an address, where a letter of some scripts takes nine."""


def wanted_pages(texts: Iterable[Wanted], repo_url: str) -> Iterator[WantedPage]:
    """Yield the pages of the texts that the archive lacks, newest first; there is always a first one."""
    ordered = sorted(texts, key=lambda text: (text.date, text.title), reverse=True)
    pages = max(1, -(-len(ordered) // _WANTED_SIZE))
    for number in range(1, pages + 1):
        part = ordered[(number - 1) * _WANTED_SIZE : number * _WANTED_SIZE]
        months = groupby(part, key=lambda text: month_of(PartialDate(text.date)))
        yield WantedPage(
            path=WANTED if number == 1 else f"wanted/{number}/index.md",
            base="wanted/",
            title="Wanted" if number == 1 else f"Wanted, page {number}",
            total=len(ordered),
            wanted=tuple((words, tuple(_wanted_row(text, repo_url) for text in group)) for words, group in months),
            page=number,
            pages=pages,
        )


def _wanted_row(text: Wanted, repo_url: str) -> WantedRow:
    return WantedRow(
        title=excerpt(text.title, _WANTED_LENGTH),
        date=text.date,
        day=PartialDate(text.date).words(),
        source=excerpt(text.source, _WANTED_LENGTH),
        teaser=excerpt(text.teaser, _WANTED_LENGTH),
        contribute=_form(text, repo_url) if repo_url else "",
    )


def _form(text: Wanted, repo_url: str) -> str:
    """Return the address of the repository's form for a missing text, its fields filled in."""
    fields = {
        "template": "missing.yml",
        "title": f"Missing: {_fitted(text.title, _FORM_LENGTH // 2)}",
        "statement-title": _fitted(text.title, _FORM_LENGTH),
        "date": text.date,
        "issued-by": _fitted(text.source, _FORM_LENGTH // 2),
    }
    return f"{repo_url.rstrip('/')}/issues/new?{urlencode(fields, quote_via=quote)}"


def _fitted(text: str, most: int) -> str:
    """Return the beginning of `text` that takes about `most` characters in an address, cut at a word."""
    return excerpt(text, most * len(text) // max(1, len(quote(text))))
