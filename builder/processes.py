"""Work spread over processes: each takes the next share when it is done with one, and results come in order."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkContext, ForkProcess
from multiprocessing.sharedctypes import Synchronized
from typing import Any, TypeVar

from builder.errors import ArchiveError, ProblemsError

Item = TypeVar("Item")
Result = TypeVar("Result")
Tell = Callable[[int, int], None]
"""Is told how many items are done, and how many there are."""

_MOST_SHARES = 400
"""Shares of the work: enough that no process waits long for the last one."""


_WORTH_SHARING = 8
"""Items: fewer are done sooner by one process than others are begun."""


def cores() -> int:
    """Return how many processors this process may use."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1


def spread(
    items: Sequence[Item], do: Callable[[Sequence[Item]], Result], jobs: int, tell: Tell = lambda *_: None
) -> list[Result]:
    """Return what `do` makes of each share of the items, in order; `tell` is called as they are done.

    Processes are forked, so that nothing need be copied to them; where that is not safe (another system than Linux,
    a process with threads) or not worth it, all is done in this one. Raises what `do` raises where it is an
    ArchiveError, and ArchiveError where a process is killed.
    """
    size = max(1, -(-len(items) // _MOST_SHARES))
    shares = [items[start : start + size] for start in range(0, len(items), size)]
    if jobs < 2 or len(items) < _WORTH_SHARING or not _can_fork():  # noqa: PLR2004 - two are the fewest that can share
        made = []
        for number, share in enumerate(shares, start=1):
            made.append(do(share))
            tell(min(number * size, len(items)), len(items))
        return made
    found: dict[int, Result] = {}
    done = 0
    for number, result in _Crew(shares, do, min(jobs, len(shares))).results():
        found[number] = result
        done += len(shares[number])
        tell(done, len(items))
    return [found[number] for number in range(len(shares))]


def _can_fork() -> bool:
    is_helper = multiprocessing.current_process().daemon  # which may have no processes of its own
    return sys.platform == "linux" and threading.active_count() == 1 and not is_helper


@contextmanager
def beside(
    items: Sequence[Item], do: Callable[[Item], Result], jobs: int, tell: Tell = lambda *_: None
) -> Iterator[Callable[[], list[Result]]]:
    """Begin to do something with each item in processes of their own; what is given waits, and returns what was made in order.

    Where processes cannot be forked, or one is all that there may be, who waits does it. Raises as `spread` does, while
    waiting; what is not waited for is ended.
    """
    if not items or jobs < 2 or not _can_fork():  # noqa: PLR2004 - one goes on, one works beside it

        def wait_for() -> list[Result]:
            made = []
            for number, item in enumerate(items, start=1):
                made.append(do(item))
                tell(number, len(items))
            return made

        yield wait_for
        return
    crew = _Crew(items, do, min(jobs, len(items)))

    def receive() -> list[Result]:
        made: dict[int, Result] = {}
        for number, result in crew.received():
            made[number] = result
            tell(len(made), len(items))
        return [made[number] for number in range(len(items))]

    with crew.started():
        yield receive


@contextmanager
def apart(do: Callable[[], None]) -> Iterator[Callable[[], None]]:
    """Give what does something again and again in one process of its own, which begins now, when this one has no threads yet.

    That one can have processes of its own, as one with threads cannot, and keeps what it has loaded. Each call waits until it
    is done, and raises ArchiveError with the message of whatever went wrong. Where no process can be forked, this one does it.
    """
    if not _can_fork():
        yield do
        return
    here, there = multiprocessing.get_context("fork").Pipe()
    process = multiprocessing.get_context("fork").Process(target=_repeat, args=(do, there, here))
    process.start()
    there.close()

    def done() -> None:
        try:
            here.send("")
            fault = here.recv()
        except (EOFError, OSError):
            raise ArchiveError("the process that builds was ended; start the command again") from None
        if fault:
            raise ArchiveError(fault)

    try:
        yield done
    finally:
        here.close()
        process.join(_PATIENCE)
        if process.is_alive():
            process.terminate()
            process.join()


_PATIENCE = 1.0
"""Seconds that a process is given to end by itself when nothing more is asked of it."""


def _repeat(do: Callable[[], None], orders: Connection, other: Connection) -> None:
    """Do something each time that it is asked for, until nobody asks any more."""
    other.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a person interrupts the one that asks
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that what was begun is ended
    with suppress(EOFError, OSError):
        while True:
            orders.recv()
            try:
                do()
            except ArchiveError as error:
                orders.send(str(error) or "the build stopped")
            except Exception:  # noqa: BLE001 - whatever it is, it is told where someone sees it
                orders.send(traceback.format_exc())
            else:
                orders.send("")


@contextmanager
def uncollected() -> Iterator[None]:
    """Make many objects without looking again and again for garbage among them."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _Crew:
    """The processes at work on some shares; none outlives `started`, however that ends."""

    def __init__(self, shares: Sequence[Any], do: Callable[[Any], Any], jobs: int) -> None:
        self._shares, self._do, self._jobs = shares, do, jobs
        self._open: dict[Connection, ForkProcess] = {}
        self._all: list[ForkProcess] = []

    def results(self) -> Iterator[tuple[int, Any]]:
        """Yield each share's number and result as they come."""
        with self.started():
            yield from self.received()

    @contextmanager
    def started(self) -> Iterator[None]:
        """Start the processes; end those that are still at work at the end."""
        try:
            self._start()
            yield
        finally:
            self._end()

    def received(self) -> Iterator[tuple[int, Any]]:
        """Yield each share's number and result as they come, until all are done."""
        while self._open:
            for connection in wait(list(self._open)):
                assert isinstance(connection, Connection)  # noqa: S101 - wait gives back what it was given
                yield from self._received(connection)

    def _start(self) -> None:
        """Start the processes; an interrupt waits until all are known, since one that is not would outlive it."""
        context: ForkContext = multiprocessing.get_context("fork")
        self._following = following = context.Value("q", 0)  # kept, since an interrupt while it is freed would be lost
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        gc.freeze()  # what is there now is not looked through, and so not copied, by the processes
        try:
            for _ in range(self._jobs):
                here, there = context.Pipe(duplex=False)
                task = (self._shares, self._do, following, there, before)
                process = context.Process(target=_serve, args=task, daemon=True)
                self._all.append(process)
                process.start()
                there.close()
                self._open[here] = process
        finally:
            gc.unfreeze()
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def _received(self, connection: Connection) -> Iterator[tuple[int, Any]]:
        try:
            what, value = connection.recv()
        except EOFError:
            process = self._open[connection]
            process.join()
            message = f"a process of the build was ended (exit code {process.exitcode}); is there memory enough?"
            raise ArchiveError(message) from None
        if what == "result":
            yield value
        elif what == "end":
            self._open.pop(connection).join()
            connection.close()
        elif what == "problems":
            raise ProblemsError(value)
        elif what == "error":
            raise ArchiveError(value)
        else:
            raise RuntimeError(value)

    def _end(self) -> None:
        for process in self._all:
            if process.is_alive():
                process.terminate()
        for process in self._all:
            if process.pid is not None:
                process.join()
        for connection in self._open:
            connection.close()


def _serve(
    shares: Sequence[Any],
    do: Callable[[Any], Any],
    following: Synchronized[int],
    out: Connection,
    mask: set[signal.Signals],
) -> None:
    """Work in a process of its own until no share is left; the one that began it ends it where a person interrupts."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_SETMASK, mask)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    with suppress(BrokenPipeError):
        try:
            while True:
                with following.get_lock():
                    number = following.value
                    following.value = number + 1
                if number >= len(shares):
                    break
                out.send(("result", (number, do(shares[number]))))
            out.send(("end", None))
        except ProblemsError as error:
            out.send(("problems", error.problems))
        except ArchiveError as error:
            out.send(("error", str(error)))
        except BaseException:  # noqa: BLE001 - whatever it is, it is told where someone sees it
            out.send(("fault", traceback.format_exc()))
