"""Calls the command as a person does, in this process, where starting another one would only take time."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from builder.cli import main

GOOD, PROBLEMS, USAGE = 0, 1, 2


def called(*arguments: str) -> Result:
    """Call the command in this process."""
    return CliRunner().invoke(main, arguments, prog_name="builder", catch_exceptions=False)


def called_in(folder: Path, name: str, *arguments: str) -> Result:
    """Call a command for an archive in this process."""
    return called(name, "--config", str(folder / "mkdocs.yml"), *arguments)
