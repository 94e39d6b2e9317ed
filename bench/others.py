"""Builds the same texts with other tools, where they are installed: MkDocs with Material plain, Hugo with a bare template, Pagefind."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from builder import archive

_MKDOCS = """site_name: Plain
theme: {name: material, font: false}
plugins: []
nav: [index.md]
validation: {omitted_files: ignore}
"""
_HUGO = 'baseURL = "http://127.0.0.1/"\ntitle = "Plain"\ndisableKinds = ["taxonomy", "term", "RSS", "sitemap"]\n'
_SINGLE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><main data-pagefind-body><h1>{{ .Title }}</h1>{{ .Content }}</main></body></html>
"""

Run = tuple[str, list[str], Path, Callable[[], None]]
"""A label, a command, the folder it runs in, and what makes it start with nothing."""


def runs(texts: Path, folder: Path) -> Iterator[Run]:
    """Yield what each tool that is here is asked to do with the statements below `texts`."""
    python = Path(sys.executable)
    place = folder / "mkdocs"
    _copied(texts, place / "docs")
    (place / "docs/index.md").write_text("# Plain\n", encoding="utf-8")
    (place / "mkdocs.yml").write_text(_MKDOCS, encoding="utf-8")
    yield (
        "MkDocs, Material plain",
        [str(python.with_name("mkdocs")), "build", "--quiet"],
        place,
        _cleared(place / "site"),
    )
    hugo, site = shutil.which("hugo"), place / "site"
    if hugo:
        place = folder / "hugo"
        site = place / "public"
        _copied(texts, place / "content")
        (place / "layouts/_default").mkdir(parents=True)
        (place / "hugo.toml").write_text(_HUGO, encoding="utf-8")
        (place / "config.toml").write_text(_HUGO, encoding="utf-8")
        for name in ("single", "list"):
            (place / f"layouts/_default/{name}.html").write_text(_SINGLE, encoding="utf-8")
        yield "Hugo, bare template", [hugo, "--quiet"], place, _cleared(site)
    if importlib.util.find_spec("pagefind"):
        command = [str(python), "-m", "pagefind", "--site", str(site), "--silent"]
        yield "Pagefind on that site", command, place, _cleared(site / "pagefind")


def _cleared(folder: Path) -> Callable[[], None]:
    return lambda: shutil.rmtree(folder, ignore_errors=True)


def _copied(texts: Path, target: Path) -> None:
    """Write every statement's title and text as a page of its own."""
    for entry in archive.read(texts)[0]:
        file = target / entry.path
        file.parent.mkdir(parents=True, exist_ok=True)
        title = entry.statement.title.replace('"', "'")
        file.write_text(f'---\ntitle: "{title}"\n---\n\n{entry.statement.body}', encoding="utf-8")
