"""Writes many records as JSON lines, CSV, Parquet and SQLite: one after another, the same bytes for the same records."""

from __future__ import annotations

import csv
import gzip
import io
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from datetime import date
from itertools import islice
from pathlib import Path

from builder.export.columns import COLUMNS, NAMES, Record, flat, line
from builder.search.words import pieces

_LEVEL = 6
_ROWS = 1_000
"""Records that are in memory at once, and in a row group of Parquet."""


def packed(text: str) -> bytes:
    """Return a text as one member of a gzip file; such members one after another are a gzip file too."""
    return gzip.compress(text.encode("utf-8", "surrogatepass"), _LEVEL, mtime=0)


def jsonl(records: Iterable[Record]) -> str:
    """Return records as JSON lines."""
    return "".join(map(line, records))


def header() -> str:
    """Return the first line of a CSV."""
    return _csv([NAMES])


def rows(records: Iterable[Record]) -> str:
    """Return records as the lines of a CSV (RFC 4180) below its first."""
    return _csv(map(flat, records))


def _csv(lines: Iterable[Iterable[str | None]]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows(map(_inert, cells) for cells in lines)
    return text.getvalue()


def _inert(cell: str | None) -> str | None:
    """Return a cell so that no spreadsheet takes it for a formula: with an apostrophe before it, which a spreadsheet drops."""
    return f"'{cell}" if cell and cell[0] in "=+-@\t\r" else cell


def write_jsonl(file: Path, records: Iterable[Record]) -> None:
    """Write JSON lines, packed with gzip."""
    _write_members(file, records, "", jsonl)


def write_csv(file: Path, records: Iterable[Record]) -> None:
    """Write a CSV, packed with gzip."""
    _write_members(file, records, header(), rows)


def _write_members(file: Path, records: Iterable[Record], head: str, made: Callable[[Iterable[Record]], str]) -> None:
    with file.open("wb") as out:
        if head:
            out.write(packed(head))
        for batch in _batches(records):
            out.write(packed(made(batch)))


def _batches(records: Iterable[Record]) -> Iterator[list[Record]]:
    rest = iter(records)
    while batch := list(islice(rest, _ROWS)):
        yield batch


def write_parquet(file: Path, records: Iterable[Record]) -> None:
    """Write Parquet, packed with Zstandard; lists are lists, records of lists are structures, days are dates."""
    import pyarrow as pa  # noqa: PLC0415 - loading it takes a third of a second, and most commands do without
    from pyarrow import parquet  # noqa: PLC0415 - likewise

    text = pa.string()
    shapes = {"text": text, "partial": text, "day": pa.date32(), "list": pa.list_(text)}
    kinds = {
        column: pa.list_(pa.struct([(part, text) for part in column.parts])) if column.parts else shapes[column.shape]
        for column in COLUMNS
    }
    schema = pa.schema(
        [
            pa.field(column.name, kind, nullable=column.empty, metadata={"description": column.means})
            for column, kind in kinds.items()
        ]
    )
    days = [column.name for column in COLUMNS if column.shape == "day"]
    with parquet.ParquetWriter(file, schema, compression="zstd") as out:
        for batch in _batches(records):
            given = [{**record, **{day: date.fromisoformat(record[day]) for day in days}} for record in batch]
            out.write_table(pa.Table.from_pylist(given, schema=schema))


_TABLE = f"CREATE TABLE statements ({', '.join(f'{name} TEXT' for name in NAMES)}, PRIMARY KEY (id))"
_SEARCHED = "title, issuer, text"
# The words after USING are those that sqlite-utils and Datasette look for.
_SEARCH = f"CREATE VIRTUAL TABLE statements_fts USING FTS5 ({_SEARCHED}, content=[statements])"


_FILLED = """INSERT INTO statements_fts (rowid, title, issuer, text)
SELECT rowid, findable(title), findable(issuer), findable(text) FROM statements"""


def _findable(text: str | None) -> str | None:
    """Return a text as the search reads it: parts of words stand below it in scripts that put words together.

    SQLite's own tokenizers know whole words (`unicode61`), or no word of two characters (`trigram`), as most are in these.
    """
    return text and "\n".join([text, " ".join(pieces(text))]).rstrip()


def write_sqlite(file: Path, records: Iterable[Record]) -> None:
    """Write a SQLite database: the table `statements` and its full-text search `statements_fts` (FTS5)."""
    file.unlink(missing_ok=True)
    with closing(sqlite3.connect(file)) as base:
        base.execute("PRAGMA journal_mode = OFF")
        base.execute("PRAGMA synchronous = OFF")
        base.execute(_TABLE)
        places = ", ".join("?" * len(NAMES))
        for batch in _batches(records):
            base.executemany(f"INSERT INTO statements VALUES ({places})", map(flat, batch))  # noqa: S608 - our words
        for name in ("first_day", "ministry", "kind", "language"):
            base.execute(f"CREATE INDEX statements_{name} ON statements ({name})")
        base.execute(_SEARCH)
        base.create_function("findable", 1, _findable, deterministic=True)
        base.execute(_FILLED)
        base.execute("INSERT INTO statements_fts (statements_fts) VALUES ('optimize')")
        base.commit()
        base.execute("VACUUM")


WRITERS: dict[str, Callable[[Path, Iterable[Record]], None]] = {
    "jsonl": write_jsonl,
    "csv": write_csv,
    "parquet": write_parquet,
    "sqlite": write_sqlite,
}
"""What writes each form of a table."""

ENDINGS = {"jsonl": "jsonl.gz", "csv": "csv.gz", "parquet": "parquet", "sqlite": "sqlite"}
"""How the name of each form's file ends."""
