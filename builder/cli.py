"""The command `builder`: arguments, printing, the clock and exit codes; everything else is below."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeVar

import click
from rich.console import Console
from rich.progress import track as progress

from builder import (
    __version__,
    batch,
    check,
    compare,
    config,
    content,
    correct,
    diff,
    files,
    history,
    ledger,
    manifest,
    new,
    overview,
    schema,
    tables,
    verify,
)
from builder.dates import PartialDate
from builder.errors import ArchiveError, Problem, ProblemsError

Item = TypeVar("Item")

_CONFIG = click.option(
    "--config",
    "config_file",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="The site's configuration file.",
)


class _Group(click.Group):
    """A group that tells our errors in plain words and exits with their code."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; turn an ArchiveError into its problems on standard error and an exit code."""
        try:
            return super().invoke(ctx)
        except ArchiveError as error:
            click.echo(str(error), err=True)
            if isinstance(error, ProblemsError):
                click.echo(_counted(len(error.problems)), err=True)
            ctx.exit(error.exit_code)


def _counted(number: int) -> str:
    return f"{number} problem{'' if number == 1 else 's'} found."


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="builder")
def main() -> None:
    """Make a digital archive of official statements from captured texts.

    Exit codes: 0 good, 1 problems found, 2 wrong usage or configuration.
    """


@main.command("ingest")
@_CONFIG
@click.option("--date", "day", metavar="DAY", help="The day new statements are given as added (default: today).")
@click.option("--dry-run", is_flag=True, help="Show the account and write nothing.")
def ingest_command(config_file: Path, day: str | None, *, dry_run: bool) -> None:
    """Turn captures below captures/ into statement files.

    What a person corrected is never overwritten. Ends with an account of every record.

    Example: builder ingest --dry-run
    """
    folder = config.content_folder(config_file)
    run = batch.rehearse if dry_run else partial(batch.run, place=config_file.parent / ledger.PLACE)
    made = run(folder, _day(day), _tracked, folder.name)
    _report(made.problems)
    Console(width=max(80, 24 + 16 * len(made.tally))).print(tables.account(made.tally))
    if not made.is_clean:
        sys.exit(1)


@main.command("check")
@_CONFIG
def check_command(config_file: Path) -> None:
    """Find every problem in the content: front matter, registries, changes without a correction entry.

    Example: builder check
    """
    folder = config.content_folder(config_file)
    report = check.check(folder, _day(None), folder.name)
    if report.problems:
        raise ProblemsError(report.problems)
    count = len(report.archive.entries) if report.archive else 0
    click.echo(f"{count} statements, no problem found.")


@main.command("verify")
@_CONFIG
@click.option(
    "--bag", type=click.Path(path_type=Path), help="Also lay the captures out as a BagIt bag in this new folder."
)
def verify_command(config_file: Path, bag: Path | None) -> None:
    """Trace every statement to its capture: hash and parse all captures again, and name each difference.

    Ends with a table of counts.

    Example: builder verify
    """
    folder = config.content_folder(config_file)
    report = verify.verify(folder, folder.name, _tracked)
    _report(report.problems)
    if bag:
        manifest.bag(folder, bag, folder.name)
    Console(width=80).print(tables.counts("Verified", report.rows()))
    if report.problems:
        click.echo(_counted(len(report.problems)), err=True)
        sys.exit(1)


@main.command("sources")
@_CONFIG
def sources_command(config_file: Path) -> None:
    """List the sources that sources.yml describes, with the number of their captures and statements.

    Example: builder sources
    """
    folder = config.content_folder(config_file)
    rows, problems = overview.rows(folder, folder.name)
    _report(problems)
    Console(width=120).print(tables.sources(rows))
    if problems:
        sys.exit(1)


@main.command("schema")
@_CONFIG
@click.argument("name", required=False, type=click.Choice(schema.NAMES))
def schema_command(config_file: Path, name: str | None) -> None:
    """Print the JSON Schema of a registry or of a statement's front matter; without NAME, write all to schemas/.

    Example: builder schema sources
    """
    if name:
        click.echo(schema.document(name), nl=False)
        return
    folder = config.content_folder(config_file)
    for path, text in schema.documents().items():
        files.write(folder / path, text)
        click.echo(f"{folder.name}/{path}")


