"""What a run keeps of a statement that is there already: enough to find it, to compare it and to read it anew."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from builder import reading
from builder.archive import Entry
from builder.reading import Past


@dataclass(frozen=True, slots=True)
class Held:
    """A statement's file; `digest` is of all that it says, by which a statement read anew is compared."""

    path: str
    past: Past
    digest: bytes
    is_untouched: bool


def hold(entry: Entry) -> Held:
    """Return what is kept of a statement."""
    statement = entry.statement
    digest = digest_of(statement.model_dump_json())
    return Held(entry.path, reading.past(statement), digest, statement.is_untouched)


def digest_of(text: str) -> bytes:
    """Return the SHA-256 of a text, as bytes."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
