"""Makes the files of the search index from an archive, a part at a time, and keeps the parts that are still true."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from builder import files
from builder.archive import Archive, Entry
from builder.markup import Renderer
from builder.search import table
from builder.search.part import SHELVES, invert
from builder.search.plain import paragraphs
from builder.search.shelf import ShelfFile, merge, packed

FOLDER = "search/"
"""Where the files of the index are, below the site."""

VERSION = 1
"""Of the form of the files; a part that was kept in another form is made again."""

PART = 2_500
"""Statements of a part at most."""

FEW = 1_000
"""Statements up to which the files are grouped by one letter instead of two."""

Map = Callable[..., Iterator[Any]]
"""Applies a function to items in turn, here or in other processes, as `map` and `Executor.map` do."""


def make(archive: Archive, kept: Path, run: Map = map) -> Iterator[tuple[str, bytes]]:
    """Yield each file of the index: its path below the site and its bytes, the same for the same archive.

    Parts are written to the folder `kept` and read from there the next time, where their statements are the same.
    """
    entries = tuple(reversed(archive.entries))
    depth = 1 if len(entries) <= FEW else 2
    chunks = table.periods(entries, PART)
    parts = [_Part(file) for file in run(_keep, [_Job.of(chunk, kept, depth) for chunk in chunks])]
    groups: dict[str, list[tuple[int, Path, int, int]]] = defaultdict(list)
    for number, each in enumerate(parts):
        for name, (start, size) in each.slices.items():
            groups[name].append((number, each.file, start, size))
    names = sorted(groups)
    shelves: dict[str, dict[str, list[str]]] = {shelf: {} for shelf in SHELVES}
    for name, made in zip(names, run(_merged, [groups[name] for name in names]), strict=True):
        shelf, _, group = name.partition("/")
        shelves[shelf][group] = [file.first for file in made[1:]]
        for at, file in enumerate(made):
            yield f"{FOLDER}{name}-{at}.idx", file.data
    for at in range(0, len(entries), table.RECORDS):
        rows = table.records(entries[at : at + table.RECORDS])
        yield f"{FOLDER}titles/{at // table.RECORDS}.idx", packed(rows)
    yield (
        f"{FOLDER}archive.idx",
        packed(
            {
                "version": VERSION,
                "depth": depth,
                "parts": [len(chunk) for chunk in chunks],
                "records": table.RECORDS,
                "facets": table.facets(archive.registry),
                "table": table.columns(entries, archive.registry),
                "length": [table.length(units) for each in parts for units in each.lengths],
                "shelves": shelves,
            }
        ),
    )
    for old in set(kept.glob("*.part")) - {each.file for each in parts}:
        old.unlink()


@dataclass(frozen=True, slots=True)
class _Job:
    """A part to make: where it is kept, under a name made of all that it is made from."""

    file: Path
    depth: int
    texts: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, entries: Iterable[Entry], kept: Path, depth: int) -> _Job:
        texts = tuple((entry.statement.title, entry.statement.body) for entry in entries)
        key = files.sha256(json.dumps([VERSION, depth, texts], ensure_ascii=False).encode())
        return cls(kept / f"{key[:32]}.part", depth, texts)


def _keep(job: _Job) -> Path:
    """Write a part to its file, unless it is there: `[slices, lengths]` as a line of JSON, then the slices."""
    if not job.file.exists():
        renderer = Renderer()
        slices, lengths = invert([[title, *paragraphs(body, renderer)] for title, body in job.texts], job.depth)
        places, start = {}, 0
        for name, data in slices.items():
            places[name] = (start, len(data))
            start += len(data)
        files.put(job.file, json.dumps([places, lengths]).encode() + b"\n" + b"".join(slices.values()))
    return job.file


class _Part:
    """A part as it is kept: where in its file the slices are, and how long its statements are."""

    def __init__(self, file: Path) -> None:
        self.file = file
        with file.open("rb") as opened:
            head = opened.readline()
        places, self.lengths = json.loads(head)
        self.slices: dict[str, tuple[int, int]] = {
            name: (len(head) + start, size) for name, (start, size) in places.items()
        }


def _merged(slices: list[tuple[int, Path, int, int]]) -> list[ShelfFile]:
    """Read the slices of a group and put them together."""
    read = []
    for number, file, start, size in slices:
        with file.open("rb") as opened:
            opened.seek(start)
            read.append((number, opened.read(size)))
    return list(merge(read))
