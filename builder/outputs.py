"""The ledger beside a site: each part of the site with its key and the files that it made. It may always be deleted."""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from builder import files
from builder.errors import ArchiveError

_FORM = "site ledger 4"
_FINE = 1_000_000
_RACE = 100_000_000
_COARSE_RACE = 2_000_000_000
"""Nanoseconds: a file that changed this shortly before its note was taken may have changed again within one tick of the
disk's clock, which is a hundredth of a second at most, or two where the disk keeps whole seconds."""

Stamp = tuple[int, int, int]
"""A file's size, and when its bytes and its entry last changed, in nanoseconds."""


class Output(NamedTuple):
    """A file of the site: its path, the SHA-256 of its bytes, and its stamp when it was last looked at."""

    path: str
    digest: str
    stamp: Stamp


class Made(NamedTuple):
    """What one part of the site made, and the key of what it was made from."""

    key: str
    outputs: tuple[Output, ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    """The parts of a site by name; `at` is when the ledger was written, by the clock of its own disk.

    `inputs` is the key of everything that the site was made from, empty where that could not be told beforehand. `frame` and
    `items` are what `builder.delta` tells by which statements differ.
    """

    parts: Mapping[str, Made] = field(default_factory=dict)
    at: int = 0
    inputs: str = ""
    frame: str = ""
    items: tuple[str, ...] = ()

    def paths(self) -> frozenset[str]:
        """Return every file's path below the site; raises ArchiveError where two parts made one path."""
        made = [output.path for part in self.parts.values() for output in part.outputs]
        found = frozenset(made)
        if len(found) == len(made):
            return found
        owners: dict[str, str] = {}
        for name, part in self.parts.items():
            for output in part.outputs:
                other = owners.setdefault(output.path, name)
                if other != name:
                    raise ArchiveError(f"{output.path} is made twice: by {other} and by {name}")
        raise ArchiveError("a part of the site makes one path twice; this is a fault of the builder")

    @classmethod
    def read(cls, file: Path | None) -> Ledger:
        """Return the ledger that a file holds, an empty one where there is none or it cannot be understood."""
        if file is None:
            return cls()
        try:
            form, inputs, frame, items, *columns = json.loads(file.read_bytes())
            if form != _FORM:
                return cls()
            return cls(_parts(*columns), file.stat().st_mtime_ns, inputs, frame, tuple(items))
        except (OSError, ValueError, TypeError):
            return cls()

    def write(self, file: Path, inputs: str = "") -> None:
        """Write the ledger, whole or not at all; where it cannot be written the next build makes everything again.

        It is JSON: form, inputs, frame, items, and columns: of the parts their names, keys and numbers of files, and of all these files
        in the same order their paths, digests, sizes and two times.
        """
        outputs = [output for made in self.parts.values() for output in made.outputs]
        columns = [
            list(self.parts),
            [made.key for made in self.parts.values()],
            [len(made.outputs) for made in self.parts.values()],
            [output.path for output in outputs],
            [output.digest for output in outputs],
            *([output.stamp[place] for output in outputs] for place in range(3)),
        ]
        with suppress(OSError):
            file.unlink(missing_ok=True)  # an old ledger must not outlive a failure
            told = [_FORM, inputs, self.frame, self.items, *columns]
            files.put(file, json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode())


def _parts(
    names: list[str],
    keys: list[str],
    counts: list[int],
    paths: list[str],
    digests: list[str],
    *stamps: list[int],
) -> dict[str, Made]:
    """Return the parts that the columns of a ledger tell of; raises ValueError or TypeError where they are none."""
    size, changed, entered = stamps
    outputs = list(map(Output, paths, digests, zip(size, changed, entered, strict=True)))
    parts, start = {}, 0
    for name, key, count in zip(names, keys, counts, strict=True):
        parts[name] = Made(key, tuple(outputs[start : start + count]))
        start += count
    if not len(paths) == len(digests) == len(outputs) == start:
        raise ValueError("the columns are not of one length")
    return parts


def manifest(ledger: Ledger) -> str:
    """Return the SHA-256 of every file of a site, a line each, sorted by path, in the form of `sha256sum`."""
    found = sorted((output.path, output.digest) for made in ledger.parts.values() for output in made.outputs)
    return "".join(f"{digest}  {path}\n" for path, digest in found)


def stamp(status: os.stat_result) -> Stamp:
    """Return the stamp of a file: where it is the same, so are the bytes, unless a clock was set back."""
    return (status.st_size, status.st_mtime_ns, status.st_ctime_ns)


def stamps(
    folder: Path | str, spared: Collection[str] = (), below: str = "", *, is_deep: bool = True
) -> Iterator[tuple[str, Stamp]]:
    """Yield the path and the stamp of every file below a folder; not of `spared` parts, nor of what begins with a dot at its top.

    Only of those `below` a part of it (`statements/`) where that is given, and not of its folders where it is not `is_deep`. What
    vanishes meanwhile is passed over, and nothing beside it.
    """
    pending = [below]
    while pending:
        here = pending.pop()
        with suppress(FileNotFoundError), os.scandir(f"{folder}/{here}") as found:
            for entry in found:
                path = here + entry.name
                if path in spared or (not here and entry.name.startswith(".")):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    pending += [f"{path}/"] if is_deep else []
                    continue
                with suppress(FileNotFoundError):
                    yield path, stamp(entry.stat(follow_symlinks=False))


def now(folder: Path) -> int:
    """Return the time by the clock of the disk that a folder is on, in nanoseconds; 0 where nothing can be written there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "clock").touch()
        return (folder / "clock").stat().st_mtime_ns
    except OSError:
        return 0


def is_settled(found: Stamp, at: int) -> bool:
    """Whether a stamp that was noted at `at` tells of every later change: the file had been at rest before."""
    race = _RACE if found[2] % _FINE else _COARSE_RACE
    return max(found[1:]) < at - race
