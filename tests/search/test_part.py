"""A part of the index: what is written of each word."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.search import part
from tests.factory import PROPERTY

TEXTS = [["The drill", "The drill of the army is over.", "Over."], ["Peace", "No drill."]]


def unpacked(data: bytes) -> list[int]:
    """Return the numbers that seven bits a byte write."""
    numbers, value, shift = [], 0, 0
    for byte in data:
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            numbers.append(value)
            value, shift = 0, 0
    return numbers


def postings(slices: dict[str, bytes], shelf: str) -> dict[str, tuple[int, list[int]]]:
    """Return for each unit of a shelf the number of its statements and the numbers that are written of them."""
    found = {}
    for name, data in slices.items():
        if name.startswith(f"{shelf}/"):
            head, _, body = data.partition(b"\n")
            at = 0
            for unit, statements, size in zip(*json.loads(head), strict=True):
                found[unit] = (statements, unpacked(body[at : at + size]))
                at += size
    return found


def test_words_tell_statements_and_how_often() -> None:
    """Each statement is a gap, then twice how often, plus one where the title has the word."""
    slices, lengths = part.invert(TEXTS, 1)

    found = postings(slices, "words")
    assert [10, 3] == lengths
    assert (2, [1, 2 * 2 + 1, 1, 1 * 2]) == found["drill"]
    assert (1, [1, 3 * 2 + 1]) == found["the"]
    assert (1, [2, 1 * 2 + 1]) == found["peace"]
    assert {"the", "drill", "of", "army", "is", "over", "peace", "no"} == set(found)


def test_places_tell_paragraph_and_order() -> None:
    """A long word has its own places, as gaps from -1: paragraph times the step, plus its number in it."""
    slices, _ = part.invert(TEXTS, 1)

    found = postings(slices, "places")
    assert {"drill", "army", "over", "peace"} == set(found)
    assert (2, [1, 2, 2, part.STEP, 1, 1, part.STEP + 2]) == found["drill"]
    assert (1, [1, 2, part.STEP + 7, part.STEP - 6]) == found["over"]


def test_pairs_tell_where_a_short_word_stands() -> None:
    """Two words of which one is short have the place of the first; none reaches over the end of a paragraph."""
    slices, _ = part.invert(TEXTS, 1)

    found = postings(slices, "pairs")
    assert {"the drill", "drill of", "of the", "the army", "army is", "is over", "no drill"} == set(found)
    assert (1, [1, 2, 1, part.STEP]) == found["the drill"]
    assert (1, [2, 1, part.STEP + 1]) == found["no drill"]


def test_a_short_word_beside_a_script_without_spaces_has_its_own_places() -> None:
    """`6월` is found by the place of `6` and of `월`."""
    slices, _ = part.invert([["", "6월 a bc"]], 1)

    found = postings(slices, "places")
    assert {"6", "월", "a"} == set(found)
    assert (1, [1, 1, part.STEP + 1]) == found["6"]
    assert {"a bc"} == set(postings(slices, "pairs"))


@pytest.mark.parametrize("texts", [[], [[]], [["", ""]], [["…"], []]])
def test_no_words_give_no_slices(texts: list[list[str]]) -> None:
    """Statements without a word are counted, and nothing is written of them."""
    assert ({}, [0] * len(texts)) == part.invert(texts, 2)


def test_a_paragraph_of_any_length_keeps_its_places() -> None:
    """A paragraph longer than the step takes as many steps as it needs, so that no phrase reaches over its end."""
    slices, _ = part.invert([["", "word " * part.STEP, "word"]], 1)

    statements, numbers = postings(slices, "places")["word"]
    assert (1, part.STEP + 1) == (statements, numbers[1])
    assert [3 * part.STEP + 1] == [sum(numbers[2:])]


@PROPERTY
@given(st.lists(st.integers(0, 2**40)))
def test_numbers_come_back(numbers: list[int]) -> None:
    """What is written as bytes of seven bits is read as it was, and the ends say where each stops."""
    data, ends = part.varints(np.array(numbers, dtype=np.int64))

    assert numbers == unpacked(data)
    assert [number for end, number in zip(ends, numbers, strict=True) if unpacked(data[:end])[-1] == number] == numbers


@PROPERTY
@given(st.lists(st.integers(0, 2**40) | st.integers(0, 3)))
def test_numbers_are_sorted_and_numbered_as_numpy_does(numbers: list[int]) -> None:
    """Places in the order of the values, equal ones as they stand; each value's number among the different ones."""
    values = np.array(numbers, dtype=np.int64)
    different, number = np.unique(values, return_inverse=True)

    found, at = part.numbered(values)

    assert np.argsort(values, kind="stable").tolist() == part.ordered(values).tolist()
    assert (different.tolist(), number.tolist()) == (found.tolist(), at.tolist())
