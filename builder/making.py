"""Makes the parts of the site that some producers make, where what they made before does not stand any more."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from builder import files, processes, producer
from builder.errors import ArchiveError
from builder.outputs import Made, Output, Stamp, stamp
from builder.producer import Content, Producer
from builder.standing import Standing


class Work(NamedTuple):
    """What came of some producers by name: what was made anew, and what was made before and still stands."""

    made: Mapping[str, Made]
    kept: Mapping[str, Made]


@dataclass(frozen=True, slots=True)
class Workshop:
    """Makes what producers make in a site's folder; `base` is part of every key, `before` is what stands there."""

    site: Path
    base: str
    before: Standing

    def work(self, producers: Iterable[Producer], jobs: int = 1, tell: processes.Tell = lambda *_: None) -> Work:
        """Make what does not stand any more, in `jobs` processes.

        Raises ArchiveError where two producers have one name, where a path would leave the site, and where a file cannot be
        written.
        """
        own = list(producers)
        keys = {each.name: producer.key(self.base, each.key) for each in own}
        if len(keys) != len(own):
            raise ArchiveError("two parts of the site have the same name; this is a fault of the builder")
        kept = {name: made for name, key in keys.items() if (made := self._reusable(name, key))}
        todo = [each for each in own if each.name not in kept]
        shares = processes.spread(todo, partial(self._made, keys), jobs, tell)
        return Work({name: made for share in shares for name, made in share}, kept)

    @contextmanager
    def ahead(self, producers: Callable[[], Iterable[Producer]], jobs: int) -> Iterator[Callable[[], Work]]:
        """Begin to make what some producers make in a process of its own; what is given waits for it.

        Where one process is all that there may be, who waits makes it.
        """
        with processes.beside([producers], lambda found: self.work(found()), jobs) as wait:
            yield lambda: wait()[0]

    def _reusable(self, name: str, key: str) -> Made | None:
        """Return what a producer made last time where it still stands, else None."""
        made = self.before.ledger.parts.get(name)
        return self.before.has(made) if made and made.key == key else None

    def _made(self, keys: Mapping[str, str], share: Sequence[Producer]) -> list[tuple[str, Made]]:
        return [(each.name, Made(keys[each.name], tuple(self._written(each.make())))) for each in share]

    def _written(self, made: Mapping[str, Content]) -> Iterator[Output]:
        for path, content in made.items():
            data = content.encode("utf-8", "xmlcharrefreplace") if isinstance(content, str) else content
            if not _is_inside(path):
                raise ArchiveError(f'the path "{path}" leaves the site; this is a fault of the builder')
            try:
                yield Output(path, files.sha256(data), write(self.site, path, data))
            except OSError as error:
                raise ArchiveError(f"{path} cannot be written into the site: {error.strerror}") from None


def _is_inside(path: str) -> bool:
    if path and path[0] not in "/." and ".." not in path:  # as nearly all are
        return True
    parts = PurePosixPath(path).parts
    return bool(parts) and ".." not in parts and not path.startswith("/")


def write(site: Path, path: str, data: bytes) -> Stamp:
    """Write one file of the site, whole or not at all; return its stamp.

    A file that is there already is replaced at once by a whole one; a new one that a killed build leaves unfinished is in
    no ledger, so the next build writes it again. What stands in the way (a folder where a file is to be, a file where a
    folder is to be) is deleted.
    """
    place = os.path.join(site, path)  # noqa: PTH118 - a Path for each of many files takes long
    try:
        return _fill(place, os.O_EXCL, data)
    except FileExistsError:
        temporary = f"{place}.part"
        _fill(temporary, os.O_TRUNC, data)
        if os.path.isdir(place) and not os.path.islink(place):  # noqa: PTH112, PTH114 - likewise
            shutil.rmtree(place)
        os.replace(temporary, place)  # noqa: PTH105 - likewise
        return stamp(os.stat(place))  # noqa: PTH116 - likewise
    except (FileNotFoundError, NotADirectoryError):
        _make_folder(site, path)
        return _fill(place, os.O_EXCL, data)


_WRITING = os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0)


def _fill(place: str, how: int, data: bytes) -> Stamp:
    """Open a file for writing and write it; one that cannot be written whole is deleted. Return its stamp."""
    handle = os.open(place, _WRITING | how, 0o644)
    try:
        try:
            view = memoryview(data)
            while view:
                view = view[os.write(handle, view) :]
            return stamp(os.fstat(handle))
        finally:
            os.close(handle)
    except BaseException:
        os.unlink(place)  # noqa: PTH108 - likewise
        raise


def _make_folder(site: Path, path: str) -> None:
    """Make the folder of a path and those above it that lack, where a file stands in the way instead of it."""
    folder = os.path.join(site, os.path.dirname(path))  # noqa: PTH118, PTH120 - likewise
    try:
        os.mkdir(folder)  # noqa: PTH102 - likewise
    except FileExistsError:
        if not os.path.isdir(folder):  # noqa: PTH112 - likewise
            os.unlink(folder)  # noqa: PTH108 - likewise
            os.mkdir(folder)  # noqa: PTH102 - likewise
    except (FileNotFoundError, NotADirectoryError):
        if "/" in path:
            _make_folder(site, os.path.dirname(path))  # noqa: PTH120 - likewise
            _make_folder(site, path)
        else:
            site.mkdir(parents=True, exist_ok=True)
