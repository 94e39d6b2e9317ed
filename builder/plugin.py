"""The MkDocs plugin `archive`: it checks the content, lets MkDocs make the hand-written pages, and publishes the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from mkdocs.config.base import Config, ConfigErrors, ConfigWarnings, ValidationError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from builder import (
    changes,
    check,
    config,
    delta,
    home,
    lacking,
    marks,
    outline,
    policy,
    publish,
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
from builder.making import Work, Workshop
from builder.outline import Outline
from builder.pages import Pages
from builder.parts import Parts, about_of, base_of, channel_of, formats_of, hand_written, site_of
from builder.producer import Producer
from builder.publish import Order
from builder.removed import Removed
from builder.search import index
from builder.standing import Standing
from builder.theme import OurFiles, Theme, root, wordings_of
from builder.views import WantedPage
from builder.wording import Wording

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer  # a build does without a server

UNPUBLISHED = ("captures",)
"""Folders of the content that are kept and not published."""

_THEME_UNUSED = ("assets/javascripts/bundle.", "assets/javascripts/lunr/", "assets/javascripts/workers/", "locale/")
_NO_PAGES = (".yml", ".map")
_NO_DAY = "1970-01-01"
"""The day of change of an archive without statements."""


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
    listed: list[Outline]
    parts: Parts
    plan: publish.Plan
    standing: Standing
    ahead: Callable[[], Work] | None
    result: publish.Result
    begun: ExitStack
    searched: Callable[..., Iterator[Producer]]
    is_served = False

    def load_config(
        self, options: dict[str, Any], config_file_path: str | None = None
    ) -> tuple[ConfigErrors, ConfigWarnings]:
        """Take the plugin's options; every problem becomes a MkDocs configuration error."""
        self.config = _Options()
        self.order, self.begun = Order(), ExitStack()
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
        order, place = self.order, root(config) / store.PLACE
        tell = partial(order.tell, "Reading statements")
        read = store.reader(place, order.jobs, tell, order.stamps, order.memory)
        report = check.check(folder, date.today().isoformat(), folder.name, read)  # noqa: DTZ011 - only for a message
        if report.archive is None or report.problems:
            raise PluginError(str(ProblemsError(report.problems)) + "\nThe content has problems; nothing was built.")
        self.archive = report.archive
        self._begin(config)
        self.removed = report.removed
        self.pages = Pages(self.archive, report.related, wording=self.wording)
        self.differences = report.differences
        self.outlet = self._outlet(config)
        pasts = (each in self.outlet.names for each in (budget.GROUP_PASTS, budget.MINISTRY_PASTS, budget.PAST))
        groups, ministries, whole = pasts
        self.catalogue = Catalogue(self.archive, config.site_name, groups, self.wording, ministries, whole)
        self.changed = max((entry.statement.changed for entry in self.archive.entries), default=_NO_DAY)
        lists = Lists(self.pages, self.settings.page_size, report.wanted, formats_of(self.outlet.names))
        self.base = base_of(config, folder)
        found = outline.outlines(lists, root(config) / outline.PLACE, self.base)
        self.outlines = {each.path: each for each in found}
        wanted = report.wanted if any(file.src_uri == WANTED for file in files) else ()
        lacks = lacking.pages(wanted, self.archive.registry.ministries, config.repo_url or "", self.wording)
        self.wanted = {made.path: made for made in lacks}
        unused = (*(f"{name}/" for name in UNPUBLISHED), *_THEME_UNUSED)
        for file in [each for each in files if each.src_uri.startswith(unused) or each.src_uri.endswith(_NO_PAGES)]:
            files.remove(file)
        ours = {*self.outlines, data_page.PATH, *(entry.path for entry in self.archive.entries)}
        self.files = OurFiles(files, ours, config.site_dir)
        return self.files

    def _begin(self, config: MkDocsConfig) -> None:
        """Begin the search index in other processes, while this one finds out what lists there are."""
        place, order = root(config) / index.PLACE, self.order
        self.begun.close()
        self.searched = self.begun.enter_context(index.begun(self.archive, place, order.jobs, order.tell))

    def on_build_error(self, *, error: Exception) -> None:
        """End what is being made beside."""
        self.begun.close()

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
        try:
            self._look_ahead(env, config)
        except ArchiveError as error:
            raise PluginError(str(error)) from None
        return env

    def _look_ahead(self, env: Any, config: MkDocsConfig) -> None:
        """Find out which statements differ; where not all may, begin to make their pages while MkDocs makes its own."""
        order, parts = self.order, self._parts(env, config)
        not_of_mkdocs = (Outline.of(page) for path, page in self.wanted.items() if path != WANTED)
        self.listed = [*self.outlines.values(), *not_of_mkdocs]
        frame = parts.frame(self.base, self.listed, self.outlet.names)
        items = delta.items(self.pages, parts.site.commits, self.differences)
        self.plan = replace(self.plan_of(Path(config.site_dir), self.base), frame=frame, items=items)
        self.standing = order.standing() if order.standing else publish.look(self.plan)
        changed = delta.ALL if order.shard != (1, 1) else delta.of(self.archive, frame, items, self.standing)
        self.parts, self.ahead = replace(parts, delta=changed), None
        if not changed.is_all:
            self.plan = replace(self.plan, families=delta.FAMILIES)
            workshop = Workshop(self.plan.site, self.base, self.standing)
            self.ahead = self.begun.enter_context(workshop.ahead(self._of_texts, order.jobs))

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Publish what MkDocs does not make, and make the search index."""
        try:
            self.result = self._published(config)
        except ArchiveError as error:
            raise PluginError(str(error)) from None

    def _published(self, config: MkDocsConfig) -> publish.Result:
        """Write the whole site where there is an order for it, else what lacks beside MkDocs' own pages."""
        with self.begun:
            producers = [*self._producers(), *self.searched(self.parts.delta)]
            producers += [hand_written(Path(config.site_dir))] if self.order.site else []
            producers += () if self.ahead else self._of_texts()
            return publish.publish(producers, self.plan, self.order.tell, self.standing, self.ahead)

    def _parts(self, env: Any, config: MkDocsConfig) -> Parts:
        """Return what makes the parts of the site out of the archive."""
        outlet, settings = self.outlet, self.settings
        theme = Theme(env, config, self.nav, self.files)
        channel = channel_of(config, settings, outlet.names, self.wording)
        cited = site_of(config, settings, self.order.content, self.archive, formats_of(outlet.names))
        return Parts(self.pages, theme, channel, cited, outlet.forms, self.differences, settings)

    def plan_of(self, site: Path, base: str) -> publish.Plan:
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

    def _of_texts(self) -> Iterator[Producer]:
        """Yield what makes the pages of statements and lists, and the data."""
        yield from self.parts.statements()
        yield from self.parts.lists(self.listed)
        yield self.parts.data(self.outlet.page())
        yield from self.outlet.producers(self.parts.delta)

    def _producers(self) -> Iterator[Producer]:
        """Yield what makes every other part of the site that MkDocs does not make."""
        outlet, parts = self.outlet, self.parts
        dated = {"./": self.changed, data_page.PATH.removesuffix("index.md"): self.changed}
        others = [(file.url, dated.get(file.url, "")) for file in self.files.documentation_pages()]
        others += [(page.page_url(page.page), page.changes[0].date) for page in changes.pages_of(self.archive)]
        yield from parts.looks()
        yield from parts.words(self.wordings)
        yield from parts.feeds()
        yield from parts.sitemap(others, self.listed)
        yield from folders.producers(outlet.folders(), parts.theme, self.wording)
        yield from changes.Changes(self.archive, self.removed, self.differences, parts.theme, self.wording).all()

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
