"""The check of what changed: the same problems as the whole check has there, and no look at the rest."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from builder import changed, check
from builder.content import dump
from tests import factory
from tests.sample import DAY, PATH, commit, edit, ingested, make, page, put

SECOND = PATH.replace("06-10", "06-12")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return an archive of two statements, committed, with the commit named `start`."""
    made = make(tmp_path / "archive")
    put(made, "watch/good.txt", page())
    put(
        made,
        "watch/two.txt",
        page(
            "The Harbour Board of RA issued the following statement:",
            "It is closed.",
            day="2024-06-12",
            title="On the Harbour",
        ),
    )
    ingested(made)
    commit(made)
    subprocess.run(["git", "branch", "start"], cwd=made, check=True)
    return made


def told(folder: Path) -> tuple[list[str], int]:
    """Return the codes of what is found, and how many statements were looked at."""
    found = changed.look(folder / "content", "start", DAY)
    return [problem.code for problem in found.problems], found.looked_at


def other(folder: Path) -> Path:
    """Return the second statement's file."""
    (found,) = [path for path in (folder / "content/statements").rglob("*.md") if "06-12" in path.name]
    return found


def test_nothing_changed(folder: Path) -> None:
    """Where nothing changed, nothing is looked at."""
    assert ([], 0) == told(folder)


def test_a_change_is_found_before_and_after_the_commit(folder: Path) -> None:
    """A change in the working tree counts as one that is committed, and the other statement is not looked at."""
    edit(folder / "content" / PATH, "both shores", "all shores")

    assert (["uncorrected"], 1) == told(folder)
    commit(folder)
    assert (["uncorrected"], 1) == told(folder)
    assert check.check(folder / "content", DAY).problems == changed.look(folder / "content", "start", DAY).problems


def test_a_fault_that_was_there_before_is_not_told(folder: Path) -> None:
    """What another file lacked at the start is none of this change."""
    edit(other(folder), "closed", "shut")
    commit(folder)
    subprocess.run(["git", "branch", "-f", "start"], cwd=folder, check=True)
    edit(folder / "content" / PATH, "both shores", "all shores")

    assert (["uncorrected"], 1) == told(folder)


def test_a_new_file_that_collides_is_told(folder: Path) -> None:
    """An untracked file with the id of another, which did not change, is a problem of both."""
    copy = other(folder).with_name("copy.md")
    copy.write_bytes(other(folder).read_bytes())

    assert (["duplicate-id"], 2) == told(folder)


def test_an_alias_that_another_file_has_is_told(folder: Path) -> None:
    """A path of another statement under `aliases` is found without reading all files as YAML."""
    path = other(folder).relative_to(folder / "content").as_posix()
    edit(folder / "content" / PATH, "corrections: []", f'corrections: []\naliases: ["{path}"]')

    assert (["duplicate-path"], 2) == told(folder)


def test_a_deleted_original_is_told(folder: Path) -> None:
    """A translation that names the id of a statement that the change deletes has lost its original."""
    number = next(line for line in other(folder).read_text().split("\n") if line.startswith("id: ")).split('"')[1]
    entry = 'corrections: [{date: "2024-06-20", by: "A", note: "Its original."}]'
    edit(folder / "content" / PATH, 'language: "en"', f'language: "en"\nwork: "{number}"')
    edit(folder / "content" / PATH, "corrections: []", entry)
    commit(folder)
    subprocess.run(["git", "branch", "-f", "start"], cwd=folder, check=True)
    assert ([], 0) == told(folder)

    other(folder).unlink()

    assert (["lost", "unknown-id"], 1) == told(folder)


def test_a_file_that_is_gone_is_accounted_for(folder: Path) -> None:
    """Removed without a reason it is told, with what to paste; with the reason, or with the old path at its new place, not."""
    file = folder / "content" / PATH
    moved = file.with_name("2024-06-10-moved.md")
    text = file.read_text()
    file.unlink()

    (problem,) = changed.look(folder / "content", "start", DAY).problems
    assert ("lost", f"content/{PATH}") == (problem.code, problem.path)
    entry = problem.hint[problem.hint.index("- {id: ") :]
    (folder / "content/removed.yml").write_text(f"removed:\n{entry}\n")
    assert ([], 0) == told(folder)

    (folder / "content/removed.yml").unlink()
    moved.write_text(text)
    assert (["lost"], 1) == told(folder)
    moved.write_text(text.replace("corrections: []", f'corrections: []\naliases: ["{PATH}"]'))
    assert ([], 1) == told(folder)


def test_a_changed_registry_concerns_all(folder: Path) -> None:
    """Where a registry changed, every statement is looked at."""
    edit(folder / "content" / "ministries.yml", 'id: "harbour-board"', 'id: "harbour"')

    codes, number = told(folder)
    assert ("unknown-id" in codes, 2) == (True, number)


@pytest.mark.parametrize("ref", ["nowhere", "--output=x", "", "start; ls"])
def test_an_unknown_commit_is_told(folder: Path, ref: str) -> None:
    """A name that git does not know, or could take for an option, is a problem in words."""
    (fault,) = factory.faults(lambda: changed.look(folder / "content", ref, DAY))

    assert fault.startswith("content:0: no-commit: ")
    assert not (folder / "content" / "x").exists()


def test_it_reads_few_files_of_many(folder: Path) -> None:
    """Of five hundred further statements none is read as YAML: a broken one stays unnoticed."""
    for entry in factory.many(500):
        file = folder / "content" / entry.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(dump(entry.statement).replace("kind:", "kind"), encoding="utf-8")
    commit(folder)
    subprocess.run(["git", "branch", "-f", "start"], cwd=folder, check=True)
    edit(folder / "content" / PATH, "both shores", "all shores")

    assert (["uncorrected"], 1) == told(folder)


def test_a_further_change_needs_a_further_entry(folder: Path) -> None:
    """A file that was corrected before is told at its entries, until one more says why."""
    entry = '{date: "2024-06-20", by: "A", note: "N"}'
    edit(folder / "content" / PATH, "both shores", "all shores")
    edit(folder / "content" / PATH, "corrections: []", f"corrections: [{entry}]")
    commit(folder)
    subprocess.run(["git", "branch", "-f", "start"], cwd=folder, check=True)
    edit(folder / "content" / PATH, "all shores", "no shores")

    (problem,) = changed.look(folder / "content", "start", DAY).problems

    lines = (folder / "content" / PATH).read_text().split("\n")
    assert ("uncorrected", f"corrections: [{entry}]") == (problem.code, lines[problem.line - 1])
    paste = problem.hint[problem.hint.index("add , ") + 4 : problem.hint.index(" behind")]
    edit(folder / "content" / PATH, entry, f"{entry}{paste}")
    assert ([], 1) == told(folder)


def test_an_id_never_changes(folder: Path) -> None:
    """Another id of the same file is told, with the one to write again."""
    text = (folder / "content" / PATH).read_text()
    old = text.split('"', 2)[1]
    edit(folder / "content" / PATH, f'id: "{old}"', 'id: "0123456789ab"')

    (problem,) = changed.look(folder / "content", "start", DAY).problems

    assert ("id", 2, f'write id: "{old}" again') == (problem.code, problem.line, problem.hint)
