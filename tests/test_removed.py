"""The register of removed statements: read with every problem, and told where what it lists has come back."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder import check, removed
from tests.factory import faults
from tests.sample import DAY, PATH, ingested, make, page, put

GONE = """removed:
  - path: "statements/2024/trade/2024-06-09-letter.md"
    title: "Letter"
    date: "2024-07-01"
    by: "A. Archivist"
    why: "It was no statement."
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return an archive of one statement."""
    made = make(tmp_path / "archive")
    put(made, "watch/good.txt", page())
    ingested(made)
    return made


def test_it_is_read(folder: Path) -> None:
    """Path, title, day, person and reason; the address is the path's."""
    (folder / "content" / "removed.yml").write_text(GONE)

    (gone,) = removed.load(folder / "content")

    assert ("Letter", "2024-07-01", "A. Archivist", "It was no statement.") == (
        gone.title,
        str(gone.date),
        gone.by,
        gone.why,
    )
    assert "statements/2024/trade/2024-06-09-letter/" == gone.url
    assert () == check.check(folder / "content", DAY).problems


def test_nothing_is_removed_without_it(folder: Path) -> None:
    """An archive without the file has removed nothing."""
    assert () == removed.load(folder / "content")


@pytest.mark.parametrize(
    ("old", "new", "line", "code"),
    [
        ("statements/2024/trade/2024-06-09-letter.md", "../index.md", 2, "path"),
        ("statements/2024/trade/2024-06-09-letter.md", "statements/con.md", 2, "path"),
        ('"2024-07-01"', "2024-07-01", 4, "unquoted"),
        ('"2024-07-01"', '"2024-07"', 4, "value"),
        ('    why: "It was no statement."\n', "", 2, "missing"),
        ("why:", "wy:", 6, "unknown-key"),
        ("removed:\n", "removed:\n" + GONE.removeprefix("removed:\n"), 7, "duplicate-path"),
        (GONE, "- x\n", 1, "value"),
        (GONE, "removed: @", 1, "yaml"),
    ],
)
def test_each_fault_is_told_at_its_line(folder: Path, old: str, new: str, line: int, code: str) -> None:
    """Paths that lead elsewhere or stand twice, missing and unknown keys, values of another form."""
    (folder / "content" / "removed.yml").write_text(GONE.replace(old, new, 1))

    told = faults(lambda: removed.load(folder / "content"))

    assert any(each.startswith(f"content/removed.yml:{line}: {code}: ") for each in told), told


def test_what_came_back_is_told(folder: Path) -> None:
    """A path that is listed and is there is a problem: one of the two is wrong."""
    (folder / "content" / "removed.yml").write_text(GONE.replace("statements/2024/trade/2024-06-09-letter.md", PATH))

    assert ["returned"] == [problem.code for problem in check.check(folder / "content", DAY).problems]
