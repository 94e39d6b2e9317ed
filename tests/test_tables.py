"""The tables that commands end with: every number stands in its place."""

from __future__ import annotations

import io

from rich.console import Console
from rich.table import Table

from builder import ingest, tables
from builder.overview import Row


def cells(table: Table) -> list[list[str]]:
    """Return the printed rows of a table, cell by cell, frames left out."""
    stream = io.StringIO()
    Console(file=stream, width=120, color_system=None).print(table)
    lines = [line for line in stream.getvalue().splitlines() if line.startswith(("│", "┃"))]
    return [[cell.strip() for cell in line.strip("│┃").replace("┃", "│").split("│")] for line in lines]


def test_the_account_has_a_row_for_each_state_and_the_sum() -> None:
    """Each source has its column, in the order of names; `all` is what its states add up to."""
    tally = {
        "wire": dict.fromkeys(ingest.STATES, 0) | {"added": 2, "kept": 1, "removed": 3},
        "gazette": dict.fromkeys(ingest.STATES, 0) | {"no text": 4},
    }

    shown = cells(tables.account(tally))

    assert ["", "gazette", "wire"] == shown[0]
    assert ["added", "0", "2"] in shown
    assert ["kept (corrected)", "0", "1"] in shown
    assert ["removed (stays out)", "0", "3"] in shown
    assert ["no text", "4", "0"] in shown
    assert ["all", "4", "6"] == shown[-1]
    assert len(ingest.STATES) + 2 == len(shown)


def test_counts() -> None:
    """A table of counts has one row a count."""
    assert [["captures", "3"], ["statements", "2"]] == cells(
        tables.counts("Verified", [("captures", 3), ("statements", 2)])
    )


def test_sources() -> None:
    """A list of sources has one row a source, numbers last."""
    row = Row(id="wire", name="The Wire", shape="rows", language="en", captures=3, statements=2)

    assert ["wire", "The Wire", "rows", "en", "3", "2"] == cells(tables.sources([row]))[-1]


def test_a_name_with_brackets_is_shown_as_it_is() -> None:
    """Names come from folders and from what people wrote; nothing in them is a style, or breaks the table."""
    row = Row(id="[red]", name="A [/b] press", shape="rows", language="en", captures=3, statements=2)

    assert ["[red]", "A [/b] press"] == cells(tables.sources([row]))[-1][:2]
    assert ["", "[red]"] == cells(tables.account({"[red]": dict.fromkeys(ingest.STATES, 0)}))[0]