@main.command("diff")
@_CONFIG
@click.argument("files", metavar="[FILE]...", nargs=-1)
@click.option(
    "--format", "form", type=click.Choice(["text", "html"]), default="text", help="For a terminal, or a part of a page."
)
def diff_command(config_file: Path, files: tuple[str, ...], form: str) -> None:
    """Show word by word how statements' files differ from what their captures say.

    Without FILE, all files that a person changed. Old words are red or [-so-], new ones green or {+so+}.

    Example: builder diff --format html
    """
    folder = config.content_folder(config_file)
    paths = [_statement_path(folder, file) for file in files]
    compared, missing = compare.compare(folder, _day(None), paths, folder.name)
    coloured = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    for path, parts in compared:
        shown = f"{folder.name}/{path}"
        if form == "html":
            click.echo(diff.fragment(shown, parts), nl=False)
        else:
            click.echo(
                diff.report(shown, parts, coloured=coloured) if parts else f"{shown} says what its capture says."
            )
    if not compared and not missing and form == "text":
        click.echo("Every statement says what its capture says.")
    if missing:
        raise ProblemsError(missing)


@main.command("correct")
@_CONFIG
@click.argument("file")
@click.option("--note", required=True, help="What you changed and how you know; shown on the page.")
@click.option("--by", metavar="NAME", help="Your name or pen name (default: git's user.name).")
@click.option("--date", "day", metavar="DAY", help="The day of the correction (default: today).")
@click.option("--again", is_flag=True, help="Add an entry although the file has one.")
def correct_command(config_file: Path, file: str, note: str, by: str | None, day: str | None, *, again: bool) -> None:
    """Write into FILE, which you changed, the entry under corrections that says why.

    Example: builder correct content/statements/2024/some-ministry/2024-06-10-title.md --note "'Febuary' to 'February'"
    """
    folder = config.content_folder(config_file)
    path = _statement_path(folder, file)
    name = by or history.user_name(folder)
    if not name:
        raise click.UsageError("git knows no user.name here; say who you are with --by NAME")
    entry = {"date": _day(day), "by": name, "note": note}
    correct.correct(folder / path, f"{folder.name}/{path}", entry, again=again)
    click.echo(f"{folder.name}/{path} now says why it was changed.")


@main.command("build")
@_CONFIG
@click.option("--site-dir", type=click.Path(path_type=Path, file_okay=False), help="Where the site is written.")
def build_command(config_file: Path, site_dir: Path | None) -> None:
    """Check the content and build the whole site: pages, lists, feeds and search.

    Example: builder build --site-dir site
    """
    from builder import plugin  # noqa: PLC0415 - loading MkDocs takes long, and ingest and check do without

    config.content_folder(config_file)
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    where = plugin.build_site(config_file, site_dir)
    click.echo(f"The site is in {where}.")


@main.command("serve")
@_CONFIG
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Where the preview listens.")
def serve_command(config_file: Path, address: str) -> None:
    """Show the site at a local address and build it again at every change.

    Example: builder serve --address 127.0.0.1:8080
    """
    from builder import plugin  # noqa: PLC0415 - likewise

    config.content_folder(config_file)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    plugin.serve_site(config_file, address)


@main.command("new")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def new_command(folder: Path) -> None:
    """Write a fresh archive into DIR: configuration, registries, a sample, templates, workflows. It builds at once.

    DIR must be empty or not there.

    Example: builder new my-archive
    """
    made = new.write(folder)
    click.echo(f"{len(made)} files are in {folder}. Next: cd {folder}, builder ingest, builder build.")


def _day(given: str | None) -> str:
    if given is None:
        return date.today().isoformat()  # noqa: DTZ011 - the archivist's own day is meant
    try:
        found = PartialDate(given)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--date") from None
    if found.first != found.last:
        raise click.BadParameter(f'"{given}" is not a whole day', param_hint="--date")
    return given


def _statement_path(folder: Path, given: str) -> str:
    """Return the path below the content folder of a statement's file that a person named, from here or from there."""
    for file in (Path(given), folder / given, folder.parent / given):
        try:
            path = file.resolve().relative_to(folder.resolve()).as_posix()
        except (OSError, ValueError):
            continue
        if file.is_file() and file.suffix == ".md" and path.startswith(f"{content.FOLDER}/"):
            return path
    raise click.BadParameter(f'there is no statement\'s file "{given}" in {folder.name}/{content.FOLDER}')


def _tracked(items: Iterable[Item]) -> Iterator[Item]:
    console = Console(stderr=True)
    if not console.is_terminal:
        return iter(items)
    return iter(progress(list(items), description="Reading captures", console=console, transient=True))


def _report(problems: Iterable[Problem]) -> None:
    for problem in problems:
        click.echo(str(problem), err=True)
