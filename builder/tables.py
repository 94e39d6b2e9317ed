"""The tables that commands end with, made of plain values; `builder.cli` prints them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rich.table import Table
from rich.text import Text

from builder import held, overview
from builder.errors import one_line

_LABELS = {"kept": "kept (corrected)", "removed": "removed (stays out)"}


def account(tally: Mapping[str, Mapping[str, int]]) -> Table:
    """Return ingest's account: a column for each source, a row for each state, and how many records there were."""
    table = Table(title="Records by source")
    table.add_column("")
    for source in sorted(tally):
        table.add_column(
            Text(one_line(source)), justify="right"
        )  # plain: a name with brackets is none of rich's styles
    for state in held.STATES:
        label = _LABELS.get(state, state)
        table.add_row(label, *(str(tally[source][state]) for source in sorted(tally)))
    table.add_section()
    table.add_row("all", *(str(sum(tally[source].values())) for source in sorted(tally)))
    return table


def counts(title: str, rows: Iterable[tuple[str, int]]) -> Table:
    """Return a table of counts with their labels."""
    table = Table("", "", title=title, show_header=False)
    for label, number in rows:
        table.add_row(label, str(number))
    return table


def sources(rows: Iterable[overview.Row]) -> Table:
    """Return the list of sources, one row a source."""
    table = Table("source", "name", "shape", "language")
    for column in ("captures", "statements"):
        table.add_column(column, justify="right")
    for row in rows:
        table.add_row(
            Text(row.id), Text(one_line(row.name)), row.shape, row.language, str(row.captures), str(row.statements)
        )
    return table
