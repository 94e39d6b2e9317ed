"""Captures of one page copied as text, or saved as HTML and read as its visible text: a head, the text, and a list of other texts of the same source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from builder.capture import Record
from builder.dates import PartialDate, parse_day
from builder.errors import Problem
from builder.profile import Profile
from builder.shapes import PageShape
from builder.sources import visible
from builder.sources.draft import Context, Fields, Known, Outcome, hiding, rejected
from builder.sources.recognise import recognise
from builder.text import clean, fold


@dataclass(frozen=True, slots=True)
class _Page:
    """The parts of a page; a part that was not found is empty. `runs_on`: the list's end is there, not its heading."""

    title: str
    day: date | None
    source: str
    section: str | None
    captured: date | None
    paragraphs: tuple[str, ...]
    below: tuple[str, ...]
    runs_on: bool


def parse(file: Record, profile: Profile, context: Context) -> Iterator[Outcome]:
    """Yield the outcome of the one text of a page."""
    text, warnings = visible.said(file)
    if text is None:
        yield rejected(file, *warnings)
        return
    shape = profile.page
    if shape is None:
        raise TypeError("a profile of this shape has `page`")
    page = _split(clean(text), shape, profile)
    known = _known(page, shape, profile, file)
    faults = list(_missing(file, page, shape, has_odd_end=known is None or page.runs_on))
    if faults:
        yield rejected(file, *warnings, *faults, *hiding(file, page.title, page.paragraphs))
        return
    outcome = recognise(_fields(file, page, profile), profile, context)
    yield replace(outcome, problems=(*warnings, *outcome.problems), known=known or ())


def _split(text: str, shape: PageShape, profile: Profile) -> _Page:
    lines = [folded for line in text.splitlines() if (folded := fold(line))]
    at, header = next(((n, m) for n, line in enumerate(lines) if (m := re.fullmatch(shape.header, line))), (0, None))
    source = header["source"] if header else ""
    end_pattern = shape.end.replace("{source}", re.escape(source))
    end = next((n for n in range(at + 1, len(lines)) if re.fullmatch(end_pattern, lines[n])), len(lines))
    runs_on = (
        header is not None and end == len(lines) and any(re.fullmatch(shape.last, line) for line in lines[at + 1 :])
    )
    head = lines[:at]
    captured, rest = _taken(head, shape.captured, "captured")
    section, rest = _taken(rest, shape.section, "section")
    return _Page(
        title=rest[-1] if rest else "",
        day=profile.day_in(header["date"]) if header else None,
        source=source,
        section=section,
        captured=parse_day(captured, (shape.captured_format,), profile.months or ()) if captured else None,
        paragraphs=tuple(lines[at + 1 : end]) if header else (),
        below=tuple(lines[end + 1 :]),
        runs_on=runs_on,
    )


def _taken(lines: list[str], pattern: str, group: str) -> tuple[str | None, list[str]]:
    for index, line in enumerate(lines):
        match = re.fullmatch(pattern, line)
        if match:
            return match[group], lines[:index] + lines[index + 1 :]
    return None, lines


def _missing(file: Record, page: _Page, shape: PageShape, *, has_odd_end: bool) -> Iterator[Problem]:
    hint = "compare the capture with page in sources.yml"
    if not page.title:
        yield file.problem("no-title", f"no title: looked for the last line above {shape.header!r}", hint)
    if page.day is None:
        yield file.problem(
            "no-date", f"no date: looked for a line like {shape.header!r} with one of date_formats", hint
        )
    if not page.paragraphs:
        yield file.problem("no-text", f"no text: looked between {shape.header!r} and {shape.end!r}", hint)
    if has_odd_end:
        yield file.problem("page-end", f"the list below {shape.end!r} is not made of {shape.known}", hint)


def _fields(file: Record, page: _Page, profile: Profile) -> Fields:
    return Fields(
        record=file,
        title=page.title,
        issued=PartialDate(page.day.isoformat()) if page.day else None,
        paragraphs=page.paragraphs,
        source_name=page.source or profile.name or profile.id,
        section=page.section,
        captured=page.captured,
    )


def _known(page: _Page, shape: PageShape, profile: Profile, file: Record) -> tuple[Known, ...] | None:
    last = next((n for n, line in enumerate(page.below) if re.fullmatch(shape.last, line)), len(page.below))
    lines, size = page.below[:last], len(shape.known)
    groups = [lines[n : n + size] for n in range(0, last, size)]
    found = []
    for group in groups:
        parts = dict(zip(shape.known, group, strict=False))
        day = parse_day(parts.get("date", ""), (shape.known_format,), profile.months or ())
        if len(group) != size or day is None:
            return None
        found.append(
            Known(
                title=parts.get("title", ""),
                date=day.isoformat(),
                teaser=parts.get("teaser", ""),
                source=page.source or profile.name or profile.id,
                named_in=file.file,
            )
        )
    return tuple(found)
