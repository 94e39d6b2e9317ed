"""A mapping that keeps its values packed, for the many texts that a run holds until it knows what becomes of them."""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Iterator, MutableMapping
from typing import Generic, TypeVar, cast

Key = TypeVar("Key")
Item = TypeVar("Item")

_FAST = 1


class Packed(MutableMapping[Key, Item], Generic[Key, Item]):
    """Behaves as a dictionary; each value is packed when it is put in, and made anew each time it is asked for."""

    __slots__ = ("_level", "_packed")

    def __init__(self, level: int = _FAST) -> None:
        """Begin empty; `level` is zlib's, 0 for values that are soon taken out again and not worth the time."""
        self._level = level
        self._packed: dict[Key, bytes] = {}

    def __getitem__(self, key: Key) -> Item:
        """Return what was put in; raises KeyError."""
        return cast("Item", pickle.loads(zlib.decompress(self._packed[key])))  # noqa: S301 - this process put it in

    def __setitem__(self, key: Key, value: Item) -> None:
        """Keep a value."""
        self._packed[key] = zlib.compress(pickle.dumps(value, pickle.HIGHEST_PROTOCOL), self._level)

    def __delitem__(self, key: Key) -> None:
        """Forget a value; raises KeyError."""
        del self._packed[key]

    def __iter__(self) -> Iterator[Key]:
        """Give the keys in the order in which they were put in."""
        return iter(self._packed)

    def __len__(self) -> int:
        """Return the number of values."""
        return len(self._packed)

    def __contains__(self, key: object) -> bool:
        """Tell whether there is a value, without unpacking it."""
        return key in self._packed
