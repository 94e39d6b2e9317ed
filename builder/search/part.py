"""One part of the search index: which of its statements hold a word, how often, and where.

A part is made of bytes that the parts beside it do not touch, so that it can be made by itself and kept.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from builder.search import words
from builder.search.shelf import PAIRS, PLACES, WORDS

STEP = 1 << 13
"""Places of a paragraph: the unit `n` of paragraph `p` is at `p * STEP + n`; the title is paragraph 0."""

_SEVEN, _MORE = 7, 1 << 7
"""Bits of a number in a byte, and the bit that says that more follow."""

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Spread:
    """Every unit of a part's statements in order, as numbers: which unit, which statement, which place."""

    units: list[str]
    unit: Numbers
    statement: Numbers
    place: Numbers


def invert(texts: Sequence[Sequence[str]], depth: int) -> tuple[dict[str, bytes], list[int]]:
    """Return the slices of a part, by `shelf/group`, and how many units each statement has.

    A statement is given as its title and its paragraphs; the oldest comes first.
    """
    spread = _spread(texts)
    lengths = np.bincount(spread.statement, minlength=len(texts)).tolist()
    if not spread.unit.size:
        return {}, lengths
    unspaced = np.array([words.is_unspaced(unit) for unit in spread.units])
    short = np.array([len(unit) <= words.SHORT for unit in spread.units]) & ~unspaced
    slices = dict(_slices(WORDS, spread.units, _words(spread), depth))

    is_short, is_unspaced = short[spread.unit], unspaced[spread.unit]
    follows = (spread.place[1:] == spread.place[:-1] + 1) & (spread.statement[1:] == spread.statement[:-1])
    beside = np.zeros(spread.unit.size, dtype=bool)
    beside[1:] |= follows & is_unspaced[:-1]
    beside[:-1] |= follows & is_unspaced[1:]
    placed = ~is_short | beside
    own = _Spread(spread.units, spread.unit[placed], spread.statement[placed], spread.place[placed])
    slices |= _slices(PLACES, own.units, _places(own), depth)

    first = np.flatnonzero(follows & (is_short[:-1] | is_short[1:]) & ~is_unspaced[:-1] & ~is_unspaced[1:])
    codes, unit = numbered(spread.unit[first] * len(spread.units) + spread.unit[first + 1])
    pairs = [f"{spread.units[code // len(spread.units)]} {spread.units[code % len(spread.units)]}" for code in codes]
    both = _Spread(pairs, unit, spread.statement[first], spread.place[first])
    return slices | dict(_slices(PAIRS, pairs, _places(both), depth)), lengths


