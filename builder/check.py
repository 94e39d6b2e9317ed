"""Every problem of the content at once: what the build must not start with."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from builder import archive, differences, named, profile, readas, registry, related, removed, wanted, works
from builder.archive import Archive, Entry
from builder.errors import Problem, ProblemsError, did_you_mean
from builder.honest import Honest
from builder.registry import Registry

Loaded = TypeVar("Loaded")
Reader = Callable[[Path, str], tuple[tuple[Entry, ...], tuple[Problem, ...]]]


@dataclass(frozen=True, slots=True)
class Report:
    """The archive where it could be read, every problem, sorted, the texts that are wanted, near duplicates, what corrections changed, and what was removed."""

    archive: Archive | None
    problems: tuple[Problem, ...]
    wanted: tuple[wanted.Wanted, ...] = ()
    related: tuple[related.Pair, ...] = ()
    differences: tuple[differences.Difference, ...] = ()
    removed: tuple[removed.Removed, ...] = ()


def check(
    folder: Path,
    today: str,
    shown: str = "content",
    read: Reader = archive.read,
    passed_over: Container[str] = (),
) -> Report:
    """Read everything below the content folder and report every problem.

    `today` is the day in the correction entry that a changed file is told to add; `read` reads the statements;
    `passed_over` are derived files that need no look.
    """
    records, problems = _tried(lambda: registry.load(folder, shown))
    profiles, faults = _tried(lambda: profile.load(folder, shown))
    problems += faults
    lacking, faults = _tried(lambda: () if wanted.FILE in passed_over else wanted.load(folder, shown))
    problems += faults
    pairs, faults = _tried(lambda: () if related.FILE in passed_over else related.load(folder, shown))
    problems += faults
    gone, faults = _tried(lambda: removed.load(folder, shown))
    problems += faults
    changes, faults = _tried(lambda: () if differences.FILE in passed_over else differences.load(folder, shown))
    problems += faults
    if records:
        problems += named.problems(folder, records, shown)
    unknown, faults = _tried(lambda: list(readas.unknown(folder, profiles or {}, shown)))
    problems += [*faults, *(unknown if profiles and unknown else [])]
    entries, unread = read(folder, shown)
    problems += unread
    problems += _Checks(folder, shown, records, today, not unread).all(entries)
    paths = (path for entry in entries for path in (entry.path, *entry.statement.aliases))
    problems += removed.returned(gone or (), paths, (entry.statement.id for entry in entries), shown)
    built = archive.build(records, entries) if records and not problems else None
    return Report(built, tuple(sorted(set(problems))), lacking or (), pairs or (), changes or (), gone or ())


def _tried(load: Callable[[], Loaded]) -> tuple[Loaded | None, list[Problem]]:
    try:
        return load(), []
    except ProblemsError as error:
        return None, list(error.problems)


@dataclass(frozen=True, slots=True)
class _Checks:
    """What is wrong with statements that can be read; `records` is None where the registries cannot.

    `is_whole` tells whether every statement could be read.
    """

    folder: Path
    shown: str
    records: Registry | None
    today: str
    is_whole: bool

    def all(self, entries: tuple[Entry, ...]) -> Iterator[Problem]:
        honest = Honest(self.folder, self.shown, self.records)
        yield from honest.links()
        yield from honest.registries()
        yield from self._repeated(entries)
        yield from self._untranslated(entries)
        known: set[tuple[str, str, tuple[str, ...]]] = set()
        for entry in entries:
            statement = entry.statement
            ids = (statement.ministry, statement.kind, statement.tags)
            if ids not in known:
                problems = tuple(self._unknown(entry))
                yield from problems
                known |= set() if problems else {ids}
            yield from self._unexplained(entry)
            yield from honest.statement(entry, self._problem)

    def _unknown(self, entry: Entry) -> Iterator[Problem]:
        if self.records is None:
            return
        statement = entry.statement
        for key, file, values, known in (
            ("ministry", "ministries.yml", [statement.ministry], self.records.ministries),
            ("kind", "kinds.yml", [statement.kind], self.records.kinds),
            ("tags", "tags.yml", statement.tags, self.records.tags),
        ):
            for value in values:
                if value not in known:
                    message = f'{key}: there is no "{value}" in {file}'
                    yield self._problem(entry, key, "unknown-id", message, did_you_mean(value, known))

    def _untranslated(self, entries: tuple[Entry, ...]) -> Iterator[Problem]:
        """Yield a problem for each work that no statement has, and for each number that can be none.

        A number of a source's that one statement alone has is no fault: its other translations are yet to be captured.
        """
        ids = {entry.statement.id for entry in entries}
        alike = Counter((entry.statement.work, entry.statement.language) for entry in entries)
        for entry in entries:
            work = entry.statement.work
            if work is None:
                continue
            number = alike[work, entry.statement.language]
            if self.is_whole and works.is_statement(work) and work not in ids:
                message = f'work: there is no statement with the id "{work}"'
                hint = "write the id of one of its translations, as it stands under Identifier on that page"
                yield self._problem(entry, "work", "unknown-id", message, hint)
            elif number > works.TRANSLATIONS:
                message = f'work: {number} statements in one language have "{work}"'
                hint = "where that stands for no number, list it under work.none in sources.yml"
                yield self._problem(entry, "work", "common-work", message, hint)

    def _unexplained(self, entry: Entry) -> Iterator[Problem]:
        if not entry.statement.is_untouched and not entry.statement.corrections:
            message = "the file differs from what its capture says, and no correction tells why"
            paste = f'corrections: [{{date: "{self.today}", by: "your name", note: "what you changed and why"}}]'
            command = f'run builder correct {self.shown}/{entry.path} --note "what you changed and why"'
            hint = f"replace this line by {paste}, or {command}"
            yield self._problem(entry, "corrections", "uncorrected", message, hint)

    def _repeated(self, entries: tuple[Entry, ...]) -> Iterator[Problem]:
        ids: dict[str, str] = {}
        paths: dict[str, str] = {}
        for entry in sorted(entries, key=lambda each: each.path):
            name = entry.statement.id
            if name in ids:
                message = f'the id "{name}" is that of {self.shown}/{ids[name]} too'
                yield self._problem(entry, "id", "duplicate-id", message, "remove one of the two files")
            ids.setdefault(name, entry.path)
            for path in (entry.path, *entry.statement.aliases):
                folded = path.casefold()  # some file systems do not tell A from a
                if folded in paths:
                    message = f'the path "{path}" is that of {self.shown}/{paths[folded]} too'
                    yield self._problem(entry, "aliases", "duplicate-path", message, "give one of the two another name")
                paths.setdefault(folded, entry.path)

    def _problem(self, entry: Entry, key: str, code: str, message: str, hint: str) -> Problem:
        text = (self.folder / entry.path).read_text(encoding="utf-8")
        match = re.search(rf"^{key}:", text, re.MULTILINE)
        line = text.count("\n", 0, match.start()) + 1 if match else 1
        return Problem(path=f"{self.shown}/{entry.path}", line=line, code=code, message=message, hint=hint)
