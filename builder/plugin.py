"""The MkDocs plugin `archive`: it checks the content, lets MkDocs make the hand-written pages, and publishes the rest."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path, PurePath
from typing import Any, Literal

from mkdocs.config.base import Config, ConfigErrors, ConfigWarnings, ValidationError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from builder import (
    changes,
    check,
    config,
    home,
    lacking,
    marks,
    origin,
    outline,
    policy,
    processes,
    publish,
    registry,
    store,
)
from builder.archive import Archive
from builder.catalogue import Catalogue
from builder.differences import Difference
from builder.errors import ArchiveError, ConfigError, ProblemsError
from builder.export import budget, dataset, folders, signposts
from builder.export import page as data_page
from builder.export.outlet import Outlet
from builder.lacking import WANTED
from builder.lists import Lists
from builder.outline import Outline
from builder.outputs import Standing
from builder.pages import Pages
from builder.parts import Parts, about_of, channel_of, formats_of, hand_written, site_of
from builder.producer import Producer, key
from builder.removed import Removed
from builder.search import index
from builder.theme import Theme, config_key, root, templates_key, wordings_of
from builder.views import WantedPage
from builder.wording import Wording

log = logging.getLogger("mkdocs.plugins.archive")

UNPUBLISHED = ("captures",)
"""Folders of the content that are kept and not published."""

_THEME_UNUSED = ("assets/javascripts/bundle.", "assets/javascripts/lunr/", "assets/javascripts/workers/", "locale/")
_NO_PAGES = (".yml", ".map")
_NO_DAY = "1970-01-01"
"""The day of change of an archive without statements."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What `builder build` asks for beyond a MkDocs build, which leaves all of it out.

    MkDocs then builds into a folder of its own, and all is published in `site` by way of the `ledger`. `content` is the
    content folder where MkDocs sees only a part of it.
    """

    site: Path | None = None
    content: Path | None = None
    ledger: Path | None = None
    jobs: int = field(default_factory=processes.cores)
    shard: tuple[int, int] = (1, 1)
    inputs: str = ""
    standing: Standing | None = None
    preview: bool = False
    tell: publish.Tell = publish.say_nothing


class _Files(Files):
    """MkDocs' files, of which some are not its to make: they are there to be linked to and named in the menu."""

    def __init__(self, files: Files, ours: AbstractSet[str], site: str) -> None:
        super().__init__(files)
        self._ours, self._site = ours, site
        self._asked: dict[str, File] = {}

    def get_file_from_path(self, path: str) -> File | None:
        """Return a file by its path; those of ours that MkDocs did not see are made when they are asked for."""
        found = super().get_file_from_path(path)
        name = PurePath(path).as_posix()
        if found is None and name in self._ours:
            found = self._asked.setdefault(name, File(name, None, self._site, use_directory_urls=True))
            found.inclusion = InclusionLevel.NOT_IN_NAV
        return found

    def documentation_pages(
        self, *, inclusion: Callable[[InclusionLevel], bool] = InclusionLevel.is_included
    ) -> Sequence[File]:
        """Return the pages that MkDocs makes."""
        return [file for file in super().documentation_pages(inclusion=inclusion) if file.src_uri not in self._ours]


class _Options(Config):  # type: ignore[no-untyped-call] # MkDocs leaves one method untyped
    """No options of MkDocs' own kind: `builder.config` reads them, since it names line and key."""


