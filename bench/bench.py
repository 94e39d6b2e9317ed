"""Measures the builder on a large archive: time and memory of ingest, check and build, sizes of pages and of the site.

Usage: python bench/bench.py [NUMBER OF STATEMENTS, 20000 by default] [--ingest-only]
"""

from __future__ import annotations

import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import captures
import corpus

BUILDER = Path(sys.executable).with_name("builder")


def main() -> None:
    """Make the archive in a temporary folder, measure, print a table."""
    numbers = [int(argument) for argument in sys.argv[1:] if argument.isdigit()]
    number = numbers[0] if numbers else 20_000
    rows = ingest(number // 4) + ingest(number)
    if "--ingest-only" not in sys.argv:
        rows += publish(number)
    print(f"{number:,} statements, {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    for label, value in rows:
        print(f"{label:40} {value}")


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


def publish(number: int) -> list[tuple[str, str]]:
    """Return the figures of check and build on an archive of `number` statements."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        corpus.make(folder, number)
        rows = [measure(folder, "check"), measure(folder, "build")]
        return rows + sizes(folder / "site")


def measure(folder: Path, command: str) -> tuple[str, str]:
    """Return the time of one command and the largest memory that any command had so far."""
    start = time.perf_counter()
    subprocess.run([BUILDER, command], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return f"builder {command}", f"{seconds:.1f} s, {peak:,.0f} MB at most so far"


def sizes(site: Path) -> list[tuple[str, str]]:
    """Return the sizes of the site and of its largest page."""
    found = [path for path in site.rglob("*") if path.is_file()]
    pages = sorted(((path.stat().st_size, path) for path in found if path.suffix == ".html"), reverse=True)
    total = sum(path.stat().st_size for path in found)
    largest, where = pages[0]
    return [
        ("site", f"{total / 1e6:,.0f} MB in {len(found):,} files"),
        ("largest page", f"{largest / 1e3:,.0f} KB, {where.relative_to(site).parent}"),
        ("mean page", f"{sum(size for size, _ in pages) / len(pages) / 1e3:,.1f} KB of {len(pages):,}"),
    ]


if __name__ == "__main__":
    main()
