"""The MkDocs plugin `archive`: the only module that knows the renderer. It checks, adds pages, feeds and search."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from mkdocs.commands import build, serve
from mkdocs.config import load_config
from mkdocs.config.base import Config, ConfigErrors, ConfigWarnings, ValidationError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from builder import check, config, feeds, files, home, marks, search
from builder.archive import Archive, Entry
from builder.errors import ArchiveError, ConfigError, Problem, ProblemsError
from builder.lists import WANTED, Lists, wanted_pages
from builder.pages import Pages
from builder.views import Listing, WantedPage

log = logging.getLogger("mkdocs.plugins.archive")

_UNPUBLISHED = ("captures/",)
_THEME_UNUSED = ("assets/javascripts/bundle.", "assets/javascripts/lunr/", "assets/javascripts/workers/")
_HIDDEN = ["navigation", "toc"]
_NO_DAY = "1970-01-01"
"""The day of change of an archive without statements."""


class _Options(Config):  # type: ignore[no-untyped-call] # MkDocs leaves one method untyped
    """No options of MkDocs' own kind: `builder.config` reads them, since it names line and key."""


class ArchivePlugin(BasePlugin[_Options]):  # type: ignore[no-untyped-call] # likewise
    """Turns the content folder's statements into pages, lists, feeds and search within a MkDocs build."""

    settings: config.Settings
    archive: Archive
    pages: Pages
    entries: dict[str, Entry]
    listings: dict[str, Listing]
    changed: str
    wanted: dict[str, WantedPage]

    def load_config(
        self, options: dict[str, Any], config_file_path: str | None = None
    ) -> tuple[ConfigErrors, ConfigWarnings]:
        """Take the plugin's options; every problem becomes a MkDocs configuration error."""
        self.config = _Options()
        try:
            self.settings = config.settings(options, Path(config_file_path or "mkdocs.yml").name)
        except ConfigError as error:
            return [(config.PLUGIN, ValidationError(str(error)))], []
        return [], []

    def on_config(self, config: MkDocsConfig) -> None:
        """Let "Correct this page" lead to the branch that the site is built from."""
        if config.repo_url:
            folder = Path(config.docs_dir).name
            config.edit_uri = f"edit/{self.settings.edit_branch}/{folder}/"

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Check the content, leave out what is not published, add the generated pages."""
        folder = Path(config.docs_dir)
        report = check.check(folder, date.today().isoformat(), folder.name)  # noqa: DTZ011 - only for a message
        if report.archive is None or report.problems:
            raise PluginError(str(ProblemsError(report.problems)) + "\nThe content has problems; nothing was built.")
        self.archive = report.archive
        self.pages = Pages(self.archive, report.related)
        self.entries = {entry.path: entry for entry in self.archive.entries}
        self.changed = max((entry.statement.changed for entry in self.archive.entries), default=_NO_DAY)
        self.listings = {
            listing.path: listing for listing in Lists(self.pages, self.settings.page_size, report.wanted).all()
        }
        is_shown = any(file.src_uri == WANTED for file in files)
        lacking = wanted_pages(report.wanted, config.repo_url or "") if is_shown else ()
        self.wanted = {made.path: made for made in lacking}
        for file in list(files):
            if file.src_uri.startswith((*_UNPUBLISHED, *_THEME_UNUSED)) or file.src_uri.endswith((".yml", ".map")):
                files.remove(file)
            elif file.src_uri in self.entries:
                file.inclusion = InclusionLevel.NOT_IN_NAV
        for file in self._generated(config):
            files.append(file)
        return files

    def _generated(self, config: MkDocsConfig) -> Iterator[File]:
        for path in (*self.listings, *(path for path in self.wanted if path != WANTED)):
            yield File.generated(config, path, content="", inclusion=InclusionLevel.NOT_IN_NAV)

    def on_pre_page(self, page: Page, *, config: MkDocsConfig, files: Files) -> Page:
        """Date every page by its content, a hand-written one by the archive's, so that two builds are the same."""
        uri = page.file.src_uri
        page.update_date = self.changed
        if uri in self.entries:
            page.update_date = self.entries[uri].statement.changed
        elif uri in self.listings:
            page.update_date = self.listings[uri].updated or page.update_date
            page.edit_url = None
        elif uri in self.wanted and uri != WANTED:
            page.edit_url = None
        return page

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Choose the template; a statement's text is rendered by `builder.markup` alone."""
        uri = page.file.src_uri
        if uri in self.entries:
            page.meta = {
                "title": marks.told(self.entries[uri].statement.title),
                "template": "statement.html",
                "hide": _HIDDEN,
            }
            return ""
        if uri in self.listings:
            page.meta = {
                "title": marks.told(self.listings[uri].title),
                "template": self.listings[uri].template,
                "hide": _HIDDEN,
            }
            return ""
        if uri in self.wanted and uri != WANTED:
            page.meta = {"title": self.wanted[uri].title, "template": self.wanted[uri].template, "hide": _HIDDEN}
            return ""
        return markdown

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Put the statement's text in place, as safe HTML."""
        entry = self.entries.get(page.file.src_uri)
        return html if entry is None else self.pages.renderer.html(entry.statement.body)

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Give the template what it shows."""
        uri = page.file.src_uri
        extra: dict[str, Any] = {}
        if uri in self.entries:
            entry = self.entries[uri]
            extra |= {"view": self.pages.statement(entry), "facets": search.facets(entry, self.archive)}
        elif uri in self.listings:
            extra |= {"view": self.listings[uri]}
        elif uri in self.wanted:
            extra |= {"view": self.wanted[uri]}
        elif page.is_homepage:
            extra |= {"view": home.make(self.pages)}
        context.update(extra)  # type: ignore[typeddict-item]
        return context

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        """Let every page name the feeds and show hiding characters, the 404 page too, and leave out the white space around template blocks."""
        env.trim_blocks = env.lstrip_blocks = True
        env.filters |= {"shown": marks.shown, "told": marks.told}
        env.globals["feeds"] = {"rss": feeds.RSS, "atom": feeds.ATOM}
        return env

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the feeds and make the search index."""
        site = Path(config.site_dir)
        channel = feeds.Channel(
            title=config.site_name,
            description=config.site_description or config.site_name,
            url=config.site_url or "/",
            language=str(config.theme["language"] or "en"),
            authority=self.settings.authority,
            length=self.settings.feed_length,
        )
        for path, text in feeds.make(self.archive, channel, self.pages.renderer).items():
            files.write(site / path, text)
        try:
            search.index(site)
        except ArchiveError as error:
            raise PluginError(str(error)) from None

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """Follow changes of the templates too."""
        if config.theme.custom_dir:
            server.watch(config.theme.custom_dir)
        return server


def build_site(file: Path, site_dir: Path | None = None) -> Path:
    """Build the whole site that a configuration file describes; return where it is.

    Raises ConfigError where MkDocs refuses the configuration and ArchiveError where the build stops.
    """
    made = _loaded(file, **({"site_dir": str(site_dir.resolve())} if site_dir else {}))
    try:
        build.build(made)
    except MkDocsException as error:
        raise ArchiveError(str(error)) from None
    return Path(made.site_dir)


def serve_site(file: Path, address: str) -> None:
    """Serve the site at a local address and build it again at every change, until interrupted.

    Raises ConfigError where MkDocs refuses the configuration and ArchiveError where the first build stops.
    """
    _loaded(file)
    try:
        serve.serve(str(file), dev_addr=address, livereload=True)
    except MkDocsException as error:
        raise ArchiveError(str(error)) from None


def _loaded(file: Path, **overrides: str) -> MkDocsConfig:
    try:
        return load_config(str(file), **overrides)
    except MkDocsException as error:
        fault = Problem(path=file.name, line=0, code="config", message=str(error) or "see the messages above")
        raise ConfigError([fault]) from None
