"""Reading with the store gives what reading without it gives, whatever happened to the files in between."""

from __future__ import annotations

import os
import sqlite3
import time
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from builder import archive, content, origin, outputs, store
from builder.archive import Entry, Memory
from builder.errors import Problem
from builder.markup import Renderer
from builder.pages import beginning
from tests import factory


def written(folder: Path, *entries: Entry) -> None:
    """Write the files of some statements."""
    for entry in entries:
        file = folder / entry.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content.dump(entry.statement), encoding="utf-8")


def stored(folder: Path, jobs: int = 1) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """Read with the store beside the folder."""
    return store.reader(folder.parent / store.PLACE, jobs)(folder, "content")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a content folder with a few statements."""
    made = tmp_path / "content"
    written(made, *factory.many(12))
    return made


def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that names every file that is parsed from now on."""
    names: list[str] = []
    original = archive.parsed

    def noted(data: bytes, path: str, shown: str) -> Entry:
        names.append(path)
        return original(data, path, shown)

    monkeypatch.setattr(archive, "parsed", noted)
    return names


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_store_reads_what_the_archive_reads(jobs: int, folder: Path) -> None:
    """The first time and the second, in one process or two: the same entries and problems, in the same order."""
    (folder / "statements/2021/broken.md").write_text("nothing", encoding="utf-8")
    (folder / "statements/2021/lost.md").symlink_to(folder / "nowhere")
    (folder / "statements/2021/.hidden.md").write_text("nothing", encoding="utf-8")
    (folder / "statements/2021/notes.txt").write_text("nothing", encoding="utf-8")
    expected = archive.read(folder)

    first, second = stored(folder, jobs), stored(folder, jobs)

    assert 2 == len(expected[1])
    for found in (first, second):
        assert expected == found
        assert [entry.print for entry in expected[0]] == [entry.print for entry in found[0]]


def test_openings_are_those_of_the_texts(folder: Path) -> None:
    """What a list shows of a text is kept with it."""
    stored(folder)

    for entry in stored(folder)[0]:
        assert beginning(entry.statement, Renderer()) == entry.opening


def test_what_did_not_change_is_not_parsed_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only a file with other bytes is parsed; one that was only touched or copied is not."""
    stored(folder)
    names = parsed(monkeypatch)
    one, two, *_ = (entry.path for entry in archive.read(folder)[0])
    names.clear()
    os.utime(folder / one, ns=(5, 5))
    (folder / two).write_text(
        (folder / two).read_text(encoding="utf-8").replace("The drill", "A drill"), encoding="utf-8"
    )

    entries, _ = stored(folder)

    assert [two] == names
    assert "A drill is over.\n" == next(entry.statement.body for entry in entries if entry.path == two)


def test_a_change_within_one_tick_is_seen(folder: Path) -> None:
    """A file that is changed to another of the same size right after it was read is read again."""
    entry = archive.read(folder)[0][0]
    for word in ("over", "lost", "late", "over", "done"):
        written(folder, Entry(path=entry.path, statement=factory.statement(body=f"The drill is {word}.\n")))

        found = next(each for each in stored(folder)[0] if each.path == entry.path)

        assert f"The drill is {word}.\n" == found.statement.body


def test_other_code_reads_everything_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What another version of the builder or of a library read is not used."""
    stored(folder)
    monkeypatch.setattr(origin, "code", lambda: "another")
    names = parsed(monkeypatch)

    stored(folder)
    assert 12 == len(names)
    stored(folder)

    assert 12 == len(names)


@pytest.mark.parametrize("broken", ["no database", "", None])
def test_a_broken_store_is_none(broken: str | None, folder: Path) -> None:
    """A store that is no database, is empty, or lacks its rows is done without and made anew."""
    place = folder.parent / store.PLACE
    stored(folder)
    if broken is None:
        with sqlite3.connect(place) as base:
            base.execute("UPDATE statements SET data = '{'")
        base.close()
    else:
        place.write_text(broken, encoding="utf-8")

    assert archive.read(folder) == stored(folder)
    assert archive.read(folder) == stored(folder)


def test_without_a_place_nothing_is_kept(folder: Path) -> None:
    """With no place the store only reads, and leaves nothing behind."""
    assert archive.read(folder) == store.reader(None)(folder, "content")
    assert not (folder.parent / ".cache").exists()


@pytest.mark.parametrize("seed", range(8))
def test_any_sequence_of_changes_is_followed(seed: int, folder: Path) -> None:
    """After edits, additions, removals and renamings in any order the store, and who remembers, have what is there."""
    choice, memory = Random(seed), Memory()
    for step in range(10):
        files = sorted((folder / "statements").rglob("*.md"))
        file = choice.choice(files)
        action = choice.choice(["edit", "add", "remove", "rename"])
        if action == "edit":
            file.write_text(file.read_text(encoding="utf-8").replace("The", "One"), encoding="utf-8")
        elif action == "add":
            written(folder, factory.entry(f"new-{step}", title=f"New {step}"))
        elif action == "remove" and len(files) > 2:
            file.unlink()
        else:
            file.rename(file.with_name(f"moved-{step}.md"))
        place, seen = folder.parent / "apart.sqlite", dict(outputs.stamps(folder))

        assert archive.read(folder) == stored(folder)
        assert archive.read(folder) == store.reader(place, seen=seen, memory=memory)(folder, "content")


def test_who_remembers_reads_nothing_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A statement whose file is as it was is the very same; one that changed is read, and no other."""
    memory = Memory()
    first, _ = store.reader(None, memory=memory)(folder, "content")
    time.sleep(0.2)  # until no file is too young to be known by its times
    again, _ = store.reader(None, memory=memory)(folder, "content")
    assert first == again
    names = parsed(monkeypatch)
    written(folder, replace(again[3], statement=factory.statement(title="Another")))

    third, _ = store.reader(None, memory=memory)(folder, "content")

    assert [again[3].path] == names
    assert "Another" == third[3].statement.title
