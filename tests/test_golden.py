"""A small archive of an invented country: what its captures are read as, record by record, and the files written.

`make golden` writes the expected trees anew; their difference is then read in the pull request.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from builder import capture, ingest, profile, registry, sources
from builder.files import walk
from builder.sources.aliases import Finder
from builder.sources.draft import Context, Outcome

GOLDEN = Path(__file__).with_name("golden")
DAY = "2025-04-01"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the archive's registries and captures."""
    return Path(shutil.copytree(GOLDEN / "archive", tmp_path / "content"))


def readings(folder: Path) -> dict[str, object]:
    """Return what each record of each capture is read as, by its name."""
    records, profiles = registry.load(folder), profile.load(folder)
    context = Context(records, Finder(records))
    found: dict[str, object] = {}
    for file in capture.read_all(folder):
        assert isinstance(file, capture.Record)
        for outcome in sources.parse(file, profiles[file.source], context):
            found[outcome.record.file] = reading(outcome)
    return found


def reading(outcome: Outcome) -> dict[str, object]:
    """Return one outcome as plain data."""
    draft = outcome.draft
    data: dict[str, object] = {
        "reason": outcome.reason.value if outcome.reason else None,
        "why": outcome.why,
        "problems": [str(problem) for problem in outcome.problems],
        "known": [[known.title, known.date, known.teaser] for known in outcome.known],
    }
    if draft is not None:
        data["draft"] = [draft.date, draft.ministry, draft.issuer, draft.kind, list(draft.fields.paragraphs)]
    return data


def test_every_record_is_read_as_expected(folder: Path, request: pytest.FixtureRequest) -> None:
    """Each record is read as `parse.json` says."""
    file = GOLDEN / "parse.json"
    got = json.dumps(readings(folder), ensure_ascii=False, indent=1) + "\n"
    if request.config.getoption("--write-golden"):
        file.write_text(got, encoding="utf-8")

    assert file.read_text(encoding="utf-8") == got


def test_the_files_are_as_expected(folder: Path, request: pytest.FixtureRequest) -> None:
    """Ingest writes the tree of `content/`, no file more and none less."""
    made = ingest.plan(folder, DAY)
    tree = GOLDEN / "content"
    if request.config.getoption("--write-golden"):
        shutil.rmtree(tree, ignore_errors=True)
        ingest.apply(made, tree)

    expected = {path.relative_to(tree).as_posix(): path.read_text(encoding="utf-8") for path in walk(tree)}

    assert expected == dict(made.writes)