def _spread(texts: Iterable[Sequence[str]]) -> _Spread:
    known: defaultdict[str, int] = defaultdict()
    known.default_factory = known.__len__
    unit: list[int] = []
    spans: list[tuple[int, int, int]] = []
    for number, paragraphs in enumerate(texts):
        base = 0
        for paragraph in paragraphs:
            found = words.units(paragraph)
            unit += map(known.__getitem__, found)
            spans.append((number, base, len(found)))
            base += STEP * (len(found) // STEP + 1)
    numbers, bases, sizes = np.array(spans, dtype=np.int64).reshape(-1, 3).T
    starts = np.cumsum(sizes) - sizes
    place = np.arange(sizes.sum()) - np.repeat(starts - bases, sizes)
    return _Spread(list(known), np.array(unit, dtype=np.int64), np.repeat(numbers, sizes), place)


def ordered(values: Numbers) -> Numbers:
    """Return the places of values, none below 0, in the order of the values, equal ones as they stand.

    As numpy's stable argsort of whole numbers, in a third of its time: it sorts those of 16 bits by counting.
    """
    order = np.argsort(values.astype(np.uint16), kind="stable")
    for bits in range(16, int(values.max(initial=0)).bit_length(), 16):
        order = order[np.argsort((values[order] >> bits).astype(np.uint16), kind="stable")]
    return order


def numbered(values: Numbers) -> tuple[Numbers, Numbers]:
    """Return the different values, sorted, and for each value its number among these."""
    order = ordered(values)
    found = values[order]
    fresh = np.ones(found.size, dtype=bool)
    fresh[1:] = found[1:] != found[:-1]
    numbers = np.empty(found.size, dtype=np.int64)
    numbers[order] = np.cumsum(fresh) - 1
    return found[fresh], numbers


@dataclass(frozen=True, slots=True)
class _Postings:
    """What stands for each unit that occurs: its number, how many statements, and where its bytes end."""

    unit: Numbers
    statements: Numbers
    ends: Numbers
    data: bytes


def _runs(spread: _Spread) -> tuple[_Spread, Numbers, Numbers]:
    """Return the units sorted, where each statement of a unit begins, and that statement as a gap from the last."""
    order = ordered(spread.unit)
    unit, statement = spread.unit[order], spread.statement[order]
    fresh = np.ones(unit.size, dtype=bool)
    fresh[1:] = (unit[1:] != unit[:-1]) | (statement[1:] != statement[:-1])
    starts = np.flatnonzero(fresh)
    gaps = _gaps(statement[starts], unit[starts])
    return _Spread(spread.units, unit, statement, spread.place[order]), starts, gaps


def _gaps(values: Numbers, keys: Numbers) -> Numbers:
    """Return each value less the one before it of the same key, or plus 1 where it is the first."""
    gaps = values + 1
    same = np.flatnonzero(keys[1:] == keys[:-1]) + 1
    gaps[same] = values[same] - values[same - 1]
    return gaps


def _words(spread: _Spread) -> _Postings:
    """Return for each unit its statements: the gap, then twice the number of times, plus 1 where the title holds it."""
    units, starts, gaps = _runs(spread)
    times = np.diff(np.append(starts, units.unit.size))
    values = np.stack([gaps, times * 2 + (units.place[starts] < STEP)], axis=1).ravel()
    return _packed(units.unit[starts], values, np.arange(2, values.size + 1, 2))


def _places(spread: _Spread) -> _Postings:
    """Return for each unit its statements: the gap, the number of places, and these as gaps."""
    units, starts, gaps = _runs(spread)
    times = np.diff(np.append(starts, units.unit.size))
    run = np.repeat(np.arange(starts.size), times)
    values = np.empty(units.unit.size + 2 * starts.size, dtype=np.int64)
    heads = starts + 2 * np.arange(starts.size)
    values[heads], values[heads + 1] = gaps, times
    values[np.arange(units.unit.size) + 2 * (run + 1)] = _gaps(units.place, run)
    return _packed(units.unit[starts], values, np.append(heads[1:], values.size))


def _packed(unit: Numbers, values: Numbers, ends: Numbers) -> _Postings:
    """Return the postings of sorted units; `ends` says where in `values` each of their statements ends."""
    data, bytes_after = varints(values)
    last = np.flatnonzero(np.append(unit[1:] != unit[:-1], np.ones(min(1, unit.size), dtype=bool)))
    return _Postings(unit[last], np.diff(np.append(-1, last)), bytes_after[ends[last] - 1], data)


def varints(values: Numbers) -> tuple[bytes, Numbers]:
    """Return numbers as bytes of seven bits each, the lowest first, the high bit set where more follow; and their ends.

    The form of https://protobuf.dev/programming-guides/encoding/#varints.
    """
    sizes = np.ones(values.size, dtype=np.int64)
    long = np.flatnonzero(values >= _MORE)
    further = [(long, values[long] >> _SEVEN)]
    while (long := further[-1][0]).size:
        sizes[long] += 1
        left = further[-1][1]
        longer = np.flatnonzero(left >= _MORE)
        further.append((long[longer], left[longer] >> _SEVEN))
    ends = np.cumsum(sizes)
    data = np.empty(int(ends[-1]) if ends.size else 0, dtype=np.uint8)
    starts = ends - sizes
    data[starts] = _byte(values)
    for at, (long, left) in enumerate(further, start=1):
        data[starts[long] + at] = _byte(left)
    return data.tobytes(), ends


def _byte(values: Numbers) -> NDArray[np.uint8]:
    """Return the lowest seven bits of numbers, and the high bit where there are more."""
    return np.where(values < _MORE, values, values | _MORE).astype(np.uint8)


def _slices(shelf: str, units: list[str], postings: _Postings, depth: int) -> Iterator[tuple[str, bytes]]:
    """Yield the slice of each group: a line of JSON, `[units, statements, sizes]`, and the postings."""
    ends = postings.ends.tolist()
    rows = zip(postings.unit.tolist(), postings.statements.tolist(), [0, *ends][:-1], ends, strict=True)
    named = sorted((words.group(units[row[0]], depth), units[row[0]], row) for row in rows)
    for name, found in groupby(named, key=lambda each: each[0]):
        group = list(found)
        head = (
            [unit for _, unit, _ in group],
            [row[1] for _, _, row in group],
            [row[3] - row[2] for _, _, row in group],
        )
        line = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
        yield f"{shelf}/{name}", line + b"\n" + b"".join(postings.data[row[2] : row[3]] for _, _, row in group)
