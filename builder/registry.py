"""The archive's authority records: ministries, kinds and tags, read from YAML in the content folder."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError

from builder import yamltree
from builder.errors import Problem, ProblemsError, did_you_mean
from builder.text import phrase_pattern

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$")]


class Record(BaseModel):
    """What every authority record has: frozen, its values of exactly the type written, no unknown key."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    id: Slug


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
    def expression(self) -> re.Pattern[str] | None:
        """The patterns as one regular expression, or None for a tag that only people give."""
        if not self.patterns:
            return None
        parts = [
            phrase_pattern(phrase) if phrase.isupper() else f"(?i:{phrase_pattern(phrase)})" for phrase in self.patterns
        ]
        return re.compile("|".join(parts))

    def fits(self, text: str) -> bool:
        """Tell whether `text` names the subject often enough."""
        return self.expression is not None and sum(1 for _ in self.expression.finditer(text)) >= self.at_least


@dataclass(frozen=True, slots=True)
class Registry:
    """All authority records by id, in the order of their files."""

    ministries: Mapping[str, Ministry]
    kinds: Mapping[str, Kind]
    tags: Mapping[str, Tag]

    def lineage(self, ministry: str) -> tuple[str, ...]:
        """Return the id of a ministry and those of the bodies it belongs to, nearest first."""
        return _chain(ministry, {key: record.parent for key, record in self.ministries.items()})

    def subjects(self, tag: str) -> tuple[str, ...]:
        """Return the id of a tag and those of its broader tags, nearest first."""
        return _chain(tag, {key: record.broader for key, record in self.tags.items()})

    def tags_of(self, text: str) -> tuple[str, ...]:
        """Return the ids of the tags whose patterns fit `text`, sorted."""
        return tuple(sorted(key for key, tag in self.tags.items() if tag.fits(text)))


def _chain(start: str, above: Mapping[str, str | None]) -> tuple[str, ...]:
    chain: list[str] = []
    here: str | None = start
    while here is not None and here in above and here not in chain:
        chain.append(here)
        here = above[here]
    return tuple(chain)


_FILES: tuple[tuple[str, type[Record], str | None], ...] = (
    ("ministries.yml", Ministry, "parent"),
    ("kinds.yml", Kind, None),
    ("tags.yml", Tag, "broader"),
)


def load(content: Path, shown: str = "content") -> Registry:
    """Read the registries below `content`; `shown` is how problems name that folder.

    Raises ProblemsError with every problem of all files.
    """
    problems: list[Problem] = []
    found: list[dict[str, Any]] = []
    for name, model, link in _FILES:
        records, faults = read_records(content / name, model, f"{shown}/{name}")
        problems += faults or _dangling(records, link, f"{shown}/{name}")
        found.append({record.id: record for record, _ in records})
    if problems:
        raise ProblemsError(problems)
    return Registry(*found)


def read_records(file: Path, model: type[Model], shown: str) -> tuple[list[tuple[Model, int]], list[Problem]]:
    """Return the records of a YAML list, each with its line, and the problems of the file."""
    if not file.is_file():
        return [], [Problem(path=shown, line=0, code="missing", message="there is no such file", hint="create it")]
    tree = yamltree.read(file.read_text(encoding="utf-8"), shown)
    if tree.problems:
        return [], list(tree.problems)
    try:
        records = TypeAdapter(list[model]).validate_python(tree.data or [])  # type: ignore[valid-type]
    except ValidationError as error:
        return [], yamltree.problems_of(error, tree, shown, model)
    placed = [(record, tree.line((index,))) for index, record in enumerate(records)]
    return placed, list(_repeated(placed, shown))


def _repeated(placed: Iterable[tuple[Record, int]], shown: str) -> Iterable[Problem]:
    seen: dict[str, int] = {}
    for record, line in placed:
        if record.id in seen:
            message = f'the id "{record.id}" stands on line {seen[record.id]} already'
            yield Problem(path=shown, line=line, code="duplicate-id", message=message, hint="give it another id")
        seen.setdefault(record.id, line)


def _dangling(placed: Iterable[tuple[Record, int]], link: str | None, shown: str) -> list[Problem]:
    rows = list(placed)
    ids = {record.id for record, _ in rows}
    faults = []
    for record, line in rows:
        target = getattr(record, link) if link else None
        if target is not None and target not in ids:
            message = f'{link}: there is no "{target}"'
            faults.append(
                Problem(path=shown, line=line, code="unknown-id", message=message, hint=did_you_mean(target, ids))
            )
    return faults
