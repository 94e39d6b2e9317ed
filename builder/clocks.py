"""The two clocks of feeds: what was newly issued, and what newly entered the archive; and the past in lasting parts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from operator import attrgetter

from builder.archive import Entry
from builder.dates import PartialDate

GRACE = 31
"""Days by which a statement may be older than the newest one that was there before it and still be news."""

PART = 100
"""Statements in one part of the archive's past."""

GROUP_PART = 25
"""Statements in one part of a group's past."""

MONTH, YEAR = 7, 4
"""How much of a day of adding (`2026-11-24`) the statements of one part share."""


def issued(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return the entries that were news when they came, in the order given (newest first).

    One is no news where the archive had held, since an earlier day, a statement issued more than `GRACE` days later: a
    back-fill of old texts, which would fill a feed of the newly issued with old days. What came on the first day is news.
    """
    came = [each.statement.added.text for each in entries]
    if len(set(came)) < 2:  # noqa: PLR2004 - all came on one day, the first
        return tuple(entries)
    days = [_days(each.statement.date.text, added) for each, added in zip(entries, came, strict=True)]
    newest = 0
    late: set[int] = set()
    for _, group in groupby(sorted(range(len(entries)), key=came.__getitem__), key=came.__getitem__):
        places = list(group)
        late.update(place for place in places if days[place][1] + GRACE < newest)
        newest = max(newest, *(days[place][0] for place in places))
    return tuple(each for place, each in enumerate(entries) if place not in late)


def added(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return the entries by the day they came, newest first; of those of one day the newest issued first."""
    return tuple(sorted(entries, key=_added, reverse=True))  # stable: within a day the order stays


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the past, in the order of the archive; `name` tells its month or year, its number there and what it holds."""

    name: str
    entries: tuple[Entry, ...]


def past(entries: Sequence[Entry], size: int = PART, span: int = MONTH) -> tuple[tuple[Part, ...], tuple[Entry, ...]]:
    """Return the past in parts of some size, the oldest first, and the entries that no part holds yet.

    A part is of one month (or year) of adding, and closed once it is full or that is over. Who is in it depends on `added` and
    `id` alone, which never change, so what is added later changes no closed part, nor does a correction. (What enters on
    the very day of a part's last entry may; the name has a digest of the ids, so that one name never means two sets.)
    """
    closed: list[Part] = []
    ordered = sorted((_added(each), each.statement.id, place) for place, each in enumerate(entries))
    spans = [(begun, tuple(group)) for begun, group in groupby(ordered, key=lambda each: each[0][:span])]
    rest: tuple[Entry, ...] = ()
    for begun, group in spans:
        for number, start in enumerate(range(0, len(group), size), start=1):
            part = group[start : start + size]
            if len(part) < size and begun == spans[-1][0]:
                rest = tuple(entries[place] for _, _, place in part)
                continue
            title = f"{begun}-{number:03}-{_digest(name for _, name, _ in part)}"
            closed.append(Part(title, tuple(entries[place] for place in sorted(place for _, _, place in part))))
    return tuple(closed), rest


@lru_cache(maxsize=2**16)
def _days(issued: str, added: str) -> tuple[int, int]:
    """Return the day of issue, and the last day that it may be, by number; both dates are given as text.

    A day of issue after that of adding is a slip or a plan, and makes nothing else old.
    """
    date = PartialDate(issued)
    return min(date.first, PartialDate(added).first).toordinal(), date.last.toordinal()


_added = attrgetter("statement.added.text")


def _digest(ids: Iterable[str]) -> str:
    return hashlib.sha256(" ".join(ids).encode()).hexdigest()[:8]
