"""Commands that bring captures in and prove what came of them: ingest, verify, sources."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

import click
from rich.console import Console

from builder import batch, config, ledger, manifest, overview, profile, readas, tables, verify
from builder.cli.common import CONFIG, capture_path, counted, day_of, tell, tracked
from builder.cli.preserving import verify_places
from builder.errors import did_you_mean


@click.command("ingest")
@CONFIG
@click.option("--date", "day", metavar="DAY", help="The day new statements are given as added (default: today).")
@click.option("--dry-run", is_flag=True, help="Show the account and write nothing.")
@click.option(
    "--source", metavar="ID", help="Read the captures named, or all of its folder, as this source; remembered."
)
@click.argument("captures", metavar="[CAPTURE]...", nargs=-1)
def ingest_command(
    config_file: Path, day: str | None, source: str | None, captures: tuple[str, ...], *, dry_run: bool
) -> None:
    """Turn captures below captures/ into statement files.

    What a person corrected is never overwritten. Ends with an account of every record. With --source, captures are
    read as that source whatever their folder and their content say, now and in later runs (read-as.yml).

    Example: builder ingest --dry-run
    """
    folder = config.content_folder(config_file)
    choices = _choices(folder, source, captures)
    run = batch.rehearse if dry_run else partial(batch.run, place=config_file.parent / ledger.PLACE)
    made = run(folder, day_of(day), tracked, folder.name, choices=choices)
    tell(made.problems)
    Console(width=max(80, 24 + 16 * len(made.tally))).print(tables.account(made.tally))
    if not made.is_clean:
        sys.exit(1)


def _choices(folder: Path, source: str | None, captures: tuple[str, ...]) -> readas.Choices | None:
    """Return the choices of captures' sources with what a person adds, None where nothing is added."""
    if source is None:
        if captures:
            named = ", ".join(captures)
            raise click.UsageError(f"every capture is read in any case: name {named} only with --source")
        return None
    known = profile.load(folder, folder.name)
    if source not in known:
        raise click.BadParameter(
            f'there is no source "{source}" in sources.yml ({did_you_mean(source, known)})', param_hint="--source"
        )
    places = [capture_path(folder, each) for each in captures] or [f"{source}/"]
    return {**readas.load(folder, folder.name), **dict.fromkeys(places, source)}


@click.command("verify")
@CONFIG
@click.argument("what", metavar="[WHAT]...", nargs=-1)
@click.option(
    "--bag", type=click.Path(path_type=Path), help="Also lay the captures out as a BagIt bag in this new folder."
)
def verify_command(config_file: Path, what: tuple[str, ...], bag: Path | None) -> None:
    """Trace every statement to its capture: hash and parse all captures again, and name each difference.

    Ends with a table of counts. WHAT is a bag, a folder of a site or a site's address: then say whether each is whole, and
    whether it holds the statements that the content here holds, or the first WHAT where there is no content here.

    Example: builder verify https://someone.example/archive/
    """
    if what:
        if bag:
            raise click.UsageError(
                "--bag lays captures out and goes without WHAT; builder export --bag takes the whole archive"
            )
        verify_places(config_file, what)
        return
    folder = config.content_folder(config_file)
    report = verify.verify(folder, folder.name, tracked)
    tell(report.problems)
    if bag:
        manifest.bag(folder, bag, folder.name)
    Console(width=80).print(tables.counts("Verified", report.rows()))
    if report.problems:
        click.echo(counted(len(report.problems)), err=True)
        sys.exit(1)


@click.command("sources")
@CONFIG
def sources_command(config_file: Path) -> None:
    """List the sources that sources.yml describes, with the number of their captures and statements.

    Example: builder sources
    """
    folder = config.content_folder(config_file)
    rows, problems = overview.rows(folder, folder.name)
    tell(problems)
    Console(width=120).print(tables.sources(rows))
    if problems:
        sys.exit(1)
