"""The commands for who corrects: what check, diff and correct print and how they end."""

from __future__ import annotations

import os
import pty
import re
import subprocess
from datetime import date
from pathlib import Path

import pytest

from tests.cli.command import GOOD, PROBLEMS, USAGE, called_in
from tests.sample import (
    COMMAND,
    OPENING,
    PATH,
    commit,
    edit,
    ingested,
    put,
    row,
    run,
    statements,
)


def test_check_of_a_good_archive_ends_with_0(folder: Path) -> None:
    """Nothing wrong is said in one line, with how much was looked at."""
    ingested(folder)

    done = run(folder, "check")

    assert (GOOD, "1 statements, no problem found.\n", "") == (done.returncode, done.stdout, done.stderr)


def test_check_of_a_bad_archive_tells_all_and_ends_with_1(folder: Path) -> None:
    """Problems stand on standard error, one a line, sorted, with their number last."""
    put(folder, "press/a.jsonl", row(OPENING, "One.", day="2024-06-09"))
    ingested(folder)
    for path in statements(folder):
        edit(folder / "content" / path, 'kind: "press-statement"', 'kind: "press-statment"')

    done = run(folder, "check")

    assert (PROBLEMS, "") == (done.returncode, done.stdout)
    lines = done.stderr.splitlines()
    assert "4 problems found." == lines[-1]
    assert [
        (f"content/{PATH.replace('06-10', '06-09')}", "7"),
        (f"content/{PATH.replace('06-10', '06-09')}", "14"),
        (f"content/{PATH}", "7"),
        (f"content/{PATH}", "14"),
    ] == [tuple(line.split(":")[:2]) for line in lines[:-1]]
    assert 2 == sum('(did you mean "press-statement"?)' in line for line in lines)


def changed(folder: Path) -> Path:
    """Ingest the archive and change its statement as a person would; return the file."""
    ingested(folder)
    edit(folder / "content" / PATH, "harms", "hurts")
    return folder / "content" / PATH


def test_diff_shows_words_without_colours_where_no_terminal_is(folder: Path) -> None:
    """Into a file the difference goes in brackets; the whole of a good archive is one sentence."""
    ingested(folder)
    assert (GOOD, "Every statement says what its capture says.\n") == (
        (done := called_in(folder, "diff")).exit_code,
        done.stdout,
    )
    edit(folder / "content" / PATH, "harms", "hurts")

    done = called_in(folder, "diff", f"content/{PATH}")

    assert (GOOD, "") == (done.exit_code, done.stderr)
    assert done.stdout.startswith(f"content/{PATH}\n")
    assert "[-harms-]" in done.stdout
    assert "\033" not in done.stdout


def test_diff_is_coloured_on_a_terminal(folder: Path) -> None:
    """On a terminal old words are red and new ones green, and no brackets are shown."""
    changed(folder)
    primary, secondary = pty.openpty()
    environment = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
    with subprocess.Popen([str(COMMAND), "diff"], cwd=folder, stdout=secondary, env=environment) as process:
        process.wait(timeout=60)
    os.close(secondary)
    shown = os.read(primary, 65536).decode()
    os.close(primary)

    assert "\033[31mharms\033[0m" in shown
    assert "[-" not in shown


def test_diff_as_html_is_a_fragment(folder: Path) -> None:
    """`--format html` prints the fragment and nothing else."""
    changed(folder)

    done = called_in(folder, "diff", "--format", "html")

    assert GOOD == done.exit_code
    assert done.stdout.startswith(f'<section class="difference" data-file="content/{PATH}">\n<p>')
    assert "<del> harms</del><ins> hurts</ins>" in done.stdout
    assert done.stdout.endswith("</section>\n")


def test_diff_without_a_capture_ends_with_1(folder: Path) -> None:
    """What cannot be compared is a problem."""
    changed(folder)
    (folder / "content/captures/watch/page.txt").unlink()

    done = called_in(folder, "diff")

    assert (PROBLEMS, "") == (done.exit_code, done.stdout)
    assert "1 problem found." in done.stderr


def test_correct_writes_the_entry_that_check_asks_for(folder: Path) -> None:
    """The command that the check names, with a name and a day, makes the check pass; a second time it is refused."""
    changed(folder)
    command = re.search(r"run builder (correct \S+) --note", called_in(folder, "check").stderr)
    assert command is not None
    arguments = [*command[1].split(), "--note", "A slip.", "--by", "A. Reader", "--date", "2024-06-20"]

    done = called_in(folder, *arguments)

    assert (GOOD, "") == (done.exit_code, done.stderr)
    (entry,) = statements(folder)[PATH].corrections
    assert ("2024-06-20", "A. Reader", "A slip.") == (str(entry.date), entry.by, entry.note)
    assert GOOD == called_in(folder, "check").exit_code
    assert PROBLEMS == called_in(folder, *arguments).exit_code


