"""A statement as its captures say it: what comes from the first draft, from the copies, and from the older file."""

from __future__ import annotations

import json

from builder import reading, registry
from builder.sources.draft import Draft
from builder.statement import Correction
from tests.sample import OPENING, Reader, make, row

MORE = "We will not sit idle."


def drafts(reader: Reader, *rows: str) -> list[Draft]:
    """Return the drafts of rows of the invented press."""
    outcomes = reader.parse("press", "\n".join(rows))
    return [outcome.draft for outcome in outcomes if outcome.draft is not None]


def test_a_new_statement_is_its_first_drafts(tmp_path) -> None:
    """The first draft gives id, title and link; the other is a copy; the digest fits, so nobody changed it."""
    folder = make(tmp_path / "archive") / "content"
    reader = Reader(folder)
    one, other = drafts(reader, row(OPENING, MORE), row(OPENING, MORE, link="https://press.example/other"))

    made = reading.first([one, other], registry.load(folder), "2026-01-02")

    assert one.fields.record.sha256[:12] == made.id
    assert (one.fields.record.file, one.fields.url) == (made.capture.file, made.source.url)
    assert [other.fields.record.sha256] == [copy.sha256 for copy in made.capture.also]
    assert ("2026-01-02", (), True) == (str(made.added), made.corrections, made.is_untouched)
    assert f"{OPENING}\n\n{MORE}\n" == made.body


def test_what_is_not_the_parsers_stays(tmp_path) -> None:
    """Read again, a statement keeps id, day of entry, corrections and old paths, and its own capture leads."""
    folder = make(tmp_path / "archive") / "content"
    records = registry.load(folder)
    reader = Reader(folder)
    one, other = drafts(reader, row(OPENING, MORE), row(OPENING, MORE, link="https://press.example/other"))
    entry = Correction.model_validate({"date": "2026-02-03", "by": "A. Reader", "note": "A slip mended."})
    old = reading.first([other, one], records, "2025-05-06").model_copy(
        update={"corrections": (entry,), "aliases": ("statements/2024/trade/old.md",), "title": "By hand"}
    )

    made = reading.refreshed(reading.past(old), [one, other], records)

    assert (old.id, old.added, old.corrections, old.aliases) == (made.id, made.added, made.corrections, made.aliases)
    assert (other.fields.record.file, one.fields.record.file) == (made.capture.file, made.capture.also[0].file)
    assert json.loads(row(OPENING, MORE))["title"] == made.title
    assert made.is_untouched
