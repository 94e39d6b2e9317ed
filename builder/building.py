"""Builds and serves the whole site that a configuration file describes; beside the plugin, what knows MkDocs' commands."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.commands.build import build as build_with_mkdocs
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from builder import commits, origin, outputs, processes, publish, store
from builder.archive import Memory
from builder.content import FOLDER
from builder.errors import ArchiveError, ConfigError, Problem
from builder.export.package import About
from builder.outputs import Ledger, Stamp
from builder.parts import about_of
from builder.plugin import UNPUBLISHED, ArchivePlugin
from builder.producer import key
from builder.publish import Order, Result, Tell, say_nothing
from builder.standing import looked_at, trusted
from builder.theme import config_key, root

PREVIEW = ".cache/preview"
"""Where the site that `serve` shows lies, below the folder of the configuration file."""


def ledger_of(site: Path) -> Path:
    """Return the place of a site's ledger: beside the site's folder, so that it is not published."""
    return site.with_name(f"{site.name}.ledger")


def build_site(file: Path, site_dir: Path | None = None) -> Path:
    """Build the whole site that a configuration file describes; return where it is. Raises as `build` does."""
    return build(file, site_dir)[0]


def build(file: Path, site_dir: Path | None = None, order: Order | None = None) -> tuple[Path, Result]:
    """Build the whole site that a configuration file describes; return where it is, and what was made.

    What did not change since the last build there is left as it is. Raises ConfigError where MkDocs refuses the
    configuration and ArchiveError where the build stops.
    """
    made = _loaded(file)
    site = site_dir.resolve() if site_dir else Path(made.site_dir)
    return site, _built(made, replace(order or Order(), site=site, ledger=ledger_of(site)))


def assemble(
    file: Path, shards: Sequence[Path], site_dir: Path | None = None, tell: Tell = say_nothing
) -> tuple[Path, Result]:
    """Put together what `build` made of each share; return where the site is, and what had still to be made.

    Raises as `build` does, and ArchiveError where a share is not what its ledger says.
    """
    site = site_dir.resolve() if site_dir else Path(_loaded(file).site_dir)
    publish.assemble([(shard, ledger_of(shard)) for shard in shards], site, ledger_of(site))
    return build(file, site, Order(tell=tell))


def about(file: Path) -> About:
    """Return what a configuration says of the archive; raises ConfigError where MkDocs refuses it."""
    made = _loaded(file)
    return about_of(made, _plugin(made).settings)


def _built(made: MkDocsConfig, order: Order, known: Ledger | None = None) -> Result:
    """Build what a configuration describes by an order, where anything can have changed.

    Where the ledger is `known`, and that the site is as it says, nobody looks at them.
    """
    plugin = _plugin(made)
    plugin.order = order = replace(order, content=Path(made.docs_dir))
    plan = plugin.plan_of(Path(made.site_dir), base="")
    with processes.uncollected():
        before = known or Ledger.read(plan.ledger)
        with trusted(before) if known else looked_at(plan.site, before, plan.spared, plan.jobs) as look:
            seen = _seen(made)
            plan = replace(plan, inputs=_inputs(made, order, seen))
            if publish.is_likely_done(plan, before):
                done = publish.is_done(plan, look())
                if done is not None:
                    return Result(made=0, kept=done, deleted=0, ledger=before)
            plugin.order = replace(order, inputs=plan.inputs, standing=look, stamps=seen[0])
            return _made_anew(made, plugin)


def _made_anew(made: MkDocsConfig, plugin: ArchivePlugin) -> Result:
    """Let MkDocs make its own pages in a folder that is deleted then, and the plugin publish the site."""
    with _staging() as folder:
        made.site_dir, made.docs_dir = str(folder / "site"), str(_view(Path(made.docs_dir), folder))
        try:
            build_with_mkdocs(made)
        except MkDocsException as error:
            raise ArchiveError(str(error)) from None
    return plugin.result


def _seen(made: MkDocsConfig) -> tuple[Mapping[str, Stamp], ...]:
    """Return the stamps of all files of the content but captures, by path, and those of the site's own templates."""
    folders = [(Path(made.docs_dir), UNPUBLISHED), *((Path(each), ()) for each in [made.theme.custom_dir] if each)]
    return tuple(dict(outputs.stamps(folder, spared)) for folder, spared in folders)


