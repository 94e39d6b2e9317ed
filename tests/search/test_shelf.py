"""The files of a shelf, put together from the slices of parts."""

from __future__ import annotations

import gzip
import json

from builder.search import part, shelf
from builder.search.shelf import cut, merge
from tests.search.test_part import unpacked


def opened(data: bytes) -> dict[str, list[int]]:
    """Return for each unit of a file the numbers that are written of it."""
    head, _, body = gzip.decompress(data).partition(b"\n")
    found, at = {}, 0
    for unit, size in zip(*json.loads(head), strict=True):
        found[unit] = unpacked(body[at : at + size])
        at += size
    return found


def test_parts_follow_one_another() -> None:
    """Of each unit stands the gap to the next part that has it, how many statements there have it, and what that part wrote."""
    slices = [part.invert([[title]], 1)[0].get("words/d") for title in ("drill", "peace", "drill dove")]

    (made,) = merge([(number, data) for number, data in enumerate(slices) if data], [])

    assert {"drill": [1, 1, 1, 3, 2, 1, 1, 3], "dove": [3, 1, 1, 3]} == opened(made)


def test_a_group_is_cut_into_files() -> None:
    """No file has more than its measure, unless one unit alone has; the files are in order and hold every unit once."""
    text = " ".join(f"d{number:05}" for number in range(20_000))
    slices, _ = part.invert([["", text]], 1)

    firsts = cut([slices["words/d"].partition(b"\n")[0]])
    files = [opened(data) for data in merge([(0, slices["words/d"])], firsts)]

    assert [f"d{number:05}" for number in range(20_000)] == [unit for file in files for unit in file]
    assert len(files) > 1
    assert all(sum(map(len, file.values())) <= shelf.FILE_BYTES for file in files)
    assert firsts == [next(iter(file)) for file in files[1:]]
