"""Search: what a statement's page tells the index, and the making of the index (Pagefind)."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from builder.archive import Archive, Entry, subjects_of
from builder.errors import ArchiveError


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """The values by which a statement can be filtered; labels, since the index shows them as they are."""

    ministry: tuple[str, ...]
    kind: str
    tag: tuple[str, ...]
    year: str
    language: str


def facets(entry: Entry, archive: Archive) -> Facets:
    """Return the facets of a statement; a body's statements are also those of the bodies it belongs to."""
    statement, records = entry.statement, archive.registry
    return Facets(
        ministry=tuple(records.ministries[each].name for each in records.lineage(statement.ministry)),
        kind=records.kinds[statement.kind].label,
        tag=tuple(records.tags[each].label for each in subjects_of(statement, records)),
        year=statement.date.year,
        language=statement.language,
    )


def index(site: Path) -> None:
    """Make the index of a built site, in `pagefind/` below it.

    Pagefind reads the pages that carry `data-pagefind-body`; see https://pagefind.app/docs/indexing/. Raises
    ArchiveError with what Pagefind said where it fails.
    """
    command = [sys.executable, "-m", "pagefind", "--site", str(site), "--silent"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own interpreter
    if done.returncode:
        said = done.stderr.strip() or done.stdout.strip()
        raise ArchiveError(f"the search index could not be made (pagefind ended with {done.returncode}): {said}")
