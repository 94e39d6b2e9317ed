"""Search: what a statement's page tells the index, and the making of the index (Pagefind)."""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cbor2

from builder.archive import Archive, Entry, subjects_of
from builder.errors import ArchiveError
from builder.files import sha256

FOLDER = "pagefind"
"""Where the index lies below the site."""


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
    """Make the index of a built site, in `pagefind/` below it; the same bytes for the same site.

    Pagefind reads the pages that carry `data-pagefind-body`; see https://pagefind.app/docs/indexing/. Raises
    ArchiveError with what Pagefind said where it fails.
    """
    shutil.rmtree(site / FOLDER, ignore_errors=True)
    command = [sys.executable, "-m", "pagefind", "--site", str(site), "--silent"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own interpreter
    if done.returncode:
        said = done.stderr.strip() or done.stdout.strip()
        raise ArchiveError(f"the search index could not be made (pagefind ended with {done.returncode}): {said}")
    _settle_order(site / FOLDER)


_MAGIC = b"pagefind_dcd"
_FILTERS = 3
"""The place of the list of filters in Pagefind's metadata: version, pages, words, filters, sorts, fields."""


def _settle_order(bundle: Path) -> None:
    """Write filters and metadata in sorted order: Pagefind 1.5 leaves theirs to chance (its issue 638).

    The files are gzipped CBOR behind a magic word, named by a digest; the entry names the metadata by its own.
    """
    entry_file = bundle / "pagefind-entry.json"
    entry = json.loads(entry_file.read_text(encoding="utf-8"))
    for language in sorted(entry["languages"]):
        about = entry["languages"][language]
        old = bundle / f"pagefind.{about['hash']}.pf_meta"
        meta = _read(old)
        meta[_FILTERS] = sorted([name, _settled_filter(bundle, digest)] for name, digest in meta[_FILTERS])
        data = _packed(meta)
        about["hash"] = f"{language}_{sha256(data)[:10]}"
        old.unlink()
        (bundle / f"pagefind.{about['hash']}.pf_meta").write_bytes(data)
    entry_file.write_text(json.dumps(entry, ensure_ascii=False, sort_keys=True), encoding="utf-8")


def _settled_filter(bundle: Path, digest: str) -> str:
    """Write one filter with its values sorted; return its new digest."""
    old = bundle / "filter" / f"{digest}.pf_filter"
    name, values = _read(old)
    data = _packed([name, sorted(values)])
    old.unlink()
    settled = f"{digest.rsplit('_', 1)[0]}_{sha256(data)[:7]}"
    (bundle / "filter" / f"{settled}.pf_filter").write_bytes(data)
    return settled


def _read(file: Path) -> Any:
    return cbor2.loads(gzip.decompress(file.read_bytes()).removeprefix(_MAGIC))


def _packed(value: Any) -> bytes:
    return gzip.compress(_MAGIC + cbor2.dumps(value), mtime=0)
