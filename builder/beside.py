"""Two wordings of one statement side by side: which paragraphs stand beside which, by their order and length.

After Gale and Church, "A Program for Aligning Sentences in Bilingual Corpora" (1993): what translates a long paragraph
is long. Nothing is said about meaning, so a page of two wordings says how it was made.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt

from builder import languages
from builder.archive import Archive, Entry
from builder.dates import PartialDate
from builder.markup import Renderer

Pair = tuple[range, range]
"""The numbers of the paragraphs, from 0, that stand beside each other; one of the two may be empty."""

_STEPS = {(1, 1): 0.0, (1, 2): 2.5, (2, 1): 2.5, (1, 0): 5.0, (0, 1): 5.0}
"""How many paragraphs of each are taken together, and what that costs: translators mostly keep paragraphs."""

_SPREAD = 2.6
"""How far lengths of paragraphs that say the same lie apart, in square roots of characters (there: 6.8 is the variance)."""

_BAND = 40
"""How many paragraphs one text may run ahead of the other, so that very long ones take no longer than they must."""


def aligned(one: Sequence[int], other: Sequence[int]) -> tuple[Pair, ...]:
    """Return the paragraphs of two texts, given by their lengths in characters, in pairs that keep the order of both.

    Every paragraph is in one pair. Texts of equally many paragraphs are aligned as they are, one by one.
    """
    if len(one) == len(other):
        return tuple((range(at, at + 1), range(at, at + 1)) for at in range(len(one)))
    best = _costs(one, other)
    pairs: list[Pair] = []
    left, right = len(one), len(other)
    while left or right:
        _, a, b = best[left, right]
        pairs.append((range(left - a, left), range(right - b, right)))
        left, right = left - a, right - b
    return tuple(reversed(pairs))


def _costs(one: Sequence[int], other: Sequence[int]) -> dict[tuple[int, int], tuple[float, int, int]]:
    """Return for beginnings of both texts what the best alignment costs, and how many paragraphs its last pair has."""
    ratio = (sum(other) or 1) / (sum(one) or 1)
    best = {(0, 0): (0.0, 0, 0)}
    for left in range(len(one) + 1):
        middle = left * len(other) // max(len(one), 1)
        reach = range(max(0, middle - _BAND), min(len(other), middle + _BAND) + 1) if one else range(len(other) + 1)
        for right in reach:
            ways = [
                (known[0] + cost + _gap(ratio * sum(one[left - a : left]), sum(other[right - b : right])), a, b)
                for (a, b), cost in _STEPS.items()
                if (known := best.get((left - a, right - b)))
            ]
            if ways:
                best[left, right] = min(ways)
    return best


def _gap(expected: float, found: float) -> float:
    """Return what it costs to put texts of two lengths beside each other; one alone costs only its step."""
    if not expected or not found:
        return 0.0
    return abs(expected - found) / (_SPREAD * sqrt((expected + found) / 2))


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One wording: its title, language and its own name, day, address, and its paragraphs as HTML."""

    title: str
    language: str
    name: str
    day: PartialDate
    url: str
    paragraphs: tuple[str, ...]

    def numbered(self, numbers: range) -> tuple[tuple[int, str], ...]:
        """Return some paragraphs, each with its number from 1, by which its own page knows it."""
        return tuple((at + 1, self.paragraphs[at]) for at in numbers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A page of two wordings: the sides, and their paragraphs in rows."""

    sides: tuple[Side, Side]

    @property
    def rows(self) -> tuple[tuple[tuple[tuple[int, str], ...], ...], ...]:
        """The rows, each with the paragraphs of both sides."""
        one, other = self.sides
        pairs = aligned(*([len(paragraph) for paragraph in side.paragraphs] for side in self.sides))
        return tuple((one.numbered(left), other.numbered(right)) for left, right in pairs)


def side(entry: Entry, renderer: Renderer) -> Side:
    """Return a statement as one side."""
    statement = entry.statement
    parts = renderer.html(statement.body).split("<p>")[1:]
    return Side(
        title=statement.title,
        language=statement.language,
        name=languages.own_name(statement.language),
        day=statement.date,
        url=entry.url,
        paragraphs=tuple(part.strip().removesuffix("</p>") for part in parts),
    )


def others(entry: Entry, archive: Archive) -> Iterator[tuple[str, Entry]]:
    """Yield the wordings that a statement stands beside, the first of each other language, with the page's address."""
    met = {entry.statement.language}
    for other in archive.translations.get(entry.path, ()):
        language = other.statement.language
        if language not in met:
            met.add(language)
            yield f"{entry.url}beside-{language.lower()}/", other
