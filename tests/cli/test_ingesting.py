"""The command that brings captures in: its account, its exit codes, its day."""

from __future__ import annotations

import os
import pty
import re
import subprocess
from datetime import date
from pathlib import Path

from tests.cli.command import GOOD, PROBLEMS, called_in
from tests.sample import (
    COMMAND,
    DAY,
    OPENING,
    PATH,
    edit,
    page,
    put,
    row,
    run,
    snapshot,
    statements,
)


def account(stdout: str) -> dict[str, list[int]]:
    """Return the rows of the printed account: state to the numbers of its columns."""
    rows = re.findall(r"(?m)^[│|] *([a-z() ]+?) *((?:[│|] *\d+ *)+)[│|] *$", stdout)
    return {state: [int(number) for number in re.findall(r"\d+", numbers)] for state, numbers in rows}


def test_ingest_writes_and_ends_with_the_account(folder: Path) -> None:
    """Every state has its row, in order, with the sum of all records last; a clean run says nothing else."""
    put(folder, "press/a.jsonl", "\n".join([row(OPENING, "One."), row(OPENING, "One."), row("Rain.", title="News")]))

    done = run(folder, "ingest", "--date", DAY)

    assert (GOOD, "") == (done.returncode, done.stderr)
    assert {
        "added": [1, 1],
        "updated": [0, 0],
        "unchanged": [0, 0],
        "kept (corrected)": [0, 0],
        "merged": [0, 0],
        "removed (stays out)": [0, 0],
        "duplicate": [1, 0],
        "not a statement": [1, 0],
        "no text": [0, 0],
        "rejected": [0, 0],
        "all": [3, 1],
    } == account(done.stdout)
    assert done.stdout.index("press") < done.stdout.index("watch")
    assert {DAY} == {str(each.added) for each in statements(folder).values()}


def test_ingest_with_something_refused_ends_with_1(folder: Path) -> None:
    """What is refused is told on standard error, the account stands on standard output, the rest goes in."""
    put(folder, "press/a.jsonl", "{\n" + row(OPENING, "One.") + "\n{\n")

    done = run(folder, "ingest")

    assert PROBLEMS == done.returncode
    assert [1, 3] == [int(line.split(":")[1]) for line in done.stderr.splitlines() if ": json: " in line]
    assert "content/captures" not in done.stdout
    assert ([2, 0], [3, 1]) == (account(done.stdout)["rejected"], account(done.stdout)["all"])
    assert 2 == len(statements(folder))


def test_ingest_with_warnings_alone_ends_with_0(folder: Path) -> None:
    """A warning is told and is no failure."""
    put(folder, "press/a.jsonl", row(f"Halley, June 9 (AP) -- {OPENING}"))

    done = called_in(folder, "ingest")

    assert GOOD == done.exit_code
    assert done.stderr.startswith("content/captures/press/a.jsonl:1: date: warning: ")


def test_ingest_counts_a_corrected_file_as_kept(folder: Path) -> None:
    """A file that a person changed is named in the account, and stays."""
    assert GOOD == called_in(folder, "ingest").exit_code
    edit(folder / "content" / PATH, "harms", "hurts")
    before = snapshot(folder)

    done = called_in(folder, "ingest")

    assert (GOOD, [1], [1]) == (done.exit_code, account(done.stdout)["kept (corrected)"], account(done.stdout)["all"])
    assert before == snapshot(folder)


def test_a_dry_run_shows_the_account_and_writes_nothing(folder: Path) -> None:
    """`--dry-run` says what a run would do, to the number, and leaves every file as it is."""
    put(folder, "press/a.jsonl", row(OPENING, "One."))
    before = snapshot(folder)

    dry = called_in(folder, "ingest", "--dry-run")

    assert before == snapshot(folder)
    wet = called_in(folder, "ingest")
    assert (GOOD, dry.stdout) == (dry.exit_code, wet.stdout)
    assert [1, 1] == account(dry.stdout)["added"]


def test_a_dry_run_with_something_refused_ends_with_1(folder: Path) -> None:
    """`--dry-run` has the exit code that the run would have."""
    put(folder, "press/a.jsonl", "{")
    before = snapshot(folder)

    done = called_in(folder, "ingest", "--dry-run")

    assert (PROBLEMS, before) == (done.exit_code, snapshot(folder))
    assert "content/captures/press/a.jsonl:1: json: " in done.stderr


def test_without_a_date_the_day_is_today(folder: Path) -> None:
    """What is new is given as added on the day of the run."""
    earliest = date.today()  # noqa: DTZ011 - the command means the archivist's own day

    called_in(folder, "ingest")

    (statement,) = statements(folder).values()
    assert earliest <= statement.added.first <= date.today()  # noqa: DTZ011 - likewise


def test_progress_shows_on_a_terminal_only(folder: Path) -> None:
    """A terminal sees what is going on; a log or pipe gets nothing of it."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [str(COMMAND), "ingest", "--dry-run"],
        cwd=folder,
        env={**os.environ, "TERM": "xterm"},
        stdout=subprocess.DEVNULL,
        stderr=theirs,
    ) as process:
        os.close(theirs)
        shown = b""
        try:
            while part := os.read(ours, 1024):
                shown += part
        except OSError:
            pass  # Linux says so where the other end is closed
    os.close(ours)

    assert GOOD == process.returncode
    assert b"Reading captures" in shown
    assert "Reading captures" not in run(folder, "ingest", "--dry-run").stderr


def test_source_overrides_and_is_remembered(folder: Path) -> None:
    """With --source a capture is read as that source now and later; a rehearsal remembers nothing; slips are told."""
    put(folder, "press/a.txt", page())

    assert PROBLEMS == run(folder, "ingest").returncode
    assert GOOD == run(folder, "ingest", "--source", "watch", "--dry-run", "content/captures/press/a.txt").returncode
    assert PROBLEMS == run(folder, "ingest").returncode
    assert GOOD == run(folder, "ingest", "--source", "watch", "press/a.txt").returncode
    assert (GOOD, GOOD) == (run(folder, "ingest").returncode, run(folder, "verify").returncode)
    assert 1 == len(statements(folder))
    for arguments, said in (
        (["--source", "wathc"], 'did you mean "watch"?'),
        (["--source", "watch", "press/none"], 'there is no capture "press/none"'),
        (["press/a.txt"], "only with --source"),
    ):
        done = run(folder, "ingest", *arguments)
        assert (2, True) == (done.returncode, said in " ".join(done.stderr.split())), done.stderr
