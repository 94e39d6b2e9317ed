"""Data of a small archive, made in a folder, for tests."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from builder.archive import Archive
from builder.export.budget import PIECES
from builder.export.columns import Reader
from builder.export.dataset import Dataset
from builder.export.package import About
from builder.markup import Renderer
from builder.producer import Producer
from tests import factory

SITE = "https://someone.example/archive/"
ABOUT = About(title="An Archive", description="What was said.", site=SITE, commit="abc1234")
EVERYTHING = tuple(piece.name for piece in PIECES)
ENTRIES = (
    factory.entry("one", date="2023-02-02", tags=["drills"]),
    factory.entry("two", date="2024-03-05", ministry="institute", tags=["trade"]),
    factory.entry("three", date="2024-05", ministry="defence", tags=[]),
)


def archive() -> Archive:
    """Return an archive of two years, three bodies and two tags."""
    return factory.build(*ENTRIES)


def dataset(kept: Path, of: Archive | None = None, names: tuple[str, ...] = EVERYTHING) -> Dataset:
    """Return what makes the tables of an archive."""
    return Dataset(Reader(of or archive(), SITE, Renderer()), names, kept)


def files(producers: Iterable[Producer]) -> dict[str, bytes]:
    """Return what producers make; a path that two make is an error."""
    found: dict[str, bytes] = {}
    for each in producers:
        for path, data in each.make().items():
            assert path not in found
            found[path] = data.encode() if isinstance(data, str) else data
    return found


def write(folder: Path, made: dict[str, bytes]) -> None:
    """Write files below a folder."""
    for path, data in made.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
