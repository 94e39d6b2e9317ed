"""What there is of each source: its profile in short, and how many captures and statements came from it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from builder import archive, capture, named, profile, readas, registry
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
    """Return a row for each profile in the order of its file, and what is wrong with folders, statements and profiles' ids.

    A statement is its first capture's source's. A folder of captures without a profile is a problem. Raises
    ProblemsError where the profiles or the registries cannot be read.
    """
    profiles = profile.load(folder, shown)
    root = folder / capture.FOLDER
    names = (path.relative_to(root).as_posix() for path in walk(root))
    choices = readas.load(folder, shown)
    captures = Counter(filter(None, (_source_of(name, choices) for name in names)))
    entries, problems = archive.read(folder, shown)
    statements = Counter(_source_of(entry.statement.capture.file.split("#", 1)[0], choices) for entry in entries)
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
    strange = (_unknown(name, shown) for name in sorted(captures.keys() - profiles.keys()))
    ids = named.problems(folder, registry.load(folder, shown), shown)
    return made, (*problems, *strange, *ids)


def _source_of(file: str, choices: readas.Choices) -> str:
    return readas.source_of(file, choices) or (file.split("/", 1)[0] if "/" in file else "")


def _unknown(name: str, shown: str) -> Problem:
    message, hint = f'there is no source "{name}" in sources.yml', "describe it there, or move the captures"
    return Problem(path=f"{shown}/{capture.FOLDER}/{name}", line=0, code="no-source", message=message, hint=hint)
