"""The copies beside a page: at the page's address with an ending, each the same statement."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from builder import archive, content
from builder.archive import Entry
from builder.errors import ArchiveError
from builder.export.budget import FORMS
from builder.export.columns import Reader
from builder.export.forms import Forms
from builder.markup import Renderer
from tests import factory


def written(folder: Path, made: Entry) -> Entry:
    """Write a statement's file and read it."""
    file = folder / made.path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(content.dump(made.statement), encoding="utf-8")
    return archive.load(folder, made.path)


def forms(folder: Path, *entries: Entry, names: tuple[str, ...] = FORMS) -> Forms:
    """Return what makes the copies of some entries."""
    return Forms(folder, Reader(factory.build(*entries), "https://someone.example/", Renderer()), names)


def test_three_copies(tmp_path: Path) -> None:
    """`.json` is the record, `.md` the file byte for byte, `.txt` has the title first, then the text, then the capture."""
    entry = written(tmp_path, factory.entry(corrections=[factory.correction()], body="1\\. One.\n\nTwo.\n"))
    base = "statements/2024/foreign/2024-03-05-one"

    made = forms(tmp_path, entry).make(entry)[1]

    assert {f"{base}.json", f"{base}.md", f"{base}.txt"} == set(made)
    reader = Reader(factory.build(entry), "https://someone.example/", Renderer())
    assert reader.record(entry) == json.loads(made[f"{base}.json"])
    assert (tmp_path / entry.path).read_bytes() == made[f"{base}.md"]
    text = str(made[f"{base}.txt"])
    assert text.startswith("Statement on the Drill\n\nIssued: 2024-03-05\nBy: Ministry of Foreign Affairs\n")
    assert "\n\n1. One.\n\nTwo.\n\n----" in text
    assert f"\nSHA-256 of the capture: {'ab' * 32}\n" in text
    assert text.endswith("\nCorrected 2026-02-03: A slip mended.\n")


def test_only_what_is_on_the_site(tmp_path: Path) -> None:
    """A form that the site has no room for is not made; with none nothing is read."""
    entry = written(tmp_path, factory.entry())

    assert ["statements/2024/foreign/2024-03-05-one.txt"] == list(forms(tmp_path, entry, names=("txt",)).make(entry)[1])
    assert (entry.statement.body, {}) == forms(tmp_path / "nowhere", entry, names=()).make(entry)


def test_a_file_that_changes_meanwhile_is_told(tmp_path: Path) -> None:
    """A copy is never of other bytes than those that were checked."""
    entry = written(tmp_path, factory.entry())
    with (tmp_path / entry.path).open("a", encoding="utf-8") as file:
        file.write("More.\n")

    with pytest.raises(ArchiveError, match="was changed while it was in use"):
        forms(tmp_path, entry).make(entry)
