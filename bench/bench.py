"""Measures the builder on a large archive, beside other tools: time and memory of ingest, check and build, bytes of the site.

Usage: python bench/bench.py [NUMBER OF STATEMENTS, 20000 by default] [RUNS OF EACH, 3 by default] [--ingest-only | --publish-only]
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import captures
import publishing

from builder import processes

BUILDER = Path(sys.executable).with_name("builder")


def main() -> None:
    """Make the archive in a temporary folder, measure, print a table."""
    numbers = [int(argument) for argument in sys.argv[1:] if argument.isdigit()]
    number, times = (*numbers, *(20_000, 3)[len(numbers) :])[:2]
    rows: list[publishing.Row] = []
    if "--publish-only" not in sys.argv:
        rows += [(label, value, "") for label, value in ingest(number // 4) + ingest(number)]
    if "--ingest-only" not in sys.argv:
        rows += publishing.table(number, times)
    machine = f"{platform.machine()}, {processes.cores()} cores, Python {platform.python_version()}"
    print(f"{number:,} statements, medians of {times} runs, {machine}\n")
    print("| what | time or size | largest process |\n|---|---|---|")
    for row in rows:
        print(f"| {' | '.join(row)} |")


def ingest(number: int) -> list[tuple[str, str]]:
    """Return the time and memory of a first and a second run over `number` captures, half of them rows, half pages."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        captures.make(folder, number // 2, number - number // 2)
        first, memory = timed(folder, "ingest")
        second, _ = timed(folder, "ingest")
    label = f"builder ingest, {number:,} captures"
    return [
        (label, f"{first:.1f} s, {first / number * 1e3:.2f} ms a capture, {memory / 1024:,.0f} MB"),
        ("  again, nothing changed", f"{second:.1f} s, {first / second:.0f} times faster"),
    ]


def timed(folder: Path, *arguments: str) -> tuple[float, int]:
    """Return the seconds of one command and its largest memory in KB."""
    start = time.perf_counter()
    process = subprocess.Popen([BUILDER, *arguments], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"builder {arguments[0]} ended with {process.returncode}")
    return time.perf_counter() - start, usage.ru_maxrss


if __name__ == "__main__":
    main()
