"""What there is of each source: its profile in short, and how many captures and statements came from it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from builder import archive, capture, profile
from builder.errors import Problem
from builder.files import walk


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One source; `name` is that of its outlet where it gives itself none."""

    id: str
    name: str
    shape: str
    language: str
    captures: int
    statements: int


def rows(folder: Path, shown: str = "content") -> tuple[tuple[Row, ...], tuple[Problem, ...]]:
    """Return a row for each profile in the order of its file, and what is wrong with captures' folders and statements.

    A statement is its first capture's source's. A folder of captures without a profile is a problem. Raises
    ProblemsError where the profiles cannot be read.
    """
    profiles = profile.load(folder, shown)
    root = folder / capture.FOLDER
    captures = Counter(parts[0] for path in walk(root) if len(parts := path.relative_to(root).parts) > 1)
    entries, problems = archive.read(folder, shown)
    statements = Counter(entry.statement.capture.file.split("/", 1)[0] for entry in entries)
    made = tuple(
        Row(
            id=each.id,
            name=each.name or each.outlet or each.id,
            shape=each.shape,
            language=each.language,
            captures=captures[each.id],
            statements=statements[each.id],
        )
        for each in profiles.values()
    )
    return made, (*problems, *(_unknown(name, shown) for name in sorted(captures.keys() - profiles.keys())))


def _unknown(name: str, shown: str) -> Problem:
    message, hint = f'there is no source "{name}" in sources.yml', "describe it there, or move the captures"
    return Problem(path=f"{shown}/{capture.FOLDER}/{name}", line=0, code="no-source", message=message, hint=hint)
