"""The index as files."""

from __future__ import annotations

from pathlib import Path

from builder import archive
from builder.archive import Archive, Entry
from builder.search import index
from tests.factory import entry, registry


def entries(number: int = 40) -> list[Entry]:
    """Return statements of forty years, each with words of its own."""
    return [
        entry(f"n{n}", date=f"{1980 + n}-05-05", title=f"Title {n}", body=f"The drill of army{n} is over.\n")
        for n in range(number)
    ]


def built(found: list[Entry]) -> Archive:
    """Return an archive of some statements."""
    return archive.build(registry(), found)


def made(archive: Archive, kept: Path) -> dict[str, bytes]:
    """Return every file of the index of an archive."""
    with index.begun(archive, kept) as searched:
        return {
            path: data.encode() if isinstance(data, str) else data
            for producer in searched()
            for path, data in producer.make().items()
        }


def test_the_same_archive_gives_the_same_files(tmp_path: Path) -> None:
    """Made anew, made of kept parts, or read in another order: the same files with the same bytes."""
    first = made(built(entries()), tmp_path / "a")
    again = made(built(entries()[::-1]), tmp_path / "a")
    anew = made(built(entries()), tmp_path / "b")

    assert first == again == anew
    assert {"archive.idx", "titles", "words", "places", "pairs"} == {path.split("/")[1] for path in first}


def test_parts_that_are_no_longer_true_are_not_used(tmp_path: Path) -> None:
    """After a correction the files are those that a first run makes, and the old part is gone."""
    changed = [*entries()[1:], entry("n0", date="1980-05-05", title="Title 0", body="The drill of peace.\n")]
    made(built(entries()), tmp_path / "a")
    before = set(tmp_path.glob("a/*.part"))

    after = made(built(changed), tmp_path / "a")

    assert made(built(changed), tmp_path / "b") == after
    assert not before & set(tmp_path.glob("a/*.part"))


def test_an_empty_archive_has_an_index(tmp_path: Path) -> None:
    """Without a statement there is a table of none."""
    assert ["search/archive.idx"] == list(made(built([]), tmp_path))
