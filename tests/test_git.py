"""Git is asked whole or piece by piece, and where it is not there that is told."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from builder import git
from builder.errors import ArchiveError
from tests.sample import commit


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a repository of three files."""
    for name in ("a", "b", "ü"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    commit(tmp_path)
    return tmp_path


def test_what_git_says_is_returned(folder: Path) -> None:
    """The bytes are git's; what fails says nothing."""
    assert b"a\0b\0\xc3\xbc\0" == git.run(folder, "ls-files", "-z")
    assert b"a" == git.run(folder, "show", "HEAD:a")
    assert git.run(folder, "show", "HEAD:none") is None


def test_pieces_are_those_between_zeros(folder: Path) -> None:
    """Each piece comes once, also the last one without an end, however the bytes arrive."""
    assert ["a", "b", "ü"] == list(git.pieces(folder, "ls-files", "-z"))
    assert ["a"] == list(git.pieces(folder, "show", "HEAD:a"))


def test_bytes_that_are_no_text(folder: Path) -> None:
    """A byte that is no UTF-8 is told as Python tells it in the name of a file."""
    (folder / "a").write_bytes(b"x\xff\0y")
    commit(folder)

    assert ["x\udcff", "y"] == list(git.pieces(folder, "show", "HEAD:a"))


def test_a_hook_s_variables_do_not_lead_astray(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The repository is that of the folder, also where another command of git's runs this one."""
    monkeypatch.setenv("GIT_DIR", "/nowhere")

    assert 3 == len(list(git.pieces(folder, "ls-files", "-z")))
    assert git.run(folder, "rev-parse", "HEAD") is not None


def test_a_command_that_is_left_ends(folder: Path) -> None:
    """Who has read enough closes the iterator, though git had much more to say, and no error comes of it."""
    (folder / "a").write_bytes(b"word\0" * 2**20)
    commit(folder)

    with closing(git.pieces(folder, "show", "HEAD:a")) as said:
        assert "word" == next(said)

    assert [] == list(said)


@pytest.mark.parametrize("command", ["no-such-command", "show"])
def test_what_fails_is_told(command: str, tmp_path: Path) -> None:
    """Outside a repository, and for what git does not know, there is an error and no half of an answer."""
    with pytest.raises(ArchiveError, match="git failed"):
        list(git.pieces(tmp_path, command))


def test_without_git(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a machine without git there is no answer."""
    monkeypatch.setenv("PATH", "")

    assert git.run(folder, "ls-files") is None
    with pytest.raises(ArchiveError, match="git is not here"):
        list(git.pieces(folder, "ls-files"))
