"""Ids in profiles: each that no registry has is told with its line and the nearest, before any capture is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder import check, named, overview, registry
from tests.sample import DAY, edit, make

PROFILE = """
- id: "papers"
  language: "en"
  shape: "rows"
  date_formats: ["%Y"]
  rows: {title: "t", date: "d", text: "x"}
  everything:
    kind: "statement"
    ministry: {by: "m", map: {"a": "trade", "b": "trade"}}
    tags: "tariffs"
    language: {by: "l", map: {"English": "en"}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the sample archive with a source of which every text is official."""
    made = make(tmp_path / "archive")
    with (made / "content" / "sources.yml").open("a", encoding="utf-8") as file:
        file.write(PROFILE)
    return made


def test_good_ids_are_no_problem(folder: Path) -> None:
    """Ids, and whole names in any case, are known."""
    edit(folder / "content" / "sources.yml", '"b": "trade"', '"b": "MINISTRY OF TRADE"')

    assert () == check.check(folder / "content", DAY).problems


@pytest.mark.parametrize(
    ("old", "new", "hint"),
    [
        ('kind: "statement"\n    ministry', 'kind: "statment"\n    ministry', 'did you mean "statement"?'),
        ('"b": "trade"', '"b": "trad"', 'did you mean "trade"?'),
        ('tags: "tariffs"', 'tags: "tarifs"', 'did you mean "tariffs"?'),
        ('"English": "en"', '"English": "English"', 'write it as in BCP 47: "ko"'),
        ('kind: "letter"', 'kind: "leter"', 'did you mean "letter"?'),
    ],
)
def test_an_unknown_id_is_told_with_its_line(folder: Path, old: str, new: str, hint: str) -> None:
    """Kind, ministry, tag and language are looked up wherever a profile gives them, by `check` and by `sources`."""
    file = folder / "content" / "sources.yml"
    edit(file, old, new)

    (problem,) = check.check(folder / "content", DAY).problems

    assert hint == problem.hint
    assert new.split('"')[-2] in file.read_text(encoding="utf-8").splitlines()[problem.line - 1]
    assert problem in overview.rows(folder / "content")[1]


def test_a_name_of_several(folder: Path) -> None:
    """A name that two records have is told, and an id is always its own record's."""
    known = {"one": {"one", "Office"}, "two": {"two", "office", "one"}}

    assert ["one", "two"] == named.meant("OFFICE", known)
    assert ["one"] == named.meant("one", known)
    assert "tariffs" in named.names(registry.load(folder / "content"))["tag"]
