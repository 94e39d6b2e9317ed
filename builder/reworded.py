"""Texts that say the same in other words, such as a second translation: found by their rarer words, in the same order.

Two translations share few phrases, but most of the rarer words, in the same order, and above all names and figures.
What is only of the same form (congratulations, daily reports) shares the form's words in their order too, but neither
the rest nor the names. So the words count by how rare they are, and likeness and names are weighed together.
"""

from __future__ import annotations

import math
import re
import zlib
from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

WINDOW = 14
"""Days between two texts beyond which they are not compared."""

FEWEST = 100
"""Words below which a text is too short to tell the same from the same form."""

LIKE = 0.45
ENOUGH = 1.45
"""The least likeness (cosine of the words' weights), and the least sum of it and the part of names that agree.

Measured on 433 news texts of one agency: the four texts that it published twice in other words have sums from 1.66 to
1.85, everything else at most 1.31. The highest of 400 scanned releases, many of one form, is 1.37.
"""

_FEWEST_NAMES = 8
_UNKNOWN = 0.6
"""Names and figures of both texts below which they tell nothing, and what then stands for the part that agrees."""

_AS_LONG = 0.6
_IN_ORDER = 0.8
_FEWEST_IN_ORDER = 20
"""The shorter text's least part of the longer one's length, and the least part in the same order of the words that each
has once, of which there must be so many."""

_ALONE = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
"""Kana and Han characters, which are written without spaces; each counts as a word."""

_WORD = re.compile(rf"[{_ALONE}]|[^\W{_ALONE}]+")
_PLAIN = re.compile(r"\w+")
_HAS_ALONE = re.compile(f"[{_ALONE}]").search
_SENTENCE_END = frozenset('.!?:;"\u201d\u00bb\n')

_TELLING = 32
_SHARED = 6
_TOO_COMMON = 12
_MOST_COMPARED = 5
"""Words by which a text is looked up; how many of them a candidate shares; the texts near in time beyond which a word
is passed over; and how many candidates of a text are compared in full."""

_MOST_TIMES = 255
_OFTEN = (0.0, *(1 + math.log(times) for times in range(1, _MOST_TIMES + 1)))
"""How often a word is counted in a text, so that the number fits a byte, and what it weighs by that number."""

_BUCKETS = 1 << 18
_KEPT = 256
"""Places in which words are counted, so that memory does not grow with the vocabulary, and texts kept ready."""

Vector = Mapping[int, float]


@dataclass(frozen=True, slots=True)
class Text:
    """What is compared of a statement: its language, the first day of its date as a number, and its body."""

    language: str
    day: int
    body: str


def words(text: str) -> list[str]:
    """Return the words of a text without regard to case; a character of a script without spaces is one."""
    folded = text.casefold()
    return _WORD.findall(folded) if _HAS_ALONE(folded) else _PLAIN.findall(folded)


def pairs(texts: Mapping[str, Text], bags: Mapping[str, Bag] | None = None) -> dict[tuple[str, str], float]:
    """Return the likeness of each two texts, by their ids in order, that say the same in other words.

    `bags` are what `bag` makes of each text, where that is at hand. Near linear in the number of texts: each is compared
    with a few of those of its language within the window.
    """
    bags = {name: bag(text := texts[name], words(text.body)) for name in texts} if bags is None else bags
    counts: dict[str, _Counts] = defaultdict(_Counts)
    for each in bags.values():
        counts[each.language].add(each)

    @lru_cache(maxsize=_KEPT)
    def vector(name: str) -> Vector:
        return counts[bags[name].language].vector(bags[name])

    found = {}
    for one, other in _candidates(bags, vector):
        likeness = _cosine(vector(one), vector(other))
        if likeness >= LIKE and _is_same(texts[one].body, texts[other].body, likeness):
            found[min(one, other), max(one, other)] = likeness
    return found


@dataclass(frozen=True, slots=True)
class Bag:
    """What is kept of each text: its words as numbers, in their order, and how often each stands there.

    There is nothing of a text that is too short.
    """

    language: str
    day: int
    numbers: array[int]
    times: bytes


def bag(text: Text, found: Sequence[str]) -> Bag:
    """Return what is kept of a text and its words."""
    counted = Counter(found) if len(found) >= FEWEST else Counter[str]()
    numbered = {zlib.crc32(word.encode("utf-8", "surrogatepass")): times for word, times in counted.items()}
    if max(numbered.values(), default=0) > _MOST_TIMES:
        numbered = {number: min(times, _MOST_TIMES) for number, times in numbered.items()}
    numbers = array("I", sorted(numbered))
    return Bag(text.language.partition("-")[0], text.day, numbers, bytes(map(numbered.__getitem__, numbers)))


