"""Measures builds of a large archive beside other tools: one table of times, memory and bytes, in Markdown."""

from __future__ import annotations

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import corpus
import others

BUILDER = str(Path(sys.executable).with_name("builder"))

Row = tuple[str, str, str]


def table(number: int, times: int) -> Iterator[Row]:
    """Yield the rows for an archive of `number` statements, each command run `times` times: what, seconds, memory."""
    with tempfile.TemporaryDirectory() as name:
        ours = Path(name) / "ours"
        ours.mkdir()
        told(f"making {number:,} statements")
        corpus.make(ours, number)
        first = sorted((ours / "content/statements").rglob("*.md"))[number // 2]
        for label, command, before in (
            ("builder check, nothing read before", "check", lambda: cleared(ours)),
            ("builder check, again", "check", lambda: None),
            ("builder build, nothing built before", "build", lambda: cleared(ours)),
            ("builder build, one statement corrected", "build", lambda: corrected(first)),
            ("builder build, nothing changed", "build", lambda: None),
        ):
            yield measured(label, [BUILDER, command], ours, before, times)
        yield from sizes(ours / "site", number)
        for label, line, folder, before in others.runs(ours / "content", Path(name)):
            yield measured(label, line, folder, before, times)


def told(what: str) -> None:
    """Say on standard error what is being done."""
    print(f"{what} …", file=sys.stderr, flush=True)


def measured(label: str, command: list[str], folder: Path, before: Callable[[], None], times: int) -> Row:
    """Return the median time of a command, and the largest memory of any process that it started."""
    seconds, memory = [], 0
    for turn in range(times):
        told(f"{label}, {turn + 1} of {times}")
        before()
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        seconds.append(time.perf_counter() - start)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            return (label, f"ended with {process.returncode}", "")
        memory = max(memory, usage.ru_maxrss)
    return (label, f"{statistics.median(seconds):.1f} s", f"{memory / 1024:,.0f} MB")


def cleared(folder: Path) -> None:
    """Remove what earlier builds left."""
    for name in ("site", ".cache"):
        shutil.rmtree(folder / name, ignore_errors=True)
    (folder / "site.ledger").unlink(missing_ok=True)


def corrected(file: Path) -> None:
    """Change a statement's text, once more than before, and say so in it."""
    text = file.read_text(encoding="utf-8")
    entry = 'corrections: [{date: "2027-01-02", by: "Bench", note: "A word more."}]'
    file.write_text(text.replace("corrections: []", entry).rstrip("\n") + " More.\n", encoding="utf-8")


_PARTS = (
    ("statement pages", re.compile(r"statements/\d{4}/[^/]+/\d{4}[^/]*/index\.html")),
    ("other pages", re.compile(r".*\.html")),
    ("feeds", re.compile(r"feeds/.*")),
    ("search", re.compile(r"(search|pagefind)/.*")),
    ("all else", re.compile(r".*")),
)


def sizes(site: Path, number: int) -> Iterator[Row]:
    """Yield the bytes of the site by part, and how much a statement's page has beside its file."""
    found: dict[str, list[int]] = {label: [] for label, _ in _PARTS}
    for path in site.rglob("*"):
        if path.is_file():
            name = path.relative_to(site).as_posix()
            found[next(label for label, pattern in _PARTS if pattern.fullmatch(name))].append(path.stat().st_size)
    for label, each in found.items():
        yield (f"  bytes of {label}", f"{sum(each) / 1e6:,.0f} MB", f"{len(each):,} files")
    mean = sum(found["statement pages"]) / number
    yield ("  a statement's page", f"{mean / 1e3:.1f} KB", "")
