"""The files of a shelf: the slices of all parts, put together unit by unit and cut into files of a size to fetch."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from builder.search.part import varints

FILE_BYTES = 32_000
"""Bytes of a file before it is compressed, unless one unit alone has more."""


_ONE_BYTE = 0x80


@dataclass(frozen=True, slots=True)
class ShelfFile:
    """One file of a group: the first unit in it, and its bytes, gzipped: `[units, sizes]` as a line of JSON, postings."""

    first: str
    data: bytes


def merge(slices: Iterable[tuple[int, bytes]]) -> Iterator[ShelfFile]:
    """Yield the files of one group from its slices, each with the number of its part.

    The postings of a unit are, for each part that has it: the gap from the part before, how many statements, and
    what the part wrote of them.
    """
    found: dict[str, list[tuple[int, int, bytes]]] = {}
    for number, data in sorted(slices):
        head, _, postings = data.partition(b"\n")
        at = 0
        for unit, statements, size in zip(*json.loads(head), strict=True):
            found.setdefault(unit, []).append((number, statements, postings[at : at + size]))
            at += size
    units: list[str] = []
    kept: list[bytes] = []
    total = 0
    for unit in sorted(found):
        postings = _joined(found[unit])
        if units and total + len(postings) + len(unit) > FILE_BYTES:
            yield _file(units, kept)
            units, kept, total = [], [], 0
        units.append(unit)
        kept.append(postings)
        total += len(postings) + len(unit)
    if units:
        yield _file(units, kept)


def _joined(sections: Sequence[tuple[int, int, bytes]]) -> bytes:
    made, last = [], -1
    for number, statements, data in sections:
        made += [_head(number - last, statements), data]
        last = number
    return b"".join(made)


def _head(gap: int, statements: int) -> bytes:
    if max(gap, statements) < _ONE_BYTE:
        return bytes((gap, statements))
    return varints(np.array([gap, statements], dtype=np.int64))[0]


def _file(units: list[str], postings: list[bytes]) -> ShelfFile:
    return ShelfFile(units[0], packed([units, list(map(len, postings))], b"".join(postings)))


def packed(head: object, data: bytes = b"") -> bytes:
    """Return a line of JSON and bytes after it, gzipped; the same bytes for the same values."""
    line = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
    return gzip.compress(line + b"\n" + data, compresslevel=6, mtime=0)
