"""Commands that make the site from the content: build, serve."""

from __future__ import annotations

import logging
from pathlib import Path

import click

from builder import config
from builder.cli.common import CONFIG, progress, shard_of


@click.command("build")
@CONFIG
@click.option("--site-dir", type=click.Path(path_type=Path, file_okay=False), help="Where the site is written.")
@click.option(
    "--jobs", type=click.IntRange(min=1), help="Processes that share the work (default: the cores there are)."
)
@click.option(
    "--shard", metavar="I/N", callback=shard_of, help="Make the I-th of N shares of the site, on one of N machines."
)
def build_command(config_file: Path, site_dir: Path | None, jobs: int | None, shard: tuple[int, int]) -> None:
    """Check the content and build the whole site: pages, lists, feeds and search.

    What has not changed since the last build is left as it is; the ledger that tells lies beside the site. The shares
    of several machines are put together by builder assemble.

    Example: builder build --jobs 4
    """
    from builder import building, processes, publish  # noqa: PLC0415 - loading MkDocs takes long, and check does without

    config.content_folder(config_file)
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    with progress() as tell:
        asked = publish.Order(jobs=jobs or processes.cores(), shard=shard, tell=tell)
        where, result = building.build(config_file, site_dir, asked)
    click.echo(f"The site is in {where}: {result.made} parts made, {result.kept} unchanged.")


@click.command("assemble")
@CONFIG
@click.argument("shards", metavar="SHARD...", nargs=-1, required=True, type=click.Path(path_type=Path, file_okay=False))
@click.option("--site-dir", type=click.Path(path_type=Path, file_okay=False), help="Where the site is written.")
def assemble_command(config_file: Path, shards: tuple[Path, ...], site_dir: Path | None) -> None:
    """Put the shares of a site together that several machines made, and make what lacks.

    SHARD is the folder that a share was built into; its ledger lies beside it. Every file is compared with what its
    ledger says, and the whole with what the content asks for.

    Example: builder assemble shard-1 shard-2
    """
    from builder import building  # noqa: PLC0415 - likewise

    config.content_folder(config_file)
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    with progress() as tell:
        where, result = building.assemble(config_file, shards, site_dir, tell)
    click.echo(f"The site is in {where}: {result.kept} parts of {len(shards)} shards, {result.made} made here.")


@click.command("serve")
@CONFIG
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Where the preview listens.")
def serve_command(config_file: Path, address: str) -> None:
    """Show the site at a local address and build it again at every change.

    Example: builder serve --address 127.0.0.1:8080
    """
    from builder import building  # noqa: PLC0415 - likewise

    config.content_folder(config_file)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    building.serve_site(config_file, address)
