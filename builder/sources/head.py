"""What a page says of itself by its own marks: title, day of publication, language, section, address."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from builder.sources import visible
from builder.text import clean, fold

_HEADINGS = ("h1", "h2", "h3", "h4")
_TITLES = ("articletitle", "og:title", "dcterms.title", "dc.title", "citation_title", "twitter:title", "headline")
_SITES = ("og:site_name", "sitename", "application-name", "dc.publisher", "dcterms.publisher")
_SECTIONS = ("article:section", "columnname", "section")
_DAYS = (
    "article:published_time",
    "og:article:published_time",
    "govuk:first-published-at",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "datepublished",
    "dcterms.issued",
    "dcterms.date.issued",
    "dc.date.issued",
    "dc.date.created",
    "dcterms.created",
    "dcterms.date",
    "dc.date",
    "citation_date",
    "citation_publication_date",
    "parsely-pub-date",
    "sailthru.date",
    "date",
)
"""Names of meta elements that say when a text was published, the surest first; in lower case."""

_PARTING = re.compile(r"\s+[|\-\u2013\u2014\u00b7\u2022:\u00bb_/]+\s+|\s*[|_\uff5c]\s*")
_LEAST_TITLE = 4
_LONGEST_TITLE = 250
_CALLED = re.compile(r"(?:^|[-_\s])(?:title|subject|headline)(?:$|[-_\s])", re.IGNORECASE)
_DEEP = 12


class Head:
    """The marks of one page, read once."""

    def __init__(self, root: Any) -> None:
        """Read the meta elements and the linked data of the page."""
        self._root = root
        self.meta: dict[str, str] = {}
        for element in root.iter("meta"):
            name = element.get("property") or element.get("name") or element.get("itemprop") or ""
            value = fold(clean(element.get("content", "")))
            if name and value:
                self.meta.setdefault(name.strip().lower(), value)
        self.data = list(_linked_data(root))

    def title(self) -> tuple[str, Any]:
        """Return the title and the heading that is it as a whole, or None where it stands in the page's head alone.

        The title is the longest heading that the page's head repeats: sites give their own name as a heading too.
        Where there is none, it is the head's, without the name that the site gives itself.
        """
        said = [self.meta[name] for name in _TITLES if name in self.meta] + list(self._said("headline"))
        said += [fold(clean(each.text_content())) for each in self._root.iter("title")][:1]
        headings = [(_line(each), each) for each in self._root.iter(*_HEADINGS)]
        near = [(text, each) for text, each in headings if len(text) >= _LEAST_TITLE and _is_in(text, said)]
        near = [(text, each) for text, each in near if text.casefold() not in self._names()]
        best = max(near, key=lambda pair: len(pair[0]), default=None)
        ones = [(text, each) for text, each in headings if each.tag == "h1" and text]
        if best is None and len(ones) == 1 and ones[0][0].casefold() not in self._names():
            best = ones[0]
        if best is None and not any(name in self.meta for name in _TITLES):
            best = self._called_title()
        if best is not None:
            return best
        return next((text for each in said if (text := self._without_site(each))), ""), None

    def _called_title(self) -> tuple[str, Any] | None:
        """Return the only short text that the page's markup calls a title; old pages have no headings."""
        named = self._root.cssselect("[class*=title], [id*=title], [class*=subject], [class*=headline]")
        found = [
            (_line(each), each) for each in named if _CALLED.search(f"{each.get('class', '')} {each.get('id', '')}")
        ]
        fitting = [(text, each) for text, each in found if _LEAST_TITLE <= len(text) <= _LONGEST_TITLE]
        return fitting[0] if len({text for text, _ in fitting}) == 1 else None

    def _names(self) -> set[str]:
        return {self.meta[name].casefold() for name in _SITES if name in self.meta}

    def _without_site(self, title: str) -> str:
        """Return a title without the name of the site at either end, where the page tells that name."""
        parts = _PARTING.split(title)
        if len(parts) > 1 and parts[-1].casefold() in self._names():
            return title[: title.casefold().rfind(parts[-1].casefold())].rstrip(
                " |-\u2013\u2014\u00b7\u2022:\u00bb_/\uff5c"
            )
        if len(parts) > 1 and parts[0].casefold() in self._names():
            return title[len(parts[0]) :].lstrip(" |-\u2013\u2014\u00b7\u2022:\u00bb_/\uff5c")
        return title

    def days(self) -> Iterator[str]:
        """Yield what the page's marks say of the day of publication, the surest first."""
        yield from (self.meta[name] for name in _DAYS if name in self.meta)
        yield from self._said("datePublished")
        for element in self._root.cssselect('[itemprop="datePublished"], time[datetime]'):
            yield fold(element.get("datetime") or element.get("content") or "")

    def language(self) -> str:
        """Return the language that the page says it is in, as it writes it, or an empty string."""
        of_root = next((each.get("lang") or each.get(_XML_LANG) for each in self._root.iter("html")), None)
        said = (
            of_root or self.meta.get("og:locale") or self.meta.get("dc.language") or self.meta.get("dcterms.language")
        )
        for element in self._root.iter("meta"):
            if not said and element.get("http-equiv", "").lower() == "content-language":
                said = element.get("content")
        match = re.match(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*", fold(said or ""))
        return _tag(match[0]) if match else ""

    def section(self) -> str:
        """Return the part of the site that the page's head names, or an empty string."""
        of_meta = (self.meta[name] for name in _SECTIONS if name in self.meta)
        return next(of_meta, None) or next(self._said("articleSection"), "")

    def address(self) -> str:
        """Return the address that the page gives itself, or an empty string."""
        links = self._root.cssselect('link[rel~="canonical"]')
        return fold(links[0].get("href", "")) if links else self.meta.get("og:url", "")

    def _said(self, key: str) -> Iterator[str]:
        for each in self.data:
            value = each.get(key)
            if isinstance(value, str) and value.strip():
                yield fold(clean(value))


_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def _tag(said: str) -> str:
    """Return a language tag as BCP 47 recommends to write it: `pt-BR`."""
    first, *rest = re.split("[-_]", said)
    return "-".join([first.lower(), *(each.upper() if len(each) == 2 else each for each in rest)])  # noqa: PLR2004 - a country


def _line(element: Any) -> str:
    return " ".join(visible.lines([element]))


def _is_in(text: str, said: list[str]) -> bool:
    folded = text.casefold()
    return any(folded in each.casefold() for each in said)


def _linked_data(root: Any) -> Iterator[dict[str, Any]]:
    """Yield every object of the page's linked data (JSON-LD), however they are nested."""
    for element in root.iter("script"):
        if element.get("type", "").strip().lower() == "application/ld+json":
            try:
                yield from _objects(json.loads(element.text_content(), strict=False), 0)
            except (ValueError, RecursionError):
                continue


def _objects(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEEP:
        return
    if isinstance(data, dict):
        yield data
    for each in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        if isinstance(each, dict | list):
            yield from _objects(each, depth + 1)
