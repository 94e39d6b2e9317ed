"""All statements of an archive: immutable, sorted, with look-ups."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from builder import content, works
from builder.errors import Problem, ProblemsError
from builder.files import decoded, read_bytes, sha256, walk
from builder.registry import Registry
from builder.statement import Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A statement and the path of its file below the content folder.

    Where it was read from a file, `print` is the SHA-256 of the file's bytes and `size` their number, and where it was
    read before, `opening` is how its text begins.
    """

    path: str
    statement: Statement
    print: str = field(default="", compare=False)
    size: int = field(default=0, compare=False)
    opening: str | None = field(default=None, compare=False)

    @property
    def url(self) -> str:
        """The address of its page, relative to the site: `statements/2023/foreign-affairs/2023-02-02-slug/`."""
        return self.path.removesuffix(".md") + "/"


@dataclass(slots=True)
class Memory:
    """What a process that reads an archive again and again remembers: statements and what is kept of them by path, and since when."""

    entries: dict[str, Entry] = field(default_factory=dict)
    rows: dict[str, Any] = field(default_factory=dict)
    at: int = 0


def _newest_first(entry: Entry) -> tuple[int, int, str]:
    """Sort by the first day, the newest first; of those that begin together the shorter interval first."""
    date = entry.statement.date
    return (-date.first.toordinal(), date.last.toordinal(), entry.path)


def _by_language(entry: Entry) -> tuple[str, int, str]:
    return (entry.statement.language, entry.statement.date.first.toordinal(), entry.path)


@dataclass(frozen=True)
class Archive:
    """Every statement, newest first, then by path; groups keep that order."""

    registry: Registry
    entries: tuple[Entry, ...]

    @cached_property
    def shape(self) -> str:
        """What stands for all that sorts, counts or names the statements: their paths and shapes, in order."""
        lines = [f"{entry.path}\n{entry.statement.shape}\n" for entry in self.entries]
        return sha256("".join(lines).encode("utf-8", "surrogatepass"))

    @cached_property
    def by_year(self) -> Mapping[str, tuple[Entry, ...]]:
        """Statements by year, `2023`."""
        return _grouped(self.entries, lambda entry: (entry.statement.date.year,))

    @cached_property
    def by_month(self) -> Mapping[str, tuple[Entry, ...]]:
        """Statements by month, `2023-02`; those of which only the year is known are in none."""
        return _grouped(self.entries, _months)

    @cached_property
    def by_day(self) -> Mapping[str, tuple[Entry, ...]]:
        """Statements by day, `2023-02-02`; those of which only the month or the year is known are in none."""
        return _grouped(self.entries, _days)

    @cached_property
    def by_ministry(self) -> Mapping[str, tuple[Entry, ...]]:
        """Statements by ministry; a body's statements are also those of the bodies it belongs to."""
        lineages = {ministry: self.registry.lineage(ministry) for ministry in self.registry.ministries}
        return _grouped(self.entries, lambda entry: lineages[entry.statement.ministry])

    @cached_property
    def by_tag(self) -> Mapping[str, tuple[Entry, ...]]:
        """Statements by tag; a tag's statements are also those of its broader tags."""
        sets: dict[tuple[str, ...], tuple[str, ...]] = {}

        def subjects(entry: Entry) -> tuple[str, ...]:
            tags = entry.statement.tags
            if tags not in sets:
                sets[tags] = subjects_of(tags, self.registry)
            return sets[tags]

        return _grouped(self.entries, subjects)

    @cached_property
    def by_kind(self) -> Mapping[str, tuple[Entry, ...]]:
        """Statements by kind."""
        return _grouped(self.entries, lambda entry: (entry.statement.kind,))

    @cached_property
    def translations(self) -> Mapping[str, tuple[Entry, ...]]:
        """The other statements of the same work, by path and then by language, day and path; most have none."""
        named = {entry.statement.work for entry in self.entries} - {None}
        some = [entry for entry in self.entries if entry.statement.work or entry.statement.id in named]
        names = works.groups((entry.statement.id, entry.statement.work) for entry in some)
        held = _grouped(some, lambda entry: (names[entry.statement.id],))
        many = [sorted(group, key=_by_language) for group in held.values() if len(group) > 1]
        return {entry.path: tuple(each for each in group if each is not entry) for group in many for entry in group}

    @cached_property
    def neighbours(self) -> Mapping[str, tuple[Entry | None, Entry | None]]:
        """The newer and the older statement of the same ministry, by path."""
        found: dict[str, tuple[Entry | None, Entry | None]] = {}
        own = _grouped(self.entries, lambda entry: (entry.statement.ministry,))
        for group in own.values():
            for newer, entry, older in zip((None, *group), group, (*group[1:], None), strict=False):
                found[entry.path] = (newer, older)
        return found


def subjects_of(tags: Iterable[str], registry: Registry) -> tuple[str, ...]:
    """Return the ids of some tags and of their broader tags, without repeats."""
    return tuple(dict.fromkeys(subject for tag in tags for subject in registry.subjects(tag)))


def _months(entry: Entry) -> tuple[str, ...]:
    date = entry.statement.date
    return (f"{date.year}-{date.month}",) if date.month else ()


def _days(entry: Entry) -> tuple[str, ...]:
    day = entry.statement.date.text
    return (day,) if len(day) == len("2023-02-02") else ()


def _grouped(entries: Iterable[Entry], keys: Callable[[Entry], Iterable[str]]) -> dict[str, tuple[Entry, ...]]:
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        for key in keys(entry):
            if key in found:
                found[key].append(entry)
            else:
                found[key] = [entry]
    return {key: tuple(found[key]) for key in sorted(found)}


def build(registry: Registry, entries: Iterable[Entry]) -> Archive:
    """Return the archive of `entries`, sorted."""
    return Archive(registry, tuple(sorted(entries, key=_newest_first)))


def read(folder: Path, shown: str = "content") -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """Read every statement's file below the content folder; return those that can be read and all problems."""
    entries: list[Entry] = []
    problems: list[Problem] = []
    for each in each_of(folder, shown):
        if isinstance(each, Entry):
            entries.append(each)
        else:
            problems += each
    return tuple(entries), tuple(problems)


def each_of(folder: Path, shown: str = "content") -> Iterator[Entry | tuple[Problem, ...]]:
    """Yield every statement below the content folder one by one, in the order of paths, or what is wrong with its file."""
    for path in paths(folder):
        try:
            yield load(folder, path, shown)
        except ProblemsError as error:
            yield error.problems


def paths(folder: Path) -> Iterator[str]:
    """Yield the path of every statement's file below the content folder, in order."""
    for file in walk(folder / content.FOLDER):
        if file.suffix == ".md":
            yield file.relative_to(folder).as_posix()


def load(folder: Path, path: str, shown: str = "content") -> Entry:
    """Return the statement of one file; raises ProblemsError with everything that is wrong with it."""
    return parsed(data_of(folder, path, shown), path, shown)


def data_of(folder: Path, path: str, shown: str) -> bytes:
    """Return the bytes of a statement's file; raises ProblemsError where it cannot be read."""
    return read_bytes(f"{folder}/{path}", f"{shown}/{path}")


def print_of(data: bytes) -> str:
    """Return what stands for a file's bytes: their SHA-256."""
    return sha256(data)


def parsed(data: bytes, path: str, shown: str) -> Entry:
    """Return the statement that a file's bytes hold; raises ProblemsError with everything that is wrong with them."""
    name = f"{shown}/{path}"
    return Entry(path=path, statement=content.load(decoded(data, name), name), print=print_of(data), size=len(data))