class _Counts:
    """In how many texts of a language each word stands, by its place, and how many texts there are."""

    def __init__(self) -> None:
        self._held = array("L", bytes(array("L").itemsize * _BUCKETS))
        self._logs = [0.0]

    def add(self, bag: Bag) -> None:
        """Count the words of one text."""
        if bag.times:
            self._logs.append(math.log(len(self._logs)))
            for place in {number % _BUCKETS for number in bag.numbers}:
                self._held[place] += 1

    def vector(self, bag: Bag) -> Vector:
        """Return the words of a text by their weights, of which the squares add up to one; nothing of a short text."""
        held, logs, most = self._held, self._logs, math.log(len(self._logs))
        weights = [
            _OFTEN[times] * (most - logs[held[number % _BUCKETS]])
            for number, times in zip(bag.numbers, bag.times, strict=True)
        ]
        length = math.hypot(*weights)
        return dict(zip(bag.numbers, [weight / length for weight in weights], strict=True))


def _cosine(one: Vector, other: Vector) -> float:
    few, many = sorted((one, other), key=len)
    return math.fsum(weight * many[word] for word, weight in few.items() if word in many)


def _candidates(bags: Mapping[str, Bag], vector: Callable[[str], Vector]) -> Iterator[tuple[str, str]]:
    """Yield pairs that share enough of their most telling words, text after text in the order of their days."""
    holders: dict[tuple[str, int], list[tuple[int, str]]] = defaultdict(list)
    period = 0
    for day, name in sorted((each.day, name) for name, each in bags.items()):
        if day // WINDOW > period + 1:  # what is forgotten is out of the window, so memory is that of a few weeks
            holders, period = _within(holders, day), day // WINDOW
        weights, language = vector(name), bags[name].language
        shared: Counter[str] = Counter()
        telling = sorted(weights, key=weights.__getitem__, reverse=True)[:_TELLING]  # of one weight, by their numbers
        for word in telling:
            held = holders[language, word]
            held[:] = [each for each in held if each[0] >= day - WINDOW]
            if len(held) < _TOO_COMMON:
                shared.update(other for _, other in held)
                held.append((day, name))
        near = sorted((-count, other) for other, count in shared.items() if count >= _SHARED)
        yield from ((other, name) for _, other in near[:_MOST_COMPARED])


def _within(
    holders: Mapping[tuple[str, int], list[tuple[int, str]]], day: int
) -> dict[tuple[str, int], list[tuple[int, str]]]:
    recent = ((key, held) for key, held in holders.items() if held and held[-1][0] >= day - WINDOW)
    return defaultdict(list, recent)


def _is_same(one: str, other: str, likeness: float) -> bool:
    mine, theirs = words(one), words(other)
    if min(len(mine), len(theirs)) < _AS_LONG * max(len(mine), len(theirs)) or not _in_order(mine, theirs):
        return False
    return likeness + _agreement(names(one), names(other)) >= ENOUGH


def _in_order(mine: list[str], theirs: list[str]) -> bool:
    """Tell whether most of the words that stand once in each of two texts follow each other alike in both."""
    places = _once(theirs)
    common = [places[word] for word in _once(mine) if word in places]
    ends: list[int] = []  # the least last places of rising sequences, by their length
    for place in common:
        at = bisect_left(ends, place)
        ends[at : at + 1] = [place]
    return len(common) >= _FEWEST_IN_ORDER and len(ends) >= _IN_ORDER * len(common)


def _once(found: list[str]) -> dict[str, int]:
    """Return the places of the words that stand in a text once, in their order."""
    times = Counter(found)
    return {word: place for place, word in enumerate(found) if times[word] == 1}


def names(text: str) -> frozenset[str]:
    """Return the words with figures, and those with a capital that begin no sentence; few scripts have capitals."""
    found = set()
    for match in _WORD.finditer(text):
        word, at = match[0], match.start()
        inside = at > 1 and text[at - 1] == " " and text[at - 2] not in _SENTENCE_END
        if any(character.isdigit() for character in word) or (inside and word[0].isupper()):
            found.add(word.casefold())
    return frozenset(found)


def _agreement(mine: frozenset[str], theirs: frozenset[str]) -> float:
    """Return the part of all names and figures of two texts that stands in both."""
    every = mine | theirs
    return len(mine & theirs) / len(every) if len(every) >= _FEWEST_NAMES else _UNKNOWN
