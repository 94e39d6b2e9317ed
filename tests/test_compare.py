"""Files beside their captures: which files, which side is old, and what cannot be compared."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder import diff
from builder.compare import compare
from tests.sample import DAY, OPENING, PATH, edit, ingested, make, page, put, row, snapshot, statements


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return an archive of two statements, of which a person changed one."""
    made = make(tmp_path / "archive")
    put(made, "watch/page.txt", page())
    put(made, "press/a.jsonl", row(OPENING, "We object.", day="2024-06-11"))
    ingested(made)
    edit(made / "content" / PATH, "harms both", "hurts both")
    edit(made / "content" / PATH, 'tags: ["tariffs"]', 'tags: ["economy"]')
    return made


def shown(folder: Path, *paths: str) -> dict[str, dict[str, str]]:
    """Return the differences as text, by path and key; there must be no problem."""
    compared, missing = compare(folder / "content", DAY, paths)
    assert [] == missing
    return {path: {key: diff.as_text(found) for key, found in parts} for path, parts in compared}


def test_all_changed_files_are_compared(folder: Path) -> None:
    """Without a name, every file that a person changed: what the capture says is old, what the file says new."""
    before = snapshot(folder)

    ((path, parts),) = shown(folder).items()

    assert (PATH, " [-tariffs-] {+economy+}") == (path, parts["tags"])
    assert ["tags", "text"] == list(parts)
    assert "our neighbour [-harms-] {+hurts+} both" in parts["text"]
    assert before == snapshot(folder)


def test_a_file_that_nobody_changed_has_no_difference(folder: Path) -> None:
    """Named, it is compared too."""
    (other,) = set(statements(folder)) - {PATH}

    assert {other: {}} == shown(folder, other)


def test_a_better_parser_shows_in_a_file_that_nobody_changed(folder: Path) -> None:
    """What the next ingest will rewrite is a difference."""
    (other,) = set(statements(folder)) - {PATH}
    edit(folder / "content" / "ministries.yml", 'short: "Trade Ministry"', 'short: "Ministry of all Trade"')

    assert ["issuer"] == list(shown(folder, other)[other])


def test_a_capture_that_gives_nothing_is_told(folder: Path) -> None:
    """Where the capture is gone, nothing can be compared, and that is said."""
    (folder / "content/captures/watch/page.txt").unlink()

    compared, (problem,) = compare(folder / "content", DAY)

    assert [] == compared
    assert str(problem).startswith(f"content/{PATH}:0: no-reading: its capture watch/page.txt gives no statement")


def test_another_file_that_is_broken_hinders_nothing(folder: Path) -> None:
    """Files that are named are compared whatever the others are; of all, what cannot be read is told."""
    (other,) = set(statements(folder)) - {PATH}
    edit(folder / "content" / other, "kind:", "knd:")

    assert [PATH] == list(shown(folder, PATH))
    compared, problems = compare(folder / "content", DAY)
    assert [PATH] == [path for path, _ in compared]
    assert {f"content/{other}"} == {problem.path for problem in problems}
