"""The archive that the tests of the command work on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sample import make, page, put


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return an archive with one capture, not yet ingested."""
    made = make(tmp_path / "archive")
    put(made, "watch/page.txt", page())
    return made
