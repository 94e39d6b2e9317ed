"""Captures that are the text of one statement, with facts in the file's name or in a head above the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice

from builder.capture import Record
from builder.errors import Problem
from builder.profile import Profile
from builder.shapes import TextShape
from builder.sources import facts, visible
from builder.sources.draft import Context, Fields, Outcome, hiding, rejected
from builder.sources.recognise import recognise
from builder.text import clean, fold

_HEAD = 40
"""Lines that are not blank in which a head is looked for where no line says that the text begins."""


@dataclass(frozen=True, slots=True)
class _Parts:
    """The lines above the text, and the paragraphs of the text; `begins` tells whether its beginning was found."""

    head: tuple[str, ...]
    paragraphs: tuple[str, ...]
    begins: bool


def parse(file: Record, profile: Profile, context: Context) -> Iterator[Outcome]:
    """Yield the outcome of the one text of a file."""
    text, warnings = visible.said(file)
    if text is None:
        yield rejected(file, *warnings)
        return
    shape = profile.text
    if shape is None:
        raise TypeError("a profile of this shape has `text`")
    parts = _split(clean(text), shape)
    named, faults = facts.of_name(file, profile)
    known = {"first": next(iter(parts.head), ""), **named, **facts.of_lines(parts.head, shape.head)}
    title = next((title for form in facts.filled(shape.title, known) if (title := fold(form))), "")
    dates = (profile.date_in(form) for form in facts.filled(shape.date, known))
    issued = next((found for found in dates if found), None)
    missing = _missing(file, shape, parts, has_title=bool(title), has_day=issued is not None)
    faults = (*faults, *missing)
    if faults:
        yield rejected(file, *warnings, *faults, *hiding(file, title, parts.paragraphs))
        return
    fields = Fields(
        record=file,
        title=title,
        issued=issued,
        paragraphs=parts.paragraphs,
        source_name=profile.name or profile.id,
        facts=_without_first(known),
    )
    outcome = recognise(fields, profile, context)
    yield replace(outcome, problems=(*warnings, *outcome.problems))


def _without_first(known: Mapping[str, str]) -> Mapping[str, str]:
    return {name: value for name, value in known.items() if name != "first"}


def _split(text: str, shape: TextShape) -> _Parts:
    lines = [fold(line) for line in text.splitlines()]
    begin = _line(lines, shape.begin, 0)
    start = 0 if begin is None else begin + 1
    end = _line(lines, shape.end, start)
    inside = lines[start:end]
    head = lines[:begin] if begin is not None else inside
    return _Parts(
        head=tuple(islice(filter(None, head), None if begin is not None else _HEAD)),
        paragraphs=facts.paragraphs(inside, shape.paragraphs),
        begins=begin is not None or shape.begin is None,
    )


def _line(lines: list[str], pattern: str | None, start: int) -> int | None:
    if pattern is None:
        return None
    return next((n for n in range(start, len(lines)) if re.fullmatch(pattern, lines[n])), None)


def _missing(file: Record, shape: TextShape, parts: _Parts, *, has_title: bool, has_day: bool) -> Iterator[Problem]:
    hint = "compare the capture with text in sources.yml"
    if not has_title:
        yield file.problem("no-title", f"no title: looked for {' or '.join(shape.title)}", hint)
    if not has_day:
        message = f"no date: looked for {' or '.join(shape.date)} with one of date_formats"
        yield file.problem("no-date", message, hint)
    if not parts.begins:
        yield file.problem("no-text", f"no text: looked for a line like {shape.begin!r}", hint)
    elif not parts.paragraphs:
        yield file.problem("no-text", "no text: the file holds no line of it", hint)
