"""Reads all statements, and only those again whose files changed: what was read lies in `.cache/`, which may be deleted.

A statement is used again where its file's bytes are the same. That they are is known from the file's size and times
as git's index knows it (a change always sets the time of the entry, which no program can set back), and where these
differ or are too young, from the digest of the bytes. A copy of the repository has new times, so there all is read,
which takes a tenth of parsing it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from builder import archive, content, kept, markup, origin, outputs, processes
from builder.archive import Entry, Memory
from builder.check import Reader
from builder.errors import Problem, ProblemsError
from builder.outputs import Stamp, is_settled
from builder.pages import beginning

PLACE = Path(".cache/statements.sqlite")
"""Where the store lies, below the folder of the configuration file."""

_FORM = 2
_BELOW = f"{content.FOLDER}/"


class _Row(NamedTuple):
    """What is kept of one statement's file."""

    path: str
    stamp: Stamp
    digest: str
    untouched: bool
    opening: str
    data: str


@dataclass(frozen=True, slots=True)
class _Share:
    """What a share of the files holds: those whose bytes are as before, those read anew, and what is wrong."""

    rows: tuple[_Row, ...]
    problems: tuple[Problem, ...]


def reader(
    place: Path | None,
    jobs: int = 1,
    tell: processes.Tell = lambda *_: None,
    seen: Mapping[str, Stamp] | None = None,
    memory: Memory | None = None,
) -> Reader:
    """Return what reads the statements with the store at `place` (none for None), new ones in `jobs` processes.

    `seen` are the stamps of all files of the content, where somebody has just looked at them; `memory` spares a process that
    reads again what it has read before.
    """

    def read(folder: Path, shown: str) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
        store = _Store(place)
        now = store.now()
        stamps = _statements(dict(outputs.stamps(folder, below=_BELOW)) if seen is None else seen)
        spread = partial(processes.spread, jobs=jobs, tell=tell)
        return _read(store, _Look(folder, shown, stamps, {}), now, spread, memory or Memory())

    return read


def _statements(seen: Mapping[str, Stamp]) -> dict[str, Stamp]:
    """Return of all files those of statements, in the order of `archive.paths`."""
    found = [path for path in seen if path.startswith(_BELOW) and path.endswith(".md") and "/." not in path]
    return {path: seen[path] for path in sorted(found, key=lambda path: path.split("/"))}


def _read(
    store: _Store, look: _Look, now: int, spread: Callable[..., list[_Share]], memory: Memory
) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    stamps = look.stamps
    with processes.uncollected():
        known, at = (memory.rows, memory.at) if memory.rows else store.rows()
        same = {path: row for path, row in known.items() if stamps.get(path) == row.stamp and is_settled(row.stamp, at)}
        todo = [path for path in stamps if path not in same]
        shares = spread(todo, replace(look, known=known).at)
        fresh = {row.path: row for share in shares for row in share.rows}
        store.write(fresh.values(), known.keys() - same.keys() - fresh.keys(), now)
        loader = kept.Loader(look.folder)
        rows = {**same, **fresh}
        try:
            entries = tuple(
                (path in same and memory.entries.get(path)) or _entry(rows[path], loader)
                for path in stamps
                if path in rows
            )
        except (ValueError, KeyError, TypeError):
            if not known:
                raise
            store.forget()
            return _read(store, look, now, spread, memory)
    memory.entries, memory.rows, memory.at = {entry.path: entry for entry in entries}, rows, now
    return entries, tuple(problem for share in shares for problem in share.problems)


@dataclass(frozen=True, slots=True)
class _Look:
    """Looks at files, maybe in a process of its own."""

    folder: Path
    shown: str
    stamps: Mapping[str, Stamp]
    known: Mapping[str, _Row]

    def at(self, paths: Sequence[str]) -> _Share:
        renderer = markup.Renderer()
        rows: list[_Row] = []
        problems: list[Problem] = []
        for path in paths:
            try:
                rows.append(self._row(path, renderer))
            except ProblemsError as error:
                problems += error.problems
        return _Share(tuple(rows), tuple(problems))

    def _row(self, path: str, renderer: markup.Renderer) -> _Row:
        data = archive.data_of(self.folder, path, self.shown)
        digest = archive.print_of(data)
        old = self.known.get(path)
        if old is not None and old.digest == digest:
            return _Row(path, self.stamps[path], digest, old.untouched, old.opening, old.data)
        statement = archive.parsed(data, path, self.shown).statement
        opening = beginning(statement, renderer)
        return _Row(path, self.stamps[path], digest, statement.is_untouched, opening, kept.dump(statement))


def _entry(row: _Row, loader: kept.Loader) -> Entry:
    statement = loader.load(row.data, row.path, row.digest, untouched=row.untouched)
    return Entry(path=row.path, statement=statement, print=row.digest, size=row.stamp[0], opening=row.opening)


@dataclass(frozen=True, slots=True)
class _Store:
    """The file of rows; where it cannot be used, it is as if it were empty."""

    place: Path | None

    def now(self) -> int:
        """Return the time by the clock of the store's own disk, in nanoseconds; 0 where there is no store."""
        if self.place is None:
            return 0
        try:
            self.place.parent.mkdir(parents=True, exist_ok=True)
            self.place.touch()
            return self.place.stat().st_mtime_ns
        except OSError:
            return 0

    def rows(self) -> tuple[dict[str, _Row], int]:
        """Return the rows by path, none of another version of the code, and when they were noted."""
        if self.place is None:
            return {}, 0
        try:
            with closing(sqlite3.connect(self.place)) as base:
                meta = dict(base.execute("SELECT name, value FROM meta"))
                if meta.get("code") != self._code():
                    return {}, 0
                found = base.execute(
                    "SELECT path, size, bytes, entry, digest, untouched, opening, data FROM statements"
                )
                rows = {
                    path: _Row(path, (size, changed, noted), digest, bool(untouched), opening, data)
                    for path, size, changed, noted, digest, untouched, opening, data in found
                }
                return rows, int(meta["at"])
        except (sqlite3.Error, ValueError, KeyError):
            return {}, 0

    def write(self, rows: Iterable[_Row], gone: Iterable[str], at: int) -> None:
        """Note rows and drop those of files that are gone; a store that cannot be written is done without."""
        rows, gone = list(rows), list(gone)
        if self.place is None or not at or not (rows or gone):
            return
        try:
            self._write(self.place, rows, gone, at)
        except sqlite3.Error:
            self.forget()

    def forget(self) -> None:
        """Delete the store."""
        if self.place:
            with suppress(OSError):
                self.place.unlink()

    def _write(self, place: Path, rows: Sequence[_Row], gone: Sequence[str], at: int) -> None:
        with closing(sqlite3.connect(place)) as base, base:
            base.execute("CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT)")
            found = base.execute("SELECT value FROM meta WHERE name = 'code'").fetchone()
            if found != (self._code(),):
                base.execute("DROP TABLE IF EXISTS statements")
            base.execute(
                "CREATE TABLE IF NOT EXISTS statements (path TEXT PRIMARY KEY, size INTEGER, bytes INTEGER,"
                " entry INTEGER, digest TEXT, untouched INTEGER, opening TEXT, data TEXT)"
            )
            base.executemany("DELETE FROM statements WHERE path = ?", [(path,) for path in gone])
            base.executemany(
                "INSERT OR REPLACE INTO statements VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                [(row.path, *row.stamp, row.digest, row.untouched, row.opening, row.data) for row in rows],
            )
            base.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", [("code", self._code()), ("at", str(at))])

    def _code(self) -> str:
        return f"{_FORM} {origin.code()}"
