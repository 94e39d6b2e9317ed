"""The captures' manifest: what enters it, what it holds back, and that others' tools read it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import bagit
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder import manifest
from builder.files import sha256
from tests.factory import PROPERTY, faults
from tests.sample import DAY, OPENING, PATH, make, page, put, run, snapshot, statements

LIST = "captures/manifest-sha256.txt"
FIRST, SECOND = page().encode(), page(OPENING, "Two.", day="2024-06-11").encode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a tiny archive with two captures that were entered."""
    made = make(tmp_path / "archive")
    put(made, "watch/b.txt", SECOND)
    put(made, "watch/a.txt", FIRST)
    assert 0 == run(made, "ingest", "--date", DAY).returncode
    return made


def listed(folder: Path) -> list[str]:
    """Return the lines of the manifest."""
    return (folder / "content" / LIST).read_text(encoding="utf-8").splitlines()


def told(folder: Path) -> list[str]:
    """Return what a further ingest says on standard error."""
    return run(folder, "ingest", "--date", DAY).stderr.splitlines()


LINES = [f"{sha256(FIRST)}  data/watch/a.txt", f"{sha256(SECOND)}  data/watch/b.txt"]


def test_a_first_run_enters_every_capture(folder: Path) -> None:
    """The manifest has a line a capture, sorted by path: the SHA-256, two spaces, the path below `data/`."""
    assert LINES == listed(folder)


def test_a_new_capture_gets_a_line_and_the_others_keep_theirs(folder: Path) -> None:
    """A capture that comes later is sorted in; a refused one is kept and entered too; hidden files are no captures."""
    put(folder, "press/x.jsonl", b"{broken\n")
    put(folder, "watch/scan.png", b"\x89PNG\0\0")
    put(folder, "watch/.DS_Store", b"x")

    told(folder)

    assert [
        f"{sha256(b'{broken' + bytes([10]))}  data/press/x.jsonl",
        *LINES,
        f"{sha256(bytes([0x89]) + b'PNG' + bytes(2))}  data/watch/scan.png",
    ] == listed(folder)


def test_a_second_run_leaves_the_manifest_alone(folder: Path) -> None:
    """Where nothing is new, no file is written."""
    before = snapshot(folder)

    assert [] == told(folder)
    assert before == snapshot(folder)


def test_a_rehearsal_enters_nothing(folder: Path) -> None:
    """`--dry-run` tells what was changed, and writes no line."""
    put(folder, "watch/c.txt", page(OPENING, "Three."))
    put(folder, "watch/a.txt", SECOND)

    done = run(folder, "ingest", "--dry-run")

    assert (1, LINES) == (done.returncode, listed(folder))
    assert "content/captures/watch/a.txt:0: capture-changed: " in done.stderr


def test_a_changed_capture_is_refused_and_the_rest_goes_in(folder: Path) -> None:
    """File and both hashes are named, the line stays, the statement stays, and another capture is added all the same."""
    changed = page(OPENING, "The tariff pleases both shores.").encode()
    put(folder, "watch/a.txt", changed)
    third = page(OPENING, "Three.", day="2024-06-12").encode()
    put(folder, "watch/c.txt", third)
    before = (folder / "content" / PATH).read_bytes()

    done = run(folder, "ingest", "--date", DAY)

    assert 1 == done.returncode
    (said,) = done.stderr.splitlines()
    assert said.startswith("content/captures/watch/a.txt:0: capture-changed: ")
    assert sha256(FIRST) in said
    assert sha256(changed) in said
    assert [*LINES, f"{sha256(third)}  data/watch/c.txt"] == listed(folder)
    assert (3, before) == (len(statements(folder)), (folder / "content" / PATH).read_bytes())


