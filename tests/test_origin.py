"""What every result depends on beside its data."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from builder import origin


def test_another_library_is_another_origin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A library that is installed, or of which another version is, changes the digest; nothing else there does."""
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path)])
    digests = []
    for name in ("notes.txt", "one-1.0.dist-info", "one-1.1.dist-info"):
        (tmp_path / name).mkdir()
        origin.code.cache_clear()
        digests.append(origin.code())
    origin.code.cache_clear()

    assert 3 == len(set(digests))
    (tmp_path / "one-1.1.dist-info").rmdir()
    (tmp_path / "one-1.0.dist-info").rmdir()
    assert digests[0] == origin.code()
