"""What every command shares: help, arguments, exit codes, and what goes to which stream."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import click
import pytest

from builder import cli
from builder.cli import commands
from builder.cli.common import progress, shard_of
from tests.cli.command import GOOD, PROBLEMS, USAGE, called, called_in
from tests.sample import (
    DAY,
    PATH,
    put,
    run,
    snapshot,
    statements,
)

COMMANDS = sorted(commands())
NEEDED = {
    "correct": ("file.md", "--note", "n"),
    "remove": ("file.md", "--why", "w"),
    "assemble": ("shard-1",),
    "export": ("--data", "out"),
}
"""What a command cannot do without."""
WITHIN = [name for name in COMMANDS if any("--config" in each.opts for each in commands()[name].params)]
"""The commands that work on an archive that is there."""


def test_every_command_of_the_first_issue_is_there() -> None:
    """Ingest, check, build and serve are what the command can do so far."""
    assert {"ingest", "check", "build", "serve"} <= set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(name: str) -> None:
    """`--help` says what the command does, ends well, and shows a line to copy."""
    done = called(name, "--help")

    assert (GOOD, "") == (done.exit_code, done.stderr)
    assert f"Usage: builder {name}" in done.stdout
    assert re.search(rf"Example: builder {name}\b", done.stdout)
    assert len(str(commands()[name].help).strip()) > len(name)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_has_help(name: str) -> None:
    """No option is listed without a word on what it is for."""
    options = [each for each in commands()[name].params if isinstance(each, click.Option)]

    assert [] == [each.name for each in options if not (each.help or "").strip()]
    assert bool(options) == (name in WITHIN)


@pytest.mark.parametrize("name", ["check", "ingest"])
def test_the_example_in_the_help_works(folder: Path, name: str) -> None:
    """What the help shows can be typed as it stands."""
    example = re.search(rf"Example: builder ({name}\b.*)", str(commands()[name].help))
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


def test_another_configuration_file_can_be_given(folder: Path) -> None:
    """With `--config` the command works from anywhere, and names problems as from the archive's own folder."""
    (folder / "mkdocs.yml").rename(folder / "other.yml")
    put(folder, "watch/picture.txt", b"\0")

    done = run(folder.parent, "ingest", "--config", f"{folder.name}/other.yml")

    assert PROBLEMS == done.returncode
    assert done.stderr.startswith("content/captures/watch/picture.txt:0: binary: ")
    assert [PATH] == list(statements(folder))


@pytest.mark.parametrize("given", ["0/2", "3/2", "1", "1/0", "a/b", "1/2/3", "-1/2"])
def test_a_share_that_is_none_is_wrong_usage(given: str, folder: Path) -> None:
    """A share is one number of another, the first not larger; anything else is told with how to write it."""
    done = called_in(folder, "build", "--shard", given)

    assert USAGE == done.exit_code
    assert "is not a share; write 2/4 for the second of four" in done.stderr


def test_a_share_is_two_numbers() -> None:
    """`2/4` is the second of four, and none is the whole."""
    command = commands()["build"]
    context = click.Context(command)
    parameter = command.params[0]

    assert (2, 4) == shard_of(context, parameter, "2/4")
    assert (1, 1) == shard_of(context, parameter, None)


def test_progress_is_for_terminals(capfd: pytest.CaptureFixture[str]) -> None:
    """Where standard error is no terminal, nothing is drawn there."""
    with progress() as tell_of:
        tell_of("Writing", 1, 2)

    assert ("", "") == capfd.readouterr()


def test_a_command_stands_where_it_is_looked_for() -> None:
    """Every command of every module is in the table of commands, and each is found there under its own name."""
    modules = {path.stem for path in Path(cli.__file__).parent.glob("*.py")} - {"__init__", "common"}
    made = {
        command.name: name
        for name in modules
        for command in vars(import_module(f"builder.cli.{name}")).values()
        if isinstance(command, click.Command)
    }

    assert made == cli.WHERE
    assert all(command.name == name for name, command in commands().items())


def test_one_command_loads_no_other_s_libraries() -> None:
    """To check or to show help, neither MkDocs nor the tables' libraries are loaded."""
    code = "import sys; from builder.cli import main; main(['check', '--help'], standalone_mode=False); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert not {"mkdocs", "numpy", "pyarrow", "PIL"} & set(done.stdout.split())


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [("['--version']", 0, "builder, version"), ("['nothing']", 2, ""), ("['check']", 2, "")],
)
def test_a_program_ends_with_its_words_and_code(arguments: str, code: int, said: str, tmp_path: Path) -> None:
    """Whatever is said is said before the program ends, with the code that the command gives, though it ends at once."""
    line = f"import sys; sys.argv = ['builder', *{arguments}]; from builder.cli import run; run()"
    done = subprocess.run([sys.executable, "-c", line], cwd=tmp_path, capture_output=True, text=True, check=False)

    assert (code, True) == (done.returncode, done.stdout.startswith(said))
    assert (code == 0) == (done.stderr == "")
