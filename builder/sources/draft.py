"""What a parser makes of a capture: a draft of a statement, something that is none, or a refusal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from functools import cached_property

from builder import marks, named
from builder.capture import Record
from builder.dates import PartialDate
from builder.errors import Problem
from builder.registry import Registry
from builder.sources.aliases import Finder


@dataclass(frozen=True)
class Context:
    """What every parser needs beside the capture and its profile."""

    registry: Registry
    finder: Finder

    @cached_property
    def names(self) -> Mapping[str, named.Names]:
        """The names of all records of the registry."""
        return named.names(self.registry)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A text that a capture names but the archive may not hold."""

    title: str
    date: str
    teaser: str
    source: str
    named_in: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """What a shape's parser takes out of a capture before anything is recognised.

    `issued` is the header's date; `facts` are what else the capture says, by the names that the profile gives it;
    `alternates` are language and address of the pages that it calls its translations.
    """

    record: Record
    title: str
    issued: PartialDate | None
    paragraphs: tuple[str, ...]
    source_name: str
    url: str | None = None
    section: str | None = None
    captured: date | None = None
    facts: Mapping[str, str] = field(default_factory=dict)
    alternates: tuple[tuple[str, str], ...] = ()

    @property
    def day(self) -> date | None:
        """The header's date where it is a whole day."""
        return self.issued.first if self.issued and self.issued.first == self.issued.last else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An official text, recognised; not yet a statement of the archive.

    `tags` are those that the source itself gives, `work` what it says of translations (`builder.works`).
    """

    fields: Fields
    date: str
    ministry: str
    issuer: str
    kind: str
    language: str
    outlet: str | None
    tags: tuple[str, ...] = ()
    work: str | None = None


class Reason(Enum):
    """Why a record of a capture gives no statement; the value is how the table names it."""

    NOT_A_STATEMENT = "not a statement"
    NO_TEXT = "no text"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one record: a draft, or the reason why not; with what is to be said.

    `seen` is the title and the header's day of a text that was read, whatever became of it; `known` are other texts
    that the record names.
    """

    record: Record
    draft: Draft | None = None
    reason: Reason | None = None
    why: str = ""
    problems: tuple[Problem, ...] = ()
    seen: tuple[str, str] | None = None
    known: tuple[Known, ...] = field(default=())


def hiding(
    record: Record, title: str, paragraphs: Sequence[str], section: str | None = None, *, is_kept: bool = False
) -> tuple[Problem, ...]:
    """Return a warning for each kind of character that hides in a text that was read; nothing is changed."""
    places = ((f"paragraph {number}", text) for number, text in enumerate(paragraphs, start=1))
    hint = "compare it with the source" + ("; the file keeps it, and the page shows it as a mark" if is_kept else "")
    found = marks.report((("title", title), ("section", section or ""), *places))
    return tuple(record.problem("hidden-character", said, hint, warning=True) for said in found)


def rejected(record: Record, *problems: Problem) -> Outcome:
    """Return the outcome of a record that is refused, with every reason."""
    return Outcome(record=record, reason=Reason.REJECTED, problems=problems)
