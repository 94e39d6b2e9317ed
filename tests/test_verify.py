"""Every difference between manifest, captures and statements has a name, and nothing else is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder import batch, verify
from builder.files import sha256
from builder.statement import digest
from tests.factory import correction
from tests.sample import (
    DAY,
    OPENING,
    PATH,
    TITLE,
    edit,
    make,
    page,
    put,
    row,
    run,
    snapshot,
    statements,
)

SECOND = PATH.replace("06-10", "06-11")
CAPTURE = "content/captures/watch/page.txt"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a tiny archive, ingested: a page, and a row after one that is news."""
    made = make(tmp_path / "archive")
    put(made, "watch/page.txt", page())
    news = row("Halley, June 10 (AP) -- The fair opened.", title="Fair Opens")
    put(made, "press/june.jsonl", f"{news}\n{row(OPENING, 'Two.', day='2024-06-11')}\n")
    batch.run(made / "content", DAY)
    assert [PATH, SECOND] == sorted(statements(made))
    return made


def told(folder: Path) -> list[tuple[str, str]]:
    """Return path and code of every problem."""
    return [(problem.path, problem.code) for problem in verify.verify(folder / "content").problems]


def message(folder: Path, code: str) -> str:
    """Return the one problem of a code as it is shown."""
    (found,) = [str(problem) for problem in verify.verify(folder / "content").problems if problem.code == code]
    return found


def test_an_archive_that_ingest_wrote_is_verified(folder: Path) -> None:
    """Two captures with three records and two statements: all equal, nothing is written, the exit code is 0."""
    before = snapshot(folder)

    report = verify.verify(folder / "content")
    done = run(folder, "verify")

    assert (2, 3, 2, 0, ()) == (report.captures, report.records, report.equal, report.corrected, report.problems)
    assert (0, "") == (done.returncode, done.stderr)
    assert before == snapshot(folder)


def test_the_real_archive_is_verified(root: Path) -> None:
    """Every statement of the repository is what its capture says, or a correction tells why not."""
    report = verify.verify(root / "content")

    assert () == report.problems
    assert len(list((root / "content/statements").rglob("*.md"))) == report.equal + report.corrected


def test_a_byte_that_rotted(folder: Path) -> None:
    """One changed byte of a capture is told with both hashes, and so is the statement that was read from it."""
    old = page().encode()
    new = old.replace(b"harms", b"harmz")
    put(folder, "watch/page.txt", new)

    assert [(CAPTURE, "capture-changed"), (f"content/{PATH}", "record-hash")] == told(folder)
    assert sha256(old) in message(folder, "capture-changed")
    assert sha256(new) in message(folder, "capture-changed")


def test_a_byte_of_one_row_touches_only_its_statement(folder: Path) -> None:
    """In a container, the row without the changed byte stays verified."""
    capture = folder / "content/captures/press/june.jsonl"
    capture.write_bytes(capture.read_bytes().replace(b"fair", b"fare"))

    assert [("content/captures/press/june.jsonl", "capture-changed")] == told(folder)
    assert 2 == verify.verify(folder / "content").equal


def test_a_capture_that_is_gone(folder: Path) -> None:
    """The manifest's line and the statement that lost its capture are both told."""
    (folder / "content/captures/watch/page.txt").unlink()

    assert [(CAPTURE, "capture-missing"), (f"content/{PATH}", "capture-nowhere")] == told(folder)


def test_a_capture_that_moved(folder: Path) -> None:
    """Where the bytes are now is said."""
    capture = folder / "content/captures/watch/page.txt"
    capture.rename(capture.with_name("renamed.txt"))

    assert [
        (CAPTURE, "capture-missing"),
        ("content/captures/watch/renamed.txt", "capture-unlisted"),
        (f"content/{PATH}", "capture-nowhere"),
    ] == told(folder)
    assert "these bytes are now watch/renamed.txt" in message(folder, "capture-nowhere")


def test_a_capture_that_was_never_entered(folder: Path) -> None:
    """A capture that ingest has not seen is told, and so is the text in it that no file holds."""
    put(folder, "watch/new.txt", page(OPENING, "Three.", day="2024-06-12"))

    new = "content/captures/watch/new.txt"
    assert [(new, "capture-unlisted"), (new, "no-statement")] == told(folder)
    assert TITLE in message(folder, "no-statement")


def test_a_statement_that_was_deleted(folder: Path) -> None:
    """The capture's record is named that has no file any more, with its line."""
    (folder / "content" / SECOND).unlink()

    assert message(folder, "no-statement").startswith("content/captures/press/june.jsonl:2: no-statement: ")
    assert 1 == len(told(folder))


