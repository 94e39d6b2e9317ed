"""What every command shares: the configuration option, how errors are told, days and paths that a person names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TypeVar

import click

from builder import capture, content
from builder.dates import PartialDate
from builder.errors import ArchiveError, Problem, ProblemsError

Item = TypeVar("Item")

CONFIG = click.option(
    "--config",
    "config_file",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="The site's configuration file.",
)


class Group(click.Group):
    """A group that tells our errors in plain words and exits with their code."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; turn an ArchiveError into its problems on standard error and an exit code."""
        try:
            return super().invoke(ctx)
        except ArchiveError as error:
            click.echo(str(error), err=True)
            if isinstance(error, ProblemsError):
                click.echo(counted(len(error.problems)), err=True)
            ctx.exit(error.exit_code)


def counted(number: int) -> str:
    """Return the last line of an account of problems."""
    return f"{number} problem{'' if number == 1 else 's'} found."


def day_of(given: str | None) -> str:
    """Return the whole day that a person gave, `2023-02-02`, or today; raises BadParameter for anything else."""
    if given is None:
        return date.today().isoformat()  # noqa: DTZ011 - the archivist's own day is meant
    try:
        found = PartialDate(given)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--date") from None
    if found.first != found.last:
        raise click.BadParameter(f'"{given}" is not a whole day', param_hint="--date")
    return given


def statement_path(folder: Path, given: str) -> str:
    """Return the path below the content folder of a statement's file that a person named, from here or from there."""
    for file in (Path(given), folder / given, folder.parent / given):
        try:
            path = file.resolve().relative_to(folder.resolve()).as_posix()
        except (OSError, ValueError):
            continue
        if file.is_file() and file.suffix == ".md" and path.startswith(f"{content.FOLDER}/"):
            return path
    raise click.BadParameter(f'there is no statement\'s file "{given}" in {folder.name}/{content.FOLDER}')


def capture_path(folder: Path, given: str) -> str:
    """Return the path below the captures folder of a capture, or of a folder of them with a closing `/`, from here or from there."""
    root = folder / capture.FOLDER
    for place in (Path(given), folder / given, root / given):
        try:
            path = place.resolve().relative_to(root.resolve()).as_posix()
        except (OSError, ValueError):
            continue
        if path != "." and place.is_dir():
            return f"{path}/"
        if place.is_file():
            return path
    hint = f"put it below {folder.name}/{capture.FOLDER}/"
    raise click.BadParameter(f'there is no capture "{given}" in {folder.name}/{capture.FOLDER} ({hint})')


def tracked(items: Iterable[Item]) -> Iterator[Item]:
    """Yield the items, with a bar of progress where standard error is a terminal."""
    from rich.console import Console  # noqa: PLC0415 - loading it takes long, and most commands do without
    from rich.progress import track  # noqa: PLC0415 - likewise

    console = Console(stderr=True)
    if not console.is_terminal:
        return iter(items)
    return iter(track(list(items), description="Reading captures", console=console, transient=True))


@contextmanager
def progress() -> Iterator[Callable[[str, int, int], None]]:
    """Give what is told of work in progress (what, how much is done, how much there is) to a bar on a terminal."""
    from rich.console import Console  # noqa: PLC0415 - loading it takes long, and it is needed once the libraries of work are there

    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda *_: None
        return
    from rich.progress import Progress, TaskID  # noqa: PLC0415 - likewise

    with Progress(console=console, transient=True) as bar:
        tasks: dict[str, TaskID] = {}

        def tell(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=total)
            bar.update(tasks[what], completed=done)
            bar.refresh()

        yield tell


def shard_of(_context: click.Context, _parameter: click.Parameter, given: str | None) -> tuple[int, int]:
    """Return the share that a person gave, `2/4`, as numbers; raises BadParameter for anything else."""
    if given is None:
        return (1, 1)
    match = re.fullmatch(r"([1-9][0-9]{0,3})/([1-9][0-9]{0,3})", given)
    if match is None or int(match[1]) > int(match[2]):
        raise click.BadParameter(f'"{given}" is not a share; write 2/4 for the second of four')
    return int(match[1]), int(match[2])


def tell(problems: Iterable[Problem]) -> None:
    """Print problems on standard error, one a line."""
    for problem in problems:
        click.echo(str(problem), err=True)
