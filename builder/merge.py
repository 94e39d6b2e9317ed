"""Three readings of one statement made one: what the parser wrote, what a person made of it, what it reads today.

Fields are merged one by one, tags as a set, the body by paragraphs and, where both changed one, by words. What only one
side changed is taken from it. Where both changed the same place otherwise, that is a conflict and nothing is merged.

Own code, since the one library that is alive (merge3) is under the GPL and this project under the MIT licence, and since
a merge here gives a second result: the base of the next merge, which is today's reading without any change that the
person made first. So a parser that later unlearns what the person had mended as well does not take it back.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from builder import diff
from builder.statement import Statement

_WHOLE = ("title", "date", "ministry", "issuer", "kind", "language", "work")
_PARTED = ("source", "capture")
"""The fields whose keys are merged each by itself."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A place that person and parser both changed: its key, the person's words and the parser's.

    For the body, `at` is where the person's words begin in it and `paragraph` their paragraph's number, from 1.
    """

    key: str
    person: str
    parser: str
    at: int = 0
    paragraph: int = 0


@dataclass(frozen=True, slots=True)
class Merged:
    """The outcome: the merged statement, the base of the next merge, and the conflicts; with one, nothing is merged.

    `base.parsed` is `statement.parsed`, by which the two are known to belong together.
    """

    statement: Statement
    base: Statement
    conflicts: tuple[Conflict, ...]


def merge(base: Statement, person: Statement, parser: Statement) -> Merged:
    """Return the person's statement with what the parser reads differently today.

    `parsed` becomes the digest of today's reading; where the outcome is that reading, the old one stays, so that the
    file is still the person's.
    """
    old, mine, theirs = (each.model_dump(mode="json") for each in (base, person, parser))
    result, next_base, conflicts = _fields(old, mine, theirs)
    body = _Body()
    body.merge(base.body, person.body, parser.body)
    conflicts += body.conflicts
    result["tags"], next_base["tags"] = _tags(old["tags"], mine["tags"], theirs["tags"])
    result["body"], next_base["body"] = "".join(body.result), "".join(body.base)
    if conflicts or not result["body"].strip() or not next_base["body"].strip():
        return Merged(person, base, tuple(conflicts) or (_emptied(person, parser),))
    merged = Statement.model_validate({**mine, **result})
    parsed = person.parsed if merged.digest == parser.digest else parser.parsed
    return Merged(
        merged.model_copy(update={"parsed": parsed}),
        Statement.model_validate({**theirs, **next_base, "parsed": parsed}),
        (),
    )


def _emptied(person: Statement, parser: Statement) -> Conflict:
    return Conflict("body", person.body, parser.body, paragraph=1)


def _fields(
    old: dict[str, Any], mine: dict[str, Any], theirs: dict[str, Any]
) -> tuple[dict[str, Any], dict[str, Any], list[Conflict]]:
    """Merge what has one value; return the outcome, the base of the next merge, and the conflicts."""
    result: dict[str, Any] = {name: {} for name in _PARTED}
    base: dict[str, Any] = {name: {} for name in _PARTED}
    conflicts = []
    places = [(name,) for name in _WHOLE] + [(name, key) for name in _PARTED for key in theirs[name]]
    for place in places:
        was, person, parser = (_at(data, place) for data in (old, mine, theirs))
        if person not in (was, parser) and parser != was:
            conflicts.append(Conflict(".".join(place), str(person), str(parser)))
        _put(result, place, parser if person == was else person)
        _put(base, place, parser if person == was else was)
    return result, base, conflicts


def _at(data: dict[str, Any], place: tuple[str, ...]) -> Any:
    return data[place[0]] if len(place) == 1 else data[place[0]][place[1]]


def _put(data: dict[str, Any], place: tuple[str, ...], value: Any) -> None:
    inside = data if len(place) == 1 else data[place[0]]
    inside[place[-1]] = value


def _tags(old: list[str], mine: list[str], theirs: list[str]) -> tuple[list[str], list[str]]:
    """Merge tags as sets: what the person gave stays, what the person took away stays away."""
    was, person, parser = set(old), set(mine), set(theirs)
    merged = (parser - (was - person)) | (person - was)
    base = (parser - (person - was)) | (was - person)
    return (mine if merged == person else sorted(merged)), sorted(base)


@dataclass(frozen=True, slots=True)
class _Chunk:
    """A stretch of the three sequences, and whether it is the same in all."""

    base: Sequence[str]
    person: Sequence[str]
    parser: Sequence[str]
    stable: bool


def _chunks(base: Sequence[str], person: Sequence[str], parser: Sequence[str]) -> Iterator[_Chunk]:
    """Yield the sequences in stretches that are the same in all three, and what lies between them (diff3)."""
    mine, theirs = _matches(base, person), _matches(base, parser)
    at, at_mine, at_theirs = 0, 0, 0
    common = [index for index in range(len(base)) if index in mine and index in theirs]
    for index in (*common, len(base)):
        to_mine = mine.get(index, len(person))
        to_theirs = theirs.get(index, len(parser))
        if index > at or to_mine > at_mine or to_theirs > at_theirs:
            yield _Chunk(base[at:index], person[at_mine:to_mine], parser[at_theirs:to_theirs], stable=False)
        if index < len(base):
            yield _Chunk(base[index : index + 1], base[index : index + 1], base[index : index + 1], stable=True)
        at, at_mine, at_theirs = index + 1, to_mine + 1, to_theirs + 1


def _matches(base: Sequence[str], other: Sequence[str]) -> dict[int, int]:
    blocks = SequenceMatcher(None, base, other, autojunk=False).get_matching_blocks()
    return {block.a + step: block.b + step for block in blocks for step in range(block.size)}


class _Body:
    """The merge of three bodies, as far as it has gone."""

    def __init__(self) -> None:
        self.result: list[str] = []
        self.base: list[str] = []
        self.conflicts: list[Conflict] = []
        self._before: list[str] = []

    def merge(self, base: str, person: str, parser: str) -> None:
        """Merge by paragraphs, and by words what both sides changed."""
        for chunk in _chunks(*map(diff.paragraphs, (base, person, parser))):
            if self._taken(chunk) or self._appended(chunk):
                continue
            inside = (diff.words("".join(part)) for part in (chunk.base, chunk.person, chunk.parser))
            for finer in _chunks(*inside):
                if not self._taken(finer):
                    self._conflict(finer)

    def _taken(self, chunk: _Chunk) -> bool:
        """Take the side that changed; return False where both did, and not alike."""
        base, person, parser = chunk.base, chunk.person, chunk.parser
        if chunk.stable or person == base:
            self._add(parser, parser, person)
        elif parser in (base, person):
            self._add(person, base, person)
        else:
            return False
        return True

    def _appended(self, chunk: _Chunk) -> bool:
        """Take paragraphs that one side put after those that the other side changed; return False where that is not so."""
        base, person, parser = (list(part) for part in (chunk.base, chunk.person, chunk.parser))
        by_person, by_parser = person[: len(base)] == base, parser[: len(base)] == base
        if not base or not person or not parser or by_person == by_parser:
            return False
        if by_person:
            self._add(parser + person[len(base) :], parser, person)
        else:
            self._add(person + parser[len(base) :], parser, person)
        return True

    def _conflict(self, chunk: _Chunk) -> None:
        before = "".join(self._before)
        number = sum(bool(part.strip()) for part in diff.paragraphs(before + "x"))
        person, parser = "".join(chunk.person), "".join(chunk.parser)
        at = len(before) + len(person) - len(person.lstrip())
        self.conflicts.append(Conflict("body", person.strip(), parser.strip(), at=at, paragraph=number))
        self._add(chunk.person, chunk.base, chunk.person)

    def _add(self, result: Sequence[str], base: Sequence[str], person: Sequence[str]) -> None:
        self.result += result
        self.base += base
        self._before += person
