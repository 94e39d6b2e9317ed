"""The captures' manifest: the SHA-256 of every capture file as it was entered, in BagIt's form (RFC 8493), write-once."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from builder import capture, files
from builder.capture import FOLDER, MANIFEST, Record
from builder.errors import Problem, ProblemsError

_LINE = re.compile(r"(?P<hash>[0-9A-Fa-f]{64})[ \t]+\*?data/(?P<file>(?![./]|.*/[./]).+)")
"""A digest and a path below `data/`, BagIt's name for the folder of what is kept: here the captures folder itself."""

_DECLARED = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


def read(content: Path, shown: str = "content") -> Mapping[str, str]:
    """Return the hash of every file that the manifest lists, by its path below the captures folder.

    Empty where there is no manifest yet. Raises ProblemsError with every line that is none, or that gives a file a
    second hash.
    """
    path, name = content / FOLDER / MANIFEST, f"{shown}/{FOLDER}/{MANIFEST}"
    if not path.is_file():
        return {}
    known: dict[str, str] = {}
    problems = []
    for number, line in enumerate(files.read_text(path, name).splitlines(), start=1):
        match = _LINE.fullmatch(line)
        if match is None or known.setdefault(match["file"], match["hash"].lower()) != match["hash"].lower():
            message = "the line gives a file a second hash" if match else "this is no line of a manifest"
            hint = "restore the manifest from the history; a line is a SHA-256, two spaces, data/ and a file"
            problems.append(Problem(path=name, line=number, code="manifest", message=message, hint=hint))
    if problems:
        raise ProblemsError(problems)
    return known


def text(known: Mapping[str, str]) -> str:
    """Return the manifest's text, one line a file, sorted by path."""
    return "".join(f"{known[file]}  data/{file}\n" for file in sorted(known))


@dataclass(slots=True)
class Guard:
    """Watches captures go by: enters those that are new, and holds back those that the manifest speaks against."""

    content: Path
    shown: str
    known: Mapping[str, str]
    seen: dict[str, str] = field(default_factory=dict)

    def watch(self, found: Iterable[Record | Problem]) -> Iterator[Record | Problem]:
        """Yield what is found; a capture that was changed becomes a problem, and one that is gone is told at the end."""
        for each in found:
            fault = self._fault(each)
            yield fault or each
        for file in self.known:
            if file not in self.seen:
                yield self._problem(
                    file,
                    "capture-missing",
                    f"the manifest lists this capture ({self.known[file]}) and it is gone",
                    "put it back from the history",
                )

    def _fault(self, each: Record | Problem) -> Problem | None:
        file, digest = self._digest(each)
        if digest is None:
            return None
        self.seen[file] = digest
        entered = self.known.get(file, digest)
        if entered == digest:
            return None
        message = f"the capture's bytes changed: it was entered with SHA-256 {entered} and now has {digest}"
        return self._problem(
            file, "capture-changed", message, "put the old bytes back; keep the new ones under another name"
        )

    def _digest(self, each: Record | Problem) -> tuple[str, str | None]:
        if isinstance(each, Record):
            return each.file, each.sha256
        file = each.path.removeprefix(f"{self.shown}/{FOLDER}/")  # a file that is refused is kept all the same
        path = self.content / FOLDER / file
        try:
            is_ours = path.is_file() and path.resolve().is_relative_to((self.content / FOLDER).resolve())
            return file, hash_of(path) if is_ours else None
        except OSError:
            return file, None

    def _problem(self, file: str, code: str, message: str, hint: str) -> Problem:
        return Problem(path=f"{self.shown}/{FOLDER}/{file}", line=0, code=code, message=message, hint=hint)

    @property
    def grown(self) -> Mapping[str, str]:
        """What the manifest lists, and what was seen for the first time; no entry ever changes."""
        return {**self.seen, **self.known}

    def save(self) -> Mapping[str, str]:
        """Write the manifest where something was entered; return what was written by its path below the content folder.

        Raises ProblemsError where it cannot be written.
        """
        if self.grown == self.known:
            return {}
        path, made = f"{FOLDER}/{MANIFEST}", text(self.grown)
        try:
            files.write(self.content / path, made)
        except OSError as error:
            message, hint = f"the file cannot be written: {error.strerror}", "mend that and run ingest again"
            fault = Problem(path=f"{self.shown}/{path}", line=0, code="unwritable", message=message, hint=hint)
            raise ProblemsError([fault]) from None
        return {path: made}


def guard(content: Path, shown: str = "content") -> Guard:
    """Return a guard for the captures below `content`; raises ProblemsError where the manifest cannot be read."""
    return Guard(content, shown, read(content, shown))


def compared(content: Path, shown: str = "content") -> tuple[int, tuple[Problem, ...]]:
    """Return the number of captures hashed and what is wrong with them: changed, missing, or never entered."""
    watcher = guard(content, shown)
    told = [each for each in watcher.watch(capture.read_all(content, shown)) if isinstance(each, Problem)]
    faults = [each for each in told if each.code in {"capture-changed", "capture-missing"}]
    for file in watcher.seen.keys() - watcher.known.keys():
        path = f"{shown}/{FOLDER}/{file}"
        message, hint = f"the capture is not in {MANIFEST}", "run builder ingest, which enters it"
        faults.append(Problem(path=path, line=0, code="capture-unlisted", message=message, hint=hint))
    return len(watcher.seen), tuple(sorted(faults))


def hash_of(path: Path) -> str:
    """Return the SHA-256 of a file of any size."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def bag(content: Path, target: Path, shown: str = "content") -> int:
    """Lay the captures out as a BagIt bag in a new folder and return their number.

    The captures are copied to `data/`, beside them go the manifest as it is and the declaration. Raises
    ProblemsError where the folder is there already or cannot be written.
    """
    known = read(content, shown)
    try:
        target.mkdir(parents=True)
        for file in known:
            place = target / "data" / file
            place.parent.mkdir(parents=True, exist_ok=True)
            if (content / FOLDER / file).is_file():
                shutil.copyfile(content / FOLDER / file, place)
        (target / "data").mkdir(exist_ok=True)
        files.write(target / MANIFEST, text(known))
        files.write(target / "bagit.txt", _DECLARED)
    except OSError as error:
        fault = Problem(
            path=str(target), line=0, code="unwritable", message=f"no bag can be laid out here: {error.strerror}"
        )
        raise ProblemsError([fault]) from None
    return len(known)
