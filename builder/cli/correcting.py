"""Commands for who corrects a statement: check, diff, correct."""

from __future__ import annotations

import os
import sys
from functools import partial
from pathlib import Path

import click

from builder import check, compare, config, correct, diff, history, store, work
from builder.cli.common import CONFIG, day_of, progress, statement_path
from builder.errors import ProblemsError


@click.command("check")
@CONFIG
def check_command(config_file: Path) -> None:
    """Find every problem in the content: front matter, registries, changes without a correction entry.

    Files that have not changed since they were read last are not read again.

    Example: builder check
    """
    folder = config.content_folder(config_file)
    with progress() as tell:
        read = store.reader(config_file.parent / store.PLACE, work.cores(), partial(tell, "Reading statements"))
        report = check.check(folder, day_of(None), folder.name, read)
    if report.problems:
        raise ProblemsError(report.problems)
    count = len(report.archive.entries) if report.archive else 0
    click.echo(f"{count} statements, no problem found.")


@click.command("diff")
@CONFIG
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
    paths = [statement_path(folder, file) for file in files]
    compared, missing = compare.compare(folder, day_of(None), paths, folder.name)
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


@click.command("correct")
@CONFIG
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
    path = statement_path(folder, file)
    name = by or history.user_name(folder)
    if not name:
        raise click.UsageError("git knows no user.name here; say who you are with --by NAME")
    entry = {"date": day_of(day), "by": name, "note": note}
    correct.correct(folder / path, f"{folder.name}/{path}", entry, again=again)
    click.echo(f"{folder.name}/{path} now says why it was changed.")
