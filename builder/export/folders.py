"""The pages of folders that hold nothing but data, so that an address cut at a slash is one: each leads to what tells of it."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from builder.archive import Archive
from builder.export.interface import FOLDER as API
from builder.export.interface import GROUPS
from builder.export.page import PATH
from builder.producer import Producer, key
from builder.theme import Leaf, Theme
from builder.wording import ENGLISH, Wording

_DATA = PATH.removesuffix("index.md")


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """A folder's page: its address, and that of the page to which it leads, both from the site's root, with its name."""

    url: str
    goal: str
    title: str


def folders(archive: Archive, *, has_years: bool) -> Iterator[Folder]:
    """Yield the folders of the interface and, where the site `has_years` as data, that of their files."""
    for url in ("api/", API, f"{API}years/", *(f"{API}{name}/" for name in GROUPS)):
        yield Folder(url=url, goal=f"{_DATA}#interface", title="Interface")
    records = archive.registry
    for each in archive.by_ministry:
        yield Folder(url=f"{API}ministries/{each}/", goal=f"ministries/{each}/", title=records.ministries[each].name)
    for each in archive.by_tag:
        yield Folder(url=f"{API}tags/{each}/", goal=f"tags/{each}/", title=records.tags[each].label)
    if has_years:
        yield Folder(url=f"{_DATA}years/", goal=f"{_DATA}#by-year", title="Data by year")


def producers(found: Iterator[Folder], theme: Theme, wording: Wording = ENGLISH) -> Iterator[Producer]:
    """Yield what makes the page of each folder; what leads to a part of a page is named by words of the interface."""
    for each in found:
        folder = replace(each, title=wording.gettext(each.title)) if "#" in each.goal else each
        made = key(theme.shell(folder.url).key, folder)
        yield Producer(f"{folder.url}index.md", made, partial(_page, folder, theme))


def _page(folder: Folder, theme: Theme) -> Mapping[str, str]:
    page, mark, part = folder.goal.partition("#")
    leaf = Leaf(
        src_uri=f"{folder.url}index.md", url=folder.url, title=folder.title, canonical_url=theme.canonical(page)
    )
    goal = f"{posixpath.relpath(page, folder.url)}/index.html{mark}{part}"  # a browser goes there without a server too
    return {f"{folder.url}index.html": theme.page("folder.html", leaf, folder=folder, goal=goal)}
