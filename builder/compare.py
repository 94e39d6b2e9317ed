"""Statements' files beside what the parser reads in their captures today."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from builder import archive, capture, content, diff, ingest
from builder.archive import Entry
from builder.errors import Problem, ProblemsError


def compare(
    folder: Path, today: str, paths: Sequence[str] = (), shown: str = "content"
) -> tuple[list[tuple[str, diff.Parts]], list[Problem]]:
    """Return what differs in each file, by path; without `paths` in all that a person changed. Nothing is written.

    Only those files and their captures are read. A file that cannot be read is a problem, and one whose capture gives no
    statement today. Raises ProblemsError where registries cannot be read.
    """
    wanted, missing = _wanted(folder, paths, shown)
    if not wanted:
        return [], missing
    made = ingest.plan(folder, today, lambda found: _only(found, wanted), shown, held=wanted)
    compared: list[tuple[str, diff.Parts]] = []
    for entry in wanted:
        reading = made.readings.get(entry.path)
        if entry.path in made.writes and entry.statement.is_untouched:
            reading = content.load(made.writes[entry.path], entry.path)
        if reading is None and not entry.statement.is_untouched:
            missing.append(_missing(entry, shown))
            continue
        now, then = (each.model_dump(mode="json") for each in (entry.statement, reading or entry.statement))
        compared.append((entry.path, diff.statements(then, now)))
    return compared, missing


def _wanted(folder: Path, paths: Sequence[str], shown: str) -> tuple[list[Entry], list[Problem]]:
    """Return the statements to be compared, and what is wrong with files that cannot be read."""
    wanted: list[Entry] = []
    missing: list[Problem] = []
    for path in paths or archive.paths(folder):
        try:
            entry = archive.load(folder, path, shown)
        except ProblemsError as error:
            missing += error.problems
        else:
            wanted += [entry] if paths or not entry.statement.is_untouched else []
    return wanted, missing


def _only(found: Iterable[capture.Record | Problem], wanted: Iterable[Entry]) -> Iterator[capture.Record | Problem]:
    copies = [copy for each in wanted for copy in (each.statement.capture, *each.statement.capture.also)]
    named = {copy.file.partition("#")[0] for copy in copies}
    return (each for each in found if isinstance(each, capture.Record) and each.file in named)


def _missing(entry: Entry, shown: str) -> Problem:
    message = f"its capture {entry.statement.capture.file} gives no statement today"
    hint = "builder ingest says why"
    return Problem(path=f"{shown}/{entry.path}", line=0, code="no-reading", message=message, hint=hint)
