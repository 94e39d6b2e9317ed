"""The columns of a statement as data: each is described once, for every form, for the schemas and for the page."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from builder.archive import Archive, Entry
from builder.markup import Renderer
from builder.search.plain import paragraphs

Shape = Literal["text", "day", "partial", "list", "records"]
"""What a value is: text, a whole day, a day or month or year, a list of texts, a list of records."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: its name, what it is, whether it may be empty, and for `records` the names of their parts."""

    name: str
    shape: Shape
    means: str
    empty: bool = False
    parts: tuple[str, ...] = ()


COLUMNS = (
    Column(name="id", shape="text", means="12 hexadecimal digits that never change, whatever title or address become"),
    Column(name="url", shape="text", means="the address of its page"),
    Column(name="title", shape="text", means="the headline, as the source has it"),
    Column(
        name="date", shape="partial", means="the day it was issued; a month or a year where no more is known: 2023-02"
    ),
    Column(name="first_day", shape="day", means="the first day that the date may mean; sort and select by this one"),
    Column(name="last_day", shape="day", means="the last day that the date may mean"),
    Column(name="ministry", shape="text", means="the body in whose name it was issued: an id of ministries.json"),
    Column(name="ministry_name", shape="text", means="the name of that body"),
    Column(name="issuer", shape="text", means="who spoke for it, as the source says", empty=True),
    Column(name="kind", shape="text", means="the form of text: an id of kinds.json"),
    Column(name="language", shape="text", means="the language of the text, a tag of BCP 47"),
    Column(name="work", shape="text", means="what translations of one statement have in common", empty=True),
    Column(name="tags", shape="list", means="its subjects: ids of tags.json, their broader subjects left out"),
    Column(name="source_name", shape="text", means="who published it"),
    Column(name="source_outlet", shape="text", means="by way of whom", empty=True),
    Column(name="source_url", shape="text", means="its address there", empty=True),
    Column(name="source_section", shape="text", means="the section it stood under there", empty=True),
    Column(name="published", shape="partial", means="the day it was published there", empty=True),
    Column(name="capture", shape="text", means="the stored copy it was read from: a file below captures/, or a part"),
    Column(name="capture_sha256", shape="text", means="the SHA-256 of that copy's bytes"),
    Column(name="captured", shape="partial", means="the day the copy was taken", empty=True),
    Column(
        name="copies",
        shape="records",
        means="further captures of the same text",
        parts=("file", "sha256", "captured"),
    ),
    Column(name="added", shape="day", means="the day it came into this archive"),
    Column(name="changed", shape="day", means="the day it last changed here: added, or corrected since"),
    Column(
        name="corrections",
        shape="records",
        means="what persons changed, when and why",
        parts=("date", "by", "note"),
    ),
    Column(name="path", shape="text", means="its Markdown file below content/, which is the truth"),
    Column(name="sha256", shape="text", means="the SHA-256 of that file's bytes"),
    Column(
        name="text", shape="text", means="the whole text; paragraphs as the source has them, an empty line between two"
    ),
)
"""Every column, in the order of the tables."""

NAMES = tuple(column.name for column in COLUMNS)

Record = Mapping[str, Any]
"""A statement's values by column."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Makes the records of one archive; `site` is its address with a slash at the end, empty where it is not known."""

    archive: Archive
    site: str
    renderer: Renderer

    def record(self, entry: Entry, body: str | None = None) -> dict[str, Any]:
        """Return the record of a statement; its body is read unless it is given."""
        statement = entry.statement
        source, capture, text = statement.source, statement.capture, statement.body if body is None else body
        return {
            "id": statement.id,
            "url": self.site + entry.url,
            "title": statement.title,
            "date": str(statement.date),
            "first_day": statement.date.first.isoformat(),
            "last_day": statement.date.last.isoformat(),
            "ministry": statement.ministry,
            "ministry_name": self.archive.registry.ministries[statement.ministry].name,
            "issuer": statement.issuer,
            "kind": statement.kind,
            "language": statement.language,
            "work": statement.work,
            "tags": list(statement.tags),
            "source_name": source.name,
            "source_outlet": source.outlet,
            "source_url": source.url,
            "source_section": source.section,
            "published": _day(source.published),
            "capture": capture.file,
            "capture_sha256": capture.sha256,
            "captured": _day(capture.captured),
            "copies": [
                {"file": each.file, "sha256": each.sha256, "captured": _day(each.captured)} for each in capture.also
            ],
            "added": str(statement.added),
            "changed": statement.changed,
            "corrections": [
                {"date": str(each.date), "by": each.by, "note": each.note} for each in statement.corrections
            ],
            "path": entry.path,
            "sha256": entry.print,
            "text": plain(text, self.renderer),
        }


_MARKS = "\\`*_[]<>&#"
_BEGINS = re.compile(r"[-+\s]|\d+\.")


def plain(body: str, renderer: Renderer) -> str:
    """Return the text of a statement's body, an empty line between two paragraphs.

    Most bodies hold no mark of Markdown; they need no parser.
    """
    parts = body.strip().split("\n\n")
    is_plain = not any(mark in body for mark in _MARKS) and not any(
        "\n" in part or _BEGINS.match(part) for part in parts
    )
    return "\n\n".join(parts if is_plain else paragraphs(body, renderer))


def _day(date: object) -> str | None:
    return None if date is None else str(date)


def line(record: Record) -> str:
    """Return a record as one line of JSON, with LF at its end."""
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n"


def flat(record: Record) -> list[str | None]:
    """Return a record's values as a table without lists takes them: a list is JSON."""
    return [
        json.dumps(value, ensure_ascii=False, separators=(",", ":")) if isinstance(value, list) else value
        for value in record.values()
    ]


_FIELDS = {"text": "string", "day": "date", "partial": "string", "list": "array"}


def table_schema() -> dict[str, Any]:
    """Return the Table Schema of the columns (Frictionless Data), which JSON lines and CSV share."""
    fields = [
        {
            "name": column.name,
            "type": _FIELDS.get(column.shape, "array"),
            "description": column.means,
            "constraints": {"required": not column.empty} | ({"unique": True} if column.name == "id" else {}),
        }
        for column in COLUMNS
    ]
    return {"fields": fields, "primaryKey": ["id"], "missingValues": [""]}


_DAY = {"type": "string", "format": "date"}
_PARTIAL = {"type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"}


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of a statement's record, which its `.json` and the lines of JSON lines have."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A statement",
        "type": "object",
        "properties": {column.name: _property(column) for column in COLUMNS},
        "required": list(NAMES),
        "additionalProperties": False,
    }


def _property(column: Column) -> dict[str, Any]:
    parts: Sequence[str] = column.parts
    shapes: Mapping[Shape, dict[str, Any]] = {
        "text": {"type": "string"},
        "day": _DAY,
        "partial": _PARTIAL,
        "list": {"type": "array", "items": {"type": "string"}},
        "records": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {part: {"type": ["string", "null"]} for part in parts},
                "required": list(parts),
            },
        },
    }
    shape = shapes[column.shape]
    if column.empty:
        shape = {**shape, "type": [shape["type"], "null"]}
    return {**shape, "description": column.means}
