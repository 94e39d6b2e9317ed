"""Pictures of pages, made small, laid out on one sheet a page, and compared by blocks.

A changed layout or colour makes other blocks; the edges of letters, which differ from browser to browser, do not.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image

Picture = npt.NDArray[np.uint8]
"""The shades of a picture, from 1 (black) to 15 (white); 0 is what lies beyond its lower edge."""

FOLDER = Path(__file__).with_name("pictures")
"""The references, one sheet a page."""

SCALE = 4
"""How many pixels of a screen make one of a picture, across and down."""

BLOCK = 8
"""Pixels of a picture that make a block, across and down: 32 of a screen, about one and a half lines of text."""

APART = 0.8
"""How many shades two blocks differ by, on average, where they count as others."""

MOST = 0.01
"""The share of a picture's blocks that may be others."""


def small(screenshot: bytes) -> Picture:
    """Return a screenshot as a small picture."""
    shot = Image.open(io.BytesIO(screenshot)).convert("L")
    size = (max(1, shot.width // SCALE), max(1, shot.height // SCALE))
    shades = np.asarray(shot.resize(size, Image.Resampling.BOX), dtype=np.uint16)
    return (1 + shades * 14 // 255).astype(np.uint8)


def write(pictures: Sequence[Picture], file: Path) -> None:
    """Write some pictures beside each other as one PNG file; what lies beyond a picture is red."""
    height = max(len(each) for each in pictures)
    whole = np.concatenate([_reaching(each, height) for each in pictures], axis=1)
    sheet = Image.fromarray(whole, mode="P")
    sheet.putpalette([180, 0, 0, *(round((shade - 1) * 255 / 14) for shade in range(1, 16) for _ in range(3))])
    file.parent.mkdir(exist_ok=True)
    sheet.save(file, optimize=True, bits=4)


def read(file: Path, widths: Sequence[int]) -> list[Picture]:
    """Return the pictures of a file, which are as wide on a screen as `widths`."""
    with Image.open(file) as sheet:
        whole = np.asarray(sheet, dtype=np.uint8)
    return np.split(whole, np.cumsum([width // SCALE for width in widths])[:-1], axis=1)


def difference(one: Picture, other: Picture) -> float:
    """Return the share of blocks that differ between two pictures of one width; what only one of them reaches counts."""
    height = max(_height(one), _height(other))
    means = [_means(_reaching(each[:height], height)) for each in (one, other)]
    return float((np.abs(means[0] - means[1]) > APART).mean())


def _height(picture: Picture) -> int:
    return int(picture.any(axis=1).sum())


def _reaching(picture: Picture, height: int) -> Picture:
    return np.pad(picture, ((0, height - len(picture)), (0, 0)))


def _means(picture: Picture) -> npt.NDArray[np.float64]:
    """Return the mean of each block; at the right and lower edge blocks are filled with what stands at the edge."""
    down, across = (-length % BLOCK for length in picture.shape)
    whole = np.pad(picture.astype(float), ((0, down), (0, across)), mode="edge")
    return whole.reshape(whole.shape[0] // BLOCK, BLOCK, whole.shape[1] // BLOCK, BLOCK).mean(axis=(1, 3))
