"""Captures of JSON lines: one object a line, one text an object."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from builder.capture import Record, decode, lost, records
from builder.errors import Problem
from builder.profile import Profile
from builder.shapes import RowShape
from builder.sources import facts
from builder.sources.draft import Context, Fields, Outcome, Reason, hiding, rejected
from builder.sources.recognise import recognise
from builder.text import clean, fold


def parse(file: Record, profile: Profile, context: Context) -> Iterator[Outcome]:
    """Yield the outcome of every row of a capture file."""
    rows = list(records(file))
    if not rows:
        yield rejected(file, file.problem("empty", "the file holds no row", "remove it, or put its rows back"))
    for record in rows:
        yield _row(record, profile, context)


def _row(record: Record, profile: Profile, context: Context) -> Outcome:
    text, said = decode(record)
    if text is None:
        return rejected(record, *said)
    row = _object(text)
    if row is None:
        return rejected(record, *said, record.problem("json", "this line is not a JSON object", "one object a line"))
    if profile.rows is None:
        raise TypeError("a profile of this shape has `rows`")
    said = (*said, *lost(record, "".join(value for value in row.values() if isinstance(value, str))))
    outcome = read_row(row, record, profile.rows, profile, context)
    return replace(outcome, problems=(*said, *outcome.problems))


def _object(text: str) -> dict[str, Any] | None:
    try:
        row = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return row if isinstance(row, dict) else None


def read_row(row: Mapping[str, Any], record: Record, shape: RowShape, profile: Profile, context: Context) -> Outcome:
    """Return the outcome of one mapping of names to values; every value is a fact beside those of the file's name."""
    paragraphs = facts.paragraphs(map(fold, _value(row, shape.text).splitlines()), shape.paragraphs)
    if not paragraphs and shape.empty == "skip" and isinstance(row.get(shape.text, ""), str | None):
        return Outcome(record=record, reason=Reason.NO_TEXT)
    title, issued = fold(_value(row, shape.title)), profile.date_in(_value(row, shape.date))
    named, faults = facts.of_name(record, profile)
    missing = _missing(record, profile.shape, shape, title, has_day=issued is not None, has_text=bool(paragraphs))
    faults = (*faults, *missing)
    if faults:
        return rejected(record, *faults, *hiding(record, title, paragraphs))
    fields = Fields(
        record=record,
        title=title,
        issued=issued,
        paragraphs=paragraphs,
        source_name=profile.name or profile.id,
        url=_value(row, shape.url).strip() or None,
        section=fold(_value(row, shape.section)) or None,
        facts={**named, **_facts(row)},
    )
    return recognise(fields, profile, context)


def _facts(row: Mapping[str, Any]) -> dict[str, str]:
    """Return what a row says by its keys: texts, numbers, and lists of texts with a line for each."""
    lists = {key: value if isinstance(value, list) else [value] for key, value in row.items()}
    told = {key: "\n".join(fold(clean(str(each))) for each in many if _is_plain(each)) for key, many in lists.items()}
    return {key: value for key, value in told.items() if value}


def _is_plain(value: object) -> bool:
    return isinstance(value, str | int | float) and not isinstance(value, bool)


def _value(row: Mapping[str, Any], key: str | None) -> str:
    value = row.get(key) if key else None
    return clean(value) if isinstance(value, str) else ""


def _missing(
    record: Record, name: str, shape: RowShape, title: str, *, has_day: bool, has_text: bool
) -> Iterator[Problem]:
    hint = f"name the right key under {name} in sources.yml"
    if not title:
        yield record.problem("no-title", f'no title: looked for the key "{shape.title}"', hint)
    if not has_day:
        yield record.problem("no-date", f'no date: looked for the key "{shape.date}" in one of date_formats', hint)
    if not has_text:
        yield record.problem("no-text", f'no text: looked for the key "{shape.text}"', hint)
