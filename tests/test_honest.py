"""Content that leads out of its folder or reads like something else: told at its line, and what a source says is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder import check
from builder.errors import Problem
from tests.sample import DAY, PATH, edit, ingested, make, page, put

ENTRY = 'corrections: [{date: "2024-06-20", by: "A. Reader", note: "A slip."}]'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return an archive of one statement."""
    made = make(tmp_path / "archive")
    put(made, "watch/good.txt", page())
    ingested(made)
    return made


def problems(folder: Path) -> tuple[Problem, ...]:
    """Return what the check finds."""
    return check.check(folder / "content", DAY).problems


def line_of(folder: Path, beginning: str) -> int:
    """Return the number of the line of the statement's file that begins so."""
    lines = (folder / "content" / PATH).read_text(encoding="utf-8").split("\n")
    return next(number for number, line in enumerate(lines, start=1) if line.startswith(beginning))


@pytest.mark.parametrize("alias", ["../../index.md", "/index.md", "statements/con.md", "statements/a\\\\..\\\\b.md"])
def test_an_alias_stays_in_the_folder(folder: Path, alias: str) -> None:
    """An old path that would lead out of the statements' folder is told at its line."""
    edit(folder / "content" / PATH, "corrections: []", f'corrections: []\naliases: ["{alias}"]')

    (problem,) = problems(folder)

    assert ("path", line_of(folder, "aliases:")) == (problem.code, problem.line)


@pytest.mark.parametrize(
    "alias",
    ["statements/2024.md", "statements/2024/06.md", "statements/2024/trade.md", "statements/2024/trade/page/2.md"],
)
def test_an_alias_is_no_list_s_address(folder: Path, alias: str) -> None:
    """An old path whose page would stand where a list of a year, a month, a ministry or a further page stands is told."""
    edit(folder / "content" / PATH, "corrections: []", f'corrections: []\naliases: ["{alias}"]')

    assert ["path"] == [problem.code for problem in problems(folder)]


def test_a_file_s_name_is_an_address(folder: Path) -> None:
    """A file that a person gave a name with other characters is told."""
    (folder / "content" / PATH).rename((folder / "content" / PATH).with_name("a \u202e<b>.md"))

    assert ["path"] == [problem.code for problem in problems(folder)]


def test_a_symbolic_link_is_told(folder: Path) -> None:
    """A link below the content folder is a problem, whatever it leads to."""
    (folder / "content" / "captures" / "watch" / "x.txt").symlink_to("/etc/hostname")

    assert [("content/captures/watch/x.txt", "link")] == [(each.path, each.code) for each in problems(folder)]


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("Press Statement of", "Pr\u0435ss Statement of", "title"),
        ("Spokesperson for the", "Spokesperson\u202e for the", "issuer"),
    ],
)
def test_a_fact_that_reads_like_another_is_told(folder: Path, old: str, new: str, key: str) -> None:
    """Letters of two scripts in one word, or a character that hides, are told in what a person changed."""
    file = folder / "content" / PATH
    edit(file, "corrections: []", ENTRY)
    lines = file.read_text(encoding="utf-8").split("\n")
    at = line_of(folder, f"{key}:") - 1
    lines[at] = lines[at].replace(old, new)
    file.write_text("\n".join(lines), encoding="utf-8")

    (problem,) = problems(folder)

    assert ("look-alike", at + 1) == (problem.code, problem.line)


def test_a_note_lets_a_letter_stay(folder: Path) -> None:
    """Where the source has such a letter, the note says its number."""
    edit(folder / "content" / PATH, "Press Statement of", "Pr\u0435ss Statement of")
    edit(folder / "content" / PATH, "corrections: []", ENTRY.replace("A slip.", "U+0435 stands in the source."))

    assert () == problems(folder)


def test_what_a_source_says_is_kept(tmp_path: Path) -> None:
    """A capture's own title may hold anything; the page shows it as it is, with its marks."""
    made = make(tmp_path / "other")
    put(made, "watch/odd.txt", page(title="Press Statement of Spokesperson for RA Trad\u0435 Ministry\u202e"))
    ingested(made)

    assert () == problems(made)


def test_a_registry_s_name_that_reads_like_another_is_told(folder: Path) -> None:
    """Names of ministries, kinds and tags are looked at; aliases, which only find names in captures, are not."""
    edit(folder / "content" / "tags.yml", 'label: "Economy"', 'label: "Ec\u043enomy"')
    edit(folder / "content" / "ministries.yml", '"Harbour Board of RA"', '"Harb\u043eur Board of RA"')

    assert [("content/tags.yml", "look-alike")] == [(each.path, each.code) for each in problems(folder)]


def test_an_address_is_one_of_the_web(folder: Path) -> None:
    """A source's address that a person wrote begins with http or https."""
    edit(folder / "content" / PATH, "url: null", 'url: "javascript:alert(1)"')
    edit(folder / "content" / PATH, "corrections: []", ENTRY)

    (problem,) = problems(folder)

    assert ("address", line_of(folder, "source:")) == (problem.code, problem.line)
