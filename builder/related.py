"""Near duplicates: which statements share much of their wording, by common phrases, or say the same in other words.

A reissue, a shortened version, a text taken up again or a second translation is never merged with the other; both are
told of each other, with what is alike and how much. The pairs stand in `related.yml`, which ingest writes and the site
reads.
"""

from __future__ import annotations

import zlib
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from builder import reworded, yamltree
from builder.reworded import Text, words
from builder.statement import Statement

FILE = "related.yml"
"""The file of pairs below the content folder."""

LEAST = 0.5
"""Pairs that share less than this part of the shorter text's phrases are not told."""

_PHRASE = 5
"""Words of a phrase: long enough that two texts do not share it by chance, short enough to survive small changes."""

_TOO_COMMON = 10
"""A phrase that more statements have is a formula and tells nothing."""

_FEWEST_SHARED = 3
_PARTS = 4
_PROMISING = 0.6 * LEAST
"""Sampled phrases that a pair must share, and the part of the smaller sample that they must be, before it is measured
in full; a sample of thirty strays from the whole by a tenth or two."""


class Pair(BaseModel):
    """Two statements by id, how much they are alike, from 0 to 1, and in what.

    Of `wording` it is the part of the shorter one's phrases that the longer one has; of `content`, where the same is said
    in other words, the likeness of `builder.reworded`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    one: str
    other: str
    similarity: Annotated[str, Field(pattern=r"^[01]\.\d\d$")]
    alike: Literal["wording", "content"] = "wording"

    @property
    def share(self) -> float:
        """The similarity as a number."""
        return float(self.similarity)


class _File(BaseModel):
    """The file as a whole."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    related: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class _Sample:
    """What is kept of one text while candidates are looked for."""

    name: str
    coarseness: int
    phrases: array[int]


def text(statement: Statement) -> Text:
    """Return what of a statement is compared with others."""
    return Text(statement.language, statement.date.first.toordinal(), statement.body)


def pairs(texts: Mapping[str, Text]) -> tuple[Pair, ...]:
    """Return the pairs of near duplicates among texts by id, sorted; near linear in the number of texts.

    Texts that are the same in every word are pairs too, with similarity 1.00. A pair that shares its wording is told of
    that alone.
    """
    samples, bags = [], {}
    for name in sorted(texts):
        found = words((each := texts[name]).body)
        samples.append(_sample(name, found))
        bags[name] = reworded.bag(each, found)
    measured = {pair: _share(*(_phrases(texts[name].body) for name in pair)) for pair in sorted(_candidates(samples))}
    wording = {pair: share for pair, share in measured.items() if share >= LEAST}
    content = {pair: share for pair, share in reworded.pairs(texts, bags).items() if pair not in wording}
    told = [*_pairs(wording, "wording"), *_pairs(content, "content")]
    return tuple(sorted(told, key=lambda pair: (pair.one, pair.other)))


def _pairs(measured: Mapping[tuple[str, str], float], alike: Literal["wording", "content"]) -> Iterator[Pair]:
    for (one, other), share in measured.items():
        yield Pair(one=one, other=other, similarity=f"{share:.2f}", alike=alike)


def _phrases(text: str) -> frozenset[int]:
    """Return every phrase of a text as a number."""
    return frozenset(_numbered(words(text), 1))


def _numbered(found: Sequence[str], coarseness: int) -> Iterable[int]:
    """Yield the phrases that begin with a word whose own number `coarseness` divides."""
    last = max(1, len(found) - _PHRASE + 1)
    chosen = {word for word in set(found) if coarseness == 1 or zlib.crc32(word.encode()) % coarseness == 0}
    for index in range(last):
        if not found or found[index] in chosen:
            yield zlib.crc32(" ".join(found[index : index + _PHRASE]).encode()) if found else 0


def _sample(name: str, found: Sequence[str]) -> _Sample:
    """Return a sample of the phrases of a text's words: all of a short text's, fewer the longer it is."""
    coarseness = 1 if len(found) < 120 else 4 if len(found) < 480 else 16  # noqa: PLR2004 - a ladder, each a part of the last
    return _Sample(name, coarseness, array("I", sorted(set(_numbered(found, coarseness)))))


def _candidates(samples: Sequence[_Sample]) -> set[tuple[str, str]]:
    """Return the pairs that share enough sampled phrases to be measured."""
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for indexes in _holders(samples):
        if len(indexes) <= _TOO_COMMON:
            for position, one in enumerate(indexes):
                for other in indexes[position + 1 :]:
                    shared[one, other] += 1
    return {
        (samples[one].name, samples[other].name)
        for (one, other), count in shared.items()
        if count >= _FEWEST_SHARED and count >= _PROMISING * _smaller(samples[one], samples[other])
    }


def _holders(samples: Sequence[_Sample]) -> Iterator[list[int]]:
    """Yield the places of the samples that hold a phrase, for each phrase; a part of all phrases at a time, to save memory."""
    for part in range(_PARTS):
        pairs = sorted(
            phrase << 32 | index
            for index, sample in enumerate(samples)
            for phrase in sample.phrases
            if phrase % _PARTS == part
        )
        for _, group in groupby(pairs, key=lambda pair: pair >> 32):
            yield [pair & 0xFFFFFFFF for pair in group]


def _smaller(one: _Sample, other: _Sample) -> float:
    """Return how many phrases the smaller of two samples would have, were both as coarse as the coarser."""
    coarsest = max(one.coarseness, other.coarseness)
    return min(len(each.phrases) * each.coarseness / coarsest for each in (one, other))


def _share(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / min(len(one), len(other))


def dump(found: Iterable[Pair]) -> str:
    """Return the file's text."""
    rows = [pair.model_dump() for pair in found]
    head = "# Statements that share much of their wording, or say the same in other words. Ingest writes this file.\n"
    return head + yamltree.write([("related", yamltree.node(rows, flow=False))])


def load(folder: Path, shown: str = "content") -> tuple[Pair, ...]:
    """Return the pairs of the file below the content folder, none where it is missing.

    Raises ProblemsError where it is broken.
    """
    found = yamltree.load(folder / FILE, f"{shown}/{FILE}", _File, yamltree.DERIVED)
    return found[0].related if found else ()
