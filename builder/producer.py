"""What makes a part of the site: a pure function with a name, and a key that tells when it need not run again.

How to add a part of the site (a feed, an index, data files):

    Producer(
        name="index/2024-05",                     # what it makes; unique in a build, the same from build to build
        key=key(VERSION, *prints(entries)),       # of everything that `make` reads: same key, same outputs
        make=partial(make_index, entries),        # () -> {path below the site: text or bytes}
    )

- The publisher (`builder.publish`) calls `make` only where the key, or a file made last time, differs from what the
  ledger beside the site says. So a key that leaves something out gives a stale site: when in doubt, put it in.
- The publisher itself adds to every key: our code, the versions of all installed libraries, the site's
  configuration and the registries (ministries, kinds, tags). A key names the rest: statements by `prints`, and
  values of views by `key`, which takes plain values, dataclasses and tuples of them.
- `make` is pure, called at most once in a build, and maybe in another process: what it changes in memory is lost,
  and what it raises is told where it is an `ArchiveError`. It may read the bodies of statements, which are
  read from disk one by one and not kept (`builder.store`), so that memory does not grow with them.
- One path belongs to one producer; two that make the same path are an error.
- Many small producers are better than few large ones: they are spread over the processes, and one changed
  statement makes few of them again. Twenty thousand are fine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from hashlib import blake2b
from typing import Any

from builder.archive import Entry

Content = str | bytes
"""What a file holds; text is written as UTF-8."""


@dataclass(frozen=True, slots=True)
class Producer:
    """A part of the site: its name, the key of what it is made from, and what makes it.

    A name may begin with that of a family and a colon, `lists:statements/2023/index.md`; see `builder.delta`.
    """

    name: str
    key: str
    make: Callable[[], Mapping[str, Content]]


def family(name: str) -> str:
    """Return the family of a part's name, nothing where it has none."""
    return name.partition(":")[0] if ":" in name else ""


class Memo:
    """Remembers what stands for values of one class, which many others hold, so that each is gone through once."""

    def __init__(self, of: type[Any], part: Callable[[Any], Any] = lambda value: value) -> None:
        """Take the class, whose values must not change, and what of a value counts: all of it unless told otherwise."""
        self.of, self._part = of, part
        self._known: dict[int, tuple[Any, bytes]] = {}

    def told(self, value: Any) -> bytes:
        """Return what stands for a value of the class."""
        found = self._known.get(id(value))
        if found is not None:
            return found[1]
        told = b"m%b" % blake2b(_told(self._part(value), None), digest_size=16).digest()
        self._known[id(value)] = (value, told)  # the value is kept beside, so that no other can come by its number
        return told


def key(*parts: Any, memo: Memo | None = None) -> str:
    """Return the key of some values, 32 hexadecimal digits: equal for equal values, whatever process computes it.

    Values are text, bytes, numbers, None, dataclasses, tuples, lists and mappings (in their order); of anything
    else its `str` counts. Sets have no order and must be sorted first.
    """
    digest = blake2b(digest_size=16)
    for part in parts:
        digest.update(_told(part, memo))
    return digest.hexdigest()


def _told(value: Any, memo: Memo | None) -> bytes:
    """Return a value as bytes in a form that no other value has; what most values are is asked first, by their very types."""
    kind: Any = type(value)
    if kind is str:
        data = value.encode("utf-8", "surrogatepass")
        return b"s%d:%b" % (len(data), data)
    if kind is int:
        return b"n%d;" % value
    if value is None:
        return b"nNone;"
    if kind is tuple or kind is list:
        return b"(%b)" % b"".join(_each(value, memo))
    names = _names(kind)
    if names is not None:
        return b"<%b>" % b"".join([_told(getattr(value, name), memo) for name in names])
    return _told_otherwise(value, memo)


def _each(values: Iterable[Any], memo: Memo | None) -> list[bytes]:
    if memo is None:
        return [_told(value, None) for value in values]
    return [memo.told(value) if type(value) is memo.of else _told(value, memo) for value in values]


def _told_otherwise(value: Any, memo: Memo | None) -> bytes:
    if isinstance(value, bytes | str):
        kind, data = (b"b", value) if isinstance(value, bytes) else (b"s", value.encode("utf-8", "surrogatepass"))
        return b"%b%d:%b" % (kind, len(data), data)
    if isinstance(value, int | float):
        return b"n%b;" % repr(value).encode()
    if isinstance(value, tuple | list):
        return b"(%b)" % b"".join(_each(value, memo))
    if isinstance(value, Mapping):
        return b"{%b}" % b"".join(_told(each, memo) for pair in value.items() for each in pair)
    if isinstance(value, set | frozenset):
        raise TypeError("a set has no order; sort it before it becomes part of a key")
    return b"o" + _told(str(value), None)


@cache
def _names(of: type[Any]) -> tuple[str, ...] | None:
    """Return the names of a dataclass's fields, None for another class."""
    return tuple(field.name for field in fields(of)) if is_dataclass(of) and not issubclass(of, Mapping) else None


def prints(entries: Iterable[Entry | None]) -> Iterator[str]:
    """Yield for each statement what stands for all of it in a key: its path and the digest of its file's bytes."""
    for entry in entries:
        yield f"{entry.path} {entry.print}" if entry else ""
