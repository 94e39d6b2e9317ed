"""Work in several processes: all of it, in order, and no process left behind."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import textwrap
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest

from builder import processes
from builder.errors import ArchiveError, Problem, ProblemsError

NUMBERS = list(range(1000))


def squares(numbers: Sequence[int]) -> list[int]:
    """Return the squares of some numbers."""
    return [number * number for number in numbers]


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_results_are_whole_and_in_order(jobs: int) -> None:
    """However many processes share the work, the results are those of one, and every item is counted."""
    told: list[tuple[int, int]] = []

    found = processes.spread(NUMBERS, squares, jobs, lambda *much: told.append(much))

    assert squares(NUMBERS) == [number for share in found for number in share]
    assert sorted(told) == told
    assert (1000, 1000) == told[-1]


def test_no_work_is_no_result() -> None:
    """Nothing to do gives nothing."""
    assert [] == processes.spread([], squares, 2)


def broken(numbers: Sequence[int]) -> list[int]:
    """Find a problem in one share."""
    if 500 in numbers:
        raise ProblemsError([Problem(path="a.md", line=3, code="x", message="it is wrong")])
    return []


@pytest.mark.parametrize("jobs", [1, 2])
def test_problems_of_a_process_are_told(jobs: int) -> None:
    """What a process finds wrong is told as if this one had found it, and the others end."""
    with pytest.raises(ProblemsError, match=r"a\.md:3: x: it is wrong"):
        processes.spread(NUMBERS, broken, jobs)

    assert [] == multiprocessing.active_children()


def test_an_error_of_a_process_is_told() -> None:
    """An error without a place keeps its words."""

    def refuse(_: Sequence[int]) -> None:
        raise ArchiveError("the disk is full")

    with pytest.raises(ArchiveError, match="the disk is full"):
        processes.spread(NUMBERS, refuse, 2)


def test_a_process_with_threads_works_alone() -> None:
    """Beside another thread nothing is forked, since locks that it holds would be held for good."""
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        found = processes.spread(NUMBERS, lambda _: os.getpid(), 2)
    finally:
        stop.set()
        thread.join()

    assert {os.getpid()} == set(found)


def apart(code: str) -> str:
    """Return what some code prints in a process of its own, which has no threads as this one may have."""
    head = (
        "import multiprocessing, os, signal\nfrom builder import processes\nfrom builder.errors import ArchiveError\n"
    )
    done = subprocess.run([sys.executable, "-c", head + code], capture_output=True, text=True, check=True, timeout=60)
    return done.stdout.strip()


def test_other_processes_do_the_work() -> None:
    """With two jobs the process itself makes nothing; with one it makes all."""
    code = """
two, one = (set(processes.spread(list(range(1000)), lambda _: os.getpid(), jobs)) for jobs in (2, 1))
print(os.getpid() in two, one == {os.getpid()})
"""
    assert "False True" == apart(code)


def test_a_fault_of_ours_is_no_problem() -> None:
    """A fault of the code comes with the place where it happened."""
    code = """
try:
    processes.spread(list(range(1000)), lambda _: 1 / 0, 2)
except RuntimeError as error:
    print("ZeroDivisionError" in str(error), multiprocessing.active_children())
"""
    assert "True []" == apart(code)


def test_a_process_that_is_killed_is_told() -> None:
    """A process that the system ends (for want of memory) is told, with its signal, and no other lives on."""
    code = """
try:
    processes.spread(list(range(1000)), lambda _: os.kill(os.getpid(), signal.SIGKILL), 2)
except ArchiveError as error:
    print(error, multiprocessing.active_children())
"""
    expected = "a process of the build was ended (exit code -9); is there memory enough? []"
    assert expected == apart(code)


def test_an_interrupt_ends_every_process() -> None:
    """Ctrl-C, which the whole group of processes gets, ends them all at once and leaves none."""
    code = """
import os, time
from builder import processes
def wait(numbers):
    os.write(1, b"%d\\n" % os.getpid())
    time.sleep(60)
processes.spread(list(range(100)), wait, 2)
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
    assert 1 <= processes.cores() <= (os.cpu_count() or 1)


