"""Files written into a site's folder: whole or not at all, whatever stood in their place; and parts made again only where they must."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder import making
from builder.errors import ArchiveError
from builder.making import Workshop
from builder.outputs import Ledger
from builder.producer import Producer
from builder.standing import Standing
from tests.test_files import full_disk
from tests.test_publish import held, produced

PARTS = {"one": {"a.html": "A"}, "two": {"b.html": "B", "c.html": "C"}}


def workshop(site: Path, ledger: Ledger | None = None, gone: frozenset[str] = frozenset(), base: str = "b") -> Workshop:
    """Return a workshop for a folder in which a ledger's files stand, but for those that are gone."""
    return Workshop(site, base, Standing(ledger or Ledger(), gone, frozenset(), {}))


def test_files_and_folders_take_each_other_s_place(tmp_path: Path) -> None:
    """Where a folder stood a file is written, and where a file stood, folders as deep as they are asked for."""
    site = tmp_path / "deep/site"
    making.write(site, "a/b/c/d.html", b"deep")
    making.write(site, "a/b", b"file")
    making.write(site, "a/b/c/e.html", b"deep again")

    assert {"a/b/c/e.html": "deep again"} == held(site)


def test_a_full_disk_leaves_no_half_file(tmp_path: Path) -> None:
    """A file that cannot be written whole is not there afterwards, and one that was there before is as it was."""
    site = tmp_path / "site"
    making.write(site, "old.html", b"old")

    with full_disk(4096):
        for name in ("new.html", "old.html"):
            with pytest.raises(OSError, match="File too large"):
                making.write(site, name, b"x" * 100_000)

    assert {"old.html": "old"} == held(site)


def test_what_stands_is_not_made_again(tmp_path: Path) -> None:
    """A part is made where its key, the base or one of its files is not what it was, else it is kept as it was noted."""
    first = workshop(tmp_path).work(produced(PARTS))
    ledger = Ledger(first.made)

    again = workshop(tmp_path, ledger).work(produced(PARTS))
    gone = workshop(tmp_path, ledger, frozenset({"c.html"})).work(produced(PARTS))
    other = workshop(tmp_path, ledger).work(produced({**PARTS, "one": {"a.html": "A2"}}))
    based = workshop(tmp_path, ledger, base="c").work(produced(PARTS))

    assert ({"one", "two"}, {}) == (set(first.made), first.kept)
    assert ({}, first.made) == (again.made, again.kept)
    assert ({"two"}, {"one"}) == (set(gone.made), set(gone.kept))
    assert ({"one"}, {"two"}) == (set(other.made), set(other.kept))
    assert {"one", "two"} == set(based.made)


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_goes_wrong_ahead_is_told_to_who_waits(jobs: int, tmp_path: Path) -> None:
    """An error of the process that makes parts ahead ends the build with its words."""

    def fail() -> list[Producer]:
        raise ArchiveError("a template is missing")

    with (
        workshop(tmp_path).ahead(fail, jobs) as work,
        pytest.raises(ArchiveError, match="a template is missing"),
    ):
        work()


def test_who_makes_ahead_has_no_processes_of_its_own(tmp_path: Path) -> None:
    """Many parts are made by the one process that was begun, which may begin no others."""
    many = {f"part-{n}": {f"{n}.html": str(n)} for n in range(100)}

    def wanted() -> list[Producer]:
        assert 100 == len(workshop(tmp_path / "inner").work(produced(many), jobs=2).made)
        return produced(many)

    with workshop(tmp_path / "site").ahead(wanted, 2) as work:
        assert many.keys() == work().made.keys()
    assert {f"{n}.html": str(n) for n in range(100)} == held(tmp_path / "site")
