"""Earlier versions of statements' files, from git: what the parser wrote before a person changed it.

Two processes whatever the number of files: one `git log` names every version, one `git cat-file` reads them. Without git,
in a folder that is in no repository, or in a shallow clone, what is not there is not found, and why is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Literal

from builder import content
from builder.errors import ProblemsError
from builder.git import run as _git
from builder.statement import Statement

What = Literal["added", "changed", "deleted"]
"""What became of a file."""


@dataclass(frozen=True, slots=True)
class Bases:
    """What the parser wrote, by the path of the file today; `why` says why a file that is not there is not."""

    found: Mapping[str, Statement]
    why: str


def bases(folder: Path, wanted: Mapping[str, Statement]) -> Bases:
    """Return for each file the version of it that the parser wrote and that today's text began from.

    That is a version whose digest is its `parsed`, and whose `parsed` is today's; an older one would make the parser's
    later changes look like the person's. `wanted` is what stands in the files today, by path below the content folder;
    versions under the paths that `aliases` name count too.
    """
    listed = _git(folder, "log", "--full-history", "--raw", "--no-renames", "--no-abbrev", "-z", "--format=",
                  "--relative", "--", content.FOLDER)  # fmt: skip
    if listed is None:
        return Bases({}, "there is no git history here")
    today = {name: path for path, each in wanted.items() for name in (path, *each.aliases)}
    versions = [(today[name], blob) for name, blob in _listed(listed) if name in today]
    texts = _texts(folder, {blob for _, blob in versions})
    found: dict[str, Statement] = {}
    for path, blob in versions:
        if path not in found and f'"{wanted[path].parsed}"' in texts.get(blob, ""):
            statement = _read(texts[blob], path)
            if statement and statement.is_untouched and statement.parsed == wanted[path].parsed:
                found[path] = statement
    return Bases(found, _why(folder))


def _why(folder: Path) -> str:
    shallow = (_git(folder, "rev-parse", "--is-shallow-repository") or b"").strip() == b"true"
    return "this copy of the git history is cut short" if shallow else "the git history does not hold it"


def _listed(raw: bytes) -> Iterable[tuple[str, str]]:
    """Yield path and blob of each version that `git log --raw -z` names, the newest first."""
    parts = raw.decode("utf-8", "surrogateescape").split("\0")
    for info, path in pairwise(parts):
        fields = info.lstrip("\n").split(" ")
        if info.lstrip("\n").startswith(":") and fields[-1] != "D":
            yield path, fields[3]


def _texts(folder: Path, blobs: Iterable[str]) -> dict[str, str]:
    """Return the texts of some blobs; one that is not there (a partial clone) is left out."""
    rest = _git(folder, "cat-file", "--batch", given="".join(f"{blob}\n" for blob in sorted(blobs))) or b""
    texts: dict[str, str] = {}
    while rest:
        head, _, rest = rest.partition(b"\n")
        blob, kind, *size = head.decode().split(" ")
        if kind == "missing":
            continue
        data, rest = rest[: int(size[0])], rest[int(size[0]) + 1 :]
        texts[blob] = data.decode("utf-8", "replace").removeprefix("\ufeff").replace("\r\n", "\n")
    return texts


def _read(text: str, path: str) -> Statement | None:
    try:
        return content.load(text, path)
    except ProblemsError:
        return None


def changed(folder: Path, ref: str) -> tuple[str, ...] | None:
    """Return the paths below a folder that differ from where today's branch left `ref`, new and deleted ones too.

    None where git knows no such commit, or the two have none in common.
    """
    base = _base(folder, ref)
    listed = base and _git(folder, "diff", "--name-only", "--no-renames", "--relative", "-z", base, "--", ".")
    fresh = _git(folder, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
    if not base or listed is None or fresh is None:
        return None
    names = (listed or b"").split(b"\0") + fresh.split(b"\0")
    return tuple(sorted({name.decode("utf-8", "surrogateescape") for name in names if name}))


_WHAT: dict[str, What] = {"A": "added", "D": "deleted"}


def statuses(folder: Path, ref: str) -> tuple[tuple[str, What], ...] | None:
    """Return every path of the whole repository that differs from where today's branch left `ref`, and what became of it.

    Commits count and what is not committed yet; None where git knows no such commit.
    """
    base = _base(folder, ref)
    listed = base and _git(folder, "diff", "--name-status", "--no-renames", "-z", base)
    fresh = _git(folder, "ls-files", "--others", "--exclude-standard", "--full-name", "-z", "--", ":/")
    if not base or listed is None or fresh is None:
        return None
    parts = (listed or b"").decode("utf-8", "surrogateescape").split("\0")
    found = {path: _WHAT.get(status, "changed") for status, path in zip(parts[::2], parts[1::2], strict=False)}
    found |= {path: "added" for path in fresh.decode("utf-8", "surrogateescape").split("\0") if path}
    return tuple(sorted(found.items()))


def texts_at(folder: Path, ref: str, paths: Iterable[str]) -> Mapping[str, str]:
    """Return the texts that files below a folder had where today's branch left `ref`; one that was not there is left out."""
    base, wanted = _base(folder, ref), frozenset(paths)
    listed = (_git(folder, "ls-tree", "-r", "-z", base, "--", ".") or b"") if base and wanted else b""
    pairs = (each.split("\t", 1) for each in listed.decode("utf-8", "surrogateescape").split("\0") if each)
    blobs = {path: info.split(" ")[2] for info, path in pairs if path in wanted}
    texts = _texts(folder, set(blobs.values())) if blobs else {}
    return {path: texts[blob] for path, blob in blobs.items() if blob in texts}


def _base(folder: Path, ref: str) -> str:
    """Return the commit at which today's branch left `ref`; a name that git could take for an option is none."""
    commit = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
    return (
        (_git(folder, "merge-base", (commit or b"").decode().strip(), "HEAD") or b"").decode().strip() if commit else ""
    )


def user_name(folder: Path) -> str:
    """Return the name that git signs with here (`user.name`), or an empty string."""
    return (_git(folder, "config", "user.name") or b"").decode("utf-8", "replace").strip()


def head(folder: Path) -> tuple[str, str] | None:
    """Return the id of the commit that is checked out and its day (`2024-06-15`), or None where there is none."""
    found = (_git(folder, "show", "--no-patch", "--format=%H %cs", "HEAD") or b"").decode().split()
    return (found[0], found[1]) if len(found) == 2 else None  # noqa: PLR2004 - the two that were asked for


def uncommitted(folder: Path) -> tuple[str, ...]:
    """Return the files below a folder that differ from the commit, new ones too, by their paths below the folder."""
    raw = _git(folder, "status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--", ".") or b""
    prefix = (_git(folder, "rev-parse", "--show-prefix") or b"").decode("utf-8", "surrogateescape").strip("\n")
    names = raw.decode("utf-8", "surrogateescape").split("\0")
    return tuple(sorted(name[3:].removeprefix(prefix) for name in names if name))
