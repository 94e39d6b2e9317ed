"""Names of files and of bodies: which ones lead elsewhere, and which read like something else."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder import names


@pytest.mark.parametrize(
    "path",
    [
        "../x.md",
        "statements/../../x.md",
        "statements/2024/../x.md",
        "/etc/passwd.md",
        "//host/x.md",
        "C:\\x.md",
        "statements\\x.md",
        "statements/a\\b.md",
        "statements/a\0.md",
        "statements/a\n.md",
        "statements/con.md",
        "statements/NUL/x.md",
        "statements/com1.x.md",
        "statements/a./x.md",
        "statements/.git/x.md",
        "statements/./x.md",
        "statements//x.md",
        "statements/a b.md",
        'statements/a"onclick=".md',
        "statements/<b>.md",
        "statements/%2e%2e/x.md",
        "statements/\u0430.md",
        "statements/\u2024\u2024/x.md",
        "statements/\uff0e\uff0e/x.md",
        "statements/a\u202e.md",
        "statements/a.html",
        "statements/a",
        "captures/a.md",
        "https://a.example/statements/x.md",
        f"statements/{'a' * 200}.md",
        "",
    ],
)
def test_paths_that_are_refused(path: str) -> None:
    """A path that leaves its folder, or that some system or address reads in another way, has a fault."""
    assert names.path_fault(path, "statements")


@pytest.mark.parametrize(
    "path",
    [
        "statements/x.md",
        "statements/2023/foreign-affairs/2023-02-02-press-statement.md",
        "statements/a/Console-1.2_b.md",
    ],
)
def test_paths_that_are_good(path: str) -> None:
    """Letters, digits, hyphens, points and underscores make a path."""
    assert names.path_fault(path, "statements") is None


def test_links_are_found(tmp_path: Path) -> None:
    """Symbolic links of files and folders are found at any depth, hidden ones too, and are not followed."""
    (tmp_path / "a" / ".b").mkdir(parents=True)
    (tmp_path / "a" / "c.md").write_text("x")
    (tmp_path / "a" / ".b" / "file").symlink_to("/etc/hostname")
    (tmp_path / "loop").symlink_to(tmp_path)

    assert ["a/.b/file", "loop"] == list(names.links(tmp_path))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("M\u0456nistry of Trade", ["U+0456 cyrillic small letter byelorussian-ukrainian i in the word M\u0456nistry"]),
        ("\u0391BC", ["U+0391 greek capital letter alpha in the word \u0391BC"]),
        ("a\u202eb", ["U+202E right-to-left override"]),
        ("Tra\u200bde", ["U+200B zero width space"]),
        ("Ministry of Trade", []),
        ("\u041c\u0418\u0414 \u0420\u043e\u0441\u0441\u0438\u0438 (MFA)", []),
        ("\uc678\ubb34\uc131 \u5916\u4ea4\u90e8 Minist\u00e8re", []),
    ],
)
def test_what_reads_like_something_else(text: str, found: list[str]) -> None:
    """A word of two scripts and a hiding character are told; words of one script each, side by side, are not."""
    assert found == list(names.look_alikes(text))
