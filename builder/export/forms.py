"""The copies of a statement beside its page: `.json` with all columns, `.md` the file of the archive, `.txt` to read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from builder import archive, content, files
from builder.archive import Entry
from builder.errors import ArchiveError
from builder.export.columns import Reader, Record

WIDTH = 72
"""Characters of the line between a text and what is told of it in a `.txt`."""


@dataclass(frozen=True, slots=True)
class Forms:
    """Makes the copies of an archive's statements, whose files are below `folder`; `names` are their endings."""

    folder: Path
    reader: Reader
    names: tuple[str, ...]

    def make(self, entry: Entry) -> tuple[str, Mapping[str, str | bytes]]:
        """Return a statement's body, for which its file is read too, and the copies by path.

        Raises ArchiveError where the file is not the one that was checked.
        """
        if not self.names:
            return entry.statement.body, {}
        data = archive.data_of(self.folder, entry.path, self.folder.name)
        if archive.print_of(data) != entry.print:
            raise ArchiveError(f"{self.folder.name}/{entry.path} was changed while it was in use; build again")
        body = content.body(files.decoded(data, entry.path))
        record = self.reader.record(entry, body)
        made: Mapping[str, str | bytes] = {"json": as_json(record), "md": data, "txt": as_text(record)}
        return body, {f"{entry.url.rstrip('/')}.{name}": made[name] for name in self.names}


def as_json(record: Record) -> str:
    """Return a record as JSON, a line for each column."""
    return json.dumps(record, ensure_ascii=False, separators=(",\n", ": ")) + "\n"


_HEAD = (("Issued", "date"), ("By", "ministry_name"), ("Issuer", "issuer"))
_FOOT = (
    ("Page", "url"),
    ("Id", "id"),
    ("Source", "source_name"),
    ("Address there", "source_url"),
    ("Capture", "capture"),
    ("SHA-256 of the capture", "capture_sha256"),
)


def as_text(record: Record) -> str:
    """Return a record as plain text: title, who and when, the text, and below a line where it comes from."""
    notes = [f"Corrected {each['date']}: {each['note']}" for each in record["corrections"]]
    parts = [
        record["title"],
        "\n".join(_told(record, _HEAD)),
        record["text"],
        "\n".join(["-" * WIDTH, *_told(record, _FOOT), *notes]),
    ]
    return "\n\n".join(parts) + "\n"


def _told(record: Record, names: tuple[tuple[str, str], ...]) -> list[str]:
    return [f"{label}: {record[name]}" for label, name in names if record[name]]
