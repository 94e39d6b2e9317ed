"""The statement: one official text with its metadata and provenance, frozen, and invalid ones cannot be built."""

from __future__ import annotations

import hashlib
import json
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    InstanceOf,
    PlainSerializer,
    StringConstraints,
    WithJsonSchema,
)

from builder import works
from builder.dates import PartialDate
from builder.registry import Language, Slug
from builder.text import forbidden_at


def _partial_date(value: object) -> PartialDate:
    if isinstance(value, PartialDate):
        return value
    if not isinstance(value, str):
        raise ValueError("a date stands in double quotes")  # noqa: TRY004 - pydantic turns ValueError into a fault
    return PartialDate(value)


def _whole_date(value: object) -> PartialDate:
    found = _partial_date(value)
    if found.first != found.last:
        raise ValueError(f'"{found}" is not a whole day; write it as "2023-02-02"')
    return found


_AS_TEXT = PlainSerializer(str, return_type=str)
_SOME_DAY = WithJsonSchema({"type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"})
_ONE_DAY = WithJsonSchema({"type": "string", "format": "date"})
Dated = Annotated[InstanceOf[PartialDate], BeforeValidator(_partial_date), _AS_TEXT, _SOME_DAY]
Day = Annotated[InstanceOf[PartialDate], BeforeValidator(_whole_date), _AS_TEXT, _ONE_DAY]
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


def _showable(text: str) -> str:
    at = forbidden_at(text)
    if at is not None:
        raise ValueError(f"it holds the character U+{ord(text[at]):04X}, which no page can hold")
    return text


Line = Annotated[str, StringConstraints(min_length=1, pattern=r"^\S.*$"), AfterValidator(_showable)]


Work = Annotated[
    str,
    AfterValidator(works.checked),
    AfterValidator(_showable),
    WithJsonSchema({"type": "string", "pattern": works.PATTERN, "maxLength": works.MOST}),
]


def _as_tuple(value: object) -> object:
    if isinstance(value, tuple | list):
        return tuple(value)
    raise ValueError('a list stands in square brackets: ["one", "two"]')


MANY = BeforeValidator(_as_tuple)
"""Turns the lists of YAML into tuples, so that a statement is frozen throughout."""


class Frozen(BaseModel):
    """A frozen part of a statement that refuses unknown keys and values of another type."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Source(Frozen):
    """Who published the text: the name it gives itself, the outlet that carried it, and its address there.

    `section` is the heading it stood under, `published` the day the source gives it, where it has them.
    """

    name: Line
    outlet: Line | None = None
    url: Line | None = None
    section: Line | None = None
    published: Dated | None = None


class Copy(Frozen):
    """A further capture of the same text."""

    file: Line
    sha256: Digest
    captured: Dated | None = None


class Capture(Copy):
    """The stored copy a statement was read from, and further copies of the same text.

    `file` is below the captures folder, or one record of it (`file#L17`); `sha256` is of the record's bytes;
    `captured` is the day it was taken, where that is known.
    """

    also: Annotated[tuple[Copy, ...], MANY] = ()


class Correction(Frozen):
    """A change that a person made to the text or the metadata: when, by whom, and what and why."""

    date: Day
    by: Line
    note: Line


class Statement(Frozen):
    """One official text. `body` is Markdown as `builder.markup` writes it; the rest is the front matter, in order.

    `work` is what translations of one statement have in common: the id of any of them, or a number of their source's.
    """

    id: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{12}$")]
    title: Line
    date: Dated
    ministry: Slug
    issuer: Line | None
    kind: Slug
    language: Language
    work: Work | None = None
    tags: Annotated[tuple[Slug, ...], MANY]
    source: Source
    capture: Capture
    added: Day
    parsed: Digest
    corrections: Annotated[tuple[Correction, ...], MANY]
    aliases: Annotated[tuple[Line, ...], MANY] = ()
    body: str

    @property
    def digest(self) -> str:
        """What `parsed` is compared with: the SHA-256 of title, metadata and body as they stand now."""
        return digest(self.model_dump(mode="json"))

    @property
    def changed(self) -> str:
        """The day it last changed in the archive: added, or corrected since."""
        if not self.corrections:
            return self.added.text
        return max(str(day) for day in (self.added, *(correction.date for correction in self.corrections)))

    @property
    def shape(self) -> str:
        """Everything that sorts, counts or names it in lists, feeds and addresses, as JSON: the values of `SHAPE` in order."""
        values = [getattr(self, name) for name in SHAPE]
        plain = [value.text if isinstance(value, PartialDate) else value for value in values]
        return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))

    @property
    def is_untouched(self) -> bool:
        """Whether no person changed the file since the parser wrote it."""
        return self.parsed == self.digest


SHAPE = ("id", "title", "date", "ministry", "issuer", "kind", "language", "work", "tags", "added", "aliases")
"""The fields that sort, count or name a statement."""

_DIGESTED = ("title", "date", "ministry", "issuer", "kind", "language", "work", "tags", "source", "body")


def digest(fields: dict[str, Any]) -> str:
    """Return the digest of a statement's fields as plain data, and of the bytes it was read from.

    The form is the SHA-256 of JSON with sorted keys and no white space, so that it can be computed anywhere.
    What ingest itself may add later (further copies, corrections, old paths) does not count, nor does a key `work`
    that is not there.
    """
    kept = [name for name in _DIGESTED if name != "work" or fields.get(name) is not None]
    data = {name: fields[name] for name in kept} | {"capture": fields["capture"]["sha256"]}
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
