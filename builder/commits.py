"""The commit that last changed each statement's file: what a citation names as the text that was read.

It is the one that `git log -1 -- FILE` tells, found for all files in one walk: from the commit that is checked out, a
file's line leads to the first parent in which the file is the same; where there is none, the commit changed it. A
renamed file is a changed one. So the parents alone decide, no dates, and every clone with the whole history finds the
same. What was found for a commit is kept, and of a later one only what came since is asked.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from builder import content, files, git
from builder.errors import ArchiveError

PLACE = Path(".cache/commits.json")
"""Where what was found is kept, below the folder of the configuration file; it may always be deleted."""

_FORM = 1
_UNKNOWN = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What a folder's files and its history are: where these are the same, so is what `last` finds.

    `head` is the commit that is checked out, `prefix` the folder's path in the repository, `cut` are the oldest commits of
    a history that is cut short (a shallow clone), `differing` the statements' files that differ from `head`.
    """

    head: str
    prefix: str
    cut: tuple[str, ...]
    differing: tuple[str, ...]


def state(folder: Path) -> State | None:
    """Return the state of a content folder, or None where there is no git or no commit."""
    said = git.run(folder, "rev-parse", "--show-prefix", "--git-path", "shallow", "HEAD")
    lines = (said or b"").decode("utf-8", "surrogateescape").split("\n")
    listed = git.run(
        folder, "status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=no", "--", content.FOLDER
    )
    if len(lines) != len(("prefix", "shallow", "head", "")) or listed is None:
        return None
    prefix, shallow, head, _ = lines
    cut: list[str] = []
    with suppress(OSError):
        cut = (folder / shallow).read_text(encoding="ascii").split()
    names = listed.decode("utf-8", "surrogateescape").split("\0")
    differing = tuple(sorted(name[3:].removeprefix(prefix) for name in names if name))
    return State(head=head, prefix=prefix, cut=tuple(sorted(cut)), differing=differing)


def last(folder: Path, paths: Sequence[str], place: Path | None = None) -> Mapping[str, str]:
    """Return the commit that last changed each statement's file below a content folder, kept at `place` for the next time.

    A file of which none is known is left out: it is not in the commit that is checked out or differs from it, it is a
    link, its last change lies where the history is cut short, or there is no git.
    """
    here = state(folder)
    if here is None or not paths:
        return {}
    known = _Known.read(place, here)
    try:
        found = _since(folder, here, paths, known) or _walked(folder, here, paths, here.head)[0]
    except ArchiveError:
        return {}
    if place and (here.head, found) != (known.head, known.found):
        _Known(here.head, found).write(place, here)
    differing = set(here.differing)
    return {path: commit for path, commit in found.items() if commit != _UNKNOWN and path not in differing}


def _since(folder: Path, here: State, paths: Sequence[str], known: _Known) -> dict[str, str] | None:
    """Return what is found with what was known of an earlier commit, None where a file's line does not lead there."""
    if not known.head:
        return None
    try:
        found, left = (
            ({}, {here.head: set(paths)})
            if known.head == here.head
            else _walked(folder, here, paths, here.head, f"^{known.head}")
        )
    except ArchiveError:  # a commit that is no longer there
        return None
    there = left.pop(known.head, set())
    if left or not there <= known.found.keys():
        return None
    return {**found, **{path: known.found[path] for path in there}}


class _Change(NamedTuple):
    """How a commit differs from one parent: files by path, each with whether it is a plain file afterwards."""

    commit: str
    parents: tuple[str, ...]
    parent: str
    files: Mapping[str, bool]


_LOG = ("--no-replace-objects", "-c", "log.follow=false", "-c", "log.showRoot=true", "log", "--topo-order", "--full-history",
        "--sparse", "--parents", "--diff-merges=separate", "--raw", "--no-renames", "--no-abbrev", "--no-abbrev-commit", "-z",
        "--relative", "--pretty=short", "--encoding=UTF-8", "--no-decorate", "--no-notes", "--no-color")  # fmt: skip
