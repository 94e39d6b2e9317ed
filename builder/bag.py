"""The archive of one commit as a BagIt bag (RFC 8493): captures, content, data, and what they are."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from builder import files, history, manifest
from builder.errors import ArchiveError, Problem, ProblemsError

MANIFEST = "manifest-sha256.txt"
TAGS = "tagmanifest-sha256.txt"
CONTENT = "data/content/"
"""Where the content folder is in a bag."""

_DECLARED = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_KEPT = (".merged",)
"""Hidden folders of the content that belong to it."""

_README = """{title}
{line}

{description}

This is the whole archive as of {day}, commit {commit}.

content/    captures as they were taken (content/captures/, with their own manifest), statements as Markdown
            files (content/statements/), the registries and the hand-written pages
data/       the same statements as JSON lines, CSV, Parquet and SQLite; data/datapackage.json explains every column

Any tool for BagIt tells whether the bag is whole: bagit.py --validate FOLDER, or without one: sha256sum -c
manifest-sha256.txt in the folder above this one. Its Markdown files need no program to be read. A program that makes the
site from content/ is named in the archive's repository{site}.
"""


def lay(
    content: Path, target: Path, about: Mapping[str, str], write_data: Callable[[Path], object], shown: str = "content"
) -> int:
    """Lay the bag out in a new folder; return how many files it holds.

    `about` has `title`, `description` and `site`; `write_data` writes the data into a folder. The same commit gives the
    same bag. Raises ProblemsError where the content differs from the commit or the folder cannot be written or is there
    already, and ArchiveError where there is no commit.
    """
    commit = _commit(content, shown)
    try:
        target.mkdir(parents=True)
        for file in files_of(content):
            place = target / CONTENT / file.relative_to(content)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, place)
        (target / "data/data").mkdir()
        write_data(target / "data/data")
        values = {**about, **commit, "line": "=" * len(about["title"])}
        site = f", and the site was at {about['site']}" if about["site"] else ""
        (target / "data/README.md").write_text(_README.format(**{**values, "site": site}), encoding="utf-8")
        return _close(target, {**about, **commit})
    except OSError as error:
        message = f"no bag can be laid out here: {error.strerror}"
        raise ProblemsError([Problem(path=str(target), line=0, code="unwritable", message=message)]) from None


def _commit(content: Path, shown: str) -> Mapping[str, str]:
    """Return id and day of the commit, which must be all that the content folder holds."""
    found = history.head(content)
    if found is None:
        raise ArchiveError("there is no commit here, and a bag is of one; commit the content to git first")
    changed = history.uncommitted(content)
    if changed:
        hint = "commit it, or undo the change; a bag is of one commit"
        message = "this differs from the commit"
        raise ProblemsError(
            [
                Problem(path=f"{shown}/{path}", line=0, code="uncommitted", message=message, hint=hint)
                for path in changed
            ]
        )
    return {"commit": found[0], "day": found[1]}


def files_of(content: Path) -> Iterator[Path]:
    """Yield every file of a content folder that a bag of it holds."""
    yield from files.walk(content)
    for name in _KEPT:
        yield from files.walk(content / name)


def _close(target: Path, about: Mapping[str, str]) -> int:
    """Write what BagIt asks for beside the folder of what is kept; return how many files that folder holds."""
    payload = sorted(path for path in (target / "data").rglob("*") if path.is_file())
    size = sum(path.stat().st_size for path in payload)
    info = {
        "Bagging-Date": about["day"],
        "External-Description": " ".join(about["description"].split()),
        "External-Identifier": about["commit"],
        "Payload-Oxum": f"{size}.{len(payload)}",
        "Source-Organization": " ".join(about["title"].split()),
    }
    tags = {
        "bagit.txt": _DECLARED,
        "bag-info.txt": "".join(f"{name}: {value}\n" for name, value in info.items()),
        MANIFEST: _sums(target, payload),
    }
    for name, text in tags.items():
        files.write(target / name, text)
    files.write(target / TAGS, _sums(target, [target / name for name in sorted(tags)]))
    return len(payload)


def _sums(target: Path, found: list[Path]) -> str:
    lines = sorted((path.relative_to(target).as_posix(), manifest.hash_of(path)) for path in found)
    return "".join(f"{digest}  {name}\n" for name, digest in lines)
