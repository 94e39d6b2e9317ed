"""A release: every form of every year, whatever the archive's size."""

from __future__ import annotations

import json
from pathlib import Path

from builder.export import release
from builder.export.columns import Reader
from builder.markup import Renderer
from tests.export.made import ABOUT, SITE, archive, dataset, files
from tests.export.test_package import validate


def write(folder: Path) -> int:
    """Write the release."""
    return release.write(folder, Reader(archive(), SITE, Renderer()), ABOUT)


def test_every_form_is_there(tmp_path: Path) -> None:
    """All tables, and what describes them, which the validator of Frictionless Data accepts."""
    number = write(tmp_path / "data")

    found = {
        file.relative_to(tmp_path / "data").as_posix() for file in (tmp_path / "data").rglob("*") if file.is_file()
    }
    assert number == len(found)
    made = dataset(tmp_path / "kept")
    assert {path.removeprefix("data/") for path in files(made.producers(made.tables()))} <= found
    assert json.loads(validate(tmp_path).stdout)["valid"]


def test_two_releases_are_the_same(tmp_path: Path) -> None:
    """The same archive gives the same bytes."""
    for name in ("a", "b"):
        write(tmp_path / name)

    one, two = (sorted(file for file in (tmp_path / name).rglob("*") if file.is_file()) for name in ("a", "b"))
    assert [file.read_bytes() for file in one] == [file.read_bytes() for file in two]
