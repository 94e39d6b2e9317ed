"""Commands that let the archive outlive its host: export, and what verify does with bags and sites."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import click
from rich.console import Console
from rich.progress import track

from builder import bag, check, config, history, places, processes, proof, store, tables
from builder.cli.common import CONFIG, counted, day_of, progress, tell
from builder.errors import ArchiveError, ProblemsError
from builder.export import release
from builder.export.columns import Reader
from builder.export.package import About
from builder.markup import Renderer
from builder.publish import Tell


@click.command("export")
@CONFIG
@click.option("--data", type=click.Path(path_type=Path), help="Write every form of the data into this new folder.")
@click.option("--bag", "bag_folder", type=click.Path(path_type=Path), help="Lay the whole archive out as a BagIt bag.")
def export_command(config_file: Path, data: Path | None, bag_folder: Path | None) -> None:
    """Write the archive as data, or as a BagIt bag that holds captures, content and data of one commit.

    The data is JSON lines, CSV, Parquet and SQLite, whole and by year. The same commit gives the same files.

    Example: builder export --bag archive-2026-11-24
    """
    if not data and not bag_folder:
        raise click.UsageError("say what to write: --data DIR, --bag DIR, or both")
    folder = config.content_folder(config_file)
    from builder import building  # noqa: PLC0415 - loading MkDocs takes long, and the other commands do without

    about = building.about(config_file)
    with progress() as told:
        read = store.reader(
            config_file.resolve().parent / store.PLACE, processes.cores(), partial(told, "Reading statements")
        )
        report = check.check(folder, day_of(None), folder.name, read)
        if report.archive is None or report.problems:
            raise ProblemsError(report.problems)
        reader = Reader(report.archive, about.site, Renderer())
        if data:
            click.echo(f"{_written(data, reader, about, told)} files are in {data}.")
        if bag_folder:
            commit = (history.head(folder) or ("", ""))[0]
            dated = replace(about, commit=commit)
            facts = {"title": about.title, "description": about.description, "site": about.site}
            number = bag.lay(folder, bag_folder, facts, partial(release.write, reader=reader, about=dated), folder.name)
            click.echo(f"{number} files are in the bag {bag_folder}.")


def _written(target: Path, reader: Reader, about: About, told: Tell) -> int:
    if target.exists():
        raise ArchiveError(f"{target} is there already; name a new folder")
    try:
        return release.write(target, reader, about, told)
    except OSError as error:
        raise ArchiveError(f"{target} cannot be written: {error.strerror}") from None


def verify_places(config_file: Path, given: Sequence[str]) -> None:
    """Verify bags and sites, compare them with the content where there is some here, else with the first; exit by what was found."""
    proofs = [proof.prove(places.place(each), tracked_paths) for each in given]
    known, others, where = proofs[0].statements, proofs[0].others, proofs[0].shown
    rest = proofs[1:]
    if config_file.is_file():
        folder = config.content_folder(config_file)
        known, where, rest = proof.of_content(folder), folder.name, proofs
        others = proof.others_of(folder) if any(each.is_bag for each in proofs) else {}
    problems = [fault for each in proofs for fault in each.problems]
    problems += [fault for each in rest for fault in proof.differences(each, known, where)]
    if config_file.is_file() or proofs[0].is_bag:
        problems += [fault for each in rest for fault in proof.other_content(each, others, where)]
    sites = [each for each in proofs if not each.is_bag]
    problems += [fault for each in sites[1:] for fault in proof.other_files(each, sites[0])]
    tell(sorted(problems))
    for each in proofs:
        click.echo(f"{each.shown}: {'a bag' if each.is_bag else 'a site'}, commit {each.commit or 'not told'}")
        click.echo(f"  SHA-256 of its manifest: {each.manifest or 'none'}")
        rows = [("files of its manifest", len(each.sums)), ("statements that it tells", len(each.statements))]
        Console(width=80).print(tables.counts("", rows))
    what = "Statements, captures and pages" if any(each.is_bag for each in rest) else "Statements"
    click.echo(f"{what} were compared with {where}." if rest else "There was nothing to compare statements with.")
    if problems:
        click.echo(counted(len(problems)), err=True)
        sys.exit(1)


def tracked_paths(paths: Iterable[str]) -> Iterable[str]:
    """Pass paths on, with a bar of progress where standard error is a terminal."""
    console = Console(stderr=True)
    return track(paths, description="Verifying", console=console, transient=True) if console.is_terminal else paths
