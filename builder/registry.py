"""The archive's authority records: ministries, kinds and tags, read from YAML in the content folder."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError, field_validator

from builder import yamltree
from builder.errors import Problem, ProblemsError, did_you_mean
from builder.phrases import Phrases, folded

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$")]
"""An id: words of lower case ASCII letters and digits, joined by hyphens."""


Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$")]
"""A language tag (BCP 47)."""


PAGES = frozenset({"oldest", "page"})
"""What may follow a list's address, so that no id of a list is called so."""


class Record(BaseModel):
    """What every authority record has: frozen, its values of exactly the type written, no unknown key."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    id: Slug

    @field_validator("id")
    @classmethod
    def _is_no_page(cls, name: str) -> str:
        if name in PAGES:
            raise ValueError("that is the address of a page of every list; choose another word")
        return name


Model = TypeVar("Model", bound=Record)


class Office(BaseModel):
    """A post whose holder speaks for a ministry: the title as it is shown, and how sources name it."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    title: str
    aliases: list[str]


class Ministry(Record):
    """A body in whose name statements are issued.

    `short` is how an issuer's line names it; `aliases` are the names that sources use, in any language;
    `parent` is the id of the body it belongs to, and whose lists also show its statements.
    """

    name: str
    short: str | None = None
    aliases: list[str] = Field(default_factory=list)
    offices: list[Office] = Field(default_factory=list)
    parent: Slug | None = None
    note: str = ""

    @field_validator("id")
    @classmethod
    def _is_no_month(cls, name: str) -> str:
        if re.fullmatch("[0-9]{2}", name):
            raise ValueError("two digits are the folder of a month; choose words")
        return name


class Kind(Record):
    """A form of official text, with its label for one and for many."""

    label: str
    plural: str


class Tag(Record):
    """A subject; `patterns` are the phrases that give a statement the tag when they occur `at_least` times.

    A phrase is matched as whole words without regard to case, `*` at its end lets the last word go on, and a
    phrase in capitals only ("ROK") is matched as it stands. `broader` is the id of the wider subject.
    """

    label: str
    description: str = ""
    broader: Slug | None = None
    patterns: list[str] = Field(default_factory=list)
    at_least: int = Field(default=1, ge=1)

    @cached_property
    def phrases(self) -> Phrases:
        """The patterns, ready to be looked for; there are none in a tag that only people give."""
        return Phrases(self.patterns)

    def fits(self, text: str, low: str | None = None) -> bool:
        """Tell whether `text`, folded to `low`, names the subject often enough."""
        return self.phrases.occur(text, folded(text) if low is None else low, self.at_least)


@dataclass(frozen=True, slots=True)
class Registry:
    """All authority records by id, in the order of their files."""

    ministries: Mapping[str, Ministry]
    kinds: Mapping[str, Kind]
    tags: Mapping[str, Tag]

    def lineage(self, ministry: str) -> tuple[str, ...]:
        """Return the id of a ministry and those of the bodies it belongs to, nearest first."""
        return _chain(ministry, self.ministries, lambda record: record.parent)

    def subjects(self, tag: str) -> tuple[str, ...]:
        """Return the id of a tag and those of its broader tags, nearest first."""
        return _chain(tag, self.tags, lambda record: record.broader)

    def tags_of(self, text: str) -> tuple[str, ...]:
        """Return the ids of the tags whose patterns fit `text`, sorted."""
        low = folded(text)
        return tuple(sorted(key for key, tag in self.tags.items() if tag.fits(text, low)))


def _chain(start: str, records: Mapping[str, Model], above: Callable[[Model], str | None]) -> tuple[str, ...]:
    chain: list[str] = []
    here: str | None = start
    while here is not None and here in records and here not in chain:
        chain.append(here)
        here = above(records[here])
    return tuple(chain)


_FILES: tuple[tuple[str, type[Record], str | None], ...] = (
    ("ministries.yml", Ministry, "parent"),
    ("kinds.yml", Kind, None),
    ("tags.yml", Tag, "broader"),
)