def test_correct_takes_name_and_day_from_git_and_the_clock(folder: Path) -> None:
    """Without --by the name is git's, without --date the day is today."""
    changed(folder)
    own = {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "user.name", "GIT_CONFIG_VALUE_0": "Ann Öst"}

    done = run(folder, "correct", PATH, "--note", "A slip.", **own)

    assert (GOOD, "") == (done.returncode, done.stderr)
    (entry,) = statements(folder)[PATH].corrections
    assert (date.today().isoformat(), "Ann Öst") == (str(entry.date), entry.by)  # noqa: DTZ011 - the archivist's own day


def test_correct_without_a_name_anywhere_asks_for_one(folder: Path) -> None:
    """A machine without git, or without a name in it, is told to give one."""
    changed(folder)

    done = run(folder, "correct", PATH, "--note", "A slip.", PATH="")

    assert USAGE == done.returncode
    assert "--by NAME" in done.stderr


@pytest.mark.parametrize("name", ["no-such.md", "content/index.md", "mkdocs.yml", "..", "a\0b"])
@pytest.mark.parametrize("command", [["diff"], ["correct", "--note", "n", "--by", "A"]])
def test_a_file_that_is_no_statement_is_told(folder: Path, command: list[str], name: str) -> None:
    """Only statements' files are compared and corrected; another name is a wrong usage."""
    done = called_in(folder, *command, name)

    assert USAGE == done.exit_code
    assert "there is no statement's file" in done.stderr


def test_check_of_what_changed(folder: Path) -> None:
    """With --changed-from only what changed is told; with --format github each problem is an annotation as well."""
    ingested(folder)
    commit(folder)
    assert (GOOD, "0 changed or touched, no problem found.\n") == (
        (done := run(folder, "check", "--changed-from", "HEAD")).returncode,
        done.stdout,
    )
    edit(folder / "content" / PATH, "both shores", "- all\n::set-output name=x::y `shores`")

    done = run(folder, "check", "--changed-from", "HEAD", "--format", "github")

    lines = done.stdout.splitlines()
    assert (PROBLEMS, 1) == (done.returncode, len(lines))
    assert lines[0].startswith(f"::error file=content/{PATH},line=")
    assert "title=markup::code stands in the text" in lines[0]
    assert "Traceback" not in done.stderr


def test_a_pull_request_s_title_becomes_the_entry(folder: Path) -> None:
    """With --changed-from every changed file without an entry gets one; a second run finds nothing to do."""
    ingested(folder)
    commit(folder)
    edit(folder / "content" / PATH, "both shores", "all shores")

    hostile = 'A "slip": {x} $(touch x) `y` #1'
    done = run(folder, "correct", "--changed-from", "HEAD", "--note", hostile, "--by", "octo-cat")

    assert (GOOD, f"content/{PATH} now says why it was changed.\n") == (done.returncode, done.stdout)
    assert [("octo-cat", hostile)] == [(each.by, each.note) for each in statements(folder)[PATH].corrections]
    again = run(folder, "correct", "--changed-from", "HEAD", "--note", "x", "--by", "y")
    assert (GOOD, "No changed statement lacks an entry.\n") == (again.returncode, again.stdout)
    assert USAGE == run(folder, "correct", "--note", "x", "--by", "y").returncode


def test_a_review_says_what_a_change_is(folder: Path) -> None:
    """Labels and pages are lines for a workflow, the summary is HTML."""
    ingested(folder)
    commit(folder)
    edit(folder / "content" / PATH, "both shores", "all shores")

    assert "correction\n" == run(folder, "review", "--changed-from", "HEAD", "--show", "labels").stdout
    assert PATH.removesuffix(".md") + "/\n" == run(folder, "review", "--changed-from", "HEAD", "--show", "pages").stdout
    assert "<h2>" in run(folder, "review", "--changed-from", "HEAD").stdout


def test_remove_takes_a_statement_out_for_good(folder: Path) -> None:
    """It says where the reason stands; a further run of ingest counts it as removed and writes nothing."""
    ingested(folder)

    done = run(folder, "remove", f"content/{PATH}", "--why", "A slip.", "--by", "A", "--date", "2024-07-01")
    again = run(folder, "ingest")

    assert (GOOD, f"content/{PATH} is removed, and content/removed.yml says why.\n") == (done.returncode, done.stdout)
    assert "removed (stays out)" in again.stdout
    assert {} == statements(folder)
    assert GOOD == run(folder, "check").returncode
    assert USAGE == run(folder, "remove", "content/statements/none.md", "--why", "x", "--by", "A").returncode
