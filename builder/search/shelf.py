"""The files of a shelf: the slices of all parts, put together unit by unit and cut into files of a size to fetch."""

from __future__ import annotations

import gzip
import json
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

WORDS, PLACES, PAIRS = "words", "places", "pairs"
"""The shelves: statements of a word; places of a word; places of two words of which one is short."""

SHELVES = (WORDS, PLACES, PAIRS)

FILE_BYTES = 32_000
"""Bytes of a file before it is compressed, unless one unit alone has more."""


_ONE_BYTE = 0x80


def cut(heads: Iterable[bytes]) -> list[str]:
    """Return the first unit of each file after the first, of a group whose slices have these first lines."""
    sizes: dict[str, int] = {}
    for head in heads:
        for unit, _, size in zip(*json.loads(head), strict=True):
            sizes[unit] = sizes.get(unit, len(unit)) + size
    firsts: list[str] = []
    total = 0
    for unit in sorted(sizes):
        if total and total + sizes[unit] > FILE_BYTES:
            firsts.append(unit)
            total = 0
        total += sizes[unit]
    return firsts


def merge(slices: Iterable[tuple[int, bytes]], firsts: Sequence[str]) -> Iterator[bytes]:
    """Yield the files of one group from its slices, each with the number of its part, cut before each of `firsts`.

    A file is `[units, sizes]` as a line of JSON and the postings, gzipped. The postings of a unit are, for each part
    that has it: the gap from the part before, how many statements, and what the part wrote of them.
    """
    found: dict[str, list[tuple[int, int, bytes]]] = {}
    for number, data in sorted(slices):
        head, _, postings = data.partition(b"\n")
        at = 0
        for unit, statements, size in zip(*json.loads(head), strict=True):
            found.setdefault(unit, []).append((number, statements, postings[at : at + size]))
            at += size
    units = sorted(found)
    ends = [bisect_left(units, first) for first in firsts]
    for start, end in zip([0, *ends], [*ends, len(units)], strict=True):
        joined = [_joined(found[unit]) for unit in units[start:end]]
        yield packed([units[start:end], list(map(len, joined))], b"".join(joined))


def _joined(sections: Sequence[tuple[int, int, bytes]]) -> bytes:
    made, last = [], -1
    for number, statements, data in sections:
        made += [_head(number - last, statements), data]
        last = number
    return b"".join(made)


def _head(*numbers: int) -> bytes:
    """Return numbers in the form of `builder.search.part.varints`, without what that loads to do many at once."""
    made = bytearray()
    for number in numbers:
        rest = number
        while rest >= _ONE_BYTE:
            made.append(rest & 0x7F | _ONE_BYTE)
            rest >>= 7
        made.append(rest)
    return bytes(made)


def packed(head: object, data: bytes = b"") -> bytes:
    """Return a line of JSON and bytes after it, gzipped; the same bytes for the same values."""
    line = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
    return gzip.compress(line + b"\n" + data, compresslevel=6, mtime=0)
