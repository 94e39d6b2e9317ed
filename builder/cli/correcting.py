"""Commands for who corrects a statement or takes one out: check, diff, correct, remove, review."""

from __future__ import annotations

import os
import sys
from functools import partial
from pathlib import Path

import click

from builder import (
    annotate,
    changed,
    check,
    compare,
    config,
    content,
    correct,
    diff,
    history,
    processes,
    removed,
    review,
    store,
    triage,
)
from builder.cli.common import CONFIG, counted, day_of, progress, statement_path
from builder.errors import ProblemsError


@click.command("check")
@CONFIG
@click.option("--changed-from", metavar="REF", help="Look only at what changed since REF, and at what that touches.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "github"]),
    default="text",
    help="For a terminal, or as annotations of a GitHub workflow.",
)
def check_command(config_file: Path, changed_from: str | None, form: str) -> None:
    """Find every problem in the content: front matter, registries, changes without a correction entry.

    Files that have not changed since they were read last are not read again.

    Example: builder check
    """
    folder = config.content_folder(config_file)
    if changed_from:
        found = changed.look(folder, changed_from, day_of(None), folder.name)
        problems, said = found.problems, f"{found.looked_at} changed or touched"
    else:
        with progress() as tell:
            read = store.reader(
                config_file.parent / store.PLACE, processes.cores(), partial(tell, "Reading statements")
            )
            report = check.check(folder, day_of(None), folder.name, read)
        problems, said = report.problems, f"{len(report.archive.entries) if report.archive else 0} statements"
    if problems and form == "github":
        for problem in problems:
            click.echo(annotate.annotation(problem))
        click.echo(counted(len(problems)), err=True)
        sys.exit(ProblemsError.exit_code)
    if problems:
        raise ProblemsError(problems)
    click.echo(f"{said}, no problem found.")


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
@click.argument("file", required=False)
@click.option("--changed-from", metavar="REF", help="Instead of FILE: every file changed since REF that has no entry.")
@click.option("--note", required=True, help="What you changed and how you know; shown on the page.")
@click.option("--by", metavar="NAME", help="Your name or pen name (default: git's user.name).")
@click.option("--date", "day", metavar="DAY", help="The day of the correction (default: today).")
@click.option("--again", is_flag=True, help="Add an entry although the file has one.")
def correct_command(  # noqa: PLR0913 - one for each option
    config_file: Path,
    file: str | None,
    changed_from: str | None,
    note: str,
    by: str | None,
    day: str | None,
    *,
    again: bool,
) -> None:
    """Write into FILE, which you changed, the entry under corrections that says why.

    With --changed-from a maintainer enters what a pull request's title and author say.

    Example: builder correct content/statements/2024/some-ministry/2024-06-10-title.md --note "'Febuary' to 'February'"
    """
    folder = config.content_folder(config_file)
    if (file is None) == (changed_from is None):
        raise click.UsageError("name either FILE or --changed-from REF")
    entry = {"date": day_of(day), "by": _name(folder, by), "note": note}
    paths = [statement_path(folder, file)] if file else _unexplained(folder, changed_from or "")
    for path in paths:
        correct.correct(folder / path, f"{folder.name}/{path}", entry, again=again or file is None)
        click.echo(f"{folder.name}/{path} now says why it was changed.")
    if not paths:
        click.echo("No changed statement lacks an entry.")


@click.command("remove")
@CONFIG
@click.argument("file")
@click.option("--why", required=True, help="Why it is taken out; shown at its address.")
@click.option("--by", metavar="NAME", help="Your name or pen name (default: git's user.name).")
@click.option("--date", "day", metavar="DAY", help="The day of the removal (default: today).")
def remove_command(config_file: Path, file: str, why: str, by: str | None, day: str | None) -> None:
    """Take a statement out of the archive for good: its address says why, and ingest does not write it again.

    Its capture stays, as evidence.

    Example: builder remove content/statements/2024/some-ministry/2024-06-10-title.md --why "It was a commentary."
    """
    folder = config.content_folder(config_file)
    path = statement_path(folder, file)
    removed.add(folder, path, {"date": day_of(day), "by": _name(folder, by), "why": why}, folder.name)
    click.echo(f"{folder.name}/{path} is removed, and {folder.name}/{removed.FILE} says why.")


def _name(folder: Path, by: str | None) -> str:
    name = by or history.user_name(folder)
    if not name:
        raise click.UsageError("git knows no user.name here; say who you are with --by NAME")
    return name


def _unexplained(folder: Path, ref: str) -> tuple[str, ...]:
    prefix = f"{folder.name}/"
    found = [each.path for each in review.changes(folder, ref, folder.name) if each.what != "deleted"]
    named = [path.removeprefix(prefix) for path in found if path.startswith(f"{prefix}{content.FOLDER}/")]
    paths = [path for path in named if path.endswith(".md")]
    return correct.unexplained(folder, paths, folder.name, history.texts_at(folder, ref, paths))


@click.command("review")
@CONFIG
@click.option(
    "--changed-from",
    metavar="REF",
    default="origin/main",
    show_default=True,
    help="The commit that the change began from.",
)
@click.option(
    "--show",
    type=click.Choice(["summary", "labels", "pages", "known"]),
    default="summary",
    help="A summary as HTML; the labels, the addresses of changed pages, or all labels there are, one a line.",
)
def review_command(config_file: Path, changed_from: str, show: str) -> None:
    """Tell a reviewer what a change is: a correction, captures, code; and how its words differ from the captures.

    Example: builder review --changed-from origin/main --show labels
    """
    folder = config.content_folder(config_file)
    found = review.changes(folder, changed_from, folder.name)
    if show == "summary":
        looked = changed.look(folder, changed_from, day_of(None), folder.name)
        click.echo(review.summary(folder, found, day_of(None), folder.name, looked.problems), nl=False)
        return
    lines = {
        "labels": triage.labels(found, folder.name),
        "pages": review.pages(found, folder.name),
        "known": triage.LABELS,
    }
    for line in lines[show]:
        click.echo(line)