def _inputs(made: MkDocsConfig, order: Order, seen: Sequence[Mapping[str, Stamp]]) -> str:
    """Return the key of every file that a build reads; empty where one changed just now, or a plugin may read others."""
    clock = outputs.now(root(made) / store.PLACE.parent)
    if order.shard != (1, 1) or not clock or any(not isinstance(each, ArchivePlugin) for each in made.plugins.values()):
        return ""
    if not all(outputs.is_settled(each, clock) for part in seen for each in part.values()):
        return ""
    commit = _plugin(made).settings.commit
    named = commits.state(Path(made.docs_dir)) if commit else None
    return key(origin.code(), config_key(made), commit, named, repr([sorted(part.items()) for part in seen]))


def _view(content: Path, folder: Path) -> Path:
    """Return a folder that holds links to what MkDocs makes of the content: not to thousands of statements and captures.

    Where links cannot be made (Windows), it is the content folder itself.
    """
    view = folder / content.name
    view.mkdir()
    try:
        for path in content.iterdir():
            if path.name not in {FOLDER, *UNPUBLISHED}:
                (view / path.name).symlink_to(path.resolve(), target_is_directory=path.is_dir())
    except (OSError, NotImplementedError):
        return content
    return view


@contextmanager
def _staging() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="builder-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _plugin(made: MkDocsConfig) -> ArchivePlugin:
    found = [plugin for plugin in made.plugins.values() if isinstance(plugin, ArchivePlugin)]
    if not found:
        message = "the plugin archive is not under plugins, and without it there is nothing to build"
        raise ConfigError([Problem(path=Path(made.config_file_path).name, line=0, code="config", message=message)])
    return found[0]


@dataclass(slots=True)
class _Preview:
    """The site that `serve` shows at an address. After a first build nobody else writes there, so that it is known."""

    file: Path
    url: str
    site: Path
    known: Ledger | None = None
    memory: Memory = field(default_factory=Memory)

    def build(self) -> None:
        """Build it by the configuration as it stands now."""
        made, known = _loaded(self.file), self.known
        made.site_url, self.known = self.url, None  # until it is built, it may be anything
        order = Order(site=self.site, ledger=ledger_of(self.site), preview=True, memory=self.memory)
        self.known = _built(made, order, known).ledger


def serve_site(file: Path, address: str) -> None:
    """Serve the site at a local address and follow every change, until interrupted.

    Raises ConfigError where MkDocs refuses the configuration and ArchiveError where the first build stops.
    """
    from mkdocs.exceptions import Abort  # noqa: PLC0415 - a build does without a server
    from mkdocs.livereload import LiveReloadServer, _serve_url  # noqa: PLC0415 - likewise
    from watchdog import events  # noqa: PLC0415 - likewise
    from watchdog.observers import Observer  # noqa: PLC0415 - likewise

    made = _loaded(file, dev_addr=address)
    host, port = made.dev_addr
    path = urlsplit(made.site_url or "/").path
    url = _serve_url(host, port, path)
    site, content = file.resolve().parent / PREVIEW / "site", made.docs_dir

    with processes.apart(_Preview(file, url, site).build) as build:

        def follow() -> None:
            try:
                build()
            except ArchiveError as error:
                raise Abort(str(error)) from None  # which the server shows without a traceback

        server = LiveReloadServer(builder=follow, host=host, port=port, root=str(site), mount_path=path)
        server.observer = Observer()  # type: ignore[assignment] # told of changes by the system; MkDocs' own looks at every file twice a second
        changes = [events.FileCreatedEvent, events.FileModifiedEvent, events.FileDeletedEvent, events.FileMovedEvent]
        server.observer.schedule = partial(server.observer.schedule, event_filter=changes)  # type: ignore[method-assign] # a build opens the files, too
        try:
            build()
            for place in (content, str(file), made.theme.custom_dir):
                if place:
                    server.watch(place)
            server.serve()  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            return
        finally:
            server.shutdown()


def _loaded(file: Path, **overrides: str) -> MkDocsConfig:
    try:
        return load_config(str(file), **overrides)
    except MkDocsException as error:
        fault = Problem(path=file.name, line=0, code="config", message=str(error) or "see the messages above")
        raise ConfigError([fault]) from None
