"""The register of removed statements: read with every problem, and told where what it lists has come back."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder import check, removed, verify
from tests.factory import faults
from tests.sample import DAY, OPENING, PATH, ingested, make, page, put, row, statements, total

GONE = """removed:
  - id: "0123456789ab"
    path: "statements/2024/trade/2024-06-09-letter.md"
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
        ("statements/2024/trade/2024-06-09-letter.md", "../index.md", 3, "path"),
        ("statements/2024/trade/2024-06-09-letter.md", "statements/con.md", 3, "path"),
        ('"2024-07-01"', "2024-07-01", 5, "unquoted"),
        ('"2024-07-01"', '"2024-07"', 5, "value"),
        ('    why: "It was no statement."\n', "", 2, "missing"),
        ('  - id: "0123456789ab"\n    path', "  - path", 2, "missing"),
        ('"0123456789ab"', '"0123"', 2, "value"),
        ("why:", "wy:", 7, "unknown-key"),
        ("removed:\n", "removed:\n" + GONE.removeprefix("removed:\n"), 9, "duplicate-path"),
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
    """A path, or an id, that is listed and is there is a problem: one of the two is wrong."""
    (folder / "content" / "removed.yml").write_text(GONE.replace("statements/2024/trade/2024-06-09-letter.md", PATH))

    assert ["returned"] == [problem.code for problem in check.check(folder / "content", DAY).problems]
    name = statements(folder)[PATH].id
    (folder / "content" / "removed.yml").write_text(GONE.replace("0123456789ab", name))
    assert ["returned"] == [problem.code for problem in check.check(folder / "content", DAY).problems]


WHY = {"date": "2024-07-01", "by": "A. Archivist", "why": 'It was a "commentary": no statement.'}


def test_what_is_removed_stays_out(folder: Path) -> None:
    """Ingest knows its text again, from the same capture and from another, and leaves it out; nothing is missing then."""
    removed.add(folder / "content", PATH, WHY)

    assert {"removed": 1} == total(ingested(folder))
    put(folder, "press/later.jsonl", row())
    assert {"removed": 1, "duplicate": 1} == total(ingested(folder))
    assert {} == statements(folder)
    assert () == check.check(folder / "content", DAY).problems
    found = verify.verify(folder / "content")
    assert ["capture-unlisted"] * 2 == [problem.code for problem in found.problems]
    assert 1 == found.removed


def test_its_address_is_nobody_elses(folder: Path) -> None:
    """Another statement of that day and title is written beside, and not taken for the removed one."""
    removed.add(folder / "content", PATH, WHY)
    put(folder, "watch/other.txt", page("The Harbour Board of RA issued the following press statement:", "Another."))
    put(folder, "press/another.jsonl", row(OPENING, "Quite another text."))

    assert {"removed": 1, "added": 2} == total(ingested(folder))
    assert PATH.replace(".md", "-2.md") in statements(folder)
    assert PATH not in statements(folder)


def test_it_is_entered(folder: Path) -> None:
    """The file goes, its entry joins those that are there, and the words of the register stay as they were."""
    register = folder / "content" / "removed.yml"
    register.write_text(f"# Why.\n{GONE}")

    removed.add(folder / "content", PATH, WHY)

    assert register.read_text().startswith(f"# Why.\n{GONE}  - {{id: ")
    (_, gone) = removed.load(folder / "content")
    assert (PATH, WHY["why"]) == (gone.path, gone.why)
    assert not (folder / "content" / PATH).exists()


@pytest.mark.parametrize(
    ("text", "fields", "code"),
    [
        ("removed: {", {}, "yaml"),
        ('removed: [{id: "0123456789ab", path: "statements/2024/a/b.md", title: "T", date: "2024-07-01", by: "A", why: "W"}]', {}, "form"),
        ("removed: []\n", {"why": "two\nlines"}, "value"),
    ],
)  # fmt: skip
def test_what_cannot_be_entered_is_left(folder: Path, text: str, fields: dict[str, str], code: str) -> None:
    """Where the entry cannot be written, it is told, and the statement stays."""
    register = folder / "content" / "removed.yml"
    register.write_text(text)

    told = faults(lambda: removed.add(folder / "content", PATH, WHY | fields))

    assert f": {code}: " in told[0], told
    assert text == register.read_text()
    assert (folder / "content" / PATH).exists()


def test_an_empty_register_takes_one(folder: Path) -> None:
    """`removed: []`, as one writes it by hand, becomes a list."""
    (folder / "content" / "removed.yml").write_text("removed: []\n")

    removed.add(folder / "content", PATH, WHY)

    assert [PATH] == [each.path for each in removed.load(folder / "content")]
