"""The list of sources: each profile in short, with what came from it."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder import overview
from builder.overview import Row
from tests.sample import edit, ingested, make, page, put, row, run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a tiny archive with two statements of one source, of which one has a further capture in the other."""
    made = make(tmp_path / "archive")
    put(made, "press/a.jsonl", f"{row()}\n{row('We object.', title='Report of RA Trade Ministry')}\n")
    put(made, "watch/b.txt", page())
    put(made, "watch/.hidden", "x")
    ingested(made)
    return made


def test_every_profile_has_a_row(folder: Path) -> None:
    """Captures are counted by file, statements by their first capture; a source without a name has its outlet's."""
    found, problems = overview.rows(folder / "content")

    assert () == problems
    assert (
        Row(id="press", name="Arvenian Press", shape="rows", language="en", captures=1, statements=2),
        Row(id="watch", name="Arvenia Watch", shape="page", language="en", captures=1, statements=0),
    ) == found


def test_the_command_shows_them(folder: Path) -> None:
    """Each source is one line of a table, and the exit code is 0."""
    done = run(folder, "sources")

    lines = [[cell.strip() for cell in line.strip("│").split("│")] for line in done.stdout.splitlines() if "│" in line]
    assert (0, "") == (done.returncode, done.stderr)
    assert ["press", "Arvenian Press", "rows", "en", "1", "2"] in lines
    assert ["watch", "Arvenia Watch", "page", "en", "1", "0"] in lines


def test_captures_of_no_source_are_told(folder: Path) -> None:
    """A folder of captures that no profile describes is a problem, and the table is shown all the same."""
    put(folder, "gazette/a.txt", "x")

    done = run(folder, "sources")

    assert 1 == done.returncode
    assert done.stderr.startswith('content/captures/gazette:0: no-source: there is no source "gazette" in sources.yml')
    assert "Arvenian Press" in done.stdout


def test_a_wrong_profile_is_told_by_key_and_line(folder: Path) -> None:
    """A misspelt key is named with its line and what was probably meant."""
    edit(folder / "content/sources.yml", 'shape: "rows"', 'shap: "rows"')

    done = run(folder, "sources")

    assert 1 == done.returncode
    assert any(
        line.startswith("content/sources.yml:5: unknown-key: ") and 'did you mean "shape"?' in line
        for line in done.stderr.splitlines()
    )
