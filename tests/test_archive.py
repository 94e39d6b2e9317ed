"""All statements: read with every problem, sorted, and grouped without losing one."""

from __future__ import annotations

import dataclasses
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder import archive, content
from builder.archive import Entry, subjects_of
from tests import factory
from tests.factory import PROPERTY


def put(folder: Path, path: str, data: str | bytes) -> Path:
    """Write a file below the content folder."""
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data.encode() if isinstance(data, str) else data)
    return file


def paths(entries: tuple[Entry, ...]) -> list[str]:
    """Return the paths of entries without what all have in common."""
    return [entry.path.removeprefix("statements/").removesuffix(".md") for entry in entries]


TEXT = content.dump(factory.statement())


def test_read(tmp_path: Path) -> None:
    """Every statement's file is read, in the order of its path; other files are left alone."""
    put(tmp_path, "statements/2024/b/2.md", TEXT)
    put(tmp_path, "statements/2023/a/1.md", TEXT)
    put(tmp_path, "statements/2024/b/picture.png", b"\x89PNG\xff")
    put(tmp_path, "statements/2024/b/.hidden.md", "x")
    put(tmp_path, "about.md", "x")
    put(tmp_path, "captures/a/1.md", "x")

    entries, problems = archive.read(tmp_path)

    assert ["2023/a/1", "2024/b/2"] == paths(entries)
    assert () == problems
    assert factory.statement() == entries[0].statement


def test_read_of_nothing(tmp_path: Path) -> None:
    """A content folder without statements is an empty archive."""
    assert ((), ()) == archive.read(tmp_path)


def test_translations() -> None:
    """Statements of one work lead to each other by language, then day; what stands alone leads nowhere."""
    first = factory.entry("first", work="docs:7")
    again = factory.entry("again", work=first.statement.id, date="2024-03-07")
    korean = factory.entry("korean", work="docs:7", language="ko", date="2024-03-01")
    alone = factory.entry("alone", work="docs:8")

    found = factory.build(first, korean, again, alone, factory.entry("other")).translations

    assert {first.path: (again, korean), again.path: (first, korean), korean.path: (first, again)} == found


def test_read_goes_on_after_a_problem(tmp_path: Path) -> None:
    """Files that can be read are returned with the problems of all others."""
    put(tmp_path, "statements/2024/a/1.md", "no front matter\n")
    put(tmp_path, "statements/2024/a/2.md", TEXT)
    put(tmp_path, "statements/2024/a/3.md", TEXT.replace('kind: "statement"', "kind: 12"))

    entries, problems = archive.read(tmp_path, "texts")

    assert ["2024/a/2"] == paths(entries)
    assert [("texts/statements/2024/a/1.md", 1), ("texts/statements/2024/a/3.md", 7)] == [
        (problem.path, problem.line) for problem in problems
    ]


def test_a_file_with_crlf(tmp_path: Path) -> None:
    """A file that a Windows editor saved is read as one with LF."""
    put(tmp_path, "statements/2024/a/1.md", TEXT.replace("\n", "\r\n"))

    (entry,), problems = archive.read(tmp_path)

    assert (factory.statement(), ()) == (entry.statement, problems)


def test_a_file_with_a_byte_order_mark(tmp_path: Path) -> None:
    """A byte order mark, which some editors add and nobody sees, does not hide the front matter."""
    put(tmp_path, "statements/2024/a/1.md", b"\xef\xbb\xbf" + TEXT.encode())

    entries, problems = archive.read(tmp_path)

    assert () == problems
    assert [factory.statement()] == [entry.statement for entry in entries]


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode() + b"caf\xe9",
        TEXT.encode("utf-16"),
        TEXT.encode() + b"\xed\xa0\x80",
        b"\xff",
        TEXT.encode() + b"\xc0\xaf",
    ],
    ids=["latin-1", "utf-16", "surrogate", "one byte", "overlong"],
)
def test_a_file_that_is_not_utf8(tmp_path: Path, data: bytes) -> None:
    """A file that is not UTF-8 is one problem, which says what to do."""
    put(tmp_path, "statements/2024/a/1.md", data)

    entries, (problem,) = archive.read(tmp_path)

    assert () == entries
    assert ("content/statements/2024/a/1.md", "encoding", "save the file as UTF-8") == (
        problem.path,
        problem.code,
        problem.hint,
    )


def test_the_first_bad_byte_is_named(tmp_path: Path) -> None:
    """The message tells where the first byte is that is not UTF-8."""
    put(tmp_path, "statements/2024/a/1.md", b"---\ncaf\xe9\n")

    assert ["byte 7 is not UTF-8"] == [problem.message for problem in archive.read(tmp_path)[1]]


def test_a_link_to_nothing(tmp_path: Path) -> None:
    """A link whose target is gone is a problem of that file and no error of the program."""
    (tmp_path / "statements").mkdir()
    (tmp_path / "statements" / "1.md").symlink_to("gone.md")

    entries, problems = archive.read(tmp_path)

    assert () == entries
    assert ["content/statements/1.md"] == [problem.path for problem in problems]


def test_a_folder_named_like_a_file(tmp_path: Path) -> None:
    """A folder whose name ends in .md is a folder."""
    put(tmp_path, "statements/2024/a.md/1.md", TEXT)

    assert ["2024/a.md/1"] == paths(archive.read(tmp_path)[0])


def test_url() -> None:
    """A statement's address is its path, with a slash in place of .md."""
    assert "statements/2024/foreign/2024-03-05-one/" == factory.entry("one").url


