"""Captures of CSV: quoting, lines, columns, and statements that somebody's own scraper has parsed."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.capture import Record
from builder.files import sha256
from builder.sources import table
from tests.factory import PROPERTY
from tests.sample import ingested, make, put, statements, total

SCRAPED = """
- id: "scraped"
  name: "Scraper"
  language: "en"
  shape: "csv"
  date_formats: ["%Y-%m-%d"]
  csv: {title: "title", date: "issued", text: "body", url: "link", paragraphs: "blank"}
  everything: &all
    kind: {by: "kind"}
    ministry: {by: "ministry"}
    issuer: {by: "speaker"}
    language: {by: "lang"}
    tags: {by: "tags"}
- id: "lines"
  language: "en"
  shape: "rows"
  date_formats: ["%Y-%m-%d"]
  rows: {title: "title", date: "issued", text: "body"}
  everything: *all
"""

HEADER = "title,issued,body,link,kind,ministry,speaker,lang,tags"
FIRST = (
    '"Of ""Ropes"", and Sails",2024-06-10,"Ropes\r\nare long.\r\n\r\nSails, too.",'
    "https://scraped.example/1,letter,Harbour Board,The Keeper,fr,tariffs;Lighthouses"
)
SECOND = "Of Tides,2024-06-11,Tides.,,report,institute-for-tides,,,"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a tiny archive with a source of parsed statements."""
    made = make(tmp_path / "archive")
    with (made / "content" / "sources.yml").open("a", encoding="utf-8") as file:
        file.write(SCRAPED)
    return made


def test_parsed_statements(folder: Path) -> None:
    """A record gives every fact of its statement; it is named by its first line, and the hash is of its own bytes."""
    put(folder, "scraped/june.csv", f"\ufeff{HEADER}\r\n{FIRST}\r\n\r\n{SECOND}\r\n")

    assert {"added": 2} == total(ingested(folder))

    letter, report = sorted(statements(folder).values(), key=lambda each: each.capture.file)
    assert ('Of "Ropes", and Sails', "2024-06-10", "harbour-board", "The Keeper", "letter", "fr") == (
        letter.title,
        str(letter.date),
        letter.ministry,
        letter.issuer,
        letter.kind,
        letter.language,
    )
    assert (("lighthouses", "tariffs"), "https://scraped.example/1") == (letter.tags, letter.source.url)
    assert "Ropes are long.\n\nSails, too.\n" == letter.body
    assert ("scraped/june.csv#L2", sha256(FIRST.encode())) == (letter.capture.file, letter.capture.sha256)
    assert "scraped/june.csv#L7" == report.capture.file
    assert ("institute-for-tides", "Institute for Tides", "en", ()) == (
        report.ministry,
        report.issuer,
        report.language,
        report.tags,
    )


def test_parsed_statements_as_json(folder: Path) -> None:
    """JSON lines say the same by keys; tags may be a list."""
    put(
        folder,
        "lines/a.jsonl",
        '{"title": "Of Tides", "issued": "2024-06-11", "body": "Tides.", "kind": "Report",'
        ' "ministry": "trade", "tags": ["tariffs", "economy"], "n": 3, "ok": true}',
    )

    ingested(folder)

    (statement,) = statements(folder).values()
    assert ("trade", "report", ("economy", "tariffs")) == (statement.ministry, statement.kind, statement.tags)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("", [":0: empty: the file holds no header"]),
        (HEADER, [":0: empty: the file holds no record below its header"]),
        (
            HEADER.replace("body", "bodi") + f"\n{SECOND}",
            [':1: column: there is no column "body" (did you mean "bodi"?)'],
        ),
        (HEADER.replace("lang", "kind") + f"\n{SECOND}", [':1: column: the column "kind" stands there twice']),
        (f"{HEADER}\n{SECOND},", [":2: csv: this record has 10 fields, the header 9"]),
        (f'{HEADER}\n{SECOND}\nOf "5, 6\n{SECOND}', [":3: csv: this record is not CSV: "]),
        (f'{HEADER}\n"Of "Ropes"",x', [":2: csv: this record is not CSV: "]),
        (f'{HEADER}\n{SECOND}\n"Of\n{SECOND}', [":3: csv: this record is not CSV: unexpected end of data"]),
        (f"{HEADER}\nOf Tides,June,,,report,trade,,,", [":2: no-date: ", ":2: no-text: "]),
        (
            f"{HEADER}\n{SECOND.replace('institute-for-tides', 'institute-of-tides')}",
            [':2: ministry: there is no ministry "institute-of-tides" in ministries.yml (did you mean'],
        ),
        ((f"{HEADER}\n{SECOND}").encode("utf-16"), [":0: encoding: CSV is read as UTF-8"]),
    ],
)
def test_what_is_refused(folder: Path, data: str | bytes, expected: list[str]) -> None:
    """A file or a record that is broken is refused at its line; the other records go in."""
    put(folder, "scraped/a.csv", data)

    made = ingested(folder)

    assert 1 == total(made)["rejected"]
    assert len(expected) == len(made.problems), made.problems
    for said, problem in zip(expected, made.problems, strict=True):
        assert f"content/captures/scraped/a.csv{said}" in str(problem)


def test_another_delimiter(folder: Path) -> None:
    """Fields may be parted by another sign."""
    path = folder / "content" / "sources.yml"
    path.write_text(path.read_text().replace('paragraphs: "blank"}', 'delimiter: ";"}'))
    put(folder, "scraped/a.csv", f"{HEADER}\n{SECOND}".replace(",", ";"))

    assert {"added": 1} == total(ingested(folder))


CELL = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20)


@PROPERTY
@given(st.lists(st.lists(CELL, min_size=2, max_size=2), max_size=5))
def test_records_are_those_that_were_written(rows: list[list[str]]) -> None:
    """Whatever the fields hold, each record that is written is one record, at the line where it begins."""
    lines, start, places = [], 1, []
    for row in rows:
        buffer = io.StringIO(newline="")
        csv.writer(buffer, quoting=csv.QUOTE_ALL).writerow(row)
        lines.append(buffer.getvalue())
        places.append(start)
        start += buffer.getvalue().count("\n")
    file = Record(file="a.csv", source="s", data="".join(lines).encode(), path="a.csv")

    found = list(table.records(file))

    assert [line.removesuffix("\r\n").encode() for line in lines] == [record.data for record in found]
    assert places == [record.line for record in found]
