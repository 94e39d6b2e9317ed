"""The interface below `api/v1/`: small files of JSON that programs read statement by statement, the same addresses for good.

`index.json` names all others. A group (a ministry with the bodies below it, a tag with the narrower ones) has a file
that counts its years and one for each year, so that a new statement changes few files and no address moves.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Any

from builder.archive import Archive, Entry
from builder.delta import ALL, Delta
from builder.export.package import About
from builder.producer import Producer, key, prints

FOLDER = "api/v1/"
"""The version is part of every address: within it keys are only added, never changed or removed."""

ITEM: Mapping[str, str] = {
    "id": "its id, which never changes",
    "title": "its headline",
    "date": "the day it was issued; a month or a year where no more is known",
    "ministry": "the id of the body in whose name it was issued",
    "kind": "the id of its form",
    "language": "a tag of BCP 47",
    "changed": "the day it last changed in this archive",
    "url": "the address of its page",
}
"""The keys of a statement in a list, each with what it is."""

SHORT = ("id", "title", "date", "url")
"""The keys of a statement in the lists of groups, of which each statement is in many; `id` alone where there is no room."""

GROUPS: Mapping[str, str] = {"ministries": "ministry", "tags": "tag"}
"""What statements are grouped by, and one of them."""

_FAMILY = "interface:"


@dataclass(frozen=True, slots=True)
class Interface:
    """Makes the interface of an archive; `forms` are the endings of the copies beside each page.

    Where the lists of groups have ids alone, the list of the year has the rest.
    """

    archive: Archive
    about: About
    forms: tuple[str, ...]
    has_group_lists: bool = True

    @property
    def short(self) -> tuple[str, ...]:
        """The keys of a statement in the lists of groups."""
        return SHORT if self.has_group_lists else SHORT[:1]

    def producers(self, delta: Delta = ALL) -> Iterator[Producer]:
        """Yield what makes each file; of the lists those that hold statements of a delta."""
        years = self.archive.by_year
        for year in sorted(years):
            if delta.among(years[year]):
                yield self._list(f"{FOLDER}years/{year}.json", {"year": year}, years[year])
        for name, groups in self._groups().items():
            for each, entries in groups.items():
                if delta.among(entries):
                    yield from self._group(name, each, entries, delta)
        index = self.index()
        yield _file(f"{FOLDER}index.json", index)

    def _groups(self) -> Mapping[str, Mapping[str, tuple[Entry, ...]]]:
        return {"ministries": self.archive.by_ministry, "tags": self.archive.by_tag}

    def _group(self, name: str, each: str, entries: Sequence[Entry], delta: Delta) -> Iterator[Producer]:
        base, about = f"{FOLDER}{name}/{each}", {GROUPS[name]: each}
        by_year = groupby(entries, key=lambda entry: entry.statement.date.text[: len("2023")])
        years = {year: tuple(group) for year, group in by_year}
        counts = [
            {"year": year, "statements": len(found), "url": self._address(f"{base}/{year}.json")}
            for year, found in years.items()
        ]
        yield _file(f"{base}.json", {**about, "statements": len(entries), "years": counts})
        for year, found in years.items():
            if not delta.among(found):
                continue
            yield self._list(f"{base}/{year}.json", {**about, "year": year}, found)

    def _list(self, path: str, about: Mapping[str, Any], entries: Sequence[Entry]) -> Producer:
        made = key(self.about.site, self.short, *prints(entries))
        return Producer(f"{_FAMILY}{path}", made, partial(self._listed, path, about, entries))

    def _listed(self, path: str, about: Mapping[str, Any], entries: Sequence[Entry]) -> Mapping[str, str]:
        names = tuple(ITEM) if path.startswith(f"{FOLDER}years/") else self.short
        items = [{name: self._value(entry, name) for name in names} for entry in entries]
        return {path: _text({**about, "statements": items})}

    def _value(self, entry: Entry, name: str) -> str:
        return self._address(entry.url) if name == "url" else str(getattr(entry.statement, name))

    def _address(self, path: str) -> str:
        return self.about.site + path

    def index(self) -> dict[str, Any]:
        """Return what the interface begins with: what this is, and the address of every year, ministry and tag."""
        archive, about = self.archive, self.about
        labels = {
            "ministries": {each.id: each.name for each in archive.registry.ministries.values()},
            "tags": {each.id: each.label for each in archive.registry.tags.values()},
        }
        made: dict[str, Any] = {
            "title": about.title,
            "description": about.description,
            "url": about.site,
            "commit": about.commit or None,
            "changed": max((entry.statement.changed for entry in archive.entries), default=None),
            "statements": len(archive.entries),
            "copies": list(self.forms),
            "years": [
                {"id": year, "statements": len(found), "url": self._address(f"{FOLDER}years/{year}.json")}
                for year, found in sorted(archive.by_year.items(), reverse=True)
            ],
        }
        for name, groups in self._groups().items():
            made[name] = [
                {
                    "id": each,
                    "label": labels[name][each],
                    "statements": len(entries),
                    "url": self._address(f"{FOLDER}{name}/{each}.json"),
                }
                for each, entries in groups.items()
            ]
        return {**made, "data": self._address("data/datapackage.json")}


def _file(path: str, value: Any) -> Producer:
    text = _text(value)
    return Producer(f"{_FAMILY}{path}", key(text), lambda: {path: text})


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"
