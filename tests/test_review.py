"""What a reviewer looks at: the files, the kind of change, and the words, whatever the files hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder import content, review, triage
from builder.errors import Problem
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


def test_what_is_to_be_mended_comes_first(folder: Path) -> None:
    """Each problem with its file, its line and what to do, escaped; of many the first and how many more."""
    problems = [factory_problem(number) for number in range(42)]

    made = review.summary(folder / "content", (), DAY, problems=problems)

    assert "<h3>To mend</h3>" in made
    assert "<p><strong>content/&lt;b&gt;.md</strong>, line 7: it is wrong<br>Write x</p>" in made
    assert "<p>and 2 more</p>" in made
    assert "To mend" not in summary(folder)


def factory_problem(number: int) -> Problem:
    """Return one of many problems."""
    return Problem(path="content/<b>.md", line=number, code="x", message="it is wrong", hint="write x")


def test_new_statements_are_shown(folder: Path) -> None:
    """Title, facts, the beginning of the text and the capture, so that a reviewer need not open each file."""
    put(folder, "watch/2024.txt", page("The Harbour Board of RA issued the following statement:", "It <i>is</i> closed.", title="On the *Harbour*", day="2024-06-20"))  # fmt: skip
    ingested(folder)

    made = summary(folder)

    assert "<h2>New statements</h2>\n<h3>On the *Harbour*</h3>\n<p>2024-06-20, harbour-board, " in made
    assert "It &lt;i&gt;is" in made or "It &amp;lt;i&gt;is" in made
    assert "<br>from watch/2024.txt</p>" in made


def test_where_a_statement_comes_from_is_no_correction(folder: Path) -> None:
    """A digest that was made to fit is told by the label, and the words are shown all the same."""
    edit(folder / "content" / PATH, "both shores", "all shores")
    made = content.load((folder / "content" / PATH).read_text(), PATH)
    edit(folder / "content" / PATH, f'parsed: "{made.parsed}"', f'parsed: "{made.digest}"')

    assert ("changes provenance",) == triage.labels(review.changes(folder / "content", "HEAD"))
    assert "<ins> all</ins>" in summary(folder)
