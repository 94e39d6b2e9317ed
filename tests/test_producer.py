"""Keys: equal for equal values, different for any others, the same in every process."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Hashable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.producer import key, prints
from builder.views import Link
from tests import factory
from tests.factory import PROPERTY

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.binary(max_size=5),
    lambda inner: st.lists(inner, max_size=3).map(tuple),
    max_leaves=6,
)


def kinded(value: Any) -> Hashable:
    """Return a value with its types, since Python holds `1` and `True` for equal."""
    if isinstance(value, tuple):
        return tuple(map(kinded, value))
    return (type(value).__name__, value)


@PROPERTY
@given(PLAIN, PLAIN)
def test_a_key_tells_values_apart(one: Any, other: Any) -> None:
    """Two values have the same key exactly where they are the same."""
    assert (kinded(one) == kinded(other)) == (key(one) == key(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("ab", "c"), ("a", "bc")),
        (("a", ("b",)), (("a", "b"),)),
        (("",), ()),
        (("1",), (1,)),
        ((None,), ("None",)),
        ((b"a",), ("a",)),
        (({"a": "b"},), (("a", "b"),)),
    ],
)
def test_a_key_keeps_bounds_and_kinds(one: tuple[Any, ...], other: tuple[Any, ...]) -> None:
    """Where a value ends, what holds it and what kind it is of all count."""
    assert key(*one) != key(*other)


def test_a_key_counts_every_field_of_a_view() -> None:
    """A dataclass counts by its fields; one that differs gives another key."""
    link = Link(label="A", url="a/", count=3)

    assert key(link) == key(Link(label="A", url="a/", count=3))
    assert key(link) != key(Link(label="A", url="a/", count=4))


def test_a_set_is_no_part_of_a_key() -> None:
    """A set has no order, so that its key would be another in the next process."""
    with pytest.raises(TypeError, match="sort it"):
        key({"a", "b"})


def test_a_key_is_the_same_in_every_process() -> None:
    """Another process, whose strings hash otherwise, computes the same key."""
    code = "from builder.producer import key; print(key('a', 1, ('b', None)))"
    other = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert key("a", 1, ("b", None)) == other.stdout.strip()


def test_a_print_is_a_statement_s_path_and_bytes() -> None:
    """What stands for a statement is its path and its file's digest; for a neighbour that is lacking, nothing."""
    entry = factory.entry("one")

    assert [f"{entry.path} {entry.print}", ""] == list(prints([entry, None]))
