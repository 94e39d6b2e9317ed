"""Files are written whole or not at all, and walked in one order on every machine."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder import files
from builder.errors import ProblemsError
from tests.factory import PROPERTY, faults


@pytest.mark.parametrize(
    ("data", "expected"),
    [  # the first two are the examples of FIPS 180-4
        (b"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (b"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ],
)
def test_sha256(data: bytes, expected: str) -> None:
    """The digest is SHA-256 in lower case hexadecimal digits."""
    assert expected == files.sha256(data)


def test_write_makes_folders(tmp_path: Path) -> None:
    """Missing folders above the file are made."""
    files.write(tmp_path / "a" / "b" / "c.md", "x\n")

    assert b"x\n" == (tmp_path / "a" / "b" / "c.md").read_bytes()


@PROPERTY
@given(text=st.text(st.characters(exclude_categories=["Cs"])))
def test_write_keeps_every_character(text: str) -> None:
    """The bytes are the text as UTF-8: no line end is changed and no byte order mark added."""
    with tempfile.TemporaryDirectory() as folder:
        files.write(Path(folder, "a.md"), text)

        assert text.encode("utf-8") == Path(folder, "a.md").read_bytes()


def test_write_replaces(tmp_path: Path) -> None:
    """A file that is there is replaced, and nothing else is left in the folder."""
    file = tmp_path / "a.md"
    file.write_text("a much longer text that was there before\n", encoding="utf-8")

    files.write(file, "new\n")

    assert "new\n" == file.read_text(encoding="utf-8")
    assert [file] == list(tmp_path.iterdir())


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such modes")
def test_written_files_can_be_read_by_all(tmp_path: Path) -> None:
    """A file is readable by everyone, as a web server needs it, though it began as a private temporary file."""
    files.write(tmp_path / "a.md", "x\n")

    assert "0o644" == oct((tmp_path / "a.md").stat().st_mode & 0o777)


def test_a_text_that_cannot_be_encoded_changes_nothing(tmp_path: Path) -> None:
    """Where the text is no text, the old file stays whole and no part file is left."""
    file = tmp_path / "a.md"
    file.write_text("old\n", encoding="utf-8")

    with pytest.raises(UnicodeEncodeError):
        files.write(file, "x" * 100_000 + "\ud800")

    assert "old\n" == file.read_text(encoding="utf-8")
    assert [file] == list(tmp_path.iterdir())


@contextmanager
def full_disk(size: int) -> Iterator[None]:
    """Let the system refuse to make any file larger than `size` bytes."""
    resource = pytest.importorskip("resource", reason="Windows has no limits on file size")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_changes_nothing(tmp_path: Path) -> None:
    """Where the disk takes only a part of the text, the old file stays whole and no part file is left."""
    file = tmp_path / "a.md"
    file.write_text("old\n", encoding="utf-8")

    with full_disk(4096), pytest.raises(OSError, match="File too large"):
        files.write(file, "x" * 100_000)

    assert "old\n" == file.read_text(encoding="utf-8")
    assert [file] == list(tmp_path.iterdir())


def test_a_file_cannot_take_the_place_of_a_folder(tmp_path: Path) -> None:
    """Where a folder has the name, it stays as it is and no part file is left."""
    (tmp_path / "a.md").mkdir()
    (tmp_path / "a.md" / "inside").touch()

    with pytest.raises(OSError, match=r"a\.md"):
        files.write(tmp_path / "a.md", "x\n")

    assert ["a.md", "a.md/inside"] == sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*"))


def test_walk_order(tmp_path: Path) -> None:
    """Files come in the order of their paths, part by part, whatever order the disk gives them in."""
    names = ["b/2.md", "b/10.md", "a.md", "a/z.md", "a/b/c.md", "B.md", "\uc678.md"]
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()

    found = [path.relative_to(tmp_path).as_posix() for path in files.walk(tmp_path)]

    assert ["B.md", "a/b/c.md", "a/z.md", "a.md", "b/10.md", "b/2.md", "\uc678.md"] == found


def test_walk_leaves_hidden_files_out(tmp_path: Path) -> None:
    """What a killed run left (`.….part`) and what systems hide is not content."""
    for name in (".x.part", ".git/config", "a/.DS_Store", "a/b.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()

    assert [tmp_path / "a" / "b.md"] == list(files.walk(tmp_path))


def test_walk_does_not_follow_links_to_folders(tmp_path: Path) -> None:
    """A link to a folder is yielded, not entered, so that a link to its own parent does not go on for ever."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "up").symlink_to(tmp_path, target_is_directory=True)

    assert [tmp_path / "a" / "up"] == list(files.walk(tmp_path))


def test_walk_of_nothing(tmp_path: Path) -> None:
    """A folder that is not there holds no files, and neither does a file."""
    (tmp_path / "file").touch()

    assert [] == list(files.walk(tmp_path / "none"))
    assert [] == list(files.walk(tmp_path / "file"))


def test_a_lock_is_held_once_and_leaves_nothing(tmp_path: Path) -> None:
    """A folder that is held cannot be taken again until it is let go, and no file tells of it."""
    with files.alone(tmp_path, "content"):
        found = faults(lambda: files.alone(tmp_path, "content").__enter__())

    assert ["content:0: locked: another run of ingest is at work here (wait until it has ended)"] == found
    with files.alone(tmp_path, "content"):
        assert [] == list(tmp_path.iterdir())


def test_remove(tmp_path: Path) -> None:
    """A file is gone; what is no file, or not there, is left alone."""
    (tmp_path / "a").write_text("x", encoding="utf-8")

    for name in ("a", "b", "."):
        files.remove(tmp_path / name)

    assert ([], True) == (list(tmp_path.iterdir()), tmp_path.is_dir())


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    """A pipe where a text should be is a problem at its path, and nothing waits for its bytes."""
    os.mkfifo(tmp_path / "pipe.md")

    with pytest.raises(ProblemsError) as caught:
        files.read_text(tmp_path / "pipe.md", "content/pipe.md")

    assert [("content/pipe.md", "unreadable")] == [(each.path, each.code) for each in caught.value.problems]
