"""Writes the site: what changed is made and written, what did not stays, what is gone is deleted."""

from __future__ import annotations

import os
import shutil
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path, PurePosixPath

from builder import files, processes, producer
from builder.errors import ArchiveError
from builder.outputs import Ledger, Made, Output, Stamp, manifest, stamp
from builder.producer import Content, Producer, family
from builder.standing import Standing, looked_at

Tell = Callable[[str, int, int], None]
"""Is told what is being done, how much of it is done, and how much there is."""


def say_nothing(what: str, done: int, total: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What `builder build` asks for beyond a MkDocs build, which leaves all of it out.

    MkDocs then builds into a folder of its own, and all is published in `site` by way of the `ledger`. `content` is the
    content folder where MkDocs sees only a part of it. Who has looked at files already gives what was seen: `standing` waits
    for what stands in the site's folder, `stamps` are those of the content's files, `inputs` is the key of all that is read.
    """

    site: Path | None = None
    content: Path | None = None
    ledger: Path | None = None
    jobs: int = field(default_factory=processes.cores)
    shard: tuple[int, int] = (1, 1)
    inputs: str = ""
    standing: Callable[[], Standing] | None = None
    stamps: Mapping[str, Stamp] | None = None
    preview: bool = False
    tell: Tell = say_nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Where and how a site is written.

    `base` is the key of what every part depends on. `ledger` is the file that tells what was made last time, None
    where nothing is to be reused or noted. `shard` is (1, 4) for the first of four shares; the others are left out.
    `spared` are folders of the site that others write; where it is not `whole`, all other files are spared as well.
    `inputs` is the key of everything that the site is made from, where that can be told beforehand: see `is_done`.
    `manifest` is the path of the file that tells every other file's SHA-256, none for no such file; a share has none.
    `frame` and `items` are noted for the next build. Of `families` only those parts are given that may have changed.
    """

    site: Path
    base: str
    ledger: Path | None = None
    jobs: int = 1
    shard: tuple[int, int] = (1, 1)
    spared: tuple[str, ...] = ()
    whole: bool = True
    inputs: str = ""
    manifest: str = ""
    frame: str = ""
    items: tuple[str, ...] = ()
    families: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """How many parts were made anew and how many stayed as they were, and how many files were deleted."""

    made: int
    kept: int
    deleted: int


def look(plan: Plan) -> Standing:
    """Look at what stands in the site's folder."""
    with looked_at(plan.site, Ledger.read(plan.ledger), plan.spared, plan.jobs) as wait:
        return wait()


def publish(
    producers: Sequence[Producer], plan: Plan, tell: Tell = say_nothing, standing: Standing | None = None
) -> Result:
    """Write the site that some producers make; return what was done. `standing` is given by who has looked already.

    Afterwards the site's folder holds what they make and nothing else (but for `spared` and for names at its top
    that begin with a dot). Raises ArchiveError where two producers have one name or make one path, where a path
    would leave the site, and where a file cannot be written.
    """
    own = [each for each in producers if _share(each.name, plan.shard[1]) == plan.shard[0]]
    keys = {each.name: producer.key(plan.base, each.key) for each in own}
    if len(keys) != len(own):
        raise ArchiveError("two parts of the site have the same name; this is a fault of the builder")
    before = standing or look(plan)
    kept = {name: made for name, key in keys.items() if (made := _reusable(before, name, key))}
    kept |= dict(_passed_over(before, keys, plan.families))
    todo = [each for each in own if each.name not in kept]
    makers = _Maker(plan.site, keys)
    shares = processes.spread(todo, makers.make, plan.jobs, partial(tell, "Writing pages"))
    fresh = {name: made for share in shares for name, made in share}
    after = Ledger({**kept, **fresh}, frame=plan.frame, items=plan.items)
    wanted = after.paths()
    if plan.manifest and plan.whole and plan.shard == (1, 1):
        after = _told(after, plan)
        wanted |= {plan.manifest}
    deleted = _clean(plan, before.paths - wanted) if plan.whole else 0
    if plan.ledger:
        after.write(plan.ledger, plan.inputs)
    return Result(made=len(fresh), kept=len(kept), deleted=deleted)


def _told(made: Ledger, plan: Plan) -> Ledger:
    """Write the manifest of what was made; return the ledger with it."""
    data = manifest(made).encode()
    digest = files.sha256(data)
    told = Made(digest, (Output(plan.manifest, digest, write(plan.site, plan.manifest, data)),))
    return replace(made, parts={**made.parts, plan.manifest: told})


def is_done(plan: Plan, standing: Standing) -> int | None:
    """Return the number of the site's parts where nothing can have changed since its ledger was written, else None.

    That is where `inputs` is what it was, and every file of the site is there, as it was left, and no other.
    """
    before = standing.ledger
    if not is_likely_done(plan, before) or not standing.is_as_left:
        return None
    if not all((plan.site / folder).is_dir() for folder in plan.spared):
        return None
    return len(before.parts.keys() - {plan.manifest})


def is_likely_done(plan: Plan, before: Ledger) -> bool:
    """Whether `is_done` need only look at the site's folder to know that nothing is to be done."""
    return bool(plan.inputs) and plan.ledger is not None and plan.shard == (1, 1) and before.inputs == plan.inputs


def _share(name: str, shares: int) -> int:
    return zlib.crc32(name.encode()) % shares + 1


def _reusable(before: Standing, name: str, key: str) -> Made | None:
    """Return what a producer made last time where it still stands, else None."""
    made = before.ledger.parts.get(name)
    return before.has(made) if made and made.key == key else None


def _passed_over(before: Standing, given: Collection[str], families: frozenset[str]) -> Iterator[tuple[str, Made]]:
    """Yield the parts of families of which only those are given that may have changed; all must still stand."""
    if not families:
        return
    for name, made in before.ledger.parts.items():
        if family(name) in families and name not in given:
            now = before.has(made)
            if now is None:
                raise ArchiveError(f"{name} no longer stands and was not given; this is a fault of the builder")
            yield name, now


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes shares of the producers, maybe in a process of its own."""

    site: Path
    keys: Mapping[str, str]

    def make(self, share: Sequence[Producer]) -> list[tuple[str, Made]]:
        return [(each.name, Made(self.keys[each.name], tuple(self._written(each.make())))) for each in share]

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


def _clean(plan: Plan, unwanted: Collection[str]) -> int:
    """Delete files that stood in the site and are not wanted, and folders that this leaves empty; return how many files went."""
    gone = 0
    for path in unwanted:
        with suppress(FileNotFoundError, NotADirectoryError, IsADirectoryError):  # what is made now took its place
            os.unlink(os.path.join(plan.site, path))  # noqa: PTH108, PTH118 - a Path for each of many files takes long
            gone += 1
    for folder in sorted({str(PurePosixPath(path).parent) for path in unwanted} - {"."}, reverse=True):
        with suppress(OSError):  # it is not empty
            (plan.site / folder).rmdir()
            for parent in PurePosixPath(folder).parents[:-1]:
                (plan.site / parent).rmdir()
    return gone


def assemble(shards: Iterable[tuple[Path, Path]], site: Path, ledger: Path) -> None:
    """Put the sites that shards were built into together, each given with its ledger; nothing is made anew.

    Raises ArchiveError where two of them made the same path, or a file is not the one that its ledger tells of.
    """
    parts: dict[str, Made] = {}
    for folder, told in shards:
        read = Ledger.read(told)
        if not read.parts:
            raise ArchiveError(f"{told.name} is no ledger of a shard, or an empty one")
        for name, made in read.parts.items():
            if name in parts:
                raise ArchiveError(f"two shards hold the part {name}; give each number of the shards once")
            outputs = []
            for output in made.outputs:
                try:
                    data = (folder / output.path).read_bytes()
                except OSError as error:
                    raise ArchiveError(f"{folder.name}/{output.path} cannot be read: {error.strerror}") from None
                if files.sha256(data) != output.digest:
                    raise ArchiveError(f"{folder.name}/{output.path} is not what the shard made; build it again")
                outputs.append(Output(output.path, output.digest, write(site, output.path, data)))
            parts[name] = Made(made.key, tuple(outputs))
    after = Ledger(parts)
    after.write(ledger)