FILES = tuple(name for name, _, _ in _FILES)
"""The files of the registries below the content folder."""


def load(content: Path, shown: str = "content") -> Registry:
    """Read the registries below `content`; `shown` is how problems name that folder.

    Raises ProblemsError with every problem of all files.
    """
    problems: list[Problem] = []
    found: list[dict[str, Any]] = []
    for name, model, link in _FILES:
        path = f"{shown}/{name}"
        placed, faults = read_records(content / name, model, path)
        problems += faults
        if link and not faults:
            problems += [*_dangling(placed, link, path), *_circles(placed, link, path)]
        if model is Ministry:
            problems += _shared_names(placed, path)
        found.append({each.record.id: each.record for each in placed})
    if problems:
        raise ProblemsError(problems)
    return Registry(*found)


@dataclass(frozen=True, slots=True)
class Placed(Generic[Model]):
    """A record and where its keys stand in its file."""

    record: Model
    tree: yamltree.Tree
    index: int

    def problem(self, shown: str, key: str, code: str, message: str, hint: str) -> Problem:
        """Return a problem at one key of the record."""
        line = self.tree.line((self.index, key))
        return Problem(path=shown, line=line, code=code, message=message, hint=hint)


def read_records(file: Path, model: type[Model], shown: str) -> tuple[list[Placed[Model]], list[Problem]]:
    """Return the records of a YAML list and the problems of the file."""
    if not file.is_file():
        return [], [Problem(path=shown, line=0, code="missing", message="there is no such file", hint="create it")]
    tree = yamltree.read_file(file, shown)
    if tree.problems:
        return [], list(tree.problems)
    try:
        records = TypeAdapter(list[model]).validate_python(tree.data or [])  # type: ignore[valid-type]
    except ValidationError as error:
        return [], yamltree.problems_of(error, tree, shown, model)
    placed = [Placed(record, tree, index) for index, record in enumerate(records)]
    return placed, list(_repeated(placed, shown))


def _repeated(placed: Iterable[Placed[Any]], shown: str) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for each in placed:
        name = each.record.id
        if name in seen:
            message = f'the id "{name}" stands on line {seen[name]} already'
            yield each.problem(shown, "id", "duplicate-id", message, "give it another id")
        seen.setdefault(name, each.tree.line((each.index, "id")))


def _dangling(placed: Iterable[Placed[Any]], link: str, shown: str) -> Iterator[Problem]:
    """Yield a problem for each record that belongs to one that is not there."""
    rows = list(placed)
    ids = {each.record.id for each in rows}
    for each in rows:
        target = getattr(each.record, link)
        if target is not None and target not in ids:
            message = f'{link}: there is no "{target}"'
            yield each.problem(shown, link, "unknown-id", message, did_you_mean(target, ids))


def _circles(placed: Iterable[Placed[Any]], link: str, shown: str) -> Iterator[Problem]:
    """Yield a problem for each record that belongs to itself, directly or by way of others."""
    rows = list(placed)
    above = {each.record.id: getattr(each.record, link) for each in rows}
    for each in rows:
        seen, here = {each.record.id}, above.get(each.record.id)
        while here is not None and here not in seen:
            seen.add(here)
            here = above.get(here)
        if here == each.record.id:
            yield each.problem(
                shown, link, "circle", f'{link}: "{here}" belongs to itself', "take one of the links out"
            )


def _shared_names(placed: Iterable[Placed[Any]], shown: str) -> Iterator[Problem]:
    """Yield a problem for each name by which two ministries could be meant."""
    owners: dict[str, str] = {}
    for each in placed:
        ministry = each.record
        names = [*ministry.aliases, *(alias for office in ministry.offices for alias in office.aliases)]
        for name in {name.casefold(): name for name in names}.values():
            owner = owners.setdefault(name.casefold(), ministry.id)
            if owner != ministry.id:
                message = f'aliases: "{name}" is a name of "{owner}" too'
                yield each.problem(shown, "aliases", "shared-name", message, "take it from one of the two")
