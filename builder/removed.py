"""The register of statements that were taken out of the archive: what stood where, since when it does not, and why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

from pydantic import StringConstraints, ValidationError

from builder import content, files, names, yamltree
from builder.errors import Problem, ProblemsError
from builder.statement import Day, Frozen, Line

FILE = "removed.yml"
"""The file below the content folder; an archive without it has removed nothing."""


class Removed(Frozen):
    """A statement that was removed: its `id`, its file's `path`, its `title`, the day (`date`), `by` whom, and `why`.

    By the id ingest knows its text again and leaves it out, whatever title or date a later parser reads.
    """

    id: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{12}$")]
    path: Line
    title: Line
    date: Day
    by: Line
    why: Line

    @property
    def url(self) -> str:
        """The address that its page had, relative to the site."""
        return self.path.removesuffix(".md") + "/"


class _File(Frozen):
    """The file as a whole."""

    removed: list[Removed]


def load(folder: Path, shown: str = "content") -> tuple[Removed, ...]:
    """Return what the file below the content folder lists, nothing where it is missing.

    Raises ProblemsError with every problem, paths that cannot be a statement's among them.
    """
    path = f"{shown}/{FILE}"
    read = yamltree.load(folder / FILE, path, _File, "list each statement that was removed under the key removed")
    if read is None:
        return ()
    found, tree = tuple(read[0].removed), read[1]
    faults = list(_faults(found, tree, path))
    if faults:
        raise ProblemsError(faults)
    return found


def has(ids: Iterable[str], hashes: Iterable[str]) -> bool:
    """Tell whether a text whose records have these SHA-256 hashes is one of the removed statements with these ids."""
    return not {digest[:12] for digest in hashes}.isdisjoint(ids)


def entry(gone: Removed) -> str:
    """Return the line of the file that lists a statement, as YAML on one line."""
    return f"- {yamltree.inline(gone.model_dump(mode='json'))}"


def add(folder: Path, path: str, fields: dict[str, str], shown: str = "content") -> None:
    """Take a statement's file out and enter it; `fields` are `date`, `by` and `why`. All else in the register stays.

    Raises ProblemsError where the statement or the register cannot be read, a value cannot stand in it, or a file cannot
    be written; then nothing has changed, but that a file which cannot be deleted is listed already, which the check tells.
    """
    statement = content.load(files.read_text(folder / path, f"{shown}/{path}"), f"{shown}/{path}")
    load(folder, shown)
    data = {"id": statement.id, "path": path, "title": statement.title, **fields}
    try:
        line = entry(Removed.model_validate(data))
    except ValidationError as error:
        raise ProblemsError(
            [
                _problem(shown, "value", f"{fault['loc'][0]}: {fault['msg']}", "say it in one line")
                for fault in error.errors()
            ]
        ) from None
    register = folder / FILE
    old = files.read_text(register, f"{shown}/{FILE}") if register.is_file() else "removed:\n"
    dents = re.findall(r"^( *)- ", old, re.MULTILINE)
    new = re.sub(r"\[\s*\]\s*$", "", old).rstrip() + f"\n{dents[-1] if dents else '  '}{line}\n"
    if yamltree.read(new, FILE).problems:
        raise ProblemsError(
            [_problem(shown, "form", "its entries do not stand one below the other", f"add by hand: {line}")]
        )
    try:
        files.write(register, new)
        files.remove(folder / path)
    except OSError as error:
        raise ProblemsError([_problem(shown, "unwritable", f"it cannot be written: {error.strerror}", "")]) from None


def _problem(shown: str, code: str, message: str, hint: str) -> Problem:
    return Problem(path=f"{shown}/{FILE}", line=0, code=code, message=message, hint=hint)


def _faults(found: Iterable[Removed], tree: yamltree.Tree, path: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for number, each in enumerate(found):
        fault = names.path_fault(each.path, content.FOLDER)
        line = tree.line(("removed", number, "path"))
        if fault:
            message = f"the path {each.path!r} cannot be that of a statement: {fault}"
            yield Problem(path=path, line=line, code="path", message=message, hint="write the path that the file had")
        for text in (each.by, each.why):
            for alike in names.look_alikes(text):
                message = f"it holds {alike}, which reads like something else"
                hint = "write each word in the letters of one script"
                yield Problem(path=path, line=line, code="look-alike", message=message, hint=hint)
        if each.path.casefold() in seen:
            message = f'the path "{each.path}" stands here twice'
            yield Problem(path=path, line=line, code="duplicate-path", message=message, hint="keep one of the two")
        seen.add(each.path.casefold())


def returned(found: Iterable[Removed], paths: Iterable[str], ids: Iterable[str], shown: str) -> Iterator[Problem]:
    """Yield a problem for each statement that is listed as removed and is there, by its path or its id.

    `paths` are files and their aliases.
    """
    there, known = {path.casefold() for path in paths}, set(ids)
    for each in found:
        is_path = each.path.casefold() in there
        if is_path or each.id in known:
            message = f'"{each.path}" is listed as removed, and a statement has that {"path" if is_path else "id"}'
            hint = "take its entry out of the register, or the file away"
            yield Problem(path=f"{shown}/{FILE}", line=0, code="returned", message=message, hint=hint)
