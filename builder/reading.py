"""A statement as its captures say it today: made of drafts, and of what in an older statement is not the parser's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from builder import markup
from builder.registry import Registry
from builder.sources.draft import Draft
from builder.statement import Correction, Statement, digest


def first(drafts: Sequence[Draft], records: Registry, added: str) -> Statement:
    """Return the statement of a text that is new: the first draft gives id and metadata, the others are copies."""
    return _statement(drafts[0], drafts, records, {"added": added})


@dataclass(frozen=True, slots=True)
class Past:
    """What of a statement is not the parser's, and the hash of the capture that it was read from."""

    id: str
    added: str
    aliases: tuple[str, ...]
    corrections: tuple[Correction, ...]
    sha256: str


def past(old: Statement) -> Past:
    """Return what `refreshed` needs of a statement."""
    return Past(old.id, str(old.added), old.aliases, old.corrections, old.capture.sha256)


def refreshed(old: Past, drafts: Sequence[Draft], records: Registry) -> Statement:
    """Return a statement as its captures say it today, whatever a person changed; what is not the parser's stays."""
    origin = next((d for d in drafts if d.fields.record.sha256 == old.sha256), drafts[0])
    kept = {"id": old.id, "added": old.added, "aliases": old.aliases, "corrections": old.corrections}
    return _statement(origin, drafts, records, kept)


def _statement(origin: Draft, drafts: Sequence[Draft], records: Registry, kept: Mapping[str, Any]) -> Statement:
    fields = origin.fields
    also = [_copy(draft) for draft in drafts if draft is not origin]
    data: dict[str, Any] = {
        "id": fields.record.sha256[:12],
        "title": fields.title,
        "date": origin.date,
        "ministry": origin.ministry,
        "issuer": origin.issuer,
        "kind": origin.kind,
        "language": origin.language,
        "work": next((draft.work for draft in (origin, *drafts) if draft.work), None),
        "tags": sorted({*records.tags_of("\n".join((fields.title, *fields.paragraphs))), *origin.tags}),
        "source": _source(origin),
        "capture": {**_copy(origin), "also": also},
        "corrections": [],
        "body": markup.body(fields.paragraphs),
        **kept,
    }
    return Statement.model_validate({**data, "parsed": digest(data)})


def _source(draft: Draft) -> dict[str, str | None]:
    fields = draft.fields
    return {
        "name": fields.source_name,
        "outlet": draft.outlet,
        "url": fields.url,
        "section": fields.section,
        "published": str(fields.issued) if fields.issued else None,
    }


def _copy(draft: Draft) -> dict[str, str | None]:
    captured = draft.fields.captured
    return {
        "file": draft.fields.record.file,
        "sha256": draft.fields.record.sha256,
        "captured": captured.isoformat() if captured else None,
    }