class ArchivePlugin(BasePlugin[_Options]):  # type: ignore[no-untyped-call] # likewise
    """Turns the content folder's statements into pages, lists, feeds and search within a MkDocs build."""

    settings: config.Settings
    order: Order
    archive: Archive
    removed: tuple[Removed, ...]
    pages: Pages
    outlet: Outlet
    catalogue: Catalogue
    differences: tuple[Difference, ...]
    base: str
    outlines: dict[str, Outline]
    changed: str
    wanted: dict[str, WantedPage]
    files: Files
    nav: Navigation
    wording: Wording
    wordings: tuple[Wording, ...]
    env: Any
    result: publish.Result
    is_served = False

    def load_config(
        self, options: dict[str, Any], config_file_path: str | None = None
    ) -> tuple[ConfigErrors, ConfigWarnings]:
        """Take the plugin's options; every problem becomes a MkDocs configuration error."""
        self.config = _Options()
        self.order = Order()
        try:
            self.settings = config.settings(options, Path(config_file_path or "mkdocs.yml").name)
        except ConfigError as error:
            return [(config.PLUGIN, ValidationError(str(error)))], []
        return [], []

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Note whether this is MkDocs' own preview."""
        self.is_served = command == "serve"

    def on_config(self, config: MkDocsConfig) -> None:
        """Let "Correct this page" lead to the branch that the site is built from."""
        if config.repo_url:
            config.edit_uri = f"edit/{self.settings.edit_branch}/{Path(config.docs_dir).name}/"
        self.wordings = wordings_of(config)
        self.wording = self.wordings[0]

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Check the content, leave out what is not published, and keep what the publisher writes from MkDocs' hands."""
        folder = self.order.content or Path(config.docs_dir)
        read = store.reader(root(config) / store.PLACE, self.order.jobs, partial(self.order.tell, "Reading statements"))
        report = check.check(folder, date.today().isoformat(), folder.name, read)  # noqa: DTZ011 - only for a message
        if report.archive is None or report.problems:
            raise PluginError(str(ProblemsError(report.problems)) + "\nThe content has problems; nothing was built.")
        self.archive = report.archive
        self.removed = report.removed
        self.pages = Pages(self.archive, report.related, wording=self.wording)
        self.differences = report.differences
        self.outlet = self._outlet(config)
        pasts = (each in self.outlet.names for each in (budget.GROUP_PASTS, budget.MINISTRY_PASTS, budget.PAST))
        groups, ministries, whole = pasts
        self.catalogue = Catalogue(self.archive, config.site_name, groups, self.wording, ministries, whole)
        self.changed = max((entry.statement.changed for entry in self.archive.entries), default=_NO_DAY)
        lists = Lists(self.pages, self.settings.page_size, report.wanted, formats_of(self.outlet.names))
        self.base = self._base(config)
        found = outline.outlines(lists, root(config) / outline.PLACE, self.base)
        self.outlines = {each.path: each for each in found}
        wanted = report.wanted if any(file.src_uri == WANTED for file in files) else ()
        lacks = lacking.pages(wanted, self.archive.registry.ministries, config.repo_url or "", self.wording)
        self.wanted = {made.path: made for made in lacks}
        unused = (*(f"{name}/" for name in UNPUBLISHED), *_THEME_UNUSED)
        for file in [each for each in files if each.src_uri.startswith(unused) or each.src_uri.endswith(_NO_PAGES)]:
            files.remove(file)
        ours = {*self.outlines, data_page.PATH, *(entry.path for entry in self.archive.entries)}
        self.files = _Files(files, ours, config.site_dir)
        return self.files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Name the lists in the menu that it does not name itself; MkDocs would look for a heading."""
        for page in nav.pages:
            if page.file.src_uri in {*self.outlines, data_page.PATH} and "title" not in vars(page):
                page.title = getattr(self.outlines.get(page.file.src_uri), "title", data_page.TITLE)
        self.nav = nav
        return nav

    def on_pre_page(self, page: Page, *, config: MkDocsConfig, files: Files) -> Page:
        """Date a hand-written page by the archive, so that two builds are the same."""
        page.update_date = self.changed
        return page

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Give the template what it shows."""
        extra: dict[str, Any] = {}
        if page.file.src_uri in self.wanted:
            extra |= {"view": self.wanted[page.file.src_uri]}
        elif page.is_homepage:
            extra |= {"view": home.make(self.pages)}
        context.update(extra)  # type: ignore[typeddict-item]
        return context

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        """Let every page name the feeds and show hiding characters, the 404 page too, and leave out the white space around template blocks."""
        env.trim_blocks = env.lstrip_blocks = True
        env.filters |= {"shown": marks.shown, "told": marks.told}
        env.globals["searched_with"] = [site.model_dump() for site in self.settings.searched_with]
        env.globals |= {"feeds_of": self.catalogue.of, "catalogue": self.catalogue}
        env.globals |= self.wording.globals(sorted(each.language for each in self.wordings))
        env.globals["contact"] = self.settings.contact
        env.globals["corrections"] = {"url": changes.BASE, "count": changes.count(self.archive)}
        others, is_preview = (site.url for site in self.settings.searched_with), self.order.preview or self.is_served
        env.globals["policy"] = policy.told(others, preview=is_preview)
        self.env = env
        return env

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Publish what MkDocs does not make, and make the search index."""
        try:
            self.result = self._published(config)
        except ArchiveError as error:
            raise PluginError(str(error)) from None

    def _published(self, config: MkDocsConfig) -> publish.Result:
        """Write the whole site where there is an order for it, else what lacks beside MkDocs' own pages."""
        order, own = self.order, Path(config.site_dir)
        with index.begun(self.archive, root(config) / index.PLACE, order.jobs, order.tell) as searched:
            producers = [*self._producers(config), *([hand_written(own)] if order.site else []), *searched()]
        return publish.publish(producers, self.plan(own, self.base), order.tell, order.standing)

    def plan(self, site: Path, base: str) -> publish.Plan:
        """Return how the site is published, in `site` where the order names no other place."""
        return publish.Plan(
            site=self.order.site or site,
            base=base,
            ledger=self.order.ledger,
            jobs=self.order.jobs,
            shard=self.order.shard,
            whole=self.order.site is not None,
            inputs=self.order.inputs,
            manifest=signposts.MANIFEST,
        )

    def _base(self, config: MkDocsConfig) -> str:
        """Return the key of our code, templates, words, configuration and registries, on which every page may depend."""
        folder = self.order.content or Path(config.docs_dir)
        records = [(folder / name).read_bytes() for name in registry.FILES]
        return key(origin.code(), templates_key(config), config_key(config), *records)

    def _producers(self, config: MkDocsConfig) -> Iterator[Producer]:
        """Yield what makes every part of the site that MkDocs does not make."""
        outlet, settings = self.outlet, self.settings
        channel = channel_of(config, settings, outlet.names, self.wording)
        cited = site_of(config, settings, self.order.content, self.archive, formats_of(outlet.names))
        theme = Theme(self.env, config, self.nav, self.files)
        parts = Parts(self.pages, theme, channel, cited, outlet.forms, self.differences, settings)
        further = [Outline.of(page) for path, page in self.wanted.items() if path != WANTED]
        outlines = [*self.outlines.values(), *further]
        dated = {"./": self.changed, data_page.PATH.removesuffix("index.md"): self.changed}
        others = [(file.url, dated.get(file.url, "")) for file in self.files.documentation_pages()]
        others += [(page.page_url(page.page), page.changes[0].date) for page in changes.pages_of(self.archive)]
        yield from parts.looks()
        yield from parts.words(self.wordings)
        yield from parts.feeds()
        yield from parts.sitemap(others, outlines)
        yield from parts.lists(outlines)
        yield from parts.statements()
        yield parts.data(outlet.page())
        yield from outlet.producers()
        yield from folders.producers(outlet.folders(), theme, self.wording)
        yield from changes.Changes(self.archive, self.removed, self.differences, theme, self.wording).all()

    def _outlet(self, config: MkDocsConfig) -> Outlet:
        """Return what makes the data."""
        about, kept = about_of(config, self.settings), root(config) / dataset.PLACE
        folder, jobs, settings = self.order.content or Path(config.docs_dir), self.order.jobs, self.settings
        newest = settings.feed_length, settings.group_feed_length
        sizes = settings.data_budget, kept, jobs, self.order.tell, settings.site_budget, newest
        return Outlet(self.archive, folder, about, *sizes)

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """Follow changes of the templates too; the store of statements is none."""
        if config.theme.custom_dir:
            server.watch(config.theme.custom_dir)
        return server
