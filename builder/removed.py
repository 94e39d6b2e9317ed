"""The register of statements that were taken out of the archive: what stood where, since when it does not, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from builder import content, names, yamltree
from builder.errors import Problem, ProblemsError
from builder.statement import Day, Frozen, Line

FILE = "removed.yml"
"""The file below the content folder; an archive without it has removed nothing."""


class Removed(Frozen):
    """A statement that was removed: its file's `path`, its `title`, the day (`date`), `by` whom, and `why`."""

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


def _faults(found: Iterable[Removed], tree: yamltree.Tree, path: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for number, each in enumerate(found):
        fault = names.path_fault(each.path, content.FOLDER)
        line = tree.line(("removed", number, "path"))
        if fault:
            message = f"the path {each.path!r} cannot be that of a statement: {fault}"
            yield Problem(path=path, line=line, code="path", message=message, hint="write the path that the file had")
        if each.path.casefold() in seen:
            message = f'the path "{each.path}" stands here twice'
            yield Problem(path=path, line=line, code="duplicate-path", message=message, hint="keep one of the two")
        seen.add(each.path.casefold())


def returned(found: Iterable[Removed], paths: Iterable[str], shown: str) -> Iterator[Problem]:
    """Yield a problem for each path that is listed as removed and is there; `paths` are files and their aliases."""
    there = {path.casefold() for path in paths}
    for each in found:
        if each.path.casefold() in there:
            message = f'"{each.path}" is listed as removed, and a statement has that path'
            hint = "take its entry out of the register, or the file (and its capture, or ingest writes it again) away"
            yield Problem(path=f"{shown}/{FILE}", line=0, code="returned", message=message, hint=hint)
