"""What the page `data/` shows: every file with its size and SHA-256, every column, what is left out, how programs ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from builder.export.budget import PIECES
from builder.export.columns import COLUMNS, Column
from builder.export.dataset import Table
from builder.export.interface import ITEM, SHORT, Interface
from builder.export.package import About

PATH = "data/index.md"
"""The Markdown path of the page, by which the menu names it."""

TITLE = "Data"


@dataclass(frozen=True, slots=True, kw_only=True)
class DataPage:
    """The values of the page; `years` are tables by year, `examples` addresses of the interface with what is there."""

    about: About
    statements: int
    whole: tuple[Table, ...]
    years: tuple[tuple[str, tuple[Table, ...]], ...]
    columns: tuple[Column, ...]
    lacking: tuple[str, ...]
    forms: tuple[str, ...]
    example: str
    examples: tuple[tuple[str, str], ...]
    keys: tuple[tuple[str, str], ...]
    short: tuple[str, ...] = SHORT


def view(interface: Interface, names: Sequence[str], tables: Sequence[Table]) -> DataPage:
    """Return the page of an archive whose data is `tables`; `names` are the pieces that are on the site."""
    archive = interface.archive
    newest = archive.entries[0] if archive.entries else None
    by_year = groupby((table for table in tables if table.year), key=lambda table: table.year)
    return DataPage(
        about=interface.about,
        statements=len(archive.entries),
        whole=tuple(table for table in tables if not table.year),
        years=tuple((year, tuple(found)) for year, found in by_year)[::-1],
        columns=COLUMNS,
        lacking=tuple(piece.means for piece in PIECES if piece.name not in names),
        forms=interface.forms,
        example=newest.url.rstrip("/") if newest else "",
        examples=_examples(interface),
        keys=tuple(ITEM.items()),
        short=interface.short,
    )


EXAMPLES = (
    "every address below",
    "the statements of a year",
    "a ministry's years",
    "a tag's years",
    "a ministry's statements of a year",
    "a tag's statements of a year",
)
"""What the addresses of the page's examples give."""


def _examples(interface: Interface) -> tuple[tuple[str, str], ...]:
    """Return an address of each form, of things that this archive has."""
    index = interface.index()
    made = [("api/v1/index.json", EXAMPLES[0])]
    for name, what in zip(("years", "ministries", "tags"), EXAMPLES[1:4], strict=True):
        if index[name]:
            made.append((f"api/v1/{name}/{index[name][0]['id']}.json", what))
    for name, what in zip(("ministries", "tags"), EXAMPLES[4:], strict=True):
        if index[name]:
            each = index[name][0]["id"]
            groups = interface.archive.by_ministry if name == "ministries" else interface.archive.by_tag
            year = groups[each][0].statement.date.year
            made.append((f"api/v1/{name}/{each}/{year}.json", what))
    return tuple(made)
