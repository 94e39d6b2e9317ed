"""A check of what changed since a commit and of what that touches, so that a pull request is answered in seconds."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

from builder import archive, check, content, correct, differences, history, registry, related, removed, wanted, yamltree
from builder.archive import Entry
from builder.errors import Problem, ProblemsError

_ALL = frozenset({*registry.FILES, "sources.yml"})
"""Files on which every statement may depend: where one of them changed, everything is looked at."""

_DERIVED = frozenset({differences.FILE, related.FILE, wanted.FILE})
"""Files that ingest writes, which are as good as before where they did not change."""

_HEAD = 16_384
_ID = re.compile(rb'^id: "([0-9a-f]{12})"', re.MULTILINE)
_TITLE = re.compile(rb'^title: "((?:[^"\\\n]|\\.)*)"', re.MULTILINE)
_WORK = re.compile(rb'^work: "([^"\\\n]*)"', re.MULTILINE)
_ALIASES = re.compile(rb"^aliases:(.*(?:\n[ -].*)*)", re.MULTILINE)
_QUOTED = re.compile(rb'"([^"\\\n]+)"')


@dataclass(frozen=True, slots=True)
class _Head:
    """What of a statement's file others may collide with or lead to, found without reading it as YAML."""

    path: str
    id: str
    work: str
    paths: AbstractSet[str]


@dataclass(frozen=True, slots=True)
class Result:
    """What a check of changes found, and how many statements were looked at."""

    problems: tuple[Problem, ...]
    looked_at: int


def look(folder: Path, ref: str, today: str, shown: str = "content") -> Result:
    """Check what differs between the working tree and where it left `ref`, and every statement that this touches.

    A statement's file that is gone must be accounted for: moved, or removed for a reason. Raises ProblemsError where git
    does not know `ref`.
    """
    found = history.changed(folder, ref)
    if found is None:
        message = f'git knows no commit "{ref}" here, or the histories have nothing in common'
        hint = "fetch it first, for example git fetch origin main"
        raise ProblemsError([Problem(path=shown, line=0, code="no-commit", message=message, hint=hint)])
    if _ALL & set(found):
        report = check.check(folder, today, shown)
        return Result(report.problems, sum(1 for _ in archive.paths(folder)))
    mine = {path for path in found if path.startswith(f"{content.FOLDER}/") and path.endswith(".md")}
    heads = list(_heads(folder))
    past = history.texts_at(folder, ref, mine)
    chosen = sorted(_touched(heads, mine, {_value(_ID, text) for text in past.values()} - {""}))
    report = check.check(folder, today, shown, lambda place, name: _read(place, chosen, name), _DERIVED - set(found))
    known = {path for head in heads for path in head.paths} | {each.path.casefold() for each in report.removed}
    lost = {_lost(path, past.get(path, ""), today, shown) for path in mine if path.casefold() not in known}
    again = {each for path, text in past.items() for each in _compared(folder, path, text, today, shown)}
    return Result(tuple(sorted({*report.problems, *lost, *again})), len(chosen))


def _compared(folder: Path, path: str, past: str, today: str, shown: str) -> Iterator[Problem]:
    """Yield what is wrong only beside the earlier text: another id, a correction without an entry of its own."""
    try:
        found = archive.load(folder, path, shown).statement
    except ProblemsError:
        return  # gone, or told already
    before = _value(_ID, past)
    if before and before != found.id:
        message = f'its id was "{before}", and feeds and citations name it by that'
        yield Problem(path=f"{shown}/{path}", line=2, code="id", message=message, hint=f'write id: "{before}" again')
    if found.corrections and not correct.is_explained(found, past):
        lines = (folder / path).read_text(encoding="utf-8").split("\n")
        line = next((at for at, each in enumerate(lines, start=1) if each.startswith("corrections:")), 1)
        entry = f'{{date: "{today}", by: "your name", note: "what you changed and why"}}'
        how = (
            f"add , {entry} behind the last entry"
            if "[" in lines[line - 1]
            else f"add the line - {entry} below the last"
        )
        message = "the file was corrected before, and no correction tells why it is changed again"
        hint = f'{how}, or run builder correct {shown}/{path} --again --note "what you changed and why"'
        yield Problem(path=f"{shown}/{path}", line=line, code="uncorrected", message=message, hint=hint)


def _lost(path: str, past: str, today: str, shown: str) -> Problem:
    """Return the problem of a statement's file that is gone, with what to paste."""
    head = past.partition("\n---")[0]
    fields = {"id": _value(_ID, head), "path": path, "title": _value(_TITLE, head), "date": today}
    paste = yamltree.inline({**fields, "by": "your name", "why": "why"})
    message = "the file is gone, its address leads nowhere, and ingest would write it again"
    hint = (
        f"where it moved, list this path under aliases of the file; where it was removed, list it under removed: in "
        f"{shown}/{removed.FILE}: - {paste}"
    )
    return Problem(path=f"{shown}/{path}", line=0, code="lost", message=message, hint=hint)


def _value(pattern: re.Pattern[bytes], head: str) -> str:
    return _first(pattern, head.encode()).replace('\\"', '"')


def _read(folder: Path, chosen: Sequence[str], shown: str) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    entries: list[Entry] = []
    problems: list[Problem] = []
    for path in chosen:
        try:
            entries.append(archive.load(folder, path, shown))
        except ProblemsError as error:
            problems += error.problems
    return tuple(entries), tuple(problems)


def _touched(heads: Iterable[_Head], mine: AbstractSet[str], gone: AbstractSet[str]) -> Iterator[str]:
    """Yield the changed files that are there, and those with an id, a path or a work that one of them has or had."""
    own = [head for head in heads if head.path in mine]
    ids = {head.id for head in own} | gone
    works = {head.work for head in own if head.work}
    paths = {path for head in own for path in head.paths}
    for head in heads:
        is_near = head.id in ids | works or (head.work and head.work in works | ids) or head.paths & paths
        if head.path in mine or is_near:
            yield head.path


def _heads(folder: Path) -> Iterator[_Head]:
    start = len(str(folder)) + 1
    for place, inner, names in os.walk(folder / content.FOLDER):
        inner[:] = [name for name in inner if not name.startswith(".")]
        for name in names:
            if not name.endswith(".md") or name.startswith("."):
                continue
            file = f"{place}/{name}"
            head = _head(file)
            path = file[start:].replace(os.sep, "/")
            yield _Head(path, _first(_ID, head), _first(_WORK, head), frozenset(_paths(path, head)))


def _head(file: str) -> bytes:
    try:
        with open(file, "rb", buffering=0) as opened:  # noqa: PTH123 - the quickest way, for many files
            return opened.read(_HEAD).partition(b"\n---")[0]
    except OSError:
        return b""


def _first(pattern: re.Pattern[bytes], head: bytes) -> str:
    match = pattern.search(head)
    return match[1].decode("utf-8", "replace") if match else ""


def _paths(path: str, head: bytes) -> Iterable[str]:
    yield path.casefold()
    listed = _ALIASES.search(head)
    for alias in _QUOTED.findall(listed[1]) if listed else ():
        yield alias.decode("utf-8", "replace").casefold()
