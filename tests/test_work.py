"""Work in several processes: all of it, in order, and no process left behind."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence

import pytest

from builder import work
from builder.errors import ArchiveError, Problem, ProblemsError

NUMBERS = list(range(1000))


def squares(numbers: Sequence[int]) -> list[int]:
    """Return the squares of some numbers."""
    return [number * number for number in numbers]


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_results_are_whole_and_in_order(jobs: int) -> None:
    """However many processes share the work, the results are those of one, and every item is counted."""
    told: list[int] = []

    found = work.spread(NUMBERS, squares, jobs, told.append)

    assert squares(NUMBERS) == [number for share in found for number in share]
    assert len(NUMBERS) == sum(told)


def test_other_processes_do_the_work() -> None:
    """With two jobs this process makes nothing itself; with one it makes all."""
    apart = work.spread(NUMBERS, lambda _: os.getpid(), 2)
    here = work.spread(NUMBERS, lambda _: os.getpid(), 1)

    assert os.getpid() not in apart
    assert {os.getpid()} == set(here)


def test_no_work_is_no_result() -> None:
    """Nothing to do gives nothing."""
    assert [] == work.spread([], squares, 2)


def broken(numbers: Sequence[int]) -> list[int]:
    """Find a problem in one share."""
    if 500 in numbers:
        raise ProblemsError([Problem(path="a.md", line=3, code="x", message="it is wrong")])
    return []


@pytest.mark.parametrize("jobs", [1, 2])
def test_problems_of_a_process_are_told(jobs: int) -> None:
    """What a process finds wrong is told as if this one had found it, and the others end."""
    with pytest.raises(ProblemsError, match=r"a\.md:3: x: it is wrong"):
        work.spread(NUMBERS, broken, jobs)

    assert [] == multiprocessing.active_children()


def test_an_error_of_a_process_is_told() -> None:
    """An error without a place keeps its words."""

    def refuse(_: Sequence[int]) -> None:
        raise ArchiveError("the disk is full")

    with pytest.raises(ArchiveError, match="the disk is full"):
        work.spread(NUMBERS, refuse, 2)


def test_a_fault_of_ours_is_no_problem() -> None:
    """A fault of the code comes with the place where it happened."""

    def divide(_: Sequence[int]) -> float:
        return 1 / 0

    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        work.spread(NUMBERS, divide, 2)


def test_a_process_that_is_killed_is_told() -> None:
    """A process that the system ends (for want of memory) is told, with its signal, and no other lives on."""

    def die(_: Sequence[int]) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(ArchiveError, match=r"was ended \(exit code -9\)"):
        work.spread(NUMBERS, die, 2)

    assert [] == multiprocessing.active_children()


def test_a_process_with_threads_works_alone() -> None:
    """Beside another thread nothing is forked, since locks that it holds would be held for good."""
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        found = work.spread(NUMBERS, lambda _: os.getpid(), 2)
    finally:
        stop.set()
        thread.join()

    assert {os.getpid()} == set(found)


def test_an_interrupt_ends_every_process() -> None:
    """Ctrl-C, which the whole group of processes gets, ends them all at once and leaves none."""
    code = """
import os, time
from builder import work
def wait(numbers):
    print(os.getpid(), flush=True)
    time.sleep(60)
work.spread(list(range(100)), wait, 2)
"""
    process = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    assert process.stdout is not None
    workers = [int(process.stdout.readline()) for _ in range(2)]

    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=20)

    assert 0 != process.returncode
    assert "KeyboardInterrupt" in said
    for worker in workers:
        with pytest.raises(ProcessLookupError):
            os.kill(worker, 0)


def test_there_is_a_core() -> None:
    """At least one processor is there, and no more than the machine has."""
    assert 1 <= work.cores() <= (os.cpu_count() or 1)
