"""The tables of a site: whole and by year, made again only where a statement changed."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path

from tests import factory
from tests.export.made import ENTRIES, dataset, files


def ids(data: bytes) -> list[str]:
    """Return the ids in packed JSON lines."""
    return [json.loads(line)["id"] for line in gzip.decompress(data).splitlines()]


def test_the_tables_of_a_small_archive(tmp_path: Path) -> None:
    """Each form is there whole and for each year; sizes, hashes and counts are those of the files."""
    made = dataset(tmp_path)
    tables = made.tables()
    found = files(made.producers(tables))

    endings = ("csv.gz", "jsonl.gz", "parquet", "sqlite")
    stems = ("data/statements", "data/years/2023", "data/years/2024")
    assert {f"{stem}.{ending}" for stem in stems for ending in endings} == set(found)
    for table in tables:
        data = found[f"data/{table.path}"]
        assert (len(data), hashlib.sha256(data).hexdigest()) == (table.bytes, table.sha256)
    assert {"": 3, "2023": 1, "2024": 2} == {table.year: table.rows for table in tables}


def test_statements_stand_from_the_oldest(tmp_path: Path) -> None:
    """The whole table holds every statement once, the oldest first; a year's only those of the year."""
    made = dataset(tmp_path)
    found = files(made.producers(made.tables()))

    one, two, three = (entry.statement.id for entry in ENTRIES)
    assert [one, two, three] == ids(found["data/statements.jsonl.gz"])
    assert [one] == ids(found["data/years/2023.jsonl.gz"])
    assert 1 == gzip.decompress(found["data/statements.csv.gz"]).count(b"first_day")


def test_a_correction_makes_one_month_anew(tmp_path: Path) -> None:
    """The parts of other months and years stay as they are kept, and what nothing needs any more goes."""
    names = ("years.jsonl", "all.jsonl")
    dataset(tmp_path, names=names).tables()
    before = {file.name: file.stat().st_mtime_ns for file in tmp_path.glob("*.jsonl")}

    corrected = factory.entry("one", date="2023-02-02", tags=["drills"], body="The drill goes on.\n")
    again = dataset(tmp_path, factory.build(corrected, *ENTRIES[1:]), names)
    tables = again.tables()

    after = {file.name: file.stat().st_mtime_ns for file in tmp_path.glob("*.jsonl")}
    assert 3 == len(before) == len(after)
    assert 2 == len(set(before.items()) & set(after.items()))
    assert b"goes on" in gzip.decompress(files(again.producers(tables))["data/statements.jsonl.gz"])


def test_kept_tables_are_the_same(tmp_path: Path) -> None:
    """What comes from the cache is what is made without it."""
    first = dataset(tmp_path / "a").tables()

    assert first == dataset(tmp_path / "a").tables() == dataset(tmp_path / "b").tables()


def test_no_statements(tmp_path: Path) -> None:
    """An archive without statements has empty tables of all and none by year."""
    made = dataset(tmp_path, factory.build())

    assert [0, 0, 0, 0] == [table.rows for table in made.tables()]
