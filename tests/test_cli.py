"""The command `builder` as a person types it: help, arguments, exit codes, and what goes to which stream."""

from __future__ import annotations

import os
import pty
import re
import subprocess
from datetime import date
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from builder.cli import main
from tests.sample import (
    COMMAND,
    DAY,
    OPENING,
    PATH,
    edit,
    ingested,
    make,
    page,
    put,
    row,
    run,
    snapshot,
    statements,
)

COMMANDS = sorted(main.commands)
NEEDED = {"correct": ("file.md", "--note", "n")}
"""What a command cannot do without."""
WITHIN = [name for name in COMMANDS if any("--config" in each.opts for each in main.commands[name].params)]
"""The commands that work on an archive that is there."""

GOOD, PROBLEMS, USAGE = 0, 1, 2


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return an archive with one capture, not yet ingested."""
    made = make(tmp_path / "archive")
    put(made, "watch/page.txt", page())
    return made


def account(stdout: str) -> dict[str, list[int]]:
    """Return the rows of the printed account: state to the numbers of its columns."""
    rows = re.findall(r"(?m)^[│|] *([a-z() ]+?) *((?:[│|] *\d+ *)+)[│|] *$", stdout)
    return {state: [int(number) for number in re.findall(r"\d+", numbers)] for state, numbers in rows}


# help


def test_every_command_of_the_first_issue_is_there() -> None:
    """Ingest, check, build and serve are what the command can do so far."""
    assert {"ingest", "check", "build", "serve"} <= set(COMMANDS)


def called(*arguments: str) -> Result:
    """Call the command in this process, where starting another one would only take time."""
    return CliRunner().invoke(main, arguments, prog_name="builder", catch_exceptions=False)


def called_in(folder: Path, name: str, *arguments: str) -> Result:
    """Call a command for an archive in this process."""
    return called(name, "--config", str(folder / "mkdocs.yml"), *arguments)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(name: str) -> None:
    """`--help` says what the command does, ends well, and shows a line to copy."""
    done = called(name, "--help")

    assert (GOOD, "") == (done.exit_code, done.stderr)
    assert f"Usage: builder {name}" in done.stdout
    assert re.search(rf"Example: builder {name}\b", done.stdout)
    assert len(str(main.commands[name].help).strip()) > len(name)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_has_help(name: str) -> None:
    """No option is listed without a word on what it is for."""
    options = [each for each in main.commands[name].params if isinstance(each, click.Option)]

    assert [] == [each.name for each in options if not (each.help or "").strip()]
    assert bool(options) == (name in WITHIN)


@pytest.mark.parametrize("name", ["check", "ingest"])
def test_the_example_in_the_help_works(folder: Path, name: str) -> None:
    """What the help shows can be typed as it stands."""
    example = re.search(rf"Example: builder ({name}\b.*)", str(main.commands[name].help))
    assert example is not None

    done = called_in(folder, *example[1].split())

    assert (GOOD, "") == (done.exit_code, done.stderr)


def test_short_and_long_help_are_the_same() -> None:
    """`-h` is `--help`, of the whole and of a command."""
    assert (called("--help").stdout, called("ingest", "--help").stdout) == (
        called("-h").stdout,
        called("ingest", "-h").stdout,
    )


def test_the_help_of_the_whole_lists_commands_and_exit_codes(tmp_path: Path) -> None:
    """`builder --help` works anywhere, names every command and says what the exit codes mean."""
    done = run(tmp_path, "--help")

    assert GOOD == done.returncode
    assert [] == [name for name in COMMANDS if name not in done.stdout]
    assert "0 good" in done.stdout
    assert "1 problems found" in done.stdout
    assert "2 wrong usage" in done.stdout


def test_the_version_is_told() -> None:
    """`--version` prints name and version."""
    done = called("--version")

    assert GOOD == done.exit_code
    assert re.fullmatch(r"builder, version \d+\.\d+\S*\n", done.stdout)


# wrong usage


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["ingset"], "ingset"),
        (["ingest", "--dryrun"], "--dryrun"),
        (["ingest", "extra"], "extra"),
        (["ingest", "--date"], "--date"),
        (["check", "--date", DAY], "--date"),
        (["--config", "mkdocs.yml", "check"], "--config"),
        ([], "Usage"),
    ],
)
def test_wrong_usage_is_told_and_ends_with_2(arguments: list[str], word: str) -> None:
    """An unknown command, option or argument is named, and the end is 2."""
    done = called(*arguments)

    assert USAGE == done.exit_code
    assert word in done.stderr


def test_a_folder_is_no_configuration_file(folder: Path) -> None:
    """`--config` with a folder is wrong usage, told without a traceback."""
    done = run(folder, "check", "--config", "content")

    assert (USAGE, "") == (done.returncode, done.stdout)
    assert "content" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "day", ["soon", "", "2024-02-30", "2024-06", "2024", "2024-6-1", "15 June 2024", "2024-06-15T10:00", "2024-06-15 "]
)
def test_a_wrong_date_is_told_and_ends_with_2(folder: Path, day: str) -> None:
    """Only a whole day that exists, as year-month-day, is taken as `--date`; nothing is written."""
    before = snapshot(folder)

    done = called("ingest", "--config", str(folder / "mkdocs.yml"), "--date", day)

    assert (USAGE, "") == (done.exit_code, done.stdout)
    assert "--date" in done.stderr
    assert f'"{day}"' in done.stderr
    assert before == snapshot(folder)


def test_an_unknown_command_ends_the_real_command_with_2(tmp_path: Path) -> None:
    """The exit code reaches the shell."""
    assert USAGE == run(tmp_path, "ingset").returncode


# configuration


@pytest.mark.parametrize("name", WITHIN)
def test_without_a_configuration_file_every_command_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Outside an archive a command names the file it looked for, says what to do, and ends with 2."""
    monkeypatch.chdir(tmp_path)

    done = called(name, *NEEDED.get(name, ()))

    assert (USAGE, "") == (done.exit_code, done.stdout)
    assert done.stderr.startswith("mkdocs.yml:0: config: there is no mkdocs.yml here (")
    assert "--config" in done.stderr
    assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("site_name: x\ndocs_dir: [content\n", 3, "YAML"),
        ("site_name: x\ndocs_dir: nowhere\n", 2, '"nowhere"'),
        ("docs_dir: content\nsite_name: caf\xe9\n", 0, "UTF-8"),
    ],
    ids=["no YAML", "no such folder", "not UTF-8"],
)
def test_a_configuration_that_cannot_be_used_is_told_in_one_line(folder: Path, text: str, line: int, word: str) -> None:
    """Broken YAML, a folder that is not there and another encoding are one problem each, at its line; the end is 2."""
    (folder / "mkdocs.yml").write_bytes(text.encode("cp1252"))

    done = called_in(folder, "check")

    assert USAGE == done.exit_code
    problem, *rest = done.stderr.splitlines()
    assert problem.startswith(f"mkdocs.yml:{line}: ")
    assert word in problem
    assert ["1 problem found."] == rest


