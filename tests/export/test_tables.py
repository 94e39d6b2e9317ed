"""Tables: what is written reads back the same in the tools that people have, and twice gives the same bytes."""

from __future__ import annotations

import csv
import gzip
import io
import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from pyarrow import parquet

from builder.export import tables
from builder.export.columns import NAMES, Reader
from builder.markup import Renderer
from tests import factory
from tests.conftest import tool

ENTRIES = (
    factory.entry("one", title='A "quoted", comma', corrections=[factory.correction()], body="Líne one.\n\nTwo.\n"),
    factory.entry("two", title="핵 포기", date="2024", tags=["drills", "trade"], body="Sanctions, and a tide.\n"),
)


def records() -> list[dict[str, Any]]:
    """Return the records of two statements."""
    reader = Reader(factory.build(*ENTRIES), "https://someone.example/", Renderer())
    return [reader.record(entry) for entry in ENTRIES]


@pytest.mark.parametrize("form", tables.WRITERS)
def test_the_same_records_give_the_same_bytes(form: str, tmp_path: Path) -> None:
    """No time, path or chance is in a table."""
    for name in ("a", "b"):
        tables.WRITERS[form](tmp_path / name, records())

    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    assert (tmp_path / "a").stat().st_size > 100


def test_json_lines(tmp_path: Path) -> None:
    """Each line is one record."""
    tables.write_jsonl(tmp_path / "t", records())

    assert records() == [json.loads(line) for line in gzip.decompress((tmp_path / "t").read_bytes()).splitlines()]


def test_csv(tmp_path: Path) -> None:
    """The first line names the columns; quotes, commas and line ends in cells survive; lists are JSON."""
    tables.write_csv(tmp_path / "t", records())

    text = gzip.decompress((tmp_path / "t").read_bytes()).decode()
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert list(NAMES) == list(rows[0])
    assert ['A "quoted", comma', "핵 포기"] == [row["title"] for row in rows]
    assert ["Líne one.\n\nTwo.", "Sanctions, and a tide."] == [row["text"] for row in rows]
    assert ["drills", "trade"] == json.loads(rows[1]["tags"])


def test_no_cell_is_a_formula() -> None:
    """A text that begins as a spreadsheet's formula does has an apostrophe before it; one that holds such signs later has none."""
    made = [{**each, "title": title} for each in records() for title in ("=1+1", "@SUM(1)", "-2", "+3", "1=1", "'x")]

    text = tables.header() + tables.rows(made)

    titles = [row["title"] for row in csv.DictReader(io.StringIO(text, newline=""))]
    assert ["'=1+1", "'@SUM(1)", "'-2", "'+3", "1=1", "'x"] * len(records()) == titles


def test_parquet(tmp_path: Path) -> None:
    """Days are dates, lists are lists, and each column carries its description."""
    tables.write_parquet(tmp_path / "t", records())

    table = parquet.read_table(tmp_path / "t")
    rows = table.to_pylist()
    assert [date(2024, 3, 5), date(2024, 1, 1)] == [row["first_day"] for row in rows]
    assert ["drills", "trade"] == rows[1]["tags"]
    assert [{"date": "2026-02-03", "by": "A. Reader", "note": "A slip mended."}] == rows[0]["corrections"]
    assert b"the headline, as the source has it" == table.schema.field("title").metadata[b"description"]


def test_sqlite(tmp_path: Path) -> None:
    """The search finds words of texts and titles, accents or not."""
    tables.write_sqlite(tmp_path / "t", records())

    with closing(sqlite3.connect(tmp_path / "t")) as base:
        found = base.execute(
            "SELECT s.title FROM statements_fts JOIN statements s ON s.rowid = statements_fts.rowid"
            " WHERE statements_fts MATCH ?",
            ["line"],
        ).fetchall()
        assert [("ok",)] == base.execute("PRAGMA integrity_check").fetchall()
    assert [('A "quoted", comma',)] == found


def beside(name: str) -> str:
    """Return a program that is installed beside Python, or on the path."""
    file = Path(sys.executable).with_name(name)
    return str(file) if file.exists() else tool(name)


def test_sqlite_utils_searches_it(tmp_path: Path) -> None:
    """`sqlite-utils search` finds the search table by itself."""
    tables.write_sqlite(tmp_path / "t.sqlite", records())

    command = [beside("sqlite-utils"), "search", "t.sqlite", "statements", "sanctions", "-c", "title"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert [{"title": "핵 포기"}] == json.loads(done.stdout), done.stderr


def write_unspaced(file: Path) -> None:
    """Write a database of three short texts, each titled by its language."""
    bodies = {"ko": "미국의 핵전쟁연습을 규탄한다.\n", "zh": "我们反对美国制裁措施。\n", "en": "An American drill.\n"}
    made = factory.build(*(factory.entry(name, title=name, language=name, body=body) for name, body in bodies.items()))
    reader = Reader(made, "", Renderer())
    tables.write_sqlite(file, map(reader.record, made.entries))


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("미국", ["ko"]),
        ("미국의", ["ko"]),
        ("전쟁", ["ko"]),
        ("핵전쟁연습을", ["ko"]),
        ("制裁", ["zh"]),
        ("美国制裁", ["zh"]),
        ("미", []),
        ("국미", []),
        ("american", ["en"]),
    ],
)
def test_words_are_found_within_words(word: str, found: list[str], tmp_path: Path) -> None:
    """Where a script puts words together, one of two to four characters is found within another, and no other."""
    write_unspaced(tmp_path / "t.sqlite")

    with closing(sqlite3.connect(tmp_path / "t.sqlite")) as base:
        query = "SELECT title FROM statements WHERE rowid IN (SELECT rowid FROM statements_fts WHERE statements_fts MATCH ?)"
        assert [(title,) for title in found] == base.execute(query, [f'"{word}"']).fetchall()
        assert [("ok",)] == base.execute("PRAGMA integrity_check").fetchall()


def test_readers_find_words_within_words(tmp_path: Path) -> None:
    """So do the boxes of Datasette and sqlite-utils, as they are."""
    write_unspaced(tmp_path / "t.sqlite")

    for command in (
        [beside("datasette"), "t.sqlite", "--get", f"/t/statements.json?_shape=array&_search={quote('전쟁')}"],
        [beside("sqlite-utils"), "search", "t.sqlite", "statements", "전쟁"],
    ):
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert ["ko"] == [row["title"] for row in json.loads(done.stdout)], done.stderr


def test_datasette_opens_it(tmp_path: Path) -> None:
    """Datasette searches the table and counts its tags."""
    tables.write_sqlite(tmp_path / "t.sqlite", records())

    address = "/t/statements.json?_search=tide&_shape=objects&_facet_array=tags"
    command = [beside("datasette"), "t.sqlite", "--get", address]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    answer = json.loads(done.stdout)
    assert ["핵 포기"] == [row["title"] for row in answer["rows"]]
    assert {"drills", "trade"} == {each["value"] for each in answer["facet_results"]["tags"]["results"]}


def test_members_of_gzip_can_be_joined() -> None:
    """Two packed texts one after the other are the packed form of both."""
    assert b"one\ntwo\n" == gzip.decompress(tables.packed("one\n") + tables.packed("two\n"))
