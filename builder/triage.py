"""What kind of change a pull request is, decided from the list of its files and the words it changes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from builder import content, diff

MOST_WORDS = 200
"""Words that a correction changes in a file before it is told as a large one."""

LABELS = (
    "adds captures",
    "adds statements",
    "changes code",
    "changes pages",
    "changes provenance",
    "changes registries",
    "correction",
    "large correction",
    "removes statements",
    "touches captures",
)
"""Every label there is."""

_DERIVED = frozenset({"captures/manifest-sha256.txt", "wanted.yml", "related.yml", "differences.yml"})
_DERIVED_FOLDERS = (".merged/",)
"""What ingest writes beside statements."""

_CAPTURES = "captures/"


@dataclass(frozen=True, slots=True)
class Change:
    """A file that a pull request adds, changes or deletes; `words` are those that differ, of a statement's file.

    `path` is relative to the repository; `is_rooted` tells that what says where the statement comes from is as it was.
    """

    path: str
    what: Literal["added", "changed", "deleted"]
    words: int = 0
    is_rooted: bool = True


def labels(changes: Iterable[Change], shown: str = "content") -> tuple[str, ...]:
    """Return the labels of a pull request, sorted: usually one; `changes code` and `touches captures` need most care.

    `shown` is the content folder's path in the repository.
    """
    return tuple(sorted({_label(change, f"{shown}/") for change in changes} - {""}))


def _label(change: Change, start: str) -> str:
    if not change.path.startswith(start):
        return "changes code"
    path = change.path.removeprefix(start)
    if path in _DERIVED or path.startswith(_DERIVED_FOLDERS):
        return "" if change.what != "deleted" else "touches captures"
    if path.startswith(_CAPTURES):
        return "adds captures" if change.what == "added" else "touches captures"
    if path.startswith(f"{content.FOLDER}/") and path.endswith(".md"):
        return _of_statement(change)
    if path.endswith(".yml") and "/" not in path:
        return "changes registries"
    return "changes pages" if path.endswith(".md") else "changes code"


def _of_statement(change: Change) -> str:
    if change.what == "added":
        return "adds statements"
    if change.what == "deleted":
        return "removes statements"
    if not change.is_rooted:
        return "changes provenance"
    return "correction" if change.words <= MOST_WORDS else "large correction"


_ENTRIES = re.compile(r"^corrections:.*\n(?:[ -](?!--).*\n)*", re.MULTILINE)
_ROOTS = re.compile(r"^(?:id|capture|added|parsed):.*\n(?: .*\n)*", re.MULTILINE)


def words_changed(old: str, new: str) -> int:
    """Return how many words differ between two texts of a file, those taken away and those put in; why does not count."""
    before, after = (_ENTRIES.sub("", text, count=1) for text in (old, new))
    return sum(len(diff.words(piece.text)) for piece in diff.pieces(before, after) if piece.kind != "same")


def is_rooted(old: str, new: str) -> bool:
    """Tell whether id, capture, day of adding and digest of what was parsed are in two texts of a file the same."""
    before, after = (_ROOTS.findall(text.partition("\n---\n")[0] + "\n") for text in (old, new))
    return before == after
