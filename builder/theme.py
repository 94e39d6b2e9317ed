"""Pages that are not MkDocs' own, rendered with its theme: what all pages share is rendered once for each depth."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path, PurePath
from typing import Any

import jinja2
import yaml
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import normalize_url

from builder import lean, marks, wording
from builder.config import PLUGIN
from builder.errors import ArchiveError, ProblemsError
from builder.producer import key
from builder.wording import Wording

_SHELL = "shell.html"
_FRAME = "partials/frame.html"
_CUT = "\x1e"
"""What `partials/frame.html` puts between a page's metadata and its content."""

_PLACE = re.compile("\x00([a-z]+)\x00")
_STYLE = re.compile(r"assets/stylesheets/(?:main|palette)\.\w+\.min\.css")
_MAP = re.compile(r"/\*# sourceMappingURL=[^*]*\*/")
STYLE = "assets/stylesheets/all.css"
"""Where the style sheets of all pages but MkDocs' own stand together, each written for its folder."""

_BODY = "\x00body\x00"
_STATEMENTS = "statements/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """What a template may ask of a page that MkDocs does not make; the names are those of MkDocs' page.

    `src_uri` is the path of its Markdown, `url` its address, relative to the site's root.
    """

    src_uri: str
    url: str
    title: str
    canonical_url: str
    edit_url: str | None = None
    content: str = _BODY
    is_homepage: bool = False
    meta: Mapping[str, Any] = field(default_factory=dict)
    toc: tuple[()] = ()

    @property
    def file(self) -> Leaf:
        """The page itself, which knows the path of its source, `src_uri`."""
        return self


@dataclass(frozen=True, slots=True)
class Shell:
    """A page without what differs from page to page: text, name of a place, text, …; and the key of all of it."""

    parts: tuple[str, ...]
    key: str

    def filled(self, places: Mapping[str, str]) -> str:
        """Return the page with every place filled."""
        return "".join(places[part] if index % 2 else part for index, part in enumerate(self.parts))


class OurFiles(Files):
    """MkDocs' files, of which some are not its to make: they are there to be linked to and named in the menu."""

    def __init__(self, files: Files, ours: AbstractSet[str], site: str) -> None:
        """Take MkDocs' files, the paths of those that are ours, and the site's folder."""
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


