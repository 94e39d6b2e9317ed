"""The ledger beside a site: what it notes, when it is believed, and that a broken one is none."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from builder.errors import ArchiveError
from builder.outputs import Ledger, Made, Output, is_settled, manifest, stamp, stamps

SECOND = 1_000_000_000


def digest(data: bytes) -> str:
    """Return the digest that the ledger keeps of a file's bytes."""
    return sha256(data).hexdigest()


def placed(site: Path, data: bytes = b"text") -> Output:
    """Write a file and return it as an output."""
    (site / "a.html").write_bytes(data)
    return Output("a.html", digest(data), stamp((site / "a.html").stat()))


def test_a_ledger_is_read_as_it_was_written(tmp_path: Path) -> None:
    """Parts, keys, files and stamps come back, and the time is that of the ledger's own file."""
    made = {"one": Made("k1", (placed(tmp_path), Output("b/c.xml", "d2", (1, 2, 3)))), "none": Made("k2", ())}
    file = tmp_path / "site.ledger"

    Ledger(made, frame="f", items=("i", "j")).write(file, "all")
    read = Ledger.read(file)

    assert made == read.parts
    assert ("all", "f", ("i", "j")) == (read.inputs, read.frame, read.items)
    assert file.stat().st_mtime_ns == read.at


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        "site ledger 2\t\t1\na\tkey",
        '["site ledger 2","",["a"],["k"],[0],[],[],[],[],[]]',
        '["site ledger 3","","",[],["a"],["k"],[0],[],[],[],[],[]]',
        '["site ledger 4","","",[],["a"],["k"],[0],[],[],[],[]]',
        '["site ledger 4","","",null,["a"],["k"],[0],[],[],[],[],[]]',
        '["site ledger 4","","",[],["a"],["k"],[1],["b"],["d"],[1],[2],[]]',
        '["site ledger 4","","",[],["a"],["k"],[1],["b","c"],["d","d"],[1,1],[2,2],[3,3]]',
        '["site ledger 4","","",[],["a","b"],["k"],[0],[],[],[],[],[]]',
        '["site ledger 4","","",[],["a"],["k"],["1"],["b"],["d"],[1],[2],[3]]',
        '["site ledger 4","","",[],["a"],["k"],[0],[],[],[],[],[]',
    ],
)
def test_a_broken_ledger_is_an_empty_one(text: str, tmp_path: Path) -> None:
    """What cannot be understood is as if it were not there: all is made again."""
    file = tmp_path / "site.ledger"
    file.write_text(text, encoding="utf-8")

    assert {} == Ledger.read(file).parts
    assert {} == Ledger.read(tmp_path / "missing").parts
    assert {} == Ledger.read(None).parts


def test_one_path_has_one_owner() -> None:
    """Two parts that made the same file are told by name."""
    output = Output("a.html", "d", (1, 2, 3))

    with pytest.raises(ArchiveError, match=r"a\.html is made twice: by one and by two"):
        Ledger({"one": Made("k", (output,)), "two": Made("k", (output,))}).paths()
    with pytest.raises(ArchiveError, match="one path twice"):
        Ledger({"one": Made("k", (output, output))}).paths()


def test_a_stamp_is_settled_after_a_tick() -> None:
    """Both times of a stamp, that of the bytes and that of the entry, must lie back by more than a tick.

    That is a tenth of a second, or two seconds where the disk seems to keep whole ones.
    """
    assert is_settled((1, 1 * SECOND, 2 * SECOND), at=4 * SECOND + 1)
    assert not is_settled((1, 1 * SECOND, 2 * SECOND), at=4 * SECOND)
    assert not is_settled((1, 2 * SECOND, 1 * SECOND), at=4 * SECOND)
    assert is_settled((1, SECOND, SECOND + 7), at=SECOND + SECOND // 10 + 8)
    assert not is_settled((1, SECOND, SECOND + 7), at=SECOND + SECOND // 10 + 7)


def test_a_manifest_is_sorted_by_path() -> None:
    """Each line is a digest, two spaces and a path, whatever part made the file."""
    parts = {"z": Made("k", (Output("a.html", "d1", (0, 0, 0)),)), "y": Made("k", (Output("b.html", "d2", (0, 0, 0)),))}

    assert "d1  a.html\nd2  b.html\n" == manifest(Ledger(parts))


def test_what_vanishes_meanwhile_hides_nothing_beside_it(tmp_path: Path) -> None:
    """A file that is deleted while a folder is gone through is passed over, and every other one is told."""
    (tmp_path / "a").mkdir()
    for number in range(50):
        (tmp_path / f"a/{number}.md").write_text("x", encoding="utf-8")
    found = stamps(tmp_path)

    first, _ = next(found)
    lost = next(path for path in sorted((tmp_path / "a").iterdir()) if path.name != Path(first).name)
    lost.unlink()
    others = {path for path, _ in found}

    assert {f"a/{number}.md" for number in range(50)} - {f"a/{lost.name}"} == {first, *others} - {f"a/{lost.name}"}
    assert {first} == {path for path, _ in stamps(tmp_path, below="a/")} - others
    assert set() == {path for path, _ in stamps(tmp_path, is_deep=False)}
