"""The ledger beside a site: each part of the site with its key and the files that it made. It may always be deleted."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from builder import files
from builder.errors import ArchiveError

_FORM = 2
_RACE = 2_000_000_000
"""Nanoseconds: a file that changed this shortly before its note was taken may have changed again within one tick."""

Stamp = tuple[int, int, int]
"""A file's size, and when its bytes and its entry last changed, in nanoseconds."""


@dataclass(frozen=True, slots=True)
class Output:
    """A file of the site: its path, the SHA-256 of its bytes, and its stamp when it was last looked at."""

    path: str
    digest: str
    stamp: Stamp


@dataclass(frozen=True, slots=True)
class Made:
    """What one part of the site made, and the key of what it was made from."""

    key: str
    outputs: tuple[Output, ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    """The parts of a site by name; `at` is when the ledger was written, by the clock of its own disk."""

    parts: Mapping[str, Made] = field(default_factory=dict)
    at: int = 0

    def paths(self) -> Iterator[str]:
        """Yield every file's path below the site; raises ArchiveError where two parts made one path."""
        owners: dict[str, str] = {}
        for name, made in self.parts.items():
            for output in made.outputs:
                other = owners.setdefault(output.path, name)
                if other != name:
                    raise ArchiveError(f"{output.path} is made twice: by {other} and by {name}")
                yield output.path

    @classmethod
    def read(cls, file: Path | None) -> Ledger:
        """Return the ledger that a file holds, an empty one where there is none or it cannot be understood."""
        if file is None:
            return cls()
        try:
            data = json.loads(file.read_bytes())
            if data["form"] != _FORM:
                return cls()
            parts = {
                name: Made(key, tuple(Output(path, digest, tuple(stamp)) for path, digest, stamp in outputs))
                for name, (key, outputs) in data["parts"].items()
            }
            return cls(parts, file.stat().st_mtime_ns)
        except (OSError, ValueError, KeyError, TypeError):
            return cls()

    def write(self, file: Path) -> None:
        """Write the ledger, whole or not at all; where it cannot be written the next build makes everything again."""
        parts = {
            name: [made.key, [[each.path, each.digest, each.stamp] for each in made.outputs]]
            for name, made in self.parts.items()
        }
        with suppress(FileNotFoundError):
            file.unlink()  # an old ledger must not outlive a failure
        with suppress(OSError):
            files.write(file, json.dumps({"form": _FORM, "parts": parts}, separators=(",", ":")))


def manifest(ledger: Ledger) -> str:
    """Return the SHA-256 of every file of a site, a line each, sorted by path, in the form of `sha256sum`."""
    found = sorted((output.path, output.digest) for made in ledger.parts.values() for output in made.outputs)
    return "".join(f"{digest}  {path}\n" for path, digest in found)


def stamp(status: os.stat_result) -> Stamp:
    """Return the stamp of a file: where it is the same, so are the bytes, unless a clock was set back."""
    return (status.st_size, status.st_mtime_ns, status.st_ctime_ns)


def is_settled(found: Stamp, at: int) -> bool:
    """Whether a stamp that was noted at `at` tells of every later change: the file had been at rest before."""
    return max(found[1:]) < at - _RACE


def measured(site: Path, path: str, digest: str) -> Output:
    """Return the output of a file that was just written or seen to have these bytes."""
    return Output(path, digest, stamp(os.stat(os.path.join(site, path))))  # noqa: PTH116, PTH118 - many files


def is_intact(site: Path, output: Output, at: int) -> Output | None:
    """Return the output with its stamp of today where the file still has its bytes, else None.

    The stamp that was noted at `at` spares the reading, as git's index does; where it differs or was taken too soon
    after a change, the bytes decide.
    """
    place = os.path.join(site, output.path)  # noqa: PTH118 - likewise
    try:
        found = stamp(os.lstat(place))
        if found == output.stamp and is_settled(found, at):
            return output
        if found[0] != output.stamp[0]:
            return None
        with open(place, "rb") as file:  # noqa: PTH123 - likewise
            same = files.sha256(file.read()) == output.digest
    except OSError:
        return None
    return Output(output.path, output.digest, found) if same else None
