"""Files that a person changed, and what the parser reads today: each is left as it is or merged, and why is told.

The base of a merge is what the parser wrote when the person began. At the first merge git's history holds it. From then
on no version in the history is what the parser wrote, since the person's changes are in each; so a merge keeps the base of
the next one in `.merged/` beside the statements. Here this differs from a plain "base from history", which would take the
parser's earlier changes for the person's from the second merge on. Where neither has it (a shallow clone, a downloaded
copy, a first commit with the correction in it) it is sought among the mixtures of the file and today's reading
(`builder.recover`), which finds it wherever the two changed different places.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from builder import content, files, history, patch, text
from builder.errors import Problem, ProblemsError
from builder.merge import Conflict, Merged, merge
from builder.recover import recover
from builder.statement import Statement

FOLDER = ".merged"
"""The folder of the bases of merged files below the content folder; hidden, so no page is made of it."""

_BASE = re.compile(rf"{re.escape(FOLDER)}/[0-9a-f]{{12}}-[0-9a-f]{{12}}\.md")
_SHOWN = 80
_MERGED = (
    "title",
    "date",
    "ministry",
    "issuer",
    "kind",
    "language",
    "work",
    "tags",
    "source",
    "capture",
    "parsed",
)


@dataclass(frozen=True, slots=True)
class Corrected:
    """A file that a person changed: its path, what it says, and what the parser reads today."""

    path: str
    person: Statement
    reading: Statement


@dataclass(frozen=True, slots=True)
class Settled:
    """What becomes of a file: `kept` or `merged`, what is to be written, and what is to be said."""

    state: str = "kept"
    writes: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def settle(folder: Path, shown: str, corrected: Iterable[Corrected]) -> list[Settled]:
    """Decide about every file that a person changed, in the order given; history is asked once, and only if needed."""
    every = list(corrected)
    first = {each.path: index for index, each in reversed(list(enumerate(every)))}
    improved = [index for index, each in enumerate(every) if first[each.path] == index and _is_improved(each)]
    found = {each.path: base for index in improved if (base := _stored(folder, each := every[index]))}
    missing = {each.path: each.person for index in improved if (each := every[index]).path not in found}
    past = history.bases(folder, missing) if missing else history.Bases({}, "")
    settled = [Settled()] * len(every)
    for index in improved:
        each = every[index]
        base = found.get(each.path) or past.found.get(each.path) or recover(each.person, each.reading)
        settled[index] = _merged(folder, shown, each, base) if base else _without_base(folder, shown, each, past.why)
    return settled


def unused(folder: Path, corrected: Iterable[tuple[str, str]], written: Container[str]) -> list[str]:
    """Return the bases that no merge can begin from any more, by path below the content folder.

    `corrected` are id and `parsed` of every statement that a person changed, as the run found it, `written` the paths that
    it writes or would write. What is not named as a base is named is left alone.
    """
    found = (f"{FOLDER}/{each.name}" for each in files.walk(folder / FOLDER) if each.parent == folder / FOLDER)
    bases = sorted(path for path in found if _BASE.fullmatch(path) and path not in written)
    needed = {_base_at(name, parsed) for name, parsed in corrected} if bases else set()
    return [path for path in bases if path not in needed]


def _is_improved(each: Corrected) -> bool:
    """Whether the parser reads something else than it did, and something else than the file says by now."""
    return each.reading.parsed not in (each.person.parsed, each.person.digest)


def _stored_at(statement: Statement) -> str:
    """Return where the base of a merged file is: a new one takes no other's place until the file is written too."""
    return _base_at(statement.id, statement.parsed)


def _base_at(name: str, parsed: str) -> str:
    return f"{FOLDER}/{name}-{parsed[:12]}.md"


def _stored(folder: Path, each: Corrected) -> Statement | None:
    path = folder / _stored_at(each.person)
    if not path.is_file():
        return None
    try:
        base = content.load(files.read_text(path, path.name), path.name)
    except ProblemsError:
        return None
    return base if (base.id, base.parsed) == (each.person.id, each.person.parsed) else None


def _merged(folder: Path, shown: str, each: Corrected, base: Statement) -> Settled:
    known = {copy.sha256 for copy in (each.person.capture, *each.person.capture.also)}
    if each.reading.capture.sha256 not in known and each.reading.body != base.body:
        return Settled()  # another text, which says by chance what the person wrote
    made = merge(base, each.person, each.reading)
    old = files.read_text(folder / each.path, f"{shown}/{each.path}")
    if made.conflicts:
        return Settled(problems=tuple(_conflict(shown, each, old, found) for found in made.conflicts))
    return Settled("merged", _writes(each, made, old))


def _writes(each: Corrected, made: Merged, old: str) -> dict[str, str]:
    keys = [key for key in _MERGED if getattr(made.statement, key) != getattr(each.person, key)]
    file = {each.path: patch.restated(old, made.statement, keys)}
    base = {_stored_at(made.base): content.dump(made.base)}
    is_new = made.statement.parsed != each.person.parsed
    return {**base, **file} if is_new else {**file, **base}  # what a killed run leaves is a whole pair either way


def _without_base(folder: Path, shown: str, each: Corrected, why: str) -> Settled:
    message = f"the parser reads its capture otherwise than when a person changed the file, and what it read then is lost: {why}"
    hint = (
        f'the person\'s text stays; see builder diff, and to keep it so for good, write parsed: "{each.reading.parsed}"'
    )
    line = _line(files.read_text(folder / each.path, each.path), "parsed")
    return Settled(problems=(_warning(shown, each, line, "not-merged", message, hint),))


def _conflict(shown: str, each: Corrected, old: str, found: Conflict) -> Problem:
    if found.key == "body":
        line = old.count("\n", 0, len(old) - len(each.person.body) + found.at) + 1
        where = f"paragraph {found.paragraph}"
    else:
        line, where = _line(old, found.key.partition(".")[0]), found.key
    mine, theirs = (text.excerpt(side, _SHOWN) for side in (found.person, found.parser))
    message = f'{where}: a person wrote "{mine}" where the parser now reads "{theirs}"'
    hint = f'the person\'s text stays; to settle it for good, write parsed: "{each.reading.parsed}"'
    return _warning(shown, each, line, "conflict", message, hint)


def _line(old: str, key: str) -> int:
    return next((at for at, line in enumerate(old.split("\n"), start=1) if line.startswith(f"{key}:")), 1)


def _warning(shown: str, each: Corrected, line: int, code: str, message: str, hint: str) -> Problem:
    return Problem(path=f"{shown}/{each.path}", line=line, code=code, message=message, hint=hint, warning=True)
