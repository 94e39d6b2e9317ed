"""The bag of a commit: valid for an archivist's tool, whole, and the same each time."""

from __future__ import annotations

import subprocess
from pathlib import Path

import bagit
import pytest

from builder import bag
from builder.errors import ArchiveError
from tests import factory

ABOUT = {"title": "An Archive", "description": "What\nwas said.", "site": "https://someone.example/"}


def git(folder: Path, *arguments: str) -> None:
    """Run git in a folder, with a fixed author and day."""
    settings = ["-c", "user.name=A. Reader", "-c", "user.email=a@someone.example", "-c", "commit.gpgsign=false"]
    day = {
        "GIT_AUTHOR_DATE": "2024-06-15T12:00:00Z",
        "GIT_COMMITTER_DATE": "2024-06-15T12:00:00Z",
        "PATH": "/usr/bin:/bin",
    }
    subprocess.run(["git", *settings, *arguments], cwd=folder, env=day, check=True, capture_output=True)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Return a committed content folder with a capture, a statement and a base of a merge."""
    folder = tmp_path / "repository/content"
    for name in ("captures/one.txt", "statements/2024/a/b.md", ".merged/0123456789ab.md", ".hidden"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"{name}\n", encoding="utf-8")
    git(tmp_path / "repository", "init", "--quiet")
    git(tmp_path / "repository", "add", "--all")
    git(tmp_path / "repository", "commit", "--quiet", "--message", "Add")
    return folder


def write_data(folder: Path) -> None:
    """Write what stands for the data."""
    (folder / "t.csv").write_text("id\n", encoding="utf-8")


def held(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder."""
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_an_archivists_tool_finds_it_valid(content: Path, tmp_path: Path) -> None:
    """The bag is valid; it holds captures, statements, bases and data, and tells commit and day."""
    number = bag.lay(content, tmp_path / "bag", ABOUT, write_data)

    made = bagit.Bag(str(tmp_path / "bag"))
    assert made.is_valid()
    inside = {name for name in held(tmp_path / "bag") if name.startswith("data/")}
    assert number == len(inside) == 5
    assert {
        "data/content/captures/one.txt",
        "data/content/statements/2024/a/b.md",
        "data/content/.merged/0123456789ab.md",
        "data/data/t.csv",
        "data/README.md",
    } == inside
    assert ("2024-06-15", "What was said.") == (made.info["Bagging-Date"], made.info["External-Description"])
    assert 40 == len(made.info["External-Identifier"])


def test_the_same_commit_gives_the_same_bag(content: Path, tmp_path: Path) -> None:
    """Nothing of the day or the machine is in a bag."""
    for name in ("one", "two"):
        bag.lay(content, tmp_path / name, ABOUT, write_data)

    assert held(tmp_path / "one") == held(tmp_path / "two")


def test_what_is_not_committed_is_refused(content: Path, tmp_path: Path) -> None:
    """Files that differ from the commit, and new ones, are named; no bag is begun."""
    (content / "captures/one.txt").write_text("other\n", encoding="utf-8")
    (content / "new.md").write_text("new\n", encoding="utf-8")

    told = factory.faults(lambda: bag.lay(content, tmp_path / "bag", ABOUT, write_data))

    assert ["content/captures/one.txt:0", "content/new.md:0"] == [fault.split(": uncommitted")[0] for fault in told]
    assert not (tmp_path / "bag").exists()


def test_without_a_commit_there_is_no_bag(tmp_path: Path) -> None:
    """A folder that is in no repository is refused."""
    (tmp_path / "content").mkdir()

    with pytest.raises(ArchiveError, match="there is no commit here"):
        bag.lay(tmp_path / "content", tmp_path / "bag", ABOUT, write_data)


def test_a_folder_that_is_there_is_refused(content: Path, tmp_path: Path) -> None:
    """A bag is never mixed with what stands in its place."""
    (tmp_path / "bag").mkdir()

    told = factory.faults(lambda: bag.lay(content, tmp_path / "bag", ABOUT, write_data))

    assert [f"{tmp_path / 'bag'}:0: unwritable: no bag can be laid out here: File exists"] == told
