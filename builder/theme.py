"""Pages that are not MkDocs' own, rendered with its theme: what all pages share is rendered once for each depth."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import jinja2
from jinja2.ext import Extension
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import normalize_url

from builder import marks
from builder.errors import ArchiveError
from builder.producer import key

_SHELL = "shell.html"
_FRAME = "partials/frame.html"
_CUT = "\x1e"
"""What `partials/frame.html` puts between a page's metadata and its content."""

_PLACE = re.compile("\x00([a-z]+)\x00")
_STYLE = re.compile(r"assets/stylesheets/(?:main|palette)\.\w+\.min\.css")
_MAP = re.compile(r"/\*# sourceMappingURL=[^*]*\*/")
STYLE = "assets/stylesheets/all.css"
"""Where the style sheets of all pages but MkDocs' own stand together, each written for its folder."""

_BLANK = re.compile(r"[ \t]*\n[ \t\n]*")
_WIDE = re.compile("  +")
_BODY = "\x00body\x00"


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


class _Lean(Extension):
    """Takes the indentation out of templates when they are compiled, so that it need not be taken out of pages."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002 - jinja2's
        """Return a template's source without white space at the beginning of lines and without empty lines."""
        return _BLANK.sub("\n", source)


class Theme:
    """The theme of one build, ready to render many pages."""

    def __init__(self, env: jinja2.Environment, config: MkDocsConfig, nav: Navigation, files: Files) -> None:
        """Take what MkDocs made ready."""
        self._env, self._config, self._nav = env, config, nav
        self._styles = [file.src_uri for file in files if _STYLE.fullmatch(file.src_uri)]
        self._sources = {file.src_uri: file.abs_src_path for file in files}
        self._fast = env.overlay(extensions=[_Lean])
        self._fast.filters = {
            **env.filters,
            "url": _url,
            "shown": lru_cache(maxsize=2**14)(marks.shown),
            "told": lru_cache(maxsize=2**14)(marks.told),
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
        parts = tuple(_PLACE.split(_WIDE.sub(" ", _BLANK.sub("\n", html))))
        return Shell(parts, key(*parts))

    def page(self, template: str, leaf: Leaf, body: str = "", **values: Any) -> str:
        """Return a whole page whose metadata and content a template makes of some values.

        `body` is the HTML that the template finds as the page's content; no white space of it is changed.
        """
        if template not in self._templates:
            self._templates[template] = _template(self._fast, template)
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
    """Return an address relative to the page, as MkDocs' filter does; those within the site by way of the root."""
    text = str(value)
    if not text or text[0] in "./#?" or ":" in text:
        return str(normalize_url(text, page=context["page"], base=context["base_url"]))
    return f"{context['root']}{text}"


def templates_key(config: MkDocsConfig) -> str:
    """Return the key of the site's own templates; those of the theme count by its version."""
    folder = Path(config.theme.custom_dir or "")
    if not config.theme.custom_dir or not folder.is_dir():
        return ""
    found = sorted(path for path in folder.rglob("*.html") if path.is_file())
    return key(*(part for path in found for part in (path.relative_to(folder).as_posix(), path.read_bytes())))


_FROM_ENVIRONMENT = re.compile(r"!ENV\s+(\[[^\]]*\]|\S+)")
_INHERITED = re.compile(r"^INHERIT:\s*[\"']?([^\s\"'#]+)", re.MULTILINE)


def config_key(config: MkDocsConfig) -> str:
    """Return the key of the configuration: its file, those it inherits, what it reads from the environment, its hooks.

    The site's address counts by itself, since a preview sets it.
    """
    file = Path(str(config.config_file_path))
    texts = list(_inherited(file))
    names = {word for text in texts for found in _FROM_ENVIRONMENT.findall(text) for word in re.findall(r"\w+", found)}
    environment = [(name, os.environ.get(name)) for name in sorted(names)]
    hooks = [file.parent / path for path in config.hooks]
    return key(texts, environment, config.site_url, [path.read_bytes() for path in hooks if path.is_file()])


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
