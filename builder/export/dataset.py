"""The tables of the archive below `data/`: of all statements and by year, with what describes them, as producers.

A table's bytes must be known before the page that tells their SHA-256, so tables are made first and kept under their
key in a cache; then each is copied where it belongs. JSON lines and CSV are put together of members, one for each
month, since gzip allows that: a changed statement makes one month anew. Parquet and SQLite are made as a whole.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from builder import files, origin, processes
from builder.archive import Entry
from builder.export import tables
from builder.export.columns import Reader, Record
from builder.producer import Producer, key, prints
from builder.publish import Tell, say_nothing

FOLDER = "data/"
"""Where the tables are, below the site."""

PLACE = ".cache/data"
"""Where they are kept, below the folder of the configuration file; it may be deleted."""

_JOINED: Mapping[str, Callable[[Sequence[Record]], str]] = {"jsonl": tables.jsonl, "csv": tables.rows}


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A file of the data: its path below `data/`, form, year (none for all), statements, size and SHA-256.

    `parts` are the keys of what it is put together of.
    """

    path: str
    form: str
    year: str
    rows: int
    bytes: int
    sha256: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Order:
    """A table to be made: the keys of its parts, in order, and where it goes."""

    path: str
    form: str
    year: str
    entries: tuple[Entry, ...]
    parts: tuple[str, ...]


class _Files(NamedTuple):
    """Some statements, and the files that are made of them together, each with its form."""

    entries: Sequence[Entry]
    files: list[tuple[Path, str]]


@dataclass(frozen=True, slots=True)
class Dataset:
    """Makes the tables of one archive; `names` are the pieces that are on the site, `kept` is the cache."""

    reader: Reader
    names: tuple[str, ...]
    kept: Path
    jobs: int = 1
    tell: Tell = say_nothing

    def tables(self) -> tuple[Table, ...]:
        """Make what is not kept, and return every table that is on the site, those of all statements first."""
        orders: list[_Order] = []
        todo: dict[tuple[str, str], Sequence[Entry]] = {}
        told: dict[tuple[str, ...], str] = {}
        for name in self.names:
            span, _, form = name.partition(".")
            if not form:
                continue
            for year, entries in self._spans(span):
                chunks = _months(entries) if form in _JOINED else [entries]
                made = {self._key(form, chunk, told): chunk for chunk in chunks}
                todo |= {(form, each): chunk for each, chunk in made.items()}
                path = f"{f'years/{year}' if year else 'statements'}.{tables.ENDINGS[form]}"
                orders.append(_Order(path, form, year, entries, tuple(made)))
        self._make(todo)
        return tuple(sorted(self._measured(orders), key=lambda table: (table.year, table.path)))

    def _spans(self, span: str) -> list[tuple[str, tuple[Entry, ...]]]:
        """Return the years, or all statements, each with its statements from the oldest."""
        archive = self.reader.archive
        if span == "all":
            return [("", archive.entries[::-1])]
        return [(year, archive.by_year[year][::-1]) for year in sorted(archive.by_year)]

    def _key(self, form: str, entries: Sequence[Entry], told: dict[tuple[str, ...], str]) -> str:
        """Return the key of a part; what was `told` of the same statements for another form is taken from there."""
        known = tuple(prints(entries))
        if known not in told:
            names = [self.reader.archive.registry.ministries[entry.statement.ministry].name for entry in entries]
            told[known] = key("\n".join(names), "\n".join(known))
        return key(origin.code(), form, self.reader.site, told[known])

    def _file(self, form: str, made: str) -> Path:
        return self.kept / f"{made}.{form}"

    def _make(self, todo: Mapping[tuple[str, str], Sequence[Entry]]) -> None:
        """Make the parts that are not kept, and delete those that no table has any more."""
        self.kept.mkdir(parents=True, exist_ok=True)
        wanted = {self._file(*name): (name[0], entries) for name, entries in todo.items()}
        for old in set(self.kept.iterdir()) - wanted.keys() - {self.kept / _NOTES}:
            files.remove(old)
        lacking: dict[tuple[bool, tuple[str, ...]], _Files] = {}
        for file, (form, entries) in wanted.items():
            if not file.exists():
                name = (form in _JOINED, tuple(entry.path for entry in entries))
                lacking.setdefault(name, _Files(entries, [])).files.append((file, form))
        longest_first = [lacking[name] for name in sorted(lacking, key=lambda name: name[0])]
        processes.spread(longest_first, self._written, self.jobs, partial(self.tell, "Writing data"))

    def _written(self, share: Sequence[_Files]) -> None:
        for entries, kept in share:
            records = list(map(self.reader.record, entries)) if kept[0][1] in _JOINED else []
            for file, form in kept:
                part = file.with_name(f"{file.name}.part")
                if form in _JOINED:
                    part.write_bytes(tables.packed(_JOINED[form](records)))
                else:
                    tables.WRITERS[form](part, map(self.reader.record, entries))
                part.replace(file)

    def data(self, form: str, parts: Sequence[str]) -> bytes:
        """Return the bytes of a table that was made."""
        head = tables.packed(tables.header()) if form == "csv" else b""
        return head + b"".join(self._file(form, part).read_bytes() for part in parts)

    def _measured(self, orders: Sequence[_Order]) -> Iterator[Table]:
        """Yield the tables with size and SHA-256, which are noted under the keys of their parts."""
        known: dict[str, tuple[int, str]] = {}
        with suppress(OSError, ValueError):
            known = json.loads((self.kept / _NOTES).read_bytes())
        fresh: dict[str, tuple[int, str]] = {}
        for order in orders:
            name = key(order.form, order.parts)
            if name not in known:
                data = self.data(order.form, order.parts)
                known[name] = (len(data), hashlib.sha256(data).hexdigest())
            fresh[name] = known[name]
            yield Table(
                path=order.path,
                form=order.form,
                year=order.year,
                rows=len(order.entries),
                bytes=known[name][0],
                sha256=known[name][1],
                parts=order.parts,
            )
        files.put(self.kept / _NOTES, json.dumps(fresh).encode())

    def producers(self, made: Sequence[Table]) -> Iterator[Producer]:
        """Yield what puts each table that was made on the site."""
        for table in made:
            yield Producer(FOLDER + table.path, key(table.sha256), partial(self._file_of, table))

    def _file_of(self, table: Table) -> Mapping[str, bytes]:
        return {FOLDER + table.path: self.data(table.form, table.parts)}


_NOTES = "tables.json"


def _months(entries: Sequence[Entry]) -> list[tuple[Entry, ...]]:
    """Return statements, which are in order of day, by the month in which each begins."""
    by_month = groupby(entries, key=lambda entry: f"{entry.statement.date.text}-01"[: len("2023-02")])
    return [tuple(group) for _, group in by_month]
