"""Numbers about an archive's statements: over time, by ministry, tags that stand together, and colours of ministries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from builder.archive import Archive, Entry, subjects_of
from builder.charts import Chart, over_time
from builder.wording import ENGLISH, Wording

COLOURS = 7
"""Ministries with a colour of their own; more could not be told apart."""


def dates(entries: Iterable[Entry]) -> Mapping[str, int]:
    """Return how many statements there are by month, `2023-02`, or by year where no month is known."""
    return Counter(entry.statement.date.text[:7] for entry in entries)


def chart(entries: Iterable[Entry], wording: Wording = ENGLISH) -> Chart | None:
    """Return the chart of some statements over time, in one colour; None where none has a date that it can show."""
    return over_time({(wording.gettext("Statements"), 1): dates(entries)}, wording)


def colours(archive: Archive) -> Mapping[str, int]:
    """Return the number of each ministry's colour, from 1, the part's that of the body it belongs to; 0 for the rest.

    The ministries with the most statements have one; of equals, the first in the registry.
    """
    order = {ministry: at for at, ministry in enumerate(archive.registry.ministries)}
    tops = {ministry: archive.registry.lineage(ministry)[-1] for ministry in order}
    held = Counter(tops[entry.statement.ministry] for entry in archive.entries)
    ranked = sorted(held, key=lambda ministry: (-held[ministry], order[ministry]))
    marks = {ministry: mark for mark, ministry in enumerate(ranked[:COLOURS], start=1)}
    return {ministry: marks.get(top, 0) for ministry, top in tops.items()}


def by_ministry(archive: Archive, marks: Mapping[str, int], wording: Wording = ENGLISH) -> Chart | None:
    """Return the chart of the whole archive, a colour for each ministry that has one, the rest as `Others`."""
    groups: dict[int, Counter[str]] = {}
    for entry in archive.entries:
        counter = groups.setdefault(marks[entry.statement.ministry], Counter())
        counter[entry.statement.date.text[:7]] += 1
    records = archive.registry
    names = {
        mark: record.name
        for key, record in records.ministries.items()
        if record.parent is None and (mark := marks[key])
    }
    ordered = sorted(groups, key=lambda mark: mark or COLOURS + 1)
    others = wording.gettext("Others")
    return over_time({(names.get(mark, others), mark): groups[mark] for mark in ordered}, wording)


def together(archive: Archive, tag: str) -> Sequence[tuple[str, int]]:
    """Return the tags that a tag's statements also have, with how many have both, the most frequent first.

    A tag and its broader tags always stand together, so that they do not count.
    """
    records = archive.registry
    found: Counter[str] = Counter()
    for tags, count in Counter(entry.statement.tags for entry in archive.by_tag[tag]).items():
        for other in subjects_of(tags, records):
            found[other] += count
    kin = {tag, *records.subjects(tag), *(other for other in found if tag in records.subjects(other))}
    return sorted(
        ((other, count) for other, count in found.items() if other not in kin), key=lambda pair: (-pair[1], pair[0])
    )


def latest(archive: Archive, each: int) -> tuple[tuple[str, tuple[Entry, ...]], ...]:
    """Return the newest statements of each ministry that belongs to no other, those of its parts included.

    The ministry that spoke last comes first.
    """
    found: dict[str, list[Entry]] = {}
    tops = {ministry: archive.registry.lineage(ministry)[-1] for ministry in archive.registry.ministries}
    for entry in archive.entries:
        group = found.setdefault(tops[entry.statement.ministry], [])
        if len(group) < each:
            group.append(entry)
    return tuple((ministry, tuple(group)) for ministry, group in found.items())
