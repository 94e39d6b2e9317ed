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

    Only the captures of those files are read. A file whose capture gives no statement today is a problem. Raises
    ProblemsError where registries or statements cannot be read.
    """
    entries, problems = archive.read(folder, shown)
    if problems:
        raise ProblemsError(problems)
    wanted = [each for each in entries if (each.path in paths if paths else not each.statement.is_untouched)]
    if not wanted:
        return [], []
    made = ingest.plan(folder, today, lambda found: _only(found, wanted), shown)
    compared: list[tuple[str, diff.Parts]] = []
    missing: list[Problem] = []
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


def _only(found: Iterable[capture.Record | Problem], wanted: Iterable[Entry]) -> Iterator[capture.Record | Problem]:
    copies = [copy for each in wanted for copy in (each.statement.capture, *each.statement.capture.also)]
    named = {copy.file.partition("#")[0] for copy in copies}
    return (each for each in found if isinstance(each, capture.Record) and each.file in named)


def _missing(entry: Entry, shown: str) -> Problem:
    message = f"its capture {entry.statement.capture.file} gives no statement today"
    hint = "builder ingest says why"
    return Problem(path=f"{shown}/{entry.path}", line=0, code="no-reading", message=message, hint=hint)
