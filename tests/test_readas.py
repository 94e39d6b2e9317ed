"""Which source a capture is read as where a person says so: the file, the nearest folder, and every part that reads it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder import batch, capture, check, ingest, overview, readas, wanted
from builder.errors import ProblemsError
from builder.verify import verify
from tests.factory import PROPERTY
from tests.sample import DAY, ingested, make, page, put, statements, total

NAME = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), min_size=1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the sample archive."""
    return make(tmp_path / "archive")


@PROPERTY
@given(choices=st.dictionaries(NAME, NAME, max_size=4))
def test_what_is_written_is_read(tmp_path_factory: pytest.TempPathFactory, choices: dict[str, str]) -> None:
    """Loading gives back what was saved."""
    content = tmp_path_factory.mktemp("choices")

    readas.save(content, choices)

    assert choices == readas.load(content)


@pytest.mark.parametrize(
    ("file", "expected"),
    [("a/b/c.txt", "file"), ("a/b/d.txt", "inner"), ("a/d.txt", "outer"), ("ab/d.txt", None), ("a", None)],
)
def test_the_nearest_counts(file: str, expected: str | None) -> None:
    """What is said of the capture counts before what is said of a folder, the nearest folder before those around it."""
    assert expected == readas.source_of(file, {"a/": "outer", "a/b/": "inner", "a/b/c.txt": "file"})


def test_a_capture_is_read_as_told(folder: Path) -> None:
    """A page in another source's folder is read as told, in later runs too, and verify and the overview agree."""
    put(folder, "press/page.jsonl", page())
    content = folder / "content"
    assert {"rejected"} <= set(total(ingest.plan(content, DAY)))

    made = batch.run(content, DAY, choices={"press/page.jsonl": "watch"})

    assert {"watch": 1} == {source: row["added"] for source, row in made.tally.items()}
    assert {"unchanged": 1} == total(ingest.plan(content, DAY))
    (statement,) = statements(folder).values()
    assert ("press/page.jsonl", "Arvenia Watch") == (statement.capture.file, statement.source.outlet)
    assert () == verify(content).problems
    assert {"press": (0, 0), "watch": (1, 1)} == {
        row.id: (row.captures, row.statements) for row in overview.rows(content)[0]
    }


def test_nothing_is_detected_of_what_is_told(folder: Path) -> None:
    """What looks like JSON is read as the page that it is said to be; a file in no folder needs none."""
    text = page("[1] " + "Ropes are long.").replace("Saved on", "{}\nSaved on", 1)
    put(folder, "loose.txt", text)
    content = folder / "content"

    (plain,), (told,) = (list(capture.read_all(content, choices=each)) for each in ({}, {"loose.txt": "watch"}))

    assert isinstance(told, capture.Record)
    assert ("watch", True) == (told.source, told.told)
    assert not isinstance(plain, capture.Record)
    assert plain.code == "no-source"


def test_what_a_told_capture_names_is_wanted(folder: Path) -> None:
    """Texts that a capture outside its source's folder names are judged by the source that it is read as."""
    report = "Report of RA Trade Ministry"
    put(folder, "loose.txt", page(known=(("Of Ropes", "9 June 2024", "Long."), (report, "8 June 2024", "Short."))))
    readas.save(folder / "content", {"loose.txt": "watch"})

    ingested(folder)

    found = [(each.title, each.named_in, each.ministry) for each in wanted.load(folder / "content")]
    assert [(report, "loose.txt", "trade"), ("Of Ropes", "loose.txt", None)] == found


@pytest.mark.parametrize(
    ("text", "code"),
    [("- x\n", "value"), ("read_as:\n  - {capture: a}\n", "missing"), ('read_as: "x', "yaml")],
)
def test_a_broken_file_is_told(folder: Path, text: str, code: str) -> None:
    """A file that cannot be read stops the run, since captures would be read as another source."""
    (folder / "content" / readas.FILE).write_text(text, encoding="utf-8")

    with pytest.raises(ProblemsError) as caught:
        ingest.plan(folder / "content", DAY)

    assert code in {problem.code for problem in caught.value.problems}
    assert code in {problem.code for problem in check.check(folder / "content", DAY).problems}


def test_an_unknown_source_is_told_with_its_line(folder: Path) -> None:
    """A source that no profile describes is told at its line, with the nearest."""
    readas.save(folder / "content", {"a/": "press", "b/": "wathc"})

    (problem,) = check.check(folder / "content", DAY).problems

    assert (f"content/{readas.FILE}", 'did you mean "watch"?') == (problem.path, problem.hint)
    assert 'source: "wathc"' in (folder / problem.path).read_text(encoding="utf-8").splitlines()[problem.line - 1]
