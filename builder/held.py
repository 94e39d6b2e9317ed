"""What a run of ingest holds: of the statements that are there already, of what it writes, and its account of every record."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from pathlib import Path

from builder import capture, reading, reconcile, related
from builder.archive import Entry
from builder.errors import Problem
from builder.packed import Packed
from builder.reading import Past
from builder.registry import Registry
from builder.removed import Removed
from builder.reworded import Text
from builder.sources.draft import Known, Reason

STATES = (
    "added",
    "updated",
    "unchanged",
    "kept",
    "merged",
    "removed",
    "duplicate",
    *(reason.value for reason in Reason),
)
"""The rows of ingest's table, in order. `kept` is a file that a person corrected; `merged` one that follows the parser too.
`removed` a text that the register of removed statements keeps out."""


@dataclass(frozen=True, slots=True)
class Held:
    """A statement's file; `digest` is of all that it says, by which a statement read anew is compared."""

    path: str
    past: Past
    digest: bytes
    is_untouched: bool


@dataclass(slots=True)
class Run:
    """The working state of one run; what is long is packed, so that memory hardly grows with the archive.

    `texts` are what is compared of each statement by id; `based` id and `parsed` of each file that a person changed, as it
    was found; `corrections` how many a statement has, by id, where it has any; `known` the texts that captures name, by day and key of the title, with the source that each was read as; `removed` the ids of statements that were taken out for good.
    """

    folder: Path
    shown: str
    today: str
    records: Registry
    by_hash: dict[str, Held] = field(default_factory=dict)
    by_body: dict[bytes, Held] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)
    writes: Packed[str, str] = field(default_factory=Packed)
    tally: dict[str, dict[str, int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    known: dict[tuple[str, str], tuple[str, Known]] = field(default_factory=dict)
    titles: set[tuple[str, str]] = field(default_factory=set)
    ids: dict[str, str] = field(default_factory=dict)
    texts: Packed[str, Text] = field(default_factory=Packed)
    based: list[tuple[str, str]] = field(default_factory=list)
    corrections: dict[str, int] = field(default_factory=dict)
    corrected: list[tuple[capture.Record, reconcile.Corrected]] = field(default_factory=list)
    removed: AbstractSet[str] = frozenset()

    def keep_out(self, gone: Iterable[Removed]) -> None:
        """Take account of what was removed: its text is not written again, and its address is nobody else's."""
        found = tuple(gone)
        self.removed = frozenset(each.id for each in found)
        self.taken |= {each.path for each in found}

    def count(self, record: capture.Record, state: str) -> None:
        """Add one record to the account."""
        row = self.tally.setdefault(record.source, dict.fromkeys(STATES, 0))
        row[state] += 1

    def hold(self, entry: Entry) -> None:
        """Take account of a statement that is there already."""
        statement = entry.statement
        held = hold(entry)
        for copy in (statement.capture, *statement.capture.also):
            self.by_hash.setdefault(copy.sha256, held)
        self.by_body[digest_of(statement.body)] = held
        self.taken.add(entry.path)
        self.titles.add((statement.title, str(statement.date)))
        self.texts[statement.id] = related.text(statement)
        self.ids[statement.id] = entry.path
        if statement.corrections:
            self.corrections[statement.id] = len(statement.corrections)
        if not held.is_untouched:
            self.based.append((statement.id, statement.parsed))


def hold(entry: Entry) -> Held:
    """Return what is kept of a statement: enough to find it, to compare it and to read it anew."""
    statement = entry.statement
    digest = digest_of(statement.model_dump_json())
    return Held(entry.path, reading.past(statement), digest, statement.is_untouched)


def digest_of(text: str) -> bytes:
    """Return the SHA-256 of a text, as bytes."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
