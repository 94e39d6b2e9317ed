"""What a name may be, of a file and of a person or body, so that it leads nowhere else and reads like nothing else."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from builder import marks

_PART = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9._-]*[A-Za-z0-9_-])?")
_RESERVED = re.compile(r"(?i)(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?")
"""Names that Windows keeps for devices, with any ending (Microsoft, "Naming Files, Paths, and Namespaces")."""

_LONGEST = 200
_ALIKE = frozenset({"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC"})
"""Scripts with letters that look like those of another; one word is written in one of them."""


def path_fault(path: str, below: str) -> str | None:
    """Return what is wrong with the path of a statement's file, written with `/`, or None; it must lie in `below`."""
    parts = path.split("/")
    if not path.startswith(f"{below}/") or ".." in parts:
        return f'it does not lie below "{below}/"'
    if not path.endswith(".md"):
        return "it does not end in .md"
    if len(path) > _LONGEST:
        return f"it is longer than {_LONGEST} characters"
    return next(filter(None, map(_part_fault, parts)), None)


@lru_cache(maxsize=2**12)
def _part_fault(part: str) -> str | None:
    if not _PART.fullmatch(part):
        return f"{part!r} is no plain name"
    return f'"{part}" is a name that Windows keeps for itself' if _RESERVED.fullmatch(part) else None


def links(folder: Path) -> Iterator[str]:
    """Yield the path of every symbolic link below a folder, in order: it may lead to any file of the machine."""
    found: list[str] = []
    pending = [str(folder)]
    while pending:
        with os.scandir(pending.pop()) as entries:
            for entry in entries:
                if entry.is_symlink():
                    found.append(entry.path)
                elif entry.is_dir():
                    pending.append(entry.path)
    start = len(str(folder)) + 1
    yield from sorted(path[start:] for path in found)


def look_alikes(text: str) -> Iterator[str]:
    """Yield what in a name hides or reads like something else: hiding characters, and words of several scripts.

    Each is told by its number and Unicode name, for example `U+0456 cyrillic small letter i`.
    """
    yield from (mark.name for mark in marks.find(text))
    if text.isascii():
        return
    for word in re.findall(r"\w+", text):
        scripts = [unicodedata.name(letter, "").split(" ", 1)[0] for letter in word]
        known = [script for script in scripts if script in _ALIKE]
        if len(set(known)) > 1:
            rarest = min(sorted(set(known)), key=known.count)
            letter = word[scripts.index(rarest)]
            yield f"U+{ord(letter):04X} {unicodedata.name(letter).lower()} in the word {word}"
