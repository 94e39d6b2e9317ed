"""What the parser wrote before a person changed it, found in git's history or told to be missing."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from builder import history
from builder.statement import Statement
from tests.sample import PATH, commit, edit, ingested, make, page, put, statements
from tests.test_bag import git


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return an archive of one statement, in no repository yet."""
    made = make(tmp_path / "archive")
    put(made, "watch/page.txt", page())
    ingested(made)
    return made


def corrected(folder: Path, old: str = "harms", new: str = "hurts") -> Statement:
    """Commit the archive, change the statement as a person would, commit again; return what the parser wrote."""
    commit(folder)
    wrote = statements(folder)[PATH]
    edit(folder / "content" / PATH, old, new)
    commit(folder)
    return wrote


def bases(folder: Path) -> history.Bases:
    """Ask for the bases of all statements."""
    return history.bases(folder / "content", statements(folder))


def test_the_base_is_the_version_that_the_parser_wrote(folder: Path) -> None:
    """Of many versions, the one whose digest is its `parsed`, whatever a person wrote since."""
    wrote = corrected(folder)
    for number in range(3):
        edit(folder / "content" / PATH, "both", f"both, {number},")
        commit(folder)

    assert {PATH: wrote} == bases(folder).found


def test_the_base_is_found_from_a_branch_that_was_merged(folder: Path) -> None:
    """A correction that came by a merge commit has its base too."""
    commit(folder)
    wrote = statements(folder)[PATH]

    def git(*command: str) -> None:
        person = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
        subprocess.run(["git", *person, *command], cwd=folder, check=True, capture_output=True)

    git("checkout", "-q", "-b", "mend")
    edit(folder / "content" / PATH, "harms", "hurts")
    commit(folder)
    git("checkout", "-q", "-")
    git("merge", "-q", "--no-ff", "-m", "Merge", "mend")

    assert {PATH: wrote} == bases(folder).found


def test_an_older_reading_is_no_base(folder: Path) -> None:
    """What the parser wrote before it wrote what the person changed is not what the person began from."""
    commit(folder)
    edit(folder / "content" / "ministries.yml", 'short: "Trade Ministry"', 'short: "Ministry of all Trade"')
    ingested(folder)
    edit(folder / "content" / PATH, "harms", "hurts")
    commit(folder)

    assert ({}, "the git history does not hold it") == (bases(folder).found, bases(folder).why)


def test_a_moved_file_is_found_under_its_old_path(folder: Path) -> None:
    """The paths under `aliases` are looked for as well."""
    wrote = corrected(folder)
    new = "statements/2024/trade/2024-06-10-moved.md"
    shutil.move(folder / "content" / PATH, folder / "content" / new)
    edit(folder / "content" / new, "corrections: []", f'corrections: []\naliases: ["{PATH}"]')
    commit(folder)

    assert {new: wrote} == bases(folder).found


def test_without_a_repository_that_is_told(folder: Path) -> None:
    """A folder that came as a zip file has no history, and that is no fault."""
    assert ({}, "there is no git history here") == (bases(folder).found, bases(folder).why)


def test_without_git_that_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a machine without git there is no history either."""
    corrected(folder)
    monkeypatch.setenv("PATH", "")

    assert "there is no git history here" == bases(folder).why


def test_a_shallow_clone_is_told(folder: Path, tmp_path: Path) -> None:
    """A clone of the newest commit alone holds no earlier version, and the reason is named."""
    corrected(folder)
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "-q", "--depth", "1", folder.as_uri(), str(clone)], check=True, capture_output=True)

    assert ({}, "this copy of the git history is cut short") == (bases(clone).found, bases(clone).why)


def test_the_name_is_gits(folder: Path) -> None:
    """`user.name` of the repository is the name of who works in it."""
    commit(folder)
    subprocess.run(["git", "config", "user.name", "Ann Öst"], cwd=folder, check=True)

    assert "Ann Öst" == history.user_name(folder)


def test_the_commit_and_what_differs_from_it(tmp_path: Path) -> None:
    """Head is the commit with its day; changed files are told below the folder, new ones too; without git there is neither."""
    (tmp_path / "content").mkdir()
    assert history.head(tmp_path / "content") is None
    (tmp_path / "content/a.md").write_text("a\n", encoding="utf-8")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "--message", "Add")

    found = history.head(tmp_path / "content")
    assert found is not None
    assert (40, "2024-06-15") == (len(found[0]), found[1])
    assert () == history.uncommitted(tmp_path / "content")
    (tmp_path / "content/b.md").write_text("b\n", encoding="utf-8")
    (tmp_path / "beside.md").write_text("c\n", encoding="utf-8")
    assert ("b.md",) == history.uncommitted(tmp_path / "content")
