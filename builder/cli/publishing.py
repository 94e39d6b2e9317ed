"""Commands that make the site from the content: build, serve."""

from __future__ import annotations

import logging
from pathlib import Path

import click

from builder import config
from builder.cli.common import CONFIG


@click.command("build")
@CONFIG
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


@click.command("serve")
@CONFIG
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Where the preview listens.")
def serve_command(config_file: Path, address: str) -> None:
    """Show the site at a local address and build it again at every change.

    Example: builder serve --address 127.0.0.1:8080
    """
    from builder import plugin  # noqa: PLC0415 - likewise

    config.content_folder(config_file)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    plugin.serve_site(config_file, address)
