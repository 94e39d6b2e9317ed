"""Writes the site: what changed is made and written, what did not stays, what is gone is deleted."""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path, PurePosixPath

from builder import files, processes
from builder.archive import Memory
from builder.errors import ArchiveError
from builder.making import Work, Workshop, write
from builder.outputs import Ledger, Made, Output, Stamp, manifest
from builder.producer import Producer, family
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
    for what stands in the site's folder, `stamps` are those of the content's files, `inputs` is the key of all that is read. `memory`
    is that of a process that builds again and again.
    """

    site: Path | None = None
    content: Path | None = None
    ledger: Path | None = None
    jobs: int = field(default_factory=processes.cores)
    shard: tuple[int, int] = (1, 1)
    inputs: str = ""
    standing: Callable[[], Standing] | None = None
    stamps: Mapping[str, Stamp] | None = None
    memory: Memory | None = None
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
    """How many parts were made anew and how many stayed as they were, how many files were deleted, and the ledger of all."""

    made: int
    kept: int
    deleted: int
    ledger: Ledger = field(default_factory=Ledger, compare=False, repr=False)


def look(plan: Plan) -> Standing:
    """Look at what stands in the site's folder."""
    with looked_at(plan.site, Ledger.read(plan.ledger), plan.spared, plan.jobs) as wait:
        return wait()


def publish(
    producers: Sequence[Producer],
    plan: Plan,
    tell: Tell = say_nothing,
    standing: Standing | None = None,
    ahead: Callable[[], Work] | None = None,
) -> Result:
    """Write the site that some producers make; return what was done. `standing` is given by who has looked already.

    `ahead` gives what others make or made beside (`Workshop.ahead`), as if their producers were given too.

    Afterwards the site's folder holds what they make and nothing else (but for `spared` and for names at its top
    that begin with a dot). Raises ArchiveError where two producers have one name or make one path, where a path
    would leave the site, and where a file cannot be written.
    """
    own = [each for each in producers if _share(each.name, plan.shard[1]) == plan.shard[0]]
    before = standing or look(plan)
    here = Workshop(plan.site, plan.base, before).work(own, plan.jobs, partial(tell, "Writing pages"))
    there = ahead() if ahead else Work({}, {})
    fresh, kept = {**here.made, **there.made}, {**here.kept, **there.kept}
    if len(fresh) + len(kept) != sum(map(len, (*here, *there))):
        raise ArchiveError("two parts of the site have the same name; this is a fault of the builder")
    kept |= dict(_passed_over(before, {*fresh, *kept}, plan.families))
    after = Ledger({**kept, **fresh}, frame=plan.frame, items=plan.items)
    wanted = after.paths()
    if plan.manifest and plan.whole and plan.shard == (1, 1):
        after = _told(after, plan)
        wanted |= {plan.manifest}
    deleted = _clean(plan, before.paths - wanted) if plan.whole else 0
    if plan.ledger:
        after.write(plan.ledger, plan.inputs)
    after = replace(after, inputs=plan.inputs)
    return Result(made=len(fresh), kept=len(kept), deleted=deleted, ledger=after)


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
