"""The ledger of the last run: used for exactly the same bytes and code, and for nothing else."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from builder import batch, ingest, ledger, manifest
from builder.files import sha256
from builder.ingest import Plan
from tests.factory import correction
from tests.sample import DAY, OPENING, PATH, edit, make, page, put, row, run, statements

LATER = "2026-01-01"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return an archive, ingested with a ledger: statements, one corrected, a repeat, news, no text, two refusals."""
    made = make(tmp_path / "archive")
    rows = [
        row(OPENING, "We object to ropes.", day="2024-06-11"),
        row(OPENING, "We object to ropes.", day="2024-06-11", link="https://press.example/3"),
        row("Halley, June 10 (AP) -- The fair opened.", title="Fair Opens"),
        row(f"Halley, June 9 (AP) -- {OPENING}", "We object to sails.", day="2024-06-12"),
        row("", title="Nothing Said"),
        "{broken",
    ]
    put(made, "press/june.jsonl", "\n".join(rows))
    put(made, "watch/one.txt", page(known=(("Of Ropes", "9 June 2024", "Ropes are long."),)))
    put(made, "watch/scan.png", b"\x89PNG\0\0")
    ran(made)
    entry = correction()
    edit(made / "content" / PATH, "harms", "hurts")
    edit(made / "content" / PATH, "corrections: []", f'corrections: [{{date: "{entry["date"]}", by: "A", note: "n"}}]')
    ran(made)
    return made


def ran(folder: Path) -> Plan:
    """Run ingest with the archive's ledger."""
    return batch.run(folder / "content", LATER, place=folder / ledger.PLACE)


def recalled(folder: Path) -> Plan | None:
    """Return what the ledger says of the archive as it is now."""
    return ledger.recall(folder / ledger.PLACE, ledger.hashes(folder / "content"), "content")


def test_what_is_recalled_is_what_a_run_would_find(folder: Path) -> None:
    """Account and problems, refusals and warnings included, are those of a run that reads every capture."""
    guard = manifest.guard(folder / "content")

    read = ingest.plan(folder / "content", LATER, guard.watch)

    assert replace(read, readings={}) == recalled(folder)
    assert {"unchanged", "kept", "duplicate", "not a statement", "no text", "rejected"} == {
        state for each in read.tally.values() for state, number in each.items() if number
    }
    assert 3 == len(read.problems)


def test_the_run_after_a_first_run_is_recalled(tmp_path: Path) -> None:
    """What the first run added is unchanged in the second, which only hashes."""
    made = make(tmp_path / "archive")
    put(made, "watch/one.txt", page())

    ran(made)

    assert ingest.plan(made / "content", LATER, manifest.guard(made / "content").watch) == recalled(made)
    assert recalled(made) is not None


CHANGES: dict[str, Callable[[Path], object]] = {
    "a capture": lambda made: put(made, "watch/one.txt", page(saved="13 June 2024")),
    "a new capture": lambda made: put(made, "watch/two.txt", page(OPENING, "Two.")),
    "a capture gone": lambda made: (made / "content/captures/watch/one.txt").unlink(),
    "the manifest": lambda made: (made / "content/captures/manifest-sha256.txt").unlink(),
    "a profile": lambda made: edit(made / "content/sources.yml", "within: 2", "within: 3"),
    "ministries": lambda made: edit(made / "content/ministries.yml", "Harbour Board of RA", "Board of RA"),
    "tags": lambda made: edit(made / "content/tags.yml", "tariff*", "tarif*"),
    "kinds": lambda made: edit(made / "content/kinds.yml", "Letters", "Notes"),
    "a statement": lambda made: edit(made / "content" / PATH, "hurts", "harms"),
    "a statement gone": lambda made: (made / "content" / PATH).unlink(),
    "the list of wanted texts": lambda made: (made / "content/wanted.yml").unlink(),
}


@pytest.mark.parametrize("what", CHANGES)
def test_whatever_changes_is_read_again(folder: Path, what: str) -> None:
    """After a change of any file that a run reads or writes, the run is a whole one."""
    assert recalled(folder) is not None

    CHANGES[what](folder)

    assert recalled(folder) is None


def test_other_code_reads_again(folder: Path) -> None:
    """Another builder, Python or library, or another name of the folder, is another reading."""
    found, place = ledger.hashes(folder / "content"), folder / ledger.PLACE

    assert ledger.recall(place, found, "content", lambda: "other") is None
    assert ledger.recall(place, found, "texts") is None
    assert 64 == len(ledger.code())


def test_a_change_of_a_rule_reaches_the_statements(folder: Path) -> None:
    """With a ledger in place, a changed rule rewrites what it concerns, as without one."""
    ropes = PATH.replace("06-10", "06-11")
    assert ["tariffs"] != list(statements(folder)[ropes].tags)
    edit(folder / "content/tags.yml", "tariff*", "ropes")

    writes = [path for path in ran(folder).writes if path != "wanted.yml"]

    # the corrected file follows too, in the tag that nobody touched, and what it was merged from is kept
    assert {ropes, PATH} == {path for path in writes if not path.startswith(".merged/")}
    assert 1 == len([path for path in writes if path.startswith(".merged/")])
    assert ("tariffs",) == statements(folder)[ropes].tags


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"key": 1}', b"\xff", b'{"key": "x", "tally": 1}'])
def test_a_ledger_that_cannot_be_read_is_none(folder: Path, data: bytes) -> None:
    """A broken ledger is written anew and nobody is bothered."""
    (folder / ledger.PLACE).write_bytes(data)

    assert recalled(folder) is None
    ran(folder)
    assert recalled(folder) is not None


def test_a_ledger_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    """A file where the ledger's folder should be stops nothing."""
    made = make(tmp_path / "archive")
    put(made, "watch/one.txt", page())
    (made / ".cache").write_text("in the way", encoding="utf-8")

    ran(made)

    assert [PATH] == list(statements(made))


def test_a_file_that_changed_during_the_run_leaves_no_ledger(folder: Path, tmp_path: Path) -> None:
    """Only where nothing but the run's own writes changed is it certain what the next run would find."""
    before = ledger.hashes(folder / "content")
    assert before is not None
    made, place = ingest.plan(folder / "content", DAY), tmp_path / "ledger.json"

    ledger.keep(place, made, before, {**before, PATH: sha256(b"edited meanwhile")}, "content")
    assert not place.exists()
    ledger.keep(place, made, before, before, "content")
    assert place.exists()


def test_the_command_keeps_a_ledger_outside_the_content(folder: Path) -> None:
    """The account, the problems and the exit code of a recalled run are those of the run before."""
    (folder / ledger.PLACE).unlink()

    first, second = run(folder, "ingest"), run(folder, "ingest")

    assert (1, first.stdout, first.stderr) == (second.returncode, second.stdout, second.stderr)
    assert 64 == len(json.loads((folder / ".cache/ingest.json").read_text(encoding="utf-8"))["key"])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
@pytest.mark.parametrize("name", ["captures/press/pipe", "statements/2024/trade/pipe.md"])
def test_a_pipe_is_not_waited_for(folder: Path, name: str) -> None:
    """A pipe among captures or statements has no bytes to hash: the ledger is done without."""
    os.mkfifo(folder / "content" / name)

    assert ledger.hashes(folder / "content") is None
