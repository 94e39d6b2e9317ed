"""The command `builder`: arguments, printing, the clock and exit codes; everything else is below."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from importlib import import_module

import click

from builder import __version__
from builder.cli.common import Group

WHERE = {
    "ingest": "ingesting",
    "verify": "ingesting",
    "sources": "ingesting",
    "check": "correcting",
    "diff": "correcting",
    "correct": "correcting",
    "remove": "correcting",
    "review": "correcting",
    "build": "publishing",
    "assemble": "publishing",
    "serve": "publishing",
    "export": "preserving",
    "new": "starting",
    "schema": "starting",
}
"""The module of each command, which is loaded when the command is asked for: one needs no more than its own libraries."""


class Commands(Group):
    """The commands by name."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click passes it
        """Return the names of all commands, sorted."""
        return sorted(WHERE)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - likewise
        """Return a command, None where there is none of that name."""
        if cmd_name not in WHERE:
            return None
        command: click.Command = getattr(import_module(f"builder.cli.{WHERE[cmd_name]}"), f"{cmd_name}_command")
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="builder")
def main() -> None:
    """Make a digital archive of official statements from captured texts.

    Exit codes: 0 good, 1 problems found, 2 wrong usage or configuration.
    """


def run() -> None:
    """Run the command as a program, and end at once: to give back the memory of a large archive piece by piece takes long."""
    code: str | int | None = 0
    try:
        main()
    except SystemExit as end:
        code = end.code
    if not isinstance(code, int | None):
        raise SystemExit(code)
    with suppress(BrokenPipeError):  # whoever read has read enough
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code or 0)


def commands() -> dict[str, click.Command]:
    """Return every command by its name."""
    context = click.Context(main)
    found = {name: main.get_command(context, name) for name in main.list_commands(context)}
    return {name: command for name, command in found.items() if command}
