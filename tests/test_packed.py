"""The packed mapping behaves as a dictionary, and takes less room."""

from __future__ import annotations

import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.packed import Packed
from tests.factory import PROPERTY

STEPS = st.lists(st.tuples(st.sampled_from("abc"), st.none() | st.text(st.characters()) | st.lists(st.integers())))


@PROPERTY
@given(STEPS, st.sampled_from([0, 1]))
def test_it_is_a_dictionary(steps: list[tuple[str, object]], level: int) -> None:
    """After any steps it holds what a dictionary holds, in the same order; None here means to forget."""
    packed: Packed[str, object] = Packed(level)
    plain: dict[str, object] = {}
    for key, value in steps:
        if value is None:
            assert plain.pop(key, None) == packed.pop(key, None)
        else:
            plain[key] = packed[key] = value

    assert list(plain.items()) == list(packed.items())
    assert (len(plain), plain == packed) == (len(packed), True)
    with pytest.raises(KeyError):
        packed["none"]


def test_it_takes_less_room() -> None:
    """A thousand long texts take less than half of their own size."""
    tracemalloc.start()
    packed: Packed[int, str] = Packed()
    for number in range(1000):
        packed[number] = " ".join(f"word{each}\u201d" for each in range(number, number + 500))
    size = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()

    assert size < sum(2 * len(text) for text in packed.values()) / 2
