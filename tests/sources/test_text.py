"""Captures that are the text of one statement: head, file name, paragraphs, and two corpora read by profiles alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from builder import archive, ingest
from builder.archive import Entry
from builder.markup import Renderer
from builder.text import clean, fold
from tests.sample import DAY, codes, ingested, make, put, statements, total
from tests.sample import Reader as SampleReader

ROOT = Path(__file__).resolve().parents[2]
PROFILES = ROOT / "tests" / "data" / "sources-of-texts.yml"

NOTES = r"""
- id: "notes"
  name: "Notes"
  language: "en"
  shape: "text"
  date_formats: ["%Y-%m-%d", "%d %B %Y"]
  file: '(?P<date>\d{4}-\d{2}-\d{2})-(?P<name>[a-z-]+)\.txt'
  text:
    head: ['Of (?P<date>\d+ \w+ \d{4})', 'From: (?P<speaker>.+)']
    title: ["{headline}", "{first}"]
    begin: 'Text:'
    end: '-+'
    paragraphs: "blank"
  everything:
    kind: "statement"
    ministry: {by: "name", map: {customs: "trade", harbour: "harbour-board"}}
    issuer: {by: "speaker"}
"""

NOTE = """A Note on Ropes

Of 3 March 1961
From: The Keeper
Text:
Ropes are long
  and knots are many.

Sails are wide.
---
Printed by the Harbour Press
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a tiny archive with a source of text files."""
    made = make(tmp_path / "archive")
    with (made / "content" / "sources.yml").open("a", encoding="utf-8") as file:
        file.write(NOTES)
    return made


def edit_profile(folder: Path, old: str, new: str) -> None:
    """Change the profile of the notes."""
    path = folder / "content" / "sources.yml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_facts_come_from_head_and_name(folder: Path) -> None:
    """Title is the first line; the head's date goes before the file name's; the ministry is what the map says of the name."""
    put(folder, "notes/1961-03-04-customs.txt", NOTE)

    assert {"added": 1} == total(ingested(folder))

    (path, statement), *_ = statements(folder).items()
    assert "statements/1961/trade/1961-03-03-a-note-on-ropes.md" == path
    assert ("A Note on Ropes", "1961-03-03", "trade", "The Keeper", "statement") == (
        statement.title,
        str(statement.date),
        statement.ministry,
        statement.issuer,
        statement.kind,
    )


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        ("blank", "Ropes are long and knots are many.\n\nSails are wide.\n"),
        ("lines", "Ropes are long\n\nand knots are many.\n\nSails are wide.\n"),
    ],
)
def test_paragraphs(folder: Path, how: str, expected: str) -> None:
    """Wrapped lines are joined where the profile says that blank lines part paragraphs, and nowhere else."""
    edit_profile(folder, 'paragraphs: "blank"', f'paragraphs: "{how}"')
    put(folder, "notes/1961-03-04-customs.txt", NOTE)

    ingested(folder)

    assert [expected] == [statement.body for statement in statements(folder).values()]


def test_without_begin_the_file_is_the_text(folder: Path) -> None:
    """Where no line begins the text, every line of the file is of it, the title too."""
    edit_profile(folder, "    begin: 'Text:'\n    end: '-+'\n", "")
    put(folder, "notes/1961-03-04-customs.txt", NOTE)

    ingested(folder)

    (statement,) = statements(folder).values()
    assert fold(NOTE) == Renderer().plain(statement.body)


def test_the_name_gives_the_date_where_the_head_has_none(folder: Path) -> None:
    """A fact that the head lacks is taken from the file's name."""
    put(folder, "notes/1961-03-04-harbour.txt", NOTE.replace("Of 3 March 1961\n", "").replace("From: The Keeper\n", ""))

    ingested(folder)

    (statement,) = statements(folder).values()
    assert ("1961-03-04", "harbour-board", "Harbour Board") == (
        str(statement.date),
        statement.ministry,
        statement.issuer,
    )


@pytest.mark.parametrize(
    ("file", "text", "expected", "said"),
    [
        ("notes-of-march.txt", NOTE, ["file-name"], "the file's name does not fit '(?P<date>"),
        ("1961-13-04-customs.txt", NOTE.replace("Of 3", "Of the 3"), ["no-date"], "looked for {date} with one of"),
        ("1961-03-04-customs.txt", "", ["no-text", "no-title"], "looked for a line like 'Text:'"),
        ("1961-03-04-customs.txt", "A Note\nText:\n\n---\nRopes", ["no-text"], "the file holds no line of it"),
        (
            "1961-03-04-custom.txt",
            NOTE,
            ["ministry"],
            (
                '"custom" is not in the map of everything.ministry '
                '(did you mean "customs"? Else add to that map: "custom": …)'
            ),
        ),
    ],
)
def test_what_cannot_be_told_is_refused(folder: Path, file: str, text: str, expected: list[str], said: str) -> None:
    """A file without date, title, text or a ministry that the map knows is refused, and told what was looked for."""
    put(folder, f"notes/{file}", text)

    made = ingested(folder)

    assert {"rejected": 1} == total(made)
    assert expected == sorted(problem.code for problem in made.problems)
    assert said in "\n".join(map(str, made.problems))


