"""Places: folders and addresses give the same files, and nothing outside of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from builder import places
from builder.errors import ArchiveError
from tests.conftest import served


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with two files, one of whose names needs to be quoted in an address."""
    made = tmp_path / "site"
    (made / "a b").mkdir(parents=True)
    (made / "a b/ü.txt").write_bytes(b"text")
    (made / "index.html").write_bytes(b"page")
    (tmp_path / "secret").write_bytes(b"secret")
    (made / "link").symlink_to(tmp_path / "secret")
    return made


@pytest.fixture
def address(folder: Path) -> Iterator[str]:
    """Return the address of the same folder, below a path."""
    with served(folder.parent) as url:
        yield f"{url}site/"


def test_a_folder(folder: Path) -> None:
    """Files are read by path; what is not there, and what leads out of the folder, is none."""
    place = places.place(str(folder))

    assert (b"text", b"page", None) == (place.read("a b/ü.txt"), place.read("index.html"), place.read("no"))
    assert place.read("../secret") is None
    assert place.read("link") is None
    assert {"a b/ü.txt", "index.html", "link"} == place.names()


def test_an_address(address: str) -> None:
    """The same files are had from a server; what else is there nobody can know."""
    place = places.place(address)

    assert (b"text", b"page", None) == (place.read("a b/ü.txt"), place.read("index.html"), place.read("no"))
    assert place.names() is None
    assert address.rstrip("/") == place.shown


@pytest.mark.parametrize("given", ["ftp://someone.example/", "https://", "no/such/folder"])
def test_no_place(given: str) -> None:
    """What is neither an address of a site nor a folder is told."""
    with pytest.raises(ArchiveError, match=r"there is no folder|is no address"):
        places.place(given)


def test_a_host_that_does_not_answer_is_told() -> None:
    """A refused connection ends in plain words."""
    with pytest.raises(ArchiveError, match="does not answer"):
        places.place("http://127.0.0.1:1/").read("index.html")
