"""What a reviewer looks at: the files, the kind of change, and the words, whatever the files hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder import review, triage
from tests import factory
from tests.sample import DAY, PATH, commit, edit, ingested, make, page, put

MINE = f"content/{PATH}"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return an archive of one statement, committed."""
    made = make(tmp_path / "archive")
    put(made, "watch/good.txt", page())
    ingested(made)
    commit(made)
    return made


def summary(folder: Path) -> str:
    """Return the summary of what is not committed."""
    return review.summary(folder / "content", review.changes(folder / "content", "HEAD"), DAY)


def test_a_correction_beside_its_capture(folder: Path) -> None:
    """Both words are shown, the file with how many words changed, and that it is a correction."""
    edit(folder / "content" / PATH, "both shores", "all shores")

    found = review.changes(folder / "content", "HEAD")

    assert [triage.Change(MINE, "changed", 2)] == list(found)
    assert ("statements/2024/trade/2024-06-10-press-statement-of-spokesperson/",) == review.pages(found)
    assert "<del> both</del><ins> all</ins> shores." in summary(folder)
    assert "This pull request: correction" in summary(folder)


def test_no_text_of_a_file_is_markup(folder: Path) -> None:
    """What a file holds is shown: no tag, no Markdown, no line that begins a new block, nobody called by name."""
    edit(folder / "content" / PATH, "both shores", "&lt;img src=x> @someone #1\n\n\\[x\\](https://evil.example) shores")

    made = summary(folder)

    assert "<img" not in made
    assert "@someone" not in made
    assert "#1" not in made
    assert "\n\n" not in made
    assert "&amp;lt;img src=x&gt; @\u200bsomeone #\u200b1" in made


def test_files_anywhere_are_listed(folder: Path) -> None:
    """Files beside the content, new and deleted ones, count, so that code is told as code."""
    (folder / "x.py").write_text("x")
    (folder / "content" / "index.md").unlink()
    put(folder, "press/new.jsonl", "{}")

    assert [
        ("content/captures/press/new.jsonl", "added"),
        ("content/index.md", "deleted"),
        ("x.py", "added"),
    ] == [(each.path, each.what) for each in review.changes(folder / "content", "HEAD")]


def test_a_broken_file_is_told(folder: Path) -> None:
    """Where a file cannot be read the summary says why, with its line."""
    edit(folder / "content" / PATH, "kind:", "knd:")

    assert f"{MINE}:" in summary(folder)
    assert "unknown-key" in summary(folder)


def test_an_unknown_commit(folder: Path) -> None:
    """It is told in words."""
    (fault,) = factory.faults(lambda: review.changes(folder / "content", "--nowhere"))

    assert fault.startswith("content:0: no-commit: ")
