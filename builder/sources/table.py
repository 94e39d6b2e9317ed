"""Captures of CSV (RFC 4180): a header line, then one text a record, which may go over several lines."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from builder.capture import MAX_BYTES, Record, decode
from builder.errors import Problem, did_you_mean
from builder.profile import Profile
from builder.shapes import TableShape
from builder.sources import rows
from builder.sources.draft import Context, Outcome, rejected

_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")


def parse(file: Record, profile: Profile, context: Context) -> Iterator[Outcome]:
    """Yield the outcome of every record below the header of a capture file."""
    shape = profile.csv
    if shape is None:
        raise TypeError("a profile of this shape has `csv`")
    if file.data.startswith(_WIDE_MARKS):
        yield rejected(file, file.problem("encoding", "CSV is read as UTF-8 or one byte a sign", "save it as UTF-8"))
        return
    found = records(file)
    header, faults = _header(next(found, None), file, shape)
    record = None if faults else next(found, None)
    if record is None:
        fault = file.problem("empty", "the file holds no record below its header", "remove it, or put its records back")
        yield rejected(file, *(faults or (fault,)))
        return
    while record:
        yield _record(record, header, profile, shape, context)
        record = next(found, None)


def records(file: Record) -> Iterator[Record]:
    """Yield each record that is not blank, named by the line on which it begins; a line end in quotation marks is its own."""
    lines: list[bytes] = []
    is_open = False
    start = 1
    for number, line in enumerate(file.data.split(b"\n"), start=1):
        start = start if lines else number
        lines.append(line)
        is_open ^= line.count(b'"') % 2 == 1
        if not is_open:
            if any(map(bytes.strip, lines)):
                yield _at(file, lines, start)
            lines = []
    if lines:
        yield _at(file, lines, start)


def _at(file: Record, lines: list[bytes], line: int) -> Record:
    whole = b"\n".join(lines).removesuffix(b"\r")
    return Record(file=f"{file.file}#L{line}", source=file.source, data=whole, path=file.path, line=line)


def _header(record: Record | None, file: Record, shape: TableShape) -> tuple[list[str], tuple[Problem, ...]]:
    """Return the names of the columns, or what is wrong with them."""
    if record is None:
        return [], (file.problem("empty", "the file holds no header", "remove it, or put its records back"),)
    names, faults = _fields(record, shape)
    names = [name.strip() for name in names]
    if faults:
        return names, faults
    twice = [name for name, number in Counter(names).items() if number > 1]
    missing = [name for name in shape.columns if name not in names]
    found = [("column", f'the column "{name}" stands there twice', "give one another name") for name in twice]
    found += [("column", f'there is no column "{name}"', did_you_mean(name, names)) for name in missing]
    return names, tuple(record.problem(*fault) for fault in found)


def _record(record: Record, header: list[str], profile: Profile, shape: TableShape, context: Context) -> Outcome:
    values, problems = _fields(record, shape)
    if values and len(values) != len(header):
        message = f"this record has {len(values)} fields, the header {len(header)}"
        problems = (*problems, record.problem("csv", message, "look for a delimiter or quotation mark too many"))
    if any(not problem.warning for problem in problems):
        return rejected(record, *problems)
    outcome = rows.read_row(dict(zip(header, values, strict=True)), record, shape, profile, context)
    return replace(outcome, problems=(*problems, *outcome.problems))


def _fields(record: Record, shape: TableShape) -> tuple[list[str], tuple[Problem, ...]]:
    text, said = decode(record)
    if text is None:
        return [], said
    csv.field_size_limit(MAX_BYTES)
    try:
        found = list(csv.reader([text], delimiter=shape.delimiter, strict=True))
    except csv.Error as error:
        hint = "a quotation mark inside a field is doubled, and the field stands in quotation marks"
        return [], (*said, record.problem("csv", f"this record is not CSV: {error}", hint))
    return found[0] if found else [], said
