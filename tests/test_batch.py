"""A run of ingest from beginning to end: alone in its folder, whole when it is killed, its captures entered."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from pathlib import Path

from builder import batch
from builder.files import alone
from tests.factory import faults
from tests.sample import COMMAND, DAY, OPENING, TITLE, make, page, put, row, run, snapshot

STATEMENTS = 40
KILLS = 50


def filled(folder: Path) -> Path:
    """Make an archive whose captures hold so many statements that a run can be killed among them."""
    made = make(folder)
    rows = [row(OPENING, f"Number {n}.", title=f"{TITLE} {n}") for n in range(STATEMENTS - 1)]
    put(made, "press/many.jsonl", "\n".join(rows))
    put(made, "watch/one.txt", page(known=(("Of Ropes", "9 June 2024", "Ropes are long."),)))
    return made


def tree(folder: Path) -> dict[str, bytes]:
    """Return the bytes of what a run leaves; unfinished files are hidden, and are none of the archive's."""
    kept = {path: data for path, (data, _) in snapshot(folder).items()}
    return {path: data for path, data in kept.items() if not path.rsplit("/", 1)[-1].startswith(".")}


def test_a_run_killed_at_any_moment_is_finished_by_the_next(tmp_path: Path) -> None:
    """Fifty real runs are killed at random moments: no half file, none lost, and the next run makes the whole tree."""
    whole = filled(tmp_path / "whole")
    started = time.perf_counter()
    assert 0 == run(whole, "ingest", "--date", DAY).returncode
    lasted = time.perf_counter() - started
    expected, choice, cut = tree(whole), random.Random(4), []
    environment = {
        name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
    }  # starts sooner

    for number in range(KILLS):
        folder = filled(tmp_path / str(number))
        before = tree(folder)
        with subprocess.Popen(
            [str(COMMAND), "ingest", "--date", DAY], cwd=folder, stdout=subprocess.DEVNULL, env=environment
        ) as process:
            if number % 3:  # two of three are killed while they write
                until = time.perf_counter() + 10
                while not (folder / "content/statements").is_dir() and time.perf_counter() < until:
                    time.sleep(0.0005)
                time.sleep(choice.random() * 0.03)
            else:
                time.sleep(choice.random() * lasted)
            process.send_signal(signal.SIGKILL)
        left = tree(folder)
        cut.append(len(left) - len(before))

        assert before.items() <= left.items()
        assert left.items() <= expected.items()
        batch.run(folder / "content", DAY)
        assert expected == tree(folder)

    assert any(1 < files < STATEMENTS for files in cut)


def test_a_second_run_at_the_same_time_says_so_and_ends(tmp_path: Path) -> None:
    """While one run holds the folder, another writes nothing, names the folder and ends with 1; a rehearsal may go on."""
    folder = filled(tmp_path / "archive")
    before = snapshot(folder)

    with alone(folder / "content", "content"):
        done, rehearsed = run(folder, "ingest", "--date", DAY), run(folder, "ingest", "--dry-run")
        assert ["locked"] == [line.split(": ")[1] for line in faults(lambda: batch.run(folder / "content", DAY))]

    assert (1, 0) == (done.returncode, rehearsed.returncode)
    assert done.stderr.startswith("content:0: locked: another run of ingest is at work here (wait until it has ended)")
    assert before == snapshot(folder)
    assert 0 == run(folder, "ingest", "--date", DAY).returncode


def test_two_real_runs_at_once_give_the_tree_of_one(tmp_path: Path) -> None:
    """Of runs that start together at least one does the work, none spoils it, and every other says it was locked out."""
    folder, alone_there = filled(tmp_path / "archive"), filled(tmp_path / "alone")
    assert 0 == run(alone_there, "ingest", "--date", DAY).returncode

    runs = [
        subprocess.Popen(
            [str(COMMAND), "ingest", "--date", DAY], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )
        for _ in range(3)
    ]
    ends = [(each.communicate()[1], each.returncode) for each in runs]

    assert 0 in [code for _, code in ends]
    assert [] == [said for said, code in ends if code and b": locked: " not in said]
    assert tree(alone_there) == tree(folder)


def test_a_capture_is_entered_before_its_statements(tmp_path: Path) -> None:
    """Where a statement cannot be written, its capture is in the manifest already."""
    folder = filled(tmp_path / "archive")
    (folder / "content" / "statements").write_text("", encoding="utf-8")

    done = run(folder, "ingest", "--date", DAY)

    assert 1 == done.returncode
    assert "unwritable" in done.stderr
    assert 2 == len((folder / "content/captures/manifest-sha256.txt").read_text(encoding="utf-8").splitlines())