def test_newest_first() -> None:
    """Statements come by the day issued, newest first, then by path; a month or a year counts from its first day."""
    made = factory.build(
        factory.entry("b", date="2024-03-05"),
        factory.entry("c", date="2024-02"),
        factory.entry("d", date="2024-02-02"),
        factory.entry("a", date="2024-03-05"),
        factory.entry("e", date="2024"),
        factory.entry("f", date="1955-12-31"),
    )

    assert [
        "2024/foreign/2024-03-05-a",
        "2024/foreign/2024-03-05-b",
        "2024/foreign/2024-02-02-d",
        "2024/foreign/2024-02-c",
        "2024/foreign/2024-e",
        "1955/foreign/1955-12-31-f",
    ] == paths(made.entries)


def test_dates_that_begin_together() -> None:
    """Of statements whose dates begin on one day, those of the day come first, then the month's, then the year's."""
    entries = [
        factory.entry("a", date="2024", ministry="defence"),
        factory.entry("b", date="2024-01", ministry="foreign"),
        factory.entry("c", date="2024-01-01", ministry="institute"),
    ]

    assert ["2024/institute/2024-01-01-c", "2024/foreign/2024-01-b", "2024/defence/2024-a"] == paths(
        factory.build(*entries).entries
    )


@PROPERTY
@given(st.permutations(factory.many(8)))
def test_order_does_not_matter(entries: list[Entry]) -> None:
    """The archive is the same in whatever order its files were read."""
    assert factory.build(*factory.many(8)).entries == factory.build(*entries).entries


def test_groups() -> None:
    """Statements are found by year, month, ministry, tag and kind; a group keeps the archive's order."""
    made = factory.build(
        factory.entry("a", date="2024-03-05", ministry="section", tags=["drills", "trade"], kind="letter"),
        factory.entry("b", date="2024-03", ministry="institute", tags=["military"]),
        factory.entry("c", date="2024", ministry="foreign", tags=["drills", "military"]),
        factory.entry("d", date="2023-03-05", ministry="defence", tags=[]),
    )
    a, b, c, d = made.entries

    assert {"2023": (d,), "2024": (a, b, c)} == made.by_year
    assert {"2023-03": (d,), "2024-03": (a, b)} == made.by_month
    assert {"section": (a,), "institute": (a, b), "foreign": (a, b, c), "defence": (d,)} == made.by_ministry
    assert {"drills": (a, c), "military": (a, b, c), "trade": (a,)} == made.by_tag
    assert {"letter": (a,), "statement": (b, c, d)} == made.by_kind


@pytest.mark.parametrize("name", ["by_year", "by_month", "by_ministry", "by_tag", "by_kind"])
def test_groups_are_sorted(name: str) -> None:
    """Groups come in the order of their keys, so that two builds are the same."""
    keys = list(getattr(factory.build(*factory.many(40)), name))

    assert sorted(keys) == keys
    assert len(keys) > 1


def test_an_empty_archive() -> None:
    """An archive without statements has no groups."""
    made = factory.build()

    assert [{}] * 6 == [made.by_year, made.by_month, made.by_ministry, made.by_tag, made.by_kind, made.neighbours]


def test_neighbours() -> None:
    """A statement's neighbours are the newer and the older one of the same ministry, its parts left out."""
    made = factory.build(
        factory.entry("a", date="2024-03-05"),
        factory.entry("b", date="2024-03-04", ministry="institute"),
        factory.entry("c", date="2024-03-03"),
        factory.entry("d", date="2024-03-02"),
    )
    a, b, c, d = made.entries

    assert {a.path: (None, c), b.path: (None, None), c.path: (a, d), d.path: (c, None)} == made.neighbours


def test_neighbours_make_one_chain() -> None:
    """Who is older to one is newer to the other, and every statement has its pair."""
    made = factory.build(*factory.many(40))

    assert {entry.path for entry in made.entries} == set(made.neighbours)
    own = [entry for entry in made.entries if entry.statement.ministry == "section"]
    assert len(own) > 3
    for newer, older in pairwise(own):
        assert (older, newer) == (made.neighbours[newer.path][1], made.neighbours[older.path][0])


def test_subjects_of() -> None:
    """A statement's subjects are its tags and their broader tags, each once, in the order of its tags."""
    made = factory.statement(tags=["trade", "drills", "military"])

    assert ("trade", "drills", "military") == subjects_of(made.tags, factory.registry())


def test_the_archive_is_immutable() -> None:
    """Neither the archive nor an entry can be changed."""
    made = factory.build(factory.entry())

    with pytest.raises(dataclasses.FrozenInstanceError):
        made.entries = ()  # type: ignore[misc] # that it is refused is what is tested
    with pytest.raises(dataclasses.FrozenInstanceError):
        made.entries[0].path = "x"  # type: ignore[misc] # likewise


def test_reading_changes_nothing(tmp_path: Path) -> None:
    """Reading writes nothing into the content folder."""
    put(tmp_path, "statements/2024/a/1.md", TEXT.replace("\n", "\r\n"))
    before = [(path, path.stat().st_mtime_ns) for path in sorted(tmp_path.rglob("*"))]

    archive.read(tmp_path)

    assert before == [(path, path.stat().st_mtime_ns) for path in sorted(tmp_path.rglob("*"))]
    assert [tmp_path / "statements"] == list(tmp_path.iterdir())


def test_by_day() -> None:
    """Statements are found by their day; one of which only the month or the year is known is in none."""
    dates = {"a": "2024-03-05", "b": "2024-03", "c": "2024", "d": "2024-03-05", "e": "2023-03-05"}
    made = factory.build(*(factory.entry(name, date=date) for name, date in dates.items()))

    days = {day: [entry.path[-4] for entry in entries] for day, entries in made.by_day.items()}
    assert {"2023-03-05": ["e"], "2024-03-05": ["a", "d"]} == days
