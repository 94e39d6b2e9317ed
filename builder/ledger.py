"""What the last run of ingest found, so that a run over the same bytes need not read them again; it may always be deleted."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from itertools import chain
from pathlib import Path

from builder import capture, content, files
from builder.errors import Problem
from builder.ingest import Plan
from builder.manifest import hash_of

PLACE = ".cache/ingest.json"
"""Where the ledger lies, below the folder of the configuration file."""

Hashes = Mapping[str, str]

_READERS = (
    "anyascii",
    "charset-normalizer",
    "cssselect",
    "feedparser",
    "lxml",
    "Markdown",
    "nh3",
    "pydantic",
    "PyYAML",
    "warcio",
)
_WRITTEN = frozenset({"added", "updated"})
_SAME_AGAIN = frozenset({"unchanged", "kept", "removed", "duplicate", "not a statement", "no text", "rejected"})


def hashes(folder: Path) -> Hashes | None:
    """Return the hash of every file that a run reads, by path: captures, statements, registries and profiles.

    None where one cannot be read, or is a pipe or the like, whose bytes may never come. Nothing is taken from sizes or times: every byte is read.
    """
    try:
        return {path.removeprefix(f"{folder}{os.sep}"): hash_of(Path(path)) for path in _files(str(folder))}
    except OSError:
        return None


def _files(folder: str) -> Iterator[str]:
    with os.scandir(folder) as found:
        yield from (entry.path for entry in found if entry.is_file() and entry.name.endswith(".yml"))
    for name in (capture.FOLDER, content.FOLDER):
        yield from _below(os.path.join(folder, name))  # noqa: PTH118 - a Path for each of many files takes long


def _below(folder: str) -> Iterator[str]:
    if not os.path.isdir(folder):  # noqa: PTH112 - likewise
        return
    with os.scandir(folder) as found:
        for entry in found:
            if entry.is_dir(follow_symlinks=False):
                yield from _below(entry.path)
            elif not entry.name.startswith("."):
                if not entry.is_file():
                    raise OSError(f"{entry.path} is not a file")
                yield entry.path


@cache
def code() -> str:
    """Return the digest of everything that decides what is read in a capture: the builder, Python, the libraries."""
    root = Path(__file__).parent
    parts = [f"{path.relative_to(root)} {hash_of(path)}" for path in sorted(root.rglob("*.py"))]
    return files.sha256("\n".join([sys.version, *map(_version, _READERS), *parts]).encode())


def _version(name: str) -> str:
    try:
        return f"{name} {version(name)}"
    except PackageNotFoundError:
        return name


def _key(found: Hashes, shown: str, made_by: str) -> str:
    lines = sorted(f"{digest} {path}" for path, digest in found.items())
    return files.sha256("\n".join([made_by, shown, *lines]).encode("utf-8", "surrogateescape"))


def recall(place: Path, found: Hashes | None, shown: str, made_by: Callable[[], str] = code) -> Plan | None:
    """Return the plan of a run over exactly these bytes by exactly this code, which writes nothing; else None."""
    try:
        data = json.loads(place.read_bytes())
        if found is None or data["key"] != _key(found, shown, made_by()):
            return None
        problems = tuple(Problem(**problem) for problem in data["problems"])
        return Plan(writes={}, tally=data["tally"], problems=problems, readings={})
    except (OSError, ValueError, KeyError, TypeError):
        return None


def keep(
    place: Path,
    made: Plan,
    before: Hashes | None,
    after: Hashes | None,
    shown: str,
    entered: Mapping[str, str] | None = None,
) -> None:
    """Note what a further run would find, where that is certain; a ledger that cannot be written is done without.

    `before` is what the run began with, `after` what is there now. It is certain where these differ by the run's
    own writes alone, those of the manifest in `entered` among them (nobody changed a file meanwhile) and every state of the account is one that comes again.
    """
    if before is None or after is None:
        return
    everything = chain(made.writes.items(), (entered or {}).items())
    written = {path: files.sha256(text.encode()) for path, text in everything}
    states = {state for row in made.tally.values() for state, number in row.items() if number}
    if after != {**before, **written} or not states <= _WRITTEN | _SAME_AGAIN:
        return
    if any(problem.path.startswith(f"{shown}/{content.FOLDER}/") for problem in made.problems):
        return  # what became of a corrected file may depend on its history, whose bytes are not hashed here
    data = {
        "key": _key(after, shown, code()),
        "tally": {source: _again(row) for source, row in made.tally.items()},
        "problems": [asdict(problem) for problem in made.problems],
    }
    with suppress(OSError):
        files.write(place, json.dumps(data, ensure_ascii=True, indent=1))


def _again(row: Mapping[str, int]) -> dict[str, int]:
    """Return the account of a run after this one: what was written now is unchanged then."""
    written = sum(number for state, number in row.items() if state in _WRITTEN)
    return {
        state: 0 if state in _WRITTEN else number + (written if state == "unchanged" else 0)
        for state, number in row.items()
    }
