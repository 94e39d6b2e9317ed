"""Whether content can be traced to its captures: each difference between manifest, captures and statements by name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from pathlib import Path

from builder import archive, capture, ingest, manifest, markup, profile, reading, registry, removed, sources
from builder.archive import Entry
from builder.errors import Problem
from builder.sources.aliases import Finder
from builder.sources.draft import Context, Draft, Outcome
from builder.statement import Copy, Statement

CODES: Mapping[str, str] = {
    "capture-changed": "captures changed since they were entered",
    "capture-missing": "captures listed and gone",
    "capture-unlisted": "captures not in the manifest",
    "record-hash": "statements whose capture has other bytes",
    "capture-nowhere": "statements whose capture is nowhere",
    "content-differs": "statements that say something else, without a correction",
    "no-statement": "texts of captures without a statement",
}
"""What verify tells apart, and the line of its table that counts each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What was looked at, and every problem, sorted.

    `equal` statements are what their captures say, `corrected` ones tell under corrections why not; `removed` are texts
    of captures that `removed.yml` keeps out.
    """

    captures: int
    records: int
    equal: int
    corrected: int
    removed: int
    problems: tuple[Problem, ...]

    def rows(self) -> list[tuple[str, int]]:
        """Return the table of counts: what was looked at, then each kind of difference, then all other problems."""
        told = Counter(problem.code for problem in self.problems)
        seen = [
            ("captures hashed", self.captures),
            ("records read", self.records),
            ("statements equal to their captures", self.equal),
            ("statements corrected", self.corrected),
            ("texts of removed statements", self.removed),
        ]
        others = sum(told.values()) - sum(told[code] for code in CODES)
        return [*seen, *((label, told[code]) for code, label in CODES.items()), ("other problems", others)]


@dataclass(slots=True)
class _Read:
    """What the captures say today: the hash of each record, the groups of drafts, and why a record gives none."""

    hashes: dict[str, str] = field(default_factory=dict)
    drafts: dict[tuple[str, ...], list[Draft]] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)

    def take(self, outcome: Outcome) -> None:
        """Note one record."""
        record = outcome.record
        self.hashes[record.file] = record.sha256
        if outcome.draft is not None:
            self.drafts.setdefault(outcome.draft.fields.paragraphs, []).append(outcome.draft)
        elif outcome.reason is not None:
            self.reasons[record.file] = outcome.why or outcome.reason.value


def verify(folder: Path, shown: str = "content", track: ingest.Track = iter) -> Report:
    """Hash and parse every capture again and compare with the manifest and with every statement; nothing is written.

    Raises ProblemsError where the registries, the profiles, the manifest or `removed.yml` cannot be read.
    """
    records, profiles = registry.load(folder, shown), profile.load(folder, shown)
    captures, faults = manifest.compared(folder, shown)
    entries, unread = archive.read(folder, shown)
    context = Context(records, Finder(records))
    read = _Read()
    for file in track(capture.read_all(folder, shown)):
        if isinstance(file, capture.Record) and file.source in profiles:
            for outcome in sources.parse(file, profiles[file.source], context):
                read.take(outcome)
    gone = frozenset(each.id for each in removed.load(folder, shown))
    comparison = _Comparison(shown, records, read, gone)
    found = (*faults, *unread, *comparison.all(entries))
    return Report(
        captures=captures,
        records=len(read.hashes),
        equal=comparison.equal,
        corrected=comparison.corrected,
        removed=comparison.removed,
        problems=tuple(sorted(set(found))),
    )


@dataclass(slots=True)
class _Comparison:
    shown: str
    records: registry.Registry
    read: _Read
    gone: AbstractSet[str]
    equal: int = 0
    corrected: int = 0
    removed: int = 0

    def all(self, entries: tuple[Entry, ...]) -> Iterator[Problem]:
        known = _Known(entries)
        of_entry = {}
        for drafts in self.read.drafts.values():
            entry = known.entry(drafts)
            if entry is None and removed.has(self.gone, (draft.fields.record.sha256 for draft in drafts)):
                self.removed += 1
            elif entry is None:
                yield self._unwritten(drafts[0])
            else:
                of_entry[entry.path] = drafts
        homes = {digest: file for file, digest in reversed(self.read.hashes.items())}
        for entry in entries:
            yield from self._traced(entry, homes)
            yield from self._compared(entry, of_entry.get(entry.path, []))

    def _unwritten(self, draft: Draft) -> Problem:
        message = f"no statement's file holds {draft.fields.title!r} of {draft.date}"
        return draft.fields.record.problem("no-statement", message, "run builder ingest, or restore the file")

    def _traced(self, entry: Entry, homes: Mapping[str, str]) -> Iterator[Problem]:
        """Yield a problem for each capture of a statement that is not there, or is not the one that was read."""
        for copy in _copies(entry.statement):
            found = self.read.hashes.get(copy.file)
            if found == copy.sha256:
                continue
            home = homes.get(copy.sha256)
            hint = f"these bytes are now {home}" if home else "restore the capture from the history"
            if found is None:
                yield self._problem(entry, "capture-nowhere", f"there is no capture {copy.file}", hint)
            else:
                message = f"{copy.file} has the SHA-256 {found}, and the statement was read from {copy.sha256}"
                yield self._problem(entry, "record-hash", message, hint)

    def _compared(self, entry: Entry, drafts: list[Draft]) -> Iterator[Problem]:
        """Yield a problem where a statement is not what its capture says, and no correction tells why."""
        old = entry.statement
        if self.read.hashes.get(old.capture.file) != old.capture.sha256:
            return  # that is told already, and there is nothing to compare with
        origin = any(draft.fields.record.sha256 == old.capture.sha256 for draft in drafts)
        differing = _differing(old, reading.refreshed(reading.past(old), drafts, self.records)) if origin else []
        if origin and not differing:
            self.equal += 1
        elif old.corrections:
            self.corrected += 1
        elif origin:
            message = f"{', '.join(differing)}: not what {old.capture.file} says, and no correction tells why"
            hint = (
                "run builder ingest" if old.is_untouched else "undo the change, or say under corrections what and why"
            )
            yield self._problem(entry, "content-differs", message, hint)
        else:
            why = self.read.reasons.get(old.capture.file, "another text")
            message = f"{old.capture.file} gives no such statement today: {why}"
            yield self._problem(
                entry, "content-differs", message, "mend the rules, or say under corrections why it stays"
            )

    def _problem(self, entry: Entry, code: str, message: str, hint: str) -> Problem:
        return Problem(path=f"{self.shown}/{entry.path}", line=0, code=code, message=message, hint=hint)


def _copies(statement: Statement) -> tuple[Copy, ...]:
    return (statement.capture, *statement.capture.also)


def _differing(old: Statement, fresh: Statement) -> list[str]:
    return [name for name in type(old).model_fields if getattr(old, name) != getattr(fresh, name)]


class _Known:
    """Finds the statement of a text as ingest does: by a capture's bytes, by the words, and here by the capture's name."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._by_hash: dict[str, Entry] = {}
        self._by_file: dict[str, Entry] = {}
        self._by_body: dict[str, Entry] = {}
        for entry in entries:
            self._by_body[entry.statement.body] = entry
            for copy in _copies(entry.statement):
                self._by_hash.setdefault(copy.sha256, entry)
                self._by_file.setdefault(copy.file, entry)

    def entry(self, drafts: list[Draft]) -> Entry | None:
        """Return the statement that holds one of some drafts of the same text."""
        records = [draft.fields.record for draft in drafts]
        return (
            next((self._by_hash[r.sha256] for r in records if r.sha256 in self._by_hash), None)
            or self._by_body.get(markup.body(drafts[0].fields.paragraphs))
            or next((self._by_file[r.file] for r in records if r.file in self._by_file), None)
        )
