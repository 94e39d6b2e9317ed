"""The two real captures, against what a person read in them."""

from __future__ import annotations

import csv
import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from builder import archive, ingest, registry
from builder.archive import Entry
from builder.markup import Renderer
from builder.text import clean, fold

TABLE = Path(__file__).with_name("data") / "kcna-2024-01-to-08.tsv"
ROWS = "kcna/2024-01-to-08.jsonl"
PAGE = "kcna-watch/2025-05-13-press-statement.txt"


def expected() -> list[dict[str, str]]:
    """Return the table made by reading all rows: lines, day of issue, ministry, kind and issuer."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


@pytest.fixture(scope="module")
def entries(root: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Entry]:
    """Return the statements that a first ingest of the captures writes, by their first capture."""
    folder = tmp_path_factory.mktemp("first") / "content"
    folder.mkdir()
    for name in ("ministries.yml", "kinds.yml", "tags.yml", "sources.yml"):
        (folder / name).write_bytes((root / "content" / name).read_bytes())
    (folder / "captures").symlink_to(root / "content" / "captures", target_is_directory=True)
    made = ingest.plan(folder, "2026-11-24")
    assert made.is_clean, made.problems
    ingest.apply(made, folder)
    read, problems = archive.read(folder)
    assert problems == ()
    return {entry.statement.capture.file: entry for entry in read}


def rows(root: Path) -> list[dict[str, str]]:
    """Return the rows of the JSON capture."""
    lines = (root / "content" / "captures" / ROWS).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.mark.parametrize("row", expected(), ids=lambda row: row["lines"])
def test_every_official_text_is_read_right(row: dict[str, str], entries: dict[str, Entry]) -> None:
    """Each official text is there once, on its day, under its ministry, of its kind, by its issuer."""
    first, *others = row["lines"].split()

    statement = entries[f"{ROWS}#L{first}"].statement

    assert (row["date"], row["ministry"], row["kind"], row["issuer"]) == (
        str(statement.date),
        statement.ministry,
        statement.kind,
        statement.issuer,
    )
    assert [f"{ROWS}#L{line}" for line in others] == [copy.file for copy in statement.capture.also]


def test_nothing_else_is_taken_for_official(entries: dict[str, Entry]) -> None:
    """No other row of the capture becomes a statement."""
    firsts = {f"{ROWS}#L{row['lines'].split()[0]}" for row in expected()}

    assert firsts | {PAGE} == set(entries)


def test_every_text_is_the_source_s(root: Path, entries: dict[str, Entry]) -> None:
    """What a reader sees of each body is the row's text, white space folded."""
    renderer, source = Renderer(), rows(root)
    for row in expected():
        line = int(row["lines"].split()[0])

        shown = renderer.plain(entries[f"{ROWS}#L{line}"].statement.body)

        assert fold(clean(source[line - 1]["story_text"])) == shown


def test_every_row_is_accounted_for(root: Path) -> None:
    """On a second run every row is counted: 29 statements, 30 repeats, 85 without text, 625 others, 769 in all."""
    made = ingest.plan(root / "content", "2026-11-24")

    counts = Counter(made.tally["kcna"])

    assert {"unchanged": 29, "duplicate": 30, "no text": 85, "not a statement": 625} == dict(+counts)
    assert len(rows(root)) == counts.total()


def test_the_archive_holds_what_ingest_writes(root: Path) -> None:
    """The statements in the repository are what the captures give today; a second ingest would write nothing."""
    made = ingest.plan(root / "content", date(2030, 1, 1).isoformat())

    assert {} == dict(made.writes)


def test_the_first_statement(root: Path, entries: dict[str, Entry]) -> None:
    """The page's statement has the front matter that the design gives as its example."""
    entry = entries[PAGE]

    statement = entry.statement

    assert entry.path == "statements/2023/foreign-affairs/2023-02-02-press-statement-of-spokesperson.md"
    assert statement.title == "Press Statement of Spokesperson for DPRK Foreign Ministry Issued"
    assert str(statement.date) == "2023-02-02"
    assert statement.ministry == "foreign-affairs"
    assert statement.issuer == "Spokesperson for the Foreign Ministry"
    assert statement.kind == "press-statement"
    assert statement.tags == ("human-rights", "joint-drills", "nuclear-weapons", "united-states")
    assert (statement.source.name, statement.source.outlet) == ("Ministry of Foreign Affairs (EN)", "KCNA Watch")
    assert str(statement.capture.captured) == "2025-05-13"
    assert statement.id == statement.capture.sha256[:12]
    assert (root / "content" / entry.path).is_file()


def test_institutes_belong_to_their_ministry(root: Path) -> None:
    """An institute's statements are listed under the institute and under its ministry."""
    records = registry.load(root / "content")
    read, _ = archive.read(root / "content")
    built = archive.build(records, read)

    institute = set(built.by_ministry["institute-for-american-studies"])

    assert len(institute) == 2
    assert institute <= set(built.by_ministry["foreign-affairs"])
