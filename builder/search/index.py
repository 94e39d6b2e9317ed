"""The producers of the search index: its parts are made first, and kept; then each file is made of all parts."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from builder import files, origin, processes
from builder.archive import Archive, Entry
from builder.delta import ALL, Delta
from builder.markup import Renderer
from builder.producer import Producer, key, prints
from builder.publish import Tell, say_nothing
from builder.search import table
from builder.search.plain import paragraphs
from builder.search.shelf import SHELVES, cut, merge, packed

FOLDER = "search/"
"""Where the files of the index are, below the site."""

PLACE = ".cache/search"
"""Where the parts are kept, below the folder of the configuration file; it may be deleted."""

VERSION = 1
"""Of the form of the files."""

PART = 1_250
"""Statements of a part at most."""

FEW = 1_000
"""Statements up to which the files are grouped by one letter instead of two."""

_CUTS = "cuts.json"


@contextmanager
def begun(
    archive: Archive, kept: Path, jobs: int = 1, tell: Tell = say_nothing
) -> Iterator[Callable[..., Iterator[Producer]]]:
    """Begin to make the parts that are not kept in the folder `kept`, in `jobs` processes, and go on meanwhile.

    What is given waits for them, and then yields what makes each file of the index, below `search/`, the same for the same
    archive; titles only where there are statements of a delta. Parts of other statements are deleted from the folder.
    """
    chunks = _chunks(archive, kept)
    todo = [(file, chunk) for file, chunk in chunks if not file.exists()]
    make = partial(_keep, _depth(archive))
    with processes.beside(todo, make, jobs, partial(tell, "Indexing statements")) as wait:

        def made(delta: Delta = ALL) -> Iterator[Producer]:
            wait()
            return _producers(archive, chunks, kept, jobs, delta)

        yield made


def _producers(
    archive: Archive,
    chunks: Sequence[tuple[Path, Sequence[Entry]]],
    kept: Path,
    jobs: int,
    delta: Delta,
) -> Iterator[Producer]:
    entries, depth = tuple(reversed(archive.entries)), _depth(archive)
    for old in set(kept.glob("*.part")) - {file for file, _ in chunks}:
        old.unlink()
    parts = [_Part.read(file) for file, _ in chunks]
    groups: dict[str, list[_Slice]] = defaultdict(list)
    for number, part in enumerate(parts):
        for name, (start, size, digest) in part.slices.items():
            groups[name].append(_Slice(number, part.file, part.start + start, size, digest))
    keys = {name: key(" ".join(f"{each.number} {each.digest}" for each in groups[name])) for name in sorted(groups)}
    firsts = _cuts(groups, keys, kept, jobs)
    for name, made in keys.items():
        yield Producer(FOLDER + name, made, partial(_group, name, tuple(groups[name]), tuple(firsts[name])))
    for at in range(0, len(entries), table.RECORDS):
        some = entries[at : at + table.RECORDS]
        if not delta.among(some):
            continue
        name = f"{FOLDER}titles/{at // table.RECORDS}"
        yield Producer(f"titles:{name}", key(*prints(some)), partial(_titles, name, some))
    lengths = [table.length(units) for part in parts for units in part.lengths]
    about = {
        "version": VERSION,
        "depth": depth,
        "parts": [len(chunk) for _, chunk in chunks],
        "records": table.RECORDS,
        "shelves": {
            shelf: {name.split("/")[1]: firsts[name] for name in keys if name.startswith(f"{shelf}/")}
            for shelf in SHELVES
        },
    }
    name = f"{FOLDER}archive"
    yield Producer(name, key(about, lengths, *prints(entries)), partial(_about, archive, entries, lengths, about))


def _about(
    archive: Archive, entries: Sequence[Entry], lengths: Sequence[int], about: Mapping[str, Any]
) -> Mapping[str, bytes]:
    facets, columns = table.facets(archive.registry), table.columns(entries, archive.registry)
    return {f"{FOLDER}archive.idx": packed({**about, "facets": facets, "table": columns, "length": lengths})}


def _titles(name: str, entries: Sequence[Entry]) -> Mapping[str, bytes]:
    return {f"{name}.idx": packed(table.records(entries))}


@dataclass(frozen=True, slots=True)
class _Slice:
    """What one part has of a group: the part's number, and where in its file the slice is."""

    number: int
    file: Path
    start: int
    size: int
    digest: str

    def read(self) -> bytes:
        """Return the slice: a line of JSON and postings."""
        with self.file.open("rb") as opened:
            opened.seek(self.start)
            return opened.read(self.size)


def _group(name: str, slices: Sequence[_Slice], firsts: Sequence[str]) -> Mapping[str, bytes]:
    made = merge([(each.number, each.read()) for each in slices], firsts)
    return {f"{FOLDER}{name}-{number}.idx": data for number, data in enumerate(made)}


def _cuts(
    groups: Mapping[str, Sequence[_Slice]], keys: Mapping[str, str], kept: Path, jobs: int
) -> dict[str, list[str]]:
    """Return where each group is cut into files, as it was kept or, where a slice is another, anew."""
    known: dict[str, list[str]] = {}
    with suppress(OSError, ValueError):
        known = json.loads((kept / _CUTS).read_bytes())
    todo = [name for name, made in keys.items() if made not in known]

    def anew(names: Sequence[str]) -> list[list[str]]:
        return [cut([each.read().partition(b"\n")[0] for each in groups[name]]) for name in names]

    found = [firsts for share in processes.spread(todo, anew, jobs) for firsts in share]
    fresh = dict(zip(todo, found, strict=True))
    cuts = {name: fresh[name] if name in fresh else known[made] for name, made in keys.items()}
    if todo:
        data = json.dumps({made: cuts[name] for name, made in keys.items()}, ensure_ascii=False)
        files.put(kept / _CUTS, data.encode())
    return cuts


@dataclass(frozen=True, slots=True)
class _Part:
    """A part as it is kept: where in its file the slices begin, where each is, how long its statements are."""

    file: Path
    start: int
    slices: Mapping[str, tuple[int, int, str]]
    lengths: Sequence[int]

    @classmethod
    def read(cls, file: Path) -> _Part:
        """Read the first line of a part's file."""
        with file.open("rb") as opened:
            head = opened.readline()
        slices, lengths = json.loads(head)
        return cls(file, len(head), slices, lengths)


def _depth(archive: Archive) -> int:
    return 1 if len(archive.entries) <= FEW else 2


def _chunks(archive: Archive, kept: Path) -> list[tuple[Path, Sequence[Entry]]]:
    """Return the statements of each part, and the file in which the part of just these is kept."""
    code, depth = origin.code(), _depth(archive)
    chunks = table.periods(tuple(reversed(archive.entries)), PART)
    return [(kept / f"{key(code, depth, *prints(chunk))}.part", chunk) for chunk in chunks]


def _keep(depth: int, part: tuple[Path, Sequence[Entry]]) -> None:
    """Make a part and write it to its file: `[slices, lengths]` as a line of JSON, then the slices."""
    from builder.search.part import invert  # noqa: PLC0415 - it loads numpy, which only who makes a part need wait for

    file, entries = part
    renderer = Renderer()
    texts = [[entry.statement.title, *paragraphs(entry.statement.body, renderer)] for entry in entries]
    slices, lengths = invert(texts, depth)
    places, start = {}, 0
    for name, data in slices.items():
        places[name] = (start, len(data), files.sha256(data)[:16])
        start += len(data)
    files.put(file, json.dumps([places, lengths]).encode() + b"\n" + b"".join(slices.values()))