def rewritten(folder: Path) -> None:
    """Make `parsed` what follows from the rest, as one does who hides a change."""
    statement = statements(folder)[PATH]
    edit(folder / "content" / PATH, statement.parsed, digest(statement.model_dump(mode="json")))
    assert statements(folder)[PATH].is_untouched


CHANGES = {
    "body": ("harms both shores", "pleases both shores"),
    "title": (f'title: "{TITLE}"', 'title: "Press Statement"'),
    "date": ('date: "2024-06-10"', 'date: "2024-06-09"'),
    "ministry": ('ministry: "trade"', 'ministry: "harbour-board"'),
    "issuer": ('issuer: "Spokesperson', 'issuer: "Spokesman'),
    "tags": ('tags: ["tariffs"]', "tags: []"),
    "source": ('outlet: "Arvenia Watch"', 'outlet: "Another"'),
}


@pytest.mark.parametrize("key", CHANGES)
@pytest.mark.parametrize("hidden", [False, True], ids=["parsed as it was", "parsed made to fit"])
def test_a_change_without_an_entry(folder: Path, key: str, *, hidden: bool) -> None:
    """Any key or the text that is not what the capture says is told by name, though `parsed` was made to fit."""
    edit(folder / "content" / PATH, *CHANGES[key])
    if hidden:
        rewritten(folder)

    assert [(f"content/{PATH}", "content-differs")] == told(folder)
    found = message(folder, "content-differs").split("content-differs: ")[1]
    assert (f"{key}: not what" if not hidden else key) in found


def test_a_change_that_a_correction_explains(folder: Path) -> None:
    """With an entry under corrections a statement may say something else; it is counted as corrected."""
    entry = correction()
    edit(folder / "content" / PATH, *CHANGES["body"])
    edit(
        folder / "content" / PATH, "corrections: []", f'corrections: [{{date: "{entry["date"]}", by: "A", note: "n"}}]'
    )

    report = verify.verify(folder / "content")

    assert ((), 1, 1) == (report.problems, report.equal, report.corrected)


def test_another_hash_in_a_statement(folder: Path) -> None:
    """A statement that gives its capture a hash that the capture does not have is told, with both."""
    edit(folder / "content" / PATH, f'sha256: "{sha256(page().encode())}"', f'sha256: "{"0" * 64}"')

    assert [(f"content/{PATH}", "record-hash")] == told(folder)
    assert sha256(page().encode()) in message(folder, "record-hash")
    assert "0" * 64 in message(folder, "record-hash")


def test_a_capture_that_the_rules_take_for_none(folder: Path) -> None:
    """Where today's rules make no statement of a capture any more, its statement is told with the reason."""
    edit(folder / "content/sources.yml", "opening: '^(?P<who>.+?) <verb> the following press", "opening: '^(?P<who>x) ")

    assert {"content-differs"} == {code for _, code in told(folder)}
    assert "today: nothing announces an official text" in run(folder, "verify").stderr


def test_a_further_copy_is_traced_too(folder: Path) -> None:
    """A capture under `also` that is gone is told at the statement."""
    put(folder, "watch/copy.txt", page(saved="20 June 2024"))
    batch.run(folder / "content", DAY)
    assert [] == told(folder)

    (folder / "content/captures/watch/page.txt").unlink()

    assert [(CAPTURE, "capture-missing"), (f"content/{PATH}", "capture-nowhere")] == told(folder)


def test_all_at_once_sorted_with_a_table(folder: Path) -> None:
    """The command tells every problem at once in order, ends with the counts and with 1."""
    edit(folder / "content" / PATH, *CHANGES["body"])
    put(folder, "watch/new.txt", page(OPENING, "Three.", day="2024-06-12"))
    (folder / "content" / SECOND).write_text("no front matter\n", encoding="utf-8")

    done = run(folder, "verify")

    lines = done.stderr.splitlines()
    assert 1 == done.returncode
    assert [
        "content/captures/press/june.jsonl:2: no-statement",
        "content/captures/watch/new.txt:0: capture-unlisted",
        "content/captures/watch/new.txt:0: no-statement",
        f"content/{PATH}:0: content-differs",
        f"content/{SECOND}:1: front-matter",
    ] == [": ".join(line.split(": ")[:2]) for line in lines[:-1]]
    assert "5 problems found." == lines[-1]
    counts = dict(cells for line in done.stdout.splitlines() if len(cells := _cells(line)) == 2)
    assert "3" == counts["captures hashed"]
    assert "2" == counts["texts of captures without a statement"]
    assert "1" == counts["statements that say something else, without a correction"]
    assert "1" == counts["other problems"]


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("│").split("│")]
