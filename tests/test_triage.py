"""The kind of a pull request: decided from files and words alone, and never better than its worst file."""

from __future__ import annotations

import pytest

from builder.triage import LABELS, Change, is_rooted, labels, words_changed

MINE = "content/statements/2024/trade/2024-06-10-letter.md"


@pytest.mark.parametrize(
    ("change", "label"),
    [
        (Change(MINE, "changed", 3), "correction"),
        (Change(MINE, "changed", 201), "large correction"),
        (Change(MINE, "changed", 3, is_rooted=False), "changes provenance"),
        (Change(MINE, "added"), "adds statements"),
        (Change(MINE, "deleted"), "removes statements"),
        (Change("content/captures/watch/2024.txt", "added"), "adds captures"),
        (Change("content/captures/watch/2024.txt", "changed"), "touches captures"),
        (Change("content/captures/watch/2024.txt", "deleted"), "touches captures"),
        (Change("content/captures/manifest-sha256.txt", "deleted"), "touches captures"),
        (Change("content/ministries.yml", "changed"), "changes registries"),
        (Change("content/removed.yml", "added"), "changes registries"),
        (Change("content/about.md", "changed"), "changes pages"),
        (Change("content/x.js", "added"), "changes code"),
        (Change("content/statements/x.js", "added"), "changes code"),
        (Change("content/statements/evil.html", "added"), "changes code"),
        (Change("builder/check.py", "changed"), "changes code"),
        (Change(".github/workflows/ci.yml", "changed"), "changes code"),
        (Change("contentx/about.md", "changed"), "changes code"),
        (Change("requirements.lock", "changed"), "changes code"),
    ],
)
def test_each_file_has_a_label(change: Change, label: str) -> None:
    """What a file is decides what a pull request that changes it alone is."""
    assert (label,) == labels([change])
    assert label in LABELS


def test_a_correction_with_code_is_not_only_a_correction() -> None:
    """Every kind that occurs is told, so that nothing hides behind a correction."""
    assert ("changes code", "correction") == labels([Change(MINE, "changed", 1), Change("Makefile", "changed")])


def test_what_ingest_writes_beside_captures_is_no_kind_of_its_own() -> None:
    """The manifest, the wanted texts and the like come with captures."""
    found = [
        Change(f"content/{name}", "changed") for name in ("captures/manifest-sha256.txt", "wanted.yml", "related.yml")
    ]

    assert ("adds captures", "adds statements") == labels(
        [*found, Change("content/captures/a/b.txt", "added"), Change(MINE, "added")]
    )
    assert () == labels(found)


def test_words_are_counted_on_both_sides() -> None:
    """A word in another's place counts twice: once taken away, once put in."""
    assert 2 == words_changed("One two three.", "One too three.")
    assert 0 == words_changed("One two.", "One two.")
    assert 1 == words_changed("One two.", "One two. Three")


FILE = """---
id: "0123456789ab"
title: "Letter"
capture: {file: "a.txt"}
added: "2024-06-11"
parsed: "00"
corrections: []
aliases: ["statements/a.md"]
---

Two words.
"""


@pytest.mark.parametrize(
    ("entries", "more"),
    [
        ('corrections: [{date: "2024-06-20", by: "A. Reader", note: "One word is three words."}]', 0),
        ('corrections:\n- {date: "2024-06-20", by: "A", note: "x y"}\n- {date: "2024-06-21", by: "A", note: "z"}', 0),
        ('corrections: []\nkind: "x"', 2),
    ],
)
def test_why_is_not_counted(entries: str, more: int) -> None:
    """The entry that explains a correction makes it no larger; what stands below it counts."""
    new = FILE.replace("corrections: []", entries).replace("Two words.", "Three words.")

    assert 2 + more == words_changed(FILE, new)


@pytest.mark.parametrize(
    ("old", "new", "rooted"),
    [
        ("Two words.", "Three words.", True),
        ('title: "Letter"', 'title: "Letters"', True),
        ("Two words.", 'id: "x"', True),
        ('id: "0123456789ab"', 'id: "0123456789ac"', False),
        ('"a.txt"', '"b.txt"', False),
        ('{file: "a.txt"}', '\n  file: "b.txt"', False),
        ('parsed: "00"', 'parsed: "01"', False),
        ('added: "2024-06-11"\n', "", False),
    ],
)
def test_where_it_comes_from(old: str, new: str, *, rooted: bool) -> None:
    """Id, capture, day of adding and digest are the roots of a statement; the same words in its text are none."""
    assert rooted == is_rooted(FILE, FILE.replace(old, new))
