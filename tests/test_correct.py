"""The entry that explains a change: written where it belongs, and refused where it explains nothing."""

from __future__ import annotations

import resource
from pathlib import Path

import pytest

from builder import check, content
from builder.correct import correct, unexplained
from tests.factory import faults
from tests.sample import DAY, PATH, edit, ingested, make, page, put

ENTRY = {"date": "2024-06-20", "by": "A. Reader", "note": "'harms' to 'hurts': the source has it right"}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a statement's file that a person changed."""
    made = make(tmp_path / "archive")
    put(made, "watch/page.txt", page())
    ingested(made)
    edit(made / "content" / PATH, "harms", "hurts")
    return made / "content" / PATH


def refused(file: Path, **changes: str) -> str:
    """Return the one problem that keeps an entry out of a file; the file must stay as it is."""
    before = file.read_bytes()
    (problem,) = faults(lambda: correct(file, "f.md", ENTRY | changes))
    assert before == file.read_bytes()
    return problem


def test_the_entry_is_written_and_nothing_else(file: Path) -> None:
    """The file has the entry after it, to the byte what it was but for that, and the check is content."""
    before = file.read_text(encoding="utf-8")

    correct(file, "f.md", ENTRY)

    entry = '- {date: "2024-06-20", by: "A. Reader", note: "\'harms\' to \'hurts\': the source has it right"}'
    assert before.replace("corrections: []", f"corrections:\n{entry}") == file.read_text(encoding="utf-8")
    assert () == check.check(file.parents[3], DAY).problems


def test_line_ends_and_mark_of_windows_stay(file: Path) -> None:
    """A file that an editor of Windows saved keeps its line ends and its byte order mark."""
    raw = b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n")
    file.write_bytes(raw)

    correct(file, "f.md", ENTRY)

    new = file.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert (new.count(b"\n"), raw.count(b"\n") + 1) == (new.count(b"\r\n"), new.count(b"\n"))


def test_a_file_that_was_not_changed_is_refused(file: Path) -> None:
    """Nothing is to be explained where the file says what its capture says."""
    edit(file, "hurts", "harms")

    assert refused(file).startswith("f.md:0: correct: the file says what its capture says")


def test_a_file_that_is_explained_is_refused_unless_asked_again(file: Path) -> None:
    """One entry explains a change; a further change has a further entry, after the first."""
    correct(file, "f.md", ENTRY)

    assert "explain the change already (1 entered)" in refused(file)
    correct(file, "f.md", ENTRY | {"note": "More."}, again=True)
    entries = content.load(file.read_text(encoding="utf-8"), "f.md").corrections
    assert [ENTRY["note"], "More."] == [each.note for each in entries]


@pytest.mark.parametrize(
    ("key", "value"), [("note", ""), ("note", "one\ntwo"), ("by", " A"), ("note", "a\x00"), ("note", "a\udcff")]
)
def test_a_value_that_cannot_stand_is_refused(file: Path, key: str, value: str) -> None:
    """An entry is one line of text that begins with a word."""
    assert refused(file, **{key: value}).startswith(f"f.md:0: correct: {key}: ")


def test_a_file_that_cannot_be_read_is_told(file: Path) -> None:
    """A file with broken front matter is told, and left as it is."""
    edit(file, "tags: [", "tags: [[")

    assert refused(file).startswith("f.md:")


def test_a_full_disk_is_told_and_leaves_the_file(file: Path) -> None:
    """Where nothing more can be written, the file stays whole and the reason is told."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, before[1]))
    try:
        problem = refused(file)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)

    assert problem.startswith("f.md:0: correct: the file cannot be written: ")
    assert [file.name] == [path.name for path in file.parent.iterdir()]


def test_files_without_an_entry_are_found(file: Path) -> None:
    """Of some files those that a person changed and no entry explains; one that cannot be read is told."""
    folder = next(parent for parent in file.parents if parent.name == "content")
    assert (PATH,) == unexplained(folder, [PATH], "content")
    correct(file, f"content/{PATH}", ENTRY)
    assert () == unexplained(folder, [PATH], "content")
    edit(file, "kind:", "knd:")
    assert any("unknown-key" in fault for fault in faults(lambda: unexplained(folder, [PATH], "content")))


def test_what_was_explained_before_needs_more(file: Path) -> None:
    """A file that was corrected at an earlier time and changed since is unexplained; one that ingest merged is not."""
    folder = next(parent for parent in file.parents if parent.name == "content")
    correct(file, f"content/{PATH}", ENTRY)
    past = file.read_text()
    assert () == unexplained(folder, [PATH], "content", {PATH: past})

    edit(file, "hurts both", "hurts all")

    assert () == unexplained(folder, [PATH], "content")
    assert (PATH,) == unexplained(folder, [PATH], "content", {PATH: past})
    merged = content.load(file.read_text(), PATH).model_copy(update={"parsed": "0" * 64})
    file.write_text(content.dump(merged))
    assert () == unexplained(folder, [PATH], "content", {PATH: past})