def test_bytes_that_are_no_text(folder: Path) -> None:
    """Bytes that no encoding explains are refused."""
    (outcome,) = SampleReader(folder / "content").parse("notes", b"\xff\xfe\xff\xdf\x00\xd8")

    assert "encoding" in codes(outcome)


@pytest.mark.parametrize(("day", "expected"), [("March 1961", "1961-03"), ("Year 1961", "1961")])
def test_a_month_or_a_year(folder: Path, day: str, expected: str) -> None:
    """Where the head gives a month or a year, that is the statement's date."""
    edit_profile(folder, '["%Y-%m-%d", "%d %B %Y"]', '["%B %Y", "Year %Y"]')
    edit_profile(folder, r"\d+ \w+ \d{4})'", ".+)'")
    put(folder, "notes/1961-03-04-customs.txt", NOTE.replace("3 March 1961", day))

    ingested(folder)

    (statement,) = statements(folder).values()
    assert (expected, expected) == (str(statement.date), str(statement.source.published))


# corpora


def corpus(folder: Path, files: dict[str, str], source: str) -> list[Entry]:
    """Ingest text files by the profile of `source`; the words of their names are the ministries."""
    content = folder / "content"
    content.mkdir()
    names = {match[1] for name in files if (match := re.fullmatch(r"[\d-]{10}-(.+)-\d+\.txt", name))} | {"party"}
    ministries = "".join(f'- {{id: "{name}", name: "{name.replace("-", " ")}"}}\n' for name in sorted(names))
    (content / "ministries.yml").write_text(ministries)
    kinds = '- {id: "press-release", label: "A", plural: "B"}\n- {id: "address", label: "C", plural: "D"}\n'
    (content / "kinds.yml").write_text(kinds)
    (content / "tags.yml").write_text("[]\n")
    (content / "sources.yml").write_bytes(PROFILES.read_bytes())
    for name, text in files.items():
        put(folder, f"{source}/{name}", text)
    made = ingest.plan(content, DAY)
    assert made.is_clean, [str(problem) for problem in made.problems if not problem.warning][:5]
    ingest.apply(made, content)
    read, problems = archive.read(content)
    assert () == problems
    return list(read)


def files_of(request: pytest.FixtureRequest, name: str) -> dict[str, str]:
    """Return the files of a corpus by name; skip where none was given."""
    given = request.config.getoption("--corpora")
    if given is None:
        pytest.skip("no folder was given with --corpora")
    return {path.name: path.read_bytes().decode() for path in sorted((given / name).glob("*.txt"))}


RELEASE = (
    "3\n\nTHE MINISTER FOR ROPES, MR.  REED\n\n\n1. *Ropes*  are <b>long</b>\n    # and\n\u00c2\u00ad knots [a]: b\n"
)
ADDRESS = "신년사 \n  \n\n- 1980년 01월 01일 \n해 제\n\n짧은 설명.\n\n원 문\n\n동지들 !\n\n1. 새해를 *축하*합니다.\n"


def check_releases(folder: Path, files: dict[str, str]) -> None:
    """Check that every release is there with day, title and ministry, and shows its whole text."""
    renderer = Renderer()
    entries = {entry.statement.capture.file: entry.statement for entry in corpus(folder, files, "trove")}
    copies = {copy.file for statement in entries.values() for copy in statement.capture.also}
    assert {f"trove/{name}" for name in files} == set(entries) | copies
    for file, statement in entries.items():
        name = file.removeprefix("trove/")
        day, ministry = re.findall(r"^([\d-]{10})-(.+)-\d+\.txt$", name)[0]
        assert (day, ministry) == (str(statement.date), statement.ministry)
        assert statement.title in fold(clean(files[name]))
        assert fold(clean(files[name])) == renderer.plain(statement.body)


def check_addresses(folder: Path, files: dict[str, str]) -> None:
    """Check that every address is there with day and title, and shows its text from below the head."""
    renderer = Renderer()
    entries = {entry.statement.capture.file: entry.statement for entry in corpus(folder, files, "korean")}
    assert {f"korean/{name}" for name in files} == set(entries)
    for file, statement in entries.items():
        text = clean(files[file.removeprefix("korean/")])
        head, below = re.split(r"(?m)^원 문$|^다음은 사설 전문임. \*+$", text, maxsplit=1)
        assert (f"{file[-8:-4]}-01-01", "party", "ko") == (str(statement.date), statement.ministry, statement.language)
        assert statement.title in fold(head)
        assert fold(below) == renderer.plain(statement.body)


def test_releases(tmp_path: Path) -> None:
    """A release that looks like markup has its day and ministry from its name and shows every character."""
    check_releases(tmp_path, {"1960-06-16-reed-john-1.txt": RELEASE, "1960-06-16-harbour-2.txt": "At sea\n"})


def test_addresses(tmp_path: Path) -> None:
    """An address has title and day from the lines above the text, which is shown alone."""
    check_addresses(tmp_path, {"1980.txt": ADDRESS})


def test_the_corpus_of_releases(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """Every scanned release is ingested and shows its text."""
    check_releases(tmp_path, files_of(request, "trove"))


def test_the_corpus_of_addresses(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """Every address is ingested and shows its text."""
    check_addresses(tmp_path, files_of(request, "korean"))
