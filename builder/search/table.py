"""What search knows of each statement beside its words: its day, its facets, its length, and where its page is."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from math import log2
from typing import Any

from builder import marks
from builder.archive import Entry
from builder.registry import Registry

RECORDS = 64
"""Statements whose titles and addresses stand in one file."""


_SPAN = 1 << 17
"""Months that every date lies in: more than 10,000 years."""


def periods(entries: Sequence[Entry], most: int) -> list[Sequence[Entry]]:
    """Return statements, the oldest first, in periods of at most `most` statements, or of one month.

    A period is a half, a quarter, an eighth ... of the same span of time in every archive, so that one statement more
    changes one period, or cuts it in two.
    """
    months = [entry.statement.date.first.year * 12 + entry.statement.date.first.month - 1 for entry in entries]
    return list(_halved(entries, months, 0, _SPAN, most))


def _halved(
    entries: Sequence[Entry], months: Sequence[int], start: int, span: int, most: int
) -> Iterator[Sequence[Entry]]:
    if len(entries) <= most or span == 1:
        if entries:
            yield entries
        return
    middle = start + span // 2
    at = bisect_left(months, middle)
    yield from _halved(entries[:at], months[:at], start, span // 2, most)
    yield from _halved(entries[at:], months[at:], middle, span // 2, most)


def facets(registry: Registry) -> dict[str, list[Any]]:
    """Return the ids and labels behind the numbers of the table, each with the numbers of what it belongs to."""
    ministries, tags, kinds = list(registry.ministries), list(registry.tags), list(registry.kinds)
    return {
        "ministry": [
            [key, registry.ministries[key].name, [ministries.index(one) for one in registry.lineage(key)[1:]]]
            for key in ministries
        ],
        "tag": [
            [key, registry.tags[key].label, [tags.index(one) for one in registry.subjects(key)[1:]]] for key in tags
        ],
        "kind": [[key, registry.kinds[key].label, []] for key in kinds],
    }


def columns(entries: Sequence[Entry], registry: Registry) -> dict[str, Any]:
    """Return the table of statements in order, a list for each column; values repeated are numbers of `facets`.

    `day` is the first day as days since 1 January of year 1, as the gap from the statement before; `days` says how
    many more days the date may mean; `length` is the binary logarithm of the number of units, in quarters.
    """
    ministries, tags, kinds = (
        {key: n for n, key in enumerate(each)} for each in (registry.ministries, registry.tags, registry.kinds)
    )
    issuers = sorted({entry.statement.issuer or "" for entry in entries})
    languages = sorted({entry.statement.language for entry in entries})
    issuer_at = {value: n for n, value in enumerate(issuers)}
    language_at = {value: n for n, value in enumerate(languages)}
    tag_sets: dict[tuple[int, ...], int] = {}
    last = 0
    rows: dict[str, list[int]] = {
        name: [] for name in ("day", "days", "ministry", "kind", "tags", "issuer", "language")
    }
    for entry in entries:
        statement = entry.statement
        first = statement.date.first.toordinal()
        rows["day"].append(first - last)
        last = first
        rows["days"].append(statement.date.last.toordinal() - first)
        rows["ministry"].append(ministries[statement.ministry])
        rows["kind"].append(kinds[statement.kind])
        rows["tags"].append(tag_sets.setdefault(tuple(tags[tag] for tag in statement.tags), len(tag_sets)))
        rows["issuer"].append(issuer_at[statement.issuer or ""])
        rows["language"].append(language_at[statement.language])
    return {
        **rows,
        "issuers": list(map(marks.told, issuers)),
        "languages": languages,
        "tagSets": [list(each) for each in tag_sets],
    }


def length(units: int) -> int:
    """Return the length of a text as the table gives it."""
    return round(4 * log2(max(1, units)))


def records(entries: Sequence[Entry]) -> list[list[str]]:
    """Return the title, the address and the language's tag of each statement, as the list of results shows them."""
    return [[marks.told(entry.statement.title), entry.url, entry.statement.language] for entry in entries]
