"""The command `builder`: arguments, printing, the clock and exit codes; everything else is below."""

from __future__ import annotations

import click

from builder import __version__
from builder.cli import correcting, ingesting, preserving, publishing, starting
from builder.cli.common import Group


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="builder")
def main() -> None:
    """Make a digital archive of official statements from captured texts.

    Exit codes: 0 good, 1 problems found, 2 wrong usage or configuration.
    """


for _module in (ingesting, correcting, publishing, preserving, starting):
    for _command in vars(_module).values():
        if isinstance(_command, click.Command):
            main.add_command(_command)
