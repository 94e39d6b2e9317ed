"""Measures the builder on a large archive: time and memory of check and build, sizes of pages and of the site.

Usage: python bench/bench.py [NUMBER OF STATEMENTS, 20000 by default]
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

import corpus

BUILDER = Path(sys.executable).with_name("builder")


def main() -> None:
    """Make the archive in a temporary folder, measure, print a table."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        corpus.make(folder, number)
        rows = [measure(folder, "check"), measure(folder, "build")]
        rows += sizes(folder / "site")
    print(f"{number:,} statements, {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    for label, value in rows:
        print(f"{label:40} {value}")


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
