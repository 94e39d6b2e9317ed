"""What stands in a site's folder, and whether that is what the site's ledger says; looked at beside other work."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NamedTuple

from builder import files, processes
from builder.outputs import Ledger, Made, Output, is_settled, stamps

_DEPTH = 2
"""Folders are looked at one by one down to this depth, and below it with all that is in them."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a site's folder differs from its ledger: nothing but these is another than it was noted.

    `gone` are the paths of files that are not there with their bytes, `strange` of files that the ledger does not name,
    and `touched` are, by path, files with the same bytes that have another stamp today.
    """

    ledger: Ledger
    gone: frozenset[str]
    strange: frozenset[str]
    touched: Mapping[str, Output]

    @property
    def is_as_left(self) -> bool:
        """Whether every file of the ledger is there, as it was left, and no other."""
        return not (self.gone or self.strange or self.touched)

    @property
    def paths(self) -> frozenset[str]:
        """Every path at which a file stands, whatever its bytes are."""
        noted = [output.path for made in self.ledger.parts.values() for output in made.outputs]
        return self.strange.union(noted)

    def has(self, made: Made) -> Made | None:
        """Return what a part made, with the stamps of today, where all of it still stands, else None."""
        if self.gone and any(output.path in self.gone for output in made.outputs):
            return None
        if self.touched and any(output.path in self.touched for output in made.outputs):
            return Made(made.key, tuple(self.touched.get(output.path, output) for output in made.outputs))
        return made


class _Seen(NamedTuple):
    """What was found in some folders: how many files are as noted, and which are not."""

    same: int
    others: list[Output]
    strange: list[str]


@contextmanager
def looked_at(
    site: Path, ledger: Ledger, spared: Collection[str] = (), jobs: int = 1
) -> Iterator[Callable[[], Standing]]:
    """Begin to look at a site's folder, which may be missing, in `jobs` processes; what is given waits for them."""
    noted = {output.path: output for made in ledger.parts.values() for output in made.outputs}
    look = partial(_look, str(site), noted, ledger.at, frozenset(spared))
    folders = list(_folders(str(site), frozenset(spared)))
    known: list[Standing] = []
    with processes.beside(folders, look, jobs) as wait:

        def received() -> Standing:
            if not known:
                known.append(_together(str(site), ledger, noted, wait()))
            return known[0]

        yield received


@contextmanager
def trusted(ledger: Ledger) -> Iterator[Callable[[], Standing]]:
    """Give what `looked_at` does for a site that is known to be as its ledger says."""
    yield lambda: Standing(ledger, frozenset(), frozenset(), {})


def _together(site: str, ledger: Ledger, noted: Mapping[str, Output], found: list[_Seen]) -> Standing:
    touched = {output.path: output for seen in found for output in seen.others if output.digest}
    gone = {output.path for seen in found for output in seen.others if not output.digest}
    if sum(seen.same for seen in found) + len(touched) + len(gone) < len(noted):
        gone |= {path for path in noted if not os.path.lexists(f"{site}/{path}")}
        gone |= {path for path in noted if path not in gone and os.path.isdir(f"{site}/{path}")}  # noqa: PTH112 - many paths
    return Standing(ledger, frozenset(gone), frozenset(path for seen in found for path in seen.strange), touched)


def _folders(site: str, spared: frozenset[str]) -> Iterator[tuple[str, bool]]:
    """Yield each folder below the site, "" for itself, and whether what is below it is to be looked at with it."""
    above = [""]
    for depth in range(_DEPTH + 1):
        yield from ((folder, depth == _DEPTH) for folder in above)
        above = [
            f"{folder}{name}/" for folder in above for name in _names(site, folder) if f"{folder}{name}" not in spared
        ]


def _names(site: str, folder: str) -> list[str]:
    with suppress(OSError), os.scandir(f"{site}/{folder}") as found:
        return [
            each.name
            for each in found
            if (folder or not each.name.startswith(".")) and each.is_dir(follow_symlinks=False)
        ]
    return []


def _look(site: str, noted: Mapping[str, Output], at: int, spared: frozenset[str], task: tuple[str, bool]) -> _Seen:
    folder, is_deep = task
    same, others, strange = 0, [], []
    for path, found in stamps(site, spared, folder, is_deep=is_deep):
        output = noted.get(path)
        if output is None:
            strange.append(path)
        elif found == output.stamp and is_settled(found, at):
            same += 1
        elif found[0] == output.stamp[0] and _digest(f"{site}/{path}") == output.digest:
            same += found == output.stamp
            if found != output.stamp:
                others.append(Output(path, output.digest, found))
        else:
            others.append(Output(path, "", found))
    return _Seen(same, others, strange)


def _digest(path: str) -> str:
    """Return the SHA-256 of a file, nothing where it cannot be read."""
    try:
        return files.sha256(Path(path).read_bytes())
    except OSError:
        return ""