"""Every commit with its parents, a merge with each of them, children first; settings of the machine's take no part."""


def _walked(
    folder: Path, here: State, paths: Iterable[str], *revisions: str
) -> tuple[dict[str, str], dict[str, set[str]]]:
    """Walk through some revisions; return the commit of each file, and where the lines of the others lead out of them."""
    walk = _Walk({here.head: set(paths)}, frozenset(here.cut))
    with closing(git.pieces(folder, *_LOG, *revisions, "--", content.FOLDER)) as said:
        for commit, changes in groupby(_changes(said), key=lambda change: change.commit):
            walk.step(commit, list(changes))
            if not walk.waiting:
                break
    return walk.found, walk.waiting


@dataclass(frozen=True, slots=True)
class _Walk:
    """A walk through the history: which files' lines have come to a commit that is still to be looked at."""

    waiting: dict[str, set[str]]
    cut: frozenset[str]
    found: dict[str, str] = field(default_factory=dict)

    def step(self, commit: str, changes: Sequence[_Change]) -> None:
        """Lead the lines that have come to a commit to its parents; those that end there are found."""
        here = self.waiting.pop(commit, set())
        parents = changes[0].parents
        differing = {change.parent or "".join(parents[:1]): change.files for change in changes}
        for parent in dict.fromkeys(parents):
            if not here:
                return
            other = {path for path in differing.get(parent, ()) if path in here}
            here -= other
            self._lead(parent, here)
            here = other
        after = differing.get("".join(parents[-1:]), {})
        is_known = commit not in self.cut
        self.found.update((path, commit if is_known and after.get(path) else _UNKNOWN) for path in here)

    def _lead(self, parent: str, here: set[str]) -> None:
        if here:
            small, large = sorted((here, self.waiting.get(parent, set())), key=len)
            large |= small  # the small one goes into the large one, so that thousands are not copied at each commit
            self.waiting[parent] = large


def _changes(pieces: Iterator[str]) -> Iterator[_Change]:
    """Yield what `git log` tells of each commit and parent.

    A piece is the head of a commit, maybe with the first file's `:…` as its last line, another file's, or a path.
    """
    change: _Change | None = None
    changed: dict[str, bool] = {}
    for piece in pieces:
        head, _, info = piece.rpartition("\n")
        if head:
            if change:
                yield change
            changed = {}
            change = _change(head, changed)
        if info.startswith(":"):
            changed[next(pieces)] = info.split(" ")[1].startswith("100")  # 100644 or 100755; 000000 where it is gone
    if change:
        yield change


def _change(head: str, changed: Mapping[str, bool]) -> _Change:
    """Return the change of a head, `commit ID PARENT... (from PARENT)`, of which a merge alone has the last part."""
    line, _, _ = head.partition("\n")
    named, _, source = line.removeprefix("commit ").partition(" (from ")
    commit, *parents = named.split(" ")
    return _Change(commit, tuple(parents), source.removesuffix(")"), changed)


_ID = re.compile(r"[0-9a-f]{40,64}")


@dataclass(frozen=True, slots=True)
class _Known:
    """What was found for a commit, by path; nothing where no commit is named."""

    head: str = ""
    found: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, place: Path | None, here: State) -> _Known:
        """Return what is kept at a place, nothing where it is of another folder or history or cannot be understood."""
        try:
            told = json.loads(place.read_text(encoding="utf-8")) if place else {}
            if told["of"] != [_FORM, here.prefix, list(here.cut)] or not _ID.fullmatch(told["head"]):
                return cls()
            return cls(told["head"], {path: commit for commit, paths in told["found"].items() for path in paths})
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return cls()

    def write(self, place: Path, here: State) -> None:
        """Keep it; where that fails, the next time all is asked again."""
        paths: dict[str, list[str]] = {}
        for path, commit in self.found.items():
            paths.setdefault(commit, []).append(path)
        told = {"of": [_FORM, here.prefix, list(here.cut)], "head": self.head, "found": paths}
        with suppress(OSError):
            files.write(place, json.dumps(told, separators=(",", ":")))