def test_a_wrong_setting_of_the_plugin_stops_the_build_with_2(folder: Path) -> None:
    """An unknown setting is named with the one that was probably meant, and nothing is built."""
    edit(folder / "mkdocs.yml", "authority:", "page_sise: 5, authority:")

    done = run(folder, "build")

    assert USAGE == done.returncode
    assert '"page_sise"' in done.stderr
    assert 'did you mean "page_size"?' in done.stderr
    assert "Traceback" not in done.stderr
    assert not (folder / "site").exists()


def test_another_configuration_file_can_be_given(folder: Path) -> None:
    """With `--config` the command works from anywhere, and names problems as from the archive's own folder."""
    (folder / "mkdocs.yml").rename(folder / "other.yml")
    put(folder, "watch/picture.txt", b"\0")

    done = run(folder.parent, "ingest", "--config", f"{folder.name}/other.yml")

    assert PROBLEMS == done.returncode
    assert done.stderr.startswith("content/captures/watch/picture.txt:0: binary: ")
    assert [PATH] == list(statements(folder))


# ingest


def test_ingest_writes_and_ends_with_the_account(folder: Path) -> None:
    """Every state has its row, in order, with the sum of all records last; a clean run says nothing else."""
    put(folder, "press/a.jsonl", "\n".join([row(OPENING, "One."), row(OPENING, "One."), row("Rain.", title="News")]))

    done = run(folder, "ingest", "--date", DAY)

    assert (GOOD, "") == (done.returncode, done.stderr)
    assert {
        "added": [1, 1],
        "updated": [0, 0],
        "unchanged": [0, 0],
        "kept (corrected)": [0, 0],
        "merged": [0, 0],
        "duplicate": [1, 0],
        "not a statement": [1, 0],
        "no text": [0, 0],
        "rejected": [0, 0],
        "all": [3, 1],
    } == account(done.stdout)
    assert done.stdout.index("press") < done.stdout.index("watch")
    assert {DAY} == {str(each.added) for each in statements(folder).values()}