def test_a_missing_capture_is_told_and_stays_listed(folder: Path) -> None:
    """A capture that is gone is named with its hash in every run until it is back."""
    (folder / "content" / "captures" / "watch" / "a.txt").unlink()

    for _ in range(2):
        (said,) = told(folder)
        assert said.startswith("content/captures/watch/a.txt:0: capture-missing: ")
        assert sha256(FIRST) in said

    assert LINES == listed(folder)
    assert PATH in statements(folder)
    put(folder, "watch/a.txt", FIRST)
    assert [] == told(folder)


def test_a_broken_manifest_stops_the_run(folder: Path) -> None:
    """A line that is none, a file with two hashes and a path that leaves the folder are told with their lines."""
    path = folder / "content" / LIST
    with path.open("a", encoding="utf-8") as file:
        file.write(f"<<<<<<< ours\n{'0' * 64}  data/watch/a.txt\n{'0' * 64}  data/../x\n")
    put(folder, "watch/c.txt", page(OPENING, "Three."))
    before = snapshot(folder)

    found = told(folder)

    assert [f"content/{LIST}:{number}: manifest" for number in (3, 4, 5)] == [
        ":".join(line.split(":")[:3]) for line in found[:-1]
    ]
    assert before == snapshot(folder)


def test_what_it_writes_it_reads_back(tmp_path: Path) -> None:
    """Any names of files with their hashes come back as they were, and the lines are sorted."""
    name = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"], exclude_characters="/"), min_size=1)
    names = name.filter(lambda each: not each.startswith("."))
    path = tmp_path / LIST
    path.parent.mkdir(parents=True)

    @PROPERTY
    @given(st.dictionaries(st.tuples(names, names).map("/".join), st.binary().map(sha256)))
    def holds(known: dict[str, str]) -> None:
        path.write_text(manifest.text(known), encoding="utf-8")
        assert known == manifest.read(tmp_path)
        files = [line.split("  data/", 1)[1] for line in manifest.text(known).splitlines()]
        assert sorted(known) == files

    holds()


def test_an_archivists_tool_validates_the_bag(folder: Path, tmp_path: Path) -> None:
    """bagit-python finds the bag complete and valid, and says which file is not when a byte changes."""
    put(folder, "watch/Züge, 100 %.txt", page(OPENING, "Four."))
    told(folder)
    target = tmp_path / "bag"

    done = run(folder, "verify", "--bag", str(target))

    assert 0 == done.returncode, done.stderr
    assert (folder / "content" / LIST).read_bytes() == (target / "manifest-sha256.txt").read_bytes()
    assert 3 == len(list((target / "data").rglob("*.txt")))
    assert bagit.Bag(str(target)).is_valid()
    (target / "data" / "watch" / "a.txt").write_bytes(SECOND)
    with pytest.raises(bagit.BagValidationError, match=r"watch/a\.txt"):
        bagit.Bag(str(target)).validate()


def test_the_real_captures_are_a_bag(root: Path, tmp_path: Path) -> None:
    """The repository's own manifest is the manifest of a bag whose payload its captures are."""
    shutil.copytree(root / "content" / "captures", tmp_path / "bag" / "data")
    (tmp_path / "bag" / "data" / "manifest-sha256.txt").rename(tmp_path / "bag" / "manifest-sha256.txt")
    (tmp_path / "bag" / "bagit.txt").write_text("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")

    assert bagit.Bag(str(tmp_path / "bag")).is_valid()


def test_a_bag_never_replaces_a_folder(folder: Path) -> None:
    """A bag is laid out in a new folder only."""
    place = folder / "content"

    assert ["unwritable"] == [line.split(": ")[1] for line in faults(lambda: manifest.bag(place, place))]


def test_sha256sum_agrees(folder: Path) -> None:
    """The system's own sha256sum checks the captures by the manifest, without this package."""
    if shutil.which("sha256sum") is None:
        pytest.skip("there is no sha256sum here")
    lines = "".join(line.replace("  data/", "  ") + "\n" for line in listed(folder))

    done = subprocess.run(
        ["sha256sum", "--check", "--strict", "--quiet"],
        input=lines.encode(),
        cwd=folder / "content" / "captures",
        check=False,
    )

    assert 0 == done.returncode