@pytest.mark.parametrize("jobs", [1, 2])
def test_work_goes_on_beside(jobs: int, tmp_path: Path) -> None:
    """Each item is done once, in processes of their own or by who waits, and what was done is told."""
    code = f"""
from pathlib import Path
told, folder = [], Path("{tmp_path.as_posix()}")
make, tell = (lambda name: (folder / name).write_text("x")), (lambda *done: told.append(done))
with processes.beside(["a", "b", "c"], make, {jobs}, tell) as wait:
    wait()
print(sorted(path.name for path in folder.iterdir()), told)
"""
    assert "['a', 'b', 'c'] [(1, 3), (2, 3), (3, 3)]" == apart(code)


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_beside_is_raised_by_who_waits(jobs: int) -> None:
    """What goes wrong beside is told where the work is waited for."""
    code = f"""
def fail(item):
    raise ArchiveError(f"no {{item}}")
try:
    with processes.beside(["bread"], fail, {jobs}) as wait:
        print("meanwhile")
        wait()
except ArchiveError as error:
    print(error, multiprocessing.active_children())
"""
    assert "meanwhile\nno bread []" == apart(code)


def test_work_that_nobody_waits_for_is_ended() -> None:
    """Where an error ends what went on meanwhile, no process lives on."""
    code = """
import time
try:
    with processes.beside([60, 60], time.sleep, 2):
        raise ArchiveError("stopped")
except ArchiveError as error:
    print(error, multiprocessing.active_children())
"""
    assert "stopped []" == apart(code)


def alone(script: str) -> list[str]:
    """Run a script in a fresh process, which has no threads as this one may have; return the lines that it says."""
    lines = ["import os, signal, threading", "from builder import processes", "from builder.errors import ArchiveError"]
    code = "\n".join([*lines, textwrap.dedent(script)])
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    return done.stdout.splitlines()


def test_what_is_done_apart_is_done_by_one_process_again_and_again() -> None:
    """Each call is done by the same other process, which may have processes of its own; it ends with its use."""
    said = alone("""
        import multiprocessing
        numbers = list(range(1000))
        def do():
            found = processes.spread(numbers, sum, 2)
            print(os.getpid(), os.getppid(), sum(found), flush=True)
        with processes.apart(do) as done:
            done()
            thread = threading.Thread(target=done)  # whoever asks may have threads
            thread.start()
            thread.join()
        print(os.getpid(), multiprocessing.active_children())
    """)

    assert said[0] == said[1]
    own, children = said[2].split(" ", 1)
    assert ([own, str(sum(range(1000)))], "[]") == (said[0].split()[1:], children)
    assert own != said[0].split()[0]


def test_what_goes_wrong_apart_is_told() -> None:
    """An error is told with its words, a fault with where it was; afterwards more can be asked for."""
    said = alone("""
        faults = iter([ArchiveError("no such thing"), ZeroDivisionError("nought"), None])
        def do():
            if fault := next(faults):
                raise fault
        with processes.apart(do) as done:
            for _ in range(2):
                try:
                    done()
                except ArchiveError as error:
                    print(str(error).splitlines()[-1])
            done()
            print("done")
    """)

    assert ["no such thing", "ZeroDivisionError: nought", "done"] == said


def test_a_process_apart_that_was_killed_is_told() -> None:
    """Who asks a process that is no longer there is told so, and does not wait for ever."""
    said = alone("""
        with processes.apart(lambda: os.kill(os.getpid(), signal.SIGKILL)) as done:
            try:
                done()
            except ArchiveError as error:
                print(error)
    """)

    assert ["the process that builds was ended; start the command again"] == said


def test_with_threads_it_is_done_here() -> None:
    """Where no process can be forked safely, what is asked for is done by the one that asks."""
    asked: list[int] = []
    waiting = threading.Event()
    thread = threading.Thread(target=waiting.wait)
    thread.start()
    try:
        with processes.apart(lambda: asked.append(os.getpid())) as done:
            done()
    finally:
        waiting.set()
        thread.join()

    assert [os.getpid()] == asked
