"""Commands for who starts an archive or edits its registries: new, schema."""

from __future__ import annotations

from pathlib import Path

import click

from builder import config, files, new, schema
from builder.cli.common import CONFIG


@click.command("new")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def new_command(folder: Path) -> None:
    """Write a fresh archive into DIR: configuration, registries, a sample, templates, workflows. It builds at once.

    DIR must be empty or not there.

    Example: builder new my-archive
    """
    made = new.write(folder)
    click.echo(f"{len(made)} files are in {folder}. Next: cd {folder}, builder ingest, builder build.")


@click.command("schema")
@CONFIG
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
