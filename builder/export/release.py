"""Writes every form of the data of an archive of any size into a folder, one statement after another."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from builder.archive import Entry
from builder.export import package, tables
from builder.export.columns import Reader
from builder.export.dataset import FOLDER, Table
from builder.export.package import About
from builder.publish import Tell, say_nothing


def write(target: Path, reader: Reader, about: About, tell: Tell = say_nothing) -> int:
    """Write all tables, whole and by year, and what describes them; return the number of files.

    Raises OSError where the folder cannot be written.
    """
    spans = list(_spans(reader))
    made: list[Table] = []
    (target / "years").mkdir(parents=True, exist_ok=True)
    for number, (year, entries, form) in enumerate(spans, start=1):
        path = f"{f'years/{year}' if year else 'statements'}.{tables.ENDINGS[form]}"
        tables.WRITERS[form](target / path, map(reader.record, entries))
        made.append(_table(target, path, form, year, len(entries)))
        tell("Writing data", number, len(spans))
    described = [text for each in package.producers(reader.archive, about, made) for text in each.make().items()]
    for path, text in described:
        (target / path.removeprefix(FOLDER)).write_bytes(text if isinstance(text, bytes) else text.encode())
    return len(made) + len(described)


def _spans(reader: Reader) -> Iterator[tuple[str, tuple[Entry, ...], str]]:
    years = {"": reader.archive.entries, **dict(sorted(reader.archive.by_year.items()))}
    for year, entries in years.items():
        for form in tables.WRITERS:
            yield year, entries[::-1], form


def _table(target: Path, path: str, form: str, year: str, rows: int) -> Table:
    with (target / path).open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    size = (target / path).stat().st_size
    return Table(path=path, form=form, year=year, rows=rows, bytes=size, sha256=digest, parts=())