class Theme:
    """The theme of one build, ready to render many pages."""

    def __init__(self, env: jinja2.Environment, config: MkDocsConfig, nav: Navigation, files: Files) -> None:
        """Take what MkDocs made ready."""
        self._env, self._config, self._nav = env, config, nav
        self._styles = [file.src_uri for file in files if _STYLE.fullmatch(file.src_uri)]
        self._sources = {file.src_uri: file.abs_src_path for file in files}
        self._fast = env.overlay(extensions=[lean.Lean])
        self._fast.filters = {
            **env.filters,
            "url": _url,
            "shown": lru_cache(maxsize=2**14)(marks.shown),
            "told": lru_cache(maxsize=2**14)(marks.told),
            "bare": lru_cache(maxsize=2**14, typed=True)(lean.bare),
        }
        self._templates: dict[str, jinja2.Template] = {}
        self._shells: dict[tuple[int, str], Shell] = {}
        self._tabs = {page.file.src_uri: page for page in nav.pages}

    @cached_property
    def style(self) -> str:
        """The style sheets that a page names, put together, so that a page need name, and a reader fetch, only one."""
        names = [*self._styles, *(str(name) for name in self._config.extra_css)]
        texts = [Path(source).read_text(encoding="utf-8") for name in names if (source := self._sources.get(name))]
        return "\n".join(_MAP.sub("", text) for text in texts)

    def sources(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return where some of the site's files lie on this machine, those left out that the site has not."""
        return tuple(source for name in names if (source := self._sources.get(name)))

    def canonical(self, url: str) -> str:
        """Return the whole address of a page (of the first, `./` to MkDocs, the site's), nothing where that is not known."""
        return f"{self._config.site_url.rstrip('/')}/{url.removeprefix('./')}" if self._config.site_url else ""

    def edit_url(self, path: str) -> str | None:
        """Return the address of a content file in the repository's editor, None where there is no repository."""
        if not self._config.repo_url or not self._config.edit_uri:
            return None
        return f"{self._config.repo_url.rstrip('/')}/{self._config.edit_uri}{path}"

    def shell(self, url: str, path: str = "") -> Shell:
        """Return the shell of the pages as deep as `url`; `path` is the Markdown path of one that the menu names."""
        depth, tab = url.count("/"), self._tabs.get(path)
        name = (depth, path if tab else "")
        if name not in self._shells:
            self._shells[name] = self._shell(depth, tab)
        return self._shells[name]

    def _shell(self, depth: int, tab: Page | None) -> Shell:
        file = File.generated(self._config, f"{'x/' * depth}index.md", content="", inclusion=InclusionLevel.NOT_IN_NAV)
        page = Page("\x00title\x00", file, self._config)
        page.canonical_url = "\x00canonical\x00" if self._config.site_url else None
        context = get_context(self._nav, [], self._config, page)
        if tab:
            tab.active = True
        try:
            html = _template(self._env, _SHELL).render(context, style=STYLE)
        finally:
            if tab:
                tab.active = False
        parts = tuple(_PLACE.split(lean.page(html)))
        return Shell(parts, key(*parts))

    def page(self, template: str, leaf: Leaf, body: str = "", **values: Any) -> str:
        """Return a whole page whose metadata and content a template makes of some values.

        `body` is the HTML that the template finds as the page's content; no white space of it is changed.
        """
        if template not in self._templates:
            self._templates[template] = found = _template(self._fast, template)
            found.globals = dict(found.globals)  # they change no more, and one is found at once in a plain mapping
        root = "../" * leaf.url.count("/")
        text = self._templates[template].render(
            frame=_FRAME, page=leaf, root=root, base_url=root or ".", config=self._config, nav=self._nav, **values
        )
        meta, content = text.split(_CUT, 1)
        filled = content.strip().replace(_BODY, body)
        places = {"title": leaf.title, "canonical": leaf.canonical_url, "meta": meta.strip(), "content": filled}
        return self.shell(leaf.url, leaf.src_uri).filled(places)


def _template(env: jinja2.Environment, name: str) -> jinja2.Template:
    try:
        return env.get_template(name)
    except jinja2.TemplateNotFound:
        message = f"there is no template {name}; it belongs into the folder that custom_dir names under theme"
        raise ArchiveError(message) from None


@jinja2.pass_context
def _url(context: jinja2.runtime.Context, value: Any) -> str:
    """Return an address relative to the page, as MkDocs' filter does; those within the site by way of the root.

    From one page of statements to another the way leads no higher than the folder that both are in.
    """
    text = str(value)
    page = context["page"]
    if text.startswith(_STATEMENTS) and page.url.startswith(_STATEMENTS):
        return _way(page.url, text)
    if not text or text[0] in "./#?" or ":" in text:
        return str(normalize_url(text, page=page, base=context["base_url"]))
    return f"{context['root']}{text}"


def _way(here: str, there: str) -> str:
    """Return the shortest address of one page relative to another, both from the site's root."""
    shared = os.path.commonprefix([here, there])  # noqa: RUF071 - cut at the last slash, which takes less than its namesake
    start = shared.rfind("/") + 1
    return f"{'../' * here.count('/', start)}{there[start:]}" or "./"


def root(config: MkDocsConfig) -> Path:
    """Return the folder of the configuration file, below which is what builds keep."""
    return Path(str(config.config_file_path)).parent


def wordings_of(config: MkDocsConfig) -> tuple[Wording, ...]:
    """Return the words of every language of the site, that which the theme is set to first.

    Raises PluginError where that has no catalogue, or where a catalogue is no good.
    """
    folder = Path(config.theme.custom_dir or "")
    own = str(config.theme["language"] or wording.SOURCE)
    others = [each for each in wording.languages(folder) if each != own]
    try:
        return tuple(wording.load(folder, each, f"{folder.name}/{wording.FOLDER}") for each in (own, *others))
    except ProblemsError as error:
        raise PluginError(str(error)) from None


def templates_key(config: MkDocsConfig) -> str:
    """Return the key of the site's own templates and catalogues; those of the theme count by its version."""
    folder = Path(config.theme.custom_dir or "")
    if not config.theme.custom_dir or not folder.is_dir():
        return ""
    found = sorted(path for form in ("*.html", "*.po") for path in folder.rglob(form) if path.is_file())
    return key(*(part for path in found for part in (path.relative_to(folder).as_posix(), path.read_bytes())))


_ENV = "!ENV"
_INHERITED = re.compile(r"^INHERIT:\s*[\"']?([^\s\"'#]+)", re.MULTILINE)
_TOLD_APART = ("plugins", PLUGIN, "commit")
"""The setting that is another at each deployment: the parts that show it name it in their own keys."""


def config_key(config: MkDocsConfig) -> str:
    """Return the key of the configuration: its file, those it inherits, what it reads from the environment, its hooks.

    The site's address counts by itself, since a preview sets it. What the environment says of the commit that is built does not
    count here, so that a deployment makes only those parts again that show it.
    """
    file = Path(str(config.config_file_path))
    texts = list(_inherited(file))
    names = {name for text in texts for name in _environment(yaml.compose(text, Loader=yaml.CSafeLoader))}
    environment = [(name, os.environ.get(name)) for name in sorted(names)]
    hooks = [file.parent / path for path in config.hooks]
    return key(texts, environment, config.site_url, [path.read_bytes() for path in hooks if path.is_file()])


def _environment(
    node: yaml.Node | None, keys: tuple[str, ...] = (), above: tuple[yaml.Node, ...] = ()
) -> Iterator[str]:
    """Yield the names of the variables that stand behind `!ENV`, each of a list; `keys` and nodes are those above the node."""
    if node is None or keys == _TOLD_APART or any(node is each for each in above):  # an alias can name what it is in
        return
    if isinstance(node, yaml.ScalarNode):
        if node.tag == _ENV:
            yield node.value
    elif isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            yield from _environment(value, (*keys, str(name.value)), (*above, node))
    elif node.tag == _ENV:
        yield from (each.value for each in node.value if isinstance(each, yaml.ScalarNode))
    else:
        for each in node.value:
            yield from _environment(each, keys, (*above, node))


def _inherited(file: Path) -> Iterator[str]:
    """Yield the text of a configuration file and of those that it inherits from."""
    seen: set[Path] = set()
    while file.is_file() and file not in seen:
        seen.add(file)
        text = file.read_text(encoding="utf-8")
        yield text
        parent = _INHERITED.search(text)
        if parent is None:
            return
        file = file.parent / parent[1]
