"""Which ministry a clause names: aliases and offices of the registry, found as phrases."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from builder.phrases import beginning, folded
from builder.registry import Registry
from builder.text import phrase_pattern


@dataclass(frozen=True, slots=True)
class Hit:
    """A name of a ministry in a clause: the ministry, where it stands, and the office it names, if one."""

    ministry: str
    start: int
    end: int
    office: str | None


class Finder:
    """Finds the names of ministries in clauses; made once for a registry."""

    def __init__(self, registry: Registry) -> None:
        """Compile every name, the longest first, so that of two that overlap the longer is found."""
        self._registry = registry
        names: dict[str, tuple[str, str | None]] = {}
        for ministry in registry.ministries.values():
            for alias in ministry.aliases:
                names[alias] = (ministry.id, None)
            for office in ministry.offices:
                names.update(dict.fromkeys(office.aliases, (ministry.id, office.title)))
        self._names = sorted(names.items(), key=lambda item: -len(item[0]))
        self._parts = [f"(?P<n{number}>{phrase_pattern(name)})" for number, (name, _) in enumerate(self._names)]
        self._beginnings = [beginning(name).lower() for name, _ in self._names]
        self._patterns: dict[tuple[int, ...], re.Pattern[str]] = {}

    def hits(self, clause: str) -> list[Hit]:
        """Return the names in `clause` from left to right."""
        found = []
        for match in self._pattern(folded(clause)).finditer(clause):
            number = int(str(match.lastgroup)[1:])
            ministry, office = self._names[number][1]
            found.append(Hit(ministry, match.start(), match.end(), office))
        return found

    def _pattern(self, low: str) -> re.Pattern[str]:
        """Return the names of which at least the beginning stands in a folded clause; few do, and fewer are sooner found."""
        numbers = tuple(number for number, start in enumerate(self._beginnings) if start in low)
        if numbers not in self._patterns:
            parts = "|".join(self._parts[number] for number in numbers)
            self._patterns[numbers] = re.compile(parts or "(?!)", re.IGNORECASE)
        return self._patterns[numbers]

    def most_specific(self, ministries: set[str]) -> set[str]:
        """Return those of `ministries` that no other of them belongs to."""
        above = {parent for each in ministries for parent in self._registry.lineage(each)[1:]}
        return ministries - above


def shorten(text: str, synonyms: Mapping[str, str]) -> str:
    """Return `text` with long forms put in the short form that aliases use, and no abbreviation in brackets."""
    straight = text.replace("\u2019", "'").replace("\u2018", "'")
    low = folded(straight)
    for long, short in synonyms.items():
        if beginning(long).lower() not in low:
            continue
        straight = re.sub(phrase_pattern(long), short, straight, flags=re.IGNORECASE)
        low = folded(straight)
    return re.sub(r"\s*\([A-Z.]{2,}\)", "", straight)