def test_ingest_with_something_refused_ends_with_1(folder: Path) -> None:
    """What is refused is told on standard error, the account stands on standard output, the rest goes in."""
    put(folder, "press/a.jsonl", "{\n" + row(OPENING, "One.") + "\n{\n")

    done = run(folder, "ingest")

    assert PROBLEMS == done.returncode
    assert [1, 3] == [int(line.split(":")[1]) for line in done.stderr.splitlines() if ": json: " in line]
    assert "content/captures" not in done.stdout
    assert ([2, 0], [3, 1]) == (account(done.stdout)["rejected"], account(done.stdout)["all"])
    assert 2 == len(statements(folder))


def test_ingest_with_warnings_alone_ends_with_0(folder: Path) -> None:
    """A warning is told and is no failure."""
    put(folder, "press/a.jsonl", row(f"Halley, June 9 (AP) -- {OPENING}"))

    done = called_in(folder, "ingest")

    assert GOOD == done.exit_code
    assert done.stderr.startswith("content/captures/press/a.jsonl:1: date: warning: ")


def test_ingest_counts_a_corrected_file_as_kept(folder: Path) -> None:
    """A file that a person changed is named in the account, and stays."""
    assert GOOD == called_in(folder, "ingest").exit_code
    edit(folder / "content" / PATH, "harms", "hurts")
    before = snapshot(folder)

    done = called_in(folder, "ingest")

    assert (GOOD, [1], [1]) == (done.exit_code, account(done.stdout)["kept (corrected)"], account(done.stdout)["all"])
    assert before == snapshot(folder)


def test_a_dry_run_shows_the_account_and_writes_nothing(folder: Path) -> None:
    """`--dry-run` says what a run would do, to the number, and leaves every file as it is."""
    put(folder, "press/a.jsonl", row(OPENING, "One."))
    before = snapshot(folder)

    dry = called_in(folder, "ingest", "--dry-run")

    assert before == snapshot(folder)
    wet = called_in(folder, "ingest")
    assert (GOOD, dry.stdout) == (dry.exit_code, wet.stdout)
    assert [1, 1] == account(dry.stdout)["added"]


def test_a_dry_run_with_something_refused_ends_with_1(folder: Path) -> None:
    """`--dry-run` has the exit code that the run would have."""
    put(folder, "press/a.jsonl", "{")
    before = snapshot(folder)

    done = called_in(folder, "ingest", "--dry-run")

    assert (PROBLEMS, before) == (done.exit_code, snapshot(folder))
    assert "content/captures/press/a.jsonl:1: json: " in done.stderr


def test_without_a_date_the_day_is_today(folder: Path) -> None:
    """What is new is given as added on the day of the run."""
    earliest = date.today()  # noqa: DTZ011 - the command means the archivist's own day

    called_in(folder, "ingest")

    (statement,) = statements(folder).values()
    assert earliest <= statement.added.first <= date.today()  # noqa: DTZ011 - likewise


def test_progress_shows_on_a_terminal_only(folder: Path) -> None:
    """A terminal sees what is going on; a log or pipe gets nothing of it."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [str(COMMAND), "ingest", "--dry-run"],
        cwd=folder,
        env={**os.environ, "TERM": "xterm"},
        stdout=subprocess.DEVNULL,
        stderr=theirs,
    ) as process:
        os.close(theirs)
        shown = b""
        try:
            while part := os.read(ours, 1024):
                shown += part
        except OSError:
            pass  # Linux says so where the other end is closed
    os.close(ours)

    assert GOOD == process.returncode
    assert b"Reading captures" in shown
    assert "Reading captures" not in run(folder, "ingest", "--dry-run").stderr


# check


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


# corrections


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
